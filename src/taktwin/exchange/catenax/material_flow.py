"""Material flow: simulation result 3.0.0 and scenario request 2.0.0, from twin to twin (OSim, standard CX-0133)."""

from __future__ import annotations

from typing import ClassVar, Literal

from taktwin.exchange.catenax.aspect import Aspect, Entity
from taktwin.exchange.catenax.values import AtLeastOne, Bpns, DataQuality, Maybe, Number, Timestamp

FlowUnit = Literal["KG", "Liter", "Piece"]


class Site(Entity):
    """A site of a business partner."""

    bpnsProperty: Bpns


class MaterialBatch(Entity):
    """An amount of one material."""

    batchSerialNumber: str
    materialNumber: str
    materialName: str
    materialHazardousGoods: bool
    batchExpirationTimestamp: Timestamp
    quantity: Number
    unitOfMeasurement: FlowUnit
    batchNumber: str
    batchOrderId: str


class HandlingUnit(Entity):
    """So many equal racks, boxes or pallets, and what one of them holds; what units volume and weight have is open."""

    handlingUnitId: str
    name: str
    volume: Number
    weight: Number
    amount: AtLeastOne
    batches: list[MaterialBatch]


class Shipment(Entity):
    """What one transport takes, to its next stop and on to who receives it."""

    shipmentId: str
    destination: Site
    destinationTimestamp: Timestamp
    recipient: Site
    recipientTimestampPlanned: Timestamp
    splittingAllowed: bool
    logistics: Site
    preceding: Site
    handlingUnits: list[HandlingUnit]


class SimulationRun(Entity):
    """A run of a simulation, and the shipments that it foresees."""

    description: str
    runId: str
    comment: str
    expirationTimestamp: Timestamp
    owner: Site
    dataQuality: DataQuality
    shipments: list[Shipment]
    timestamp: Timestamp


class MaterialFlowSimulationResult(Aspect):
    """The result of one run, for the next tier."""

    aspect_kind: ClassVar[str] = "material flow simulation result"
    aspect_version: ClassVar[str] = "3.0.0"
    materialFlowSimulationResult: SimulationRun


class ScenarioHeader(Entity):
    """What a scenario is, and whose."""

    scenarioId: str
    scenarioTitle: str
    scenarioCreationTimestamp: Timestamp
    scenarioExpirationTimestamp: Timestamp
    scenarioOwner: Site
    scenarioOwnerRole: Literal["Customer", "Supplier", "LogisticianReceiving", "LogisticianSending"]
    scenarioDescription: Maybe[str] = None


class ScenarioParameter(Entity):
    """A delivery that is changed: its date, its quantity."""

    parameterId: str
    parameterDeliveryDateInitial: Timestamp
    parameterDeliveryDateUpdated: Timestamp
    parameterQuantityInitial: Number
    parameterQuantityUpdated: Number
    parameterOrderId: str
    parameterComment: str
    materialNumber: str
    materialName: str
    unitOfMeasurement: FlowUnit


class ScenarioResults(Entity):
    """What the asking twin has found before and after the change."""

    resultOwnId: str
    resultOwnSimRunInitial: Maybe[SimulationRun] = None
    resultOwnSimRunUpdated: Maybe[SimulationRun] = None


class Scenario(Entity):
    """A what-if that another twin is asked to run."""

    scenarioHeader: ScenarioHeader
    scenarioParameter: Maybe[list[ScenarioParameter]] = None
    scenarioSimResults: ScenarioResults


class MaterialFlowScenarioRequest(Aspect):
    """The request for such a run."""

    aspect_kind: ClassVar[str] = "material flow scenario request"
    aspect_version: ClassVar[str] = "2.0.0"
    materialFlowScenarioRequest: Scenario
