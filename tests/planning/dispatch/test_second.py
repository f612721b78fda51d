"""The optimum is that of a second formulation, solved by another library, and every plan obeys physics and tariff."""

from __future__ import annotations

import pytest

from taktwin.planning.dispatch.errors import NoDispatchError
from taktwin.planning.dispatch.solve import dispatch
from tests.planning.dispatch.obeys import check_plan
from tests.planning.dispatch.second import optimum, random_problem


def agree(seed: int) -> bool:
    """Whether there is a plan; it costs the same in both, and is sound."""
    problem = random_problem(seed)
    wanted = optimum(problem)
    if wanted is None:
        with pytest.raises(NoDispatchError):
            dispatch(problem)
        return False
    plan = dispatch(problem)
    check_plan(plan)
    assert plan.cost == pytest.approx(wanted, rel=1e-6, abs=1e-6), seed
    return True


def test_sample() -> None:
    assert sum(map(agree, range(80))) > 50


@pytest.mark.long
def test_five_hundred() -> None:
    assert sum(map(agree, range(1000, 1600))) > 500 * 0.8
