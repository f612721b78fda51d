"""The two daily aspects: planned production output 2.0.0 (CX-0121) and short-term material demand 1.0.0 (CX-0120)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from taktwin.exchange.catenax.aspect import Aspect, Entity, builder, given
from taktwin.exchange.catenax.parts import (
    DemandCategory,
    DemandCategoryCode,
    ItemQuantity,
    OrderPositionReference,
    item_quantity,
)
from taktwin.exchange.catenax.values import Bpns, FormatText, ItemUnit, Maybe, Once, Timestamp, Uuid, timestamp


class AllocatedPlannedProductionOutput(Entity):
    """What a site will have made by a time."""

    plannedProductionQuantity: ItemQuantity
    productionSiteBpns: Bpns
    estimatedTimeOfCompletion: Timestamp
    lastUpdatedOnDateTime: Timestamp


class OutputPosition(Entity):
    """Output for one position of an order, or for none."""

    orderPositionReference: Maybe[OrderPositionReference] = None
    allocatedPlannedProductionOutputs: Once[AllocatedPlannedProductionOutput]


class PlannedProductionOutput(Aspect):
    """What a supplier will make of one part."""

    aspect_kind: ClassVar[str] = "planned production output"
    aspect_version: ClassVar[str] = "2.0.0"
    positions: Once[OutputPosition]
    materialGlobalAssetId: Uuid


class DailyDemand(Entity):
    """The demand of a day."""

    demand: ItemQuantity
    day: FormatText


class DailyDemandSeries(Entity):
    """Demands of one place, day by day."""

    demands: Once[DailyDemand]
    demandCategory: DemandCategory
    expectedSupplierLocationBpns: Maybe[Bpns] = None
    customerLocationBpns: Bpns
    lastUpdatedOnDateTime: Timestamp


class ShortTermMaterialDemand(Aspect):
    """What a customer will need of one part."""

    aspect_kind: ClassVar[str] = "short-term material demand"
    aspect_version: ClassVar[str] = "1.0.0"
    demandSeries: Once[DailyDemandSeries]
    materialGlobalAssetId: Uuid


@builder
def planned_production_output(
    part: str, site: str, output: Mapping[datetime, float], updated: datetime, unit: ItemUnit = "unit:piece"
) -> PlannedProductionOutput:
    """The document of what a site will make of a part: quantity by the time at which it will be ready.

    Raises:
        DocumentError: A value is not what the model allows.
        OptionError: A time has no time zone.
    """
    outputs = [
        AllocatedPlannedProductionOutput(
            plannedProductionQuantity=item_quantity(quantity, unit),
            productionSiteBpns=site,
            estimatedTimeOfCompletion=timestamp(time),
            lastUpdatedOnDateTime=timestamp(updated),
        )
        for time, quantity in output.items()
    ]
    position = OutputPosition(allocatedPlannedProductionOutputs=outputs)
    return PlannedProductionOutput(positions=[position], materialGlobalAssetId=part)


@builder
def short_term_material_demand(
    part: str,
    site: str,
    demand: Mapping[date, float],
    updated: datetime,
    *,
    supplier: str | None = None,
    category: DemandCategoryCode = "0001",
    unit: ItemUnit = "unit:piece",
) -> ShortTermMaterialDemand:
    """The document of what a site will need of a part, by day; ``supplier`` is the site that it is expected from.

    Raises:
        DocumentError: A value is not what the model allows.
        OptionError: A time has no time zone.
    """
    series = DailyDemandSeries(
        demands=[
            DailyDemand(demand=item_quantity(number, unit), day=f"{at:%Y-%m-%d}") for at, number in demand.items()
        ],
        demandCategory=DemandCategory(demandCategoryCode=category),
        customerLocationBpns=site,
        lastUpdatedOnDateTime=timestamp(updated),
        **given(expectedSupplierLocationBpns=supplier),
    )
    return ShortTermMaterialDemand(demandSeries=[series], materialGlobalAssetId=part)
