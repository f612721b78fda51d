"""What a kind says of its places and resources: on what it depends that jobs and parts go on there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from taktwin.kernel.outlook.carriers import go_in, there
from taktwin.kernel.outlook.formula import Formula, Prospect, What, all_of, any_of
from taktwin.kernel.outlook.sequence import in_sequence
from taktwin.kernel.outlook.view import View


class Held(NamedTuple):
    """Work that a place holds and that does not go on by itself.

    ``resource`` is -1 for jobs in a queue; ``since`` is when it last went on (s); ``freed`` tells what it waits for.
    """

    place: int
    resource: int
    since: float
    freed: Formula


class Outlook:
    """Of a kind that says nothing: it holds no work, and everything that others ask of it may happen.

    What may happen is said generously: where a kind does not know better, yes. So nothing is said to stand for good
    that may move after all.
    """

    #: Whether its resources deliver to a stock point at times of their own; whether they release orders.
    delivers = False
    releases = False
    #: Whether its places take no job before there are enough of them.
    gathers = False

    def holds(self, w: View, n: int) -> Iterator[Held]:
        """The work in place ``n`` that does not go on by itself."""
        return iter(())

    def opens(self, w: View, p: int, n: int) -> bool:
        """Whether place ``n`` would take a job at this very instant, if one were ready at place ``p``."""
        return False

    def room(self, w: View, n: int) -> Formula:
        """Place ``n`` has room for a job."""
        return True

    def enters(self, w: View, n: int) -> Formula:
        """A job comes into place ``n``."""
        comes = (all_of((supply(w, p, n), go_in(w, p, n), in_sequence(w, p, n))) for p in w.givers(n))
        return all_of((Prospect(What.ROOM, n), any_of(comes)))

    def ready(self, w: View, p: int, n: int) -> int:
        """How many jobs are ready at place ``p`` for place ``n``."""
        return 0

    def jobs(self, w: View, p: int, n: int) -> list[int] | None:
        """These jobs; None where they are not told one by one."""
        return None

    def more(self, w: View, p: int, n: int) -> Formula:
        """More jobs than that will be."""
        return True

    def takes(self, w: View, p: int, n: int) -> Formula:
        """Place ``n`` takes a job of place ``p``, one that is ready or a later one."""
        return Prospect(What.ROOM, n)

    def takes_of(self, w: View, p: int, n: int, jobs: list[int] | None) -> Formula:
        """Place ``n`` takes one of these jobs, which are ready at place ``p`` (None: which they are is not known).

        Where that could happen at this very instant it would have happened: nobody has told the place, and nobody will.
        """
        return not self.opens(w, p, n) and Prospect(What.GOES, p, n)

    def starts(self, w: View, i: int) -> Formula:
        """Resource ``i`` begins what it holds."""
        return True

    def refills(self, w: View, at: int, p: int) -> Formula:
        """Place ``at`` (where the kind delivers: resource) brings parts to stock point ``p``."""
        return True

    def draws(self, w: View, n: int, p: int) -> Formula:
        """Place ``n`` draws parts from stock point ``p``."""
        return True

    def takes_out(self, w: View, at: int, p: int) -> Formula:
        """Resource ``at`` of a kind that delivers draws parts from stock point ``p``."""
        return True

    def spoils(self, w: View, n: int, p: int) -> Formula:
        """Place ``n`` brings fewer parts to stock point ``p`` than were to come."""
        return False


def outlook_of(w: View, n: int) -> Outlook:
    """What the kind of place ``n`` says."""
    return w.outlook(w.kind(n))


def supply(w: View, p: int, n: int) -> Formula:
    """A job is ready at place ``p`` for place ``n``, or will be."""
    return outlook_of(w, p).ready(w, p, n) > 0 or Prospect(What.MORE, p, n)


def goes_on(w: View, p: int, n: int, job: int = -1) -> Formula:
    """A job that is ready at place ``p`` goes on into place ``n``: this one, or any (-1)."""
    if w.place(n, "takes") > 0 or w.place(n, "sequence0") >= 0:
        return Prospect(What.GOES, p, n)  # it may lack a carrier, or have overtaken, whatever room there is
    jobs = [job] if job >= 0 else outlook_of(w, p).jobs(w, p, n)
    return outlook_of(w, n).takes_of(w, p, n, jobs)


def rises(w: View, p: int) -> Formula:
    """More parts than now come to be had at stock point ``p``."""
    if w.stock(p, "level") >= w.stock(p, "cap") and w.stock(p, "reserved") <= 0.0:
        return False
    if w.stock(p, "dock") > 0.0:
        return True  # what is reserved goes, and what waits at the dock moves in
    makers = (outlook_of(w, n).refills(w, n, p) for n in w.makers(p))
    lanes = (w.outlook(w.kind_of_resource(i)).refills(w, i, p) for i in w.deliveries.get(p, ()))
    return any_of((*makers, *lanes))


def drawn(w: View, p: int) -> Formula:
    """Parts are drawn from stock point ``p``."""
    users = (outlook_of(w, n).draws(w, n, p) for n in w.users(p))
    lanes = (w.outlook(w.kind_of_resource(i)).takes_out(w, i, p) for i in w.departures.get(p, ()))
    return any_of((*users, *lanes))


def formula_of(w: View, prospect: Prospect) -> Formula:
    """What a prospect depends on."""
    what, of, to = prospect
    match what:
        case What.ROOM:
            return outlook_of(w, of).room(w, of)
        case What.ENTER:
            return outlook_of(w, of).enters(w, of)
        case What.MORE:
            return outlook_of(w, of).more(w, of, to)
        case What.GOES:
            takes = outlook_of(w, to).takes(w, of, to)
            return takes if of in w.joined_at(to) else all_of((takes, go_in(w, of, to), in_sequence(w, of, to)))
        case What.CARRIER:
            return there(w, of)
        case What.START:
            return w.outlook(w.kind_of_resource(of)).starts(w, of)
        case What.RISE:
            return rises(w, of)
        case What.DRAWN:
            return drawn(w, of)
