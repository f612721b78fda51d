"""Events as tables: a row for each, and a row for each thing or amount that one is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from taktwin.exchange.content import Row
from taktwin.exchange.epcis.document import Event

Named = Literal["yes", "no", "other"]
_NI = "ni:///sha-256;"
#: Property of an event -> what part its things play.
_ROLES = {
    "parentID": "parent", "epcList": "thing", "quantityList": "thing",
    "childEPCs": "child", "childQuantityList": "child",
    "inputEPCList": "input", "inputQuantityList": "input", "outputEPCList": "output", "outputQuantityList": "output",
}  # fmt: skip


def named_by_hash(event: Event, digest: str) -> Named:
    """Whether an event's name is its hash: yes; no: that of another event; other: it has none, or one of another kind.

    A hash of another version of the vocabulary than ours is of another kind.
    """
    name = event.get("eventID")
    if not isinstance(name, str) or not name.startswith(_NI):
        return "other"
    own, _, version = name.partition("?")
    ours, _, our_version = digest.partition("?")
    if version.lower() != our_version.lower():
        return "other"
    return "yes" if own.lower() == ours.lower() else "no"


def event_rows(events: Sequence[Event], hashes: Sequence[str]) -> list[Row]:
    """A row for each event: when, what, where, between whom; its name, its hash, and whether they agree."""
    return [
        {
            "number": number,
            "event": event.get("type"),
            "time": event.get("eventTime"),
            "offset": event.get("eventTimeZoneOffset"),
            "action": event.get("action"),
            "step": event.get("bizStep"),
            "disposition": event.get("disposition"),
            "read_point": _id(event.get("readPoint")),
            "location": _id(event.get("bizLocation")),
            "parent": event.get("parentID"),
            "things": sum(1 for _ in _things(event)),
            "source": _firsts(event.get("sourceList"), "source"),
            "destination": _firsts(event.get("destinationList"), "destination"),
            "transactions": _firsts(event.get("bizTransactionList"), "bizTransaction"),
            "transformation": event.get("transformationID"),
            "event_id": event.get("eventID"),
            "hash": digest,
            "named_by_hash": named_by_hash(event, digest),
        }
        for number, (event, digest) in enumerate(zip(events, hashes, strict=True), start=1)
    ]


def thing_rows(events: Sequence[Event]) -> list[Row]:
    """A row for each thing of an event, or amount of a class of things, with the part that it plays there."""
    return [
        {"number": number, "role": role, "thing": name, "quantity": quantity, "unit": unit}
        for number, event in enumerate(events, start=1)
        for role, name, quantity, unit in _things(event)
    ]


def _things(event: Event) -> Iterator[tuple[str, str, float | None, str | None]]:
    for field, role in _ROLES.items():
        value: Any = event.get(field)
        for one in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
            if isinstance(one, str):
                yield role, one, None, None
            elif isinstance(one, dict):
                quantity = one.get("quantity")
                number = None if quantity is None or isinstance(quantity, bool) else float(quantity)
                yield role, str(one.get("epcClass")), number, one.get("uom")


def _id(place: Any) -> str | None:
    return place.get("id") if isinstance(place, dict) else None


def _firsts(values: Any, field: str) -> str | None:
    names = [str(one[field]) for one in values or () if isinstance(one, dict) and field in one]
    return ", ".join(names) or None
