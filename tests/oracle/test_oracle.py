"""Kernel and oracle agree, event by event, on random factories and on everything that once differed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from taktwin.model.errors import ModelError
from tests.oracle import regression
from tests.oracle.compare import compare, model_of
from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.factories import factories
from tests.oracle.drafts.features import LEAST
from tests.oracle.run import SECONDS, Tally, check_many

FACTORIES = 1500
REGRESSIONS = sorted(regression.FOLDER.rglob("*.yaml"))


@pytest.fixture(scope="module")
def tally() -> Tally:
    """What the random factories came to, on two cores."""
    return check_many(FACTORIES, seed=1, jobs=2)


def test_random_factories_run_the_same_in_both(tally: Tally) -> None:
    assert tally.factories == FACTORIES
    assert tally.refused == []
    assert [(one.number, one.shown) for one in tally.differences] == []
    assert tally.stuck <= FACTORIES // 100
    assert tally.events > 500 * FACTORIES


def test_every_feature_occurs_in_enough_of_the_factories(tally: Tally) -> None:
    seen = {feature: tally.seen[feature] * 1000 / FACTORIES for feature in LEAST}
    assert {feature: share for feature, share in seen.items() if share < LEAST[feature]} == {}
    assert set(tally.seen) <= set(LEAST), "a feature is counted and nothing asks for it"


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(factories(), st.integers(0, 1000))
def test_factories_drawn_by_hypothesis_run_the_same_in_both(data: Data, seed: int) -> None:
    try:
        model = model_of(data)
    except (ModelError, ValidationError) as error:
        pytest.fail(f"the strategy drew what the checks refuse: {error}")
    assert compare(model, seed, SECONDS).differences == []


@pytest.mark.parametrize("path", REGRESSIONS, ids=[path.stem for path in REGRESSIONS])
def test_what_once_differed_no_longer_does(path) -> None:
    assert regression.read(path).differences() == []
