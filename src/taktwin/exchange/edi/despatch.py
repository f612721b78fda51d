"""DESADV, the despatch advice: what is on a truck, rack by rack."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from taktwin.exchange.edi.record import WRITTEN, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class RackItem:
    """Parts in a rack.

    Attributes:
        part: number of the part.
        quantity: how much of it, in `unit`.
        delivery_note: number of the delivery note.
        sequence_from: first sequence number in the rack.
        sequence_to: last sequence number.
    """

    part: str
    quantity: int | float
    unit: str | None = "PCE"
    delivery_note: str | None = None
    sequence_from: int | None = None
    sequence_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rack:
    """A rack, or another package.

    Attributes:
        level: number of the rack in the message (CPS).
        rack: number on its label.
        type: which kind of rack.
        count: how many such packages.
        items: what is in it.
    """

    level: int
    rack: str | None = None
    type: str | None = None
    count: int | None = field(default=1, metadata=WRITTEN)
    items: tuple[RackItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DespatchAdvice(Message):
    """A DESADV message.

    Attributes:
        despatched: when the truck leaves.
        expected: when it arrives.
        gross_kg: gross weight, kg.
        seller: who sends, by number.
        ship_to: the plant.
        unloading_point: dock.
        truck: its plate.
        racks: what is on it.
    """

    message_type: ClassVar[str] = "DESADV"
    kind: ClassVar[str] = "DESADV"

    despatched: date | datetime
    expected: date | datetime
    gross_kg: int | float | None = None
    seller: str
    ship_to: str
    unloading_point: str | None = None
    truck: str | None = None
    racks: tuple[Rack, ...]
