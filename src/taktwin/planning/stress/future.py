"""One future of a plant: a run from T on under a script, with what was waited for and at hand from minute to minute."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.planning.stress.disturbance import Disturbance
from taktwin.planning.stress.waiting import Rows
from taktwin.runs.simulation import Simulation

#: Between two looks at a run, s.
STEP = 60.0


@dataclass(frozen=True)
class Future:
    """What a run did after T; step 0 is T itself.

    ``times`` are s after T, shape [step]; ``waits`` the seconds waited so far by each row of `Rows`, shape [step, row];
    ``levels`` what is at hand at each stock point, shape [step, stock]; ``finished`` the jobs finished so far.
    ``least`` is the lowest level of each stock point, ``drawn`` what was taken out of it; ``busy`` the seconds on shift
    of the places of the rows. ``order`` are stream and order number of the finished jobs, as they came off the line.
    """

    times: np.ndarray
    waits: np.ndarray
    levels: np.ndarray
    finished: np.ndarray
    least: np.ndarray
    drawn: np.ndarray
    busy: np.ndarray
    order: np.ndarray

    @property
    def waited(self) -> np.ndarray:
        """Seconds waited by each row."""
        return self.waits[-1]


def run_future(
    simulation: Simulation,
    rows: Rows,
    disturbance: Disturbance,
    seconds: float,
) -> Future:
    """Run a simulation that stands at T on for ``seconds``."""
    begin, steps = simulation.now, max(1, int(np.ceil(seconds / STEP - 1e-9)))
    script = disturbance(simulation)
    waits, levels, finished = [rows.seconds(simulation.arrays["entries"])], [_levels(simulation)], [0]
    first = int(simulation.world["finished"][0])
    times = np.minimum(STEP * np.arange(steps + 1), seconds)
    for step in range(1, steps + 1):
        until = float(times[step])
        while (due := script.take(until)) is not None:
            when, action = due
            simulation.advance_to(begin + when)
            action(simulation)
        simulation.advance_to(begin + until)
        if script.poll is not None and script.poll(simulation):
            script.poll = None
        simulation.settle()
        waits.append(rows.seconds(simulation.arrays["entries"]))
        levels.append(_levels(simulation))
        finished.append(int(simulation.world["finished"][0]) - first)
    states = simulation.arrays["stock_states"]
    return Future(
        times,
        np.array(waits) - waits[0],
        np.array(levels),
        np.array(finished),
        states["least"].copy(),
        states["drawn"].copy(),
        _busy(simulation, rows),
        _order(simulation),
    )


def _levels(simulation: Simulation) -> np.ndarray:
    states = simulation.arrays["stock_states"]
    return states["level"] + states["dock"]


def _busy(simulation: Simulation, rows: Rows) -> np.ndarray:
    """Seconds on shift of the first server of each row's place."""
    nodes, seconds = simulation.arrays["nodes"], simulation.arrays["seconds"]
    servers = [int(nodes["res0"][rows.nodes[key]]) for key in rows.keys]
    on = np.delete(seconds, k.OFF_SHIFT, axis=1).sum(axis=1)
    return on[servers] if servers else np.zeros(0)


def _order(simulation: Simulation) -> np.ndarray:
    """Stream and order number of the finished jobs, in their order, shape [job, 2]."""
    simulation.drain()
    log = whole_log(simulation.logs)
    ends = log[(log["kind"] == k.LOG_END) & (log["what"] == k.FINISHED)]
    return np.column_stack([ends["who"].astype(np.int64), ends["order"].astype(np.int64)])
