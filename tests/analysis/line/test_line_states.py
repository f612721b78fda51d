"""The states of a line: counted, enumerated, and found by walking from one to the next."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.analysis.line.states import BLOCKED, EMPTY, WORKING, LineStates
from tests.analysis.line.lines import known_lines

SHAPES = [
    ([], [False]),
    ([], [True]),
    ([0], [True, True]),
    ([3], [True, False]),
    ([0, 0], [True, True, True]),
    ([1, 2], [False, True, False]),
    ([0, 2, 1], [True, True, False, True]),
]


@pytest.mark.parametrize("number", range(23))
def test_as_many_as_the_reference_counts(shared, number: int) -> None:
    case = known_lines(shared)[number]
    fails = [rate > 0 for rate in case.failure_rates or [0.0] * len(case.rates)]
    assert LineStates(case.buffers, fails, True).count == case.states


@pytest.mark.parametrize("while_working", [True, False])
@pytest.mark.parametrize(("buffers", "fails"), SHAPES)
def test_counted_enumerated_and_reached_are_the_same(
    buffers: list[int], fails: list[bool], while_working: bool
) -> None:
    """Every state is reached from every other: no more are enumerated than happen, and none is left out."""
    states = LineStates(buffers, fails, while_working)
    rows = states.enumerated()
    assert len(rows) == states.count == len(np.unique(rows, axis=0))
    ones = [1.0] * len(fails)
    begin, end, _ = states.transitions(rows, ones, ones, ones)
    reach = np.eye(len(rows), dtype=bool)
    reach[begin, end] = True
    for _ in range(int(np.ceil(np.log2(len(rows)))) + 1):
        reach = reach @ reach
    assert reach.all()


def test_a_departure_frees_the_whole_line() -> None:
    """Three stations without buffers, all full: the last job leaves, the blocked jobs move up."""
    states = LineStates([0, 0], [False] * 3, True)
    row = np.array([[BLOCKED, 0, BLOCKED, 0, BLOCKED]], dtype=np.int16)
    states.settle(row)
    assert row.tolist() == [[WORKING, 0, WORKING, 0, WORKING]]


def test_a_station_that_is_down_takes_no_job() -> None:
    """Its finished job is taken all the same (docs/semantics.md, stations)."""
    states = LineStates([1, 1], [True] * 3, False)
    down_empty, down_blocked = 3 + EMPTY, 3 + BLOCKED
    row = np.array([[BLOCKED, 0, down_blocked, 1, EMPTY]], dtype=np.int16)
    states.settle(row)
    assert row.tolist() == [[WORKING, 1, down_empty, 1, WORKING]]


def test_long_lines_are_counted_too() -> None:
    """Without failures and buffers it is every second Fibonacci number: 3, 8, 21, 55, ..."""
    a, b = 1, 3
    for stations in range(2, 200):
        assert LineStates([0] * (stations - 1), [False] * stations, True).count == b
        a, b = b, 3 * b - a
