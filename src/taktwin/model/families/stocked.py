"""Families that come out of stock: a part, a stock point and a load of the family's truck for each part number.

The level up to which a stock is filled is laid out for the demand until the next truck but one: with takt T, a share p
of the jobs, u units a job, time between two orders R, lead time L and cover C, that of n = (R + L) / T jobs on average,
the cover, and three standard deviations of a binomial demand, rounded up to full containers:

    up_to = u (p (R + L + C) / T + 3 sqrt(n p (1 - p)))

With a feed, a lot is called from the dock when what is beside the line is enough for J jobs, in the same way: u J for
a part that all jobs need, and for the variants of one at least two jobs of each, so that the vehicle has the time of
one:

    reorder = u (p J + 3 sqrt(J p (1 - p)))
"""

from __future__ import annotations

import math
from typing import Any

from taktwin.model.families.numbers import PartNumber
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.modes import Mode
from taktwin.model.nouns.supply.park import Park
from taktwin.model.values.distribution import Distribution

#: Standard deviations of the demand that are kept: it is above in 1 of 740 cases, if it is normal.
SAFETY = 3.0
#: Time between two orders and cover where the family says none, in s.
EVERY: dict[Mode, float] = {"warehouse": 86400.0, "kanban": 1800.0, "jit": 3600.0}
COVER: dict[Mode, float] = {"warehouse": 86400.0, "kanban": 3600.0, "jit": 1800.0}


def every_of(family: Family) -> float:
    """Time between two orders, s."""
    given = family.stocked.every if family.stocked is not None else None
    return given.value if given is not None else EVERY[family.mode]


def cover_of(family: Family) -> float:
    """Demand that is still there when a truck comes, s."""
    given = family.stocked.cover if family.stocked is not None else None
    return given.value if given is not None else COVER[family.mode]


def level_of(number: PartNumber, family: Family, takt: float, lead: float) -> float:
    """Units up to which the stock of a part number is filled; see the head of this module."""
    share, window = number.share, every_of(family) + lead
    spread = SAFETY * math.sqrt(max(0.0, window / takt * share * (1.0 - share)))
    jobs = share * (window + cover_of(family)) / takt + spread
    full = family.container.value
    least = math.ceil(family.units / full - 1e-9)
    return full * max(least, math.ceil(jobs * family.units / full - 1e-9))


def reorder_of(number: PartNumber, family: Family, jobs: float) -> float:
    """Units beside the line at which a lot is called from the dock; see the head of this module."""
    share = number.share
    wanted = share * jobs + SAFETY * math.sqrt(max(0.0, jobs * share * (1.0 - share)))
    least = 1.0 if share >= 1.0 - 1e-9 else 2.0
    return math.ceil(family.units * max(least, wanted) - 1e-9)


def stocked(
    name: str, family: Family, park: Park, numbers: list[PartNumber], lead: Distribution, place: float
) -> dict[str, dict[str, Any]]:
    """What the model has for such a family: group -> name -> what the file would say.

    ``place`` is that of the family among all, from 0 to 1: so the trucks do not all come at once.
    """
    given = family.stocked
    assert given is not None
    parts, stocks, feeds = {}, {}, {}
    loads = []
    about = _about(family)
    for number in numbers:
        level = level_of(number, family, park.takt.value, lead.mean)
        at_dock = f"{number.name}-dock" if family.feed is not None else number.name
        parts[number.name] = {"family": name, **about}
        stocks[at_dock] = {"part": number.name, "initial": level} | _shop(family)
        loads.append({"to": at_dock, "up_to": level, "container": family.container.value})
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
    every = every_of(family)
    lane: dict[str, Any] = {"supplier": family.supplier, "lead": lead.text, "loads": loads}
    lane |= {"every": f"{every} s", "offset": f"{place * every} s"}
    dock = park.dock_of(family)
    lane |= {"dock": dock} if dock is not None else {}
    lane |= {"unload": given.unload.text} if given.unload is not None else {}
    lane |= {"capacity": int(given.capacity.value)} if given.capacity is not None else {}
    return {"parts": parts, "stocks": stocks, "lanes": {name: lane}, "feeds": feeds}


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
