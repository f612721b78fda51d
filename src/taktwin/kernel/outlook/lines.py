"""The outlook of moving and indexed lines, and of their zones: the whole line waits for what one of them lacks."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.kernel.base import state as k
from taktwin.kernel.outlook.formula import Formula, Prospect, What, all_of
from taktwin.kernel.outlook.outlook import Held, Outlook, goes_on
from taktwin.kernel.outlook.places import joins_ready
from taktwin.kernel.outlook.view import View


class Lines(Outlook):
    """Jobs move together; the last one leaves, and only then can another one come in."""

    def holds(self, w: View, n: int) -> Iterator[Held]:
        i, line = w.place(n, "res0"), w.place(n, "row")
        if w.resource(i, "done") == 1 and w.resource(i, "claimed") == 0:
            yield Held(n, i, w.job(w.resource(i, "job"), "ready"), goes_on(w, n, w.place(n, "dest")))
        elif w.line(line, "stage") == k.HELD:
            yield Held(n, i, w.resource(i, "since"), Prospect(What.START, i))

    def room(self, w: View, n: int) -> Formula:
        i = w.place(n, "res0")
        if w.resource(i, "done") == 1:
            return w.resource(i, "claimed") == 1 or goes_on(w, n, w.place(n, "dest"))
        return w.line(w.place(n, "row"), "stage") != k.HELD or Prospect(What.START, i)

    def starts(self, w: View, i: int) -> Formula:
        if w.line(w.place(w.resource(i, "node"), "row"), "goal") == k.INF:
            return True  # operators come when they have ended what they do
        lacking: list[Formula] = []
        for z in w.zones(w.place(w.resource(i, "node"), "row")):
            if w.zone(z, "lacks") != -1:
                lacking += self._lacking(w, w.zone(z, "node"), w.zone(z, "job"))
        able = w.resource(i, "up") == 1 and w.resource(i, "on") == 1
        return all_of(lacking) if lacking else not able  # what lacks nothing begins at once, if it can

    def _lacking(self, w: View, n: int, j: int) -> list[Formula]:
        rows = w.list_of(n, "join")
        jobs = [
            Prospect(What.MORE, w.row(e, "target"), n)
            for e in rows
            if w.concerns(e, j) and joins_ready(w, e, n, j) < w.wanted(rows, e, j)
        ]
        return [*jobs, *(Prospect(What.RISE, p) for p in w.lacking(w.list_of(n, "need"), j))]

    def ready(self, w: View, p: int, n: int) -> int:
        i = w.place(p, "res0")
        return int(w.resource(i, "done") == 1 and w.resource(i, "claimed") == 0)

    def more(self, w: View, p: int, n: int) -> Formula:
        i = w.place(p, "res0")
        if self.ready(w, p, n):
            return False
        if w.place(p, "count") == 0:
            return Prospect(What.ENTER, p)
        held = w.line(w.place(p, "row"), "stage") == k.HELD
        return not held or Prospect(What.START, i)


class Zones(Outlook):
    """A zone begins when its line does; jobs come into it as they come into the line."""

    def enters(self, w: View, n: int) -> Formula:
        line = w.resource(w.place(n, "res0"), "node")
        return w.place(line, "count") > 0 or Prospect(What.ENTER, line)


LINES, ZONES = Lines(), Zones()
