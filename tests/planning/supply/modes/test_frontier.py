"""The frontier: points in words and figures; against every plan see `test_enumeration`."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.planning.supply.modes import Frontier, Limits, Option, Part, Problem, ZeroInventory, frontier, problem_of
from tests.planning.supply.modes.test_reference import cases


def twelve() -> Problem:
    """Each part can give up its stock, for 1, 2, ... 12."""
    return Problem(
        tuple(
            Part(f"P{i}", (Option("kanban", "kanban", 100, 480, 5, 40), Option("jit", "jit", 101 + i, 60, 20, 10)))
            for i in range(12)
        ),
        limits=Limits(zero_inventory=ZeroInventory(least=0.9)),
    )


def test_one_part_after_the_other() -> None:
    """Thirteen ratios, the thirds and twelfths of twelve among them; the wish itself does not count."""
    found = frontier(twelve(), 13)
    assert found.points == tuple((n / 12, 1200 + n * (n + 1) // 2) for n in range(13))
    table = found.table()
    assert table["more"].to_list() == [None, *range(1, 13)]
    assert table["cost_per_point"].to_list()[1:] == pytest.approx([n * 0.12 for n in range(1, 13)])
    assert table["dock_min"].to_list() == [60 + 15 * n for n in range(13)]
    assert table["space_dm2"].to_list() == [480 - 30 * n for n in range(13)]
    assert [zir for zir, _ in frontier(twelve(), 4).points] == [0, 4 / 12, 8 / 12, 1]
    assert [zir for zir, _ in frontier(twelve(), 2).points] == [0, 1]


def test_nothing_to_gain_is_one_point() -> None:
    still = Problem((Part("a", (Option("jit", "jit", 5, 60),)),), limits=Limits(zero_inventory=ZeroInventory()))
    assert frontier(still).points == ((1.0, 5),)


def test_reference_costs_without_a_wish(shared: Path) -> None:
    case = cases(shared, "mode_choice_200")[0]
    found = frontier(problem_of(case["instance"]), 2)
    assert isinstance(found, Frontier)
    assert found.points[0][1] == case["result"]["cost_without_zir"]
    assert found.unproven == 0
