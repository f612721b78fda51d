"""How jobs move in the shadow: what an arrival, a departure or a state of a machine says about where jobs stand.

Order of belief: who was read at a place, then what was counted, then the states of machines, then the model. A move
that is possible only if others happened unseen has those made before it, the fewest that will do, and they are marked.
"""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.live.shadow.counter import GREW, RESET, RETURNED, WRAPPED, Counter
from taktwin.live.shadow.floor import MASKS, Floor, Key, Standing
from taktwin.live.shadow.placing import AT_SERVERS
from taktwin.live.shadow.strangers import Strangers
from taktwin.live.shadow.verdict import Verdict

POSSIBLE, REPEATED = Verdict("possible"), Verdict("repeated")
_AT_MOST = 60  # jobs that one number of a counter brings in
_TOLD = {WRAPPED: "gone round", RESET: "begun at 0 again", RETURNED: "come back to what it was"}
SLACK_S = 120.0  # so much may clocks differ before a way is held to be too quick


class Moves(Strangers):
    """The rules, for one network; what they are applied to is given with each call."""

    # --- arrivals

    def enter(self, floor: Floor, node: int, key: Key, time: float) -> Verdict:
        """A job is seen at a place."""
        self.moved = 0
        net = self.net
        if key[1] < 0:
            return self._somebody(floor, node, key, time)
        same = floor.by_key.get(key)
        if same is None or self._is_another_part(floor, same, node, key):
            nameless = self._nameless(floor, node, key)
            if nameless is None:
                return self._unknown(floor, node, key, time)
            floor.name(nameless, key)
            same = [nameless]
        job = same[0] if len(same) == 1 else self._nearest(same, node)
        at = job.node
        if at == node:
            job.seen, job.sure = time, True
            return REPEATED
        if node in net.after[at]:
            if net.fifo[at]:
                floor.strangers.pop(at, None)  # who stood before it has gone on
            self._move(floor, job, node, time)
            return POSSIBLE if not self.moved else Verdict("inferred", self.moved)
        return self._from_afar(floor, job, node, time)

    def _nearest(self, same: list[Standing], node: int) -> Standing:
        """Of the jobs of an order (doors, cockpit, pack) the one that can have come here, the nearest first."""
        best, least = same[0], 1 << 30
        for job in same:
            if job.node == node:
                return job
            way = self.net.path(job.node, node)
            if way is not None and len(way) < least:
                best, least = job, len(way)
        return best

    def _from_afar(self, floor: Floor, job: Standing, node: int, time: float) -> Verdict:
        """A job that was believed to stand elsewhere than just before the place where it is seen."""
        net = self.net
        way = net.path(job.node, node)
        if way is not None:
            least = net.least[job.node] + sum(net.least[n] for n in way[:-1])
            if time - job.since + SLACK_S >= least:
                for between in way[:-1]:
                    self._move(floor, job, between, time, sure=False)
                self._move(floor, job, node, time)
                return Verdict("inferred", self.moved)
            why = "a job is seen far ahead of where it can be"
        elif not job.sure:  # it had been moved on without being seen, and is seen behind that now
            self._move(floor, job, node, time)
            return Verdict("inferred", self.moved + 1)
        elif time < job.since or (time == job.since and net.path(node, job.node) is not None):
            return REPEATED  # it has been there, before or at this very instant
        else:
            why = "no way leads to this place from where the job was seen"
        if key_is_taken_elsewhere(job, time):
            return Verdict("impossible", 0, "a job is seen in two places")
        self._move(floor, job, node, time)
        floor.figures.resyncs += 1
        return Verdict("impossible", self.moved, why)

    def _unknown(self, floor: Floor, node: int, key: Key, time: float) -> Verdict:
        """A job that stands nowhere: it is new, or its begin was not seen."""
        net = self.net
        left = floor.gone.get(key)
        if left is not None and left[1]:
            if time <= left[0] + SLACK_S:
                return REPEATED
            return Verdict("impossible", 0, "a job is seen that has left")
        if left is not None:  # nobody had seen it leave
            del floor.gone[key]
            job = Standing(key, node, time)
            self._arrive(floor, job, node, time, new=True)
            job.born = left[2]
            self._leaves(floor, node, -1)
            return Verdict("inferred", self.moved + 1)
        direct = any(net.holds[n] == "source" for n in net.before[node])
        job = Standing(key, node, time)
        if direct:
            self._arrive(floor, job, node, time, new=True)
            return POSSIBLE if not self.moved else Verdict("inferred", self.moved)
        if not any(net.holds[n] == "source" for n in net.upstream(node)):
            return Verdict("impossible", 0, "an unknown job is seen where none begins")
        self._arrive(floor, job, node, time, new=True)
        return Verdict("inferred", self.moved + 1)

    def _somebody(self, floor: Floor, node: int, key: Key, time: float) -> Verdict:
        """A job is seen, but not which: the one that is next."""
        net = self.net
        job = self._next_to_come(floor, net.before[node], key[2])
        if job is not None and not self._is_behind_strangers(floor, job, time):
            self._move(floor, job, node, time)
            return POSSIBLE if not self.moved else Verdict("inferred", self.moved)
        if self._stranger(floor, net.before[node], node, time, key[2]):
            return Verdict("inferred", self.moved + 1)
        if any(net.holds[n] == "source" for n in net.before[node]):
            if not key[2]:
                latest = self._latest(floor, node) or self._nobody(node)
                if latest is None:
                    return Verdict("impossible", 0, "a job begins, and nobody says which")
                self._arrive(floor, Standing(latest, node, time), node, time, new=True)
                return Verdict("inferred", self.moved + 1)
            self._arrive(floor, Standing(key, node, time), node, time, new=True)
            return POSSIBLE if not self.moved else Verdict("inferred", self.moved)
        for before in net.upstream(node):
            if self._stranger(floor, [before], node, time, key[2]):
                return Verdict("inferred", self.moved + 1)
            if net.holds[before] != "source" and (job := self._next_to_come(floor, [before], key[2])) is not None:
                for between in (net.path(before, node) or [node])[:-1]:
                    self._move(floor, job, between, time, sure=False)
                self._move(floor, job, node, time)
                return Verdict("inferred", self.moved)
        if not key[2]:
            return Verdict("impossible", 0, "a job is seen where none can be")
        self._arrive(floor, Standing(key, node, time), node, time, new=True)
        return Verdict("inferred", self.moved + 1)

    def _latest(self, floor: Floor, node: int) -> Key | None:
        """The order of a place's stream that was released last, if it has not begun."""
        for stream in self.net.index.origins[self.net.line_of.get(node, node)].streams:
            key = (stream, floor.released.get(stream, (0, 0.0))[0] - 1, False)
            if key[1] >= 0 and key not in floor.by_key and key not in floor.gone:
                return key
        return None

    def _next_to_come(self, floor: Floor, places: list[int], sub: bool) -> Standing | None:
        """Of the jobs that stand in some places the one that can go on first."""
        best: Standing | None = None
        rank = (9, 0.0)
        for n in places:
            for job in floor.places.get(n, ()):
                if job.key[2] != sub:
                    continue
                mine = (self._rank(floor, job), job.since)
                if mine < rank:
                    best, rank = job, mine
                if self.net.fifo[n]:
                    break
        return best

    # --- departures

    def exit(self, floor: Floor, key: Key, time: float) -> Verdict:
        """A job has come to an exit, or is said to be finished or scrapped."""
        self.moved = 0
        same = floor.by_key.get(key)
        if not same:
            return POSSIBLE if key in floor.gone else self._stranger_leaves(floor, key)
        job = same[0]
        exits = any(self.net.holds[n] == "exit" for n in self.net.after[job.node])
        ahead = exits and job.sure and self.net.fifo[job.node] and floor.places[job.node][0] is not job
        for one in list(floor.places[job.node]) if ahead else ():
            if one is job:
                break
            self._push(floor, one, time)
        self._leaves(floor, job.node)
        floor.drop(job)
        if exits:
            return POSSIBLE if not self.moved else Verdict("inferred", self.moved)
        return Verdict("inferred", self.moved + 1)

    def scrap(self, floor: Floor, key: Key) -> Verdict:
        """A job is said to be scrapped: that can happen anywhere."""
        same = floor.by_key.get(key)
        if not same:
            return REPEATED if key in floor.gone else Verdict("impossible", 0, "an unknown job leaves")
        floor.drop(same[0])
        return POSSIBLE

    def join(self, floor: Floor, node: int, key: Key) -> Verdict:
        """A job of a sub-line has become part of another."""
        self.moved = 0
        same = floor.by_key.get(key, [])
        here = [job for job in same if job.node == node]
        if not here and self._stranger_joins(floor, node, key):
            return Verdict("inferred", 1)
        if not same:
            owner_known = (key[0], key[1], False) in floor.by_key or (key[0], key[1], False) in floor.gone
            return REPEATED if owner_known else Verdict("impossible", 0, "an unknown job becomes a part")
        owner = floor.by_key.get((key[0], key[1], False))
        if owner:
            owner[0].parts += 1
        if here:
            floor.drop(min(here, key=lambda job: job.since) if key[1] < 0 else here[0])
            return POSSIBLE
        for before in self.net.upstream(node):
            behind = [job for job in same if job.node == before]
            if behind:
                floor.drop(behind[0])
                return Verdict("inferred", 1)
        return REPEATED

    # --- machines

    def state(self, floor: Floor, i: int, state: int, keys: list[Key], time: float) -> Verdict:
        """A machine is in a state, at work on one of these jobs (none: nobody)."""
        net = self.net
        machine = self.machine(floor, i)
        machine.change(state, time)
        node = net.node_of_resource[i]
        if node < 0 or net.holds[node] != AT_SERVERS:
            return POSSIBLE
        if not keys:
            if state == k.STARVED:
                for job in floor.places.get(node, ()):
                    if job.server == i:
                        floor.loose[i] = (job, time)
            elif state not in MASKS:
                self._takes_somebody(floor, i, node, time)
            return POSSIBLE
        floor.loose.pop(i, None)
        verdict = POSSIBLE
        job = self._at(floor, node, keys)
        if job is None:
            known = [key for key in keys if key in floor.by_key]
            verdict = self.enter(floor, node, known[0] if known else keys[0], time)
            job = self._at(floor, node, keys)
            if job is None:
                return verdict
            if verdict.word == "possible":
                verdict = Verdict("inferred", 1)
        if job.server != i:
            for other in floor.places[node]:
                if other.server == i:
                    other.server = -1
            job.server, job.clock = i, machine.clock(time)
            self._takes_batch(floor, job)
        if state not in MASKS:
            job.seen = time
            if state == k.WORKING and net.setup_option[node] >= 0:
                values = floor.options.get(job.key[:2])
                machine.last = values[net.setup_option[node]] if values else -1
        return verdict

    def _takes_somebody(self, floor: Floor, i: int, node: int, time: float) -> None:
        """A machine is at work, and nobody says on whom: on the first who is in none yet."""
        here = floor.places.get(node, ())
        if any(job.server == i for job in here):
            return
        free = [job for job in here if job.server < 0]
        if free:
            job = min(free, key=lambda one: one.since)
            job.server, job.clock = i, self.machine(floor, i).clock(time)
            self._takes_batch(floor, job)

    def _takes_batch(self, floor: Floor, job: Standing) -> None:
        """Who came with a job is in the same batch."""
        if self.net.batches[job.node]:
            for other in floor.places[job.node]:
                if other.server < 0 and other.since == job.since:
                    other.server, other.clock = job.server, job.clock

    def _at(self, floor: Floor, node: int, keys: list[Key]) -> Standing | None:
        for job in floor.places.get(node, ()):
            if job.key in keys:
                return job
        return None

    # --- counters

    def count(
        self, floor: Floor, node: int, value: float, time: float, out: bool = False, width: int | None = None
    ) -> Verdict:
        """A counter of jobs that have come (or, ``out``, were finished): what was not seen of them came unseen.

        Of a counter of finished jobs no more can be known than that so many have come.
        """
        net = self.net
        counter = floor.counted.get((node, out))
        if counter is None:
            floor.counted[node, out] = Counter(value, 0.0, time, floor.entered.get(node, 0), time)
            return POSSIBLE
        if time < counter.time or (time == counter.time and value < counter.value):
            return POSSIBLE  # it has grown since
        word = counter.take(value, time, net.pace[node], net.at_once[node], width)
        if word != GREW:
            about = f"a counter has {_TOLD[word]}"
            floor.figures.why[about] = floor.figures.why.get(about, 0) + 1
        if net.holds[node] == "exit":
            return self._left(floor, node, round(counter.total) - (floor.entered.get(node, 0) - counter.seen))
        moved = 0
        for _ in range(max(0, min(_missing(floor, node, counter), _AT_MOST))):
            self.moved = 0
            if self._somebody(floor, node, (-1, -1, net.sub_only[node]), time).word == "impossible":
                break
            moved += 1
        left = _missing(floor, node, counter)
        if left > 0 or (left < 0 and not out):
            counter.seen -= left
            return Verdict("impossible", moved, "a counter and what was seen differ")
        return Verdict("inferred", moved) if moved else POSSIBLE

    def _left(self, floor: Floor, node: int, missing: int) -> Verdict:
        """So many jobs more have left the plant than was told of; below 0: fewer."""
        for _ in range(missing):
            job = self._next_to_come(floor, self.net.before[node], False)
            if job is not None:
                floor.drop(job, seen=False)
        floor.leaves(missing)
        floor.entered[node] = floor.entered.get(node, 0) + missing
        return Verdict("inferred", abs(missing)) if missing else POSSIBLE


def _missing(floor: Floor, node: int, counter: Counter) -> int:
    """How many a counter has counted more than are known to have come."""
    return round(counter.total) - (floor.entered.get(node, 0) - counter.seen)


def key_is_taken_elsewhere(job: Standing, time: float) -> bool:
    """Whether a job was read elsewhere at this very instant: one of the two was misread."""
    return job.sure and job.seen == time
