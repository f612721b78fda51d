"""The reference plant under stress: each answer names what stops, and a cover that has been run."""

from __future__ import annotations

import pytest

from taktwin.model.files.load import load_model
from taktwin.planning.stress.options import TESTS, StressOptions
from taktwin.planning.stress.result import StressStudy
from taktwin.planning.stress.study import stress

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def study() -> StressStudy:
    """All tests, from a Wednesday morning on; of lanes and suppliers the five with the least cover."""
    return stress(load_model("phoenix"), StressOptions(warmup=2.4, days=3.0, replications=5, most=5))


def test_all_are_made(study: StressStudy) -> None:
    assert [one.test for one in study.left_out] == []
    assert {one.test for one in study.answers} == set(TESTS)
    assert [len(study.of(test)) for test in TESTS] == [5, 5, 1, 1, 1]


def test_what_stops_can_be_prevented(study: StressStudy) -> None:
    for one in study.answers:
        if one.effect.stops and one.test != "scrambling":
            assert one.verified, one.what
            assert one.covers, one.what


def test_a_truck_with_less_than_an_hour_of_cover_that_is_two_hours_late_stops_its_station(study: StressStudy) -> None:
    for one in study.of("late-truck"):
        assert one.effect.first_s is not None
        assert 1800.0 <= one.effect.first_s <= 7200.0
        assert 15 * 60.0 <= one.effect.stopped_s.mean <= 7200.0
        # the sum over part numbers is at least what the stop took, and no more than the truck was late
        assert all(10.0 <= (cover.minutes or 0.0) <= 125.0 for cover in one.covers)


def test_suppliers_with_the_least_cover_are_survived_for_less_than_two_hours(study: StressStudy) -> None:
    for one in study.of("supplier-down"):
        assert one.survives_s is not None
        assert 1800.0 <= one.survives_s <= 7200.0
        assert one.endless is not None
        assert one.endless.stopped_s.mean > one.effect.stopped_s.mean > 4 * 3600.0
        assert one.effect.lost_jobs.low > 0.0


def test_another_mix_lacks_parts_of_the_variant(study: StressStudy) -> None:
    (mix,) = study.of("demand-mix")
    assert mix.what == "product=m5 x 3.4"
    assert mix.effect.stopped_s.low > 0.0
    assert all("m5" in stop.part for stop in mix.effect.stops[:3] if stop.kind == "part")


def test_more_rework_costs_jobs_and_the_sequence_but_no_part_lacks(study: StressStudy) -> None:
    (rework,) = study.of("scrambling")
    assert rework.overtaken is not None
    assert rework.overtaken[1] > 3 * rework.overtaken[0]
    assert rework.effect.lost_jobs.low > 0.0
