"""What the names of a spelt-out plant stand for in its model file, so that nobody need take a name apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def qualified(plant: str, name: str) -> str:
    """The name of something of a plant in a model with several."""
    return f"{plant}.{name}"


def inside(plant: str, name: str | None) -> str | None:
    """The same without that of its plant, for display there; a name that is shared, or none, stays as it is."""
    start = qualified(plant, "")
    return name[len(start) :] if name is not None and name.startswith(start) else name


@dataclass(frozen=True, slots=True)
class Noted:
    """A name as it stands in the model file.

    ``copy`` is the number of the copy of its shop (None: the shop has no copies), ``plant`` the plant where the model
    has several.
    """

    name: str
    copy: int | None = None
    plant: str | None = None


@dataclass
class Spelt:
    """Names in the spelt-out plant -> names in the model file, by shop; a name that is missing here was not changed.

    The keys of ``lines``, ``elements``, ``cells`` and ``loads`` are pairs of shop and name. The single stations of an
    entry with `count` are named in the file, too: NAME-1, NAME-2, ... are what a reference says. ``line_copies`` are
    the numbers of lines that are copies of one.

    Where the model has several plants, ``plants`` holds each by itself (a spelt-out `PlantModel`), and ``owner`` tells
    whose a name is, by its group in the model (`stocks`, `fleets`, ...).
    """

    shops: dict[str, Noted] = field(default_factory=dict)
    lines: dict[tuple[str, str], str] = field(default_factory=dict)
    line_copies: dict[tuple[str, str], int] = field(default_factory=dict)
    elements: dict[tuple[str, str], str] = field(default_factory=dict)
    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    loads: dict[tuple[str, str], str] = field(default_factory=dict)
    plants: dict[str, Any] = field(default_factory=dict)
    owner: dict[tuple[str, str], str] = field(default_factory=dict)
