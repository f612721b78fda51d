"""The outlook of carriers: on what it depends that one can be taken, and that a job goes in where it needs one."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.kernel.base import state as k
from taktwin.kernel.outlook.formula import Formula, Prospect, What, all_of, any_of
from taktwin.kernel.outlook.view import View


def there(w: View, p: int) -> Formula:
    """A carrier of pool ``p`` can be taken: now, when one is back, or when a job that has one goes on."""
    if w.place(p, "count") > 0 or w.place(w.place(p, "dest"), "count") > 0:
        return True
    return any_of(moves_on(w, n, i) for n, i in w.holders(p))


def moves_on(w: View, n: int, i: int) -> Formula:
    """What stands in place ``n`` (at its resource ``i``, -1: in its queue) goes on, as far as it must."""
    if n < 0:
        return True  # on a vehicle
    if i < 0:
        return may_leave(w, n)
    if w.resource(i, "done") == 1:
        return w.resource(i, "claimed") == 1 or Prospect(What.GOES, n, w.job(w.resource(i, "job"), "dest"))
    begins: Formula = w.at_work(i) or Prospect(What.START, i)
    return all_of((begins, may_leave(w, n)))


def may_leave(w: View, n: int, but: int = -1) -> Formula:
    """A job of place ``n`` may leave it, for any place other than ``but``."""
    return any_of(m == k.TO_SCRAP or Prospect(What.GOES, n, m) for m in w.exits(n) if m != but)


def go_in(w: View, p: int, n: int) -> Formula:
    """The carriers that jobs need which go from place ``p`` into place ``n`` can be had.

    Where jobs may come that have them already, it is taken that one of them can.
    """
    pools = _lacking(w, n)
    if not pools or (w.place(n, "lacks") == 0 and _some_ready(w, p, n)):
        return True
    if any(p in _reached(w, at) for pool in pools for at, _ in w.holders(pool)):
        return True
    return all_of(Prospect(What.CARRIER, pool) for pool in pools)


def _lacking(w: View, n: int) -> list[int]:
    """The pools of which jobs take a carrier on their way into a place, and of which none is there."""
    return [w.row(e, "target") for e in w.list_of(n, "take") if w.place(w.row(e, "target"), "count") == 0]


def _some_ready(w: View, p: int, n: int) -> bool:
    kind = w.kind(p)
    ready = w.outlook(kind).ready(w, p, n)
    return ready > 0


def _reached(w: View, begin: int) -> Iterator[int]:
    """The places to which jobs of a place can come, itself included."""
    if begin < 0:
        return
    seen, waiting = {begin}, [begin]
    while waiting:
        at = waiting.pop()
        yield at
        for after in w.exits(at):
            if after >= 0 and after not in seen:
                seen.add(after)
                waiting.append(after)
