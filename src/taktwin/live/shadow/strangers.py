"""Jobs that stood in a plant before it was heard: nobody has told of them, and they come out of their places.

`Floor.strangers` says of how many jobs at most that may be so in each place. It is empty for a plant that was heard
from its begin, and nothing here changes anything then.
"""

from __future__ import annotations

from taktwin.live.shadow.floor import Floor, Key, Standing
from taktwin.live.shadow.placing import Placing
from taktwin.live.shadow.verdict import Verdict

POSSIBLE = Verdict("possible")
_CLOSE_S = 1.0  # so much shorter than its least time in a place a job may seem to have been there


class Strangers(Placing):
    """What an event says about jobs from before we heard of the plant."""

    def _is_behind_strangers(self, floor: Floor, job: Standing, time: float) -> bool:
        """Whether somebody who was there before we heard must have gone on, as this job cannot have by now."""
        return job.node in floor.strangers and time - job.since < self.net.least[job.node] - _CLOSE_S

    def _stranger(self, floor: Floor, places: list[int], node: int, time: float, sub: bool) -> bool:
        """Somebody comes who stood in one of some places before we heard of the plant; False where nobody can have."""
        for n in places:
            if n in floor.strangers:
                self._fewer_strangers(floor, n, 1)
                key = (-1, -1, True) if sub else self._nobody(node) or (-1, -1, False)
                self._arrive(floor, Standing(key, node, time), node, time, new=True)
                return True
        return False

    def _nobody(self, node: int) -> Key | None:
        """A job of a place's stream whose order nobody has told of; None where there are several streams."""
        streams = self.net.index.origins[self.net.line_of.get(node, node)].streams
        return (next(iter(streams)), -1, False) if len(streams) == 1 else None

    def _nameless(self, floor: Floor, node: int, key: Key) -> Standing | None:
        """Who it must be that is read at a place, where only jobs stand there, or before it, that nobody has named."""
        if key in floor.gone or (key[2] and not self._may_be_unheard(floor, node, key)):
            return None
        for n in (node, *self.net.before[node]):
            for job in floor.places.get(n, ()):
                if job.key in ((key[0], -1, key[2]), (-1, -1, key[2])):
                    return job
        return None

    def _stranger_leaves(self, floor: Floor, key: Key) -> Verdict:
        """A job leaves that nobody has named: one that stands there unnamed, or stood somewhere before we heard."""
        last = [n for n in range(self.net.size) if any(self.net.holds[to] == "exit" for to in self.net.after[n])]
        unnamed = ((key[0], -1, False), (-1, -1, False))
        standing = [job for n in last for job in floor.places.get(n, ()) if job.key in unnamed]
        if standing:
            job = min(standing, key=lambda one: one.since)
            floor.name(job, key)
            self._leaves(floor, job.node)
            floor.drop(job)
            return POSSIBLE
        if not floor.strangers:
            return Verdict("impossible", 0, "an unknown job leaves")
        node = next((n for n in last if n in floor.strangers), last[0])
        self._fewer_strangers(floor, node, 1)
        floor.gone[key] = (floor.now, True, floor.now)
        self._leaves(floor, node)
        return Verdict("inferred", 1)

    # --- parts, jobs of sub-lines

    def _is_another_part(self, floor: Floor, same: list[Standing], node: int, key: Key) -> bool:
        """Whether who is seen is none of the parts of its order that are known, for none of them can come here.

        An order has several, such as a door on the left and one on the right; one that was called before we heard of
        the plant is not known.
        """
        if not key[2] or not floor.strangers:
            return False
        if any(job.node == node or self.net.path(job.node, node) is not None for job in same):
            return False
        return self._may_be_unheard(floor, node, key)

    def _may_be_unheard(self, floor: Floor, node: int, key: Key) -> bool:
        """Whether a part may have begun before we heard of the plant: its order has not passed where it takes it."""
        net = self.net
        if not any(n in floor.strangers for n in (node, *net.upstream(node))):
            return False
        owner = (key[0], key[1], False)
        if owner in floor.gone:
            return False
        at, taker = floor.by_key.get(owner), net.taker(node)
        return at is None or taker < 0 or at[0].node == taker or net.path(at[0].node, taker) is not None

    def _stranger_joins(self, floor: Floor, node: int, key: Key) -> bool:
        """A part that nobody has named, or told of at all, becomes a part of its order; False where there is none.

        ``node`` is the last place of its sub-line. Who bears the name of the order and stands further back is somebody
        else then.
        """
        if not floor.strangers:
            return False
        nameless = [job for job in floor.places.get(node, ()) if job.key == (-1, -1, True)]
        same = floor.by_key.get(key)
        if not nameless and (same or not self._may_be_unheard(floor, node, key)):
            return False
        if same and nameless:
            floor.name(min(same, key=lambda job: job.since), (-1, -1, True))
        owner = floor.by_key.get((key[0], key[1], False))
        if owner:
            owner[0].parts += 1
        if nameless:
            floor.drop(min(nameless, key=lambda job: job.since))
        else:
            self._fewer_strangers(floor, node, 1)
        return True
