"""Topics of VDA 5050: interface, version, manufacturer, serial number, kind of message."""

from __future__ import annotations

from typing import NamedTuple

STATE, CONNECTION = "state", "connection"
KINDS = (STATE, CONNECTION)


class Topic(NamedTuple):
    """A topic of a vehicle."""

    interface: str
    version: str
    manufacturer: str
    serial: str
    kind: str

    @property
    def vehicle(self) -> str:
        """Interface, manufacturer and serial number, which are unique in a plant."""
        return f"{self.interface}/{self.manufacturer}/{self.serial}"

    def __str__(self) -> str:
        return "/".join(self)


def topic_of(text: str) -> Topic | None:
    """The parts of a topic; None where it is none of a state or a connection.

    Example:
        >>> topic_of("vda5050/v2/Bull/ox-7/state").vehicle
        'vda5050/Bull/ox-7'
        >>> topic_of("vda5050/v2/Bull/ox-7/order") is None
        True
    """
    parts = text.split("/")
    return Topic(*parts) if len(parts) == 5 and all(parts) and parts[4] in KINDS else None


def filters(interface: str) -> tuple[tuple[str, int], ...]:
    """What to subscribe to, each with its quality of service; a connection is retained, a state is not."""
    return ((f"{interface}/+/+/+/{CONNECTION}", 1), (f"{interface}/+/+/+/{STATE}", 0))
