"""Random clusters: two or three random factories as plants of one model, with lanes between their stocks."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.chooser import Chooser, Numbered
from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.factories import draw_factory

#: What plants share, and what only the root of a model says.
_OF_THE_MODEL = ("taktwin", "name", "bucket", "start")
_CLOCKS = ("2026-01-05 00:00", "2026-01-05 07:30", "2026-01-04 17:00")


def draw_cluster(choose: Chooser) -> Data:
    """A model of several plants as plain data."""
    plants: dict[str, Data] = {}
    for name in ("north", "south", "east")[: choose.pick([2, 2, 3])]:
        plant = draw_factory(choose)
        for key in _OF_THE_MODEL:
            plant.pop(key, None)
        if choose.chance(50):
            plant["start"] = choose.pick(_CLOCKS)
        plants[name] = plant
    whole: Data = {"name": "cluster", "start": "2026-01-05 00:00", "plants": plants}
    lanes = {f"between-{at}": lane for at, lane in enumerate(_lanes(choose, plants))}
    return whole | ({"lanes": lanes} if lanes else {})


def _lanes(choose: Chooser, plants: dict[str, Data]) -> list[Data]:
    """Up to four lanes between stocks of the same part."""
    stocks: list[tuple[str, str, str]] = [
        (plant, stock, point["part"])
        for plant, data in plants.items()
        for stock, point in data.get("stocks", {}).items()
    ]
    pairs = [
        (f"{one}.{stock}", f"{other}.{to}")
        for one, stock, part in stocks
        for other, to, same in stocks
        if part == same and one != other
    ]
    return [_lane(choose, *choose.pick(pairs)) for _ in range(choose.integer(0, 4))] if pairs else []


def _lane(choose: Chooser, origin: str, to: str) -> Data:
    lane: dict[str, Any] = {"from": origin, "to": to, "every": choose.seconds(5, 60), "lead": choose.time(0, 60)}
    if choose.chance(50):
        lane |= {"up_to": choose.integer(3, 8), "container": choose.integer(1, 4)}
    else:
        lane |= {"quantity": choose.integer(1, 8), "container": choose.pick([1, 1, 2])}
    return lane


def cluster(seed: int, number: int) -> Data:
    """Cluster ``number`` of a seed, as plain data."""
    return draw_cluster(Numbered(seed, number))
