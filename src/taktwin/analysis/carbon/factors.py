"""Emission factors of electricity: dated, with their source, and never one in place of another."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from functools import cache

from taktwin.analysis.carbon.errors import FactorError
from taktwin.model.values.gridfactors import KINDS, grid_rows, known_row, told, why_unknown


@dataclass(frozen=True)
class GridFactor:
    """Kg CO2 for each kWh taken from a grid, of one region, year and kind."""

    region: str
    year: int
    kind: str
    """One of `KINDS`."""
    value: float
    """Kg/kWh (`life_cycle`: kg CO2e/kWh)."""
    sure: str
    """`seen` in the source, or `recalled` and to be verified before it is published."""
    source: str

    @property
    def unit(self) -> str:
        """Of the value."""
        return "kg CO2e/kWh" if self.kind == "life_cycle" else "kg CO2/kWh"

    @property
    def valid(self) -> tuple[dt.date, dt.date]:
        """First and last day of the electricity that it is for."""
        return dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)

    def over(self, first: dt.date, last: dt.date) -> float:
        """The value, for electricity of these days.

        Whoever knowingly uses the factor of another year, as official accounts do while a year is not published yet,
        takes `value`.

        Args:
            first: day of the electricity.
            last: day, not before the first.

        Raises:
            FactorError: a day is not in the year of the factor.
        """
        begin, end = self.valid
        if last < first:
            raise FactorError(f"the time from {first} to {last} ends before it begins", "give the first day first")
        if first < begin or last > end:
            message = f"the factor of {self.region} is valid from {begin} to {end}, asked for {first} to {last}"
            raise FactorError(message, "take the factor of that year, or say that you use another by taking `value`")
        return self.value

    def __str__(self) -> str:
        return told(asdict(self))


@cache
def grid_factors() -> tuple[GridFactor, ...]:
    """All factors that are known, by region, kind and year."""
    rows = [GridFactor(**row) for row in grid_rows()]
    return tuple(sorted(rows, key=lambda one: (one.region, KINDS.index(one.kind), one.year)))


def grid_factor(region: str, year: int, kind: str = "location") -> GridFactor:
    """The factor of exactly this region, year and kind: there is no fallback to a larger region or another year.

    Args:
        region: as in `grid_factors`, e.g. `Chongqing`; the case of letters is not looked at.
        year: of the electricity that the factor is for.
        kind: one of `KINDS`.

    Raises:
        FactorError: there is none; the message names the nearest known ones, for the user to choose.

    >>> from taktwin.energy import grid_factor
    >>> grid_factor("Chongqing", 2022).value
    0.5227
    """
    if kind in KINDS and (isinstance(year, bool) or not isinstance(year, int)):
        raise FactorError(f"the year of a factor must be a whole number, got {year!r}", "write it as in 2022")
    row = known_row(region, year, kind)
    if row is None:
        raise FactorError(*why_unknown(region, year, kind, or_a_number=True))
    return next(one for one in grid_factors() if asdict(one) == row)
