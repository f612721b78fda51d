"""Watches a run while the kernel moves it, and stops one that would not end in a lifetime.

Some models make time all but stand still: a cycle of a microsecond with nothing to wait for, a failure mode that is up
for no time. What they would do is known from the model only by running it, so the run is watched from a second thread:
the kernel works without Python's lock, and its clock and counters lie in memory that both see.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from taktwin.runs.simulation import Simulation, SimulationError

#: Events of one replication: at some ten million a second, half an hour to an hour.
MOST_EVENTS = 2e10
#: Rows of the job log of one replication, 32 bytes each: with the tables made of them, what 8 GiB hold.
MOST_ROWS = 1e8
LOOK_S = 0.4  # between two looks
_LOOKS = 4  # that must agree: the pace of a plant is another at night and while it fills


@contextmanager
def watched(simulation: Simulation, end: float) -> Iterator[None]:
    """Run a simulation within, up to ``end`` (s): it is stopped where its pace leads nowhere.

    Raises:
        SimulationError: more than `MOST_EVENTS` events or `MOST_ROWS` rows of the log would be needed.
    """
    watcher = _Watcher(simulation, end)
    thread = threading.Thread(target=watcher.watch, daemon=True)
    thread.start()
    try:
        yield
    except SimulationError:
        if watcher.reason:
            raise SimulationError(watcher.reason) from None
        raise
    finally:
        watcher.over.set()
        thread.join()


class _Watcher:
    def __init__(self, simulation: Simulation, end: float) -> None:
        self.simulation, self.end = simulation, end
        self.over = threading.Event()
        self.reason = ""
        self.strikes = 0
        self.last = self._read()

    def _read(self) -> tuple[float, float, float]:
        """Time, events and rows of the log so far."""
        simulation = self.simulation
        rows = sum(piece.size for piece in list(simulation.logs)) + int(simulation.world["log_n"][0])
        return simulation.now, float(simulation.world["events"][0]), float(rows)

    def watch(self) -> None:
        """Look at the pace until the run is over, or hopeless."""
        while not self.over.wait(LOOK_S):
            now = self._read()
            self.strikes = self.strikes + 1 if self._hopeless(self.last, now) else 0
            self.last = now
            if self.strikes >= _LOOKS:
                self.reason = self._explain(now)
                self.simulation.stop()
                return

    def _hopeless(self, last: tuple[float, float, float], now: tuple[float, float, float]) -> bool:
        if now[1] <= last[1]:
            return False  # it does something else: compiles, or makes room
        left = (self.end - now[0]) / max(now[0] - last[0], 1e-9)  # times that the last piece fits into what is left
        return any(
            so_far + left * (so_far - before) > most
            for so_far, before, most in zip(now[1:], last[1:], (MOST_EVENTS, MOST_ROWS), strict=True)
        )

    def _explain(self, now: tuple[float, float, float]) -> str:
        hours, days = now[0] / 3600.0, self.end / 86400.0
        return (
            f"at {hours:.4g} h of {days:g} days the run has taken {now[1]:.2g} events, and would take more than "
            f"{MOST_EVENTS:.0e} events or {MOST_ROWS:.0e} rows of its log{busiest(self.simulation)}: "
            "give it a longer time there, or simulate less time"
        )


def busiest(simulation: Simulation) -> str:
    """The resource that has worked or failed most often, for a message."""
    resources = simulation.arrays["resource_states"]
    often = resources["works"] + resources["failures"] + resources["jobs"]
    if not often.size or not often.any():
        return ""
    return f"; the busiest place is {simulation.program.resource_names[int(often.argmax())]}"
