"""A plan of delivery modes in the simulated plant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from taktwin.analysis.interval import t_interval
from taktwin.analysis.kpi import kpis
from taktwin.analysis.supply.park import ParkSupply, park_supply
from taktwin.analysis.supply.zero_inventory import ZeroInventory
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.supply.park.result import Tried
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate


def tried(
    model: PlantModel,
    changes: Mapping[str, Any],
    weight: str,
    options: RunOptions,
    progress: Callable[[float], None] | None = None,
) -> Tried:
    """Simulate the plant with the changes: ratio, stops and throughput.

    The ratio is that of all replications together; the interval of the stops is Student's t of the replications, and
    with one replication its value alone.
    """
    plant = load_model(model, dict(changes)) if changes else model
    results = simulate(plant, options, progress)
    together = park_supply(plant, results)
    each = together.stop_shares
    interval = t_interval(each)
    rates = tuple(kpis([one], plant)["throughput_per_hour"].value for one in results)
    return Tried(
        ratio_by(together.ratio, weight), sum(each) / len(each), interval[1] if interval else each[0], rates, together
    )


def ratio_by(ratio: ZeroInventory, weight: str) -> float:
    """The zero-inventory ratio by one weight; 0 where no family has any of it."""
    found = {"count": ratio.number, "value": ratio.value, "volume": ratio.volume}[weight]
    return found if found is not None else 0.0


def stops_by_family(supply: ParkSupply) -> dict[str, float]:
    """Waiting for each family, as a share of the scheduled time of the line."""
    return {one.family: one.stopped_s / 60.0 / supply.minutes if supply.minutes else 0.0 for one in supply.families}
