"""Documents that the builders make, one of each kind that they make."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from taktwin.exchange import catenax
from taktwin.exchange.catenax import BatchOut, RackOut, ShipmentOut, Stock

PART = "urn:uuid:5f0c1a52-8c1e-4f5e-9d3b-2f6f0c7a9b11"
PLANT, SUPPLIER, CARRIER, HUB = "BPNS00000000PLAN", "BPNS00000000SUPP", "BPNS00000000CARR", "BPNS000000000HUB"
ADDRESS = "BPNA0000000000XY"
NOW = datetime(2026, 3, 1, 6, 30, tzinfo=timezone(timedelta(hours=8)))
HOUR = timedelta(hours=1)
ORDER = catenax.order_position("C-1", "10", "S-1")


def batch(part: str, quantity: float) -> BatchOut:
    return BatchOut(part, quantity, NOW + 1000 * HOUR, name="seat", batch="b")


#: Straight to the plant with two kinds of racks, and by way of a hub; one part is in two racks.
SHIPMENTS = (
    ShipmentOut(
        "T1",
        PLANT,
        NOW + 3 * HOUR,
        [
            RackOut("R1", "rack", [batch("seat-left", 4), batch("seat-right", 4)], count=2, volume=1.5, weight=200),
            RackOut("R2", "rack", [batch("seat-left", 3)]),
        ],
        CARRIER,
    ),
    ShipmentOut(
        "T2", HUB, NOW + HOUR, [RackOut("R3", "box", [batch("belt", 0.5)])], CARRIER, PLANT, NOW + 2 * HOUR, HUB
    ),
)


def made() -> dict[str, catenax.Aspect]:
    """Name of an aspect model -> a document of it."""
    stocks = [
        Stock(400, PLANT, ADDRESS, NOW),
        Stock(2.5, PLANT, ADDRESS, NOW, "unit:kilogram", blocked=True),
        Stock(7, SUPPLIER, ADDRESS, NOW, order=ORDER),
    ]
    return {
        "item_stock": catenax.item_stock(PART, stocks),
        "days_of_supply": catenax.days_of_supply_document(PART, PLANT, ADDRESS, NOW, [1, 1.2, 0], NOW),
        "delivery_information": catenax.delivery_information(
            PART, 8, SUPPLIER, PLANT, NOW, NOW + HOUR, NOW, departed=True, order=ORDER, tracking="1Z", incoterm="DAP"
        ),
        "planned_production_output": catenax.planned_production_output(PART, SUPPLIER, {NOW: 5, NOW + HOUR: 5}, NOW),
        "short_term_material_demand": catenax.short_term_material_demand(
            PART, PLANT, {date(2026, 3, 2): 40, date(2026, 3, 3): 60}, NOW, supplier=SUPPLIER, category="SR99"
        ),
        "material_flow_simulation_result": catenax.simulation_result(
            "run-1", SUPPLIER, SHIPMENTS, NOW, NOW.astimezone(UTC) + HOUR, quality=3, description="week 10"
        ),
    }
