"""A path of so many percent a year, by its formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.analysis.assessment.study import assess
from taktwin.analysis.assessment.yearly import Measure, yearly_path
from taktwin.analysis.carbon.errors import CarbonError
from tests.analysis.assessment.plant import written


def test_by_hand(tmp_path: Path) -> None:
    found = assess(written(tmp_path)).yearly
    assert found is not None
    end = 1180 * 0.96**9
    assert found.years[-1].target == pytest.approx(end)
    assert found.reached_rate == pytest.approx(1 - (1050 / 1180) ** (1 / 3))
    assert found.needed_rate == pytest.approx(1 - (end / 1050) ** (1 / 6))
    assert (found.needed, found.planned) == (pytest.approx(1050 - end), 90)
    assert found.lacking == pytest.approx(1050 - end - 90)
    assert found.site_change == pytest.approx(
        960 * 180000 / (1180 * 43000) - 1
    )  # a cut for each car, a rise of the site
    assert [one.kept for one in found.years[:4]] == [True, False, None, False]


@given(st.floats(1, 1e6), st.floats(0.001, 0.5), st.integers(1, 30))
def test_whoever_follows_the_path_keeps_it(start: float, rate: float, years: int) -> None:
    figures = {2000 + n: start * (1 - rate) ** n for n in range(years + 1)}
    found = yearly_path("x", "car", "kWh", rate, figures, 2000 + years + 3)
    assert all(one.kept for one in found.years[: years + 1])
    assert found.reached_rate == pytest.approx(rate, rel=1e-6)
    assert found.needed_rate == pytest.approx(rate, rel=1e-6)


def test_measures_count_from_their_year_and_not_before_the_last_figure() -> None:
    measures = [Measure("old", 50, 2021), Measure("a", 100, 2023), Measure("b", 30, 2025)]
    found = yearly_path("x", "car", "kWh", 0.04, {2020: 1000, 2022: 950}, 2025, measures=measures)
    assert [one.planned for one in found.years] == [None, None, None, 850, 850, 820]
    assert found.planned == 130


def test_an_end_at_the_last_figure_needs_no_rate() -> None:
    found = yearly_path("x", "car", "kWh", 0.5, {2020: 8, 2022: 2}, 2022)
    assert (found.needed_rate, found.needed, found.reached_rate) == (None, 0, 0.5)


@pytest.mark.parametrize(
    ("figures", "until"), [({}, 2030), ({2020: 0}, 2030), ({2020: -1}, 2030), ({2020: 5, 2025: 4}, 2024)]
)
def test_refused(figures: dict[int, float], until: int) -> None:
    with pytest.raises(CarbonError):
        yearly_path("x", "car", "kWh", 0.04, figures, until)
