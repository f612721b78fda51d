"""What goes between the state machine and the network: messages that came, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.live.message import Message

__all__ = ["Command", "Message", "Publish", "Subscribe"]


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
