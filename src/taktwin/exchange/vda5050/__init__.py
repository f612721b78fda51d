"""Factsheets of VDA 5050, in which guided vehicles describe themselves, and fleets drafted from them."""

from taktwin.exchange.vda5050.draft import FleetDraft, draft_fleet
from taktwin.exchange.vda5050.factsheet import Factsheet, LoadSet, read, recognise

__all__ = ["Factsheet", "FleetDraft", "LoadSet", "draft_fleet", "read", "recognise"]
