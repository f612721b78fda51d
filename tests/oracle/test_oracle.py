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
from tests.oracle.drafts.factories import factories as any_factory
from tests.oracle.drafts.features import LEAST
from tests.oracle.run import SECONDS, check_many

#: How many random factories are run, and the least number of them that a feature must be expected in to be asked for:
#: what is rarer is asked for where there are many.
FACTORIES = 600
SEVERAL = 3
REGRESSIONS = sorted(regression.FOLDER.rglob("*.yaml"))


@pytest.mark.parametrize(("factories", "jobs"), [(FACTORIES, 1), pytest.param(3000, 2, marks=pytest.mark.long)])
def test_random_factories_run_the_same_in_both(factories: int, jobs: int) -> None:
    """And each feature occurs in enough of them."""
    tally = check_many(factories, seed=1, jobs=jobs)
    assert tally.factories == factories
    assert tally.refused == []
    assert [(one.number, one.shown) for one in tally.differences] == []
    assert tally.stuck <= factories // 100
    assert tally.events > 500 * factories
    assert set(tally.seen) <= set(LEAST), "a feature is counted and nothing asks for it"
    expected = {feature: least * factories / 1000 for feature, least in LEAST.items()}
    seen = {feature: tally.seen[feature] for feature, least in expected.items() if least >= SEVERAL or jobs > 1}
    assert {feature: count for feature, count in seen.items() if count < expected[feature]} == {}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(any_factory(), st.integers(0, 1000))
def test_factories_drawn_by_hypothesis_run_the_same_in_both(data: Data, seed: int) -> None:
    try:
        model = model_of(data)
    except (ModelError, ValidationError) as error:
        pytest.fail(f"the strategy drew what the checks refuse: {error}")
    assert compare(model, seed, SECONDS).differences == []


@pytest.mark.parametrize("path", REGRESSIONS, ids=[path.stem for path in REGRESSIONS])
def test_what_once_differed_no_longer_does(path) -> None:
    assert regression.read(path).differences() == []
