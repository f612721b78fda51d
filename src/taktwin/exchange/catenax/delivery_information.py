"""Delivery information 2.0.0: what is, or was, on its way from a supplier to a customer (standard CX-0118)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from taktwin.exchange.catenax.aspect import Aspect, Entity, builder, given
from taktwin.exchange.catenax.parts import ItemQuantity, OrderPositionReference, item_quantity
from taktwin.exchange.catenax.values import Bpna, Bpns, ItemUnit, Maybe, Once, Timestamp, Uuid, timestamp
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

TransitEventType = Literal["estimated-departure", "estimated-arrival", "actual-departure", "actual-arrival"]
Incoterm = Literal["EXW", "FCA", "CPT", "CIP", "DAP", "DAT", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"]


class TransitEvent(Entity):
    """A departure or an arrival, estimated or actual."""

    dateTimeOfEvent: Timestamp
    eventType: TransitEventType


class Location(Entity):
    """A site, and an address of it."""

    bpnaProperty: Maybe[Bpna] = None
    bpnsProperty: Bpns


class TransitLocations(Entity):
    """From where to where."""

    origin: Location
    destination: Location


class Delivery(Entity):
    """One delivery."""

    deliveryQuantity: ItemQuantity
    lastUpdatedOnDateTime: Timestamp
    transitEvents: Annotated[Once[TransitEvent], Field(min_length=1, max_length=2)]
    transitLocations: TransitLocations
    trackingNumber: Maybe[str] = None
    incoterm: Maybe[Incoterm] = None


class DeliveryPosition(Entity):
    """Deliveries for one position of an order, or for none."""

    orderPositionReference: Maybe[OrderPositionReference] = None
    deliveries: Once[Delivery]


class DeliveryInformation(Aspect):
    """Deliveries of one part."""

    aspect_kind: ClassVar[str] = "delivery information"
    aspect_version: ClassVar[str] = "2.0.0"
    positions: Once[DeliveryPosition]
    materialGlobalAssetId: Uuid


@builder
def delivery_information(
    part: str,
    quantity: float,
    origin: str,
    destination: str,
    departure: datetime | None,
    arrival: datetime,
    updated: datetime,
    *,
    departed: bool = False,
    arrived: bool = False,
    unit: ItemUnit = "unit:piece",
    order: OrderPositionReference | None = None,
    tracking: str | None = None,
    incoterm: Incoterm | None = None,
) -> DeliveryInformation:
    """The document of one shipment of a part.

    Args:
        part: Global asset id of the part type (a UUID).
        quantity: How much is on the way, in ``unit``.
        origin: Number of the site that it leaves (BPNS).
        destination: Number of the site that it goes to (BPNS).
        departure: When it leaves; None where it is not known.
        arrival: When it arrives.
        updated: When this was known.
        departed: It has left: the departure is actual, not estimated.
        arrived: It has arrived.
        unit: Of the quantity.
        order: The position of the order that it is for.
        tracking: Number by which it can be followed.
        incoterm: Who bears cost and risk.

    Raises:
        DocumentError: A value is not what the model allows.
        OptionError: A time has no time zone.
    """
    left: TransitEventType = "actual-departure" if departed or arrived else "estimated-departure"
    came: TransitEventType = "actual-arrival" if arrived else "estimated-arrival"
    events = [] if departure is None else [TransitEvent(dateTimeOfEvent=timestamp(departure), eventType=left)]
    events.append(TransitEvent(dateTimeOfEvent=timestamp(arrival), eventType=came))
    delivery = Delivery(
        deliveryQuantity=item_quantity(quantity, unit),
        lastUpdatedOnDateTime=timestamp(updated),
        transitEvents=events,
        transitLocations=TransitLocations(
            origin=Location(bpnsProperty=origin), destination=Location(bpnsProperty=destination)
        ),
        **given(trackingNumber=tracking, incoterm=incoterm),
    )
    position = DeliveryPosition(**given(orderPositionReference=order), deliveries=[delivery])
    return DeliveryInformation(positions=[position], materialGlobalAssetId=part)


def joined(documents: Sequence[DeliveryInformation]) -> DeliveryInformation:
    """The deliveries of several documents of one part as one document; those of the same order make one position.

    Raises:
        OptionError: there is none, or they are not of one part.
        DocumentError: two deliveries are the same in everything; give them tracking numbers.
    """
    if len({one.materialGlobalAssetId for one in documents}) != 1:
        raise OptionError(Phrase("the documents are not of one part"), Phrase("join those of each part"), "documents")
    return _joined(documents)


@builder
def _joined(documents: Sequence[DeliveryInformation]) -> DeliveryInformation:
    found: dict[str, tuple[OrderPositionReference | None, list[Delivery]]] = {}
    for position in (position for one in documents for position in one.positions):
        _, deliveries = found.setdefault(repr(position.orderPositionReference), (position.orderPositionReference, []))
        deliveries += position.deliveries
    positions = [
        DeliveryPosition(**given(orderPositionReference=order), deliveries=deliveries)
        for order, deliveries in found.values()
    ]
    return DeliveryInformation(positions=positions, materialGlobalAssetId=documents[0].materialGlobalAssetId)
