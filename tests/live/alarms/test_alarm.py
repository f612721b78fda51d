"""The states of one alarm, transition by transition, and what holds after any sequence of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktwin.live.alarms import alarm as a
from taktwin.live.alarms.alarm import AlarmState, after

ACTIONS = (
    a.RAISE,
    a.RETURN,
    a.ACKNOWLEDGE,
    a.RESET,
    a.SHELVE,
    a.UNSHELVE,
    a.SUPPRESS,
    a.UNSUPPRESS,
    a.RETIRE,
    a.RESTORE,
)


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        ((), a.NORMAL),
        ((a.RAISE,), a.UNACKNOWLEDGED),
        ((a.RAISE, a.ACKNOWLEDGE), a.ACKNOWLEDGED),
        ((a.RAISE, a.ACKNOWLEDGE, a.RETURN), a.NORMAL),
        ((a.RAISE, a.RETURN), a.RETURNED),
        ((a.RAISE, a.RETURN, a.ACKNOWLEDGE), a.NORMAL),
        ((a.RAISE, a.RETURN, a.RAISE), a.UNACKNOWLEDGED),
        ((a.SHELVE, a.RAISE), a.SHELVED),
        ((a.SHELVE, a.RAISE, a.UNSHELVE), a.UNACKNOWLEDGED),
        ((a.RAISE, a.SHELVE, a.RETURN, a.UNSHELVE), a.NORMAL),
        ((a.SUPPRESS, a.RAISE, a.RETURN, a.UNSUPPRESS), a.NORMAL),
        ((a.RAISE, a.RETIRE, a.RESTORE), a.UNACKNOWLEDGED),
        ((a.SUPPRESS, a.SHELVE), a.SHELVED),
        ((a.SHELVE, a.RETIRE), a.OUT_OF_SERVICE),
    ],
)
def test_transitions(actions: tuple[str, ...], state: str) -> None:
    one = AlarmState()
    for action in actions:
        changed = after(one, action)
        assert changed is not None, action
        one = changed
    assert one.state == state


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        ((a.RAISE, a.RETURN), a.LATCHED_UNACKNOWLEDGED),
        ((a.RAISE, a.RETURN, a.ACKNOWLEDGE), a.LATCHED),
        ((a.RAISE, a.ACKNOWLEDGE, a.RETURN), a.LATCHED),
        ((a.RAISE, a.ACKNOWLEDGE, a.RETURN, a.RESET), a.NORMAL),
        ((a.RAISE, a.ACKNOWLEDGE, a.RETURN, a.RAISE), a.UNACKNOWLEDGED),
    ],
)
def test_latching(actions: tuple[str, ...], state: str) -> None:
    one = AlarmState()
    for action in actions:
        one = after(one, action, latching=True) or pytest.fail(action)
    assert one.state == state


def test_what_cannot_happen() -> None:
    for state, action in (
        (a.NORMAL, a.ACKNOWLEDGE),
        (a.ACKNOWLEDGED, a.ACKNOWLEDGE),
        (a.NORMAL, a.RESET),
        (a.LATCHED_UNACKNOWLEDGED, a.RESET),
        (a.NORMAL, a.UNSHELVE),
        (a.OUT_OF_SERVICE, a.SHELVE),
        (a.SHELVED, a.SUPPRESS),
        (a.SHELVED, a.RESTORE),
    ):
        assert after(AlarmState(state), action) is None
    assert after(AlarmState(a.UNACKNOWLEDGED, True), a.RAISE) is None
    assert after(AlarmState(), a.RETURN) is None


@given(st.lists(st.sampled_from(ACTIONS), max_size=40), st.booleans())
def test_what_always_holds(actions: list[str], latching: bool) -> None:
    """Active and normal exclude each other; nothing is forgotten that nobody has seen; only its own end ends hiding."""
    one = AlarmState()
    for action in actions:
        changed = after(one, action, latching)
        if changed is None:
            continue
        assert changed.state in a.STATES
        assert not (changed.active and changed.state in (a.NORMAL, a.RETURNED, a.LATCHED, a.LATCHED_UNACKNOWLEDGED))
        if not changed.active:
            assert changed.state not in (a.UNACKNOWLEDGED, a.ACKNOWLEDGED)
        if one.state == a.UNACKNOWLEDGED and changed.state in (a.NORMAL, a.LATCHED):
            pytest.fail("an alarm that nobody has seen is gone")
        if one.state in a.HIDDEN and changed.state not in a.HIDDEN:
            assert action in (a.UNSHELVE, a.UNSUPPRESS, a.RESTORE)
        one = changed
