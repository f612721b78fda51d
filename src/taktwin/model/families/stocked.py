"""Families that come out of stock: a part, a stock point and a load of the family's truck for each part number.

The level up to which a stock is filled is laid out for the demand until the next truck but one: with takt T, a share p
of the jobs, u units a job, time W from an order to the arrival of the next, and cover C, that of n = W / T jobs on
average, the cover, and three standard deviations of a binomial demand, rounded up to full containers:

    up_to = u (p (W + C) / T + 3 sqrt(n p (1 - p)))

W is time between two orders + lead time, or longer where suppliers are closed meanwhile (`families.closed`); where
parts are ordered as they are drawn no time is between two orders. With a lot of Q seconds of demand this is the level
at which is ordered (s, r), and a lot more that up to which (S), or the lot is the order (Q).

With a feed, a lot is called from the dock when what is beside the line is enough for J jobs, in the same way: u J for
a part that all jobs need, and for the variants of one at least two jobs of each, so that the vehicle has the time of
one:

    reorder = u (p J + 3 sqrt(J p (1 - p)))
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from taktwin.model.families.numbers import PartNumber
from taktwin.model.families.ordering import Ordering
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.milkrun import MilkRun
from taktwin.model.nouns.supply.park import Park
from taktwin.model.values.distribution import Distribution

#: Standard deviations of the demand that are kept: it is above in 1 of 740 cases, if it is normal.
SAFETY = 3.0


def level_of(number: PartNumber, family: Family, takt: float, order: Ordering) -> float:
    """Units up to which the stock of a part number is filled, or at which a lot is ordered; see the head."""
    share, window = number.share, order.window
    spread = SAFETY * math.sqrt(max(0.0, window / takt * share * (1.0 - share)))
    jobs = share * (window + order.cover) / takt + spread
    full = family.container.value
    least = math.ceil(family.units / full - 1e-9)
    return full * max(least, math.ceil(jobs * family.units / full - 1e-9))


def lot_of(number: PartNumber, family: Family, takt: float, order: Ordering) -> float:
    """Units in a lot of a part number, in full containers; 0 where it is filled up to its level each time."""
    if order.lot <= 0.0:
        return 0.0
    full = family.container.value
    return full * max(1, math.ceil(number.share * order.lot / takt * family.units / full - 1e-9))


def reorder_of(number: PartNumber, family: Family, jobs: float) -> float:
    """Units beside the line at which a lot is called from the dock; see the head of this module."""
    share = number.share
    wanted = share * jobs + SAFETY * math.sqrt(max(0.0, jobs * share * (1.0 - share)))
    least = 1.0 if share >= 1.0 - 1e-9 else 2.0
    return math.ceil(family.units * max(least, wanted) - 1e-9)


def stocked(
    name: str, family: Family, park: Park, numbers: list[PartNumber], order: Ordering
) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """What the model has for such a family: group -> name -> what the file would say; and the loads of its trucks."""
    parts, stocks, feeds = {}, {}, {}
    loads = []
    about = _about(family)
    for number in numbers:
        level = level_of(number, family, park.takt.value, order)
        lot = lot_of(number, family, park.takt.value, order)
        at_dock = f"{number.name}-dock" if family.feed is not None else number.name
        parts[number.name] = {"family": name, **about}
        stocks[at_dock] = {"part": number.name, "initial": level + lot} | _shop(family)
        amount: dict[str, float] = {"up_to": level}
        if order.policy == "s_S":
            amount = {"reorder": level, "up_to": level + lot}
        elif order.policy == "r_Q":
            amount = {"reorder": level, "quantity": lot}
        loads.append({"to": at_dock, **amount, "container": family.container.value})
        if family.feed is not None:
            feed = family.feed
            reorder = reorder_of(number, family, feed.jobs.value)
            stocks[f"{number.name}-line"] = {"part": number.name, "initial": reorder}
            feeds[number.name] = {
                "from": at_dock,
                "to": f"{number.name}-line",
                "fleet": feed.fleet,
                "from_point": feed.from_point,
                "to_point": feed.to_point,
                "lot": feed.lot.value,
                "reorder": reorder,
            }
    return {"parts": parts, "stocks": stocks, "feeds": feeds}, loads


def lane_of(
    family: Family, park: Park, every: float | None, lead: Distribution, loads: list[dict[str, Any]], place: float
) -> dict[str, Any]:
    """The lane of a family that comes by trucks of its own, as the file would say it.

    ``place`` is that of the family among all, from 0 to 1: so the trucks do not all come at once.
    """
    given = family.stocked
    assert given is not None
    lane: dict[str, Any] = {"supplier": family.supplier, "lead": lead.text, "loads": loads}
    lane |= _timetable(every, place)
    dock = park.dock_of(family)
    lane |= {"dock": dock} if dock is not None else {}
    lane |= {"unload": given.unload.text} if given.unload is not None else {}
    lane |= {"capacity": int(given.capacity.value)} if given.capacity is not None else {}
    return lane


def round_of(
    run: MilkRun, park: Park, lead: Distribution, loads: Mapping[str, list[dict[str, Any]]], place: float
) -> dict[str, Any]:
    """The lane of a milk run that brings these loads (supplier -> loads), as the file would say it."""
    stops = [
        {"supplier": stop.supplier, "drive": stop.drive.text, "load": stop.load.text, "loads": loads[stop.supplier]}
        for stop in run.stops
        if stop.supplier in loads
    ]
    lane: dict[str, Any] = {"milk_run": stops, "lead": lead.text}
    lane |= _timetable(run.every.value if run.every is not None else None, place)
    dock = run.dock or park.dock
    lane |= {"dock": dock} if dock is not None else {}
    lane |= {"unload": run.unload.text} if run.unload is not None else {}
    lane |= {"capacity": int(run.capacity.value)} if run.capacity is not None else {}
    return lane


def _timetable(every: float | None, place: float) -> dict[str, str]:
    return {"every": f"{every} s", "offset": f"{place * every} s"} if every is not None else {}


def uses(family: Family, numbers: list[PartNumber]) -> list[dict[str, Any]]:
    """What a job draws at each place where the family is fitted."""
    behind = "-line" if family.feed is not None else ""
    return [
        {
            "part": number.name,
            "quantity": family.quantity.value,
            "from": f"{number.name}{behind}",
            **({"when": number.when} if number.when else {}),
        }
        for number in numbers
    ]


def _about(family: Family) -> dict[str, Any]:
    found: dict[str, Any] = {"unit": family.unit}
    for key in ("value", "volume", "mass"):
        quantity = getattr(family, key)
        if quantity is not None:
            found[key] = quantity.text
    return found


def _shop(family: Family) -> dict[str, Any]:
    return {"shop": family.shop} if family.shop is not None else {}
