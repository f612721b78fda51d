"""Moulds, trucks and takt: the reference cases and their edges."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.planning.supply.takt import mould_rate, moulds_for_takt, takt_from_volume, truck_headway
from tests.supply import reference


@pytest.mark.parametrize("case", reference("takt_moulds_trucks"))
def test_reference(case: dict[str, Any]) -> None:
    if case["kind"] == "moulds":
        found = moulds_for_takt(case["demould_s"], case["takt_s"], case["index_s"])
        assert found.moulds == case["moulds"]
        assert found.rate_per_h == pytest.approx(case["rate_per_h"], rel=1e-9)
    elif case["kind"] == "truck_headway":
        headway = truck_headway(case["units_per_truck"], case["takt_s"], hours_per_day=16)
        assert (headway.headway_min, headway.trucks_per_day) == (case["headway_min"], case["trucks_per_day_16h"])
    else:
        assert case["kind"] == "takt_from_volume"
        found = takt_from_volume(case["volume"], case["hours"], case["availability"])
        assert found == pytest.approx(case["takt_s"], rel=1e-9)


def test_one_mould_less_is_too_slow() -> None:
    for demould in (45, 120, 121, 300, 0.3):
        found = moulds_for_takt(demould, takt_s=60, index_s=5)
        assert found.rate_per_h == pytest.approx(60.0)
        assert found.moulds == 1 or mould_rate(found.moulds - 1, demould, 60, 5) < 60.0
        assert found.utilisation <= 1.0


def test_a_whole_number_of_takts_needs_no_mould_more() -> None:
    assert moulds_for_takt(2.1, takt_s=0.3).moulds == 7  # 2.1 / 0.3 = 7.000000000000001
    assert moulds_for_takt(0.3, takt_s=0.1).moulds == 3  # 0.3 / 0.1 = 2.9999999999999996
