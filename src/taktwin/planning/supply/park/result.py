"""What the planner of a supplier park found: the plan, what it costs and buys, and how it did in simulated runs."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from taktwin.analysis.supply.park import ParkSupply
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.supply.modes.solve import Plan
from taktwin.planning.supply.modes.steps import Way as Steps
from taktwin.planning.supply.park.blocked import Blocked


@dataclass(frozen=True)
class Tried:
    """A plan in the simulated plant."""

    zir: float
    """Zero-inventory ratio, by the weight that was asked for."""
    stop_share: float
    """Takts that the line lost at its end for want of parts / all takts: mean of the replications."""
    stop_high: float
    """Upper end of its 95 % interval."""
    lost: tuple[float, ...]
    """The same of each replication."""
    waited_share: float
    """Waits of all places for parts, added / scheduled time of the line: the most that it can have lost."""
    throughput: tuple[float, ...]
    """Jobs an hour, of each replication."""
    supply: ParkSupply

    @property
    def per_hour(self) -> float:
        """Mean throughput."""
        return sum(self.throughput) / len(self.throughput)


def keeps(one: Tried, zir: float, stops: float) -> bool:
    """Whether a plan keeps the ratio and, with the upper end of its interval, the stops."""
    return one.zir >= zir - 1e-9 and one.stop_high <= stops


def loss_of(start: Tried, plan: Tried) -> float:
    """Share of the throughput that a plan loses; below 0 where it gains."""
    return 1.0 - plan.per_hour / start.per_hour if start.per_hour > 0 else 0.0


@dataclass(frozen=True)
class FamilyPlan:
    """A family before and after."""

    family: str
    supplier: str
    before: str
    after: str
    cost_before: float
    cost_after: float
    lot: float
    """Jobs' worth in a delivery."""
    frozen_horizon_min: float | None
    """Minutes from the call to the fitting; None out of stock."""
    cover_left_min: float
    """Laid out to be there when a truck comes."""
    cover_q95_before: float
    """Simulated cover that is not exceeded in 95 % of the time, min."""
    cover_q95_after: float
    stopped_s_before: float
    """Simulated seconds of waiting for it."""
    stopped_s_after: float
    """The same with the plan."""
    cover_times: float = 1.0
    """How many times the cover that the model gives it is laid out, since the line stopped for it with less."""


@dataclass(frozen=True)
class Point:
    """A plan of the frontier: its ratio and cost by formula, and simulated once."""

    zir: float
    cost: float
    simulated_zir: float | None
    stop_share: float | None


@dataclass(frozen=True)
class SupplyStudy:
    """The plan of a supplier park. ``met``: the simulated plan keeps what was asked for."""

    model: PlantModel
    weight: str
    wish: float
    most_stops: float
    most_loss: float
    start: Tried
    plan: Tried
    today: Plan
    chosen: Plan
    families: tuple[FamilyPlan, ...]
    fresh: Tried | None
    """The plan with random numbers that it was not made with, in which it has to keep all; None where none were run."""
    changes: dict[str, Any]
    """What to set in the model: path -> value."""
    steps: Steps
    frontier: tuple[Point, ...]
    rounds: int
    """Plans that were simulated until one kept what was asked for."""
    no_way: dict[str, list[str]]
    """Family -> ways that it does not have, and why."""
    blocked: tuple[Blocked, ...] = ()
    """Families that no way brings to theta or below, by all that was learnt."""
    reason: str = ""
    """Why no other plan was tried, where what the runs told leaves none."""

    @property
    def met(self) -> bool:
        """Whether the simulated plan keeps the ratio, the stops and the throughput, with fresh random numbers, too."""
        kept = self.throughput_loss <= self.most_loss
        return kept and all(keeps(one, self.wish, self.most_stops) for one in (self.plan, self.fresh or self.plan))

    @property
    def throughput_loss(self) -> float:
        """Share of the throughput of the start that the plan loses, in runs with the same random numbers."""
        return loss_of(self.start, self.plan)

    def _runs(self, one: Tried) -> dict[str, Any]:
        return {
            "replications": len(one.lost),
            "zir": one.zir,
            "stop_share": one.stop_share,
            "stop_share_high": one.stop_high,
            "waited_share": one.waited_share,
            "throughput": one.per_hour,
        }

    @property
    def table(self) -> pl.DataFrame:
        """One row for each family; columns as the fields of `FamilyPlan`."""
        return pl.DataFrame([asdict(one) for one in self.families])

    def planned(self) -> PlantModel:
        """The plant with the plan."""
        return load_model(self.model, self.changes)

    def as_dict(self, name: str) -> dict[str, Any]:
        """As `taktwin supply --json` prints it.

        Stops and waits of the plan are those with fresh random numbers, where it was tried with them: with those it was
        `picked` by it looks better than it is.
        """
        shown = self.fresh or self.plan
        return {
            "model": name,
            "weight": self.weight,
            "zir_start": self.start.zir,
            "zir_plan": self.plan.zir,
            "stop_share_start": self.start.stop_share,
            "stop_share": shown.stop_share,
            "stop_share_high": shown.stop_high,
            "waited_share": shown.waited_share,
            "picked": self._runs(self.plan),
            "fresh": None if self.fresh is None else self._runs(self.fresh),
            "throughput_start": self.start.per_hour,
            "throughput_plan": self.plan.per_hour,
            "throughput_loss": self.throughput_loss,
            "cost_start": self.today.cost,
            "cost_plan": self.chosen.cost,
            "met": self.met,
            "rounds": self.rounds,
            "reason": self.reason,
            "plan": [{key: _finite(value) for key, value in asdict(one).items()} for one in self.families],
            "set": self.changes,
            "steps": None if self.steps.steps is None else self.steps.table().to_dicts(),
            "steps_reason": self.steps.reason,
            "frontier": [asdict(one) for one in self.frontier],
            "no_way": self.no_way,
            "blocked": [{key: _finite(value) for key, value in asdict(one).items()} for one in self.blocked],
        }


def _finite(value: Any) -> Any:
    """For JSON: what is infinite (the cover of what nobody draws) is null."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
