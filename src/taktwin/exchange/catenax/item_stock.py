"""Item stock 2.0.0: what lies where, of one part (standard CX-0122)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from taktwin.exchange.catenax.aspect import Aspect, Entity, builder, given
from taktwin.exchange.catenax.parts import ItemQuantity, OrderPositionReference, item_quantity
from taktwin.exchange.catenax.values import Bpna, Bpns, Direction, ItemUnit, Maybe, Once, Timestamp, Uuid, timestamp


class AllocatedStock(Entity):
    """A quantity at one place, free or blocked."""

    quantityOnAllocatedStock: ItemQuantity
    stockLocationBPNS: Bpns
    isBlocked: bool
    stockLocationBPNA: Bpna
    lastUpdatedOnDateTime: Timestamp


class StockPosition(Entity):
    """Stocks for one position of an order, or for none."""

    orderPositionReference: Maybe[OrderPositionReference] = None
    allocatedStocks: Once[AllocatedStock]


class ItemStock(Aspect):
    """Stocks of one part."""

    aspect_kind: ClassVar[str] = "item stock"
    aspect_version: ClassVar[str] = "2.0.0"
    positions: Once[StockPosition]
    materialGlobalAssetId: Uuid
    direction: Direction


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock for a document: quantity in ``unit``, the numbers of its site and address, when it was counted."""

    quantity: float
    site: str
    address: str
    time: datetime
    unit: ItemUnit = "unit:piece"
    blocked: bool = False
    order: OrderPositionReference | None = None


@builder
def item_stock(part: str, stocks: Sequence[Stock], direction: Direction = "INBOUND") -> ItemStock:
    """The document of the stocks of a part; those of the same order make one position.

    Args:
        part: Global asset id of the part type (a UUID).
        stocks: What lies where; none means that there is no stock.
        direction: INBOUND of a customer that tells its supplier, OUTBOUND of a supplier that tells its customer.

    Raises:
        DocumentError: A value is not what the model allows.
        OptionError: A time has no time zone.

    Example:
        >>> from datetime import UTC, datetime
        >>> lies = Stock(400, "BPNS0000000000XY", "BPNA0000000000XY", datetime(2026, 3, 1, 6, tzinfo=UTC))
        >>> document = item_stock("urn:uuid:5f0c1a52-8c1e-4f5e-9d3b-2f6f0c7a9b11", [lies])
        >>> document.positions[0].allocatedStocks[0].lastUpdatedOnDateTime
        '2026-03-01T06:00:00.000+00:00'
    """
    found: dict[str, tuple[OrderPositionReference | None, list[AllocatedStock]]] = {}
    for one in stocks:
        _, allocated = found.setdefault(repr(one.order), (one.order, []))
        allocated.append(
            AllocatedStock(
                quantityOnAllocatedStock=item_quantity(one.quantity, one.unit),
                stockLocationBPNS=one.site,
                isBlocked=one.blocked,
                stockLocationBPNA=one.address,
                lastUpdatedOnDateTime=timestamp(one.time),
            )
        )
    positions = [
        StockPosition(**given(orderPositionReference=order), allocatedStocks=allocated)
        for order, allocated in found.values()
    ]
    return ItemStock(positions=positions, materialGlobalAssetId=part, direction=direction)
