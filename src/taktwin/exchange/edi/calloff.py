"""DELJIT, the call-off: parts for a time window (JIT), or for one vehicle after the other (JIS)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from taktwin.exchange.edi.record import WRITTEN, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class JitCall:
    """Parts called for a window of time.

    Attributes:
        call: number of the call.
        action: code of SEQ.
        part: number of the part.
        quantity: how much, in `unit`.
        unloading_point: dock.
        point_of_use: station, or place at it.
        earliest: begin of the window.
        latest: end of the window.
    """

    call: int
    action: str | None = field(default="11", metadata=WRITTEN)
    part: str
    quantity: int | float
    unit: str | None = "PCE"
    unloading_point: str | None = None
    point_of_use: str | None = None
    earliest: date | datetime
    latest: date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JisItem:
    """A part for a vehicle.

    Attributes:
        part: number of the part.
        variant: which of its variants.
        point_of_use: station where it is built in.
        quantity: how many, in `unit`.
    """

    part: str
    variant: str | None = None
    point_of_use: str | None = None
    quantity: int | float
    unit: str | None = "PCE"


@dataclass(frozen=True, slots=True, kw_only=True)
class JisCall:
    """The parts of a vehicle, called in sequence.

    Attributes:
        sequence: number in the sequence of the line.
        status: new, change or cancel.
        due: when the vehicle needs them.
        vin: of the vehicle, 17 characters.
        call_number: of the call.
        items: the parts.
    """

    sequence: int
    status: str
    due: date | datetime
    vin: str
    call_number: str
    items: tuple[JisItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOff(Message):
    """What both kinds of DELJIT have.

    Attributes:
        buyer: who calls, by number.
        seller: who is called.
        ship_to: the plant.
    """

    message_type: ClassVar[str] = "DELJIT"

    buyer: str
    seller: str
    ship_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JitCallOff(CallOff):
    """A DELJIT message with calls for windows of time."""

    kind: ClassVar[str] = "DELJIT-JIT"

    calls: tuple[JitCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JisCallOff(CallOff):
    """A DELJIT message with calls for vehicles."""

    kind: ClassVar[str] = "DELJIT-JIS"

    calls: tuple[JisCall, ...]
