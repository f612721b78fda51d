"""Where the part is that a job waits for, where it takes no other: a `matched` join whose jobs come in sequence."""

from __future__ import annotations

from typing import Literal

from taktwin.kernel.outlook.batches import Batches
from taktwin.kernel.outlook.outlook import outlook_of
from taktwin.kernel.outlook.view import View

Missing = Literal["lost", "rack", "full"]


def missing_part(w: View, n: int, p: int) -> tuple[Missing, list[int]] | None:
    """Why a job at place ``n`` never gets the part of its own from the buffer ``p``; None where it is something else.

    Returns:
        ``lost``: no such part is left anywhere, though it is called upstream of the place. ``rack``: it stands in a
        rack that is not full and waits for more. ``full``: it is on its way, and the buffer is full of parts of other
        jobs. With the places that say so, each of which waits for the next.
    """
    rows = w.list_of(n, "join")
    for j in _waiting(w, n):
        for e in rows:
            if w.row(e, "target") != p or not w.row(e, "lot") or not w.concerns(e, j):
                continue
            if len(w.to_join(e, j) or ()) < w.wanted(rows, e, j):
                return _whereabouts(w, n, p, w.owner(j))
    return None


def _waiting(w: View, n: int) -> list[int]:
    """The jobs at a station or zone whose work has not begun."""
    if w.kind(n).name == "zone":
        line = w.resource(w.place(n, "res0"), "node")
        zones = w.zones(w.place(line, "row"))
        return [w.zone(z, "job") for z in zones if w.zone(z, "node") == n and w.zone(z, "lacks") != -1]
    begins = [i for i in w.servers(n) if w.resource(i, "done") == 0 and not w.at_work(i)]
    return [w.resource(i, "job") for i in begins if w.resource(i, "job") >= 0]


def _whereabouts(w: View, n: int, p: int, owner: int) -> tuple[Missing, list[int]] | None:
    coming = _upstream(w, p)
    own = w.called_for(owner)
    on_way = [at for at in own.values() if at in coming]
    if not on_way:
        passed = _upstream(w, w.resource(w.place(n, "res0"), "node"))  # of a zone: its line
        called = any(caller in passed for source in coming for caller in w.callers.get(source, ()))
        everywhere = w.job(owner, "kin") == len(own)  # else it waits to begin, or is on a vehicle
        return ("lost", [n, p]) if called and everywhere else None
    for at in on_way:
        then = outlook_of(w, w.place(at, "dest")) if w.place(at, "dest") >= 0 else None
        if isinstance(then, Batches) and then.waits_for_more(w, w.place(at, "dest")):
            return "rack", [n, p, w.place(at, "dest"), at]
    if w.place(p, "count") >= w.place(p, "cap"):
        return "full", [n, p]
    return None


def _upstream(w: View, n: int) -> set[int]:
    """The places from which jobs come to place ``n``."""
    found: set[int] = set()
    waiting = [n]
    while waiting:
        for giver in w.givers(waiting.pop()):
            if giver not in found:
                found.add(giver)
                waiting.append(giver)
    return found
