"""Aspect models of Catena-X: typed JSON documents about stock, supply, demand and material flow, read and written."""

from taktwin.exchange.catenax.aspect import Aspect, equal
from taktwin.exchange.catenax.daily import planned_production_output, short_term_material_demand
from taktwin.exchange.catenax.days_of_supply import days_of_supply_document
from taktwin.exchange.catenax.delivery_information import delivery_information
from taktwin.exchange.catenax.item_stock import Stock, item_stock
from taktwin.exchange.catenax.kinds import ASPECTS, read, recognise
from taktwin.exchange.catenax.osim import BatchOut, DeliveryIn, RackOut, ShipmentOut, deliveries, simulation_result
from taktwin.exchange.catenax.parts import order_position

__all__ = [
    "ASPECTS",
    "Aspect",
    "BatchOut",
    "DeliveryIn",
    "RackOut",
    "ShipmentOut",
    "Stock",
    "days_of_supply_document",
    "deliveries",
    "delivery_information",
    "equal",
    "item_stock",
    "order_position",
    "planned_production_output",
    "read",
    "recognise",
    "short_term_material_demand",
    "simulation_result",
]
