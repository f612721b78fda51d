"""Damaged messages: refused as a whole, or whole."""

from __future__ import annotations

import pytest

from tests.exchange.edi.mutations import survive


def test_some_damaged_messages() -> None:
    tally = survive(4_000, seed=1)
    assert sum(tally.values()) == 4_000
    assert len(tally) > 15  # the damage reaches most of the checks
    assert 0 < tally["read"] < 1_200


@pytest.mark.long
def test_many_damaged_messages() -> None:
    assert sum(survive(100_000, seed=2).values()) == 100_000
