"""Which part of the time model of ISO 22400-2 the time in each state of a machine belongs to.

The standards differ in this, so it is data, and is told with every figure. The parts (all in s):

* APT actual production time; AUST actual unit setup time; ADET actual unit delay time: together the actual unit busy
  time AUBT;
* ADOT actual unit down time: in the planned busy time, and not busy;
* REST of the planned busy time, such as waiting for neighbours where these are not counted as delay;
* PDOT planned down time, such as planned maintenance; OUT outside the calendar of the machine; UNKNOWN, about which the
  log says nothing. These three are not in the planned busy time PBT.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktwin.kernel.base.state import STATES
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

PARTS = ("APT", "AUST", "ADET", "ADOT", "REST", "PDOT", "OUT", "UNKNOWN")
BUSY = ("APT", "AUST", "ADET")
PLANNED_BUSY = (*BUSY, "ADOT", "REST")
UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class TimeMap:
    """A map from states to parts of the time.

    Attributes:
        name: of the map.
        source: where it is from.
        parts: state -> part, while the machine has an order.
        without_order: state -> part where that differs when it has none.
        failures: states that are a failure: from the first of them to the first other is one.
        corrective: states of corrective maintenance.
        preventive: states of planned maintenance.

    Raises:
        OptionError: a part is none of the time model, or a state is missing.
    """

    name: str
    source: str
    parts: Mapping[str, str]
    without_order: Mapping[str, str]
    failures: tuple[str, ...] = ("down", "waiting_crew")
    corrective: tuple[str, ...] = ("down", "waiting_crew", "minor_stop")
    preventive: tuple[str, ...] = ("maintenance",)

    def __post_init__(self) -> None:
        wrong = sorted({*self.parts.values(), *self.without_order.values()} - set(PARTS))
        if wrong:
            raise OptionError(
                Phrase("{wrong} is no part of the time", wrong=wrong[0]),
                Phrase("the parts are {parts}", parts=", ".join(PARTS)),
                "parts",
            )
        missing = [state for state in STATES if state not in self.parts]
        if missing:
            raise OptionError(
                Phrase('the map "{name}" lacks the state "{missing}"', name=self.name, missing=missing[0]),
                Phrase("name all states"),
                "parts",
            )

    def part(self, state: str, has_order: bool = True) -> str:
        """The part of the time in a state. Raises OptionError where the map does not know it."""
        if state == UNKNOWN:
            return "UNKNOWN"
        if state not in self.parts:
            raise OptionError(
                Phrase('the map "{name}" does not know the state "{state}"', name=self.name, state=state),
                Phrase("add it to the map"),
                "states",
            )
        return self.parts[state] if has_order else self.without_order.get(state, self.parts[state])

    def as_dict(self) -> dict[str, Any]:
        """For JSON: so it is told with the figures."""
        return {
            "name": self.name,
            "source": self.source,
            "parts": dict(self.parts),
            "without_order": dict(self.without_order),
        }


OPC_40001 = TimeMap(
    name="OPC 40001-1",
    source="OPC 40001-1 (Machinery), informative table C.2; without an order a machine that is down is not delayed",
    parts={
        "working": "APT",
        "walking": "APT",
        "setup": "AUST",
        "starved": "ADET",
        "blocked": "ADET",
        "waiting_parts": "ADET",
        "waiting_operator": "ADET",
        "waiting_transport": "ADET",
        "waiting_carrier": "ADET",
        "brief_pause": "ADET",
        "long_pause": "ADET",
        "waking": "ADET",
        "down": "ADET",
        "minor_stop": "ADET",
        "waiting_crew": "ADET",
        "maintenance": "PDOT",
        "off_shift": "OUT",
    },
    without_order=dict.fromkeys(
        (
            "down",
            "minor_stop",
            "waiting_crew",
            "starved",
            "blocked",
            "waiting_parts",
            "waiting_operator",
            "waiting_transport",
            "waiting_carrier",
            "brief_pause",
            "long_pause",
            "waking",
        ),
        "ADOT",
    ),
)
"""What machines of OPC UA say; waiting for neighbours is a delay of the machine's own."""

_REST = (
    "starved",
    "blocked",
    "waiting_parts",
    "waiting_operator",
    "waiting_transport",
    "waiting_carrier",
    "brief_pause",
    "long_pause",
    "waking",
)
RUN = TimeMap(
    name="run",
    source="the figures of a run (docs/kpis.md): waiting for others is no delay of the machine's own",
    parts={**OPC_40001.parts, **dict.fromkeys(_REST, "REST")},
    without_order={},
)
"""The map of the figures that every run has (`taktwin.analysis.oee`)."""
