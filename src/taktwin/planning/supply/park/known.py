"""What simulated runs told of the ways in which the families can come."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from taktwin.planning.supply.modes.problem import Option
from taktwin.planning.supply.park.result import Tried
from taktwin.planning.supply.park.trial import lost_by_family
from taktwin.planning.supply.park.ways import Plant, Way


@dataclass
class Known:
    """All that the search has learnt; the same before the first plan for any wish.

    ``more``: family -> way -> times its cover. ``seen``: family, way, times its cover -> simulated cover (min), and
    stops as a share of the time of the line. ``error``: family and kind of way -> simulated less estimated cover (min)
    of the last way of this kind that was tried. ``lost``: family and way that is none any more.
    """

    more: dict[str, dict[str, float]]
    seen: dict[tuple[str, str, float], tuple[float, float]] = field(default_factory=dict)
    error: dict[tuple[str, str], float] = field(default_factory=dict)
    lost: set[tuple[str, str]] = field(default_factory=set)

    def copy(self) -> Known:
        """The same, to be learnt on apart."""
        more = {name: dict(own) for name, own in self.more.items()}
        return Known(more, dict(self.seen), dict(self.error), set(self.lost))

    def times(self, family: str, way: str) -> float:
        """How many times its cover a family now has if it comes this way."""
        return self.more[family].get(way, 1.0)

    def see(self, names: dict[str, str], ways: dict[str, dict[str, Way]], found: Tried) -> None:
        """Remember the cover and the stops of a plan (family -> way) that was simulated."""
        stops = lost_by_family(found)
        for one in found.supply.families:
            family, name = one.family, names[one.family]
            self.seen[family, name, self.times(family, name)] = one.cover_q95_min, stops[family]
            way = ways.get(family, {}).get(name)
            if way is not None:
                self.error[family, way.kind] = one.cover_q95_min - way.cover

    def option(self, family: str, way: Way, plant: Plant) -> Option:
        """A way as an option to choose: with its simulated cover and stops, where it was simulated."""
        option, prices = way.option, plant.prices
        seen = self.seen.get((family, way.name, self.times(family, way.name)))
        if seen is None:  # what the formula was out by for another way of the kind, it is out by for this one
            return replace(option, cover=max(0.0, option.cover + self.error.get((family, way.kind), 0.0)))
        cover, stops = seen
        stopped = stops * prices.minutes_a_day * prices.days_a_year * prices.stop
        return replace(option, cover=cover, cost=round(way.cost + stopped))
