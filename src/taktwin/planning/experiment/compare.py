"""Means of the scenarios, and each against the base, with intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence

import polars as pl

from taktwin.analysis.elements.figures import FIGURES as OF_ELEMENTS
from taktwin.analysis.elements.figures import split, unit_of
from taktwin.analysis.interval import t_interval
from taktwin.analysis.kpi import OF_DUE_DATES, WITHOUT_MEAN, plain_kpi
from taktwin.analysis.paired import HIGHER, LOWER, NO_INTERVAL, SAME, UNSURE, paired
from taktwin.analysis.paired import VERDICTS as OF_PAIRS
from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.folder import Rows
from taktwin.planning.experiment.growing import growing
from taktwin.planning.experiment.replicate import FIGURES

SHOWN = ("throughput_per_hour", "lead_time_hours", "wip", "energy_kwh_per_job")
"""The KPIs (of each plant) that are compared unless others are chosen; those that are 0 or without a value everywhere
are left out."""

SMALLER_IS_BETTER = frozenset(
    {
        "lead_time_hours",
        "wip",
        "growth_per_hour",
        "scrapped_jobs",
        "scrap_ratio",
        "order_to_line_off_hours",
        "backlog",
        "tardiness_hours",
        "energy_kwh_per_job",
        "electricity_kwh_per_job",
        "energy_kwh",
        "line_stop_share",
    }
)
"""KPIs of which less is better, all else equal. Used for the order of long lists."""


def better(kpi: str) -> int:
    """1 where more of a figure is better, all else equal, -1 where less is, 0 where neither is."""
    pair = split(kpi)
    if pair is not None:
        return OF_ELEMENTS[pair[1]].better
    return -1 if plain_kpi(kpi) in SMALLER_IS_BETTER else 1


GROWS = Phrase("grows")
VERDICTS = {**OF_PAIRS, GROWS: GROWS}
"""Verdicts as they stand in tables -> as they are said."""

_MEANS = {
    "scenario": pl.String, "kpi": pl.String, "unit": pl.String, "replications": pl.Int64, "mean": pl.Float64,
    "low": pl.Float64, "high": pl.Float64,
}  # fmt: skip
_COMPARISON = {
    "scenario": pl.String, "base": pl.String, "kpi": pl.String, "unit": pl.String, "replications": pl.Int64,
    "base_mean": pl.Float64, "mean": pl.Float64, "difference": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    "verdict": pl.String,
}  # fmt: skip


def check_kpis(names: Sequence[str], known: Sequence[str] = FIGURES, *, of_elements: bool = True) -> list[str]:
    """The names, each once. ``of_elements``: figures of elements pass, whatever the element is.

    Raises:
        ExperimentError: there is no such KPI; the message suggests the nearest of those that are known.
    """
    for name in names:
        if name not in known and not (of_elements and split(name)):
            from taktwin.model.values.nearest import suggest

            element, _, figure = name.rpartition(".")
            if element and figure not in OF_ELEMENTS and figure not in known:
                message = Phrase(
                    'there is no KPI "{name}", and no figure "{figure}" of an element', name=name, figure=figure
                )
                raise ExperimentError(message, suggest(figure, list(OF_ELEMENTS), most=20), "kpis")
            if plain_kpi(name) in OF_DUE_DATES:
                message = Phrase(
                    'the KPI "{name}" is of jobs with due dates, and no orders come from a file', name=name
                )
                raise ExperimentError(message, Phrase("give an order stream a `file` with a column `due`"), "kpis")
            raise ExperimentError(Phrase('there is no KPI "{name}"', name=name), suggest(name, known, most=20), "kpis")
    return list(dict.fromkeys(names))


def shown_kpis(rows: Rows) -> list[str]:
    """The KPIs of `SHOWN` that say something in these rows; of several plants those of each before those of all."""
    usual = sorted((kpi for kpi in _names(rows) if plain_kpi(kpi) in SHOWN), key=lambda kpi: kpi == plain_kpi(kpi))
    said = [kpi for kpi in usual if any(row[kpi] != 0 and not math.isnan(row[kpi]) for row in rows.values())]
    return said or usual[:1]


def _names(rows: Rows) -> list[str]:
    """The KPIs in the rows, which are the same in all of them."""
    return list(next(iter(rows.values())))


def values_of(rows: Rows, scenario: int, kpi: str, count: int) -> list[float]:
    """A KPI in the first `count` replications of a scenario."""
    return [rows[scenario, i][kpi] for i in range(count)]


def means(rows: Rows, names: Sequence[str], used: Sequence[int], confidence: float) -> pl.DataFrame:
    """Mean of every figure in every scenario with the Student-t interval of that mean (null with one replication).

    Of a scenario that grows without end the figures that have no mean are not-a-number.
    """
    found = []
    out = growing(rows, used)
    for scenario, name in enumerate(names):
        for kpi in _names(rows):
            values = values_of(rows, scenario, kpi, used[scenario])
            if scenario in out and plain_kpi(kpi) in WITHOUT_MEAN:
                values = [math.nan] * len(values)
            low, high = t_interval(values, confidence) or (None, None)
            found.append((name, kpi, unit_of(kpi), len(values), math.fsum(values) / len(values), low, high))
    return pl.DataFrame(found, schema=_MEANS, orient="row")


def comparison(
    rows: Rows,
    names: Sequence[str],
    used: Sequence[int],
    base: int,
    confidence: float,
    kpis: Sequence[str] | None = None,
) -> pl.DataFrame:
    """Each scenario minus the base, replication by replication, with an interval of the difference.

    The replications of both had the same random numbers, so the pairs are compared (paired t,
    `taktwin.analysis.paired`). With k scenarios beside the base each interval is made at 1 - (1 - confidence) / k, so
    that all k of one KPI hold together with `confidence` (Bonferroni). Where the scenarios have different numbers of
    replications, those that both have are compared.

    The verdict is `higher` or `lower` where the interval lies on one side of 0, `not told apart` where it does not,
    `the same` where every replication is, and `no interval` with a single replication or without a figure. It is
    `grows` where one of the two grows without end and so has no mean of this figure.
    """
    found = []
    out = growing(rows, used)
    others = [i for i in range(len(names)) if i != base]
    for scenario in others:
        count = min(used[scenario], used[base])
        for kpi in kpis if kpis is not None else _names(rows):
            a, b = (values_of(rows, i, kpi, count) for i in (scenario, base))
            a, b = (
                [math.nan] * count if i in out and plain_kpi(kpi) in WITHOUT_MEAN else values
                for i, values in ((scenario, a), (base, b))
            )
            mean, base_mean = math.fsum(a) / count, math.fsum(b) / count
            difference, low, high, verdict = _difference(a, b, confidence, len(others))
            if (scenario in out or base in out) and plain_kpi(kpi) in WITHOUT_MEAN:
                verdict = GROWS
            head = (names[scenario], names[base], kpi, unit_of(kpi), count)
            found.append((*head, base_mean, mean, difference, low, high, verdict))
    return pl.DataFrame(found, schema=_COMPARISON, orient="row")


def _difference(
    a: list[float], b: list[float], confidence: float, comparisons: int
) -> tuple[float, float | None, float | None, str]:
    try:
        pairs = paired(a, b, confidence, comparisons)
    except ValueError:  # fewer than two, or a figure without a basis
        return math.fsum(a) / len(a) - math.fsum(b) / len(b), None, None, NO_INTERVAL
    verdict = HIGHER if pairs.low > 0 else LOWER if pairs.high < 0 else SAME if a == b else UNSURE
    return pairs.difference, pairs.low, pairs.high, verdict
