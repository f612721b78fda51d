"""DELFOR, the delivery schedule: what a plant will want of each part, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from taktwin.exchange.edi.record import WRITTEN, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A quantity of a part, due at a time or in a window.

    Attributes:
        status: firm, planning or immediate.
        quantity: how much is wanted.
        unit: of the quantity, as EDIFACT writes it (PCE pieces, KGM kilograms).
        due: day or minute.
        earliest: begin of the window.
        latest: end of the window.
    """

    status: str
    quantity: int | float
    unit: str | None = field(default="PCE", metadata=WRITTEN)
    due: date | datetime | None = None
    earliest: date | datetime | None = None
    latest: date | datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleLine:
    """A part in a delivery schedule.

    Attributes:
        line: number of the line.
        part: number of the part.
        description: of the part.
        order: number of the standing order.
        cumulative_received: how much has come since `cumulative_since`.
        unit: of that quantity.
        schedule: what is wanted.
    """

    line: int
    part: str
    description: str | None = None
    order: str | None = None
    cumulative_received: int | float | None = None
    cumulative_since: date | datetime | None = None
    unit: str | None = None
    schedule: tuple[Demand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignee:
    """Where parts go to, and the parts.

    Attributes:
        consignee: plant, by its number.
        unloading_point: dock in the plant.
        lines: the parts.
    """

    consignee: str
    unloading_point: str | None = None
    lines: tuple[ScheduleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySchedule(Message):
    """A DELFOR message.

    Attributes:
        buyer: who will take the parts, by number.
        seller: who will make them.
        horizon_from: first day of the schedule.
        horizon_to: last day of it.
        consignees: the parts by the plant that they go to.
    """

    message_type: ClassVar[str] = "DELFOR"
    kind: ClassVar[str] = "DELFOR"

    buyer: str
    seller: str
    horizon_from: date | datetime | None = None
    horizon_to: date | datetime | None = None
    consignees: tuple[Consignee, ...]

    def as_dict(self, written: bool = False) -> dict[str, Any]:
        """For JSON; what goes to a single plant stands in the message itself."""
        found = Message.as_dict(self, written)
        if len(self.consignees) == 1:
            found.update(found.pop("consignees")[0])
        return found
