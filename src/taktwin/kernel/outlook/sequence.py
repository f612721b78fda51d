"""The outlook of places that keep the sequence: on what it depends that the next job comes."""

from __future__ import annotations

from taktwin.kernel.outlook.carriers import moves_on
from taktwin.kernel.outlook.formula import Formula, any_of
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
    return any_of(moves_on(w, *w.where(other)) for other in waited_for)
