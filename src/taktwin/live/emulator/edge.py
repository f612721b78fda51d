"""The emulated plant as Sparkplug edge nodes: one for each controller, with its states, counters and gates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from taktwin.exchange.sparkplug.datatypes import DataType
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.payload import Metric, Payload
from taktwin.kernel.base.state import STATES
from taktwin.live.clock import PlantClock
from taktwin.live.emulator.controllers import Controllers
from taktwin.live.emulator.said import spoken_for
from taktwin.live.events import PlantEvent, event_line
from taktwin.live.sparkplug.births import REBIRTH, SESSION
from taktwin.live.sparkplug.messages import Publish
from taktwin.live.sparkplug.topics import Topic, topic_of

STATE, IN, READ, EVENT = "State", "In", "Read", "Event"
_FIRST = {STATE: STATES.index("starved"), IN: 0}  # what is told before anything has happened
EVENTS = "events"  # the node that tells orders, stocks and whatever else
_TYPES = {STATE: DataType.Int32, IN: DataType.UInt64, READ: DataType.String, EVENT: DataType.String}


class Edges:
    """Edge nodes of a plant, without a network: events in, messages out. Each controller is a node without devices.

    Metrics: ``PART/State`` (number of the state), ``PART/In`` (a counter), ``PART/Read`` (``STREAM/NUMBER`` of the job
    at a gate), and ``Event``, an event as JSON, for orders, stocks and whatever else.

    Args:
        plant: its name, the group.
        controllers: that tell the events.
        clock: of the plant.
        session: number of this session (bdSeq), 0 to 255.
    """

    def __init__(self, plant: str, controllers: Controllers, clock: PlantClock, session: int = 0) -> None:
        self.plant, self.clock, self.session = _id(plant), clock, session % 256
        self.network = controllers.network
        self.values: dict[str, dict[str, object]] = {}  # node -> metric -> value
        for source, metric in _metrics(controllers, _known_parts(controllers)):
            self.values.setdefault(_id(source), {})[metric] = _FIRST.get(_word(metric))
        self.aliases = {
            node: {metric: at for at, metric in enumerate(metrics, start=1)} for node, metrics in self.values.items()
        }
        self._seq = dict.fromkeys(self.values, 0)

    def births(self, now: int) -> list[Publish]:
        """The births of all nodes, at ``now`` ms since 1970."""
        return [self.birth(node, now) for node in self.values]

    def birth(self, node: str, now: int) -> Publish:
        """The birth of a node: all its metrics with their present values."""
        own = [
            Metric(
                name=name, alias=self.aliases[node][name], timestamp=now, datatype=_TYPES[_word(name)], value=value,
                is_null=value is None or None,
            )
            for name, value in self.values[node].items()
        ]  # fmt: skip
        head = [
            Metric(name=SESSION, timestamp=now, datatype=DataType.Int64, value=self.session),
            Metric(name=REBIRTH, timestamp=now, datatype=DataType.Boolean, value=False),
        ]
        self._seq[node] = 0
        return self._message("NBIRTH", node, [*head, *own], now)

    def deaths(self) -> list[Publish]:
        """The deaths of all nodes."""
        bd = Metric(name=SESSION, datatype=DataType.Int64, value=self.session)
        payload = encode(Payload(metrics=(bd,)))
        return [Publish(str(Topic(self.plant, "NDEATH", node)), payload, 1, False) for node in self.values]

    def data(self, events: Iterable[PlantEvent], now: int) -> list[Publish]:
        """The messages that events are, one a node, each event with its own time."""
        metrics: dict[str, list[Metric]] = {}
        for event in events:
            name, value = self.metric(event)
            node = EVENTS if name == EVENT else _id(event.source or EVENTS)
            if name not in self.values.get(node, {}):
                continue  # of a machine that no mapping knows, such as ventilation
            if name != EVENT:
                self.values[node][name] = value
            at = self.clock.ms(event.time)
            one = Metric(alias=self.aliases[node][name], timestamp=at, datatype=_TYPES[_word(name)], value=value)
            metrics.setdefault(node, []).append(one)
        return [self._message("NDATA", node, found, now) for node, found in metrics.items()]

    def asked(self, topic: str, now: int) -> list[Publish]:
        """What a command asks for: the births of a node."""
        found = topic_of(topic)
        known = found is not None and found.kind == "NCMD" and found.group == self.plant and found.node in self.values
        return [self.birth(found.node, now)] if known and found is not None else []

    @property
    def commands(self) -> str:
        """Topics of the commands to subscribe to."""
        return str(Topic(self.plant, "NCMD", "+"))

    def next_seq(self, node: str) -> int:
        """The number of the next message of a node, which is used up with it."""
        seq = self._seq[node]
        self._seq[node] = (seq + 1) % 256
        return seq

    def _message(self, kind: str, node: str, metrics: list[Metric], now: int) -> Publish:
        payload = encode(Payload(timestamp=now, metrics=tuple(metrics), seq=self.next_seq(node)))
        return Publish(str(Topic(self.plant, kind, node)), payload, 0, False)

    def metric(self, event: PlantEvent) -> tuple[str, object]:
        """Name and value of the metric that an event is."""
        if event.kind == "state":
            i = self.network.resource_of.get((event.element or "", event.server or 1), -1)
            name = self.network.program.resource_names[i] if i >= 0 else event.element
            return f"{name}/{STATE}", STATES.index(event.state or "")
        if event.kind == "count":
            return f"{event.element}/{IN}", int(event.value or 0.0)
        if event.kind == "identity":
            who = str(event.order) if event.stream is None else f"{event.stream}/{event.order}"
            return f"{event.element}/{READ}", who
        return EVENT, event_line(event._replace(received=None, time=0.0))


def _known_parts(controllers: Controllers) -> set[str]:
    """Machines by their names in a run, as a mapping knows them."""
    from taktwin.live.mapping.check import parts_of

    return set(parts_of(controllers.network.program.model))


def _metrics(controllers: Controllers, parts: set[str]) -> Iterable[tuple[str, str]]:
    """Node and metric of all that is told."""
    network, flow = controllers.network, controllers.network.program.flow
    names = network.program.resource_names
    for i, where in flow.resource_where.items():
        if names[i] in parts and where.element is not None:
            yield spoken_for(where)[-1], f"{names[i]}/{STATE}"
    for name, counter in controllers.counters.items():
        yield counter.source, f"{name}/{IN}"
        if name in controllers.gates or network.holds[network.node_of[name]] == "exit":
            yield counter.source, f"{name}/{READ}"
    yield EVENTS, EVENT


def _word(metric: str) -> str:
    return metric.rpartition("/")[2]


def _id(name: str) -> str:
    """A name as the id of a group or node."""
    return name.translate(str.maketrans("+/#", "---")) or "plant"


def mapping_text(plant: str, width: int, clock: PlantClock, codes: Mapping[str, int] | None = None) -> str:
    """The mapping file for an emulated plant."""
    import datetime as dt

    numbers = codes or {word: number for number, word in enumerate(STATES)}
    zero = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=clock.zero)
    table = "\n".join(f"    {number}: {{name: {word}, means: {word}}}" for word, number in numbers.items())
    return f"""mapping: 1
plant: {plant}
clock: {{zero: "{zero.isoformat(timespec="milliseconds")}", speed: {clock.speed:g}}}
codes:
  states:
{table}
tags:
  - {{tag: "*/*/{{part}}/{STATE}", is: state, of: "{{part}}", codes: states}}
  - {{tag: "*/*/{{part}}/{IN}", is: counter, of: "{{part}}", width: {width}, counts: in}}
  - {{tag: "*/*/{{part}}/{READ}", is: identity, of: "{{part}}"}}
  - {{tag: "*/*/{EVENT}", is: event}}
  - {{tag: "**", is: ignored}}
"""
