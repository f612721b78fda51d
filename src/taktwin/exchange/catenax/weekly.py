"""The two weekly aspects: material demand 3.0.1 and capacity group 3.0.1 (standard CX-0128)."""

from __future__ import annotations

from typing import ClassVar

from taktwin.exchange.catenax.aspect import Aspect, Entity
from taktwin.exchange.catenax.parts import DemandCategory
from taktwin.exchange.catenax.values import (
    Bpnl,
    Bpns,
    FormatText,
    ItemUnit,
    Maybe,
    Measurement,
    Number,
    Once,
    Quantity18,
    Share,
    Timestamp,
    Uuid,
)


class WeeklyDemand(Entity):
    """The demand of a week, which its Monday names."""

    demand: Quantity18
    pointInTime: FormatText


class WeeklyDemandSeries(Entity):
    """Demands of one place, week by week."""

    customerLocation: Bpns
    demandCategory: DemandCategory
    demands: Once[WeeklyDemand]
    expectedSupplierLocation: Maybe[Bpns] = None


class WeekBasedMaterialDemand(Aspect):
    """What a customer will need of one material."""

    aspect_kind: ClassVar[str] = "week-based material demand"
    aspect_version: ClassVar[str] = "3.0.1"
    materialDemandId: Uuid
    demandSeries: Once[WeeklyDemandSeries]
    customer: Bpnl
    supplier: Bpnl
    unitOfMeasure: Maybe[ItemUnit] = None
    materialNumberCustomer: str
    materialNumberSupplier: Maybe[str] = None
    materialDescriptionCustomer: str
    changedAt: FormatText
    materialGlobalAssetId: Maybe[Uuid] = None
    unitOfMeasureIsOmitted: bool
    materialDemandIsInactive: bool


class LinkedDemandSeries(Entity):
    """Demands that a capacity is for; the load factor is capacity used by one unit of demand."""

    materialNumberCustomer: str
    materialNumberSupplier: Maybe[str] = None
    customerLocation: Bpns
    demandCategory: DemandCategory
    loadFactor: Maybe[Number] = None


class WeeklyCapacity(Entity):
    """The capacity of a week."""

    pointInTime: FormatText
    actualCapacity: Quantity18
    maximumCapacity: Quantity18
    deltaProductionResult: Maybe[Number] = None
    agreedCapacity: Maybe[Quantity18] = None


class AlertThresholds(Entity):
    """By how much demand may move over a stretch of the horizon before it is an alert."""

    sequenceNumber: Measurement
    subhorizonLength: Measurement
    relativePositiveDeviation: Maybe[Number] = None
    relativeNegativeDeviation: Maybe[Share] = None
    absolutePositiveDeviation: Maybe[Number] = None
    absoluteNegativeDeviation: Maybe[Number] = None


class DemandVolatility(Entity):
    """How the movement of demand is measured."""

    startReferenceDateTime: Timestamp
    measurementInterval: Measurement
    rollingHorizonAlertThresholds: Maybe[Once[AlertThresholds]] = None


class WeekBasedCapacityGroup(Aspect):
    """What a supplier can make for the demands that share a capacity."""

    aspect_kind: ClassVar[str] = "week-based capacity group"
    aspect_version: ClassVar[str] = "3.0.1"
    capacityGroupId: Uuid
    name: str
    supplierLocations: Maybe[Once[Bpns]] = None
    customer: Bpnl
    supplier: Bpnl
    unitOfMeasure: Maybe[ItemUnit] = None
    linkedDemandSeries: Maybe[Once[LinkedDemandSeries]] = None
    capacities: Maybe[Once[WeeklyCapacity]] = None
    changedAt: FormatText
    linkedCapacityGroups: Maybe[Once[Uuid]] = None
    unitOfMeasureIsOmitted: bool
    demandVolatilityParameters: Maybe[DemandVolatility] = None
    capacityGroupIsInactive: bool
