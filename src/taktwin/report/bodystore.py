"""The picture of a body store: adherence against places, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    "simulated": ("The plant as it is", "现状仿真"),
    "point": ("point", "通过点"),
    "words": (
        "Positions count the cars that came. In order: those that keep the plan once the fewest others are taken out.",
        "位次按实际到达的车辆计。顺序正确：去掉尽可能少的其他车辆后仍保持计划顺序的车辆。",
    ),
    "places": ("A store with random access", "随机存取车身库"),
    "lanes": ("A store of lanes", "车道式车身库"),
    "hold": ("Assembly waits for a missing car", "总装等待缺失车辆"),
    "places_axis": ("places", "库位数"),
    "lanes_axis": ("lanes", "车道数"),
    "hold_axis": ("cars in the store from which on it no longer waits", "停止等待时的库内车辆数"),
    "level": ("cars in the store", "平均库内车辆数"),
    "waited_h_per_day": ("waiting (h/day)", "等待 (h/天)"),
    "lost_per_day": ("cars lost a day", "每天少装车辆数"),
    "lowest": ("The store is full and a car is missing: the lowest number goes.", "库满且缺车时，订单号最小者出库。"),
    "substitute": (
        "The store is full and a car is missing: the last planned one goes in its turn.",
        "库满且缺车时，计划最晚者顶替其位次。",
    ),
    "same": (
        "The store is full and a car is missing: an equal one goes, and the two exchange their orders.",
        "库满且缺车时，由相同车辆顶替，两车互换订单。",
    ),
    "first": ("Who came first leaves first: the store does not sort.", "先到先出：不作排序。"),
    "length": ("Each lane holds {0} cars, first in, first out.", "每条车道可停 {0} 辆，先进先出。"),
    "replay": (
        "The cars of the simulated runs again, at the times at which they came and were wanted.",
        "按仿真中车辆到达与总装需要的时刻重放。",
    ),
    "band": ("Bands are 95 % intervals of the mean over the replications.", "色带为各次重复仿真均值的 95 % 置信区间。"),
}
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
    """The footer, as of `taktwin.report.onepage.origin`."""


def render_bodystore(runs: Runs, curves: dict[str, pl.DataFrame], language: str) -> str:
    """The page as HTML text.

    Args:
        runs: where the curves come from.
        curves: `places`, `lanes`, `hold` -> the curve (columns of that name, measure, mean, low, high).
        language: shown first.

    Raises:
        ValueError: unknown language.
    """
    several = "run" if runs.replications == 1 else "runs"
    subtitle = {
        "en": f"{runs.model}, {runs.replications} {several} of {runs.days:g} days",
        "zh": f"{runs.model}，{runs.replications} 次仿真，每次 {runs.days:g} 天",
    }
    sections = {
        name: [_summary(runs, name), *(_section(key, curves[key], runs, name) for key in curves)] for name in LANGUAGES
    }
    return one_page({name: _text("title", name) for name in LANGUAGES}, subtitle, sections, language, runs.about)


def _text(key: str, language: str) -> str:
    return _TEXTS[key][LANGUAGES.index(language)]


def _summary(runs: Runs, language: str) -> Section:
    """The plant as it is, and what the measures mean."""
    section = Section("summary", _text("simulated", language))
    rows = []
    for point, table in runs.points.items():
        values = dict(table.select("measure", "mean").rows())
        rows.append([point, *(f"{values[name] * 100:.1f} %" for name in MEASURES)])
    if rows:
        section.table([_text(key, language) for key in ("point", *MEASURES)], rows)
    section.note(_text("words", language))
    return section


def _section(key: str, curve: pl.DataFrame, runs: Runs, language: str) -> Section:
    section = Section(key, _text(key, language))
    about = {"places": runs.rule, "lanes": "length", "hold": "replay"}[key]
    bands = [_text("band", language)] if runs.replications > 1 else []
    section.chart(_chart(key, curve, language))
    section.note(" ".join([_text(about, language).format(runs.length), *bands]))
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
    section.table([_text(name, language) for name in (f"{key}_axis", *MEASURES, *costs)], rows)
    return section


def _chart(key: str, curve: pl.DataFrame, language: str) -> Figure:
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
        data.append(line | {"name": _text(name, language), "line": {"color": colour}, "hovertemplate": hover})
    whole: dict[str, Any] = (
        {"tickvals": curve.get_column(key).unique().sort().to_list()} if key == "lanes" else {}
    )  # no half lanes
    axes = {
        "xaxis": axis(_text(f"{key}_axis", language), **whole),
        "yaxis": axis(_text("share", language), range=[0, 101]),
    }
    return figure(data, 360, showlegend=True, margin={"l": 56, "r": 16, "t": 36, "b": 44}, **axes)


def _share(values: Sequence[float]) -> list[Any]:
    """Shares in percent, within 0 and 100."""
    return rounded([min(max(value, 0.0), 1.0) * 100.0 for value in values])
