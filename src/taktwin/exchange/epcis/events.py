"""What happens to a part on its way into a car, as events: made, packed, loaded, shipped, received, fitted.

Each function returns an event whose ``eventID`` is its hash, so that whoever gets it twice sees that it is one event.
Things are named by URIs: EPC URIs (see `taktwin.exchange.epcis.names`), GS1 Digital Links or addresses of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from taktwin.exchange.epcis.check import KIND, problems
from taktwin.exchange.epcis.document import Event
from taktwin.exchange.epcis.prehash import event_hash
from taktwin.exchange.epcis.times import event_time
from taktwin.exchange.epcis.xmlevents import CONTEXT
from taktwin.exchange.jsondocument import DocumentError, refuse

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def made(parts: Sequence[str], time: datetime, place: str, *, order: str | None = None) -> Event:
    """Parts have come into being (commissioning).

    Args:
        parts: Names of the parts.
        time: When; with a time zone, that of the place.
        place: Name of the place where it happened.
        order: Name of the production order.

    Raises:
        DocumentError: A name is no URI.
        OptionError: The time has no time zone.

    Example:
        >>> from datetime import UTC, datetime
        >>> event = made(["urn:epc:id:sgtin:6901234.012340.1"], datetime(2026, 3, 1, tzinfo=UTC), "geo:29.5,106.5")
        >>> event["bizStep"], event["eventID"][:20]
        ('commissioning', 'ni:///sha-256;dab3c7')
    """
    what = {"epcList": list(parts), "action": "ADD", "bizStep": "commissioning", "disposition": "active"}
    return event("ObjectEvent", what, time, place, _transactions(prodorder=order))


def packed(parts: Sequence[str], rack: str, time: datetime, place: str) -> Event:
    """Parts have been put into a rack; parameters and errors as of `made`."""
    return event("AggregationEvent", _inside(parts, rack, "packing", "in_progress"), time, place)


def unpacked(parts: Sequence[str], rack: str, time: datetime, place: str) -> Event:
    """Parts have been taken out of a rack; parameters and errors as of `made`."""
    out = _inside(parts, rack, "unpacking", "in_progress") | {"action": "DELETE"}
    return event("AggregationEvent", out, time, place)


def loaded(racks: Sequence[str], truck: str, time: datetime, place: str) -> Event:
    """Racks have been put on a truck; parameters and errors as of `made`."""
    return event("AggregationEvent", _inside(racks, truck, "loading", "in_progress"), time, place)


def shipped(
    things: Sequence[str],
    time: datetime,
    place: str,
    *,
    sender: str | None = None,
    receiver: str | None = None,
    notice: str | None = None,
) -> Event:
    """Racks, or a truck with what is on it, have left.

    Args:
        things: Names of what has left.
        time: When; with a time zone, that of the place.
        place: Name of the place that they left.
        sender: Name of the place or party that they come from.
        receiver: Name of the place or party that they go to.
        notice: Name of the despatch advice.

    Raises:
        DocumentError: A name is no URI.
        OptionError: The time has no time zone.
    """
    what = {"epcList": list(things), "action": "OBSERVE", "bizStep": "shipping", "disposition": "in_transit"}
    return event("ObjectEvent", what, time, place, _transactions(desadv=notice) | way(sender, receiver))


def received(
    things: Sequence[str],
    time: datetime,
    place: str,
    location: str,
    *,
    sender: str | None = None,
    receiver: str | None = None,
    notice: str | None = None,
) -> Event:
    """Racks, or a truck with what is on it, have come to a dock (``place``) and stay at ``location``; as `shipped`."""
    what = {"epcList": list(things), "action": "OBSERVE", "bizStep": "receiving", "disposition": "in_progress"}
    more = {"bizLocation": {"id": location}} | _transactions(desadv=notice) | way(sender, receiver)
    return event("ObjectEvent", what, time, place, more)


def fitted(parts: Sequence[str], car: str, time: datetime, place: str) -> Event:
    """Parts have been fitted to a car, where they stay; parameters and errors as of `made`."""
    return event("AssociationEvent", _inside(parts, car, "installing", "in_progress"), time, place)


def transformed(
    parts: Sequence[str],
    materials: Sequence[tuple[str, float, str]],
    time: datetime,
    place: str,
    *,
    run: str | None = None,
) -> Event:
    """Material has become parts: a coil has been pressed, metal has been cast.

    Args:
        parts: Names of the parts.
        materials: What went in: name of the lot, quantity, its unit (UN/ECE Recommendation 20, such as KGM).
        time: When; with a time zone, that of the place.
        place: Name of the place where it happened.
        run: Name that events of one run have in common.

    Raises:
        DocumentError: A name is no URI.
        OptionError: The time has no time zone.
    """
    went_in = [{"epcClass": name, "quantity": quantity, "uom": unit} for name, quantity, unit in materials]
    what = {"inputQuantityList": went_in, "outputEPCList": list(parts), "bizStep": "commissioning"}
    return event("TransformationEvent", what | ({"transformationID": run} if run else {}), time, place)


def _inside(things: Sequence[str], holder: str, step: str, disposition: str) -> dict[str, Any]:
    ends = {"parentID": holder, "childEPCs": list(things)}
    return ends | {"action": "ADD", "bizStep": step, "disposition": disposition}


def _transactions(**names: str | None) -> dict[str, Any]:
    found = [{"type": kind, "bizTransaction": name} for kind, name in names.items() if name is not None]
    return {"bizTransactionList": found} if found else {}


def way(sender: str | None, receiver: str | None) -> dict[str, Any]:
    """Who something comes from, and to whom it goes."""
    found: dict[str, Any] = {}
    if sender is not None:
        found["sourceList"] = [{"type": "possessing_party", "source": sender}]
    if receiver is not None:
        found["destinationList"] = [{"type": "possessing_party", "destination": receiver}]
    return found


def event(
    kind: str, what: Mapping[str, Any], time: datetime, place: str, more: Mapping[str, Any] | None = None
) -> Event:
    """A whole event, checked, with its hash as its name.

    Args:
        kind: The type of the event.
        what: What it is about, and why.
        time: When; with a time zone, that of the place.
        place: Name of the place where it happened.
        more: Further properties.

    Raises:
        DocumentError: It is not what the standard says, or a name is no URI.
        OptionError: The time has no time zone.
    """
    made = {"type": kind, **event_time(time), **what, "readPoint": {"id": place}, **(more or {})}
    for name in _names(made):
        if not _URI.fullmatch(name):
            refuse(KIND, "", f'a URI, got "{name}"', "write for example urn:epc:id:sgtin:6901234.012340.1")
    found = problems({"@context": CONTEXT, **made})
    if found:
        raise DocumentError(found, KIND)
    return {**made, "eventID": event_hash(made)}


def _names(value: Any, key: str = "") -> list[str]:
    """Texts of an event that name something, and so have to be URIs."""
    if isinstance(value, Mapping):
        return [name for inner, one in value.items() for name in _names(one, inner)]
    if isinstance(value, list):
        return [name for one in value for name in _names(one, key)]
    return [] if key in _NO_NAMES or not isinstance(value, str) else [value]


_NO_NAMES = frozenset(
    ("type", "eventTime", "eventTimeZoneOffset", "action", "bizStep", "disposition", "uom")
)  # these are words
