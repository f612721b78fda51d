"""The history of states: sums by shift are exact, a minute is the state that lasted longest, a restart keeps both."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest

from taktwin.kernel.base.state import STATES
from taktwin.live.kpis import StateLog, Window, figures
from taktwin.live.watching.statehistory import MINUTES, UNKNOWN, StateHistory

SHIFT = 8 * 3600.0


def shift_at(time: float) -> Window:
    number = time // SHIFT
    return Window(f"shift {number:.0f}", number * SHIFT, (number + 1) * SHIFT)


def played(seed: int, hours: float) -> tuple[StateHistory, list[tuple[float, str, str]]]:
    """A history fed at random, and what it was fed."""
    draw = random.Random(seed)
    found, time, fed = StateHistory(["a", "b"], shift_at), 500.0, []
    while time < hours * 3600.0:
        change = (time, draw.choice("ab"), draw.choice(["working", "starved", "down", "waiting_crew", "blocked"]))
        found.change(*change)
        fed.append(change)
        time += draw.expovariate(1 / draw.choice([5.0, 90.0, 2000.0]))
    return found, fed


@pytest.mark.parametrize("seed", [1, 2])
def test_shifts_are_those_of_a_whole_log(seed: int) -> None:
    """Seconds, failures and KPIs equal what the log of every change gives; what is not known yet is unknown."""
    import polars as pl

    found, fed = played(seed, 20.0)
    found.tick(20 * 3600.0)
    table = pl.DataFrame(fed, ["time", "resource", "state"], orient="row")
    log = StateLog.of_changes(table, 0.0, 20 * 3600.0)
    windows = found.windows()
    assert [(one.begin, one.end) for one in windows] == [(0.0, SHIFT), (SHIFT, 2 * SHIFT), (2 * SHIFT, 20 * 3600.0)]
    for window in windows:
        wanted = {one.resource: one for one in figures(log, windows=[window])}
        for one in found.figures(window, ["a", "b"], wanted["a"].time_map):
            same = wanted[one.resource]
            assert {key: value for key, value in one.states.items() if value > 1e-6} == pytest.approx(
                {key: value for key, value in same.states.items() if value > 1e-6}
            )
            assert {name: value is None for name, value in one.kpis.items()} == {
                name: value is None for name, value in same.kpis.items()
            }
            assert [value for value in one.kpis.values() if value is not None] == pytest.approx(
                [value for value in same.kpis.values() if value is not None], rel=1e-6
            )
            assert one.elements["FE"] == same.elements["FE"]


def test_a_minute_is_the_state_that_lasted_longest() -> None:
    found = StateHistory(["a", "b"], shift_at)
    for time, state in ((30.0, "working"), (70.0, "starved"), (105.0, "down"), (115.0, "working"), (370.0, "down")):
        found.change(time, "a", state)
    found.tick(480.0)
    told = [STATES[code] if code != UNKNOWN else "?" for code in found.minutes(0.0, 600.0)["a"].tolist()]
    assert told == ["working", "starved", *["working"] * 4, "down", "down", "?", "?"]
    assert set(found.minutes(0.0, 600.0)["b"].tolist()) == {UNKNOWN}
    found.tick(480.0 + MINUTES * 60.0)
    assert found.minutes(0.0, 60.0)["a"].tolist() == [UNKNOWN]  # a day later it is not kept any more


def test_it_goes_on_after_a_restart() -> None:
    """A memory through JSON, then the same news: the same as without the restart."""
    whole, fed = played(3, 20.0)
    half = StateHistory(["a", "b"], shift_at)
    for change in fed[: len(fed) // 2]:
        half.change(*change)
    other = StateHistory(["a", "b"], shift_at)
    other.remember(json.loads(json.dumps(half.memory())))
    for change in fed[len(fed) // 2 :]:
        other.change(*change)
    for name, codes in whole.minutes(0.0, 20 * 3600.0).items():
        assert np.array_equal(codes, other.minutes(0.0, 20 * 3600.0)[name])
    for one, same in zip(whole.windows(), other.windows(), strict=True):
        for mine, his in zip(whole.figures(one, ["a", "b"]), other.figures(same, ["a", "b"]), strict=True):
            assert his.elements == pytest.approx(mine.elements, abs=0.02)
    with pytest.raises(ValueError, match="reshape"):
        StateHistory(["a"], shift_at).remember(half.memory())
