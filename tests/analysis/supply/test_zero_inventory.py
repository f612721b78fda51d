"""The zero-inventory ratio: the reference cases, by hand, laws, and what is refused."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from taktwin.analysis.supply.zero_inventory import FamilyStock, cover_minutes, time_quantile, zero_inventory
from taktwin.model.errors import OptionError
from tests.supply import reference

SEATS = FamilyStock("seats", [60, 300], [24, 8], 0.5, yuan_per_car=4000, litres_per_car=900)
BOLTS = FamilyStock("bolts", [360], [90_000], 20, yuan_per_car=10, litres_per_car=1, pieces_per_car=40)


@pytest.mark.parametrize("case", reference("zero_inventory"))
def test_reference(case: dict[str, Any]) -> None:
    families = []
    for one in case["families"]:
        minutes, pieces = zip(*one["stock_steps_min_level"], strict=True)
        families.append(
            FamilyStock(
                one["family"], minutes, pieces, one["demand_per_min"], one["yuan_per_car"], one["litres_per_car"]
            )
        )
    found = zero_inventory(families, case["theta_min"])
    assert (found.number, found.value, found.volume) == pytest.approx(tuple(case["zir"].values()), rel=1e-9)
    for family, expected in zip(found.families, case["families"], strict=True):
        assert family.q95_min == expected["q95_cover_min"]
        assert family.mean_min == pytest.approx(expected["mean_cover_min"], rel=1e-9)
        assert family.zero_inventory == expected["zero_inventory"]


def test_by_hand() -> None:
    found = zero_inventory([SEATS, BOLTS])  # seats: 48 min for an hour of six, else 16; bolts: 4,500 min
    seats, bolts = found.families
    assert (seats.q95_min, bolts.q95_min) == (48.0, 4500.0)
    assert seats.mean_min == pytest.approx(48 / 6 + 16 * 5 / 6)
    assert (seats.zero_inventory, bolts.zero_inventory) == (True, False)
    assert (found.number, found.value, found.volume) == pytest.approx((1 / 2, 4000 / 4010, 900 / 901))
    assert found.ratio({"seats": 1, "bolts": 3}) == 0.25
    assert zero_inventory([SEATS, BOLTS], theta_min=47).number == 0.0


def test_a_short_peak_is_allowed_and_a_long_one_is_not() -> None:
    brief = FamilyStock("a", [95, 5], [10, 1000], 1)  # just 95 % of the time at 10 minutes
    longer = FamilyStock("a", [94.9, 5.1], [10, 1000], 1)
    assert zero_inventory([brief]).families[0].q95_min == 10.0
    assert zero_inventory([longer]).families[0].q95_min == 1000.0
    assert zero_inventory([brief], quantile=1.0).families[0].q95_min == 1000.0


def test_the_threshold_itself_counts() -> None:
    found = zero_inventory([FamilyStock("a", [1], [21], 0.7)], theta_min=30)  # 21 / 0.7 = 30.000000000000004
    assert found.number == 1.0


def test_stock_that_moved_to_the_supplier() -> None:
    moved = [replace(SEATS, supplier_pieces=30), replace(BOLTS, supplier_pieces=4000)]
    found = zero_inventory(moved)
    assert [one.supplier_min for one in found.families] == [60.0, 200.0]
    assert [one.supplier_yuan for one in found.families] == [120_000.0, 1_000.0]
    assert (found.supplier_pieces, found.supplier_yuan) == (4030, 121_000)
    assert zero_inventory([SEATS]).supplier_pieces is None


def test_demand_by_step() -> None:
    found = zero_inventory([FamilyStock("a", [50, 50], [100, 100], [1.0, 2.0])]).families[0]
    assert (found.q95_min, found.mean_min) == (100.0, 75.0)
    idle = zero_inventory([FamilyStock("a", [50, 50], [100, 0], [0.0, 2.0])]).families[0]
    assert (idle.q95_min, idle.mean_min) == (math.inf, math.inf)  # stock that nobody wants lasts for ever
    assert cover_minutes([0, 5], 0).tolist() == [0.0, math.inf]


def test_families_without_value() -> None:
    found = zero_inventory([FamilyStock("a", [1], [1], 1)])
    assert (found.value, found.volume) == (None, None)


steps = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 30)), min_size=1, max_size=9)


@given(steps.filter(lambda them: any(minutes for minutes, _ in them)), st.integers(1, 20))
def test_quantile_by_counting_minutes(of: list[tuple[int, int]], twentieths: int) -> None:
    each = sorted(level for minutes, level in of for _ in range(minutes))  # one entry a minute
    expected = next(x for x in each if 20 * sum(level <= x for level in each) >= twentieths * len(each))
    minutes, levels = zip(*of, strict=True)
    assert time_quantile(minutes, levels, twentieths / 20) == expected


@given(st.integers(0, 2**32 - 1))
def test_a_higher_threshold_never_lowers_the_ratio(seed: int) -> None:
    random = np.random.default_rng(seed)
    families = [
        FamilyStock(str(n), random.uniform(1, 9, 5), random.uniform(0, 300, 5), 1.0, *random.uniform(1, 9, 2))
        for n in range(4)
    ]
    ratios = [zero_inventory(families, theta).value or 0.0 for theta in (0, 60, 120, 240, 480)]
    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"minutes": [60, -1]}, "minutes"),
        ({"minutes": [0, 0]}, "minutes"),
        ({"minutes": []}, "minutes"),
        ({"pieces": [1]}, "pieces"),
        ({"pieces": [1, -1]}, "pieces"),
        ({"pieces": [1, math.nan]}, "pieces"),
        ({"demand_per_min": 0}, "demand_per_min"),
        ({"demand_per_min": -1}, "demand_per_min"),
        ({"demand_per_min": [1, 2, 3]}, "demand_per_min"),
        ({"yuan_per_car": -1}, "yuan_per_car"),
        ({"litres_per_car": math.inf}, "litres_per_car"),
        ({"pieces_per_car": 0}, "pieces_per_car"),
        ({"supplier_pieces": -3}, "supplier_pieces"),
    ],
)
def test_what_is_no_family(change: dict[str, Any], parameter: str) -> None:
    with pytest.raises(OptionError, match="part family seats") as caught:
        zero_inventory([replace(SEATS, **change)])
    assert caught.value.parameter == parameter


def test_what_else_is_refused() -> None:
    with pytest.raises(OptionError, match="no part family"):
        zero_inventory([])
    with pytest.raises(OptionError, match="seats stands twice"):
        zero_inventory([SEATS, SEATS])
    with pytest.raises(OptionError, match="theta_min"):
        zero_inventory([SEATS], theta_min=-1)
    with pytest.raises(OptionError, match="quantile"):
        zero_inventory([SEATS], quantile=0)
    found = zero_inventory([SEATS])
    with pytest.raises(OptionError, match="none for seats"):
        found.ratio({})
    with pytest.raises(OptionError, match="all 0"):
        found.ratio({"seats": 0})
    with pytest.raises(OptionError, match="weights"):
        found.ratio({"seats": -1})
