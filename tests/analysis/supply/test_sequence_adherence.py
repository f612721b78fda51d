"""Sequence adherence of a series of cars: by hand, against plain searches, and the reference cases."""

from __future__ import annotations

import itertools
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from taktwin.analysis.supply.sequence_adherence import displacements, places_to_restore, sequence_adherence
from tests.supply import reference

orders = st.permutations(range(8))


def test_by_hand() -> None:
    found = sequence_adherence([0, 2, 3, 1, 4])  # car 1 comes two positions late, 2 and 3 one early
    assert displacements([0, 2, 3, 1, 4]).tolist() == [0, -1, -1, 2, 0]
    assert (found.cars, found.in_position, found.mean, found.p50) == (5, 0.4, 0.8, 1.0)
    assert found.within[1] == 0.8
    assert found.in_order == 0.8
    assert (found.late_most, found.early_most, found.places) == (2, 1, 2)
    assert found.p95 == pytest.approx(1.8)


def test_in_order() -> None:
    found = sequence_adherence([5, 7, 9])
    assert (found.in_position, found.in_order, found.mean, found.places) == (1.0, 1.0, 0.0, 0)


def test_one_late_car_moves_all_positions_but_not_the_order() -> None:
    found = sequence_adherence([*range(1, 100), 0])
    assert found.in_position == 0.0
    assert found.in_order == 0.99
    assert found.places == 99


@given(orders)
def test_places_are_what_a_store_needs(order: list[int]) -> None:
    held: set[int] = set()
    nexts, most = 0, 0
    for car in order:
        held.add(car)
        while nexts in held:
            held.remove(nexts)
            nexts += 1
        most = max(most, len(held))
    assert places_to_restore(order) == most


@given(orders)
def test_longest_order_by_trying_all(order: list[int]) -> None:
    found = sequence_adherence(order).in_order * len(order)
    subsets = (list(subset) for size in range(len(order), 0, -1) for subset in itertools.combinations(order, size))
    assert found == pytest.approx(len(next(subset for subset in subsets if subset == sorted(subset))))


def test_equal_ranks() -> None:
    with pytest.raises(ValueError, match="same planned rank"):
        sequence_adherence([1, 1])


def test_in_planned_order_no_job_is_late() -> None:
    found = sequence_adherence(range(100))
    assert (found.overtaken, found.inversions, found.errors_ppm) == (0, 0, 0.0)


@given(st.lists(st.integers(-50, 50), unique=True, min_size=1, max_size=20))
def test_late_jobs_and_inversions_by_comparing_all_pairs(order: list[int]) -> None:
    found = sequence_adherence(order)
    wrong = [(a, b) for a, b in itertools.combinations(order, 2) if a > b]  # b comes after a, and was planned before
    assert found.inversions == len(wrong)
    assert found.overtaken == len({late for _, late in wrong})
    assert found.errors_ppm == pytest.approx(1e6 * found.overtaken / len(order))


def test_the_edges_are_not_counted_as_late() -> None:
    assert sequence_adherence([1, 0, 2, 3, 4]).overtaken == 1
    assert sequence_adherence([1, 0, 2, 3, 4], edge=2).overtaken == 0


def test_a_year_of_cars() -> None:
    order = np.arange(150_000)[::-1]  # 11 billion pairs: counted one by one it would take minutes
    found = sequence_adherence(order)
    assert found.inversions == 150_000 * 149_999 // 2
    assert found.overtaken == 149_999


@pytest.mark.parametrize(
    ("planned", "options", "message"),
    [
        ([1.0, float("nan")], {}, "planned"),
        ([[1, 2], [3, 4]], {}, "planned"),
        (["a", "b"], {}, "planned"),
        ([], {}, "none of 0 cars"),
        ([1, 2], {"edge": -1}, "edge"),
        ([1, 2], {"missing": 0.5}, "missing"),
    ],
)
def test_what_is_no_series(planned: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        sequence_adherence(planned, **options)


@pytest.mark.parametrize("case", reference("sequence_adherence"))
def test_reference(case: dict[str, Any]) -> None:
    actual = case["actual"]
    found = sequence_adherence(actual)
    assert found.cars == len(actual)
    assert round(found.in_position * found.cars) == case["in_position"]
    assert found.in_position == pytest.approx(case["in_position_share"], abs=1e-9)
    assert (found.early_most, found.late_most) == (case["max_early"], case["max_late"])
    assert found.overtaken == case["late_jobs"]
    assert round(found.in_order * found.cars) == case["in_sequence_lis"]
    assert found.inversions == case["inversions"]
    assert found.places == case["places_to_restore"]
