"""What becomes an alarm, after how long, and how urgent it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from taktwin.kernel.base.state import STATES
from taktwin.live.alarms.flow import AT_WORK, IDLE
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

Priority = Literal["low", "medium", "high"]
PRIORITIES: tuple[Priority, ...] = ("low", "medium", "high")
#: Who is blocked or starved waits for others: an alarm belongs to these.
NEVER = ("blocked", *IDLE, "waking", *AT_WORK, "off_shift")


@dataclass(frozen=True, kw_only=True)
class StateRule:
    """An alarm for each resource that stays in one of some states.

    Attributes:
        name: of the rule; with the resource it names the alarm.
        states: any of them; a change from one to another goes on.
        priority: `low`, `medium` or `high`.
        on_delay: s that it must last before there is an alarm.
        off_delay: s that it must be over before the alarm returns to normal.
        latching: the alarm stays until somebody resets it, though what it was about is over.
        waits: the resource waits for others in these states, so that the alarm is suppressed where one of these others
            has an alarm of its own (see `taktwin.live.alarms.cause`).

    Raises:
        OptionError: a state is none, or one that is never an alarm; a delay is below 0.
    """

    name: str
    states: Sequence[str]
    priority: Priority = "medium"
    on_delay: float = 0.0
    off_delay: float = 0.0
    latching: bool = False
    waits: bool = False

    def __post_init__(self) -> None:
        for state in self.states:
            if state in NEVER:
                remedy = (
                    Phrase("an alarm belongs to what it waits for")
                    if state in ("blocked", "starved")
                    else Phrase("leave it out")
                )
                raise OptionError(Phrase('"{state}" is never an alarm', state=state), remedy, "states")
            if state not in STATES:
                raise OptionError(
                    Phrase('"{state}" is no state', state=state),
                    Phrase("the states are {states}", states=", ".join(STATES)),
                    "states",
                )
        _check(self.priority, self.on_delay, self.off_delay)


@dataclass(frozen=True, kw_only=True)
class LevelRule:
    """An alarm for a measured value that lies beyond a limit, with a dead band.

    Attributes:
        name: of the rule.
        source: whose values they are.
        limit: at or beyond it there is an alarm.
        above: beyond is above the limit, else below.
        dead_band: so far the value must come back within the limit before the alarm returns to normal.
        priority, on_delay, off_delay, latching: as of a `StateRule`.

    Raises:
        OptionError: limit or dead band are no numbers, or a delay is below 0.
    """

    name: str
    source: str
    limit: float
    above: bool = True
    dead_band: float = 0.0
    priority: Priority = "medium"
    on_delay: float = 0.0
    off_delay: float = 0.0
    latching: bool = False

    def __post_init__(self) -> None:
        if not math.isfinite(self.limit):
            raise OptionError(Phrase("a limit of {limit}", limit=self.limit), Phrase("give a number"), "limit")
        if not (math.isfinite(self.dead_band) and self.dead_band >= 0):
            raise OptionError(
                Phrase("a dead band of {dead_band}", dead_band=self.dead_band), Phrase("give 0 or more"), "dead_band"
            )
        _check(self.priority, self.on_delay, self.off_delay)

    def beyond(self, value: float, before: bool) -> bool:
        """Whether a value is beyond the limit, or has not come back far enough since it was."""
        beyond = value - self.limit if self.above else self.limit - value
        return beyond >= 0.0 or (before and beyond > -self.dead_band)


def _check(priority: str, on_delay: float, off_delay: float) -> None:
    if priority not in PRIORITIES:
        raise OptionError(
            Phrase('"{priority}" is no priority', priority=priority),
            Phrase("give one of {priorities}", priorities=", ".join(PRIORITIES)),
            "priority",
        )
    for name, seconds in (("on_delay", on_delay), ("off_delay", off_delay)):
        if not (math.isfinite(seconds) and seconds >= 0):
            raise OptionError(Phrase("a delay of {seconds} s", seconds=seconds), Phrase("give 0 or more"), name)


#: What is alarmed where nothing else is said. Delays and dead band first, then priorities.
USUAL: tuple[StateRule, ...] = (
    StateRule(name="down", states=("down", "waiting_crew"), priority="medium", on_delay=60, off_delay=10),
    StateRule(name="minor stop", states=("minor_stop",), priority="low", on_delay=300, off_delay=10),
    StateRule(name="part", states=("waiting_parts",), priority="medium", on_delay=120, off_delay=10, waits=True),
    StateRule(
        name="transport",
        states=("waiting_transport", "waiting_carrier"),
        priority="low",
        on_delay=300,
        off_delay=10,
        waits=True,
    ),
    StateRule(name="operator", states=("waiting_operator",), priority="low", on_delay=600, off_delay=10, waits=True),
)
