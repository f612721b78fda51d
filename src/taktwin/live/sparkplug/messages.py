"""What goes between the state machine and the network: messages that came, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Message(NamedTuple):
    """A message that came.

    Attributes:
        topic: as it came.
        payload: its bytes.
        received: when, in ms since 1970 UTC, by the clock of this computer.
        qos: quality of service, 0 to 2.
        retain: whether the server had kept it from earlier.
    """

    topic: str
    payload: bytes
    received: int
    qos: int = 0
    retain: bool = False


@dataclass(frozen=True, slots=True)
class Publish:
    """Send a message; as the Will of a connection, have the server send it when the connection is lost."""

    topic: str
    payload: bytes
    qos: int
    retain: bool


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Ask the server for the messages of topics: filter, quality of service."""

    filters: tuple[tuple[str, int], ...]


Command = Publish | Subscribe
