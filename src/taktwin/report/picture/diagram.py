"""What a picture shows, before anything has a place: boxes, chains of them, frames around chains, links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Member(NamedTuple):
    """A thing of the model, by its own names; each is in exactly one box.

    ``group`` is `element`, `cell`, `load`, `stock`, `fleet`, `orders` or `supplier`; ``shop`` is empty for what belongs
    to none.
    """

    plant: str
    group: str
    shop: str
    name: str


@dataclass
class Box:
    """One box. ``tip`` are the lines that are shown when a reader points at it.

    ``kind`` is that of an element of the flow, or `stretch` (several kinds folded), `cell`, `load`, `stock`,
    `supplier`, `fleet`, `source` or `sink`. ``position`` is that of its first element in the model, if it has one;
    ``cells`` is the number of zones of a line, ``copies`` how many equal ones it stands for.
    """

    key: str
    kind: str
    title: str
    facts: str = ""
    members: list[Member] = field(default_factory=list)
    tip: list[str] = field(default_factory=list)
    note: str = ""
    position: tuple[float, float] | None = None
    cells: int = 0
    copies: int = 1


@dataclass
class Chain:
    """Boxes behind each other, as those of a line; ``role`` orders chains from top to bottom of their frame."""

    boxes: list[Box]
    role: str = "line"
    title: str = ""


@dataclass
class Frame:
    """A shop, or another group of boxes; ``plant`` is the key of the plant whose it is, empty for none."""

    key: str
    title: str
    plant: str = ""
    chains: list[Chain] = field(default_factory=list)
    tip: list[str] = field(default_factory=list)

    def boxes(self) -> list[Box]:
        """All its boxes."""
        return [box for chain in self.chains for box in chain.boxes]


@dataclass(frozen=True)
class Link:
    """From box to box, by their keys.

    ``kind`` is `flow` (the next of a line, or another line), `route` (a share of the jobs), `call`, `join`, `part`
    (drawn or made), `lane` or `feed`. Links of one ``net`` run along one trunk.
    """

    start: str
    end: str
    kind: str
    label: str = ""
    tip: str = ""
    net: str = ""


@dataclass
class Diagram:
    """All of a picture: frames in their order, links, titles of the plants (of several) by key."""

    title: str
    frames: list[Frame] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    plants: dict[str, str] = field(default_factory=dict)

    def boxes(self) -> list[Box]:
        """All boxes, in the order of their frames."""
        return [box for frame in self.frames for box in frame.boxes()]
