"""The outlook of places, by how jobs are in them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from taktwin.kernel.base import state as k
from taktwin.kernel.outlook.carriers import may_leave
from taktwin.kernel.outlook.formula import Formula, Never, Prospect, What, all_of, any_of
from taktwin.kernel.outlook.outlook import Held, Outlook, goes_on, outlook_of, supply
from taktwin.kernel.outlook.sequence import in_sequence
from taktwin.kernel.outlook.view import View


class ByServers(Outlook):
    """Servers hold a job each: they begin it, work on it, and keep it until the next place takes it."""

    def holds(self, w: View, n: int) -> Iterator[Held]:
        for i in w.servers(n):
            j = w.resource(i, "job")
            if j < 0 or w.at_work(i):
                continue
            if w.resource(i, "done") == 0:
                yield Held(n, i, w.job(j, "ready"), Prospect(What.START, i))
            elif w.resource(i, "claimed") == 0:
                yield Held(n, i, w.job(j, "ready"), goes_on(w, n, w.job(j, "dest"), j))

    def opens(self, w: View, p: int, n: int) -> bool:
        if self._joins(w, p, n):
            return False
        return any(w.resource(i, "job") < 0 and not w.at_work(i) and _able(w, i) for i in w.servers(n))

    def room(self, w: View, n: int) -> Formula:
        return any_of(self._gets_free(w, n, i) for i in w.servers(n))

    def _gets_free(self, w: View, n: int, i: int) -> Formula:
        j = w.resource(i, "job")
        if j < 0:
            return True
        if w.resource(i, "done") == 1:
            return w.resource(i, "claimed") == 1 or goes_on(w, n, w.job(j, "dest"), j)
        begins: Formula = w.at_work(i) or Prospect(What.START, i)
        return all_of((begins, may_leave(w, n)))

    def enters(self, w: View, n: int) -> Formula:
        if w.place(n, "unequal") != k.OWN_JOBS:
            return super().enters(w, n)
        return any_of(all_of((self._comes(w, p, n), in_sequence(w, p, n))) for p in w.givers(n))

    def _comes(self, w: View, p: int, n: int) -> Formula:
        """A job of place ``p`` comes into place ``n``, whose servers do not take all jobs."""
        giver = outlook_of(w, p)
        jobs = giver.jobs(w, p, n)
        if jobs is None:
            return all_of((Prospect(What.ROOM, n), supply(w, p, n)))
        later = all_of((Prospect(What.ROOM, n), Prospect(What.MORE, p, n)))
        return any_of((self.takes_of(w, p, n, jobs), later)) if jobs else later

    def takes_of(self, w: View, p: int, n: int, jobs: list[int] | None) -> Formula:
        if w.place(n, "unequal") != k.OWN_JOBS or self._joins(w, p, n):
            return super().takes_of(w, p, n, jobs)
        if jobs is None:
            return Prospect(What.GOES, p, n)
        takers = [i for i in w.servers(n) if any(w.may_take(i, j) for j in jobs)]
        told = any(w.resource(i, "job") < 0 and _able(w, i) for i in takers)
        return not told and any_of(self._gets_free(w, n, i) for i in takers)

    def ready(self, w: View, p: int, n: int) -> int:
        return len(self.jobs(w, p, n))

    def jobs(self, w: View, p: int, n: int) -> list[int]:
        return [w.resource(i, "job") for i in w.servers(p) if self._is_ready(w, i, n)]

    def _is_ready(self, w: View, i: int, n: int) -> bool:
        if w.resource(i, "done") == 0 or w.resource(i, "claimed") == 1:
            return False
        return w.job(w.resource(i, "job"), "dest") == n

    def more(self, w: View, p: int, n: int) -> Formula:
        return any_of(self._brings(w, p, i) for i in w.servers(p) if not self._is_ready(w, i, n))

    def _brings(self, w: View, p: int, i: int) -> Formula:
        """Server ``i`` finishes a job that may go there, the one at hand or a later one."""
        j = w.resource(i, "job")
        if j >= 0 and w.resource(i, "done") == 0:
            return w.at_work(i) or Prospect(What.START, i)
        gone: Formula = j < 0 or w.resource(i, "claimed") == 1 or goes_on(w, p, w.job(j, "dest"), j)
        return all_of((gone, Prospect(What.ENTER, p)))

    def takes(self, w: View, p: int, n: int) -> Formula:
        joins = self._joins(w, p, n)
        if not joins:
            return Prospect(What.ROOM, n)
        return any_of((*self._begin(w, n, joins), Prospect(What.ENTER, n)))

    def _joins(self, w: View, p: int, n: int) -> list[int]:
        """Rows by which place ``n`` joins jobs of place ``p``."""
        return [e for e in w.list_of(n, "join") if w.row(e, "target") == p]

    def draws(self, w: View, n: int, p: int) -> Formula:
        needs = [e for e in w.list_of(n, "need") if w.row(e, "target") == p]
        return any_of((*self._begin(w, n, needs), Prospect(What.ENTER, n)))

    def _begin(self, w: View, n: int, rows: list[int]) -> Iterator[Formula]:
        """The servers that hold a job which one of the rows concerns begin it."""
        for i in w.servers(n):
            j = w.resource(i, "job")
            waits = j >= 0 and w.resource(i, "done") == 0 and not w.at_work(i)
            if waits and any(w.concerns(e, j) for e in rows):
                yield Prospect(What.START, i)

    def starts(self, w: View, i: int) -> Formula:
        n, j = w.resource(i, "node"), w.resource(i, "job")
        rows = w.list_of(n, "join")
        jobs = [
            Prospect(What.MORE, w.row(e, "target"), n)
            for e in rows
            if w.concerns(e, j) and joins_ready(w, e, n, j) < w.wanted(rows, e, j)
        ]
        parts = [Prospect(What.RISE, p) for p in w.lacking(w.list_of(n, "need"), j)]
        lacking = [*jobs, *parts]
        return all_of(lacking) if lacking else not _able(w, i)  # what lacks nothing begins at once, if it can


class Queue(Outlook):
    """Jobs stand in a queue until the next place takes them."""

    def holds(self, w: View, n: int) -> Iterator[Held]:
        if w.place(n, "count") > w.place(n, "claimed"):
            leaves = goes_on(w, n, w.place(n, "dest"))
            yield Held(n, -1, w.job(w.place(n, "tail"), "ready"), any_of((leaves, Prospect(What.ENTER, n))))

    def opens(self, w: View, p: int, n: int) -> bool:
        return w.place(n, "count") < w.place(n, "cap")

    def room(self, w: View, n: int) -> Formula:
        if w.place(n, "count") < w.place(n, "cap") or w.place(n, "claimed") > 0:
            return True
        return any_of((goes_on(w, n, w.place(n, "dest")), self._gives_up(w, n)))

    def _gives_up(self, w: View, n: int) -> Formula:
        """Jobs may be taken away that wait for one alone, which may be scrapped if it goes on."""
        if w.place(n, "matched") == 0 or not w.scraps:
            return False
        return any_of(self._moves(w, owner) for owner in {w.owner(j) for j in w.queued(n)} if owner >= 0)

    def _moves(self, w: View, j: int) -> Formula:
        """Whether a job goes on from where it is."""
        n, i = w.where(j)
        if n < 0:
            return True  # on a vehicle
        if i < 0 or w.resource(i, "done") == 1:
            return goes_on(w, n, w.place(n, "dest") if i < 0 else w.job(j, "dest"), j)
        return w.at_work(i) or Prospect(What.START, i)

    def ready(self, w: View, p: int, n: int) -> int:
        return w.place(p, "count") - w.place(p, "claimed")

    def jobs(self, w: View, p: int, n: int) -> list[int]:
        return w.queued(p)

    def more(self, w: View, p: int, n: int) -> Formula:
        room = w.place(p, "count") < w.place(p, "cap") or any_of((self._gives_up(w, p), self._others_take(w, p, n)))
        return all_of((room, Prospect(What.ENTER, p)))

    def _others_take(self, w: View, p: int, n: int) -> Formula:
        """Of parts that each wait for one job alone, those of another job are taken, which makes room for more.

        Another server of a station may do so, while the one that lacks its own waits; a zone has no job but one.
        """
        if w.place(p, "matched") == 0 or p not in w.joined_at(n) or w.kind(n).name == "zone":
            return False
        return Prospect(What.GOES, p, n)


class Behind(Queue):
    """Jobs stand behind a transport; vehicles, which always come, bring more of them."""

    def holds(self, w: View, n: int) -> Iterator[Held]:
        if w.place(n, "waiting") > w.place(n, "claimed"):
            leaves = goes_on(w, n, w.place(n, "dest"))
            comes = any_of((self._on_way(w, n), Prospect(What.ENTER, n)))
            yield Held(n, -1, w.job(w.place(n, "tail"), "ready"), any_of((leaves, comes)))

    def _on_way(self, w: View, n: int) -> bool:
        return w.place(n, "count") > w.place(n, "waiting")

    def opens(self, w: View, p: int, n: int) -> bool:
        return False  # it takes a vehicle

    def room(self, w: View, n: int) -> Formula:
        if w.place(n, "waiting") > 0:
            return super().room(w, n)
        return w.place(n, "count") < w.place(n, "cap") or Prospect(What.GOES, n, w.place(n, "dest"))

    def enters(self, w: View, n: int) -> Formula:
        return not all(w.trips(n)) or super().enters(w, n)

    def ready(self, w: View, p: int, n: int) -> int:
        return w.place(p, "waiting") - w.place(p, "claimed")

    def more(self, w: View, p: int, n: int) -> Formula:
        return self._on_way(w, p) or super().more(w, p, n)


class Belt(Outlook):
    """Jobs travel on a belt, and only the first of them can leave it."""

    def holds(self, w: View, n: int) -> Iterator[Held]:
        i = w.place(n, "res0")
        if w.resource(i, "done") == 1 and w.resource(i, "claimed") == 0:
            leaves = goes_on(w, n, w.place(n, "dest"))
            since = w.job(w.resource(i, "job"), "ready")
            yield Held(n, i, since, any_of((leaves, Prospect(What.ENTER, n))))

    def room(self, w: View, n: int) -> Formula:
        i = w.place(n, "res0")
        waits = w.resource(i, "done") == 1
        if w.place(n, "count") < w.place(n, "cap") and (not waits or w.place(n, "accumulating") == 1):
            return True
        if not waits:
            return Prospect(What.GOES, n, w.place(n, "dest"))
        return w.resource(i, "claimed") == 1 or goes_on(w, n, w.place(n, "dest"))

    def ready(self, w: View, p: int, n: int) -> int:
        i = w.place(p, "res0")
        return int(w.resource(i, "done") == 1 and w.resource(i, "claimed") == 0)

    def jobs(self, w: View, p: int, n: int) -> list[int]:
        return [w.resource(w.place(p, "res0"), "job")] if self.ready(w, p, n) else []

    def more(self, w: View, p: int, n: int) -> Formula:
        if self.ready(w, p, n):
            return False
        claimed = w.resource(w.place(p, "res0"), "claimed")
        return w.place(p, "count") > claimed or Prospect(What.ENTER, p)


class Source(Outlook):
    """Orders are released into it, made on demand, or called."""

    def ready(self, w: View, p: int, n: int) -> int:
        stream = w.place(p, "stream")
        left = stream >= 0 and w.resource(stream, "jobs") < w.resource(stream, "count")
        return w.place(p, "count") + int(left or stream == k.MADE_ON_DEMAND)

    def more(self, w: View, p: int, n: int) -> Formula:
        if any(w.due(i) < math.inf for i in w.releases.get(p, ())):
            return True
        callers = w.callers.get(p, ())
        return any_of(Prospect(What.ENTER, c) for c in callers) if callers else Never.ENDED


class Exit(Outlook):
    """Jobs leave the plant."""

    def opens(self, w: View, p: int, n: int) -> bool:
        return True


EXITS = Exit()
#: By the trait ``holds`` of a kind.
BY_HOLDS: dict[str, Outlook] = {
    "": Outlook(),
    "servers": ByServers(),
    "queue": Queue(),
    "belt": Belt(),
    "behind": Behind(),
    "source": Source(),
}


def joins_ready(w: View, e: int, n: int, j: int) -> int:
    """How many jobs are there that row ``e`` of place ``n`` can join to job ``j``."""
    p, own = w.row(e, "target"), w.to_join(e, j)
    if own is None:
        return outlook_of(w, p).ready(w, p, n)
    return len(own) if w.owner(j) >= 0 else int(w.row(e, "amount")) << 8  # whose main job has ended needs nothing


def _able(w: View, i: int) -> bool:
    """Whether a resource is up and on shift."""
    return w.resource(i, "up") == 1 and w.resource(i, "on") == 1
