"""How a host behaves."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.live.sparkplug.topics import NAMESPACE, id_fault
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class HostSettings:
    """Settings of a host. Times in ms.

    Attributes:
        host: its id, which occurs once in the plant.
        groups: the groups that it listens to, or single edge nodes of them as `GROUP/NODE`; empty for all.
        reorder_timeout: how long a message that lacks in the sequence is waited for; 0 for not at all.
        rebirth_interval: least time between two requests for rebirth to the same node.
        rebirths_a_second: requests to all nodes together; a host that starts would else ask all at once.
        largest_payload: bytes; a larger message is refused unread.
        most_nodes: edge nodes; what more come are refused.
        most_tags: metrics of all births; the births of what more come are refused.

    Raises:
        OptionError: an id that cannot stand in a topic, a number out of range.
    """

    host: str
    groups: tuple[str, ...] = ()
    reorder_timeout: int = 2_000
    rebirth_interval: int = 60_000
    rebirths_a_second: int = 10
    largest_payload: int = 8 * 2**20
    most_nodes: int = 10_000
    most_tags: int = 2_000_000

    def __post_init__(self) -> None:
        for name, one in (
            ("host", self.host),
            *(("groups", part) for group in self.groups for part in group.split("/", 1)),
        ):
            fault = id_fault(one)
            if fault is not None:
                raise OptionError(
                    Phrase('"{one}" is no id: {fault}', one=one, fault=fault),
                    Phrase("name it with letters, figures, - and _"),
                    name,
                )
        if "STATE" in self.groups:
            raise OptionError(
                Phrase('a group cannot be called "STATE"'), Phrase("that is where hosts tell their state"), "groups"
            )
        for name, least in (("reorder_timeout", 0), ("rebirth_interval", 1_000), ("rebirths_a_second", 1)):
            if getattr(self, name) < least:
                raise OptionError(
                    f"{name} is {getattr(self, name)}", Phrase("it must be {least} or more", least=least), name
                )

    @property
    def filters(self) -> tuple[str, ...]:
        """Topics of edge nodes to subscribe to."""
        found: list[str] = []
        for group, slash, node in (one.partition("/") for one in self.groups):
            found.append(f"{NAMESPACE}/{group}/+/{node}/#" if slash else f"{NAMESPACE}/{group}/#")
        return tuple(found) or (f"{NAMESPACE}/#",)
