"""Days of supply 2.0.0: how many days the stock of a part lasts, day by day (standard CX-0145).

The document carries the numbers; how they are computed is no matter of exchange.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from taktwin.exchange.catenax.aspect import Aspect, Entity, builder
from taktwin.exchange.catenax.values import Bpna, Bpns, Direction, Number, Once, Timestamp, Uuid, timestamp


class QuantityOfDaysOfSupply(Entity):
    """Days that the stock of one day lasts."""

    date: Timestamp
    daysOfSupply: Number


class AllocatedDaysOfSupply(Entity):
    """Days of supply at one place."""

    amountOfAllocatedDaysOfSupply: Once[QuantityOfDaysOfSupply]
    stockLocationBPNS: Bpns
    stockLocationBPNA: Bpna
    lastUpdatedOnDateTime: Timestamp


class DaysOfSupply(Aspect):
    """Days of supply of one part."""

    aspect_kind: ClassVar[str] = "days of supply"
    aspect_version: ClassVar[str] = "2.0.0"
    materialGlobalAssetId: Uuid
    direction: Direction
    allocatedDaysOfSupply: Once[AllocatedDaysOfSupply]


@builder
def days_of_supply_document(
    part: str,
    site: str,
    address: str,
    first: datetime,
    days: Sequence[float],
    updated: datetime,
    direction: Direction = "INBOUND",
) -> DaysOfSupply:
    """The document of the days of supply of a part at one place.

    Args:
        part: Global asset id of the part type (a UUID).
        site: Number of the site (BPNS).
        address: Number of the address (BPNA).
        first: The first day, as an instant of it.
        days: Days that the stock lasts, seen from the first day, the next, and so on.
        updated: When the numbers were computed.
        direction: INBOUND of a customer, OUTBOUND of a supplier.

    Raises:
        DocumentError: A value is not what the model allows.
        OptionError: A time has no time zone.
    """
    amounts = [
        QuantityOfDaysOfSupply(date=timestamp(first + timedelta(days=nth)), daysOfSupply=number)
        for nth, number in enumerate(days)
    ]
    place = AllocatedDaysOfSupply(
        amountOfAllocatedDaysOfSupply=amounts,
        stockLocationBPNS=site,
        stockLocationBPNA=address,
        lastUpdatedOnDateTime=timestamp(updated),
    )
    return DaysOfSupply(materialGlobalAssetId=part, direction=direction, allocatedDaysOfSupply=[place])
