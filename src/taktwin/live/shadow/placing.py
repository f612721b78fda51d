"""How a job is put where it stands in the shadow, what its arrival brings about, and who has to make room for it."""

from __future__ import annotations

from taktwin.kernel.base import state as k
from taktwin.live.shadow.floor import Floor, Machine, Standing
from taktwin.live.shadow.network import Network

LOOSE_S = 2.0  # so long after its machine is empty a job may be seen elsewhere
_FURTHEST = 60  # places that one arrival may push on
AT_SERVERS = "servers"


class Placing:
    """Moves of jobs in one network; what they are applied to is given with each call.

    ``moved``: moves that were inferred for the present event.
    """

    def __init__(self, network: Network) -> None:
        self.net = network
        self.moved = 0  # inferred, of the present event

    def machine(self, floor: Floor, i: int) -> Machine:
        """The machine of a resource."""
        found = floor.machines.get(i)
        if found is None:
            found = floor.machines[i] = Machine(self.net.moving(i))
        return found

    def _rank(self, floor: Floor, job: Standing) -> int:
        """How near to going on a job is: 0 its machine is empty, 1 it is finished, 2 it waits, 3 it is worked on."""
        if job.server in floor.loose:
            return 0
        if self.net.holds[job.node] != AT_SERVERS or job.server < 0:
            return 2
        state = self.machine(floor, job.server).before
        return 1 if state in (k.BLOCKED, k.WAITING_TRANSPORT, k.WAITING_CARRIER) else 3

    # --- moves

    def _move(self, floor: Floor, job: Standing, node: int, time: float, sure: bool = True) -> None:
        """A job goes from its place to another; who stood before it in a row has gone on, too."""
        before = floor.places[job.node]
        # who was not seen coming in may have come before those that stand before it
        if job.sure and self.net.fifo[job.node] and before[0] is not job and node in self.net.after[job.node]:
            for ahead in before[: before.index(job)]:
                self._push(floor, ahead, time)
        floor.take(job)
        self._arrive(floor, job, node, time, sure=sure)

    def _arrive(
        self, floor: Floor, job: Standing, node: int, time: float, sure: bool = True, new: bool = False
    ) -> None:
        net = self.net
        self.moved += not sure
        job.since, job.sure, job.parts = time, sure, 0
        if sure:
            job.seen = time
        if new:
            job.node, job.born = node, time
            floor.add(job)
        else:
            floor.put(job, node)
        floor.entered[node] = floor.entered.get(node, 0) + 1
        held = net.holds[node]
        if held == "belt":
            job.clock = self.machine(floor, net.resource0[node]).clock(time)
        elif held == "zone":
            self._into_zone(floor, node, job, time)
        elif held == AT_SERVERS and net.nodes_res[node] == 1:
            job.server = net.resource0[node]
            job.clock = self.machine(floor, job.server).clock(time)
        if node in net.calls and not job.key[2]:
            self._call(floor, node, job, time)
        here = floor.places[node]
        if node in floor.strangers:
            self._fewer_strangers(floor, node, floor.strangers[node] - (net.cap[node] - len(here)))
        if len(here) > net.cap[node]:
            self._make_room(floor, node, job, time)

    def _into_zone(self, floor: Floor, node: int, job: Standing, time: float) -> None:
        """The line has moved by a pitch; the work begins when the worker of the zone is free."""
        line = self.net.line_of[node]
        clock = self.machine(floor, self.net.resource0[line]).clock(time)
        floor.pitched[line] = clock
        job.clock = max(clock, floor.busy.get(node, 0.0))
        work = self.net.mean_work(node, floor.options.get(job.key[:2]))
        floor.busy[node] = job.clock + (work or 0.0)

    def _call(self, floor: Floor, node: int, job: Standing, time: float) -> None:
        values = floor.options.get(job.key[:2])
        key = (job.key[0], job.key[1], True)
        for source, quantity, cond0, conds in self.net.calls[node]:
            if self.net.holds_for(cond0, conds, values):
                for _ in range(quantity):
                    floor.add(Standing(key, source, time, job.sure))

    def _fewer_strangers(self, floor: Floor, node: int, by: int) -> None:
        """So many fewer jobs can stand in a place of which nobody has told; nothing where ``by`` is 0 or less."""
        left = floor.strangers.get(node, 0) - max(0, by)
        if left > 0:
            floor.strangers[node] = left
        else:
            floor.strangers.pop(node, None)

    def _make_room(self, floor: Floor, node: int, job: Standing, time: float) -> None:
        """A place holds more than it can: somebody has left unseen."""
        others = [one for one in floor.places[node] if one is not job]
        if self.net.fifo[node]:
            victim = others[0]
        else:
            victim = min(others, key=lambda one: (self._rank(floor, one), one.sure, one.since))
        self._push(floor, victim, time)

    def _push(self, floor: Floor, job: Standing, time: float) -> None:
        """A job has gone on along its line without being seen."""
        net, at = self.net, job.node
        to = net.onward[at]
        if self.moved > _FURTHEST or to < 0 or net.holds[to] == "exit":
            self.moved += 1
            self._end(floor, job)
            return
        floor.take(job)
        self._arrive(floor, job, to, time, sure=False)

    def _end(self, floor: Floor, job: Standing) -> None:
        if not job.key[2] and self.net.onward[job.node] >= 0:
            self._leaves(floor, job.node)
        floor.drop(job, seen=False)

    def _leaves(self, floor: Floor, node: int, jobs: int = 1) -> None:
        """So many jobs have left the plant from a place; below 0: they had not, after all."""
        floor.leaves(jobs)
        exit_ = self.net.exit_of[node]
        if exit_ >= 0:
            floor.entered[exit_] = floor.entered.get(exit_, 0) + jobs

    def settle(self, floor: Floor, time: float) -> int:
        """Jobs whose machine has been empty for a while have gone on; how many were moved."""
        self.moved = 0
        for i, (job, at) in list(floor.loose.items()):
            if time - at < LOOSE_S:
                continue
            floor.loose.pop(i, None)
            if job.server == i and floor.machines[i].before == k.STARVED and self.net.node_of_resource[i] == job.node:
                self._push(floor, job, at)
        return self.moved
