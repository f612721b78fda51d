"""What messages of edge nodes mean: births, data, deaths (Sparkplug 3.0, sections 5 and 6)."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from taktwin.exchange.sparkplug.decode import Batch
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.wire import layout as k
from taktwin.live.sparkplug import events as e
from taktwin.live.sparkplug.births import CLAIMED_TWICE, named, node_deviations, session_of
from taktwin.live.sparkplug.node import Device, EdgeNode, Read
from taktwin.live.sparkplug.settings import HostSettings
from taktwin.live.sparkplug.tags import Tags
from taktwin.live.sparkplug.values import Values, qualities_of
from taktwin.model.phrase import Phrase

Events = list[e.Event]


class Edges:
    """The edge nodes of one server."""

    def __init__(self, settings: HostSettings, tags: Tags) -> None:
        self.settings, self.tags = settings, tags
        self.nodes: dict[str, EdgeNode] = {}
        self._turns: list[tuple[int, int, EdgeNode]] = []  # a heap: when a node may be asked, and which request it is
        self._requests = 0
        self._waiting: dict[str, EdgeNode] = {}

    def take(self, read: Read, events: Events) -> None:
        """One message."""
        message, topic = read.message, read.topic
        fault = read.batch.fault_of(read.number)
        node = self.nodes.get(topic.edge)
        if node is None and topic.kind != "NDEATH":
            node = self.nodes[topic.edge] = EdgeNode(topic.edge)
        if fault is not None:
            events.append(e.Refused(message.received, message.topic, fault))
            if node is not None and topic.kind != "NDEATH":
                self._ask(node, Phrase("a message could not be read"), message.received)
        elif topic.kind == "NDEATH":
            self._node_dies(node, read, events)
        elif node is None:
            raise AssertionError
        elif topic.kind == "NBIRTH":
            self._node_is_born(node, read, events)
        else:
            self._in_order(node, read, events)

    def give_up(self, node: EdgeNode, now: int, events: Events, besides: int = 0) -> None:
        """What lacks in the sequence of a node does not come: what waits for it, and so many besides, is not used."""
        expected, unused = node.expected, node.give_up() + besides
        self._waiting.pop(node.name, None)
        self.tags.stale(node.all_tags(), now)
        events.append(e.Lost(now, node.name, expected, unused))
        self._ask(node, Phrase("message {expected} of its sequence is lost", expected=expected), now)

    def forget(self, now: int) -> tuple[str, ...]:
        """The server is gone: which nodes were there. Their values are stale."""
        online = tuple(name for name, node in self.nodes.items() if node.online)
        for node in self.nodes.values():
            self._goes(node, now)
            node.give_up()
            node.ask_due = None
        self._waiting.clear()
        return online

    def deadlines(self) -> list[int]:
        """Until when messages are waited for."""
        return [one.deadline for one in self._waiting.values() if one.deadline is not None]

    def overdue(self, now: int) -> list[EdgeNode]:
        """Nodes that lack a message for longer than it is waited for."""
        late = [one for one in self._waiting.values() if one.deadline is not None and one.deadline <= now]
        return sorted(late, key=lambda one: one.deadline or 0)

    def asked(self, node: EdgeNode, now: int) -> None:
        """The request for rebirth is on its way."""
        node.asked, node.ask_due = now, None

    def next_turn(self) -> tuple[int, EdgeNode] | None:
        """The node that is to be asked for its births next, and when that may be; None for none."""
        while self._turns:
            when, request, node = self._turns[0]
            if node.ask_due is not None and node.request == request:
                return when, node
            heapq.heappop(self._turns)  # it has answered meanwhile, or is gone
        return None

    def ask_all(self, why: str, now: int) -> None:
        """Ask all nodes for their births, whenever they were asked before."""
        for node in self.nodes.values():
            node.asked = node.ask_due = None
            self._ask(node, why, now)

    def _ask(self, node: EdgeNode, why: str, now: int) -> None:
        if node.ask_due is None:
            self._requests += 1
            node.ask_due, node.request = why, self._requests
            when = now if node.asked is None else max(now, node.asked + self.settings.rebirth_interval)
            heapq.heappush(self._turns, (when, node.request, node))

    def _deviates(self, node: EdgeNode, read: Read, whats: Sequence[str], events: Events) -> None:
        for what in dict.fromkeys(whats):
            if what not in node.told:
                node.told.add(what)
                events.append(e.Deviation(read.message.received, node.name, what))

    # --- births and deaths

    def _node_is_born(self, node: EdgeNode, read: Read, events: Events) -> None:
        message, rows = read.message, read.batch.metrics_of(read.number)
        session = session_of(read.batch, rows)
        if message.retain:
            self._deviates(node, read, ["NBIRTH is retained"], events)
            events.append(e.Ignored(message.received, message.topic, "a birth that the server kept from earlier"))
            self._ask(node, Phrase("its birth is an old one"), message.received)
            return
        if node.online and not node.wants_birth and session == node.session and read.time < node.born:
            events.append(e.Ignored(message.received, message.topic, "a birth older than the last one"))
            return
        if not self._fits_in(len(rows), read, events):
            return
        before = node.all_tags()
        node.starts(read)
        node.session = session
        self._waiting.pop(node.name, None)
        told = node_deviations(read.batch, rows)
        if read.seq is None:
            told.append("NBIRTH without a seq of 0 to 255")
        numbers = named(read.batch, rows, node.name, "", self.tags, node.aliases, told)
        self.tags.stale(before, message.received)
        node.tags = numbers[numbers >= 0].tolist()
        self._deviates(node, read, told, events)
        events.append(e.NodeBorn(message.received, node.name, read.time, session, tuple(node.tags)))
        self._values(node, "", numbers, read, events, born=True)

    def _fits_in(self, more: int, read: Read, events: Events) -> bool:
        most = self.settings.most_tags
        if len(self.tags) + more <= most or more == 0:
            return True
        error = PayloadError(
            Phrase("more than {most} metrics", most=most), Phrase("raise `most_tags` if these are meant")
        )
        events.append(e.Refused(read.message.received, read.message.topic, error))
        return False

    def _node_dies(self, node: EdgeNode | None, read: Read, events: Events) -> None:
        message = read.message
        session = session_of(read.batch, read.batch.metrics_of(read.number))
        if node is None or not node.online:
            events.append(e.Ignored(message.received, message.topic, "the death of a node that is not there"))
            return
        if session != node.session:
            events.append(e.Ignored(message.received, message.topic, "the death of another session of the node"))
            return
        told = ["NDEATH with QoS 0"] if message.qos == 0 else []
        self._deviates(node, read, [*told, *(["NDEATH is retained"] if message.retain else [])], events)
        devices = tuple(name for name, device in node.devices.items() if device.online)
        self._goes(node, message.received)
        node.give_up()
        node.ask_due = None
        self._waiting.pop(node.name, None)
        events.append(e.NodeDied(message.received, node.name, message.received, devices))

    def _goes(self, node: EdgeNode, since: int) -> None:
        node.online = False
        for device in node.devices.values():
            device.online = False
        self.tags.stale(node.all_tags(), since)

    # --- what is numbered

    def _in_order(self, node: EdgeNode, read: Read, events: Events) -> None:
        message, until = read.message, read.message.received + self.settings.reorder_timeout
        if not node.online or node.wants_birth:
            events.append(e.Ignored(message.received, message.topic, "a message before the birth of its node"))
            self._ask(node, Phrase("a message came before its birth"), message.received)
            return
        if read.seq is None:
            self._deviates(node, read, [f"{read.topic.kind} without a seq of 0 to 255"], events)
            events.append(e.Ignored(message.received, message.topic, "without a number its order is not known"))
            self._ask(node, Phrase("a message without a number came"), message.received)
            return
        place = node.place(read)
        if place == "again":
            events.append(e.Ignored(message.received, message.topic, "this message came before"))
        elif place == "lost":
            self.give_up(node, message.received, events, 1)
        elif place == "early":
            events.append(e.OutOfOrder(message.received, node.name, node.expected, read.seq))
            node.waits(read, until)
            self._waiting[node.name] = node
            if self.settings.reorder_timeout == 0:
                self.give_up(node, message.received, events)
        else:
            waited = bool(node.waiting)
            for one in node.in_turn(read, until):
                self._apply(node, one, events)
            if waited and not node.waiting:
                self._waiting.pop(node.name, None)
                events.append(e.Reordered(message.received, node.name))

    def _apply(self, node: EdgeNode, read: Read, events: Events) -> None:
        message, topic = read.message, read.topic
        if read.batch.timestamp_of(read.number) is None:
            self._deviates(node, read, [f"{topic.kind} has no timestamp"], events)
        if topic.kind == "DBIRTH":
            self._device_is_born(node, read, events)
            return
        device = node.devices.get(topic.device)
        if topic.device and (device is None or not device.online):
            events.append(e.Ignored(message.received, message.topic, "a message before the birth of its device"))
            if topic.kind != "DDEATH":
                self._ask(node, Phrase("device {device} sent before its birth", device=topic.device), message.received)
        elif topic.kind == "DDEATH" and device is not None:
            device.online = False
            self.tags.stale(device.tags, read.time)
            events.append(e.DeviceDied(message.received, node.name, topic.device, read.time))
        else:
            numbers = self._known(node, read)
            if numbers is None:
                events.append(e.Ignored(message.received, message.topic, "it names a metric that no birth has named"))
                self._ask(node, Phrase("its data name a metric that its births do not"), message.received)
            else:
                self._values(node, topic.device, numbers, read, events)

    def _device_is_born(self, node: EdgeNode, read: Read, events: Events) -> None:
        message, name = read.message, read.topic.device
        rows = read.batch.metrics_of(read.number)
        if not self._fits_in(len(rows), read, events):
            return
        device = node.devices.setdefault(name, Device())
        old = set(device.tags)
        if old:
            node.aliases = {alias: tag for alias, tag in node.aliases.items() if tag not in old}
        node.lookup = {}
        told: list[str] = ["DBIRTH is retained"] if message.retain else []
        numbers = named(read.batch, rows, node.name, name, self.tags, node.aliases, told)
        self.tags.stale(device.tags, read.time)
        device.online, device.tags = True, numbers[numbers >= 0].tolist()
        self._deviates(node, read, told, events)
        events.append(e.DeviceBorn(message.received, node.name, name, read.time, tuple(device.tags)))
        self._values(node, name, numbers, read, events, born=True)

    def _known(self, node: EdgeNode, read: Read) -> np.ndarray | None:
        """The tags of data; None where one of them is not known for certain: then the aliases are not ours."""
        rows, device = read.batch.metrics_of(read.number), read.topic.device
        flags = rows["flags"]
        if (flags & k.HAS_NAME).any() or not (flags & k.HAS_ALIAS).all():
            numbers = [self._known_by_name(node, device, read.batch, row) for row in rows]
        else:
            known = self._aliases_of(node, device)
            numbers = [known.get(alias) for alias in rows["alias"].tolist()]
        return None if None in numbers else np.array(numbers, dtype=np.int64)

    def _aliases_of(self, node: EdgeNode, device: str) -> dict[int, int]:
        """The aliases of a device, or of the node itself, as the numbers with sign that arrays hold."""
        if not node.lookup:  # of all devices at once, for a node with many would else be looked through for each
            for alias, tag in node.aliases.items():
                if tag != CLAIMED_TWICE:
                    own = node.lookup.setdefault(self.tags[tag].device, {})
                    own[alias - 2**64 if alias >= 2**63 else alias] = tag
        return node.lookup.setdefault(device, {})

    def _known_by_name(self, node: EdgeNode, device: str, batch: Batch, row: np.void) -> int | None:
        """The tag of a metric that gives its name; where it gives an alias too, both have to be of the same one."""
        by_alias = self._aliases_of(node, device).get(int(row["alias"])) if row["flags"] & k.HAS_ALIAS else None
        if not row["flags"] & k.HAS_NAME:
            return by_alias
        number = self.tags.number(node.name, device, batch.name_of(row) or "")
        born = node.devices[device].tags if device else node.tags
        if number not in born or (row["flags"] & k.HAS_ALIAS and by_alias != number):
            return None
        return number

    def _values(
        self, node: EdgeNode, device: str, numbers: np.ndarray, read: Read, events: Events, born: bool = False
    ) -> None:
        rows = read.batch.metrics_of(read.number)
        if (numbers < 0).any():
            rows, numbers = rows[numbers >= 0], numbers[numbers >= 0]
        if not len(rows):
            return
        said = (rows["flags"] & k.HAS_TIME) != 0
        times = np.where(said, rows["timestamp"], read.time)
        qualities = qualities_of(read.batch, rows)
        self.tags.take(numbers, rows, times, qualities, read.message.received, read.batch)
        told = (read.message.received, node.name, device, numbers, times, rows, read.batch, self.tags, born)
        events.append(Values(*told))
