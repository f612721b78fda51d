"""Time: what happens at an instant, and that nothing happens between two."""

from __future__ import annotations

import pytest

from taktwin.runs.simulation import Simulation
from tests.kernel import accounts
from tests.kernel.plants import ends, history, line, program_of, row_of, run
from tests.kernel.rules.small import changes_at


@pytest.mark.rule("as a 64-bit float")
def test_times_are_sums_of_doubles_from_the_start():
    found = ends(run(line([{"station": "m", "cycle": "0.1 s"}]), 5))
    expected, now = [], 0.0
    while now + 0.1 <= 5.0:
        now += 0.1
        expected.append(now)
    assert found == expected
    assert found[2] == 0.1 + 0.1 + 0.1 != 0.3


@pytest.mark.rule("Nothing happens between two instants")
def test_a_stop_between_two_instants_finds_and_changes_nothing():
    data = line([{"station": "a", "cycle": "2 s"}, {"buffer": "b", "capacity": 1}, {"station": "c", "cycle": "5 s"}])
    simulation = Simulation(program_of(data))
    simulation.advance_to(7.0)
    before = bits(simulation)
    for time in (7.3, 8.1, 8.999):
        simulation.advance_to(time)
        assert simulation.now == time
        assert bits(simulation) == before


def bits(simulation: Simulation) -> dict[str, bytes]:
    """All that the kernel knows, but the time."""
    arrays = accounts.arrays_of(simulation)
    arrays["world"]["now"] = 0.0
    return {name: array.tobytes() for name, array in arrays.items()}


@pytest.mark.rule("integrated exactly at these changes")
def test_levels_and_states_are_integrated_exactly():
    data = line([{"station": "a", "cycle": "2 s"}, {"buffer": "b", "capacity": 1}, {"station": "c", "cycle": "5 s"}])
    result = run(data, 13)
    # one in the buffer from 4 to 7 (taken; the next comes at once), and so on; none from 2 to 4
    row = row_of(result.buffers, "buffer", "b")
    assert (row["mean"], row["full_share"], row["empty_share"]) == (9 / 13, 9 / 13, 4 / 13)
    row = row_of(result.resources, "resource", "a")
    # working 0-6, 7-9, 12-13, blocked between
    assert (row["working"], row["blocked"]) == (9, 4)


@pytest.mark.rule("At each instant the engine does two things, and repeats them until nothing more is due")
def test_an_instant_is_repeated_until_nothing_more_is_due():
    zero = [{"station": name, "cycle": "0 s"} for name in "bcde"]
    result = run(line([{"station": "a", "cycle": "3 s"}, *zero]), 7)
    assert ends(result) == [3, 6]
    assert [name for name, state in changes_at(result, 3) if state == "working"] == ["b", "a", "c", "d", "e"]


@pytest.mark.rule("Due events, all of them", "Moves and starts, as long as any is possible", "So whatever ends")
def test_whatever_ends_at_an_instant_has_ended_before_anything_starts():
    lines = {name: {"orders": "jobs", "flow": [{"station": f"m{name}", "cycle": "10 s"}]} for name in "abc"}
    result = run({"orders": {"jobs": {}}, "shops": {"shop": {"lines": lines}}}, 10)
    changes = [state for _, state in changes_at(result, 10)]
    assert changes == ["blocked"] * 3 + ["starved"] * 3 + ["working"] * 3


@pytest.mark.rule("Moves and starts, as long as any is possible")
def test_all_that_can_move_moves_at_the_same_instant():
    flow = [{"station": name, "cycle": "1 s"} for name in "abc"] + [{"station": "d", "cycle": "10 s"}]
    result = run(line(flow), 20)
    assert history(result, "d") == [(3, "working")]
    for name in "abc":
        assert history(result, name)[-2:] == [(13, "working"), (14, "blocked")]
