"""Days of supply: the reference cases, a plain count, and what is refused."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from taktwin.analysis.supply.days_of_supply import days_of_supply
from taktwin.model.errors import OptionError
from tests.supply import reference


@pytest.mark.parametrize("case", reference("days_of_supply"))
def test_reference(case: dict[str, Any]) -> None:
    found = days_of_supply(case["initial_stock"], case["consumed_per_day"], case["added_per_day"])
    assert found == pytest.approx(case["days_of_supply"], abs=1e-11)


@given(st.integers(-50, 200), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 80)), min_size=2, max_size=12))
def test_counted_in_fractions(stock: int, days: list[tuple[int, int]]) -> None:
    use, come = [day[0] for day in days], [day[1] for day in days]
    level = Fraction(stock)
    for day, found in enumerate(days_of_supply(stock, use, come)):
        level += come[day] - use[day]
        left, covered = level, Fraction(0)
        for need in use[day + 1 :]:
            if left < need or left < 0:
                covered += max(left, Fraction(0)) / need if need else 0
                break
            left, covered = left - need, covered + 1
        assert found == pytest.approx(float(covered))


def test_rows_of_deliveries_are_summed() -> None:
    both = days_of_supply(10, [5, 5, 5], [[1, 0, 0], [2, 4, 0]])
    assert both == days_of_supply(10, [5, 5, 5], [3, 4, 0]) == days_of_supply(10, np.array([5, 5, 5]), ((3, 4, 0),))


def test_tenths_do_not_lose_a_day() -> None:
    assert days_of_supply(0.3, [0, 0.1, 0.1, 0.1, 0, 5.0]) == (4.0, 3.0, 2.0, 1.0, 0.0)


@pytest.mark.parametrize("consumed", [[], [7]])
def test_fewer_than_two_days(consumed: list[float]) -> None:
    assert days_of_supply(5, consumed) == ()
    assert days_of_supply(5, consumed, [[]]) == ()


@pytest.mark.parametrize(
    ("stock", "consumed", "added", "parameter"),
    [
        (float("nan"), [1, 2], (), "initial_stock"),
        ("much", [1, 2], (), "initial_stock"),
        (1, [1, -2], (), "consumed"),
        (1, [1, float("inf")], (), "consumed"),
        (1, [[1, 2]], (), "consumed"),
        (1, ["a", "b"], (), "consumed"),
        (1, [1, 2], [1], "added"),
        (1, [1, 2], [[1, 2], [1]], "added"),
        (1, [1, 2], [[1, -2]], "added"),
    ],
)
def test_what_is_refused(stock: Any, consumed: Any, added: Any, parameter: str) -> None:
    with pytest.raises(OptionError, match=parameter) as caught:
        days_of_supply(stock, consumed, added)
    assert caught.value.parameter == parameter
