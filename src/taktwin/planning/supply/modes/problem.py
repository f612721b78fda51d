"""What is to be chosen: parts with their options, suppliers with their set-ups, and limits.

Money is in any one unit a year, time in minutes, space in square decimetres (0.01 m2); whole numbers are counted
exactly. A part's value and volume are those of one car.
"""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.errors import ModeError

#: How a part comes: out of a warehouse (s,S or r,Q), by kanban cards, by lorry in a time window, out of a stock on site
#: that the supplier keeps, in the sequence of the cars, or from a supplier that makes it inside the plant.
MODES = ("warehouse", "kanban", "jit", "vendor_managed", "jis", "in_plant")
#: By what a part counts in the zero-inventory ratio: each as one, by its value a car, by its volume a car.
WEIGHTS = ("count", "value", "volume")


@dataclass(frozen=True)
class Option:
    """One way in which a part can come."""

    name: str
    mode: str
    """One of `MODES`."""
    cost: float
    """A year, without the set-up of the supplier; below 0 where it earns something."""
    cover: float
    """Cover on site that is exceeded in 5 % of the time (95 % quantile, min of demand)."""
    dock_minutes: float = 0.0
    """Of unloading a day."""
    space: float = 0.0
    """In the plant (dm2)."""
    lot: float | None = None
    """Cars' worth in a delivery; for the reader only."""
    frozen_horizon: float | None = None
    """Minutes between the call-off and the fitting; for the reader only."""
    dock: str | None = None
    """Dock at whose doors that is, where several have a limit each."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            ModeError: a name that is none, a mode that is not there, or a figure out of range.
        """
        where = f"option {_named(self.name, 'an option')}"
        _known(where, "mode", self.mode, MODES)
        _number(where, "cost", self.cost, -math.inf)
        for name in ("cover", "dock_minutes", "space"):
            _number(where, name, getattr(self, name))
        for name in ("lot", "frozen_horizon"):
            if getattr(self, name) is not None:
                _number(where, name, getattr(self, name))


@dataclass(frozen=True)
class Part:
    """A part (or part family) and its options."""

    name: str
    options: tuple[Option, ...]
    supplier: str | None = None
    value: float = 0.0
    """Money a car."""
    volume: float = 0.0
    """Litres a car."""

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            ModeError: no option, an option twice, or a figure out of range.
        """
        where = f"part {_named(self.name, 'a part')}"
        object.__setattr__(self, "options", _all_of(where, "options", self.options, Option))
        if not self.options:
            raise ModeError(
                Phrase("{where}: there is no option to choose", where=where), Phrase("give it at least one way to come")
            )
        _once(Phrase("{where}: option", where=where), (one.name for one in self.options))
        _number(where, "value", self.value)
        _number(where, "volume", self.volume)

    def option(self, name: str) -> Option:
        """The option of this name.

        Raises:
            ModeError: there is none.
        """
        for one in self.options:
            if one.name == name:
                return one
        raise ModeError(
            Phrase('part {name}: there is no option "{name2}"', name=self.name, name2=name),
            _among([o.name for o in self.options], name),
        )


@dataclass(frozen=True)
class Supplier:
    """Who makes parts."""

    name: str
    jis_setup: float = 0.0
    """Cost a year of sequencing there: paid once if any of its parts comes in mode `jis`."""

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            ModeError: a name that is none, or a cost below 0.
        """
        _number(f"supplier {_named(self.name, 'a supplier')}", "jis_setup", self.jis_setup)


@dataclass(frozen=True)
class ZeroInventory:
    """The wish for parts without stock: the zero-inventory ratio (ZIR).

    ZIR = weight of the parts whose `Option.cover` is at most `theta` / weight of all parts. A cover is inside the fence
    of the plant, whoever owns it.
    """

    theta: float = 120.0
    """Cover up to which a part counts as zero-inventory (min)."""
    least: float = 0.0
    """Ratio asked for, 0 to 1."""
    weight: str = "count"
    """One of `WEIGHTS`."""

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            ModeError: a weight that is not there, or a figure out of range.
        """
        _known("zero-inventory ratio", "weight", self.weight, WEIGHTS)
        _number("zero-inventory ratio", "theta", self.theta)
        _number("zero-inventory ratio", "least", self.least, most=1.0)


@dataclass(frozen=True)
class Limits:
    """What there is; None for no limit."""

    dock_minutes: float | None = None
    """A day, of all docks together."""
    space: float | None = None
    """dm2."""
    jis_parts: int | None = None
    """Number of parts in mode `jis`."""
    zero_inventory: ZeroInventory | None = None
    docks: Mapping[str, float] = field(default_factory=dict)
    """Dock -> minutes a day of its own, for the options that name it."""

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            ModeError: a limit out of range.
        """
        for name in ("dock_minutes", "space", "jis_parts"):
            if getattr(self, name) is not None:
                _number("limits", name, getattr(self, name))
        if not isinstance(self.docks, Mapping):
            raise ModeError(
                Phrase("limits: docks must name the minutes of each dock"), Phrase("give a dictionary, or leave it out")
            )
        for dock, minutes in self.docks.items():
            _number(f"limits: dock {_named(dock, 'a dock')}", "minutes", minutes)
        if self.zero_inventory is not None and not isinstance(self.zero_inventory, ZeroInventory):
            raise ModeError(
                Phrase("limits: zero_inventory must be a ZeroInventory, or None"),
                Phrase("give theta, least and weight"),
            )


