"""What the ways of the families have in common, made of the model and of the start that was simulated."""

from __future__ import annotations

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.park import Park
from taktwin.model.text.names import Names
from taktwin.planning.supply.modes.costdata import Prices
from taktwin.planning.supply.park.horizon import horizons
from taktwin.planning.supply.park.result import Tried
from taktwin.planning.supply.park.ways import Plant
from taktwin.runs.options import RunOptions


def calls_of(park: Park) -> list[str]:
    """All elements at which parts may be called off."""
    own = [given.call for one in park.families.values() for given in (one.jis, one.in_plant) if given is not None]
    return [call for call in dict.fromkeys([*own, park.call, *park.calls]) if call is not None]


def passed_by_jobs(model: PlantModel, place: str) -> str:
    """A place that the jobs of the order stream pass: of one in a sub-line that is called, where it is called.

    Parts for a sub-line are needed when it begins: what its jobs take until the place comes on top of the horizon.
    """
    names = Names(model)
    for _ in model.shops:
        shop, line, _ = names.elements[place]
        call = model.shops[shop].lines[line].call
        if call is None or call.at not in names.elements:
            break
        place = call.at
    return place


def measured(model: PlantModel, park: Park, start: Tried, options: RunOptions) -> Plant:
    """The plant with its takt, its time of production and its horizons, and the prices of the park."""
    supply, calls = start.supply, calls_of(park)
    passed = {family.at[0]: passed_by_jobs(model, family.at[0]) for family in park.families.values()}
    seen = horizons(model, calls, list(dict.fromkeys(passed.values())), options, supply.takt_min) if calls else {}
    found = {(call, at): seen[call, by] for call in calls for at, by in passed.items() if (call, by) in seen}
    given = park.prices
    prices = Prices(
        minutes_a_day=supply.minutes / options.days / options.replications,
        days_a_year=given.days.value,
        capital=given.capital.value,
        space=given.space.value,
        touch=given.touch.value,
        stop=given.stop.value,
        stack=given.stack.value,
        delivery=given.delivery.value,
        dock_container=given.dock_container.value / 60.0,
    )
    written = model._written if model._written is not None else model._origins
    return Plant(park, model.suppliers, prices, supply.takt_min, found, written.data["supply"]["families"])
