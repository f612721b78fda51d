"""What a sequence does to a plant, measured in the tables of one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.analysis.adherence import adherence
from taktwin.analysis.kpi import kpis
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Setup, Station
from taktwin.model.spelt.expand import expand
from taktwin.planning.sequence.day import Day
from taktwin.planning.sequence.overload import option_times, utility_work
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import window_excess
from taktwin.runs.tables import Result


@dataclass(frozen=True)
class Measure:
    """A figure: its unit, and whether less of it is better (None where neither is)."""

    name: str
    unit: str
    less: bool | None = True


#: In the order in which they are shown. In the units a day is one of production: as many cars as the day has.
MEASURES = (
    Measure("colour_changes", "1/day"),
    Measure("purges", "1/day"),
    Measure("paint_setup", "min/day"),
    Measure("high_violations_at", "1/day"),
    Measure("low_violations_at", "1/day"),
    Measure("overload", "min/day"),
    Measure("overloaded_cars", "1/day"),
    Measure("line_stops", "min/day"),
    Measure("in_position", "share", False),
    Measure("within_5", "share", False),
    Measure("displacement", "positions"),
    Measure("places_to_restore", "cars"),
    Measure("throughput_per_hour", "1/h", False),
    Measure("lead_time_hours", "h"),
    Measure("wip", "jobs"),
    Measure("line_stop_share", "share"),
    Measure("energy_kwh_per_job", "kWh"),
)
#: Why figures may be lacking, as `Meter.lacking` says; what each means is a text of the report.
PART, COLOURS, NO_POINT, NOT_PASSED, SIDE_BY_SIDE, NO_TAKT, NO_TIMES = (
    "part", "colours", "no_point", "not_passed", "side_by_side", "no_takt", "no_times",
)  # fmt: skip
_PLAIN = ("throughput_per_hour", "lead_time_hours", "wip", "line_stop_share", "energy_kwh_per_job")


class Meter:
    """Measures runs of a plant's day; made once for a sequence, used for each replication.

    Args:
        model: the plant, with or without the day in its orders.
        day: its cars.
        problem: what is sequenced, cars numbered as in ``day``.
        order: the sequence in which the cars were released, day after day.
    """

    def __init__(self, model: PlantModel, day: Day, problem: SequenceProblem, order: NDArray[np.integer]) -> None:
        self.model, self.day, self.problem, self.order = model, day, problem, np.asarray(order)
        self.times = option_times(model, day) if day.rules.takt is not None else {}
        self.stream = day.stream
        self.paint = _paint(model, day.rules.colour)

    def measure(self, result: Result) -> dict[str, float]:
        """Every figure that this run has a basis for; and `days`, how many days of cars of this stream it finished."""
        own = (pl.col("stream") == self.day.stream) & (pl.col("outcome") == "finished")
        days = self._days(result.jobs.filter(own).height)
        found = {"days": days} | self._paint_shop(result, days)
        at = self.day.rules.at
        if at is not None and self.model.streams is None:  # side by side, cars of two lines pass the point in turn
            found |= self._at_point(result, at)
        if result.zones.height and days > 0:
            found["line_stops"] = float(result.zones["stopped_s"].sum()) / 60.0 / days
        figures = kpis([result], self.model)
        return found | {name: float(figures[name].value) for name in _PLAIN}

    def lacking(self, figures: Sequence[dict[str, float]]) -> list[str]:
        """Why the figures of some runs (`measure`) are not all there, or are of a part of the day only."""
        rules = self.day.rules
        found = [PART] if any(one["days"] < 1 for one in figures) else []
        found += [COLOURS] if rules.colour is not None and not self.paint else []
        if rules.at is None:
            return [*found, NO_POINT]
        if self.model.streams is not None:
            return [*found, SIDE_BY_SIDE]
        if not all("in_position" in one for one in figures):
            return [*found, NOT_PASSED]
        if rules.takt is None:
            return [*found, NO_TAKT]
        return found if self.times else [*found, NO_TIMES]

    def _days(self, cars: float) -> float:
        return cars / len(self.day)

    def _paint_shop(self, result: Result, days: float) -> dict[str, float]:
        if not self.paint:
            return {}
        rows = result.resources.filter(pl.col("station").is_in(list(self.paint)))
        if not rows.height or days <= 0:
            return {}
        found = {"paint_setup": float(rows["setup"].sum()) / 60.0 / days}
        changes = purges = 0
        for row in rows.iter_rows(named=True):
            split = _split(self.paint[row["station"]], row["setups"], row["setup"])
            if split is None:
                return {**found, "colour_changes": float(rows["setups"].sum()) / days}
            changes, purges = changes + split[0], purges + split[1]
        return {**found, "colour_changes": changes / days, "purges": purges / days}

    def _at_point(self, result: Result, at: str) -> dict[str, float]:
        passed = result.passages.filter((pl.col("point") == at) & (pl.col("stream") == self.stream))
        if passed.height < 2:
            return {}
        jobs, numbers = passed.get_column("job").to_numpy(), passed.get_column("order_number").to_numpy()
        cars = self.order[numbers % len(self.day)]
        days = self._days(cars.size)
        found: dict[str, float] = {}
        for name, high in (("high_violations_at", True), ("low_violations_at", False)):
            if any(ratio.high == high for ratio in self.problem.ratios):
                found[name] = violations_in_flow(self.problem, cars, high) / days
        if self.times and self.day.rules.takt is not None:
            takt, drift = self.day.rules.takt.value, self.day.rules.drift.value
            work = [utility_work(times[cars], takt, drift) for times in self.times.values()]
            found["overload"] = sum(one.seconds for one in work) / 60.0 / days
            found["overloaded_cars"] = sum(one.times for one in work) / days
        kept = adherence(result, at, np.arange(jobs.min(), jobs.max() + 1))  # this stream alone
        return found | {
            "in_position": kept.in_position,
            "within_5": kept.within[5],
            "displacement": kept.mean,
            "places_to_restore": float(kept.places),
        }


def violations_in_flow(problem: SequenceProblem, cars: NDArray[np.integer], high: bool) -> int:
    """Cars too many, summed over the full windows of cars that passed a point, for the ratios of one priority.

    Other than in the score of a day, no window is cut: the flow goes on before the first car and after the last.
    """
    total = 0
    for column, ratio in enumerate(problem.ratios):
        if ratio.high == high:
            upto = np.concatenate([[0], np.cumsum(problem.has[cars, column], dtype=np.int64)])
            total += int(window_excess(upto, 0, ratio, cut=False).sum())
    return total


def _paint(model: PlantModel, colour: str | None) -> dict[str, Setup]:
    """The stations that are set up for a change of the colour option."""
    found: dict[str, Setup] = {}
    if colour is None:
        return found
    for _, _, _, station in expand(model).all_elements():
        if isinstance(station, Station) and station.setup is not None and station.setup.by == colour:
            found[station.name] = station.setup
    return found


def _split(setup: Setup, count: int, seconds: float) -> tuple[int, int] | None:
    """Changes and purges out of their number and their time, where both times are constant and differ; else None.

    A setup that is cut by an end of the measured time makes their number inexact by one or two at most.
    """
    if setup.purge_after is None:
        return count, 0
    purge, time = setup.purge_time, setup.time
    if purge is None or time is None or setup.matrix:
        return None
    if purge.kind != "constant" or time.kind != "constant" or purge.mean == time.mean:
        return None
    purges = round((seconds - time.mean * count) / (purge.mean - time.mean))
    purges = min(max(purges, 0), count)
    return count - purges, purges