@dataclass(frozen=True)
class Problem:
    """All of it."""

    parts: tuple[Part, ...]
    suppliers: tuple[Supplier, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Check that it hangs together.

        Raises:
            ModeError: no part, a name twice, a supplier that is not there, or a ratio of parts that weigh nothing.
        """
        object.__setattr__(self, "parts", _all_of("the problem", "parts", self.parts, Part))
        object.__setattr__(self, "suppliers", _all_of("the problem", "suppliers", self.suppliers, Supplier))
        if not self.parts:
            raise ModeError(Phrase("there is no part to choose a delivery mode for"), Phrase("give at least one"))
        _once("part", (part.name for part in self.parts))
        _once("supplier", (one.name for one in self.suppliers))
        names = [one.name for one in self.suppliers]
        known = set(names)
        for part in self.parts:
            if part.supplier is not None and part.supplier not in known:
                message = Phrase(
                    'part {name}: there is no supplier "{supplier}"', name=part.name, supplier=part.supplier
                )
                raise ModeError(
                    message, _among(names, part.supplier) if names else Phrase("name it among the suppliers")
                )
        wish = self.limits.zero_inventory
        if wish is not None and not any(weight_of(part, wish.weight) > 0 for part in self.parts):
            remedy = Phrase("give parts a {weight}, or weigh them by count", weight=wish.weight)
            raise ModeError(
                Phrase("zero-inventory ratio by {weight}: no part has any {weight}", weight=wish.weight), remedy
            )


def weight_of(part: Part, weight: str) -> float:
    """What a part counts in a ratio by `weight` (one of `WEIGHTS`)."""
    return 1 if weight == "count" else part.value if weight == "value" else part.volume


def _named(name: Any, what: str) -> str:
    if not isinstance(name, str) or not name.strip():
        raise ModeError(
            Phrase("{what} has the name {name}", what=what, name=repr(name)), Phrase("give it a name that is a text")
        )
    return name


def _number(where: str, name: str, value: Any, least: float = 0.0, most: float = math.inf) -> None:
    told = (
        Phrase("a number")
        if least == -math.inf
        else Phrase("a number from 0 to {most:g}", most=most)
        if most < math.inf
        else Phrase("0 or more")
    )
    right = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not right or not least <= value <= most:
        raise ModeError(
            Phrase("{where}: {name} must be {told}, got {value}", where=where, name=name, told=told, value=repr(value)),
            Phrase("correct it"),
        )


def _known(where: str, name: str, value: Any, words: tuple[str, ...]) -> None:
    if value not in words:
        raise ModeError(
            Phrase("{where}: there is no {name} {value}", where=where, name=name, value=repr(value)),
            _among(words, str(value)),
        )


def _once(what: str, names: Iterable[str]) -> None:
    twice = [name for name, many in Counter(names).items() if many > 1]
    if twice:
        raise ModeError(
            Phrase("{what} {twice} is there twice", what=what, twice=twice[0]), Phrase("give each a name of its own")
        )


def _all_of(where: str, name: str, found: Any, kind: type) -> tuple[Any, ...]:
    try:
        every = tuple(found)
    except TypeError:
        every = (None,)
    if not all(isinstance(one, kind) for one in every):
        raise ModeError(
            Phrase("{where}: {name} must be a list of {name2}", where=where, name=name, name2=kind.__name__),
            Phrase("make each a {name}", name=kind.__name__),
        )
    return every


def _among(words: Iterable[str], wrong: str) -> str:
    words = list(words)
    close = difflib.get_close_matches(wrong.lower(), words, n=1)
    return (
        Phrase('did you mean "{close}"?', close=close[0])
        if close
        else Phrase("use one of {words}", words=", ".join(words[:10]))
    )
