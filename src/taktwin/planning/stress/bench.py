"""The bench of the tests: a plant at T in each replication, its undisturbed futures, and those under a disturbance."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np

from taktwin.kernel.lowering.program import lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.start.state import StartState
from taktwin.planning.meter import Progress
from taktwin.planning.stress import disturbance as scripts
from taktwin.planning.stress.disturbance import Disturbance
from taktwin.planning.stress.effect import Pairs
from taktwin.planning.stress.future import Future, run_future
from taktwin.planning.stress.options import StressOptions
from taktwin.planning.stress.senders import Sender, Way, senders_of, ways_of
from taktwin.planning.stress.waiting import Rows
from taktwin.runs.budget import check_budget
from taktwin.runs.options import DAY_S
from taktwin.runs.start import PreparedStart, Starter, state_of
from taktwin.runs.start.begin import beginning

T = TypeVar("T")


class Bench:
    """A plant at T, ready to be disturbed."""

    def __init__(self, model: PlantModel, options: StressOptions) -> None:
        self.model, self.options = model, options
        self.program = lower(model)
        check_budget(model, self.program, options.warmup + options.days)
        self.rows = Rows(self.program)
        self.ways: list[Way] = ways_of(self.program)
        self.senders: dict[str, Sender] = senders_of(self.program, self.ways)
        self.seconds = options.days * DAY_S
        self.states: list[StartState] = []
        self.starts: list[PreparedStart] = []
        self.base: list[Future] = []

    def begin(self, progress: Progress | None = None) -> None:
        """Run each replication to T, keep what stands where, and run its undisturbed future."""
        begin, starter = beginning(self.program, None), Starter(self.program)

        def to_t(replication: int) -> StartState:
            simulation = begin(self.program, self.options.seed, replication, False)
            simulation.advance_to(simulation.now + self.options.warmup * DAY_S)
            return state_of(simulation, starter.index)

        self.states = self._each(to_t, _half(progress, 0.0))
        self.starts = [starter.prepare(state) for state in self.states]
        self.base = self.futures(scripts.none, _half(progress, 0.5))

    def futures(self, disturbance: Disturbance, progress: Progress | None = None) -> list[Future]:
        """The future of each replication under a disturbance."""

        def one(at: int) -> Future:
            simulation = self.starts[at].simulation(self.options.seed, at)
            return run_future(simulation, self.rows, disturbance, self.seconds)

        return self._each(one, progress)

    def pairs(self, futures: Sequence[Future]) -> Pairs:
        """These futures beside the undisturbed ones."""
        return Pairs(self.rows.keys, list(self.program.stocks), self.base, futures)

    def changed(self, model: PlantModel) -> Bench:
        """The bench of a changed plant that stands at the same T in the same state.

        Raises:
            StartStateError: it does not have the places of the plant at T.
        """
        other = Bench(model, self.options)
        starter = Starter(other.program)
        other.states, other.starts = self.states, [starter.prepare(state) for state in self.states]
        other.base = [_in_order(one, self, other) for one in self.base]
        return other

    def _each(self, one: Callable[[int], T], progress: Progress | None) -> list[T]:
        """The same for all replications; the first alone, since it compiles what is not compiled yet."""
        count, tell = self.options.replications, progress or (lambda _: None)
        found = [one(0)]
        tell(1.0 / count)
        with ThreadPoolExecutor(max(1, min(count - 1, os.cpu_count() or 1))) as pool:
            for result in pool.map(one, range(1, count)):
                found.append(result)
                tell(len(found) / count)
        return found


def _half(progress: Progress | None, begin: float) -> Progress | None:
    if progress is None:
        return None
    tell = progress
    return lambda share: tell(begin + share / 2.0)


def _in_order(future: Future, of: Bench, other: Bench) -> Future:
    """A future of one plant in the rows and stock points of a changed one; what that has not is left out."""
    rows = {key: at for at, key in enumerate(of.rows.keys)}
    stocks = {name: at for at, name in enumerate(of.program.stocks)}
    return Future(
        future.times,
        _columns(future.waits, [rows.get(key, -1) for key in other.rows.keys]),
        _columns(future.levels, [stocks.get(name, -1) for name in other.program.stocks]),
        future.finished,
        _columns(future.least, [stocks.get(name, -1) for name in other.program.stocks]),
        _columns(future.drawn, [stocks.get(name, -1) for name in other.program.stocks]),
        _columns(future.busy, [rows.get(key, -1) for key in other.rows.keys]),
        future.order,
    )


def _columns(values: np.ndarray, wanted: Sequence[int]) -> np.ndarray:
    """The wanted columns (of the last axis); 0 where it is -1."""
    found = np.zeros((*values.shape[:-1], len(wanted)))
    known = [at for at, column in enumerate(wanted) if column >= 0]
    found[..., known] = values[..., [wanted[at] for at in known]]
    return found
