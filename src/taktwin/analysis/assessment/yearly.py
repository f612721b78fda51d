"""A path of so many percent a year: what it asks for, what was reached, and what it still takes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taktwin.analysis.carbon.errors import CarbonError


@dataclass(frozen=True)
class Measure:
    """Something that saves so much a year from a year on, in the unit of the path."""

    what: str
    saves: float
    year: int
    source: str = ""


@dataclass(frozen=True)
class YearOfPath:
    """A year: the figure that the path asks for, that was reached, that measures will leave, and all of the site."""

    year: int
    target: float
    actual: float | None
    planned: float | None
    """After the measures, from the last figure on; None up to that year."""
    site: float | None
    """Figure x volume, of years with both (actual or planned)."""

    @property
    def kept(self) -> bool | None:
        """Whether the path is kept; None where there is no figure."""
        found = self.actual if self.actual is not None else self.planned
        return None if found is None else found <= self.target * (1 + 1e-9)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "year": self.year,
            "target": self.target,
            "actual": self.actual,
            "planned": self.planned,
            "kept": self.kept,
            "site": self.site,
        }


@dataclass(frozen=True)
class YearlyPath:
    """A path.

    Attributes:
        what: is cut.
        per: what it is counted for.
        unit: of the figures.
        rate: cut of each year on the year before, 0 to 1.
        years: one by one.
        reached_rate: mean cut a year from the first to the last figure, negative for a rise; None without a second one.
        needed_rate: mean cut a year from the last figure to the end that the path asks for; None where it ends there.
        needed: what must be saved from the last figure to the end.
        planned: what the measures save of it.
        site_change: change of the site's figure between the first and the last year that have both, as a share.
        measures: what will be done.
    """

    what: str
    per: str
    unit: str
    rate: float
    years: tuple[YearOfPath, ...]
    reached_rate: float | None
    needed_rate: float | None
    needed: float
    planned: float
    site_change: float | None
    measures: tuple[Measure, ...]

    @property
    def lacking(self) -> float:
        """What no measure saves yet."""
        return max(0.0, self.needed - self.planned)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "what": self.what,
            "per": self.per,
            "unit": self.unit,
            "rate": self.rate,
            "years": [one.as_dict() for one in self.years],
            "reached_rate": self.reached_rate,
            "needed_rate": self.needed_rate,
            "needed": self.needed,
            "planned": self.planned,
            "lacking": self.lacking,
            "site_change": self.site_change,
        }


def yearly_path(
    what: str,
    per: str,
    unit: str,
    rate: float,
    figures: Mapping[int, float],
    until: int,
    volume: Mapping[int, float] | None = None,
    measures: Sequence[Measure] = (),
) -> YearlyPath:
    """The path from its first figure: target of a year = first figure x (1 - rate)^years.

    Args:
        what: is cut.
        per: what it is counted for, such as car; a cut for each car can be a rise of the site.
        unit: of the figures.
        rate: cut of each year on the year before, 0 to 1.
        figures: year -> figure; the first is where the path begins.
        until: last year.
        volume: year -> cars, m2, ... of the site.
        measures: that save something from a year on.

    Raises:
        CarbonError: no figure, a figure of 0 at the start, an end before the last figure, or savings above all.

    >>> from taktwin.energy import yearly_path
    >>> found = yearly_path("energy", "car", "kWh/car", 0.04, {2021: 1000.0, 2024: 940.0}, 2025)
    >>> round(found.years[-1].target, 1), round(found.needed, 1)
    (849.3, 90.7)
    """
    if not figures or min(figures.values()) < 0 or not figures[min(figures)]:
        raise CarbonError("the path has no first figure above 0", "give the figure of its first year")
    first, last = min(figures), max(figures)
    if until <= first or last > until:
        message = f"the path ends in {until}, its figures run from {first} to {last}"
        raise CarbonError(message, "give a later `until`")
    volumes = volume or {}
    years = []
    for year in range(first, until + 1):
        target, actual = figures[first] * (1 - rate) ** (year - first), figures.get(year)
        saved = math.fsum(one.saves for one in measures if last < one.year <= year)
        planned = figures[last] - saved if year > last else None
        if planned is not None and planned < 0:
            message = f"the measures up to {year} save {saved:g} {unit}, more than the {figures[last]:g} of {last}"
            raise CarbonError(message, "check the savings; they are in the unit of the path, a year")
        known = actual if actual is not None else planned
        site = known * volumes[year] if known is not None and year in volumes else None
        years.append(YearOfPath(year, target, actual, planned, site))
    end = years[-1]
    sites = [one.site for one in years if one.site is not None]
    return YearlyPath(
        what,
        per,
        unit,
        rate,
        tuple(years),
        None if last == first else _mean_cut(figures[first], figures[last], last - first),
        None if until == last else _mean_cut(figures[last], end.target, until - last),
        max(0.0, figures[last] - end.target),
        math.fsum(one.saves for one in measures if last < one.year <= until),
        sites[-1] / sites[0] - 1 if len(sites) > 1 and sites[0] else None,
        tuple(measures),
    )


def _mean_cut(before: float, after: float, years: int) -> float:
    """Mean cut a year, as a share of the year before."""
    return 1 - (after / before) ** (1 / years) if before else 0.0
