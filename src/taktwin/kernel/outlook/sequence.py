"""The outlook of places that keep the sequence: on what it depends that the next job comes."""

from __future__ import annotations

from taktwin.kernel.outlook.carriers import go_in, may_leave, moves_on
from taktwin.kernel.outlook.formula import Formula, Prospect, What, all_of, any_of
from taktwin.kernel.outlook.view import View


def in_sequence(w: View, p: int, n: int) -> Formula:
    """One of the jobs that place ``p`` has ready for place ``n`` is the next in its sequence, or that one comes.

    That it moves at all where it stands is taken to be enough.
    """
    if w.place(n, "sequence0") < 0:
        return True
    jobs = w.outlook(w.kind(p)).jobs(w, p, n)
    if jobs is None or not jobs:
        return True
    first = {j: w.first_to_come.get((n, w.job(j, "stream")), j) for j in jobs if w.job(j, "main") == 1}
    if len(first) < len(jobs) or any(j == other or w.value(j, w.place(n, "visits")) > 0 for j, other in first.items()):
        return True
    waited_for = [other for other in dict.fromkeys(first.values()) if other is not None]
    return any_of(_comes(w, n, *w.where(other)) for other in waited_for)


def _comes(w: View, n: int, at: int, i: int) -> Formula:
    """The job that place ``n`` waits for, in place ``at`` (at its resource ``i``, -1: in its queue), moves on.

    Straight into place ``n`` it goes as soon as it has been worked on: it is the next, whoever else stands there.
    """
    if i < 0 or w.resource(i, "done") == 1 or n not in w.exits(at):
        return moves_on(w, at, i)
    begins: Formula = w.at_work(i) or Prospect(What.START, i)
    takes = w.outlook(w.kind(n)).takes(w, at, n)
    return all_of((begins, any_of((all_of((takes, go_in(w, at, n))), may_leave(w, at, but=n)))))
