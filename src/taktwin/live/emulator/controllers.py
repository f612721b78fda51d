"""A plant whose controllers count: machines tell their states and counters, and jobs are read at gates alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from taktwin.live.emulator.faults import Faults
from taktwin.live.emulator.said import spoken_for
from taktwin.live.events import PlantEvent
from taktwin.live.shadow.network import Network
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

AGAIN_S = 300.0  # so often all counters are told again, changed or not
WIDTHS = (8, 16, 32, 64)
_SOON = 4  # counts after which a counter that returns has done so, at most


_COUNT = ("servers", "belt", "queue", "behind", "zone", "exit")  # places that count


@dataclass(slots=True)
class _Counter:
    """A counter in a controller.

    ``whole`` is what it would be, ``lack`` how much less it is, ``until`` from which count on it is that again (below
    0: never).
    """

    source: str
    shop: str | None
    line: str | None
    whole: int = 0
    lack: int = 0
    until: int = -1


class Controllers:
    """Says what happens as controllers do.

    A machine tells its states, without a job; each place counts the jobs that come into it, the exits those that leave.
    Who it is is read at gates: where a line begins, where ways come together, and behind places whose jobs are not in
    order. Orders, stocks, and jobs that are joined or scrapped are told as they are.

    Args:
        network: of the plant.
        faults: of counters: `resets` and `returns`.
        seed: of the run.
        width: bits after which counters begin at 0 again.

    Raises:
        OptionError: controllers have no counters of that width.
    """

    def __init__(self, network: Network, faults: Faults, seed: int, width: int = 16) -> None:
        if width not in WIDTHS:
            remedy = Phrase("give one of {widths}", widths=", ".join(map(str, WIDTHS)))
            raise OptionError(Phrase("counters have no width of {width} bits", width=width), remedy, "width")
        self.network, self.faults, self.width = network, faults, width
        self.gates = gates_of(network)
        self.random = np.random.default_rng([seed if faults.seed is None else faults.seed, 20_27])
        self.exits = {n: exit_ for n, exit_ in enumerate(network.exit_of) if exit_ >= 0}
        self.names = {node: name for name, node in network.node_of.items()}
        self.counters = {name: self._counter(node) for name, node in network.node_of.items() if self._counts(node)}
        self._at: dict[tuple[str | None, int], int] = {}  # job -> where it came into last
        self._again = AGAIN_S

    def events(self, happened: Iterable[PlantEvent], length: float = 0.0) -> Iterator[PlantEvent]:
        """What controllers tell of what happens, in the order of time.

        At its end, which is ``length`` s after its begin, all counters are told once more.
        """
        time = end = None
        for event in happened:
            if time is None:
                yield from self._all(event.time)
                end = event.time + length
                self._again = (event.time // AGAIN_S + 1.0) * AGAIN_S
            while event.time >= self._again:
                yield from self._all(self._again)
                self._again += AGAIN_S
            time = event.time
            if event.kind == "state":
                yield event._replace(order=-1)
            elif event.kind == "enter":
                yield from self._enters(event)
            elif event.kind == "finish" and event.state == "finished":
                yield from self._leaves(event)
            else:
                yield event
        if time is not None and end is not None:
            yield from self._all(max(time, end))

    def _counts(self, node: int) -> bool:
        return self.network.holds[node] in _COUNT and node not in self.network.zones

    def _counter(self, node: int) -> _Counter:
        before = next(iter(self.network.before[node]), node) if self.network.holds[node] == "exit" else node
        where = self.network.program.flow.node_where.get(self.network.line_of.get(before, before))
        _, _, shop, line, source = spoken_for(where)
        return _Counter(source, shop, line)

    def _enters(self, event: PlantEvent) -> Iterator[PlantEvent]:
        name = event.element or ""
        node = self.network.node_of.get(name, -1)
        if not event.sub:
            self._at[event.stream, event.order] = node
        if self.network.holds[node] == "exit":
            return  # who leaves is told as finished
        if name in self.gates and event.order >= 0:
            yield event._replace(kind="identity")
        if name in self.counters:
            yield self._counted(event.time, name)

    def _leaves(self, event: PlantEvent) -> Iterator[PlantEvent]:
        last = self._at.pop((event.stream, event.order), -1)
        name = self.names.get(self.exits.get(last, -1))
        if name is None:
            yield event
            return
        counter = self.counters[name]
        told = event._replace(source=counter.source, shop=counter.shop, line=counter.line)
        yield told._replace(kind="identity", element=name, state=None)
        yield self._counted(event.time, name)

    def _counted(self, time: float, name: str) -> PlantEvent:
        counter = self.counters[name]
        reset, comes_back = self.random.random(2).tolist()
        if counter.until >= 0 and counter.whole >= counter.until:
            counter.lack, counter.until = 0, -1
        if reset < self.faults.resets and counter.until < 0:
            counter.until = counter.whole + 1 + int(_SOON * comes_back) if comes_back < self.faults.returns else -1
            counter.lack = counter.whole
        counter.whole += 1
        return self._told(name, counter, time)

    def _told(self, name: str, counter: _Counter, time: float) -> PlantEvent:
        value = float((counter.whole - counter.lack) % 2**self.width)
        return PlantEvent(
            time, "count", name, state="in", value=value, shop=counter.shop, line=counter.line,
            source=counter.source, width=self.width,
        )  # fmt: skip

    def _all(self, time: float) -> Iterator[PlantEvent]:
        for name, counter in self.counters.items():
            yield self._told(name, counter, time)


def gates_of(network: Network) -> set[str]:
    """Places at which jobs are read: where their order, or who they are, does not follow from the place before."""
    found = set()
    for name, node in network.node_of.items():
        before = network.before[node]
        if network.holds[node] != "exit" and before:
            begins = any(network.holds[one] == "source" for one in before)
            if begins or len(before) > 1 or not all(network.fifo[one] or network.cap[one] == 1 for one in before):
                found.add(name)
    return found
