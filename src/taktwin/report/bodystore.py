"""The picture of a body store: adherence against places, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import SERIES, translucent
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words

MEASURES = ("in_position", "within_5", "in_order")
_COLOURS = (SERIES[0], SERIES[3], SERIES[5])
_COSTS = ("level", "waited_h_per_day", "lost_per_day")


@dataclass(frozen=True)
class Runs:
    """The runs behind the curves."""

    model: str
    """Name of the model."""
    replications: int
    """Number of runs."""
    days: float
    """Measured in each."""
    points: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """Point at the store -> its adherence as simulated (columns measure, mean)."""
    rule: str = "lowest"
    """Who goes instead of a missing car, of the curve `places`."""
    length: int = 10
    """Cars in a lane, of the curve `lanes`."""
    about: Mapping[str, str] = field(default_factory=dict)
    """The footer, as of `taktwin.report.shell.origin.origin`."""


def render_bodystore(runs: Runs, curves: dict[str, pl.DataFrame], language: str) -> str:
    """The page as HTML text.

    Args:
        runs: where the curves come from.
        curves: `places`, `lanes`, `hold` -> the curve (columns of that name, measure, mean, low, high).
        language: shown first.

    Raises:
        ValueError: unknown language.
    """
    return html_file(lambda name: _page(runs, curves, Words(name, True, {}, {})), language)


def _page(runs: Runs, curves: dict[str, pl.DataFrame], words: Words) -> Page:
    subtitle = words(
        "store_subtitle_one" if runs.replications == 1 else "store_subtitle",
        model=runs.model,
        runs=runs.replications,
        days=f"{runs.days:g}",
    )
    sections = [_summary(runs, words), *(_section(key, curves[key], runs, words) for key in curves)]
    return Page(words("store_title"), subtitle, sections, runs.about)


def _summary(runs: Runs, words: Words) -> Section:
    """The plant as it is, and what the measures mean."""
    section = Section("summary", words("store_simulated"))
    rows = []
    for point, table in runs.points.items():
        values = dict(table.select("measure", "mean").rows())
        rows.append([point, *(f"{values[name] * 100:.1f} %" for name in MEASURES)])
    if rows:
        section.table([words(f"store_{key}") for key in ("point", *MEASURES)], rows)
    section.note(words("store_words"))
    return section


def _section(key: str, curve: pl.DataFrame, runs: Runs, words: Words) -> Section:
    section = Section(key, words(f"store_{key}"))
    about = {"places": runs.rule, "lanes": "length", "hold": "replay"}[key]
    bands = [words("store_band")] if runs.replications > 1 else []
    section.chart(_chart(key, curve, words))
    section.note(" ".join([words(f"store_{about}", n=runs.length), *bands]))
    sizes = curve.get_column(key).unique(maintain_order=True).to_list()
    values = {(row[key], row["measure"]): row["mean"] for row in curve.rows(named=True)}
    costs = _COSTS if key == "hold" else ()
    rows = [
        [
            str(size),
            *(f"{values[size, name] * 100:.1f} %" for name in MEASURES),
            *(f"{values[size, name]:.3g}" for name in costs),
        ]
        for size in sizes
    ]
    section.table([words(f"store_{name}") for name in (f"{key}_axis", *MEASURES, *costs)], rows)
    return section


def _chart(key: str, curve: pl.DataFrame, words: Words) -> Figure:
    data: list[dict[str, Any]] = []
    for name, colour in zip(MEASURES, _COLOURS, strict=True):
        rows = curve.filter(pl.col("measure") == name)
        sizes = rows.get_column(key).to_list()
        if rows.get_column("low").null_count() == 0:
            ends = _share(rows.get_column("low").to_list()), _share(rows.get_column("high").to_list())
            band = {"type": "scatter", "mode": "lines", "x": [*sizes, *sizes[::-1]], "y": [*ends[0], *ends[1][::-1]]}
            data.append(
                band
                | {
                    "fill": "toself",
                    "fillcolor": translucent(colour, 0.15),
                    "line": {"width": 0},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
        line = {"type": "scatter", "mode": "lines+markers", "x": sizes, "y": _share(rows.get_column("mean").to_list())}
        hover = "%{x}: %{y:.1f} %<extra></extra>"
        data.append(line | {"name": words(f"store_{name}"), "line": {"color": colour}, "hovertemplate": hover})
    whole: dict[str, Any] = (
        {"tickvals": curve.get_column(key).unique().sort().to_list()} if key == "lanes" else {}
    )  # no half lanes
    axes = {
        "xaxis": axis(words(f"store_{key}_axis"), **whole),
        "yaxis": axis(words("store_share"), range=[0, 101]),
    }
    return figure(data, 360, showlegend=True, margin={"l": 56, "r": 16, "t": 36, "b": 44}, **axes)


def _share(values: Sequence[float]) -> list[Any]:
    """Shares in percent, within 0 and 100."""
    return rounded([min(max(value, 0.0), 1.0) * 100.0 for value in values])
