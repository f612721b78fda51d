"""Which machine, part, operator or vehicle makes a place stand still: the way back along blocking and starving.

A place that is blocked waits for those after it, one that is starved for those before it, one that waits for a part or
for operators for these. So from the place that stands the search goes on from place to place, over buffers too, in
the direction in which it waits, until it comes to one that stands for a reason of its own. The nearest such is the
cause; of several as near as each other a failure goes before a part, a part before people and vehicles, and these
before what was planned.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from taktwin.live.alarms.flow import AT_WORK, IDLE, Place, PlantFlow
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest

MACHINE, EARLIER, PART, OPERATOR, VEHICLE, CARRIER, ORDERS, PLANNED, OFF_SHIFT, SLOWER = (
    "machine",
    "earlier stop",
    "part",
    "operator",
    "vehicle",
    "carrier",
    "orders",
    "planned",
    "off shift",
    "slower",
)
_RANK = (MACHINE, EARLIER, PART, VEHICLE, OPERATOR, CARRIER, ORDERS, PLANNED, OFF_SHIFT, SLOWER)
_OWN = {
    "down": MACHINE,
    "waiting_crew": MACHINE,
    "minor_stop": MACHINE,
    "waiting_operator": OPERATOR,
    "waiting_carrier": CARRIER,
    "setup": PLANNED,
    "maintenance": PLANNED,
    "waking": PLANNED,
    "off_shift": OFF_SHIFT,
}
_BACK, _ON = "before", "after"


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why a place stands still.

    Attributes:
        kind: `machine`, `part`, `operator`, `vehicle`, `carrier`, `orders` (none is released for the line), `planned`
            (setup, maintenance, waking from a pause), `off shift`, or `slower`: the chain ends at a place that works,
            so nothing has stopped. Only where the past is known (see `taktwin.live.watching.linestops`): `earlier
            stop`, a machine that works again, and whose stop is felt now.
        name: of the machine, part, skill, fleet or vehicle; of the place where no name is known.
        place: where it is.
        state: of that place.
        chain: places from the one that stands to the cause, both included.
        error: what a vehicle itself says that it stands for; empty where it says nothing.
    """

    kind: str
    name: str
    place: str
    state: str
    chain: tuple[str, ...]
    error: str = ""

    @property
    def told(self) -> Phrase:
        """In a sentence."""
        return _told(self)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "chain": list(self.chain)}


def cause(
    flow: PlantFlow, states: Mapping[str, str], place: str, lacking: Mapping[str, str] | None = None
) -> Cause | None:
    """The nearest cause for which a place stands still; None where it is at work or nothing is known of it.

    Args:
        flow: of the plant.
        states: state of each resource at the instant; those that are not known are left out.
        place: an element or make cell.
        lacking: place -> the part, or the sub-line, that it waits for, where that is known.

    Raises:
        OptionError: there is no such place.

    Example:
        ``cause(PlantFlow(model), {"weld": "down", "paint": "starved"}, "paint").name == "weld"``
    """
    found = causes(flow, states, place, lacking)
    return found[0] if found else None


def causes(
    flow: PlantFlow, states: Mapping[str, str], place: str, lacking: Mapping[str, str] | None = None
) -> list[Cause]:
    """All causes for which a place stands still, the nearest first (see `cause`)."""
    if place not in flow.places:
        raise OptionError(
            Phrase('there is no place "{place}"', place=place), suggest(place, flow.places, most=20), "place"
        )
    first = flow.state(place, states)
    if first is None or first in AT_WORK:
        return []
    found: list[tuple[int, int, Cause]] = []
    waiting: deque[tuple[tuple[str, ...], str]] = deque([((place,), "")])
    seen = {place}
    while waiting:
        chain, way = waiting.popleft()
        own, onward = _look(flow, states, chain, way, lacking or {})
        if own is not None:
            found.append((len(own.chain), _RANK.index(own.kind), own))
        for other, direction in onward:
            if other not in seen:
                seen.add(other)
                waiting.append(((*chain, other), direction))
    real = [one for one in found if one[2].kind != SLOWER]
    return [one for _, _, one in sorted(real or found, key=lambda one: one[:2])]


def held_up(flow: PlantFlow, states: Mapping[str, str], lacking: Mapping[str, str] | None = None) -> dict[str, Cause]:
    """Place -> cause, of all places that stand still for a cause elsewhere."""
    found = {}
    for place in flow.places:
        one = cause(flow, states, place, lacking)
        if one is not None and one.place != place and one.kind != SLOWER:
            found[place] = one
    return found


