"""VDA 5050: factsheets, in which guided vehicles describe themselves, fleets drafted from them, and their states."""

from taktwin.exchange.vda5050.draft import FleetDraft, draft_fleet
from taktwin.exchange.vda5050.factsheet import Factsheet, LoadSet, read, recognise
from taktwin.exchange.vda5050.messages import VehicleConnection, VehicleState, read_connection, read_state

__all__ = [
    "Factsheet",
    "FleetDraft",
    "LoadSet",
    "VehicleConnection",
    "VehicleState",
    "draft_fleet",
    "read",
    "read_connection",
    "read_state",
    "recognise",
]
