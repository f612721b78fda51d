"""What the limits count: weights, sums, words."""

from __future__ import annotations

import pytest

from taktwin.planning.supply.modes import Limits, Option, Part, Problem, ZeroInventory
from taktwin.planning.supply.modes.rows import least_weight, number, percent, rows_of, total


@pytest.mark.parametrize(
    ("every", "ratio", "least"),
    [
        (10, 0.7, 7),
        (10, 0.1, 1),
        (5, 0.8, 4),
        (5, 0.2, 1),
        (3, 1 / 3, 1),
        (3, 2 / 3, 2),
        (13, 0.7, 10),
        (200, 0.7, 140),
        (12, 7 / 12, 7),  # rounded up in binary, and so a whisker more than seven of twelve
        (12, 0.5834, 8),
    ],
)
def test_ratios_are_taken_as_written(every: float, ratio: float, least: float) -> None:
    """0.8 of 5 are 4: in binary, 0.8 is a whisker more, and would ask for all."""
    assert least_weight(every, ratio) == least


def test_decimals_that_add_up_to_a_whole_number_are_none() -> None:
    """8.6 of 14 litres are 61 %, and enough for 60 %: 8.4, not 9."""
    volumes = (2.0, 1.4, 5.2, 4.3, 1.1)
    parts = tuple(Part(f"P{i}", (Option("jit", "jit", 1, 60),), volume=one) for i, one in enumerate(volumes))
    row = rows_of(Problem(parts, limits=Limits(zero_inventory=ZeroInventory(120, 0.6, "volume"))))[
        "zero-inventory ratio"
    ]
    assert (row.total, row.limit) == (14, 8.4)


def test_sums_of_whole_numbers_are_whole() -> None:
    assert total([1, 2.0, 3]) == 6
    assert isinstance(total([1, 2.0, 3]), int)
    assert total([0.1] * 10) == 1.0
    assert total([]) == 0


def test_words() -> None:
    assert [number(one) for one in (1230, 1230.0, 12.5, 2116.3)] == ["1,230", "1,230", "12.5", "2,116.3"]
    assert [percent(one) for one in (0.7, 0.699999, 2 / 3, 1.0, 0.0)] == ["70 %", "69.99 %", "66.66 %", "100 %", "0 %"]


def test_no_limit_is_no_row() -> None:
    part = Part("a", (Option("jis", "jis", 1, 60, 3, 4),))
    assert rows_of(Problem((part,))) == {}
    rows = rows_of(Problem((part,), limits=Limits(5, 6, 1, ZeroInventory(least=1))))
    assert [(name, row.used([0]), row.limit) for name, row in rows.items()] == [
        *(("dock minutes", 3, 5), ("space", 4, 6)),
        *(("JIS parts", 1, 1), ("zero-inventory ratio", 1, 1)),
    ]


def test_fractions_may_miss_a_limit_by_rounding_alone() -> None:
    parts = tuple(Part(f"P{i}", (Option("jit", "jit", 1, 60, 0.1),)) for i in range(3))
    row = rows_of(Problem(parts, limits=Limits(dock_minutes=0.3)))["dock minutes"]
    assert row.used([0, 0, 0]) > 0.3  # 0.1 + 0.1 + 0.1 in binary
    assert row.met(row.used([0, 0, 0]))
    assert not row.met(0.3001)
