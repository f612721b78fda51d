"""What the ways of the families have in common, made of the model and of the start that was simulated."""

from __future__ import annotations

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.park import Park
from taktwin.planning.supply.modes.costdata import Prices
from taktwin.planning.supply.park.horizon import horizons
from taktwin.planning.supply.park.result import Tried
from taktwin.planning.supply.park.ways import Plant
from taktwin.runs.options import RunOptions


def calls_of(park: Park) -> list[str]:
    """All elements at which parts may be called off."""
    own = [given.call for one in park.families.values() for given in (one.jis, one.in_plant) if given is not None]
    return [call for call in dict.fromkeys([*own, park.call, *park.calls]) if call is not None]


def measured(model: PlantModel, park: Park, start: Tried, options: RunOptions) -> Plant:
    """The plant with its takt, its time of production and its horizons, and the prices of the park."""
    supply, calls = start.supply, calls_of(park)
    places = list(dict.fromkeys(family.at[0] for family in park.families.values()))
    found = horizons(model, calls, places, options, supply.takt_min) if calls else {}
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
    rates = {one.family: one.jobs / supply.minutes for one in supply.families}
    written = model._written if model._written is not None else model._origins
    return Plant(model, park, prices, supply.takt_min, rates, found, written.data["supply"]["families"])
