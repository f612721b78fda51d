"""Several plants in one model: their names, what they share, and the lanes between them."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.names import spelling
from taktwin.model.checks.size import MOST_RESOURCES, resources
from taktwin.model.checks.supply import check_ends, check_lane
from taktwin.model.spelt.views import SHARED, between_plants, plants_of
from taktwin.model.text.tree import Path_
from taktwin.model.values.spelt import qualified


def check_plants(found: Findings) -> None:
    """Check what is said beside and between the plants; what is said of one is checked with it."""
    model = found.model
    for name in model.plants:
        spelling(found, ("plants", name), name)
    for name in model.lanes:
        spelling(found, ("lanes", name), name)
    for group in SHARED:
        _same(found, group)
    total = sum(count for plant in plants_of(model).values() for count, _, _ in resources(plant))
    if total > MOST_RESOURCES:
        message = f"the plants have {total:.0f} servers, cranes and vehicles together"
        found.error(("plants",), message, f"keep to {MOST_RESOURCES} in all: model some of the plants by themselves")
    _lanes(found)


def _same(found: Findings, group: str) -> None:
    """What several plants call by the same name, they share: it is the same thing."""
    model = found.model
    known: dict[str, Path_] = dict.fromkeys(getattr(model, group), (group,))
    given = dict(getattr(model, group))
    for plant, one in model.plants.items():
        for name, noun in getattr(one, group).items():
            path: Path_ = ("plants", plant, group)
            if name in given and given[name] != noun:
                where = ".".join(map(str, known[name]))
                message = f'"{name}" is another one in {where}, but all plants share their {group}'
                found.error((*path, name), message, "give one of them another name, or make both the same")
            given.setdefault(name, noun)
            known.setdefault(name, path)


def _lanes(found: Findings) -> None:
    plants = found.model.plants
    stocks = [qualified(name, stock) for name, plant in plants.items() for stock in plant.stocks]
    for name, lane, origin, to in between_plants(found.model):
        path: Path_ = ("lanes", name)
        check_lane(found, path, lane)
        if lane.supplier is not None:
            message = "a lane from a supplier belongs to its plant"
            found.error((*path, "supplier"), message, f"write it as `plants: {{NAME: {{lanes: {{{name}: ...}}}}}}`")
            continue
        good = found.reference((*path, "from"), lane.from_, stocks, "stock PLANT.STOCK called")
        good &= found.reference((*path, "to"), lane.to, stocks, "stock PLANT.STOCK called")
        if good and origin is not None and to is not None:
            parts = [plants[plant].stocks[stock].part for plant, stock in (origin, to)]
            check_ends(found, path, str(lane.from_), lane.to, *parts)
