"""What is to be planned: load, photovoltaics, battery, flexible loads, grid and tariff over a number of equal steps."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.dispatch.check import MOST_KW, number, series
from taktwin.planning.dispatch.errors import DispatchError
from taktwin.planning.dispatch.site import Battery, FlexibleLoad
from taktwin.planning.dispatch.tariff import Prices, Tariff

MOST_STEPS = 400_000
"""Of a plan: some four years of minutes would not be solved in any time."""


@dataclass(frozen=True, eq=False)
class DispatchProblem:
    """A site over a number of equal steps; all powers are means over a step (kW).

    import - export = load - pv + curtailed + charge - discharge + flexible loads, in every step.
    """

    load: Any
    """kW of each step, 0 or more."""
    tariff: Tariff
    pv: Any = 0.0
    """kW that the photovoltaics could give in each step, 0 or more."""
    step: float = 0.25
    """Length of a step (h)."""
    battery: Battery = field(default_factory=lambda: Battery(0.0, 0.0))
    flexible: tuple[FlexibleLoad, ...] = ()
    import_limit: float = math.inf
    """kW."""
    export_limit: float = math.inf
    """kW; 0 where nothing may be fed in."""
    curtailable: bool = True
    """Whether photovoltaics may be turned down, which costs nothing."""
    peak_so_far: float = 0.0
    """Highest import (kW) of the running billing period before the first step: it is paid already."""
    battery_feeds_in: bool = True
    """Whether the battery may feed into the grid; else no more is exported than photovoltaics give beyond the load."""

    def __post_init__(self) -> None:
        """Check it, and make arrays of the series.

        Raises:
            DispatchError: a series or a figure that cannot be, with the remedy.
        """
        load = series("site", "load", self.load, None, "kW", least=0.0, most=MOST_KW)
        if load.size > MOST_STEPS:
            raise DispatchError(
                Phrase(
                    "site: the load has {size} steps, at most {most_steps} can be planned",
                    size=load.size,
                    most_steps=MOST_STEPS,
                ),
                Phrase("cut it"),
            )
        object.__setattr__(self, "load", load)
        object.__setattr__(self, "pv", series("site", "pv", self.pv, load.size, "kW", least=0.0, most=MOST_KW))
        number("site", "step", self.step, "h", least=1 / 3600, most=8784)
        number("site", "import_limit", self.import_limit, "kW")
        number("site", "export_limit", self.export_limit, "kW")
        number("site", "peak_so_far", self.peak_so_far, "kW", most=1e12)
        if not isinstance(self.tariff, Tariff) or not isinstance(self.battery, Battery):
            raise DispatchError(Phrase("site: expected a Tariff and a Battery"), Phrase("make them of these classes"))
        flexible = tuple(self.flexible)
        object.__setattr__(self, "flexible", flexible)
        for one in flexible:
            if not isinstance(one, FlexibleLoad):
                raise DispatchError(Phrase("site: expected a FlexibleLoad"), Phrase("make each flexible load one"))
            one.check_window(load.size, self.step)
        twice = [name for name, many in Counter(one.name for one in flexible).items() if many > 1]
        if twice:
            raise DispatchError(
                Phrase("flexible load {twice} is there twice", twice=twice[0]), Phrase("give each a name of its own")
            )
        _ = self.prices

    @cached_property
    def prices(self) -> Prices:
        """The tariff as arrays."""
        return self.tariff.over(self.steps)

    @property
    def steps(self) -> int:
        """Number of steps."""
        return int(self.load.size)

    @cached_property
    def flexible_power(self) -> Any:
        """Most that the flexible loads can take in each step (kW)."""
        total = np.zeros(self.steps)
        for one in self.flexible:
            total[one.first : one.last + 1] += min(one.power, one.energy / self.step)
        return total

    @cached_property
    def most_import(self) -> Any:
        """Most that can be imported in each step (kW), as nothing is imported only to be exported.

        Where neither import nor export earns by being more, the sun is used before anything is bought.
        """
        need = self.load + self.battery.power + self.flexible_power
        first = (self.prices.import_price >= 0) & (self.prices.sell >= 0)
        return np.minimum(self.import_limit, np.where(first, np.maximum(0.0, need - self.pv), need))

    @cached_property
    def most_export(self) -> Any:
        """Most that can be exported in each step (kW): what is left of photovoltaics and battery beside the load."""
        out = self.battery.most_out if self.battery_feeds_in else 0.0
        return np.minimum(self.export_limit, np.maximum(0.0, self.pv + out - self.load))
