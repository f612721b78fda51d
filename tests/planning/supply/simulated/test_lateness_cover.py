"""A delivery that is late against a cover, simulated: by a lane of trucks, and by a truck with the part of this car."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.analysis.supply.cover import ExponentialLateness, lateness_cover
from tests.planning.supply.simulated.late import WAYS, measures, period_min
from tests.planning.supply.simulated.replicated import REPLICATIONS, check_all, one_run_with_jobs, replicated
from tests.supply import reference

SHORT, LONG = 50_000.0, 2_000_000.0  # deliveries, all replications together
STOPS = 300.0  # at least so many are wanted in a short run


def check(case: dict[str, Any], way: str, deliveries: float) -> None:
    """A stop in n deliveries of which the share p stops varies by sqrt((1 - p) / (p n)) of p.

    The 99 % interval of 20 replications is 2.86 of that to each side; allowed are 4.5, as the variance is measured too.
    """
    p = float(case["p_stop"])
    seconds = deliveries / REPLICATIONS * period_min(case) * 60.0
    truth = {name: float(case[name]) for name in ("p_stop", "mean_stop_min")}
    widest = max(1e-9, 4.5 * ((1.0 - p) / (p * deliveries)) ** 0.5)
    check_all(WAYS[way](case), seconds, measures(case), truth, {"p_stop": widest}, one_run_with_jobs)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", reference("lateness_cover"))
def test_a_short_run_covers_the_exact_case(case: dict[str, Any], way: str) -> None:
    check(case, way, min(LONG, max(SHORT, STOPS / case["p_stop"])))


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", reference("lateness_cover"))
def test_a_long_run_covers_it_narrowly(case: dict[str, Any], way: str) -> None:
    check(case, way, LONG)


def test_the_cover_that_a_formula_gives_keeps_the_stops_rare() -> None:
    """One delivery in 20 stops the line with the cover for 5 %, as the formula of the package says."""
    found = lateness_cover(ExponentialLateness(20.0), 60.0, target=0.05)
    case = {"kind": "exponential_delay", "mean_min": 20.0, "cover_min": found.needed_min}
    measure = {"p_stop": measures(case)["p_stop"]}
    seconds = SHORT / REPLICATIONS * period_min(case) * 60.0
    interval = replicated(WAYS["lane"](case), seconds, measure, run=one_run_with_jobs)["p_stop"]
    assert interval.covers(0.05)
    assert interval.half_width < 0.01
