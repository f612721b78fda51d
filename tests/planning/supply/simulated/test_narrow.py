"""Every case of the formulas of supply, simulated until its 99 % intervals reach less than 0.2 % to each side."""

from __future__ import annotations

import pytest

from tests.planning.supply.simulated.cases import CASES, Case
from tests.planning.supply.simulated.narrow import NARROW, narrow


@pytest.mark.long
@pytest.mark.parametrize("case", CASES)
def test_the_interval_covers_the_exact_value_and_is_narrow(case: Case) -> None:
    """One interval in a hundred misses: what misses is estimated anew, and must not miss again.

    A figure that more jobs would need than a test can spend is as narrow as it is (`narrow.MOST`).
    """
    found = case.simulated()
    outcome = narrow(found)
    missed = [name for name, truth in found.truth.items() if not outcome.intervals[name].covers(truth)]
    if missed:
        again = narrow(found, seed=50)
        assert not [name for name in missed if not again.intervals[name].covers(found.truth[name])], again
    for name, truth in found.truth.items():
        if outcome.reachable(name):
            assert outcome.intervals[name].half_width <= NARROW * truth, name
