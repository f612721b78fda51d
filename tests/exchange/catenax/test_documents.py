"""What the builders make, and what comes out of a supplier's simulation result."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from taktwin.exchange import catenax
from taktwin.exchange.catenax import DeliveryIn, RackOut, ShipmentOut, Stock
from taktwin.exchange.catenax.delivery_information import DeliveryInformation
from taktwin.exchange.catenax.item_stock import ItemStock
from taktwin.exchange.catenax.material_flow import MaterialFlowSimulationResult
from taktwin.exchange.catenax.values import day, moment, timestamp
from taktwin.exchange.jsondocument import DocumentError
from taktwin.model.errors import OptionError
from tests.exchange.catenax.documents import (
    ADDRESS,
    CARRIER,
    HOUR,
    HUB,
    NOW,
    PART,
    PLANT,
    SHIPMENTS,
    SUPPLIER,
    batch,
    made,
)


@pytest.mark.parametrize("kind", list(made()))
def test_what_is_written_is_read(kind: str) -> None:
    document = made()[kind]
    data = document.write()
    assert catenax.recognise(data)
    again = catenax.read(data, f"{kind}.json")
    assert type(again) is catenax.ASPECTS[kind]
    assert catenax.equal(again, document)
    assert again.write() == data


def test_stocks_of_one_order_make_one_position() -> None:
    document = made()["item_stock"]
    assert isinstance(document, ItemStock)
    none, order = document.positions
    assert none.orderPositionReference is None
    assert [one.isBlocked for one in none.allocatedStocks] == [False, True]
    assert order.orderPositionReference is not None
    assert order.orderPositionReference.customerOrderId == "C-1"
    assert json.loads(catenax.item_stock(PART, []).write())["positions"] == []


def test_a_shipment_that_has_arrived_has_also_left() -> None:
    def events(**how: bool) -> list[str]:
        document = catenax.delivery_information(PART, 1, SUPPLIER, PLANT, NOW, NOW + HOUR, NOW, **how)  # pyright: ignore[reportArgumentType]
        assert isinstance(document, DeliveryInformation)
        return [one.eventType for one in document.positions[0].deliveries[0].transitEvents]

    assert events() == ["estimated-departure", "estimated-arrival"]
    assert events(departed=True) == ["actual-departure", "estimated-arrival"]
    assert events(arrived=True) == ["actual-departure", "actual-arrival"]


def result() -> MaterialFlowSimulationResult:
    document = catenax.read(made()["material_flow_simulation_result"].write())
    assert isinstance(document, MaterialFlowSimulationResult)
    return document


def test_deliveries_come_out_of_a_result() -> None:
    straight, planned = NOW.astimezone(UTC) + 3 * HOUR, NOW.astimezone(UTC) + 2 * HOUR
    assert catenax.deliveries(result()) == [
        DeliveryIn("belt", 0.5, "Piece", planned, SUPPLIER, PLANT, "T2"),
        DeliveryIn("seat-left", 11, "Piece", straight, SUPPLIER, PLANT, "T1"),  # 2 racks of 4, and one of 3
        DeliveryIn("seat-right", 8, "Piece", straight, SUPPLIER, PLANT, "T1"),
    ]
    assert catenax.deliveries(result(), PLANT) == catenax.deliveries(result())
    assert catenax.deliveries(result(), HUB) == []


def test_quantities_are_conserved_between_the_tiers() -> None:
    sent = sum(rack.count * one.quantity for truck in SHIPMENTS for rack in truck.racks for one in rack.batches)
    assert sum(one.quantity for one in catenax.deliveries(result())) == sent


def test_two_tiers_hand_on_what_will_come() -> None:
    """A foam maker tells a seat maker, who makes a seat of each block four hours after it came and tells the plant."""
    foam = [
        ShipmentOut(f"F{n}", SUPPLIER, NOW + n * HOUR, [RackOut("B", "box", [batch("foam", 10)], count=n)], CARRIER)
        for n in (1, 2, 3)
    ]
    first = catenax.read(catenax.simulation_result("foam", HUB, foam, NOW, NOW + HOUR).write())
    assert isinstance(first, MaterialFlowSimulationResult)
    seats = [
        ShipmentOut(
            f"S-{one.shipment}",
            PLANT,
            one.time + 4 * HOUR,
            [RackOut("R", "rack", [batch("seat", one.quantity)])],
            CARRIER,
        )
        for one in catenax.deliveries(first, SUPPLIER)
    ]
    second = catenax.read(catenax.simulation_result("seats", SUPPLIER, seats, NOW, NOW + HOUR).write())
    assert isinstance(second, MaterialFlowSimulationResult)
    assert [(one.quantity, one.time) for one in catenax.deliveries(second, PLANT)] == [
        (10 * n, NOW + (n + 4) * HOUR) for n in (1, 2, 3)
    ]


def test_a_result_that_cannot_be_used_says_where() -> None:
    shipments = (SHIPMENTS[0], replace(SHIPMENTS[1], planned=NOW))
    text = catenax.simulation_result("r", SUPPLIER, shipments, NOW, NOW).write().decode()
    for old, new, place in (
        ("2026-03-01T06:30:00.000+08:00", "2026-02-30T06:30:00Z", "/shipments/1/recipientTimestampPlanned"),
        ('"quantity": 0.5', '"quantity": -0.5', "/shipments/1/handlingUnits/0/batches/0/quantity"),
    ):
        document = catenax.read(text.replace(old, new).encode())
        assert isinstance(document, MaterialFlowSimulationResult)
        with pytest.raises(DocumentError) as caught:
            catenax.deliveries(document)
        assert caught.value.places == [f"/materialFlowSimulationResult{place}"]


def test_builders_refuse_what_the_model_does_not_allow() -> None:
    with pytest.raises(
        DocumentError, match=r"item stock: expected the number of a site .BPNS and 12 letters or digits"
    ):
        catenax.item_stock(PART, [Stock(1, "BPNL0000000000XY", ADDRESS, NOW)])
    with pytest.raises(DocumentError, match=r"/allocatedStocks: .*elements that differ"):
        catenax.item_stock(PART, [Stock(1, PLANT, ADDRESS, NOW)] * 2)
    with pytest.raises(OptionError, match="no offset from UTC"):
        catenax.days_of_supply_document(PART, PLANT, ADDRESS, datetime(2026, 3, 1), [1], NOW)
    with pytest.raises(DocumentError, match="expected one of 0, 1, 2, 3, 4, 5"):
        catenax.simulation_result("r", SUPPLIER, [], NOW, NOW, quality=6)


def test_a_document_that_was_made_without_checks_is_not_written() -> None:
    document = made()["item_stock"].model_copy(update={"direction": "SIDEWARDS"})
    with pytest.raises(DocumentError, match="/direction"):
        document.write()


def test_time_stamps_are_instants() -> None:
    assert timestamp(NOW) == "2026-03-01T06:30:00.000+08:00"
    assert moment(timestamp(NOW)) == NOW
    assert moment("2026-03-01T24:00:00") == datetime(2026, 3, 2, tzinfo=UTC)
    assert moment("2026-03-01T06:30:00.1234567Z") - moment("2026-03-01T06:30:00Z") == timedelta(microseconds=123456)
    assert day("2026-03-01") == date(2026, 3, 1)
    for text in ("2026-02-30T00:00:00Z", "9999-12-31T24:00:00Z", "12026-01-01T00:00:00Z", "2026-03-01", "x"):
        with pytest.raises(ValueError):  # noqa: PT011
            moment(text)
    for text in ("2026-02-30", "20260301", "2026-W01-1", ""):
        with pytest.raises(ValueError):  # noqa: PT011
            day(text)
