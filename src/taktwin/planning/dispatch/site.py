"""What stands at the site besides the load: the battery, and loads whose time can be chosen."""

from __future__ import annotations

import math
from dataclasses import dataclass

from taktwin.model.phrase import Phrase
from taktwin.planning.dispatch.check import number
from taktwin.planning.dispatch.errors import DispatchError

ENDS = ("cyclic", "free")


@dataclass(frozen=True)
class Battery:
    """A battery with its inverter; powers are at the side of the site, energies in the cells.

    level after a step = level before + charge_efficiency x charged - discharged / discharge_efficiency

    >>> Battery(energy=800, power=300, charge_efficiency=0.95, discharge_efficiency=0.95).round_trip
    0.9025
    """

    energy: float
    """Usable energy (kWh)."""
    power: float
    """Highest power of charging (kW)."""
    charge_efficiency: float = 1.0
    discharge_efficiency: float = 1.0
    discharge_power: float | None = None
    """Highest power of discharging (kW); None for the same as of charging."""
    wear: float = 0.0
    """Money for each kWh charged, and again for each kWh discharged."""
    start: float | None = None
    """Level before the first step (kWh); None leaves it to the plan, which has to end at the same level."""
    end: str = "cyclic"
    """`cyclic`: the last level is the one before the first step; `free`: any level from `end_least` on."""
    end_least: float = 0.0
    """Level at the end, at least (kWh); with a free end alone."""

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            DispatchError: a figure out of range, or a free end without a start.
        """
        for name, unit in (("energy", "kWh"), ("power", "kW")):
            number("battery", name, getattr(self, name), unit, most=1e12)
        if self.discharge_power is not None:
            number("battery", "discharge_power", self.discharge_power, "kW", most=1e12)
        for name in ("charge_efficiency", "discharge_efficiency"):
            number("battery", name, getattr(self, name), "share", least=0.01, most=1.0)
        number("battery", "wear", self.wear, "money/kWh", most=1e6)
        if self.start is not None:
            number("battery", "start", self.start, "kWh", most=self.energy)
        number("battery", "end_least", self.end_least, "kWh", most=self.energy)
        if self.end not in ENDS:
            raise DispatchError(
                Phrase("battery: there is no end {end}", end=repr(self.end)),
                Phrase("use one of {ends}", ends=", ".join(ENDS)),
            )
        if self.start is None and self.end == "free":
            message = Phrase("battery: neither the level at the start nor the one at the end is given")
            raise DispatchError(message, Phrase("give `start` in kWh, or let the plan be cyclic"))
        if self.end == "cyclic" and self.end_least:
            raise DispatchError(
                Phrase("battery: `end_least` belongs to a free end"), Phrase("give `end: free`, or leave it out")
            )

    @property
    def most_out(self) -> float:
        """Highest power of discharging (kW)."""
        return self.power if self.discharge_power is None else self.discharge_power

    @property
    def round_trip(self) -> float:
        """Share of the energy charged that comes out again."""
        return self.charge_efficiency * self.discharge_efficiency


@dataclass(frozen=True)
class FlexibleLoad:
    """A load of so many kWh within a window, at any power up to a limit: charging AGVs, a melting furnace, an oven.

    The window is `first` to `last`, both included, as numbers of steps from 0.
    """

    name: str
    energy: float
    """kWh that it needs within the window."""
    power: float
    """Highest power (kW)."""
    first: int
    last: int

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            DispatchError: no name, a figure out of range, or a window that ends before it begins.
        """
        if not isinstance(self.name, str) or not self.name.strip():
            raise DispatchError(
                Phrase("flexible load: the name is {name}", name=repr(self.name)),
                Phrase("give it a name that is a text"),
            )
        where = Phrase("flexible load {name}", name=self.name)
        number(where, "energy", self.energy, "kWh", most=1e12)
        number(where, "power", self.power, "kW", most=1e12)
        for name in ("first", "last"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                raise DispatchError(
                    Phrase(
                        "{where}: {name} must be the number of a step, got {value}",
                        where=where,
                        name=name,
                        value=repr(value),
                    ),
                    Phrase("count from 0"),
                )
        if self.last < self.first:
            message = Phrase(
                "{where}: the window ends at step {last}, before it begins at step {first}",
                where=where,
                last=self.last,
                first=self.first,
            )
            raise DispatchError(message, Phrase("give the first step first"))

    def check_window(self, steps: int, step: float) -> None:
        """See to it that the window is inside the time of the plan and long enough.

        Args:
            steps: of the plan.
            step: length of one (h).

        Raises:
            DispatchError: it is not.
        """
        where = Phrase("flexible load {name}", name=self.name)
        if self.last >= steps:
            message = Phrase(
                "{where}: the window ends at step {last}, the last step is {steps}",
                where=where,
                last=self.last,
                steps=steps - 1,
            )
            raise DispatchError(message, Phrase("move the window, or give more steps"))
        most = self.power * step * (self.last - self.first + 1)
        if self.energy > most * (1 + 1e-9) and not math.isclose(self.energy, most):
            message = Phrase(
                "{where}: {energy:g} kWh do not fit, the window takes {most:g} kWh at {power:g} kW",
                where=where,
                energy=self.energy,
                most=most,
                power=self.power,
            )
            raise DispatchError(message, Phrase("widen the window, or give it more power"))
