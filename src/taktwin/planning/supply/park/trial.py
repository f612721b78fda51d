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
from taktwin.planning.supply.park.undisturbed import Undisturbed
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.tables import Result


class Trial:
    """Runs of a plan, to which more can be added with other random numbers.

    ``changes`` are what it sets in the model; ``undisturbed`` tells what the line makes without its supply.
    """

    def __init__(self, model: PlantModel, changes: Mapping[str, Any], undisturbed: Undisturbed) -> None:
        self._plant = load_model(model, dict(changes)) if changes else model
        self._undisturbed = undisturbed
        self._results: list[Result] = []
        self._lost: list[float] = []
        self._supply: ParkSupply | None = None

    def run(self, options: RunOptions, progress: Callable[[float], None] | None = None) -> None:
        """Simulate the plan in these replications, too."""
        tell = progress or (lambda _: None)
        results = simulate(self._plant, options, lambda share: tell(0.6 * share))
        self._results += results
        self._supply = park_supply(self._plant, self._results)
        waited = self._supply.waited_shares[-len(results) :]
        self._lost += self._undisturbed.lost(
            results, waited, self._plant, options, lambda share: tell(0.6 + 0.4 * share)
        )
        tell(1.0)

    def told(self, weight: str) -> Tried:
        """Ratio, stops and throughput of all replications so far.

        The ratio is that of all of them together; the interval of the stops is Student's t of the replications, and
        with one replication its value alone.
        """
        together = self._supply
        assert together is not None, "nothing was run"
        interval = t_interval(self._lost)
        rates = tuple(kpis([one], self._plant)["throughput_per_hour"].value for one in self._results)
        return Tried(
            zir=ratio_by(together.ratio, weight),
            stop_share=sum(self._lost) / len(self._lost),
            stop_high=interval[1] if interval else self._lost[0],
            lost=tuple(self._lost),
            waited_share=sum(together.waited_shares) / len(together.waited_shares),
            throughput=rates,
            supply=together,
        )


def tried(
    model: PlantModel,
    changes: Mapping[str, Any],
    weight: str,
    options: RunOptions,
    undisturbed: Undisturbed,
    progress: Callable[[float], None] | None = None,
) -> Tried:
    """Simulate the plant with the changes: ratio, stops and throughput."""
    trial = Trial(model, changes, undisturbed)
    trial.run(options, progress)
    return trial.told(weight)


def ratio_by(ratio: ZeroInventory, weight: str) -> float:
    """The zero-inventory ratio by one weight; 0 where no family has any of it."""
    found = {"count": ratio.number, "value": ratio.value, "volume": ratio.volume}[weight]
    return found if found is not None else 0.0


def lost_by_family(one: Tried) -> dict[str, float]:
    """What the line lost, as a share of its takts, laid to the families as they were waited for."""
    minutes = one.supply.minutes
    share = one.stop_share / one.waited_share if one.waited_share > 0.0 else 0.0
    return {each.family: share * each.stopped_s / 60.0 / minutes if minutes else 0.0 for each in one.supply.families}


def worst_first(one: Tried, left: float) -> list[str]:
    """The families for which the line stopped, the worst first, without which only ``left`` of its stops remain."""
    found, lost = [], one.stop_share
    for name, share in sorted(lost_by_family(one).items(), key=lambda item: -item[1]):
        if lost <= left or share <= 0.0:
            break
        found.append(name)
        lost -= share
    return found
