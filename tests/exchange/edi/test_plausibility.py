"""What is hardly meant in a call-off for vehicles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.exchange.edi import JisCall, JisCallOff, JisItem, warnings_of
from taktwin.exchange.edi.contents import edi_content
from taktwin.exchange.edi.write import write_interchange
from tests.exchange.edi.examples import NOW, delfor, desadv, interchange, jit


def calls(*numbers: int, **more: Any) -> JisCallOff:
    """Vehicles with these numbers, one every two minutes, each with one seat."""
    found = tuple(
        JisCall(
            sequence=number,
            status="new",
            due=NOW + timedelta(minutes=2 * at),
            vin=f"LVZTAKT{number:010d}",
            call_number=f"C{number}",
            items=(JisItem(part="SEAT", quantity=1),),
        )
        for at, number in enumerate(numbers)
    )
    changed = tuple(replace(call, **{key: values[at] for key, values in more.items()}) for at, call in enumerate(found))
    return JisCallOff(document="JS1", issued=NOW, buyer="693", seller="117", ship_to="2", calls=changed)


def told(message: JisCallOff) -> dict[str, str]:
    """Kind -> what is said."""
    found = warnings_of(message)
    assert len({one.kind for one in found}) == len(found)
    assert all(one.place == "document JS1" and one.remedy for one in found)
    return {one.kind: one.detail for one in found}


@given(st.integers(1, 9990), st.integers(1, 8))
def test_nothing_is_said_of_a_call_off_as_it_should_be(first: int, cars: int) -> None:
    assert told(calls(*range(first, first + cars))) == {}


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((7, 8, 10), "number 8 is followed by 10; numbers missing in all: 1"),
        ((7, 10, 11, 15), "number 7 is followed by 10; numbers missing in all: 5"),
        ((7, 10), "number 7 is followed by 10; numbers missing in all: 2"),
        ((10, 8, 7), "number 8 is followed by 10; numbers missing in all: 1"),  # whatever the order of the message
        ((9998, 9999, 3), "number 3 is followed by 9998; numbers missing in all: 9994"),
        ((999, 1, 4), "number 1 is followed by 4; numbers missing in all: 2"),
    ],
)
def test_gaps(numbers: tuple[int, ...], said: str) -> None:
    assert told(calls(*numbers))["sequence_gap"] == said


@pytest.mark.parametrize("numbers", [(9998, 9999, 1, 2), (998, 999, 0, 1), (5,), ()])
def test_a_counter_may_begin_anew(numbers: tuple[int, ...]) -> None:
    assert told(calls(*numbers)) == {}


def test_changes_and_cancellations_name_single_vehicles() -> None:
    assert told(calls(3, 9, status=["change", "cancel"])) == {}
    assert told(calls(3, 7, 8, 20, status=["change", "new", "new", "cancel"])) == {}
    # a number that is cancelled in between is there
    assert told(calls(7, 8, 9, status=["new", "cancel", "new"])) == {}
    assert "sequence_gap" in told(calls(7, 8, 10, status=["new", "cancel", "new"]))


def test_times_that_run_backwards() -> None:
    at = [NOW, NOW + timedelta(minutes=9), NOW + timedelta(minutes=4), NOW + timedelta(minutes=3)]
    assert told(calls(1, 2, 3, 4, due=at)) == {
        "due_backwards": "number 3 is due 2026-03-02 07:04, before number 2 (2026-03-02 07:09), which stands ahead of "
        "it; in all: 2"
    }
    cancelled = ["new", "cancel", "new", "new"]
    assert told(calls(1, 2, 3, due=at[:3], status=cancelled[:3])) == {}
    assert told(calls(1, 2, due=[NOW, NOW])) == {}
    # in the order of the sequence, not in that of the message
    assert told(calls(2, 1, due=[at[1], at[0]])) == {}
    assert "due_backwards" in told(calls(2, 1, due=[at[0], at[1]]))


@pytest.mark.parametrize(
    ("first", "second", "backwards"),
    [
        (date(2026, 3, 2), datetime(2026, 3, 2, 0, 1), False),  # a day counts from its begin
        (datetime(2026, 3, 2, 23, 59), date(2026, 3, 2), False),  # to its end
        (date(2026, 3, 2), datetime(2026, 3, 1, 23, 59), True),
        (datetime(2026, 3, 2, 0, 0), date(2026, 3, 1), True),
    ],
)
def test_days_and_times(first: date, second: date, backwards: bool) -> None:
    assert ("due_backwards" in told(calls(1, 2, due=[first, second]))) is backwards


def test_quantities() -> None:
    items = (
        JisItem(part="SEAT", quantity=1),
        JisItem(part="WHEEL", quantity=4, unit=None),
        JisItem(part="GLUE", quantity=0.5, unit="KGM"),
        JisItem(part="MAT", quantity=0),
    )
    assert told(calls(8, items=[items])) == {
        "quantity_not_one": "number 8 calls 4 of WHEEL; quantities other than 1 in all: 2"
    }


def test_other_messages_have_no_sequence() -> None:
    assert [warnings_of(message) for message in (jit(), delfor(), desadv())] == [[], [], []]


def test_the_values_are_read_as_they_stand() -> None:
    whole = interchange(calls(7, 9), replace(calls(1, 2, 5), document="JS2", message_reference="2"))
    content = edi_content(write_interchange(whole), "calls.edi")
    assert [one.place for one in content.warnings] == ["document JS1", "document JS2"]
    assert [row["number"] for row in content.tables["call_offs"]] == [7, 9, 1, 2, 5]
