"""What the host tells about edge nodes and devices. Times are in ms since 1970 UTC; ``received`` is the host's own."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.live.sparkplug.values import Values


@dataclass(frozen=True, slots=True)
class NodeBorn:
    """An edge node is there: a new session, or its answer to a request for rebirth. All its aliases are new."""

    received: int
    node: str
    time: int
    session: int | None  # its bdSeq
    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DeviceBorn:
    """A device of an edge node is there."""

    received: int
    node: str
    device: str
    time: int
    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NodeDied:
    """A node and its devices are gone, and all their values stale, as of the host's own time."""

    received: int
    node: str
    time: int
    devices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeviceDied:
    """A device is gone and its values stale, as of the time in the message."""

    received: int
    node: str
    device: str
    time: int


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """A message came before one that it follows; it waits."""

    received: int
    node: str
    expected: int
    got: int


@dataclass(frozen=True, slots=True)
class Reordered:
    """What lacked has come in time; nothing is lost."""

    received: int
    node: str


@dataclass(frozen=True, slots=True)
class Lost:
    """What lacked has not come in time. What waited for it is not used: aliases may mean something else by now."""

    received: int
    node: str
    expected: int
    unused: int  # messages that waited


@dataclass(frozen=True, slots=True)
class RebirthAsked:
    """The node was asked for its births."""

    received: int
    node: str
    why: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A message that changes nothing: a repeated one, data before a birth, the death of an earlier session."""

    received: int
    topic: str
    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A message that cannot be read or is too much; nothing of it is taken."""

    received: int
    topic: str
    error: PayloadError


@dataclass(frozen=True, slots=True)
class Deviation:
    """A node does not do what the standard says. It is taken all the same, and told once."""

    received: int
    node: str
    what: str


@dataclass(frozen=True, slots=True)
class HostSeen:
    """Another host has told its state."""

    received: int
    host: str
    online: bool
    time: int


@dataclass(frozen=True, slots=True)
class HostIdTwice:
    """Another program says that it is this host: one of the two needs another id."""

    received: int
    host: str


@dataclass(frozen=True, slots=True)
class ServerLost:
    """The connection is gone: nobody knows about the nodes, and their values are stale until their next births."""

    received: int
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServerAway:
    """The server cannot be reached; it is tried again."""

    received: int
    address: str
    why: str


Event = (
    NodeBorn
    | DeviceBorn
    | NodeDied
    | DeviceDied
    | Values
    | OutOfOrder
    | Reordered
    | Lost
    | RebirthAsked
    | Ignored
    | Refused
    | Deviation
    | HostSeen
    | HostIdTwice
    | ServerLost
    | ServerAway
)
