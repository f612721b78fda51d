"""Every field of every record is declared: given, derived, or changing with a role."""

from __future__ import annotations

import pytest

from taktwin.kernel.base import state as k
from taktwin.runs.saved.fields import CHANGES, DERIVED, GIVEN
from taktwin.runs.saved.values import RECORDS

ALL = {**RECORDS, "dists": k.DIST, "steps": k.STEP}


@pytest.mark.parametrize("table", ALL)
def test_every_field_is_declared_once(table: str) -> None:
    declared = [*CHANGES.get(table, {}), *DERIVED.get(table, "").split(), *GIVEN.get(table, "").split()]
    assert sorted(declared) == sorted(ALL[table].names or ())


def test_every_record_of_the_kernel_is_declared() -> None:
    records = {value for value in vars(k).values() if hasattr(value, "names") and value.names} - {k.LOG}
    assert records == set(ALL.values())
