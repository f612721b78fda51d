"""The two clocks of a press: hours of shift, and hours of demand."""

from __future__ import annotations

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from taktwin.planning.presslots.panel import Panel, Press
from taktwin.planning.presslots.plan import Wish, plan
from taktwin.planning.presslots.restart import waits
from taktwin.planning.presslots.rhythm import Rhythm, rhythm_of

ALWAYS = [(0.0, 24.0)]
DAY = [(6.0, 20.0)]


def test_by_hand() -> None:
    """14 hours of shift, parts are drawn all day: an hour of the clock is 14/24 of an hour of mean demand."""
    found = rhythm_of(DAY, [ALWAYS], 24.0)
    assert found is not None
    assert found.shift.tolist() == [0, 0, 14, 14]
    assert found.drawn.tolist() == pytest.approx([0, 3.5, 3.5 + 14 * 14 / 24, 14])
    assert found.off_share == pytest.approx(10 / 24)
    assert found.least_pace == pytest.approx(14 / 24)
    # At 2:00 and at 22:00 the press stands: what falls due then begins at 6:00 of that day and the next.
    assert found.shift_at(np.array([2 * 14 / 24, 22 * 14 / 24])).tolist() == pytest.approx([0, 14])
    assert found.drawn_at(np.array([0.0, 14.0, 15.0])).tolist() == pytest.approx([3.5, 17.5, 17.5 + 14 / 24])


def test_parts_that_are_drawn_just_while_the_press_works() -> None:
    assert rhythm_of(DAY, [DAY, DAY], 24.0) is None
    assert rhythm_of(ALWAYS, [ALWAYS], 24.0) is None
    assert rhythm_of(DAY, [DAY, ALWAYS], 24.0) is not None


def test_uneven_demand() -> None:
    """A press that always works for a body shop on days: while that works it takes 24/14 of the mean."""
    found = rhythm_of(ALWAYS, [DAY], 24.0)
    assert found is not None
    assert (found.off_share, found.least_pace) == (0.0, 0.0)
    assert found.drawn_at(np.array([6.0, 13.0, 20.0, 24.0])).tolist() == pytest.approx([0, 12, 24, 24], abs=1e-6)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=9), st.booleans())
def test_there_and_back(moments: list[float], night: bool) -> None:
    """Nothing begins before it falls due, and what falls due in a shift can begin at once."""
    found = rhythm_of(DAY, [[(10.0, 24.0)] if night else ALWAYS], 24.0)
    assert found is not None
    due = np.array(moments)
    shift = found.shift_at(due)
    begun = found.drawn_at(shift)
    assert (begun >= due - 1e-6).all()
    within = np.minimum(shift % 14, 14 - shift % 14)
    assert begun[within > 1e-6] == pytest.approx(due[within > 1e-6], abs=1e-6)


def plain(press: Press, rhythm: Rhythm, cycle: float, days: int) -> np.ndarray:
    """Minute by minute: parts are drawn all day, the press works from 6:00 to 20:00, who was due first comes first."""
    random = np.random.default_rng(3)
    drawn, left, queue, found = 0.0, 0.0, [], []
    due = list(random.random(len(press.panels)) * cycle)
    busy = press.panels[0].change + cycle * press.panels[0].load
    for minute in range(days * 1440):
        drawn += rhythm.shift[-1] / 1440
        queue += [at for at in due if at <= drawn]
        due = [at if at > drawn else at + cycle for at in due]
        if 360 <= minute % 1440 < 1200:
            if left <= 0 and queue:
                queue.sort()
                found.append(drawn - queue.pop(0))
                left = busy
            left -= 1 / 60
    return np.array(found)


def test_waits_against_a_plain_press() -> None:
    rhythm = rhythm_of(DAY, [ALWAYS], 24.0)
    assert rhythm is not None
    press = Press("p", tuple(Panel(name, 30, 300, 0.1) for name in "abcd"), (), 14.0, rhythm)
    found = waits(press, np.full(4, 3.0))
    expected = plain(press, rhythm, 3.0, 120)[40:]
    assert found.mean() == pytest.approx(expected.mean(), rel=0.1)
    assert np.quantile(found, 0.99) == pytest.approx(np.quantile(expected, 0.99), rel=0.1)


def test_the_night_is_in_the_restart_level() -> None:
    """At the end of a shift the store holds what the night takes, and in the morning all dies wait for each other."""
    parts = tuple(Panel(name, 30, 300, 0.1) for name in "abcd")
    rhythm = rhythm_of(DAY, [ALWAYS], 24.0)
    steady, nightly = plan(Press("p", parts, (), 14.0), Wish(0.6)), plan(Press("p", parts, (), 14.0, rhythm), Wish(0.6))
    assert nightly.restart.levels.min() > steady.restart.levels.max() + 30 * 14 * 10 / 24 - 30
    assert nightly.drawn_off_shift == pytest.approx(10 / 24)
    assert steady.drawn_off_shift is None


def test_every_trial_begins_at_another_moment_of_the_week() -> None:
    """Small lots fill the drawing in days: the weekend must be in it all the same."""
    rhythm = rhythm_of([(0.0, 120.0)], [[(0.0, 168.0)]], 168.0)
    press = Press("p", tuple(Panel(name, 30, 900, 0.002) for name in "abcdefghij"), (), 120 / 7, rhythm)
    assert waits(press, np.full(10, 0.5)).max() == pytest.approx(120 * 48 / 168, rel=0.02)


def test_one_part_waits_for_the_morning() -> None:
    press = Press("p", (Panel("a", 30, 300, 0.1),), (), 14.0, rhythm_of(DAY, [ALWAYS], 24.0))
    assert waits(press, np.full(1, 3.0)).max() == pytest.approx(10 * 14 / 24, rel=0.02)
