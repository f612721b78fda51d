"""Numbers out of runs: KPIs, bottleneck, flow, losses, stocks, energy, and how sure they are.

Nothing here reads files, draws or prints. Every function takes the run tables of one or more replications
(`RunTables`) and gives polars tables or small dataclasses back; formulas and time models stand in the docstrings.
"""

from taktwin.analysis.bottleneck import Bottleneck, bottlenecks
from taktwin.analysis.interval import t_interval
from taktwin.analysis.kpi import Kpi, kpis
from taktwin.analysis.oee import oee_by_resource, oee_by_shop
from taktwin.analysis.tables import STATES, RunTables

__all__ = [
    "STATES",
    "Bottleneck",
    "Kpi",
    "RunTables",
    "bottlenecks",
    "kpis",
    "oee_by_resource",
    "oee_by_shop",
    "t_interval",
]
