"""What the kinds of resource and place count as, by the traits that each kind states (`taktwin.kernel.base.kind`)."""

from __future__ import annotations

from taktwin.kernel.kinds.movinglines.movingline import ZONE
from taktwin.kernel.kinds.register import KINDS
from taktwin.model.nouns.station import Station

WORK_UNITS = tuple(kind.name for kind in KINDS.all if kind.work_unit)
"""Kinds of resource that count as work units (ISO 22400): they change the product. Conveyors, cranes, vehicles and
shop loads carry or surround it and are left out of OEE and of the losses of station time."""

STATIONS = tuple(kind.name for kind in KINDS.all if kind.work_unit and kind.holds)
"""Work units in the flow."""

CELLS = tuple(kind.name for kind in KINDS.all if kind.makes)
"""Work units beside the flow: they make lots of parts."""

BELTS = tuple(kind.name for kind in KINDS.all if kind.holds == "belt" and not kind.work_unit)
"""What limits the flow by the distance of the jobs on it, not by a work time."""

FLOW_LIMITS = tuple(kind.name for kind in KINDS.all if kind.limits and kind.holds)
"""What stands in the flow and can be the bottleneck."""

CARRIERS = tuple(kind.name for kind in KINDS.all if kind.limits and kind.carries and not kind.holds)
"""What carries jobs between places and can be the bottleneck."""

TRANSPORTS = tuple(kind.name for kind in KINDS.all if kind.transport)
"""Places from which vehicles take jobs on."""

ABLE = tuple(kind.name for kind in KINDS.all if kind.able)
"""Kinds whose availability counts where one of them stands for the plant."""

DELIVERIES = tuple(kind.name for kind in KINDS.all if kind.delivers)
"""Places whose servers are trucks."""

STANDING = tuple(kind.name for kind in KINDS.all if kind.level and not kind.machine)
"""Places in which jobs stand and wait."""

SOURCES = tuple(kind.name for kind in KINDS.all if kind.holds == "source")
"""Where the jobs of a line come from, and wait before its first element."""

PEOPLE = tuple(kind.name for kind in KINDS.all if kind.person)
"""People, who are given out to those who need them."""

VEHICLES = tuple(kind.name for kind in KINDS.all if kind.limits and kind.carries and kind.phase == "after")
"""Vehicles of fleets."""

SERVED = tuple(kind.name for kind in KINDS.all if kind.noun and kind.holds == "servers" and not kind.fetches)
"""Elements of lines in which each server has jobs of its own."""

PLAIN_STATIONS = tuple(kind.name for kind in KINDS.all if kind.noun is Station)
"""Stations with one job a server."""

ZONES = (ZONE.name,)
"""Parts of moving lines."""

EXITS = tuple(kind.name for kind in KINDS.all if kind.exit)
"""Where jobs leave the plant."""

SHOP_LOADS = tuple(kind.name for kind in KINDS.all if kind.phase == "loads")
"""Loads of a shop itself, such as light: they draw power and do no work."""
