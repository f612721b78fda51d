"""Times that events tell: work, setups and repairs of each machine, when it stops, and how long it worked between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from taktwin.kernel.base import state as k
from taktwin.live.events import PlantEvent
from taktwin.live.shadow.network import Network

_CODES = {word: code for code, word in enumerate(k.STATES)}
#: States that hide what a machine would else do.
_MASKS = frozenset((k.DOWN, k.MINOR_STOP, k.WAITING_CREW, k.MAINTENANCE, k.OFF_SHIFT))
_STOPPED = frozenset((k.DOWN, k.MINOR_STOP))
_NO_TIME = frozenset((k.DOWN, k.MINOR_STOP, k.WAITING_CREW, k.MAINTENANCE, k.OFF_SHIFT))


class Seen(NamedTuple):
    """Something that was seen of a resource.

    ``what``: ``work``, ``setup``, ``repair`` or ``stop``; ``seconds`` how long; ``key``: stream and order of the job,
    ``before``: those of the job before; ``state``: of a stop or repair.
    """

    what: str
    resource: int
    time: float
    seconds: float = 0.0
    key: tuple[str | None, int] | None = None
    before: tuple[str | None, int] | None = None
    state: int = -1


@dataclass(slots=True)
class _Machine:
    """What is known of a resource: its state since when, the job at work and how long so far, its last job."""

    state: int = -1
    since: float = 0.0
    key: tuple[str | None, int] | None = None
    worked: float = 0.0
    whole: bool = False  # its work has been seen from the begin on
    last: tuple[str | None, int] | None = None
    setup: float = 0.0
    setting: bool = False
    stopped: bool = False  # in a stop, whatever hides it
    repair: float = -1.0  # how long it has been repaired; -1: not seen from its begin on
    moving: float = 0.0  # time at work so far
    passing: float = 0.0  # time so far, stops and off shift left out


class Observer:
    """Reads states of machines, in the order of time; what comes out of order is passed over."""

    def __init__(self, network: Network) -> None:
        self._net = network
        self._machines: dict[int, _Machine] = {}
        self._moves = [network.moving(i) for i in range(len(network.node_of_resource))]
        self.now = 0.0

    def clocks(self, i: int) -> tuple[float, float]:
        """How long a resource has worked, and has neither stopped nor been off shift, since it was first seen, s."""
        machine = self._machines.get(i)
        if machine is None:
            return 0.0, 0.0
        passed = max(0.0, self.now - machine.since)
        moving = passed if machine.state in self._moves[i] else 0.0
        passing = passed if machine.state not in _NO_TIME else 0.0
        return machine.moving + moving, machine.passing + passing

    def see(self, event: PlantEvent) -> list[Seen]:
        """What an event completes."""
        if event.kind != "state" or event.quality == "bad" or event.time < self.now:
            return []
        self.now = event.time
        i = self._net.resource_of.get((event.element or "", event.server or 1))
        if i is None:
            return []
        state = _CODES[event.state or ""]
        machine = self._machines.get(i)
        if machine is None:
            machine = self._machines[i] = _Machine(since=event.time)
        key = (event.stream, event.order) if event.order >= 0 else None
        found = self._change(i, machine, state, key, event.time)
        machine.state, machine.since = state, event.time
        return found

    def _change(self, i: int, m: _Machine, state: int, key: tuple[str | None, int] | None, time: float) -> list[Seen]:
        found: list[Seen] = []
        passed, before = time - m.since, m.state
        if before in self._moves[i]:
            m.moving += passed
        if before not in _NO_TIME and before >= 0:
            m.passing += passed
        if before == k.WORKING:
            m.worked += passed
        elif before == k.SETUP:
            m.setup += passed
        if state not in _MASKS:
            self._work(i, m, state, key, time, found)
        self._stop(i, m, state, time, passed, found)
        return found

    def _work(self, i: int, m: _Machine, state: int, key, time: float, found: list[Seen]) -> None:
        """Work and setups, which stops and the end of the shift interrupt."""
        at_work = state in (k.WORKING, k.SETUP)
        if m.setting and state != k.SETUP:
            if key is not None and m.last is not None and m.setup > 0.0:
                found.append(Seen("setup", i, time, m.setup, key, m.last))
            m.setting = False
        if m.key is not None and (not at_work or key != m.key):
            if m.whole and m.worked > 0.0:
                found.append(Seen("work", i, time, m.worked, m.key))
            m.last, m.key, m.worked, m.whole = m.key, None, 0.0, False
        if at_work and key is not None and m.key is None:
            m.key, m.worked, m.whole = key, 0.0, m.state >= 0
        if state == k.SETUP and not m.setting:
            m.setting, m.setup = m.state >= 0, 0.0

    def _stop(self, i: int, m: _Machine, state: int, time: float, passed: float, found: list[Seen]) -> None:
        """Stops and their repairs; a repair over the end of a shift is passed over."""
        before = m.state
        if before in _STOPPED and m.repair >= 0.0:
            if state in _STOPPED and state == before:
                m.repair += passed
            elif state not in _MASKS:
                found.append(Seen("repair", i, time, m.repair + passed, state=before))
                m.repair = -1.0
            else:
                m.repair = -1.0
        if state in _STOPPED and before not in _STOPPED:
            if not m.stopped and before >= 0 and before != k.OFF_SHIFT:
                found.append(Seen("stop", i, time, state=state))
            m.repair = 0.0 if before >= 0 and before != k.OFF_SHIFT else -1.0
            m.stopped = True
        elif state not in _MASKS:
            m.stopped = False
