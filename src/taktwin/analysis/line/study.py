"""A serial line without a model file: simulated, and beside its theory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from taktwin.analysis.line import simulated
from taktwin.analysis.line.check import Compared, compared
from taktwin.analysis.line.exact import LineTheory
from taktwin.analysis.line.simulated import LineResult, check_line
from taktwin.model.errors import OptionError, TaktwinError


class NoTheoryError(TaktwinError, ArithmeticError):
    """The equations of a line could not be solved; the message says why."""


@dataclass(frozen=True, kw_only=True)
class LineOptions:
    """A line, and how it is simulated; times are in the unit of the rates.

    Attributes:
        rates: service rate of each station, jobs per unit of time.
        buffers: places between stations, one number fewer than stations.
        failure_rates: failures per unit of *working* time of each station; None for none.
        repair_rates: repairs per unit of down time of each station.
        parts: jobs to measure, after a warm-up.
        replications: independent runs; None for 1, beside the theory 10.
        seed: of the random numbers.
        exact: whether the theory is put beside the simulation.

    Raises:
        OptionError: numbers are out of range or do not fit each other.
    """

    rates: Sequence[float]
    buffers: Sequence[float] = ()
    failure_rates: Sequence[float] | None = None
    repair_rates: Sequence[float] | None = None
    parts: int = 100_000
    replications: int | None = None
    seed: int = 1
    exact: bool = False

    def __post_init__(self) -> None:
        check_line(self.rates, self.buffers, self.failure_rates, self.repair_rates)
        for name, value, least in (("parts", self.parts, 1), ("replications", self.runs, 1), ("seed", self.seed, 0)):
            if value < least:
                raise OptionError(f"{name} must be at least {least}, got {value}", "", name)
        if self.exact and self.runs == 1:
            raise OptionError("a comparison with theory needs the interval of 2 or more runs", "", "replications")

    @property
    def line(self) -> tuple[Sequence[float], list[int], Sequence[float] | None, Sequence[float] | None]:
        """Rates, buffers, failure rates, repair rates."""
        return self.rates, [int(places) for places in self.buffers], self.failure_rates, self.repair_rates

    @property
    def runs(self) -> int:
        """The number of replications."""
        return (10 if self.exact else 1) if self.replications is None else self.replications


@dataclass(frozen=True)
class LineStudy:
    """The simulated line; ``theory`` and ``rows`` (figure by figure) where the theory was asked for."""

    options: LineOptions
    result: LineResult
    theory: LineTheory | None = None
    rows: tuple[Compared, ...] = ()

    @property
    def table(self) -> pl.DataFrame:
        """The key figures: name, value, unit, low, high."""
        rows = [{"name": name, **kpi.as_dict()} for name, kpi in self.result.kpis.items()]
        return pl.DataFrame(rows).select("name", "value", "unit", "low", "high")

    def as_dict(self) -> dict[str, Any]:
        """What `taktwin line --json` prints: the figures, or with a theory its values beside the simulated ones."""
        options = self.options
        head = {"model": "line", "seed": options.seed, "parts": options.parts, "replications": options.runs}
        theory = self.theory
        if theory is None:
            return head | {"kpis": {name: kpi.as_dict() for name, kpi in self.result.kpis.items()}}
        exact = bool(theory.states)
        figures = {
            row.name: {
                "theory": row.theory,
                "value": row.simulated,
                "unit": row.unit,
                "low": row.low,
                "high": row.high,
                "agrees": row.agrees if exact else None,
            }
            for row in self.rows
        }
        known = {"theory": "exact" if exact else "approximate", "states": theory.states}
        return head | known | {"agrees": all(row.agrees for row in self.rows) if exact else None, "figures": figures}


def study_line(options: LineOptions) -> LineStudy:
    """Simulate a line and, where it is asked for, put the theory beside it.

    Raises:
        NoTheoryError: the theory was asked for, and its equations could not be solved.
    """
    try:
        theory = simulated.line_theory(*options.line) if options.exact else None
    except ArithmeticError as error:
        raise NoTheoryError(
            f"no theory for this line: {error}", "without `exact` it is simulated all the same"
        ) from None
    result = simulated.line(*options.line, parts=options.parts, replications=options.runs, seed=options.seed)
    return LineStudy(options, result, theory, () if theory is None else tuple(compared(theory, result.figures)))
