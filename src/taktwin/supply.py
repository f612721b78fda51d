"""Supply planning by formula: cover, order quantities, reorder points, safety stock, cards, JIS by time.

All functions are exact and take plain numbers; see docs/inventory.md for an example of each. Nothing slow is imported
before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktwin.analysis.supply.cover import Cover, ExponentialLateness, GammaLateness, NormalLateness, lateness_cover
    from taktwin.analysis.supply.days_of_supply import days_of_supply
    from taktwin.analysis.supply.network import NetworkAccounts, NetworkPrices, network_accounts
    from taktwin.analysis.supply.sequence_adherence import (
        Adherence,
        displacements,
        places_to_restore,
        sequence_adherence,
    )
    from taktwin.analysis.supply.zero_inventory import (
        FamilyCover,
        FamilyStock,
        ZeroInventory,
        cover_minutes,
        time_quantile,
        zero_inventory,
    )
    from taktwin.planning.supply.base_stock import BaseStock, base_stock_backorders, base_stock_lost
    from taktwin.planning.supply.continuous_review import ReorderPoint, best_reorder_point, reorder_point
    from taktwin.planning.supply.demand import Discrete, Normal, Poisson, PoissonBatches
    from taktwin.planning.supply.eoq import OrderQuantity, eoq, eoq_backorders, eoq_discount, epq
    from taktwin.planning.supply.jis_timeline import JisChain, JisTimeline, jis_timeline
    from taktwin.planning.supply.kanban import (
        CardLoop,
        StockCell,
        TwoCells,
        card_loop,
        make_to_stock_backorders,
        make_to_stock_lost,
        two_stage_kanban,
    )
    from taktwin.planning.supply.lot_scheduling import LotSchedule, common_cycle
    from taktwin.planning.supply.newsvendor import (
        Newsvendor,
        newsvendor_discrete,
        newsvendor_normal,
        newsvendor_poisson,
    )
    from taktwin.planning.supply.periodic_review import PeriodicReview, best_periodic_review, periodic_review
    from taktwin.planning.supply.safety_stock import SafetyStockPlan, StageStock, place_safety_stock
    from taktwin.planning.supply.serial import Serial, best_serial, serial_cost
    from taktwin.planning.supply.stage_tree import Stage
    from taktwin.planning.supply.takt import (
        Moulds,
        TruckHeadway,
        mould_rate,
        moulds_for_takt,
        takt_from_volume,
        truck_headway,
    )

_NAMES = {
    "analysis.supply.cover": "Cover ExponentialLateness GammaLateness NormalLateness lateness_cover",
    "analysis.supply.days_of_supply": "days_of_supply",
    "analysis.supply.sequence_adherence": "Adherence displacements places_to_restore sequence_adherence",
    "analysis.supply.network": "NetworkAccounts NetworkPrices network_accounts",
    "analysis.supply.zero_inventory": (
        "FamilyCover FamilyStock ZeroInventory cover_minutes time_quantile zero_inventory"
    ),
    "planning.supply.base_stock": "BaseStock base_stock_backorders base_stock_lost",
    "planning.supply.continuous_review": "ReorderPoint best_reorder_point reorder_point",
    "planning.supply.demand": "Discrete Normal Poisson PoissonBatches",
    "planning.supply.eoq": "OrderQuantity eoq eoq_backorders eoq_discount epq",
    "planning.supply.jis_timeline": "JisChain JisTimeline jis_timeline",
    "planning.supply.kanban": (
        "CardLoop StockCell TwoCells card_loop make_to_stock_backorders make_to_stock_lost two_stage_kanban"
    ),
    "planning.supply.lot_scheduling": "LotSchedule common_cycle",
    "planning.supply.newsvendor": "Newsvendor newsvendor_discrete newsvendor_normal newsvendor_poisson",
    "planning.supply.periodic_review": "PeriodicReview best_periodic_review periodic_review",
    "planning.supply.safety_stock": "SafetyStockPlan StageStock place_safety_stock",
    "planning.supply.serial": "Serial best_serial serial_cost",
    "planning.supply.stage_tree": "Stage",
    "planning.supply.takt": "Moulds TruckHeadway mould_rate moulds_for_takt takt_from_volume truck_headway",
}
"""Module -> what of it belongs to this face."""

_PLACES = {name: f"taktwin.{module}" for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "Adherence",
    "BaseStock",
    "CardLoop",
    "Cover",
    "Discrete",
    "ExponentialLateness",
    "FamilyCover",
    "FamilyStock",
    "GammaLateness",
    "JisChain",
    "JisTimeline",
    "LotSchedule",
    "Moulds",
    "NetworkAccounts",
    "NetworkPrices",
    "Newsvendor",
    "Normal",
    "NormalLateness",
    "OrderQuantity",
    "PeriodicReview",
    "Poisson",
    "PoissonBatches",
    "ReorderPoint",
    "SafetyStockPlan",
    "Serial",
    "Stage",
    "StageStock",
    "StockCell",
    "TruckHeadway",
    "TwoCells",
    "ZeroInventory",
    "base_stock_backorders",
    "base_stock_lost",
    "best_periodic_review",
    "best_reorder_point",
    "best_serial",
    "card_loop",
    "common_cycle",
    "cover_minutes",
    "days_of_supply",
    "displacements",
    "eoq",
    "eoq_backorders",
    "eoq_discount",
    "epq",
    "jis_timeline",
    "lateness_cover",
    "make_to_stock_backorders",
    "make_to_stock_lost",
    "mould_rate",
    "moulds_for_takt",
    "network_accounts",
    "newsvendor_discrete",
    "newsvendor_normal",
    "newsvendor_poisson",
    "periodic_review",
    "place_safety_stock",
    "places_to_restore",
    "reorder_point",
    "sequence_adherence",
    "serial_cost",
    "takt_from_volume",
    "time_quantile",
    "truck_headway",
    "two_stage_kanban",
    "zero_inventory",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'taktwin.supply' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