def _look(
    flow: PlantFlow, states: Mapping[str, str], chain: tuple[str, ...], way: str, lacking: Mapping[str, str]
) -> tuple[Cause | None, list[tuple[str, str]]]:
    """What the last place of a chain says of itself, and where to look next, each with the direction."""
    place = flow.places[chain[-1]]
    state = flow.state(place.name, states)
    if way != _ON and state in (None, *IDLE) and not place.before and place.line:
        return Cause(kind=ORDERS, name=place.line, place=place.name, state="starved", chain=chain), []
    if state is None:  # a buffer, or nothing is known: further the same way
        return None, [(other, way) for other in (place.after if way == _ON else place.before)]
    if state in _OWN:
        return Cause(kind=_OWN[state], name=_name(place, state), place=place.name, state=state, chain=chain), []
    if state == "waiting_parts":
        return _parts(flow, states, place, chain, lacking)
    if state == "waiting_transport":
        return _transport(flow, states, place.after, chain, state, place.fleet), []
    if state == "blocked" and way != _BACK:
        return None, [(other, _ON) for other in place.after]
    if state in IDLE and way != _ON:
        return None, [(other, _BACK) for other in place.before]
    return _between(flow, states, chain, state), []


def _name(place: Place, state: str) -> str:
    return " / ".join(place.skills) if state == "waiting_operator" and place.skills else place.name


def _parts(
    flow: PlantFlow, states: Mapping[str, str], place: Place, chain: tuple[str, ...], lacking: Mapping[str, str]
) -> tuple[Cause | None, list[tuple[str, str]]]:
    """A place that waits for parts: those of a sub-line are looked for there, those of a make cell at the cell."""
    known = lacking.get(place.name)
    if known is not None:
        joined = [
            one for one in place.joined if flow.places[one].line in (known, f"{place.line.split('.')[0]}.{known}")
        ]
        parts = [] if joined else [known]
    else:
        joined = [one for one in place.joined if _empty(flow, states, one)]
        parts = [] if joined else list(dict.fromkeys(place.parts))
    onward = [(one, _BACK) for one in joined]
    for part in parts:
        for cell in flow.makers.get(part, []):
            state = flow.state(cell, states)
            if state in ("down", "waiting_crew", "minor_stop", "waiting_parts", "waiting_operator"):
                onward.append((cell, _BACK))
    if onward:
        return None, onward
    name = parts[0] if len(parts) == 1 else place.name
    return Cause(kind=PART, name=name, place=place.name, state="waiting_parts", chain=chain), []


def _empty(flow: PlantFlow, states: Mapping[str, str], last: str) -> bool:
    """Whether a sub-line has nothing ready: whoever gives to its last place stands, but for want of room."""
    own = [last] if flow.state(last, states) is not None else flow.places[last].before
    return all(flow.state(one, states) != "blocked" for one in own)


def _transport(
    flow: PlantFlow, states: Mapping[str, str], near: list[str], chain: tuple[str, ...], state: str, fleet: str = ""
) -> Cause:
    """Vehicles that do not come: one that has failed, else the fleet, else where they are waited for."""
    fleets = [fleet, *(flow.places[one].fleet for one in near)]
    fleet = next((one for one in fleets if one), "")
    failed = (one for one in flow.vehicles.get(fleet, ()) if states.get(one) in ("down", "waiting_crew"))
    return Cause(kind=VEHICLE, name=next(failed, fleet or chain[-1]), place=chain[-1], state=state, chain=chain)


def _between(flow: PlantFlow, states: Mapping[str, str], chain: tuple[str, ...], state: str) -> Cause:
    """The chain ends at a place that does not stand in the way of the search: it works, or waits the other way.

    Between a place that is blocked and one that is starved only what lies between them can be the cause: vehicles.
    """
    carried = next((one for one in _passed(flow, states, chain) if flow.places[one].fleet), None)
    if carried is not None and state not in AT_WORK:
        return _transport(flow, states, [carried], chain, state)
    return Cause(kind=SLOWER, name=chain[-1], place=chain[-1], state=state, chain=chain)


def _passed(flow: PlantFlow, states: Mapping[str, str], chain: tuple[str, ...]) -> Iterator[str]:
    """The places without a state just before the last one of a chain."""
    for one in reversed(chain[:-1]):
        if flow.state(one, states) is not None:
            return
        yield one


def _told(one: Cause) -> Phrase:
    if one.kind == MACHINE:
        return Phrase("{name} has stopped", name=one.name)
    if one.kind == EARLIER:
        return Phrase("{name} had stopped before", name=one.name)
    if one.kind == PART:
        if one.name == one.place:
            return Phrase("a part is missing at {place}", place=one.place)
        return Phrase("{name} is missing at {place}", name=one.name, place=one.place)
    if one.kind == VEHICLE and one.error:
        return Phrase("{name} does not come to {place}: {error}", name=one.name, place=one.place, error=one.error)
    if one.kind == VEHICLE:
        return Phrase("{name} does not come to {place}", name=one.name, place=one.place)
    if one.kind == OPERATOR:
        return Phrase("{place} waits for operators ({name})", name=one.name, place=one.place)
    if one.kind == CARRIER:
        return Phrase("{place} waits for a carrier", place=one.place)
    if one.kind == ORDERS:
        return Phrase("{line} has no orders", line=one.name)
    if one.kind == PLANNED:
        if one.state == "setup":
            return Phrase("{place} is being set up", place=one.place)
        if one.state == "waking":
            return Phrase("{place} wakes from a pause", place=one.place)
        return Phrase("{place} is being maintained", place=one.place)
    if one.kind == OFF_SHIFT:
        return Phrase("{place} is off shift", place=one.place)
    return Phrase("{place} is slower", place=one.place)
