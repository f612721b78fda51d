"""Taktwin's own profiles of DELFOR, DELJIT and DESADV.

They follow publicly visible guides of the trade and are "VDA-like"; no conformity with VDA 4984 to 4987 is claimed.
How a segment is written here is explained in `template`.
"""

from __future__ import annotations

from taktwin.exchange.edi.calloff import JisCall, JisCallOff, JisItem, JitCall, JitCallOff
from taktwin.exchange.edi.checks import once, sequence_range, window
from taktwin.exchange.edi.despatch import DespatchAdvice, Rack, RackItem
from taktwin.exchange.edi.profile import AnyOf, Many, One, Profile, maybe
from taktwin.exchange.edi.schedule import Consignee, DeliverySchedule, Demand, ScheduleLine

_SCHEDULE = Many("schedule", Demand, (
    One("SCC+{status schedule}"),
    One("QTY+113!:{quantity number}:{unit}"),
    AnyOf((
        One("DTM+2!:{due when}"),
        One("DTM+64!:{earliest when}", window),
        One("DTM+63!:{latest when}", window),
    ), most=2),
))  # fmt: skip

DELFOR = Profile("DELFOR", "DELFOR", Many("message", DeliverySchedule, (
    One("BGM+241!+{document}+{function}"),
    AnyOf((
        One("DTM+137!:{issued when}"),
        One("DTM+158!:{horizon_from when}"),
        One("DTM+159!:{horizon_to when}"),
    ), most=3),
    One("NAD+BY!+{buyer}::92"),
    One("NAD+SE!+{seller}::92"),
    One("UNS+D!"),
    Many("consignees", Consignee, (
        One("NAD+CN!+{consignee}::92"),
        maybe("LOC+11!+{unloading_point}"),
        Many("lines", ScheduleLine, (
            One("LIN+{line integer}++{part}:IN"),
            maybe("IMD+++:::{description}"),
            maybe("RFF+ON!:{order}"),
            maybe("QTY+3!:{cumulative_received number}:{unit}"),
            maybe("DTM+51!:{cumulative_since when}"),
            _SCHEDULE,
        )),
    )),
)))  # fmt: skip

JIT = Profile("DELJIT-JIT", "DELJIT", Many("message", JitCallOff, (
    One("BGM+242!+{document}+{function}"),
    One("DTM+137!:{issued when}"),
    One("NAD+BY!+{buyer}::92"),
    One("NAD+SE!+{seller}::92"),
    One("NAD+ST!+{ship_to}::92"),
    Many("calls", JitCall, (
        One("SEQ+{action}+{call integer}", once("call")),
        One("LIN+{#}++{part}:IN"),
        maybe("LOC+11!+{unloading_point}"),
        maybe("LOC+159!+{point_of_use}"),
        One("QTY+131!:{quantity number}:{unit}"),
        One("DTM+63!:{latest when}", window),
        One("DTM+64!:{earliest when}", window),
    )),
)), associations=("VDA485",))  # fmt: skip

JIS = Profile("DELJIT-JIS", "DELJIT", Many("message", JisCallOff, (
    One("BGM+242!+{document}+{function}"),
    One("DTM+137!:{issued when}"),
    One("NAD+BY!+{buyer}::92"),
    One("NAD+SE!+{seller}::92"),
    One("NAD+ST!+{ship_to}::92"),
    Many("calls", JisCall, (
        One("SEQ+{status sequence}+{sequence integer}", once("sequence")),
        One("DTM+2!:{due when}"),
        One("GIR+4!+{vin vin}:VV!+{call_number}:AN!"),
        Many("items", JisItem, (
            One("LIN+{#}++{part}:IN"),
            maybe("PIA+1+{variant}:SA"),
            maybe("LOC+159!+{point_of_use}"),
            One("QTY+131!:{quantity number}:{unit}"),
        )),
    )),
)), associations=("VDA486",))  # fmt: skip

DESADV = Profile("DESADV", "DESADV", Many("message", DespatchAdvice, (
    One("BGM+351!+{document}+{function}"),
    One("DTM+137!:{issued when}"),
    One("DTM+11!:{despatched when}"),
    One("DTM+132!:{expected when}"),
    maybe("MEA+AAX+AAD+KGM!:{gross_kg number}"),
    One("NAD+SE!+{seller}::92"),
    One("NAD+ST!+{ship_to}::92"),
    maybe("LOC+11!+{unloading_point}"),
    maybe("TDT+12++30+++++{truck}"),
    Many("racks", Rack, (
        One("CPS+{level integer}++1"),
        One("PAC+{count integer}++{type}::92"),
        maybe("PCI+17"),
        maybe("GIN+ML!+{rack}"),
        Many("items", RackItem, (
            One("LIN+{#}++{part}:IN"),
            One("QTY+12!:{quantity number}:{unit}"),
            maybe("RFF+AAU!:{delivery_note}"),
            maybe("GIR+3!+{sequence_from integer}:AP!+{sequence_to integer}:AP!", sequence_range),
        )),
    )),
)))  # fmt: skip

PROFILES = (DELFOR, JIT, JIS, DESADV)
