"""The outlook of batch stations: a batch begins when enough jobs are there, or one has waited long enough."""

from __future__ import annotations

import math

from taktwin.kernel.outlook.formula import Formula, Prospect, What, all_of, any_of
from taktwin.kernel.outlook.outlook import outlook_of
from taktwin.kernel.outlook.places import ByServers
from taktwin.kernel.outlook.view import View


class Batches(ByServers):
    """Servers hold a batch each; they take no job before there are enough for one."""

    gathers = True

    def opens(self, w: View, p: int, n: int) -> bool:
        return self._enough(w, n) and super().opens(w, p, n)

    def waits_for_more(self, w: View, n: int) -> bool:
        """Whether the jobs before the place are too few for a batch, however long they wait."""
        return not math.isfinite(w.place(n, "wait")) and not self._enough(w, n)

    def _enough(self, w: View, n: int) -> bool:
        """Whether a batch of some sort of jobs could begin with those that stand before the place."""
        options = w.ints(w.place(n, "alike0"), w.place(n, "alikes"))
        sorts: dict[tuple[int, ...], int] = {}
        for p in w.givers(n):
            for j in outlook_of(w, p).jobs(w, p, n) or ():
                sort = tuple(w.value(j, option) for option in options)
                sorts[sort] = sorts.get(sort, 0) + 1
        return max(sorts.values(), default=0) >= w.place(n, "enough")

    def takes(self, w: View, p: int, n: int) -> Formula:
        room = Prospect(What.ROOM, n)
        if not self.waits_for_more(w, n):
            return room
        return all_of((room, any_of(Prospect(What.MORE, giver, n) for giver in w.givers(n))))

    def starts(self, w: View, i: int) -> Formula:
        """A batch begins as soon as the parts for all its jobs are there."""
        lacking = [Prospect(What.RISE, p) for p in self._lacking(w, i)]
        return all_of(lacking) if lacking else super().starts(w, i)

    def _is_ready(self, w: View, i: int, n: int) -> bool:
        return not w.at_dock(i) and super()._is_ready(w, i, n)

    def _brings(self, w: View, p: int, i: int) -> Formula:
        return w.at_dock(i) or super()._brings(w, p, i)

    def _lacking(self, w: View, i: int) -> list[int]:
        rows, wanted = w.list_of(w.resource(i, "node"), "need"), dict[int, float]()
        for j in w.row_of_jobs(w.resource(i, "job")):
            for e in rows:
                if w.concerns(e, j):
                    wanted[w.row(e, "target")] = wanted.get(w.row(e, "target"), 0.0) + w.row(e, "amount")
        return [p for p, amount in wanted.items() if w.available(p) < amount - 1e-9]

    def draws(self, w: View, n: int, p: int) -> Formula:
        waits = [i for i in w.servers(n) if p in self._lacking(w, i) and w.resource(i, "done") == 0]
        return any_of((*(Prospect(What.START, i) for i in waits if not w.at_work(i)), Prospect(What.ENTER, n)))

    def enters(self, w: View, n: int) -> Formula:
        return any_of(Prospect(What.GOES, p, n) for p in w.givers(n))

    def jobs(self, w: View, p: int, n: int) -> list[int]:
        rows = [w.row_of_jobs(w.resource(i, "job")) for i in w.servers(p) if self._is_ready(w, i, n)]
        return [j for row in rows for j in (row[:1] if w.kind(n).transport else row)]


BATCHES = Batches()
