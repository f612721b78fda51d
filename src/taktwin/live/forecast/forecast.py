"""A forecast: replications from one state, each with its own random numbers, and what they have in common."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.live.forecast.begin import forecast_start
from taktwin.live.forecast.options import ForecastOptions
from taktwin.live.forecast.result import Forecast
from taktwin.live.forecast.shiftend import shift_end
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.runs.start import PreparedStart, Starter
from taktwin.runs.start.begin import Start


def forecast(
    starter: Starter,
    start: Start,
    options: ForecastOptions | None = None,
    progress: Callable[[float], None] | None = None,
) -> Forecast:
    """What a plant will do from a state on.

    >>> import taktwin
    >>> plant = taktwin.load("press-lots")
    >>> now = {"at": "2026-01-05 14:00", "places": {"floor-places": 4}}
    >>> found = forecast(plant.starter, now, ForecastOptions(replications=20))
    >>> found.until - found.at
    28800.0

    Args:
        starter: of the plant (`Plant.starter`).
        start: a state (`Shadow.state`, a mapping, a file), a prepared one, or a snapshot, of which is forgotten what
            no plant knows of itself.
        options: what is asked; by default the end of the shift, 200 replications.
        progress: called with the share of the replications done.

    Raises:
        OptionError: an option is out of range, or does not fit the plant.
        StartStateError, SnapshotError: the start does not fit the plant.
        SimulationError: the plant cannot be run on.
    """
    options = options or ForecastOptions()
    prepared = forecast_start(starter, start)
    until = options.end(prepared.now, shift_end(starter.index, prepared.now))
    asked = _asked(starter, options)
    _check_orders(prepared, asked, options)
    one = _Replication(starter, prepared, until, options)
    found: list[_Outcome] = []

    def tell(outcome: _Outcome) -> None:
        found.append(outcome)
        if progress is not None:
            progress(len(found) / options.replications)

    tell(one(0))  # compiles the engine once, instead of once in each thread
    workers = min(options.replications, options.threads or os.cpu_count() or 1)
    if workers == 1:
        for number in range(1, options.replications):
            tell(one(number))
    else:
        with ThreadPoolExecutor(workers) as pool:
            for outcome in pool.map(one, range(1, options.replications)):
                tell(outcome)
    return _together(starter, prepared.now, until, options, asked, found)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a replication came to: its finished jobs with their ends (s), stocks and media.

    ``least``: least level of each stock; ``waited``: how long work waited for it, s.
    """

    ended: np.ndarray
    stream: np.ndarray
    order: np.ndarray
    least: np.ndarray
    waited: np.ndarray
    energy: dict[tuple[str, str], float]


class _Replication:
    """Runs replications of one start; any number of threads may call it."""

    def __init__(self, starter: Starter, prepared: PreparedStart, until: float, options: ForecastOptions) -> None:
        flow = starter.program.flow
        self.prepared, self.until, self.options = prepared, until, options
        self.rows, self.of_stock = _needs(starter)
        self.main = [i for name, i in flow.streams.items() if name not in flow.sublines]

    def __call__(self, number: int) -> _Outcome:
        simulation = self.prepared.simulation(self.options.seed, number)
        simulation.advance_to(self.until)
        simulation.drain()
        log = whole_log(simulation.logs)
        ends = log[(log["kind"] == k.LOG_END) & (log["what"] == k.FINISHED) & np.isin(log["who"], self.main)]
        energy: dict[tuple[str, str], float] = {}
        if self.options.energy:
            from taktwin.runs.tables.accounts import accounts_of
            from taktwin.runs.tables.energy import energy_table

            table = energy_table(accounts_of(simulation)).group_by("medium", "unit").agg(_sum_of("amount"))
            energy = {(row["medium"], row["unit"]): row["amount"] for row in table.to_dicts()}
        simulation.settle()
        waited = np.zeros(simulation.arrays["stock_states"].size)
        np.add.at(waited, self.of_stock, simulation.arrays["entries"]["seconds"][self.rows])
        least = simulation.arrays["stock_states"]["least"].copy()
        return _Outcome(ends["time"].copy(), ends["who"].copy(), ends["order"].copy(), least, waited, energy)


def _needs(starter: Starter) -> tuple[np.ndarray, np.ndarray]:
    """The rows of the entries that draw parts where jobs wait for them, and the stock point of each."""
    nodes, entries = starter.program.arrays["nodes"], starter.program.arrays["entries"]
    rows = np.array(
        [at for node in nodes for at in range(int(node["need0"]), int(node["need0"] + node["needs"]))], np.int64
    )
    return rows, entries["source"][rows].astype(np.int64)


def _sum_of(name: str):
    import polars as pl

    return pl.col(name).sum()


def _asked(starter: Starter, options: ForecastOptions) -> int:
    """The order stream of the orders that are asked for; -1 for none. Raises OptionError."""
    streams = starter.program.flow.streams
    if options.stream is not None and options.stream not in streams:
        from taktwin.model.values.nearest import suggest

        message = Phrase('there is no order stream "{stream}"', stream=options.stream)
        raise OptionError(message, suggest(options.stream, streams), "stream")
    if not options.orders:
        return -1
    if options.stream is None and len(streams) > 1:
        raise OptionError(
            Phrase("the plant has several order streams"),
            Phrase("name one of {streams}", streams=", ".join(streams)),
            "stream",
        )
    return streams[options.stream] if options.stream is not None else next(iter(streams.values()))


def _check_orders(prepared: PreparedStart, asked: int, options: ForecastOptions) -> None:
    """Refuse orders that have left: nothing is to be forecast of them. Raises OptionError."""
    if not options.orders:
        return
    mine = prepared.jobs[(prepared.jobs["main"] == 1) & (prepared.jobs["stream"] == asked)]
    released = int(prepared.arrays["resource_states"]["jobs"][asked])
    inside = set(mine["order"].tolist())
    for order in options.orders:
        if order < released and order not in inside:
            message = Phrase("order {order} has been released, and is not in the plant any more", order=order)
            raise OptionError(message, Phrase("name one that is still to leave"), "orders")


def _together(
    starter: Starter, at: float, until: float, options: ForecastOptions, asked: int, found: list[_Outcome]
) -> Forecast:
    """The replications as one forecast."""
    times = np.append(np.arange(at, until, options.step), until)
    done = np.stack([np.searchsorted(np.sort(one.ended), times, side="right") for one in found])
    orders: dict[int, np.ndarray] = {}
    for order in options.orders:
        ends = np.full(len(found), np.inf)
        for number, one in enumerate(found):
            mine = one.ended[(one.stream == asked) & (one.order == order)]
            ends[number] = mine[0] if mine.size else np.inf
        orders[order] = ends
    program = starter.program
    least = np.stack([one.least for one in found])
    endless = program.arrays["stock_states"]["level"] > 1e15
    stocks = {name: least[:, i] for name, i in program.stocks.items() if not endless[i]}
    waits = np.stack([one.waited for one in found])
    waited = {name: waits[:, i] for name, i in program.stocks.items() if waits[:, i].any()}
    media = {key: np.array([one.energy.get(key, 0.0) for one in found]) for key in found[0].energy}
    about = {"plant": program.model.name, "begin": program.model.start, "target": options.target, "seed": options.seed}
    return Forecast(
        at=at, until=until, times=times, done=done, orders=orders, least=stocks, waited=waited, energy=media, **about
    )
