"""The host's side of Sparkplug on one server, as a state machine: messages and the time in, events and commands out.

It needs no network, no clock and no thread, so a journal of messages gives the same events again. All times are ms
since 1970 UTC. Nothing is ever commanded to a plant but rebirth.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from taktwin.exchange.sparkplug.datatypes import DataType
from taktwin.exchange.sparkplug.decode import decode
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.payload import Metric, Payload
from taktwin.live.sparkplug import events as e
from taktwin.live.sparkplug.births import REBIRTH
from taktwin.live.sparkplug.edges import Edges
from taktwin.live.sparkplug.hoststate import state_message, state_of
from taktwin.live.sparkplug.messages import Command, Message, Publish, Subscribe
from taktwin.live.sparkplug.node import EdgeNode, Read
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.tags import Tags
from taktwin.live.sparkplug.topics import FROM_EDGES, Topic, host_of, state_topic, topic_of
from taktwin.model.phrase import Phrase

#: Topics of notes of our own among the messages: the connection to the server stands, or is gone. No server sends such.
HERE, GONE = "$host/here", "$host/gone"


def gone(now: int) -> Message:
    """A note for `HostSession.receive`, and for a journal, that the connection is gone, on purpose or not."""
    return Message(GONE, b"", now)


@dataclass(slots=True)
class Step:
    """What follows from messages or from the time: what happened, and what to send."""

    events: list[e.Event] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)


class HostSession:
    """A host on one server. A host on several servers has a session for each, with a time of its own in its STATE.

    Example:
        >>> host = HostSession(HostSettings(host="twin"))
        >>> host.connecting(1000)
        Publish(topic='spBv1.0/STATE/twin', payload=b'{"online":false,"timestamp":1000}', qos=1, retain=True)
        >>> for command in host.connected():
        ...     print(command)
        Subscribe(filters=(('spBv1.0/STATE/twin', 1), ('spBv1.0/#', 1)))
        Publish(topic='spBv1.0/STATE/twin', payload=b'{"online":true,"timestamp":1000}', qos=1, retain=True)
    """

    def __init__(self, settings: HostSettings, tags: Tags | None = None) -> None:
        self.settings = settings
        self.tags = tags if tags is not None else Tags()
        self._edges = Edges(settings, self.tags)
        self._since: int | None = None  # the time in the Will of this connection
        self._there = False
        self._asks: deque[int] = deque()

    @property
    def nodes(self) -> dict[str, EdgeNode]:
        """The edge nodes that were heard of, by group and node."""
        return self._edges.nodes

    # --- the host's own birth and death

    def connecting(self, now: int) -> Publish:
        """The Will to connect with, at this time; later than that of any connection before."""
        self._since = now if self._since is None else max(now, self._since + 1)
        return state_message(self.settings.host, False, self._since)

    def connected(self) -> list[Command]:
        """What to do at once after connecting, in this order: subscribe, then say that the host is there."""
        if self._since is None:
            raise RuntimeError(Phrase("`connecting` gives the Will, and comes first"))
        self._there = True
        own = (state_topic(self.settings.host), 1)
        return [Subscribe((own, *((one, 1) for one in self.settings.filters))), self._birth()]

    def leaving(self, now: int) -> list[Command]:
        """What to do before disconnecting on purpose."""
        self._there = False
        self._since = now if self._since is None else max(now, self._since + 1)
        return [state_message(self.settings.host, False, self._since)]

    def here(self, now: int) -> Message:
        """A note for `receive`, and for a journal, that the connection stands."""
        return Message(HERE, str(self._since or 0).encode(), now)

    def _own(self, message: Message, step: Step) -> None:
        """The connection stands, or is gone. Then nobody knows what the nodes said in between."""
        self._there = message.topic == HERE
        if self._there and message.payload.isdigit():
            self._since = int(message.payload)
        elif not self._there:
            step.events.append(e.ServerLost(message.received, self._edges.forget(message.received)))

    def _birth(self) -> Publish:
        return state_message(self.settings.host, True, self._since or 0)

    def ask_for_births(self, now: int) -> None:
        """Ask all nodes that were heard of for their births, as soon as that may be: after a restart of the host.

        When they were asked before it does not count, for what they answered is not known.
        """
        self._edges.ask_all("the host has started anew", now)
        self._asks.clear()

    # --- what comes

    def receive(self, messages: Sequence[Message]) -> Step:
        """What messages say, in the order in which they came."""
        step = Step()
        topics = [topic_of(one.topic) for one in messages]
        read = [
            topic is not None and topic.kind in FROM_EDGES and len(one.payload) <= self.settings.largest_payload
            for topic, one in zip(topics, messages, strict=True)
        ]
        batch = decode([one.payload if known else b"" for one, known in zip(messages, read, strict=True)])
        for number, (message, topic) in enumerate(zip(messages, topics, strict=True)):
            self._until(message.received, step)
            if topic is None and message.topic in (HERE, GONE):
                self._own(message, step)
            elif topic is None:
                self._other(message, step)
            elif topic.kind in FROM_EDGES and self._may_come(message, topic, step):
                self._edges.take(Read(message, topic, batch, number), step.events)
            self._ask_all(message.received, step)
        return step

    def tick(self, now: int) -> Step:
        """What the time alone brings: a message that lacks is given up, a request that had to wait is sent."""
        step = Step()
        self._until(now, step)
        return step

    def due(self) -> int | None:
        """When `tick` is to be called next; None while nothing waits."""
        times = self._edges.deadlines()
        turn = self._next_ask()
        return min(times if turn is None else [*times, turn[0]], default=None)

    def _may_come(self, message: Message, topic: Topic, step: Step) -> bool:
        """Whether a message is of a size and number that we take."""
        most = self.settings.largest_payload
        error: PayloadError | None = None
        if len(message.payload) > most:
            error = PayloadError(
                Phrase("a message of {n} bytes", n=len(message.payload)), Phrase("at most {most} are taken", most=most)
            )
        elif topic.edge not in self.nodes and len(self.nodes) >= self.settings.most_nodes:
            error = PayloadError(
                Phrase("more than {most_nodes} nodes", most_nodes=self.settings.most_nodes),
                Phrase("raise `most_nodes` if these are meant"),
            )
        if error is not None:
            step.events.append(e.Refused(message.received, message.topic, error))
        return error is None

    def _other(self, message: Message, step: Step) -> None:
        """STATE of this host or another one, or nothing of Sparkplug."""
        host, state = host_of(message.topic), state_of(message.payload)
        if host is None or state is None:
            step.events.append(e.Ignored(message.received, message.topic, "this is no message of Sparkplug"))
        elif host != self.settings.host:
            step.events.append(e.HostSeen(message.received, host, state.online, state.timestamp))
        elif not state.online and self._there:
            if (birth := self._birth()) not in step.commands:  # a server may tell it once for each of our filters
                step.commands.append(birth)
        elif state.online and self._there and state.timestamp != self._since:
            earlier = message.retain and state.timestamp < (self._since or 0)  # our own, of an earlier connection
            step.events += [] if earlier else [e.HostIdTwice(message.received, host)]

    # --- order and rebirth

    def _until(self, now: int, step: Step) -> None:
        """All that the time alone brings, each as of the moment at which it was due, however late somebody asks.

        So a journal, which knows when messages came but not when `tick` was called, gives the same events.
        """
        for node in self._edges.overdue(now):
            deadline = node.deadline or 0
            self._ask_all(deadline, step)
            self._edges.give_up(node, deadline, step.events)
        self._ask_all(now, step)

    def _next_ask(self) -> tuple[int, EdgeNode] | None:
        """The node that is to be asked for its births next, and when it may be; None for none."""
        turn = self._edges.next_turn()
        if turn is None or len(self._asks) < self.settings.rebirths_a_second:
            return turn
        when, node = turn
        return max(when, self._asks[-self.settings.rebirths_a_second] + 1_000), node

    def _ask_all(self, now: int, step: Step) -> None:
        while (turn := self._next_ask()) is not None and turn[0] <= now:
            when, node = turn
            why = node.ask_due or ""
            self._edges.asked(node, when)
            self._asks.append(when)
            while len(self._asks) > self.settings.rebirths_a_second:
                self._asks.popleft()
            step.commands.append(rebirth_request(node.name, when))
            step.events.append(e.RebirthAsked(when, node.name, why))


def rebirth_request(node: str, now: int) -> Publish:
    """The command that has a node send its births: QoS 0, not retained, no sequence number.

    Args:
        node: group and node, with `/` between.
        now: time of the request.
    """
    group, _, name = node.partition("/")
    metric = Metric(name=REBIRTH, timestamp=now, datatype=DataType.Boolean, value=True)
    return Publish(str(Topic(group, "NCMD", name)), encode(Payload(timestamp=now, metrics=(metric,))), 0, False)
