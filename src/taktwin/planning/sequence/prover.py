"""Raises the bounds of the violations in a thread of its own, beside the searches."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

from taktwin.planning.sequence.bound import Bound
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.proof import prove
from taktwin.planning.sequence.score import Score

_HIGH = {"high_violations": True, "low_violations": False}


class Prover:
    """A thread that proves, for each objective of violations above its bound, how few there must be at least."""

    def __init__(self, problem: SequenceProblem, bound: Bound, raised: Callable[[Bound], None]) -> None:
        """Take what is to be proved.

        Args:
            problem: What is to be sequenced.
            bound: What is known already.
            raised: Called in the thread with each better bound.
        """
        self.problem, self.bound, self.raised = problem, bound, raised
        self.stop = Event()
        self.thread: Thread | None = None

    @property
    def working(self) -> bool:
        """Whether it has begun and not ended."""
        return self.thread is not None and self.thread.is_alive()

    def begin(self, found: Score, seconds: float) -> None:
        """Start the thread, once.

        Args:
            found: What the best sequence until now has.
            seconds: Time to take, about.
        """
        if self.thread is None:
            self.thread = Thread(target=self._work, args=(found, time.perf_counter() + seconds))
            self.thread.start()

    def end(self) -> None:
        """Stop it; returns within about a second."""
        self.stop.set()
        if self.thread is not None:
            self.thread.join()

    def _work(self, found: Score, until: float) -> None:
        weights = self.problem.weight_of
        for name in sorted(_HIGH.keys() & weights.keys(), key=lambda one: -weights[one]):
            if found.values[name] <= self.bound.values[name] or self.stop.is_set():
                continue
            seconds = until - time.perf_counter()
            for least in prove(self.problem, found, _HIGH[name], seconds=seconds, stopped=self.stop.is_set):
                values = {**self.bound.values, name: least}
                self.bound = Bound(values, sum(weight * values[one] for one, weight in weights.items()))
                self.raised(self.bound)
