"""The way of two seats from the supplier's line into a car, as events."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from taktwin.exchange import epcis
from taktwin.exchange.epcis.document import Event

START = datetime(2026, 3, 1, 6, 30, tzinfo=timezone(timedelta(hours=8)))
SEATS = [epcis.part_name("6901234", "012340", serial) for serial in ("5000", "5001")]
RACK = epcis.rack_name("6901234", "01234", "R7")
TRUCK = epcis.asset_name("6901234", "TRUCK4")
CAR = epcis.asset_name("6909876", "CAR/1")
LINE, DOCK = epcis.place_name("6901234", "00010"), epcis.place_name("6901234", "00030", "D7")
GATE, HALL = epcis.place_name("6909876", "00010", "G1"), epcis.place_name("6909876", "00010")
NOTICE = "urn:epcglobal:cbv:bt:6901234000012:DES7002"
FOAM = ("urn:epc:class:lgtin:6901234.034567.LOT1", 12.5, "KGM")


def events() -> list[Event]:
    """What happened, in order; a quarter of an hour lies between two events."""
    times = [START + nth * timedelta(minutes=15) for nth in range(8)]
    ends = {"sender": LINE, "receiver": HALL, "notice": NOTICE}
    return [
        epcis.transformed(SEATS, [FOAM], times[0], LINE, run="urn:epc:id:gdti:6901234.00077.5"),
        epcis.made(SEATS, times[1], LINE, order="urn:epcglobal:cbv:bt:6901234000012:P1"),
        epcis.packed(SEATS, RACK, times[2], DOCK),
        epcis.loaded([RACK], TRUCK, times[3], DOCK),
        epcis.shipped([TRUCK], times[4], DOCK, **ends),
        epcis.received([TRUCK], times[5], GATE, HALL, **ends),
        epcis.unpacked(SEATS, RACK, times[6], HALL),
        epcis.fitted(SEATS, CAR, times[7], HALL),
    ]


def story() -> epcis.EpcisDocument:
    """The document of these events."""
    return epcis.document(events(), START + timedelta(hours=3), {"ex": "https://ex.com/"}, sender="seats")
