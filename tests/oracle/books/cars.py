"""What each car bears of what the shops drew, written down from the oracle's own events."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tests.oracle.books.meter import PER_JOB

if TYPE_CHECKING:
    from tests.oracle.plant import Plant

Car = tuple[str, int]  # stream and order number
_LINE_OFF = "line off"


def stays_of(plant: Plant) -> dict[Car, dict[str, float]]:
    """Seconds that each car spent in each shop, by its name in the model: from its entry to the next, or to its end."""
    where: dict[Car, tuple[str, float]] = {}
    found: dict[Car, dict[str, float]] = defaultdict(lambda: defaultdict(float))

    def leave(car: Car, now: float) -> None:
        if car in where:
            shop, since = where.pop(car)
            if now > since:
                found[car][shop] += now - since

    for word, time, subject, what, job in plant.ledger.events:
        if word == "end":
            leave((subject, job), time)  # type: ignore[arg-type]
        elif word == "pass" and (subject in plant.model.shops or subject == _LINE_OFF):
            car: Car = (job, what)  # type: ignore[assignment]
            leave(car, time)
            if subject != _LINE_OFF:
                where[car] = (shop_in_the_model(plant, subject), time)
    for car in [*where]:
        leave(car, plant.clock.time)
    return found


def shop_in_the_model(plant: Plant, shop: str) -> str:
    """The name of a shop in the model file, which its copies share."""
    spelt = plant.model._spelt.shops
    return spelt[shop].name if shop in spelt else shop


def by_car(plant: Plant, equally: bool) -> dict[Car, dict[str, float]]:
    """Medium -> amount that each car bears.

    What works took is shared equally by the cars of the shop, all else by the seconds that each spent in the shop (or
    equally too). What belongs to a shop that no car has entered, or to none, is shared by the time in the plant.
    """
    stays = stays_of(plant)
    whole = {car: sum(seconds.values()) for car, seconds in stays.items()}
    found: dict[Car, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for resource in plant.resources:
        if resource.meter is None:
            continue
        shop = resource.meter.group[0]
        own = {car: seconds[shop_in_the_model(plant, shop)] for car, seconds in stays.items()} if shop else {}
        inside = {car: seconds for car, seconds in own.items() if seconds > 0.0} or whole
        for (medium, what), amount in resource.meter.whole.items():
            for car, seconds in inside.items():
                equal = equally or what == PER_JOB
                found[car][medium] += amount * (1 / len(inside) if equal else seconds / sum(inside.values()))
    return found
