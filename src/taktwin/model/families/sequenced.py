"""Families that come in sequence: a line in the shop of the supplier whose jobs are called off, and its trucks.

Their trucks are unloaded beside the line, where each rack is wanted next; or at a dock, where the family says one, or
the park one for all that comes by `jis`.
"""

from __future__ import annotations

import math
from typing import Any

from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.park import Park
from taktwin.model.values.distribution import Distribution

#: Time between two trucks where nobody says how many racks are on each, s, and how busy trucks may be.
HEADWAY = 1800.0
MOST_BUSY = 0.8


def line_of(name: str, family: Family) -> str:
    """The line that makes the parts of a family, as a join names it."""
    given = family.sequenced
    return given.line if given is not None and given.line is not None else f"{family.supplier}.{name}"


def trip_of(family: Family, park: Park, drive: Distribution) -> dict[str, int]:
    """Jobs in a rack, racks on a truck, and trucks: as given, else by the rules that `Sequenced` states."""
    given, takt = family.sequenced, park.takt.value
    assert given is not None
    container = max(1, int(family.container.value // family.units))
    rack = int(given.rack.value) if given.rack is not None else container
    racks = int(given.racks.value) if given.racks is not None else max(1, int(HEADWAY // (rack * takt)))
    times = [given.load, drive, given.unload, given.back or drive]
    trip = math.fsum(time.mean for time in times if time is not None)
    trucks = math.ceil(trip / (rack * racks * takt) / MOST_BUSY - 1e-9)
    return {"rack": rack, "racks": racks, "trucks": int(given.trucks.value) if given.trucks else max(1, trucks)}


def sequenced(name: str, family: Family, park: Park, drive: Distribution, shifts: bool = False) -> dict[str, Any]:
    """The line of such a family, as the file would say it; where its supplier has ``shifts`` trucks end their trips."""
    given = family.sequenced
    assert given is not None
    flow: list[dict[str, Any]] = []
    if given.make is not None:
        make: dict[str, Any] = {"station": f"{name}-make", "cycle": given.make.text}
        make["servers"] = int(given.servers.value)
        if given.reject.value > 0:
            make["routes"] = [{"to": f"{name}-called", "share": given.reject.value}]
        flow += [{"buffer": f"{name}-called", "capacity": "unlimited"}, make]
    truck: dict[str, Any] = {"delivery": f"{name}-trucks", "drive": drive.text, "reverse": given.reverse}
    truck |= trip_of(family, park, drive)
    for key in ("wait", "load", "back", "unload"):
        if getattr(given, key) is not None:
            truck[key] = getattr(given, key).text
    dock = park.dock_of(family)
    truck |= {"dock": dock} if dock is not None else {}
    truck |= {"finish": True} if shifts else {}
    flow += [
        {"buffer": f"{name}-racks", "capacity": "unlimited"},
        truck,
        {"buffer": f"{name}-at-line", "capacity": given.room.text or "unlimited"},
    ]
    call: dict[str, Any] = {"at": given.call or park.call}
    return {"call": call | ({"when": family.when} if family.when else {}), "flow": flow}


def join(name: str, family: Family) -> dict[str, Any]:
    """What a job takes where the family is fitted: the parts that were called for it."""
    found: dict[str, Any] = {"line": line_of(name, family), "matched": True}
    return found | ({"when": family.when} if family.when else {})
