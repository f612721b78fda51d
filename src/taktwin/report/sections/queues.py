"""How many jobs are in the plant over time, and where they stand."""

from typing import Any

import numpy as np

from taktwin.analysis.overtime.levels import OverTime
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.palette import ACCENT, SERIES
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent


def queues(facts: Facts, words: Words) -> Section | None:
    """The section; None for a run without jobs, or too short for a line."""
    found = facts.over_time
    if found is None or not found.wip.any():
        return None
    section = Section("queues", words("queues_title"))
    section.chart(_plant(found, words, len(facts.results) > 1), words("queues_wip"))
    if found.places:
        section.chart(_places(found, words), words("queues_places", n=len(found.places)))
        _table(section, found, words)
    section.note(words("queues_note", minutes=words.duration(found.length_s)))
    return section


def _days(found: OverTime) -> list[float]:
    return rounded(((found.start_s + found.length_s / 2) / 86400.0).tolist(), 6)


def _plant(found: OverTime, words: Words, band: bool) -> Figure:
    days = _days(found)
    data: list[dict[str, Any]] = []
    if band:
        high, low = rounded(found.high.tolist()), rounded(found.low.tolist())
        shape = {"x": days + days[::-1], "y": high + low[::-1], "fill": "toself", "line": {"width": 0}}
        data.append(
            {"type": "scatter", "mode": "lines", "fillcolor": "rgba(43,108,163,0.15)", "hoverinfo": "skip", **shape}
        )
    data.append(
        {
            "type": "scatter",
            "mode": "lines",
            "x": days,
            "y": rounded(found.wip.tolist()),
            "line": {"color": ACCENT, "width": 1.8},
            "hovertemplate": "%{x:.2f}: %{y:.4g}<extra></extra>",
        }
    )
    return figure(data, 260, xaxis=_axis(words), yaxis=axis(words.jobs, rangemode="tozero"))


def _places(found: OverTime, words: Words) -> Figure:
    days = _days(found)
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": days,
            "y": rounded(values.tolist()),
            "stackgroup": "places",
            "line": {"width": 0.6, "color": SERIES[place % len(SERIES)]},
            "hovertemplate": "%{y:.4g}<extra>" + name.replace("<", "&lt;") + "</extra>",
        }
        for place, (name, values) in enumerate(found.places.items())
    ]
    return figure(
        data, 320, showlegend=True, hovermode="x unified", xaxis=_axis(words),
        yaxis=axis(words.jobs, rangemode="tozero"),
    )  # fmt: skip


def _axis(words: Words) -> dict[str, Any]:
    return axis(words("queues_axis"), grid=False, hoverformat=".2f")


def _table(section: Section, found: OverTime, words: Words) -> None:
    whole = float(found.wip.mean())
    rows = []
    for name, values in found.places.items():
        mean = float(values.mean())
        share = percent(mean / whole) if whole > 0 else "–"
        rows.append([name, number(mean), number(float(values.max())), share, _growth(values)])
    keys = ("queues_place", "queues_mean", "queues_highest", "queues_share", "queues_last")
    section.table([words(key) for key in keys], rows)


def _growth(values: np.ndarray) -> str:
    """Mean of the last quarter of the time / that of the first."""
    quarter = max(1, len(values) // 4)
    first, last = float(values[:quarter].mean()), float(values[-quarter:].mean())
    return f"{last / first:.2f}" if first > 0 else "–"
