"""One replication is the one that `taktwin run` makes."""

from __future__ import annotations

import math
import threading

import pytest

from taktwin.analysis.kpi import OF_DUE_DATES, UNITS, kpis
from taktwin.model.files.load import load_model
from taktwin.planning.experiment import replicate as room
from taktwin.planning.experiment.prepare import prepare
from taktwin.planning.experiment.replicate import FIGURES, StoppedError, Work, replicate
from taktwin.planning.experiment.scenario import Scenario
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from tests.planning.experiment.plants import ROOM, mm1


class Stop(threading.Event):
    """Set after it was asked some times."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left, self.asked = after, 0

    def is_set(self) -> bool:
        self.asked += 1
        return self.asked > self.left


@pytest.mark.parametrize(("model", "days", "warmup"), [("mm1", 3.0, 1.0), ("mm1", 0.3, 0.0), ("paint-loop", 1.0, 0.25)])
def test_same_figures_as_a_run(model: str, days: float, warmup: float) -> None:
    """To the bit, for each replication number."""
    plant = load_model(model)
    (ready,) = prepare(plant, [Scenario("x", {})])
    for result in simulate(plant, RunOptions(days=days, seed=5, warmup=warmup, replications=2)):
        row = replicate(Work(0, result.replication, ready, RunOptions(days=days, warmup=warmup, seed=5)))
        wanted = {name: kpi.value for name, kpi in kpis([result], plant).items()}
        assert set(row) == set(FIGURES) == set(UNITS) - {"wall_seconds", *OF_DUE_DATES}
        for name, value in row.items():
            assert value == wanted[name] or (math.isnan(value) and math.isnan(wanted[name])), name


def test_told_to_stop() -> None:
    """At once when it has not begun, else after the day that it is at."""
    (ready,) = prepare(mm1(), [Scenario("x", {})])
    stop = Stop(after=0)
    with pytest.raises(StoppedError):
        replicate(Work(0, 0, ready, RunOptions(days=1e9, warmup=0.0, seed=1)), stop)
    stop = Stop(after=5)
    with pytest.raises(StoppedError):
        replicate(Work(0, 0, ready, RunOptions(days=20.0, warmup=3.0, seed=1)), stop)
    assert stop.asked == 6
    replicate(Work(0, 0, ready, RunOptions(days=2.0, warmup=1.0, seed=1)), Stop(after=4))


def test_a_worker_keeps_few_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """The models that were not used for longest go first, so memory does not grow with the scenarios."""
    unpacked: list[str] = []
    unpack = room.unpack
    monkeypatch.setattr(room, "_programs", {})
    monkeypatch.setattr(room, "PROGRAMS", 2)
    monkeypatch.setattr(room, "unpack", lambda ready: unpacked.append(ready.digest) or unpack(ready))
    a, b, c = prepare(mm1(), [Scenario(str(i), {ROOM: str(i)}) for i in (1, 2, 3)])
    for ready in (a, b, a, c, a, b):
        room.program_of(ready)
    assert unpacked == [a.digest, b.digest, c.digest, b.digest]
