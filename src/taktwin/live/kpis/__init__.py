"""Key figures after ISO 22400-2 from what a plant says: its states, counts and orders."""

from taktwin.live.kpis.account import Figures, figures
from taktwin.live.kpis.definitions import KPIS, evaluate
from taktwin.live.kpis.shifts import Window, shift_windows
from taktwin.live.kpis.statelog import StateLog, Stop, stops
from taktwin.live.kpis.timemap import OPC_40001, RUN, TimeMap

__all__ = [
    "KPIS",
    "OPC_40001",
    "RUN",
    "Figures",
    "StateLog",
    "Stop",
    "TimeMap",
    "Window",
    "evaluate",
    "figures",
    "shift_windows",
    "stops",
]
