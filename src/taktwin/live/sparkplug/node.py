"""One edge node as the host knows it: its session, the order of its messages, its devices and their tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from taktwin.exchange.sparkplug.decode import Batch
from taktwin.live.sparkplug.messages import Message
from taktwin.live.sparkplug.topics import Topic

#: Messages that may wait for one that lacks. With more, their numbers would no longer tell what lies before what.
MOST_WAITING = 127


class Read(NamedTuple):
    """A message whose payload has been read."""

    message: Message
    topic: Topic
    batch: Batch
    number: int  # of the payload in the batch

    @property
    def seq(self) -> int | None:
        """Its sequence number; None where it has none that can be: 0 to 255."""
        seq = self.batch.seq_of(self.number)
        return seq if seq is not None and seq <= 255 else None

    @property
    def time(self) -> int:
        """Its own time; where it says none, or one that cannot be, when it was received."""
        told = self.batch.timestamp_of(self.number)
        return self.message.received if told is None or told >= 2**53 else told


class Device:
    """A device below a node."""

    def __init__(self) -> None:
        self.online = False
        self.tags: list[int] = []


class EdgeNode:
    """An edge node.

    Attributes:
        name: group and node.
        online: whether its births count now.
        session: bdSeq of its last birth.
        born: time of its last birth, by the node's clock.
        latest: latest time of a message in this session, by the node's clock.
        tags: of the node's own metrics.
        devices: by name.
        aliases: alias -> tag, of this session (`births.CLAIMED_TWICE` for what cannot be told).
        lookup: device -> its aliases; made of `aliases` when data come.
        wants_birth: nothing that it says can be used before its next birth.
        asked: when it was last asked for its births; None for never.
        ask_due: it is to be asked as soon as that may be, and why; `request` tells this wish from earlier ones.
        told: the deviations from the standard that were told already.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.online = False
        self.session: int | None = None
        self.born = self.latest = 0
        self.tags: list[int] = []
        self.devices: dict[str, Device] = {}
        self.aliases: dict[int, int] = {}
        self.lookup: dict[str, dict[int, int]] = {}
        self.wants_birth = True
        self.asked: int | None = None
        self.ask_due: str | None = None
        self.request = 0
        self.told: set[str] = set()
        self.expected = 0
        self.waiting: dict[int, Read] = {}
        self.deadline: int | None = None

    def starts(self, birth: Read) -> None:
        """A birth of the node: a new sequence, no aliases, no devices yet."""
        self.online, self.wants_birth, self.ask_due = True, False, None
        self.born = self.latest = birth.time
        self.aliases, self.lookup = {}, {}
        self.waiting, self.deadline = {}, None
        self.expected = ((birth.seq or 0) + 1) % 256
        for device in self.devices.values():
            device.online = False

    def all_tags(self) -> list[int]:
        """Those of the node and of all its devices."""
        return [*self.tags, *(tag for device in self.devices.values() for tag in device.tags)]

    def place(self, read: Read) -> str:
        """Where a message stands in the sequence: `next`; `again`; `early`: one lacks before it; `lost`: for good.

        Numbers go round after 256 messages, which a fast node sends within the time that a message is waited for. So
        the times in the messages count too. A number that lies behind is a repeated message, unless it is newer than
        all before: then at least 128 lack. And what fills a hole is not newer than what waits behind the hole.
        """
        ahead = ((read.seq or 0) - self.expected) % 256
        if ahead == 0:
            return "lost" if any(read.time > one.time for one in self.waiting.values()) else "next"
        twin = self.waiting.get(read.seq or 0)
        if twin is not None:
            return "lost" if read.time > twin.time else "again"
        if ahead >= 128 and read.time <= self.latest:
            return "again"
        return "early" if len(self.waiting) < MOST_WAITING else "lost"

    def waits(self, read: Read, until: int) -> None:
        """Keep a message until what lacks before it has come."""
        self.waiting[read.seq or 0] = read
        if self.deadline is None:
            self.deadline = until

    def in_turn(self, read: Read, until: int) -> Iterator[Read]:
        """The message that is next, and those that waited for it."""
        following: Read | None = read
        while following is not None:
            self.expected = (self.expected + 1) % 256
            self.latest = max(self.latest, following.time)
            yield following
            following = self.waiting.pop(self.expected, None)
        self.deadline = until if self.waiting else None

    def give_up(self) -> int:
        """What lacks has not come: forget what waited for it; how many messages that are."""
        unused = len(self.waiting)
        self.waiting, self.deadline, self.wants_birth = {}, None, True
        return unused
