"""Which aspect model a JSON document is of.

The documents do not say what they are; each is known by properties that the others lack.
"""

from __future__ import annotations

from typing import Any

from taktwin.exchange.catenax.aspect import Aspect, checked
from taktwin.exchange.catenax.daily import PlannedProductionOutput, ShortTermMaterialDemand
from taktwin.exchange.catenax.days_of_supply import DaysOfSupply
from taktwin.exchange.catenax.delivery_information import DeliveryInformation
from taktwin.exchange.catenax.item_stock import ItemStock
from taktwin.exchange.catenax.material_flow import MaterialFlowScenarioRequest, MaterialFlowSimulationResult
from taktwin.exchange.catenax.notification import DemandAndCapacityNotification
from taktwin.exchange.catenax.pcf import ProductCarbonFootprint
from taktwin.exchange.catenax.pcf7 import ProductCarbonFootprint7
from taktwin.exchange.catenax.weekly import WeekBasedCapacityGroup, WeekBasedMaterialDemand
from taktwin.exchange.jsondocument import DocumentError, parse_json, refuse
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

#: Name of an aspect model -> its documents.
ASPECTS: dict[str, type[Aspect]] = {
    "item_stock": ItemStock,
    "days_of_supply": DaysOfSupply,
    "delivery_information": DeliveryInformation,
    "planned_production_output": PlannedProductionOutput,
    "short_term_material_demand": ShortTermMaterialDemand,
    "material_flow_simulation_result": MaterialFlowSimulationResult,
    "material_flow_scenario_request": MaterialFlowScenarioRequest,
    "week_based_material_demand": WeekBasedMaterialDemand,
    "week_based_capacity_group": WeekBasedCapacityGroup,
    "demand_and_capacity_notification": DemandAndCapacityNotification,
    "pcf": ProductCarbonFootprint,
    "pcf_7": ProductCarbonFootprint7,
}

#: Properties of the document, or of its first position, all of which only one aspect model has; the first that fits.
_MARKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("material_flow_simulation_result", frozenset({"materialFlowSimulationResult"})),
    ("material_flow_scenario_request", frozenset({"materialFlowScenarioRequest"})),
    ("days_of_supply", frozenset({"allocatedDaysOfSupply"})),
    ("week_based_capacity_group", frozenset({"capacityGroupId"})),
    ("week_based_material_demand", frozenset({"materialDemandId"})),
    ("demand_and_capacity_notification", frozenset({"notificationId", "leadingRootCause"})),
    ("short_term_material_demand", frozenset({"materialGlobalAssetId", "demandSeries"})),
    ("pcf", frozenset({"scopeOfPcfForm", "productLifeCycleStagesAndEmissions"})),
    ("pcf_7", frozenset({"pcf", "productIds", "specVersion"})),
    ("item_stock", frozenset({"positions", "allocatedStocks"})),
    ("delivery_information", frozenset({"positions", "deliveries"})),
    ("planned_production_output", frozenset({"positions", "allocatedPlannedProductionOutputs"})),
    ("item_stock", frozenset({"positions", "materialGlobalAssetId", "direction"})),
)


def kind_of(value: Any) -> str | None:
    """Name of the aspect model that a parsed document is of; None where nothing tells."""
    if not isinstance(value, dict):
        return None
    names = set(value)
    positions = value.get("positions")
    if isinstance(positions, list) and positions and isinstance(positions[0], dict):
        names |= set(positions[0])
    return next((kind for kind, marks in _MARKS if marks <= names), None)


def recognise(data: bytes) -> bool:
    """Whether a text is a document of an aspect model, right or wrong in detail. Never raises."""
    if b"{" not in data[:64]:
        return False
    try:
        return kind_of(parse_json(data)) is not None
    except DocumentError:
        return False


def read(data: bytes, name: str = "", kind: str | None = None) -> Aspect:
    """A document of an aspect model, checked as its schema checks it.

    Args:
        data: JSON text in UTF-8.
        name: Of the file, for errors.
        kind: Which model, a name of `ASPECTS`; None to find out, by properties that only one of them has.

    Raises:
        DocumentError: It is no JSON, none of these models, or not what its model says; with the kind, the JSON pointer
            of the place, what was expected there, and a remedy. Nothing is taken of it.
        OptionError: There is no such kind.

    Example:
        >>> data = b'{"materialGlobalAssetId": "5f0c1a52-8c1e-4f5e-9d3b-2f6f0c7a9b11", "positions": [], "direction": "IN"}'
        >>> read(data, "stock.json")
        Traceback (most recent call last):
        ...
        taktwin.exchange.jsondocument.DocumentError: stock.json: /direction: item stock 2.0.0: expected one of 'INBOUND' or 'OUTBOUND', got "IN": use one of these words
    """  # noqa: E501
    if kind is not None and kind not in ASPECTS:
        raise OptionError(
            Phrase('there is no aspect model "{kind}"', kind=kind),
            Phrase("one of {names}", names=", ".join(ASPECTS)),
            "kind",
        )
    value = parse_json(data, name, kind or "Catena-X aspect")
    found = kind or kind_of(value)
    if found is None:
        kinds = ", ".join(ASPECTS)
        refuse("Catena-X aspect", "", f"the properties of one of {kinds}", "say of which kind it is", name)
    return checked(ASPECTS[found], value, name)
