"""One alarm: its state, and how each thing that happens changes it. Pure: no clock, no list, no side effect.

The states are those of ANSI/ISA-18.2 (2016, its alarm state transition diagram; recalled, not read again). A condition
that is over before anybody has acknowledged it leaves the alarm *returned unacknowledged*; a latching alarm stays
*latched* until it is reset. Shelving is for a time and ends by itself, suppression by design follows a rule, out of
service is until somebody ends it: in these three the condition is followed, and nobody is told of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

NORMAL = "normal"
UNACKNOWLEDGED = "unacknowledged"
ACKNOWLEDGED = "acknowledged"
RETURNED = "returned unacknowledged"
LATCHED_UNACKNOWLEDGED = "latched unacknowledged"
LATCHED = "latched acknowledged"
SHELVED = "shelved"
SUPPRESSED = "suppressed by design"
OUT_OF_SERVICE = "out of service"

STATES = (
    NORMAL,
    UNACKNOWLEDGED,
    ACKNOWLEDGED,
    RETURNED,
    LATCHED_UNACKNOWLEDGED,
    LATCHED,
    SHELVED,
    SUPPRESSED,
    OUT_OF_SERVICE,
)
#: Somebody has to look at it.
ANNUNCIATED = (UNACKNOWLEDGED, ACKNOWLEDGED, RETURNED, LATCHED_UNACKNOWLEDGED, LATCHED)
#: The condition is followed, and nobody is told.
HIDDEN = (SHELVED, SUPPRESSED, OUT_OF_SERVICE)

#: What can happen to an alarm.
RAISE, RETURN, ACKNOWLEDGE, RESET = "raise", "return", "acknowledge", "reset"
SHELVE, UNSHELVE, SUPPRESS, UNSUPPRESS, RETIRE, RESTORE = (
    "shelve",
    "unshelve",
    "suppress",
    "unsuppress",
    "out of service",
    "in service",
)
_HIDE = {SHELVE: SHELVED, SUPPRESS: SUPPRESSED, RETIRE: OUT_OF_SERVICE}
_SHOW = {UNSHELVE: SHELVED, UNSUPPRESS: SUPPRESSED, RESTORE: OUT_OF_SERVICE}


@dataclass(frozen=True)
class AlarmState:
    """An alarm at an instant: its state, and whether what it is about is the case (after its delays)."""

    state: str = NORMAL
    active: bool = False


def after(one: AlarmState, action: str, latching: bool = False) -> AlarmState | None:
    """The alarm after something has happened to it; None where that cannot happen to it now.

    Example:
        >>> after(AlarmState(), RAISE)
        AlarmState(state='unacknowledged', active=True)
        >>> after(AlarmState(), ACKNOWLEDGE) is None
        True
    """
    if action == RAISE:
        return _raised(one)
    if action == RETURN:
        return _returned(one, latching)
    if action == ACKNOWLEDGE:
        known = {UNACKNOWLEDGED: ACKNOWLEDGED, RETURNED: NORMAL, LATCHED_UNACKNOWLEDGED: LATCHED}
        return replace(one, state=known[one.state]) if one.state in known else None
    if action == RESET:
        return replace(one, state=NORMAL) if one.state == LATCHED else None
    if action in _HIDE:
        return _hidden(one, _HIDE[action])
    if one.state != _SHOW[action]:
        return None
    return AlarmState(UNACKNOWLEDGED if one.active else NORMAL, one.active)


def _raised(one: AlarmState) -> AlarmState | None:
    if one.active:
        return None
    return AlarmState(one.state if one.state in HIDDEN else UNACKNOWLEDGED, True)


def _returned(one: AlarmState, latching: bool) -> AlarmState | None:
    if not one.active:
        return None
    if one.state == UNACKNOWLEDGED:
        return AlarmState(LATCHED_UNACKNOWLEDGED if latching else RETURNED, False)
    if one.state == ACKNOWLEDGED:
        return AlarmState(LATCHED if latching else NORMAL, False)
    return AlarmState(one.state, False)


def _hidden(one: AlarmState, state: str) -> AlarmState | None:
    """Out of service goes before shelved, and that before suppressed: the weaker does not undo the stronger."""
    rank = (SUPPRESSED, SHELVED, OUT_OF_SERVICE)
    if one.state in HIDDEN and rank.index(one.state) >= rank.index(state):
        return None
    return AlarmState(state, one.active)
