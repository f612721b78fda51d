"""What happens inside a plant, as events: checked and rejected, amounts sent and received, parts that become a car."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from taktwin.exchange.epcis.document import Event
from taktwin.exchange.epcis.events import event, way

#: An amount of things that have no numbers of their own: name of their class, quantity, unit (UN/ECE Recommendation 20;
#: None: pieces).
Amount = tuple[str, float, str | None]


def rejected(things: Sequence[str], time: datetime, place: str) -> Event:
    """Things have been checked and are not as they should be; parameters and errors as of `events.made`."""
    return _object(things, "OBSERVE", "inspecting", "non_conformant", time, place)


def scrapped(things: Sequence[str], time: datetime, place: str) -> Event:
    """Things have been scrapped, and are no more; parameters and errors as of `events.made`."""
    return _object(things, "DELETE", "destroying", "destroyed", time, place)


def left(things: Sequence[str], time: datetime, place: str) -> Event:
    """Things are finished and have left the plant; parameters and errors as of `events.made`."""
    return _object(things, "OBSERVE", "departing", "in_transit", time, place)


def joined(things: Sequence[str], time: datetime, place: str) -> Event:
    """Things have become part of others that are not named; parameters and errors as of `events.made`."""
    return _object(things, "OBSERVE", "installing", "in_progress", time, place)


def amount_made(amount: Amount, time: datetime, place: str) -> Event:
    """An amount has come into being; place, time and errors as of `events.made`."""
    what = {"quantityList": [spelt(amount)], "action": "ADD", "bizStep": "commissioning", "disposition": "active"}
    return event("ObjectEvent", what, time, place)


def amount_moved(amount: Amount, time: datetime, place: str, *, into: bool) -> Event:
    """An amount has been taken from a stock point, or put into one; place, time and errors as of `events.made`."""
    step = "stocking" if into else "picking"
    what = {"quantityList": [spelt(amount)], "action": "OBSERVE", "bizStep": step, "disposition": "in_progress"}
    return event("ObjectEvent", what, time, place)


def amount_on_truck(amount: Amount, truck: str, time: datetime, place: str, *, on: bool) -> Event:
    """An amount has been put on a truck, or taken off it; place, time and errors as of `events.made`."""
    step, action = ("loading", "ADD") if on else ("unloading", "DELETE")
    what = {"parentID": truck, "childQuantityList": [spelt(amount)], "action": action, "bizStep": step}
    return event("AggregationEvent", what | {"disposition": "in_progress"}, time, place)


def off_truck(racks: Sequence[str], truck: str, time: datetime, place: str) -> Event:
    """Racks have been taken off a truck; parameters and errors as of `events.loaded`."""
    what = {"parentID": truck, "childEPCs": list(racks), "action": "DELETE", "bizStep": "unloading"}
    return event("AggregationEvent", what | {"disposition": "in_progress"}, time, place)


def truck_shipped(truck: str, amount: Amount, time: datetime, place: str, sender: str, receiver: str) -> Event:
    """A truck has left with an amount; sender and receiver, place, time and errors as of `events.shipped`."""
    what = {"epcList": [truck], "quantityList": [spelt(amount)], "action": "OBSERVE", "bizStep": "shipping"}
    return event("ObjectEvent", what | {"disposition": "in_transit"}, time, place, way(sender, receiver))


def truck_received(truck: str, amount: Amount, time: datetime, place: str, sender: str, receiver: str) -> Event:
    """A truck has come with an amount, which stays at ``place``; the rest as of `truck_shipped`."""
    what = {"epcList": [truck], "quantityList": [spelt(amount)], "action": "OBSERVE", "bizStep": "receiving"}
    more = {"bizLocation": {"id": place}} | way(sender, receiver)
    return event("ObjectEvent", what | {"disposition": "in_progress"}, time, place, more)


def assembled(
    into: Sequence[str],
    parts: Sequence[str],
    amounts: Sequence[Amount],
    time: datetime,
    place: str,
    *,
    classes: Sequence[Amount] = (),
    run: str | None = None,
) -> Event:
    """Parts and amounts have become part of something, such as a car.

    Args:
        into: Names of what they have become part of.
        parts: Names of the parts.
        amounts: What went in that has no numbers.
        time: When; with a time zone, that of the place.
        place: Name of the place where it happened.
        classes: What they have become part of, where it has no number.
        run: Name that all events of the same work have in common; needed where nothing is said to have come out.

    Raises:
        DocumentError: A name is no URI.
        OptionError: The time has no time zone.
    """
    what: dict[str, Any] = {}
    if parts:
        what["inputEPCList"] = list(parts)
    if amounts:
        what["inputQuantityList"] = [spelt(one) for one in amounts]
    if into:
        what["outputEPCList"] = list(into)
    if classes:
        what["outputQuantityList"] = [spelt(one) for one in classes]
    if run is not None:
        what["transformationID"] = run
    return event("TransformationEvent", what | {"bizStep": "assembling", "disposition": "in_progress"}, time, place)


def spelt(amount: Amount) -> dict[str, Any]:
    """An amount as EPCIS has it."""
    name, quantity, unit = amount
    number = int(quantity) if float(quantity).is_integer() else float(quantity)
    return {"epcClass": name, "quantity": number} | ({"uom": unit} if unit is not None else {})


def _object(things: Sequence[str], action: str, step: str, disposition: str, time: datetime, place: str) -> Event:
    what = {"epcList": list(things), "action": action, "bizStep": step, "disposition": disposition}
    return event("ObjectEvent", what, time, place)
