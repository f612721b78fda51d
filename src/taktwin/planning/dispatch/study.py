"""The dispatch of a file: its plan, the same without the battery, and what less CO2 costs."""

from __future__ import annotations

import datetime as dt
import math
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.planning.dispatch.errors import NoDispatchError
from taktwin.planning.dispatch.file.read import DispatchFile, read_dispatch
from taktwin.planning.dispatch.frontier import CarbonFrontier, carbon_frontier
from taktwin.planning.dispatch.plan import DispatchPlan
from taktwin.planning.dispatch.site import Battery
from taktwin.planning.dispatch.solve import dispatch

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, eq=False)
class DispatchStudy:
    """What was found.

    Attributes:
        name: of the site.
        currency: of all money.
        start: begin of the first step, where the file says it.
        plan: the cheapest plan.
        without: the cheapest one without the battery; None where there is no battery, or no plan without it.
        frontier: what less CO2 costs; None where it was not asked for.
    """

    name: str
    currency: str
    start: dt.datetime | None
    plan: DispatchPlan
    without: DispatchPlan | None
    frontier: CarbonFrontier | None

    def table(self) -> pl.DataFrame:
        """The series of the plan, one row a step; with the moment `start` of each where it is known."""
        import polars as pl

        table = self.plan.table()
        if self.start is None:
            return table
        moments = pl.lit(self.start) + pl.duration(microseconds=(pl.col("start_h") * 3.6e9).round().cast(pl.Int64))
        return table.select(moments.cast(pl.Datetime("us")).alias("start"), pl.all())

    def as_dict(self) -> dict[str, Any]:
        """The figures, for JSON; energies in kWh, powers in kW, money in `currency`."""
        problem = self.plan.problem
        found: dict[str, Any] = {
            "name": self.name,
            "currency": self.currency,
            "start": None if self.start is None else self.start.isoformat(),
            "steps": problem.steps,
            "step_h": problem.step,
            "plan": self.plan.as_dict(),
            "without_battery": None if self.without is None else self.without.as_dict(),
        }
        if self.frontier is not None:
            found["frontier"] = self.frontier.table().to_dicts()
        return found


def study_dispatch(
    source: str | Path | DispatchFile, *, points: int = 0, time_limit: float = math.inf
) -> DispatchStudy:
    """Read a file and plan.

    Args:
        source: the file, or what `read_dispatch` made of it.
        points: of the frontier of cost and CO2; 0 for none.
        time_limit: seconds for each plan.

    Raises:
        ModelError: the file cannot be used.
        NoDispatchError: the load cannot be served.
        DispatchTimeError: time ran out before there was a plan.
    """
    read = source if isinstance(source, DispatchFile) else read_dispatch(source)
    problem = read.problem
    plan = dispatch(problem, time_limit=time_limit)
    without = None
    if problem.battery.energy and problem.battery.power:
        with suppress(NoDispatchError):  # it may take the battery to serve the load
            without = dispatch(replace(problem, battery=Battery(0.0, 0.0)), time_limit=time_limit)
    frontier = carbon_frontier(problem, points, time_limit=time_limit) if points else None
    return DispatchStudy(read.name, read.currency, read.start, plan, without, frontier)
