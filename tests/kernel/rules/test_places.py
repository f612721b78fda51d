"""Buffers, stores and conveyors."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, ends, entries, history, line, run
from tests.kernel.rules.small import BREAK, listed


def stored(folder, *colours: str, **place: object) -> Data:
    """Jobs of these colours that come at 1 s, 2 s, ... into a buffer before a station of 10 s."""
    flow = [{"buffer": "b", "capacity": 9, **place}, {"station": "m", "cycle": "10 s"}]
    data = {**line(flow), **listed(folder, *colours)}
    data["orders"]["jobs"]["interval"] = "1 s"
    return data


@pytest.mark.rule("A buffer passes jobs on at once, by its rule")
@pytest.mark.parametrize(
    ("rule", "order"),
    [("fifo", [0, 1, 2, 3, 4]), ({"same": "colour"}, [0, 3, 1, 2, 4])],
)
def test_the_rule_of_a_buffer(rule, order, tmp_path):
    result = run(stored(tmp_path, "red", "blue", "blue", "red", "blue", rule=rule), 60)
    # red is first; then the other red one, then no red is left: the oldest, and blue ones like it
    assert entries(result, "m") == [(1 + 10 * i, job) for i, job in enumerate(order)]


@pytest.mark.rule("A buffer passes jobs on at once, by its rule")
def test_the_lowest_order_number_goes_first(tmp_path):
    cycle = {"by": "colour", "red": "7 s", "default": "1 s"}
    flow = [
        {"station": "a", "cycle": cycle, "servers": 4},
        {"buffer": "b", "capacity": 9, "rule": "sequence"},
        {"station": "m", "cycle": "10 s"},
    ]
    result = run({**line(flow), **listed(tmp_path, "red", "red", "blue", "blue", "red")}, 60)
    # 2 and 3 are ready at 1, 0 and 1 at 7, 4 at 8
    assert entries(result, "b") == [(1, 2), (1, 3), (7, 0), (7, 1), (8, 4)]
    assert entries(result, "m") == [(1, 2), (11, 0), (21, 1), (31, 3), (41, 4)]


@pytest.mark.rule("a free crane takes a job by the rule, needs the cycle time, and holds it")
def test_the_cranes_of_a_store(tmp_path):
    flow = [
        {"store": "s", "capacity": 9, "cycle": "4 s", "rule": {"same": "colour"}},
        {"station": "m", "cycle": "10 s"},
    ]
    data = {**line(flow), **listed(tmp_path, "red", "blue", "red", "blue")}
    data["orders"]["jobs"]["interval"] = "1 s"
    result = run(data, 60)
    # red 0 is fetched 1-5; then the other red one 5-9, held to 15; then 15-19 the oldest
    assert entries(result, "m") == [(5, 0), (15, 2), (25, 1), (35, 3)]
    assert history(result, "s crane") == [(1, "working"), (9, "blocked"), (15, "working"), (19, "blocked"),
                                          (25, "working"), (29, "blocked"), (35, "starved")]  # fmt: skip


def belt(first: str = "4 s", cycle: str = "1 s", quantity: int = 3, **fields: object) -> Data:
    """A queue, a belt of 10 s for five jobs, and a station."""
    conveyor = {"conveyor": "belt", "transit": "10 s", "capacity": 5, "spacing": "1 s", **fields}
    flow = [{"buffer": "queue", "capacity": "unlimited"}, conveyor, {"station": "m", "cycle": cycle}]
    return line(flow, {"interval": first, "quantity": quantity})


@pytest.mark.rule("A conveyor takes a job if it moves, has room, and the job before has moved spacing seconds")
def test_a_belt_takes_a_job_after_the_spacing():
    assert entries(run(belt("1 s", spacing="3 s"), 60), "belt") == [(1, 0), (4, 1), (7, 2)]


@pytest.mark.rule("A conveyor takes a job if it moves, has room, and the job before has moved spacing seconds")
def test_a_belt_takes_a_job_if_it_has_room():
    # full with two: the next ones come when the first ones get off, at 11 and 12
    assert entries(run(belt("1 s", capacity=2, quantity=4), 60), "belt") == [(1, 0), (2, 1), (11, 2), (12, 3)]


@pytest.mark.rule("A conveyor takes a job if it moves, has room, and the job before has moved spacing seconds")
def test_a_belt_takes_a_job_if_it_moves():
    mode = {"up": "3 s", "repair": "20 s"}
    # the second one has come at 4, while the belt stood: its entry is clear
    assert entries(run(belt("2 s", quantity=2, failures=[mode]), 24), "belt") == [(2, 0), (23, 1)]


@pytest.mark.rule(
    "A job reaches the end after transit seconds of movement", "The belt stands while the conveyor is down"
)
def test_transit_counts_while_the_belt_moves():
    assert ends(run(belt(), 60)) == [15, 19, 23]
    mode = {"up": "12 s", "repair": "5 s"}
    result = run(belt(quantity=1, failures=[mode]), 60)
    # on the way 4-12 and 17-19
    assert ends(result) == [20]
    assert history(result, "belt")[:4] == [(4, "working"), (12, "down"), (17, "working"), (19, "starved")]
    assert ends(run({**belt("55 s", quantity=1, calendar="day"), "calendars": BREAK}, 200)) == [126]


@pytest.mark.rule("a belt that does not accumulate also stands while its first job waits at the end")
def test_a_belt_that_does_not_accumulate():
    result = run(belt(cycle="30 s", accumulating=False), 60)
    # off at 14; the second one is at the end at 18, where the belt stands until 44; the third then needs 4 s more
    assert entries(result, "m") == [(14, 0), (44, 1)]
    assert history(result, "belt") == [(4, "working"), (18, "blocked"), (44, "working"), (48, "blocked")]
    result = run(belt(cycle="30 s"), 60)
    assert history(result, "belt") == [(4, "working"), (18, "blocked")]


@pytest.mark.rule("A conveyor whose mode has clock: operation counts the seconds in which its belt moves")
def test_the_operating_clock_of_a_belt():
    mode = {"clock": "operation", "up": "20 s", "repair": "5 s"}
    result = run(belt(cycle="30 s", accumulating=False, failures=[mode]), 60)
    # it moves 0-18 (empty, too) and 44-46; of the third job's way 2 s are left after the repair
    assert history(result, "belt") == [(4, "working"), (18, "blocked"), (44, "working"), (46, "down"),
                                       (51, "working"), (53, "blocked")]  # fmt: skip


@pytest.mark.rule("A conveyor takes a job if it moves, has room, and the job before has moved spacing seconds")
def test_jobs_without_spacing_get_on_together():
    mode = {"up": "3 s", "repair": "20 s"}
    result = run(belt("5 s", spacing="0 s", failures=[mode], quantity=4), 60)
    # those of 5, 10, 15 and 20 wait until the belt moves
    assert entries(result, "belt") == [(23, 0), (23, 1), (23, 2), (23, 3)]
