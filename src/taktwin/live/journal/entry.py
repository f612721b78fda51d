"""An entry of a journal: one message, as it came."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple


class Entry(NamedTuple):
    """One message.

    Attributes:
        source: who sent it, such as `mqtt.plant/body/line-1`.
        session: which of its sessions; numbers begin anew in each.
        number: of the message within the session, without going round.
        received: when it came, in ms since 1970 UTC.
        topic: where it was sent to.
        payload: its bytes.
        qos: quality of service with which it came.
        retain: whether the server had kept it from earlier.
    """

    source: str
    session: str
    number: int
    received: int
    topic: str
    payload: bytes
    qos: int = 0
    retain: bool = False

    @property
    def digest(self) -> bytes:
        """Eight bytes that stand for topic and payload: a message that is sent again has the same ones."""
        topic = self.topic.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(len(topic).to_bytes(4, "little") + topic + self.payload, digest_size=8).digest()

    @property
    def seal(self) -> int:
        """Checks what the digest does not stand for: by which a damaged entry is found."""
        told = f"{self.source}|{self.session}|{self.number}|{self.received}|{self.qos}|{int(self.retain)}"
        return zlib.crc32(told.encode("utf-8", "surrogatepass"))


class Kept(NamedTuple):
    """An entry that is in a journal, and its place there, counted from 1."""

    place: int
    entry: Entry


class Receipt(NamedTuple):
    """What has become of a batch: all of it is on the disk.

    Attributes:
        last: place of the newest entry of the journal; 0 for none.
        written: entries that are new.
        resent: entries that were there already.
    """

    last: int
    written: int
    resent: int


class Checkpoint(NamedTuple):
    """A state that was made of the entries up to a place.

    Attributes:
        upto: place of the last entry that it counts.
        taken: when, in ms since 1970 UTC.
        kind: what it is the state of, with the version of its form.
        state: its bytes.
    """

    upto: int
    taken: int
    kind: str
    state: bytes
