"""Finds a good sequence: a constructive start, then annealing in rounds on several cores, until a bound or the time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.planning.sequence.bound import Bound, lower_bound
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.prover import Prover
from taktwin.planning.sequence.ready import make_ready
from taktwin.planning.sequence.score import Score, score
from taktwin.planning.sequence.search import CHUNK, GOING_ON, Kind, Search
from taktwin.planning.sequence.start import starts

#: The first round, of which every search does the same number of moves: a first answer, and the speed.
FIRST_ROUND = 16 * CHUNK
Rounds = tuple[tuple[float, tuple[Kind, ...]], ...]
#: The rounds after it: share of the moves (or of the time), and how the searches that run side by side treat the
#: weights. Each round starts from the best sequence of all searches. The last round is repeated.
_TRIAL: Rounds = ((0.05, ("soft", "steep")), (0.12, ("firm", "soft")))
#: Then, where the first objective is at its bound and only the others are to be made smaller ...
_OTHERS: Rounds = ((0.6, ("soft", "firm")), (0.1, ("polish",)), (0.1, ("firm", "soft")))
#: ... and where it is not.
_FIRST: Rounds = ((0.35, ("steep", "wide")), (0.25, ("soft", "steep")), (0.1, ("polish",)), (0.1, ("soft", "wide")))
#: Where violations alone are counted, there is nothing to lend: half of the searches go their own ways all the time.
#: Days with few kinds of cars, between whose good sequences no way leads that is cheap, are cooled down slowly.
_ALONE: Rounds = (
    (0.05, ("steady", "ebb")),
    (0.3, ("steady", "steep")),
    (0.05, ("ebb", "steady")),
    (0.3, ("steep", "steady")),
)
_SEED_STEP = 7919
#: Share of the time that better bounds may take, beside the searches. Where moves are counted, bounds come after them
#: and take as long as the search at most, or so many seconds.
PROOF_SHARE, PROOF_SECONDS = 0.5, 1.0


@dataclass(frozen=True)
class Solution:
    """A sequence, what it is worth and how much better one could be.

    Attributes:
        order: Car index of each position.
        score: Of this sequence, by the plain evaluator.
        bound: Lower bounds of the objectives and of their weighted sum.
        moves: Moves tried, in all searches together.
        seconds: Time it took.
        history: (seconds, weighted sum) whenever a better one was seen.
        interrupted: Whether it was stopped by the user; then the sequence is the best until then.
    """

    order: NDArray[np.int32]
    score: Score
    bound: Bound
    moves: int
    seconds: float
    seed: int
    workers: int
    history: list[tuple[float, float]] = field(default_factory=list)
    interrupted: bool = False

    @property
    def lower_bound(self) -> float:
        """Lower bound of the weighted sum."""
        return self.bound.total

    @property
    def optimal(self) -> bool:
        """Whether the sequence is proved to be the best there is."""
        return self.score.total <= self.bound.total

    def gap(self, objective: str | None = None) -> float | None:
        """How far an objective (default: the weighted sum) is above its bound, at most, as a share of the bound.

        None where the bound is 0 and the value is not: then no share can be said.
        """
        value = self.score.total if objective is None else self.score.values[objective]
        bound = self.bound.total if objective is None else self.bound.values[objective]
        if value <= bound:
            return 0.0
        return (value - bound) / bound if bound > 0 else None


def solve(
    problem: SequenceProblem,
    *,
    seconds: float | None = None,
    moves: int | None = None,
    seed: int = 1,
    workers: int | None = None,
    start: NDArray[np.integer] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Solution:
    """Find a good sequence.

    The same problem, seed, moves and workers give the same sequence (on machines whose logarithm rounds alike). With
    ``seconds`` the number of moves follows from the speed of the machine. It ends early where the lower bound is
    reached. Ctrl-C returns the best sequence until then.

    Args:
        problem: What is to be sequenced.
        seconds: Time to take; 60 where neither this nor ``moves`` is given. With both, whatever ends first. Compiling
            the kernel, which happens once for each version of Taktwin, comes before.
        moves: Moves to try, in all searches together.
        seed: Of the random numbers.
        workers: Searches at a time, each with a seed of its own; default one a core.
        start: A sequence to start from, beside the constructed and the given one.
        progress: Called with the share that is done.

    Raises:
        ModelError: No sequence keeps the batch limit, the pinned positions and the spans, there are more than 64
            ratios, or the weights are too large to be counted.
        OptionError: There is no time, no move or no worker.
    """
    _check(seconds, moves, workers)
    if seconds is None and moves is None:
        seconds = 60.0
    make_ready()
    return _Solver(problem, seconds, moves, seed, workers or os.cpu_count() or 1, start, progress).solve()


def _check(seconds: float | None, moves: int | None, workers: int | None) -> None:
    if seconds is not None and not 0 < seconds < float("inf"):
        _wrong(
            "seconds",
            Phrase("{seconds:g} is no time to search", seconds=seconds),
            Phrase("give a number of seconds above 0"),
        )
    if moves is not None and moves < 1:
        _wrong("moves", Phrase("{moves} moves cannot be tried", moves=moves), Phrase("give 1 or more"))
    if workers is not None and workers < 1:
        _wrong(
            "workers",
            Phrase("{workers} searches cannot run", workers=workers),
            Phrase("give 1 or more, or None for one a core"),
        )


def _wrong(parameter: str, message: str, remedy: str) -> NoReturn:
    raise OptionError(f"{parameter}: {message}", remedy, parameter)


class _Solver:
    def __init__(
        self,
        problem: SequenceProblem,
        seconds: float | None,
        moves: int | None,
        seed: int,
        workers: int,
        start: NDArray[np.integer] | None,
        progress: Callable[[float], None] | None,
    ) -> None:
        self.began = time.perf_counter()
        self.problem, self.seconds, self.progress = problem, seconds, progress
        self.moves = None if moves is None else max(1, moves // workers)
        self.seed, self.workers = seed, workers
        self.stop = Event()
        self.history: list[tuple[float, float]] = []
        first = min(starts(problem, start), key=lambda order: score(problem, order).total)
        self.order = np.asarray(first, np.int32)
        self.bound = self._exact() if _all_alike(problem) else lower_bound(problem)
        self.searches = [Search(problem, seed + _SEED_STEP * at, self.bound) for at in range(workers)]
        for search in self.searches:
            search.start(self.order)
        self.prover = Prover(problem, self.bound, self._raised)
        self._note(score(problem, self.order).total)

    def solve(self) -> Solution:
        interrupted = False
        try:
            self._rounds()
            self._prove_after()
        except KeyboardInterrupt:
            interrupted = True
            self.stop.set()
            self._collect()
        finally:
            self.prover.end()
        if self.progress is not None and not interrupted:
            self.progress(1.0)
        found = score(self.problem, self.order)
        assert found.valid, "the search left the batch limit, a pinned position or a span"
        return Solution(
            order=self.order,
            score=found,
            bound=self.bound,
            moves=sum(search.moves for search in self.searches),
            seconds=time.perf_counter() - self.began,
            seed=self.seed,
            workers=self.workers,
            history=self.history,
            interrupted=interrupted,
        )

    def _exact(self) -> Bound:
        """The bound where every sequence is worth what this one is."""
        found = score(self.problem, self.order)
        return Bound({name: found.values[name] for name in self.problem.objectives}, found.total)

    def _rounds(self) -> None:
        if score(self.problem, self.order).total <= self.bound.total:
            return
        self._round(["steep"] * self.workers, FIRST_ROUND if self.moves is None else min(FIRST_ROUND, self.moves))
        if self.seconds is not None and self.moves is None and not self._finished():
            self.prover.begin(score(self.problem, self.order), PROOF_SHARE * self.seconds)
        at, rounds = 0, _TRIAL
        while self._alone and not self._finished():
            share, kinds = _ALONE[at % len(_ALONE)]
            self._round([kinds[worker % len(kinds)] for worker in range(self.workers)], self._size(share))
            at += 1
        while not self._finished():
            share, kinds = rounds[min(at, len(rounds) - 1)]
            self._round([kinds[worker % len(kinds)] for worker in range(self.workers)], self._size(share))
            at += 1
            if rounds is _TRIAL and at < len(_TRIAL):
                continue
            self.searches[0].start(self.order)
            then = _OTHERS if self.searches[0].first_at_bound else _FIRST
            if then is not rounds:
                at, rounds = 0, then

    @property
    def _alone(self) -> bool:
        """Whether violations of one priority are all that counts."""
        return self.problem.objectives in (("high_violations",), ("low_violations",))

    def _prove_after(self) -> None:
        """Raise the bounds once the moves are made: before, they would make the search depend on the time."""
        found = score(self.problem, self.order)
        if self.moves is None or self._out_of_time() or found.total <= self.bound.total:
            return
        self.prover.begin(found, max(PROOF_SECONDS, time.perf_counter() - self.began))
        while self.prover.working:
            time.sleep(0.02)

    def _raised(self, bound: Bound) -> None:
        self.bound = bound
        for search in self.searches:
            search.set_bound(bound)

    def _size(self, share: float) -> int:
        """Moves of a round of each search."""
        done = self.searches[0].moves
        if self.moves is not None:
            return min(max(CHUNK, int(share * self.moves)), self.moves - done)
        assert self.seconds is not None
        spent = time.perf_counter() - self.began
        return max(CHUNK, int(done / spent * min(share * self.seconds, self.seconds - spent)))

    def _finished(self) -> bool:
        if self.stop.is_set() or self._out_of_time() or min(s.worth for s in self.searches) <= self.searches[0].goal:
            return True
        return self.moves is not None and self.searches[0].moves >= self.moves

    def _out_of_time(self) -> bool:
        return self.seconds is not None and time.perf_counter() - self.began >= self.seconds

    def _round(self, kinds: list[Kind], moves: int) -> None:
        """Let each search anneal at the same time: from the best sequence of all, or where it is."""
        for search, kind in zip(self.searches, kinds, strict=True):
            if kind not in GOING_ON:
                search.start(self.order)

        def go_on() -> bool:
            return not (self.stop.is_set() or self._out_of_time())

        def one(search: Search, kind: Kind) -> None:
            search.run(kind, moves, go_on)
            if self.moves is None and search.worth <= search.goal:
                self.stop.set()

        with ThreadPoolExecutor(self.workers) as pool:  # which waits for the searches when it is left
            try:
                tasks = [pool.submit(one, *pair) for pair in zip(self.searches, kinds, strict=True)]
                while wait(tasks, timeout=0.2).not_done:
                    self._tell()
            except KeyboardInterrupt:
                self.stop.set()
                raise
        for task in tasks:
            task.result()
        self._collect()
        self._tell()

    def _collect(self) -> None:
        best = min(self.searches, key=lambda search: search.worth)
        if score(self.problem, best.best).total < score(self.problem, self.order).total:
            self.order = best.best

    def _tell(self) -> None:
        self._note(min(search.worth for search in self.searches) / self.searches[0].scale)
        if self.progress is None:
            return
        shares = []
        if self.seconds is not None:
            shares.append((time.perf_counter() - self.began) / self.seconds)
        if self.moves is not None:
            shares.append(self.searches[0].moves / self.moves)
        self.progress(min(1.0, max(shares)))

    def _note(self, total: float) -> None:
        if not self.history or total < self.history[-1][1]:
            self.history.append((time.perf_counter() - self.began, total))


def _all_alike(problem: SequenceProblem) -> bool:
    """Whether all sequences are worth the same: at most one car is free, or the free ones differ in nothing."""
    free = np.ones(problem.cars, bool)
    if problem.pinned is not None:
        free[problem.pinned[problem.pinned >= 0]] = False
    if free.sum() < 2:
        return True
    if "tardiness" in problem.objectives or "changes" in problem.objectives:
        return False
    kinds = np.column_stack([problem.colours, problem.has])[free]
    return bool((kinds == kinds[0]).all())
