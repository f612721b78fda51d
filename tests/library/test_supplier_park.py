"""The supplier park of the reference plant, run: its zero-inventory ratio at the start, and that it keeps up."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.analysis.supply.park import ParkSupply


@pytest.fixture(scope="module")
def supply() -> ParkSupply:
    return taktwin.load("phoenix").simulate(days=3, warmup=1, seed=1).supply


def test_the_start_is_a_zero_inventory_ratio_of_20_percent(supply: ParkSupply) -> None:
    assert supply.ratio.theta_min == 120
    assert supply.ratio.number == pytest.approx(0.20, abs=0.02)


def test_what_is_zero_inventory_comes_just_in_time_from_the_park(supply: ParkSupply) -> None:
    suppliers = taktwin.load("phoenix").model.suppliers
    few = [one for one in supply.families if one.zero_inventory]
    assert {one.mode for one in few} == {"jit"}
    ways = [distance.value for one in few if (distance := suppliers[one.supplier].distance) is not None]
    assert len(ways) == len(few)
    assert max(ways) <= 8_000  # m: in the plant or in the park beside it


def test_the_size_of_the_park(supply: ParkSupply) -> None:
    """The metal mills, the 63rd supplier, bring no family."""
    assert supply.suppliers == 62
    assert len(supply.families) >= 42
    assert supply.part_numbers >= 1_200


def test_parts_do_not_hold_up_the_line(supply: ParkSupply) -> None:
    assert supply.waited_share < 2e-3  # at sub-lines, too, which have places behind them
    assert all(one.jobs > 0 for one in supply.families)
