"""The outlook of what refills stock points: make cells, feeds, lanes; and of order streams."""

from __future__ import annotations

import math
from collections.abc import Iterator

from taktwin.kernel.outlook.formula import Formula, Prospect, What, all_of, any_of
from taktwin.kernel.outlook.outlook import Held, Outlook, outlook_of
from taktwin.kernel.outlook.view import View

_ROUNDING = 1e-9  # by so much less is still enough, as in the kernel


def _falls(w: View, p: int, most: float) -> Formula:
    """What is there and to come at stock point ``p`` is at most ``most``, or will be less than now."""
    if w.position(p) <= most:
        return True
    return any_of((Prospect(What.DRAWN, p), *(outlook_of(w, n).spoils(w, n, p) for n in w.makers(p))))


class Cells(Outlook):
    """A make cell makes lots, hit by hit: each needs room in its stock point, and material."""

    def holds(self, w: View, n: int) -> Iterator[Held]:
        i = w.place(n, "res0")
        if w.resource(i, "job") >= 0 and not w.at_work(i):
            ended = w.resource(i, "work_end")
            yield Held(n, i, ended if ended < math.inf else 0.0, Prospect(What.START, i))

    def starts(self, w: View, i: int) -> Formula:
        if w.at_work(i):
            return True
        e = w.resource(i, "job")
        p = w.row(e, "target")
        full = w.stock(p, "level") + w.row(e, "amount") > w.stock(p, "cap")
        first = w.row(e, "need0")
        material = w.lacking(range(first, first + w.row(e, "needs")), -1)
        lacking = ([Prospect(What.DRAWN, p)] if full else []) + [Prospect(What.RISE, m) for m in material]
        idle = w.resource(i, "up") == 1 and w.resource(i, "on") == 1
        return all_of(lacking) if lacking else not idle  # what lacks nothing begins at once, if it can

    def spoils(self, w: View, n: int, p: int) -> Formula:
        i = w.place(n, "res0")
        e = w.resource(i, "job")
        scraps = e >= 0 and w.row(e, "target") == p and w.row(e, "share") > 0.0
        return scraps and Prospect(What.START, i)

    def refills(self, w: View, at: int, p: int) -> Formula:
        return self._makes(w, at, [e for e in self._recipes(w, at) if w.row(e, "target") == p])

    def draws(self, w: View, n: int, p: int) -> Formula:
        return self._makes(w, n, [e for e in self._recipes(w, n) if self._uses(w, e, p)])

    def _recipes(self, w: View, n: int) -> range:
        return range(w.place(n, "row"), w.place(n, "row") + w.place(n, "rows"))

    def _uses(self, w: View, e: int, p: int) -> bool:
        first = w.row(e, "need0")
        return any(w.row(x, "target") == p for x in range(first, first + w.row(e, "needs")))

    def _makes(self, w: View, n: int, recipes: list[int]) -> Formula:
        """The cell makes a hit of one of the recipes: the lot at hand goes on, or another one is chosen after it."""
        i = w.place(n, "res0")
        at_hand = w.resource(i, "job")
        goes_on: Formula = at_hand < 0 or Prospect(What.START, i)
        chosen = any_of(e == at_hand or _falls(w, w.row(e, "target"), w.row(e, "reorder")) for e in recipes)
        return all_of((goes_on, chosen))


class Feeds(Outlook):
    """Vehicles, which always come, carry lots from one stock point to another."""

    def refills(self, w: View, at: int, p: int) -> Formula:
        return w.place(at, "queued") > 0 or bool(w.trips(at)) or self._calls(w, at)

    def draws(self, w: View, n: int, p: int) -> Formula:
        return w.place(n, "queued") > 0 or not all(w.trips(n)) or self._calls(w, n)

    def _calls(self, w: View, n: int) -> Formula:
        e = w.place(n, "row")
        lot, target, source = w.row(e, "amount"), w.row(e, "target"), w.row(e, "source")
        wanted = _falls(w, target, min(w.row(e, "reorder"), w.stock(target, "cap") - lot))
        return all_of((wanted, w.available(source) >= lot or Prospect(What.RISE, source)))


class Lanes(Outlook):
    """Trucks come at times with what has been ordered: from outside, or from another stock point what is there."""

    delivers = True

    def refills(self, w: View, at: int, p: int) -> Formula:
        source = w.resource(at, "source")
        if w.resource(at, "count") > 0:
            return True
        load = next(load for load in w.lane_loads(at) if w.lane_load(load, "stock") == p)
        least = w.lane_load(load, "container")
        if w.lane_load(load, "up_to") < 0.0:
            least = min(least, w.lane_load(load, "amount"))
        there = source < 0 or w.available(source) >= least - _ROUNDING or Prospect(What.RISE, source)
        return all_of((self._orders(w, load), there))

    def takes_out(self, w: View, at: int, p: int) -> Formula:
        return any_of(self._orders(w, load) for load in w.lane_loads(at))

    def _orders(self, w: View, load: int) -> Formula:
        """The lane orders something of a load again."""
        up_to, p = w.lane_load(load, "up_to"), w.lane_load(load, "stock")
        if w.lane_load(load, "called") == 1:
            return True  # any job that enters the element may call
        if w.lane_load(load, "reorder") < math.inf:
            return _falls(w, p, w.lane_load(load, "reorder") + _ROUNDING)
        if up_to < 0.0:
            return w.lane_load(load, "amount") > 0.0
        return w.position(p) < up_to or _falls(w, p, -1.0)


class Reviews(Outlook):
    """The place of a lane that orders as soon as parts are drawn: what comes and goes, its resource tells."""

    def refills(self, w: View, at: int, p: int) -> Formula:
        return False

    def draws(self, w: View, n: int, p: int) -> Formula:
        return False


class Streams(Outlook):
    """Order streams release jobs."""

    releases = True


CELLS, FEEDS, LANES, REVIEWS, STREAMS = Cells(), Feeds(), Lanes(), Reviews(), Streams()
