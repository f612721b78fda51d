"""Reads, checks and writes EDIFACT: delivery schedules (DELFOR), call-offs (DELJIT) and despatch advices (DESADV)."""

from taktwin.exchange.edi.calloff import JisCall, JisCallOff, JisItem, JitCall, JitCallOff
from taktwin.exchange.edi.codes import Codes, read_codes
from taktwin.exchange.edi.despatch import DespatchAdvice, Rack, RackItem
from taktwin.exchange.edi.faults import EdiError, SegmentFault
from taktwin.exchange.edi.interchange import Interchange
from taktwin.exchange.edi.opening import recognise
from taktwin.exchange.edi.plausibility import warnings_of
from taktwin.exchange.edi.read import read_interchange
from taktwin.exchange.edi.schedule import Consignee, DeliverySchedule, Demand, ScheduleLine
from taktwin.exchange.edi.write import write_interchange

__all__ = [
    "Codes",
    "Consignee",
    "DeliverySchedule",
    "Demand",
    "DespatchAdvice",
    "EdiError",
    "Interchange",
    "JisCall",
    "JisCallOff",
    "JisItem",
    "JitCall",
    "JitCallOff",
    "Rack",
    "RackItem",
    "ScheduleLine",
    "SegmentFault",
    "read_codes",
    "read_interchange",
    "recognise",
    "warnings_of",
    "write_interchange",
]
