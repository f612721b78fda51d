"""Topics: namespace, group, type of message, edge node, device (Sparkplug 3.0, section 4)."""

from __future__ import annotations

from typing import NamedTuple

from taktwin.model.phrase import Phrase

NAMESPACE = "spBv1.0"
OF_NODES = ("NBIRTH", "NDEATH", "NDATA", "NCMD")
OF_DEVICES = ("DBIRTH", "DDEATH", "DDATA", "DCMD")
#: What comes from edge nodes; commands are sent by hosts.
FROM_EDGES = ("NBIRTH", "NDEATH", "NDATA", "DBIRTH", "DDEATH", "DDATA")


class Topic(NamedTuple):
    """A topic of an edge node or a device; ``device`` is empty for a node's own."""

    group: str
    kind: str
    node: str
    device: str = ""

    @property
    def edge(self) -> str:
        """Group and node, which is unique in a plant."""
        return f"{self.group}/{self.node}"

    def __str__(self) -> str:
        own = f"{NAMESPACE}/{self.group}/{self.kind}/{self.node}"
        return f"{own}/{self.device}" if self.device else own


def topic_of(text: str) -> Topic | None:
    """The parts of a topic; None where it is none of an edge node or device.

    Example:
        >>> topic_of("spBv1.0/body/DDATA/line-1/robot-3")
        Topic(group='body', kind='DDATA', node='line-1', device='robot-3')
        >>> topic_of("spBv1.0/body/NDATA/line-1/robot-3") is None  # a node's data name no device
        True
    """
    parts = text.split("/")
    if parts[0] != NAMESPACE or not 4 <= len(parts) <= 5 or not all(parts):
        return None
    kinds = OF_NODES if len(parts) == 4 else OF_DEVICES
    return Topic(parts[1], parts[2], parts[3], parts[4] if len(parts) == 5 else "") if parts[2] in kinds else None


def state_topic(host: str) -> str:
    """Where a host says whether it is there."""
    return f"{NAMESPACE}/STATE/{host}"


def host_of(text: str) -> str | None:
    """The host of a STATE topic; None for another topic."""
    parts = text.split("/")
    return parts[2] if len(parts) == 3 and parts[:2] == [NAMESPACE, "STATE"] and parts[2] else None


def id_fault(name: str) -> str | None:
    """What keeps a text from being the id of a group, node, device or host; None for nothing."""
    if not name:
        return Phrase("it is empty")
    bad = next((sign for sign in "+/#\0" if sign in name), None)
    if bad is not None:
        return f'it holds "{bad}", which separates or stands for others in topics'.replace("\0", "a zero byte")
    return None if len(name.encode("utf-8", "replace")) <= 1_000 else Phrase("it is longer than 1000 bytes")
