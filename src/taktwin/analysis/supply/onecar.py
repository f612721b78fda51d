"""The parts of one order: when each was called, sent, at the gate, beside the line and fitted; of a traced run.

Parts in sequence are told by the trace. A part out of stock has no number of its own: what is drawn is taken to be what
came in first (first in, first out), back from the place at the line over the vehicle that brought it to the truck.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from taktwin.analysis.supply.lines import families_by_line
from taktwin.analysis.tables import RunTables
from taktwin.analysis.trace.follow import follow
from taktwin.analysis.trace.steps import Step, Way
from taktwin.analysis.trace.words import TRUCK
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result


@dataclass(frozen=True)
class PartTimes:
    """What became of one part of an order; s from the end of the warm-up, None where the run does not tell."""

    part: str
    """Part; of parts in sequence the line that made it."""
    family: str | None
    sequenced: bool
    """Whether it came in sequence, for this order alone."""
    called: float | None
    """Called off, or ordered. A truck out of stock is sent when it is ordered."""
    sent: float | None
    """The truck left, or began to be loaded."""
    at_gate: float | None
    """The truck came to the gate. In sequence it is told where it has a dock, or unloading needs operators."""
    at_line: float | None
    """Beside the line, where it is fitted from."""
    fitted: float | None


@dataclass(frozen=True)
class CarParts:
    """An order and its bought parts, in the order in which they were fitted."""

    stream: str
    job: int
    born: float
    ended: float | None
    parts: tuple[PartTimes, ...]


def parts_of_order(model: PlantModel, result: Result, job: int, stream: str) -> CarParts:
    """The bought parts of an order of a traced run: those of lanes from suppliers, and those in sequence by truck.

    Args:
        model: that was run.
        result: of a run with ``trace=True``.
        job: number of the order in its stream, from 0.
        stream: its order stream.

    Raises:
        OptionError: the run was not traced, or there is no such order in it.
    """
    movements = result.movements
    if movements is None or result.shipments is None:
        raise OptionError("the run has no trace", "simulate with `trace=True`")
    row = result.jobs.filter((pl.col("stream") == stream) & (pl.col("order_number") == job))
    if row.is_empty():
        raise OptionError(f'no job {job} of "{stream}" is in this run', "give the number of one that is", "job")
    found = [*_in_sequence(model, result, job, stream), *_out_of_stock(model, result, movements, job, stream)]
    found.sort(key=lambda one: (one.fitted is None, one.fitted or 0.0, one.part))
    about = row.row(0, named=True)
    return CarParts(stream, job, about["born"], about["ended"], tuple(found))


def last_finished(result: RunTables) -> tuple[str, int] | None:
    """Stream and number of the job of an order that was finished last in the measured time; None: none was."""
    main = result.orders.filter("main").get_column("stream").to_list()
    done = result.jobs.filter(
        (pl.col("outcome") == "finished") & (pl.col("ended") >= 0.0) & pl.col("stream").is_in(main)
    )
    if done.is_empty():
        return None
    stream, number = done.sort("ended", maintain_order=True).select("stream", "order_number").row(-1)
    return str(stream), int(number)


def _in_sequence(model: PlantModel, result: Result, job: int, stream: str) -> Iterator[PartTimes]:
    try:
        ways = follow(result, model, job, stream).parts
    except OptionError:  # its jobs cannot be told apart
        return
    families = families_by_line(model)
    for way in ways:
        if any(step.state == TRUCK for step in way.steps):
            yield _of_way(way, families, result)


def _of_way(way: Way, families: dict[str, str], result: Result) -> PartTimes:
    trucks = [step for step in way.steps if step.state == TRUCK]
    line = way.line.rpartition(".")[2]
    fitted = way.end_s if way.outcome == "fitted" else None
    sent, gate, at_line = trucks[0].enter_s, _asked_for_door(trucks[-1], result), trucks[-1].leave_s
    return PartTimes(line, families.get(line), True, way.begin_s, sent, gate, at_line, fitted)


def _asked_for_door(stay: Step, result: Result) -> float | None:
    """When the truck of this stay came to its dock, or began to wait for operators who unload it; None: not told."""
    assert result.trace is not None
    states = result.trace.filter((pl.col("model_element") == stay.place) & (pl.col("event") == "state"))
    own = states.filter((pl.col("time") == stay.enter_s) & (pl.col("state") != "starved")).get_column("name")
    leave = result.elapsed_s if stay.leave_s is None else stay.leave_s
    within = pl.col("time").is_between(stay.enter_s, leave, closed="right") & pl.col("name").is_in(own.to_list())
    at_gate = (pl.col("event") == "dock") & (pl.col("state") == "gate")
    waits = result.trace.filter(within & at_gate & (pl.col("model_element") == stay.place)).get_column("time")
    if not len(waits):
        waits = states.filter(within & (pl.col("state") == "waiting_operator")).get_column("time")
    return float(waits[0]) if len(waits) else None


def _out_of_stock(
    model: PlantModel, result: Result, movements: pl.DataFrame, job: int, stream: str
) -> Iterator[PartTimes]:
    stocks = _Stocks(model, result, movements)
    mine = (pl.col("stream") == stream) & (pl.col("order_number") == job)  # drawn for it, or for what was called for it
    drawn = movements.filter(mine & (pl.col("event") == "drawn"))
    for stock, part, time in drawn.select("stock", "part", "time").iter_rows():
        if stocks.from_supplier(stock):
            family = model.parts[part].family
            yield PartTimes(part, family, False, *stocks.before(stock, time), time)


class _Stocks:
    """Stock points of a run by first in, first out."""

    def __init__(self, model: PlantModel, result: Result, movements: pl.DataFrame) -> None:
        self.model, self.result, self.movements = model, result, movements
        self.lanes = {load.to for lane in model.lanes.values() if lane.senders for load in lane.all_loads}
        self.feeds = {feed.to: feed.from_ for feed in model.feeds.values()}
        self.initial = dict(result.stocks.select("stock", "initial").iter_rows())
        self.rows: dict[str, tuple[pl.DataFrame, pl.DataFrame]] = {}

    def from_supplier(self, stock: str) -> bool:
        """Whether what stands there comes from a supplier."""
        return self.feeds.get(stock, stock) in self.lanes

    def before(self, stock: str, time: float) -> tuple[float | None, float | None, float | None, float | None]:
        """Ordered, sent, at the gate, and in at ``stock`` of what is drawn there at ``time``; None: not told."""
        came = self._came(stock, time)
        if came is None:
            return None, None, None, None
        at_line, place, vehicle = came
        source = self.feeds.get(stock)
        if source is None:
            ordered, gate = self._truck(stock, place)
            return ordered, ordered, gate, at_line
        _, taken = self._of(source)
        loaded = taken.filter((pl.col("resource") == vehicle) & (pl.col("time") <= at_line))
        first = self._came(source, float(loaded["time"][-1])) if loaded.height else None
        if first is None:
            return None, None, None, at_line
        ordered, gate = self._truck(source, first[1])
        return ordered, ordered, gate, at_line

    def _of(self, stock: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        """What came in and what was drawn, in the order of time."""
        if stock not in self.rows:
            own = self.movements.filter(pl.col("stock") == stock)
            self.rows[stock] = tuple(own.filter(pl.col("event") == one) for one in ("received", "drawn"))  # type: ignore[assignment]
        return self.rows[stock]

    def _came(self, stock: str, time: float) -> tuple[float, int, str | None] | None:
        """When the first unit came in that is drawn at ``time``, as which receipt, and who brought it.

        None where it has stood there since the begin of the run.
        """
        came, drawn = self._of(stock)
        amounts = came["amount"].to_numpy()
        before = float(drawn.filter(pl.col("time") < time)["amount"].sum())
        warm = float(came.filter(pl.col("time") < 0.0)["amount"].sum()) - float(
            drawn.filter(pl.col("time") < 0.0)["amount"].sum()
        )
        begin = self.initial[stock] - warm  # level when the run began
        place = int(np.searchsorted(begin + np.cumsum(amounts), before + 1e-9, side="right"))
        if before + 1e-9 < begin or place >= came.height:
            return None
        row = came.row(place, named=True)
        return float(row["time"]), place, row["resource"]

    def _truck(self, stock: str, place: int) -> tuple[float | None, float | None]:
        """When the truck was ordered, and when at the gate, that brought the receipt number ``place``."""
        sent = self.result.shipments
        assert sent is not None
        trucks = sent.filter(pl.col("stock") == stock).sort("arrives", maintain_order=True)
        if place >= trucks.height:
            return None, None
        row = trucks.row(place, named=True)
        return row["ordered"], row["arrives"]
