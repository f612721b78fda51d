"""Every field of every record that changes is declared: with a role, or as derived. What is given changes nowhere."""

from __future__ import annotations

import pytest

from taktwin.kernel.base import moving
from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import lower
from taktwin.model import load_model
from taktwin.runs.saved.fields import CHANGES, DERIVED, GIVEN
from taktwin.runs.saved.values import RECORDS
from taktwin.runs.simulation import Simulation

ALL = {**RECORDS, "steps": k.STEP}


@pytest.mark.parametrize("table", ALL)
def test_every_field_is_declared_once(table: str) -> None:
    declared = [*CHANGES.get(table, {}), *DERIVED.get(table, "").split(), *GIVEN.get(table, "").split()]
    assert sorted(declared) == sorted(ALL[table].names or ())


def test_every_record_of_the_kernel_is_given_or_declared() -> None:
    of_kernel = [*vars(k).values(), *vars(moving).values()]
    records = {value for value in of_kernel if hasattr(value, "names") and value.names} - {k.LOG}
    arrays = lower(load_model("mm1")).arrays
    assert records == {*ALL.values(), *(arrays[name].dtype for name in k.GIVEN if arrays[name].dtype.names)}


@pytest.mark.parametrize("name", ["phoenix", "paint-loop", "line20"])
def test_what_is_given_is_shared_and_stays_as_it_was(name: str) -> None:
    program = lower(load_model(name))
    before = {array: program.arrays[array].tobytes() for array in k.GIVEN}
    one, other = Simulation(program, 1), Simulation(program, 2, trace=True)
    for run in (one, other):
        run.advance_to(7200.0)
        run.begin_measuring()
    assert {array: program.arrays[array].tobytes() for array in k.GIVEN} == before
    assert all(one.arrays[array] is program.arrays[array] for array in k.GIVEN)
    assert [array for array in k.GIVEN if other.arrays[array] is not program.arrays[array]] == ["nodes"]
    assert [array for array, values in one.arrays.items() if array not in k.GIVEN and not values.flags.writeable] == []
