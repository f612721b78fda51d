"""Who runs the replications: threads, processes, or a Ray cluster. Which of them changes no figure.

By default threads of this process: the kernel holds no lock of Python's while it runs, the lowered models are there
already, and nothing has to start. Processes take seconds to start (each reads the compiled kernel), and pay where the
replications are so short that reading out their figures, which is Python, takes longer than simulating them.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from typing import Any, Protocol

from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExecutorError
from taktwin.planning.experiment.replicate import Row, Work, code_version, replicate
from taktwin.runs.simulation import SimulationError

Outcomes = Generator[tuple[Work, Row | str], None, None]
AHEAD = 4  # replications that wait for each worker, so that none of them ever waits for us


class Workers(Protocol):
    """Somebody who runs replications; a context manager."""

    @property
    def count(self) -> int:
        """Replications that run at the same time."""
        ...

    def __enter__(self) -> Workers:
        """Start."""
        ...

    def __exit__(self, *error: object) -> None:
        """Stop; replications that are running are given up."""
        ...

    def run(self, works: Iterable[Work]) -> Outcomes:
        """Each replication with its figures, as they are finished; a text instead says why it could not be run on."""
        ...

    def each(self, call: Callable[[Any], Any], works: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """Any works with what a function of a module makes of them, as they are finished."""
        ...


def attempt(work: Work, stop: Any = None) -> Row | str:
    """The figures of a replication, or why it could not be run on."""
    try:
        return replicate(work, stop)
    except SimulationError as error:
        return str(error)


class Threads:
    """Threads of this process."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(count)

    def __enter__(self) -> Workers:
        """Start: nothing to do."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop after the simulated day that each thread is at."""
        self._stop.set()
        self._pool.shutdown(cancel_futures=True)

    def run(self, works: Iterable[Work]) -> Outcomes:
        """See `Workers`."""
        return self.each(lambda work: attempt(work, self._stop), works)

    def each(self, call: Callable[[Any], Any], works: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """See `Workers`."""
        return as_finished(self._pool, call, works, AHEAD * self.count)


_stop_of_process: Any = None


def _begin_process(stop: Any) -> None:
    """In a new process: Ctrl-C is for the one that started it, which then tells `stop`."""
    import signal

    global _stop_of_process  # noqa: PLW0603 - what a process is told at its start has no other place
    _stop_of_process = stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _attempt_in_process(work: Work) -> Row | str:
    return attempt(work, _stop_of_process)


class Processes:
    """Processes of this machine, started anew (not forked: a copy of a process with threads can lock up)."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __enter__(self) -> Workers:
        """Start the pool; the processes themselves start with their first replication."""
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        context = multiprocessing.get_context("spawn")
        self._stop = context.Event()
        self._pool = ProcessPoolExecutor(self.count, context, _begin_process, (self._stop,))
        return self

    def __exit__(self, *error: object) -> None:
        """Stop after the simulated day that each process is at."""
        self._stop.set()
        self._pool.shutdown(cancel_futures=True)

    def run(self, works: Iterable[Work]) -> Outcomes:
        """See `Workers`."""
        return self.each(_attempt_in_process, works)

    def each(self, call: Callable[[Any], Any], works: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """See `Workers`."""
        from concurrent.futures.process import BrokenProcessPool

        try:
            yield from as_finished(self._pool, call, works, AHEAD * self.count)
        except BrokenProcessPool:
            raise ExecutorError(
                Phrase("a worker process ended by itself, most likely for want of memory"),
                Phrase("use fewer workers, or run on threads"),
            ) from None


def as_finished(
    pool: Executor, call: Callable[[Any], Any], works: Iterable[Any], ahead: int
) -> Generator[tuple[Any, Any], None, None]:
    """Results as they come, with at most `ahead` replications handed over and not yet finished."""
    waiting: dict[Future[Any], Any] = {}
    queue = iter(works)
    try:
        while True:
            for work in itertools.islice(queue, ahead - len(waiting)):
                waiting[pool.submit(call, work)] = work
            if not waiting:
                return
            # A wait without an end cannot be interrupted on every system.
            done = wait(waiting, timeout=0.5, return_when=FIRST_COMPLETED).done
            for future in [one for one in waiting if one in done]:
                yield waiting.pop(future), future.result()
    finally:
        for future in waiting:
            future.cancel()


def check_version(version: str, host: str) -> None:
    """Refuse a worker that would make other figures.

    Raises:
        ExecutorError: its version differs from ours.
    """
    if version != code_version():
        raise ExecutorError(
            Phrase(
                "the worker on {host} has another Taktwin ({version}; here {code_version})",
                host=host,
                version=version,
                code_version=code_version(),
            ),
            Phrase("install the same versions of Taktwin, Numba, NumPy and polars there"),
        )
