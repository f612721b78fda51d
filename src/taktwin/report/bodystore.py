"""The picture of a body store: adherence against places, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from taktwin.report.figure import Figure, axis, figure, rounded
from taktwin.report.onepage import one_page
from taktwin.report.palette import SERIES, translucent
from taktwin.report.section import Section
from taktwin.report.texts import LANGUAGES

MEASURES = ("in_position", "within_5", "in_order")
_TEXTS = {
    "title": ("Sequence adherence and store", "序列符合度与涂装车身库"),
    "in_position": ("in position", "位置准确"),
    "within_5": ("within 5 positions", "偏差不超过 5 位"),
    "in_order": ("in order", "顺序正确"),
    "share": ("share of cars (%)", "车辆比例 (%)"),
    "places": ("Places with random access", "随机存取库位数"),
    "lanes": ("Lanes, first in, first out", "先进先出车道数"),
    "hold": ("Cars in the store until which assembly waits for a missing one", "总装等待缺失车辆直至库内达到的车辆数"),
    "band": ("Bands are 95 % intervals of the mean over the replications.", "色带为各次重复仿真均值的 95 % 置信区间。"),
}


def render_bodystore(model: str, curves: dict[str, pl.DataFrame], replications: int, days: float, language: str) -> str:
    """The page as HTML text.

    Args:
        model: name of the model.
        curves: `places`, `lanes`, `hold` -> the curve (columns of that name, measure, mean, low, high).
        replications: runs behind the curves.
        days: measured in each.
        language: shown first.

    Raises:
        ValueError: unknown language.
    """
    subtitle = {
        "en": f"{model}, {replications} runs of {days:g} days",
        "zh": f"{model}，{replications} 次仿真，每次 {days:g} 天",
    }
    sections = {name: [_section(key, curves[key], name) for key in curves] for name in LANGUAGES}
    return one_page({name: _text("title", name) for name in LANGUAGES}, subtitle, sections, language)


def _text(key: str, language: str) -> str:
    return _TEXTS[key][LANGUAGES.index(language)]


def _section(key: str, curve: pl.DataFrame, language: str) -> Section:
    section = Section(key, _text(key, language))
    section.chart(_chart(key, curve, language))
    section.note(_text("band", language))
    sizes = curve.get_column(key).unique(maintain_order=True).to_list()
    values = {(row[key], row["measure"]): row["mean"] for row in curve.rows(named=True)}
    rows = [[str(size), *(f"{values[size, name] * 100:.1f} %" for name in MEASURES)] for size in sizes]
    section.table([_text(key, language), *(_text(name, language) for name in MEASURES)], rows)
    return section


def _chart(key: str, curve: pl.DataFrame, language: str) -> Figure:
    data: list[dict[str, Any]] = []
    for name, colour in zip(MEASURES, SERIES[0:6:2], strict=True):
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
        data.append(line | {"name": _text(name, language), "line": {"color": colour}, "hovertemplate": hover})
    axes = {"xaxis": axis(_text(key, language)), "yaxis": axis(_text("share", language), range=[0, 101])}
    return figure(data, 360, showlegend=True, margin={"l": 56, "r": 16, "t": 36, "b": 44}, **axes)


def _share(values: Sequence[float]) -> list[Any]:
    """Shares in percent, within 0 and 100."""
    return rounded([min(max(value, 0.0), 1.0) * 100.0 for value in values])
