"""The warm-up that is chosen."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.model.files.load import load_model
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.factor import Factor
from taktwin.planning.experiment.prepare import prepare
from taktwin.planning.experiment.scenario import Scenario, full_factorial
from taktwin.planning.experiment.warmup import choose_warmup
from taktwin.planning.warmup import pilot
from taktwin.planning.warmup.pilot import Warmup, on_shift_steps
from tests.planning.experiment.plants import cycles, mm1

HOUR = 3600.0
LINE = """taktwin: 1
name: long belt
orders: {jobs: {interval: 10 min}}
calendars: {CALENDARS}
shops:
  a:
    SHIFT
    lines:
      l:
        orders: jobs
        flow:
          - conveyor: belt
            transit: 20 h
            capacity: 200
          - station: s
            cycle: exp(1 min)
"""


def belt(**changes: str) -> str:
    """Nothing leaves this plant in its first 20 h, and then as much as comes in."""
    text = LINE.replace("{CALENDARS}", changes.get("calendars", "{}"))
    return text.replace("SHIFT", changes.get("shift", "title: A"))


def chosen(model: str, days: float, names: int = 1) -> Warmup:
    scenarios = [Scenario(str(i), {}) for i in range(names)]
    ready = prepare(load_model(model), scenarios)
    return choose_warmup(ready, [one.name for one in scenarios], days, 1, 2)


def test_the_transient_of_a_long_belt_is_found() -> None:
    """20 h until the first job leaves, in hours rounded up, and hardly more."""
    found = chosen(belt(), 6.0)
    assert 20 / 24 <= found.days <= 24 / 24
    assert found.days * 24 == pytest.approx(round(found.days * 24))
    assert "MSER-5 deletes the first 2" in found.why


def test_a_pilot_that_is_too_short_is_doubled() -> None:
    assert 20 / 24 <= chosen(belt(), 1.0).days <= 26 / 24


def test_whole_days_or_weeks_with_a_calendar() -> None:
    """Measuring begins on the day of the week on which the run began."""
    calendars = "{day: {shifts: [{days: Mon-Sun, from: '06:00', to: '22:00'}]}}"
    text = belt(calendars=calendars, shift="calendar: day")
    assert chosen(text, 6.0).days in (2.0, 3.0)  # 20 h of movement are 1.4 days, and the nights blur it
    assert chosen(text, 8.0).days == 7.0


@pytest.mark.parametrize("cuts", [(100, 40), (40, 100)])
def test_the_later_of_both_series_counts(cuts: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs finished and jobs in the plant; 100 of 500 steps of 5 days are a day."""
    left = list(cuts)
    monkeypatch.setattr(pilot, "mser5", lambda series: left.pop(0))
    (ready,) = prepare(mm1(), cycles(0.8))
    assert choose_warmup([ready], ["x"], 5.0, 1, 2).days == 1.0


def test_the_slowest_scenario_counts() -> None:
    ready = prepare(mm1(), cycles(0.5, 0.98))
    fast, slow = (choose_warmup([one], ["x"], 20.0, 1, 2).days for one in ready)
    both = choose_warmup(ready, ["fast", "slow"], 20.0, 1, 2)
    assert fast < slow == both.days
    assert '"slow", the slowest of 2' in both.why


def test_a_plant_that_never_settles() -> None:
    """More comes in than goes out."""
    (ready,) = prepare(mm1(), full_factorial([Factor("shops.workshop.lines.line.server.cycle", ("2 min",))]))
    with pytest.raises(ExperimentError, match=r"more jobs come in than go out.*`warmup`"):
        choose_warmup([ready], ["x"], 1.0, 1, 2)


def test_steps_of_equal_time_on_shift() -> None:
    """Two shifts of 8 h a day, from Monday 06:00: an hour on shift in each step, none in the night."""
    text = belt(calendars="{day: {shifts: [{days: Mon-Fri, from: '06:00', to: '22:00'}]}}", shift="calendar: day")
    calendar = load_model(text).calendars["day"]
    steps = on_shift_steps(calendar, 6 * HOUR, 14 * 24 * HOUR, 160)
    assert steps[1] == HOUR
    assert steps[15:18] == pytest.approx([15 * HOUR, steps[16], 25 * HOUR])
    assert steps[16] in (pytest.approx(16 * HOUR), pytest.approx(24 * HOUR))
    assert steps[81] == pytest.approx(7 * 24 * HOUR + HOUR)  # the weekend is left out
    assert (np.diff(steps) >= HOUR * (1 - 1e-9)).all()


def test_steps_without_a_calendar() -> None:
    assert on_shift_steps(None, 0.0, 100.0, 4).tolist() == [0.0, 25.0, 50.0, 75.0, 100.0]
