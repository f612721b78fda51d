"""The store of a plant: what comes to it and what assembly wants, out of runs."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from taktwin.analysis.adherence import first_passages
from taktwin.analysis.interval import t_interval
from taktwin.analysis.supply.sequence_adherence import sequence_adherence
from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.movingline import MovingLine, ZonedLine
from taktwin.model.nouns.plant import AnyElement, PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.phrase import Phrase
from taktwin.model.values.timeby import TimeBy
from taktwin.planning.bodystore.replay import replay
from taktwin.planning.bodystore.retrieval import StoreError
from taktwin.runs.tables.columns import JOBS

_DAY_S = 86400.0


@dataclass(frozen=True)
class Points:
    """Where a store stands: the passage points at its entry and behind it, and the pace of what follows."""

    entry: str
    behind: str
    pace: float
    """Mean time from job to job of the first station behind it (s)."""


@dataclass(frozen=True)
class Traffic:
    """What came to a store in a run, and what was taken from it."""

    numbers: npt.NDArray[np.int64]
    """Jobs in the order in which they came; those that were there at the begin first."""
    came: npt.NDArray[np.float64]
    """When they came (s)."""
    wanted: npt.NDArray[np.float64]
    """When a job was taken (s)."""
    days: float


def points_of(model: PlantModel, store: str | None = None) -> Points:
    """The points of a store of the model.

    Args:
        model: the plant.
        store: name of the store; None for the first.

    Raises:
        StoreError: there is no such store, or it or what follows has no `point`.
    """
    stores = [(line, place, element) for _, line, place, element in model.all_elements() if isinstance(element, Store)]
    found = [one for one in stores if store is None or one[2].name == store]
    if not found:
        from taktwin.model.values.nearest import suggest

        names = [element.name for _, _, element in stores]
        if not names:
            raise StoreError(
                Phrase("this plant has no `store`"), Phrase("put one in front of the line that needs the sequence")
            )
        raise StoreError(Phrase('there is no store "{store}"', store=store), suggest(store or "", names), "store")
    line, place, element = found[0]
    if element.point is None:
        raise StoreError(
            Phrase('the store "{name}" notes no passages, so nobody knows which cars come to it', name=element.name),
            Phrase("add `point: NAME` to it in the model"),
        )
    behind = list(_behind(model, line, place))
    pace = next((_pace(one) for one in behind if isinstance(one, Station | ZonedLine)), 0.0)
    for after in behind:
        point = after.point or _first_exception(after)
        if point is not None:
            return Points(element.point, point, pace)
    raise StoreError(
        Phrase(
            'nothing behind the store "{name}" notes passages, so nobody knows in which order cars leave it',
            name=element.name,
        ),
        Phrase("add `point: NAME` to the next element in the model"),
    )


def _first_exception(element: AnyElement) -> str | None:
    """The point of the first of a row of equal stations."""
    first = element.exceptions.get(1) if isinstance(element, Station | ZonedLine) else None
    return None if first is None else first.point


def _behind(model: PlantModel, name: str, place: int) -> Iterator[AnyElement]:
    """The elements behind a place of a line, and of the lines to which its jobs go on."""
    lines = {line_name: line for _, line_name, line in model.all_lines()}
    passed: set[str] = set()
    while name not in passed:
        passed.add(name)
        yield from lines[name].flow[place + 1 :]
        to = lines[name].to
        entries = ((line, at - 1) for _, line, at, element in model.all_elements() if element.name == to)
        name, place = (to, -1) if to in lines else next(entries, (name, 0))


def _pace(station: Station | ZonedLine) -> float:
    """Mean time from job to job (s); of a time that depends on an option the least."""
    if isinstance(station, MovingLine):
        return station.takt.value
    cycle = station.cycle
    if isinstance(cycle, TimeBy):
        times = [*cycle.values.values(), *([cycle.default] if cycle.default else [])]
        return min(time.mean for time in times) / station.server_count
    return cycle.mean / station.server_count


def traffic(result: RunTables, points: Points) -> list[Traffic]:
    """What came to the store and left it in a run, for each order stream.

    Raises:
        StoreError: nobody passed one of the points.
    """
    try:
        entered, taken = first_passages(result, points.entry), first_passages(result, points.behind)
    except ValueError as error:
        raise StoreError(str(error), Phrase("simulate longer"), "days") from None
    found = []
    for stream in taken.sort("job").get_column("stream").unique(maintain_order=True).to_list():
        came = entered.filter(pl.col("stream") == stream)
        left = taken.filter(pl.col("stream") == stream)
        there = left.join(came, on="job", how="anti").get_column("job").to_numpy()
        numbers = np.concatenate([there, came.get_column("job").to_numpy()])
        times = np.concatenate([np.zeros(there.size), came.get_column("time").to_numpy()])
        found.append(Traffic(numbers, times, left.get_column("time").to_numpy(), result.elapsed_s / _DAY_S))
    return found


def kinds_of(result: RunTables, numbers: npt.NDArray[np.int64], options: Sequence[str]) -> list[Hashable]:
    """What the given jobs are: the values of some options (`product` too), for the rule `same`.

    Raises:
        StoreError: an unknown option.
    """
    for option in options:
        if option not in result.jobs.columns or (option in JOBS.schema and option != "product"):
            raise StoreError(
                Phrase('there is no option "{option}" in this plant', option=option),
                Phrase("name options of the orders, or product"),
                "same",
            )
    rows = result.jobs.select("job", *options).rows()
    known = {row[0]: row[1:] for row in rows}
    return [known.get(job, (job,)) for job in numbers.tolist()]


def hold_table(
    results: Sequence[RunTables],
    points: Points,
    holds: Sequence[int],
    patience: float = math.inf,
    confidence: float = 0.95,
) -> pl.DataFrame:
    """Adherence, stock and loss of time if assembly waits for missing cars (see `taktwin.planning.bodystore.replay`).

    Args:
        results: runs of the plant, one a replication.
        points: of the store.
        holds: cars in the store from which on assembly no longer waits; 0 never to wait.
        patience: seconds that assembly waits at most for a car.
        confidence: of the intervals.

    Returns:
        Columns hold, measure, mean, low, high: the measures of adherence, `level` and `most` (cars in the store),
        `waited_h_per_day` (assembly waits though there are cars), `late_min` (mean delay of a car against the run) and
        `lost_per_day` (cars that assembly could not take in the end, a day).

    Raises:
        StoreError: nobody passed one of the points, or an argument is out of range.
    """
    all_traffic = [traffic(result, points) for result in results]
    rows = []
    for hold in holds:
        found = [_measured(streams, points, hold, patience) for streams in all_traffic]
        for name in found[0]:
            values = [one[name] for one in found]
            low, high = t_interval(values, confidence) or (None, None)
            rows.append((hold, name, math.fsum(values) / len(values), low, high))
    schema = {"hold": pl.Int64, "measure": pl.String} | dict.fromkeys(("mean", "low", "high"), pl.Float64)
    return pl.DataFrame(rows, schema, orient="row")


def _measured(streams: Sequence[Traffic], points: Points, hold: int, patience: float) -> dict[str, float]:
    """The measures of one run; of several streams the mean, and sums of stocks and losses."""
    each = []
    for one in streams:
        held = replay(one.numbers, one.came, one.wanted, points.pace, hold, patience, ahead=True)
        own = {
            "level": held.mean,
            "most": float(held.most),
            "waited_h_per_day": held.waited / 3600.0 / one.days,
            "late_min": held.late(one.wanted) / 60.0,
            "lost_per_day": float(np.sum(held.times > one.wanted[-1])) / one.days,
        }
        each.append(sequence_adherence(held.order).measures() | own)
    sums = ("level", "most", "waited_h_per_day", "lost_per_day", "cars", "overtaken", "inversions")
    totals = {name: math.fsum(one[name] for one in each) for name in each[0]}
    return {name: total if name in sums else total / len(each) for name, total in totals.items()}
