"""What a press makes: its parts with demand, speed and die change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.rhythm import Rhythm

Numbers = npt.NDArray[np.float64]


class LotError(TaktwinError, ValueError):
    """No lots can be planned; the message says why and what would help."""

    exit_code = INPUT


@dataclass(frozen=True)
class Panel:
    """A part made on a press (or another machine that makes lots)."""

    name: str
    demand: float
    """Parts an hour."""
    rate: float
    """Good parts an hour while it is being pressed, stops of the press included."""
    change: float = 0.0
    """Die change before a lot (h)."""
    holding: float = 1.0
    """Cost of a part in stock for an hour; or its weight, where only the stock counts."""
    change_cost: float = 0.0
    """Cost of a die change, in the money of `holding`."""
    room: float = math.inf
    """Most parts in stock."""
    rack: float = 1.0
    """Parts in a rack: a lot is a number of full racks."""

    @property
    def load(self) -> float:
        """Share of the time of the press that the part takes, without die changes: demand / rate."""
        return self.demand / self.rate

    @property
    def stock_rate(self) -> float:
        """Cost of the stock for each hour of cycle time: holding x demand x (1 - load) / 2, as in `mean_stock`."""
        return self.holding * self.demand * (1.0 - self.load) / 2.0


@dataclass(frozen=True)
class Stop:
    """A way in which a press fails."""

    up: float
    """Mean time of pressing between two failures (h)."""
    repair: float
    """Mean time of a repair (h)."""


@dataclass(frozen=True)
class Press:
    """A press and its parts."""

    name: str
    panels: tuple[Panel, ...]
    stops: tuple[Stop, ...] = ()
    """Failures; `Panel.rate` has their mean in it, the restart levels also their spread."""
    day_hours: float = 24.0
    """Hours of shift a day."""
    rhythm: Rhythm | None = None
    """When parts are drawn, where that is not just while the press works."""
    names: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            LotError: no part, a name twice, or a figure out of range.
        """
        object.__setattr__(self, "names", tuple(panel.name for panel in self.panels))
        if not self.panels:
            raise LotError(Phrase("press {name} makes nothing: give it at least one part", name=self.name))
        if len(set(self.names)) < len(self.names):
            raise LotError(Phrase("press {name} names a part twice", name=self.name), Phrase("give each once"))
        for panel in self.panels:
            _check(self.name, panel)
        if self.load >= 1.0:
            raise LotError(
                Phrase(
                    "press {name} would need {load:.0f} % of its time "
                    "for pressing alone: give a part to another press, "
                    "press faster, or lower the demand",
                    name=self.name,
                    load=self.load * 100,
                )
            )

    @property
    def load(self) -> float:
        """Share of the time that pressing takes, without die changes."""
        return math.fsum(panel.load for panel in self.panels)

    @property
    def availability(self) -> float:
        """Share of the time of a lot in which the press is not under repair: 1 / (1 + sum of repair / up)."""
        return 1.0 / (1.0 + math.fsum(stop.repair / stop.up for stop in self.stops))

    @property
    def rises(self) -> Numbers:
        """By how much the stock of each part rises with a lot at most, as a share of it.

        That is when the press has no stop meanwhile and, where the demand is not even, at the least of it.
        """
        pace = 1.0 if self.rhythm is None else self.rhythm.least_pace
        return 1.0 - self.figures("load") * self.availability * pace

    def figures(self, name: str) -> Numbers:
        """One figure of all parts, such as `demand`."""
        return np.array([getattr(panel, name) for panel in self.panels], np.float64)

    def load_with(self, cycles: Sequence[float] | Numbers) -> float:
        """Load including the die changes, if part i is made every `cycles[i]` hours."""
        return self.load + float(np.sum(self.figures("change") / np.asarray(cycles)))


def _check(press: str, panel: Panel) -> None:
    where = Phrase("press {press}, part {name}", press=press, name=panel.name)
    for name in ("demand", "rate", "rack", "room"):
        value = getattr(panel, name)
        if not value > 0 or (math.isinf(value) and name != "room"):
            raise LotError(
                Phrase("{where}: {name} must be above 0, got {value:g}", where=where, name=name, value=value)
            )
    for name in ("change", "change_cost"):
        value = getattr(panel, name)
        if not 0 <= value < math.inf:
            raise LotError(
                Phrase("{where}: {name} must be 0 or more, got {value:g}", where=where, name=name, value=value)
            )
    if not 0 < panel.holding < math.inf:
        raise LotError(Phrase("{where}: holding must be above 0, got {holding:g}", where=where, holding=panel.holding))
