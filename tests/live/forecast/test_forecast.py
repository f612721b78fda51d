"""The look ahead: what it says follows from its replications, and it knows nothing that no plant knows."""

from __future__ import annotations

import numpy as np
import pytest

import taktwin
from taktwin.api.plant import Plant
from taktwin.live.forecast import Forecast, ForecastOptions, forgotten, shift_end
from taktwin.live.forecast.result import wilson
from taktwin.model.errors import OptionError

MODEL = """
taktwin: 1
name: cell
orders: {always: {}}
shops:
  hall:
    lines:
      main:
        orders: always
        flow:
          - station: press
            cycle: 60 s
            failures: [{clock: time, up: exp(1 h), repair: exp(10 min)}]
"""


@pytest.fixture(scope="module")
def found() -> Forecast:
    plant = taktwin.load("line20")
    options = ForecastOptions(until=6 * 3600.0, replications=40, target=200, step=1800.0)
    return plant.forecast(plant.snapshot(0.1, 5), options)


def test_the_fan_is_that_of_the_replications(found: Forecast) -> None:
    assert found.times[0] == found.at
    assert found.times[-1] == found.until == 6 * 3600.0
    assert (np.diff(found.done, axis=1) >= 0).all()
    assert (found.done[:, 0] == 0).all()
    fan = found.fan()
    assert (np.diff(fan, axis=0) >= 0).all()
    assert fan[2, -1] == np.sort(found.done[:, -1])[19]
    low, high = found.interval()
    inside = ((found.done[:, -1] >= low) & (found.done[:, -1] <= high)).mean()
    assert inside >= 0.9
    assert found.mean == found.done[:, -1].mean()


def test_the_chance_of_a_target(found: Forecast) -> None:
    share, low, high = found.reaches()
    assert share == (found.done[:, -1] >= 200).mean()
    assert low <= share <= high
    assert found.reaches(0)[0] == 1.0
    assert found.reaches(10**6)[0] == 0.0


def test_wilson_by_hand() -> None:
    """8 of 10: 0.49 to 0.94, as in any table."""
    assert wilson(8, 10) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 10)[1] == 0.0
    assert wilson(10, 10)[2] == pytest.approx(1.0)


def test_threads_change_nothing() -> None:
    plant = taktwin.load("line20")
    snapshot = plant.snapshot(0.05, 5)
    one, other = (
        plant.forecast(snapshot, ForecastOptions(until=3 * 3600.0, replications=6, threads=n)) for n in (1, 2)
    )
    assert (one.done == other.done).all()


def test_orders_leave_one_after_another() -> None:
    plant = taktwin.load("line20")
    found = plant.forecast(plant.snapshot(0.1, 5), ForecastOptions(replications=20, orders=(90, 100, 5000)))
    assert (found.orders[90] < found.orders[100]).all()
    share, times = found.ends(5000)
    assert share == 0.0
    assert np.isinf(times).all()
    said = found.as_dict()["orders"]
    assert said[2]["p50"] is None
    assert said[0]["p50"] <= said[0]["p95"]


def test_stocks_that_run_out_are_told() -> None:
    plant = taktwin.load("press-lots")
    now = {"at": "2026-01-05 14:00", "places": {"floor-places": 4}, "stocks": {"coil-store": 2000}}
    found = plant.forecast(now, ForecastOptions(replications=10))
    outs = found.stock_outs()
    assert outs
    name, (share, seconds) = next(iter(outs.items()))
    assert share > 0.5
    assert seconds > 600.0
    assert found.least[name].min() < 100.0  # less than one body draws of it, or next to nothing


def test_the_end_of_the_shift() -> None:
    plant = taktwin.load("phoenix")  # two shifts, from 06:00 to 16:00 and to 02:00 of the next day, or the like
    calendar = plant.model.calendars[plant.model.shops["eol"].calendar or ""]
    ends = {shift.span()[1] % 86400 for shift in calendar.shifts}
    for hour in (0.5, 7.0, 15.9, 16.0, 23.0):
        end = shift_end(plant.starter.index, 2 * 86400.0 + hour * 3600.0)
        assert end > 2 * 86400.0 + hour * 3600.0
        assert end % 86400.0 in ends
    line20 = taktwin.load("line20")
    assert shift_end(line20.starter.index, 100.0) == 100.0 + 8 * 3600.0


def next_failures(plant: Plant, snapshot: taktwin.Snapshot, forget: bool) -> tuple[np.ndarray, float]:
    """When the press fails next in forks, and when it really does, s from the snapshot."""
    resume = snapshot.resume(plant.starter.program)
    truth = float(resume.arrays["mode_states"]["due"][0]) - snapshot.time
    if not forget:
        forks = [snapshot.fork(plant.starter.program, 900 + snapshot.seed, r) for r in range(30)]
    else:
        prepared = plant.starter.prepare(forgotten(resume, plant.starter))
        forks = [prepared.simulation(900 + snapshot.seed, r) for r in range(30)]
    return np.array([float(fork.arrays["mode_states"]["due"][0]) for fork in forks]) - snapshot.time, truth


def test_a_forecast_does_not_know_the_next_failure() -> None:
    """A fork of a snapshot has it to the second; the forecast draws it: by the memory of an exponential time."""
    plant = taktwin.load(MODEL)
    error, drawn = [], []
    for seed in range(1, 21):
        snapshot = plant.snapshot(0.3, seed)
        if snapshot.arrays["resource_states"]["up"].min() == 0:
            continue
        known, truth = next_failures(plant, snapshot, forget=False)
        assert known == pytest.approx(truth)  # it sees ahead
        times, truth = next_failures(plant, snapshot, forget=True)
        assert np.unique(times).size == 30
        drawn.extend(times.tolist())
        error.append(abs(times.mean() - truth))
    assert np.mean(drawn) == pytest.approx(3600.0, rel=0.15)
    assert np.mean(error) > 1200.0  # the mean error of the best guess of an exponential time is 0.74 of its mean


def test_work_and_repairs_are_told_as_spent() -> None:
    plant = taktwin.load("line20")
    state = forgotten(plant.snapshot(0.1, 5).resume(plant.starter.program), plant.starter)
    jobs = [job for place in state.places.values() for job in place.jobs]
    assert all(job.left is None for job in jobs)
    assert any(job.spent is not None for job in jobs)
    assert not any(machine.next_failure for machine in state.machines.values())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"replications": 1}, "replications"),
        ({"seed": -1}, "seed"),
        ({"step": 0.0}, "step"),
        ({"until": 10.0}, "cannot end"),
        ({"stream": "cars"}, "no order stream"),
        ({"orders": (1,)}, "not in the plant any more"),
        ({"orders": (-1,)}, "0 or more"),
    ],
)
def test_options_that_cannot_be_meant(wrong: dict[str, object], words: str) -> None:
    plant = taktwin.load("line20")
    with pytest.raises(OptionError, match=words):
        plant.forecast(plant.snapshot(0.1, 5), ForecastOptions(**wrong))  # type: ignore[arg-type]


def test_from_the_shadow_as_from_the_truth() -> None:
    """What the shadow believes leads to the same forecast as what is true, within its own spread."""
    plant = taktwin.load("press-lots")
    emulator = plant.emulator(0.3, seed=8)
    shadow = plant.shadow()
    shadow.fold(emulator.events())
    at, options = 0.3 * 86400.0, ForecastOptions(until=0.3 * 86400.0 + 4 * 3600.0, replications=60)
    believed = plant.forecast(shadow.state(at), options)
    true = plant.forecast(plant.snapshot(0.3, 8), options)
    assert abs(believed.mean - true.mean) < 3.0
