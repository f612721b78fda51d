"""From shipments to a material flow simulation result and back: how the twins of two tiers hand over what will come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from taktwin.exchange.catenax.aspect import builder, unusable
from taktwin.exchange.catenax.material_flow import (
    FlowUnit,
    HandlingUnit,
    MaterialBatch,
    MaterialFlowSimulationResult,
    Shipment,
    SimulationRun,
    Site,
)
from taktwin.exchange.catenax.values import moment, timestamp


@dataclass(frozen=True, slots=True)
class BatchOut:
    """An amount of one part in a rack: its number and name, how much in ``unit``, and by what it can be traced."""

    part: str
    quantity: float
    expires: datetime
    name: str = ""
    unit: FlowUnit = "Piece"
    serial: str = ""
    batch: str = ""
    order: str = ""
    hazardous: bool = False


@dataclass(frozen=True, slots=True)
class RackOut:
    """So many equal racks: volume in m3 and weight in kg of one, and what one holds."""

    rack: str
    name: str
    batches: Sequence[BatchOut]
    count: int = 1
    volume: float = 0.0
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class ShipmentOut:
    """A transport: its next stop and when it is there, who receives it in the end and when that is planned.

    ``carrier`` is the site of the logistician. ``preceding`` is the site before; the owner where it is None.
    """

    shipment: str
    destination: str
    arrival: datetime
    racks: Sequence[RackOut]
    carrier: str
    recipient: str | None = None
    planned: datetime | None = None
    preceding: str | None = None
    splitting: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryIn:
    """What a supplier's twin foresees of one part in one shipment.

    ``time`` is when it reaches ``destination``, in UTC: as simulated where the shipment goes straight there, as planned
    where another stop comes first. ``origin`` and ``destination`` are sites (BPNS); ``quantity`` is in ``unit``.
    """

    part: str
    quantity: float
    unit: FlowUnit
    time: datetime
    origin: str
    destination: str
    shipment: str


@builder
def simulation_result(
    run: str,
    owner: str,
    shipments: Sequence[ShipmentOut],
    made: datetime,
    expires: datetime,
    *,
    quality: int = 0,
    description: str = "",
    comment: str = "",
) -> MaterialFlowSimulationResult:
    """The document of a simulation run.

    Args:
        run: Id of the run.
        owner: The site that has simulated (BPNS).
        shipments: What it will send.
        made: When it was simulated.
        expires: From when on it is not to be used any more.
        quality: Of the data that the run stands on, 0 to 5.
        description: In words.
        comment: In words.

    Raises:
        DocumentError: A value is not what the model allows.
        OptionError: A time has no time zone.
    """
    return MaterialFlowSimulationResult(
        materialFlowSimulationResult=SimulationRun(
            description=description,
            runId=run,
            comment=comment,
            expirationTimestamp=timestamp(expires),
            owner=Site(bpnsProperty=owner),
            dataQuality=quality,
            shipments=[_shipment(one, owner) for one in shipments],
            timestamp=timestamp(made),
        )
    )


def deliveries(result: MaterialFlowSimulationResult, recipient: str | None = None) -> list[DeliveryIn]:
    """What will come, by time: one entry for each part of each shipment.

    Args:
        result: A supplier's simulation result.
        recipient: Only what this site (BPNS) receives in the end; None for all.

    Raises:
        DocumentError: A time is none of the calendar, or a quantity is below 0.
    """
    run = result.materialFlowSimulationResult
    found: list[DeliveryIn] = []
    for nth, shipment in enumerate(run.shipments):
        straight = shipment.destination == shipment.recipient
        field = "destinationTimestamp" if straight else "recipientTimestampPlanned"
        place = f"/materialFlowSimulationResult/shipments/{nth}"
        try:
            time = moment(getattr(shipment, field))
        except ValueError as error:
            unusable(result, f"{place}/{field}", f"an instant of the calendar ({error})", "correct the time")
        if recipient is not None and shipment.recipient.bpnsProperty != recipient:
            continue
        amounts: dict[tuple[str, FlowUnit], float] = {}
        for at, rack in enumerate(shipment.handlingUnits):
            for number, batch in enumerate(rack.batches):
                if batch.quantity < 0:
                    where = f"{place}/handlingUnits/{at}/batches/{number}/quantity"
                    unusable(result, where, f"0 or more, got {batch.quantity}", "correct the quantity")
                key = (batch.materialNumber, batch.unitOfMeasurement)
                amounts[key] = amounts.get(key, 0) + rack.amount * batch.quantity
        sites = (run.owner.bpnsProperty, shipment.recipient.bpnsProperty)
        found += [
            DeliveryIn(part, quantity, unit, time, *sites, shipment.shipmentId)
            for (part, unit), quantity in amounts.items()
        ]
    return sorted(found, key=lambda one: (one.time, one.shipment, one.part))


def _shipment(one: ShipmentOut, owner: str) -> Shipment:
    return Shipment(
        shipmentId=one.shipment,
        destination=Site(bpnsProperty=one.destination),
        destinationTimestamp=timestamp(one.arrival),
        recipient=Site(bpnsProperty=one.recipient or one.destination),
        recipientTimestampPlanned=timestamp(one.planned or one.arrival),
        splittingAllowed=one.splitting,
        logistics=Site(bpnsProperty=one.carrier),
        preceding=Site(bpnsProperty=one.preceding or owner),
        handlingUnits=[_handling_unit(rack) for rack in one.racks],
    )


def _handling_unit(rack: RackOut) -> HandlingUnit:
    return HandlingUnit(
        handlingUnitId=rack.rack,
        name=rack.name,
        volume=rack.volume,
        weight=rack.weight,
        amount=rack.count,
        batches=[
            MaterialBatch(
                batchSerialNumber=one.serial,
                materialNumber=one.part,
                materialName=one.name,
                materialHazardousGoods=one.hazardous,
                batchExpirationTimestamp=timestamp(one.expires),
                quantity=one.quantity,
                unitOfMeasurement=one.unit,
                batchNumber=one.batch,
                batchOrderId=one.order,
            )
            for one in rack.batches
        ],
    )
