"""A delivery that is late against a cover, simulated: by a lane of trucks, and by a truck with the part of this car."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.analysis.supply.cover import ExponentialLateness, lateness_cover
from tests.planning.supply.simulated.late import WAYS, by
from tests.planning.supply.simulated.replicated import check_all, estimated
from tests.supply import reference

SHORT, LONG = 50_000.0, 400_000.0  # deliveries, all batches together
STOPS = 300.0  # at least so many are wanted in a short run


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("case", reference("lateness_cover"))
def test_a_short_run_covers_the_exact_case(case: dict[str, Any], way: str) -> None:
    """A stop in n deliveries of which the share p stops varies by sqrt((1 - p) / (p n)) of p.

    The 99 % interval of 20 batches is 2.86 of that to each side; allowed are 4.5, as the variance is measured too.
    """
    p = float(case["p_stop"])
    deliveries = min(LONG, max(SHORT, STOPS / p))
    check_all(by(way, case), deliveries, {"p_stop": max(1e-9, 4.5 * ((1.0 - p) / (p * deliveries)) ** 0.5)})


def test_the_cover_that_a_formula_gives_keeps_the_stops_rare() -> None:
    """One delivery in 20 stops the line with the cover for 5 %, as the formula of the package says."""
    found = lateness_cover(ExponentialLateness(20.0), 60.0, target=0.05)
    case = {"kind": "exponential_delay", "mean_min": 20.0, "cover_min": found.needed_min, "p_stop": 0.05}
    interval = estimated(by("lane", case | {"mean_stop_min": found.mean_stop_min}), SHORT)["p_stop"]
    assert interval.covers(0.05)
    assert interval.half_width < 0.01
