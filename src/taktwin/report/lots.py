"""The picture of a lot plan: the order of the dies over the cycle, and the stock of each part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taktwin.planning.presslots.plan import LotPlan
from taktwin.report.figure import Figure, axis, figure, rounded
from taktwin.report.onepage import one_page
from taktwin.report.palette import SERIES
from taktwin.report.section import Section
from taktwin.report.texts import LANGUAGES

_TEXTS = {
    "title": ("Press lots", "冲压批量计划"),
    "hours": ("hours of shift from the begin of the cycle", "自周期开始的班次小时"),
    "dies": ("Which die when", "模具生产顺序"),
    "stock": ("Stock if all goes as planned (parts)", "按计划运行时的库存（件）"),
    "part": ("part", "零件"),
    "lot": ("lot", "批量"),
    "restart": ("restart level", "再生产点"),
    "mean": ("mean stock", "平均库存"),
    "most": ("largest stock", "最大库存"),
    "about": (
        "Each bar is a lot with its parts. Of the dies that are due the plant takes the one with the least cover.",
        "每个条形为一个批次及其件数。工厂在到期模具中选择库存覆盖时间最短者。",
    ),
}


def render_lots(model: str, plans: Sequence[tuple[str, LotPlan]], language: str) -> str:
    """The page as HTML text.

    Args:
        model: name of the model.
        plans: the presses with their plans.
        language: shown first.

    Raises:
        ValueError: unknown language.
    """
    sections = {name: [_section(cell, plan, name) for cell, plan in plans] for name in LANGUAGES}
    return one_page(
        {name: _text("title", name) for name in LANGUAGES}, dict.fromkeys(LANGUAGES, model), sections, language
    )


def _text(key: str, language: str) -> str:
    return _TEXTS[key][LANGUAGES.index(language)]


def _section(cell: str, plan: LotPlan, language: str) -> Section:
    section = Section(f"press-{cell}", cell)
    colours = {i: SERIES[i % len(SERIES)] for i in range(len(plan.press.panels))}
    section.chart(_dies(plan, colours, language), _text("dies", language))
    section.note(_text("about", language))
    section.chart(_stock(plan, colours, language), _text("stock", language))
    head = [_text(key, language) for key in ("part", "lot", "restart", "mean", "most")]
    names = ("lot", "restart", "mean_stock", "max_stock")
    section.table(head, [[row["part"], *(f"{row[n]:,.0f}" for n in names)] for row in plan.table().rows(named=True)])
    return section


def _dies(plan: LotPlan, colours: dict[int, str], language: str) -> Figure:
    """A bar for each lot, a line of bars for each part."""
    press = plan.press
    data = []
    for part, name in enumerate(press.names):
        runs = plan.schedule.of(part)
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": [name] * len(runs),
                "base": rounded([run.start for run in runs]),
                "x": rounded([run.hours for run in runs]),
                "text": [f"{plan.cycles.lots[part]:,.0f}"] * len(runs),
                "marker": {"color": colours[part]},
                "hovertemplate": "%{y}: %{base:.2f} h + %{x:.2f} h<extra></extra>",
            }
        )
    axes = {"xaxis": axis(_text("hours", language)), "yaxis": axis(grid=False, autorange="reversed")}
    return figure(data, max(180, 26 * len(press.names) + 70), barmode="overlay", **axes)


def _stock(plan: LotPlan, colours: dict[int, str], language: str) -> Figure:
    """The level of each part over the cycle, above what its restart level holds in reserve."""
    data: list[dict[str, Any]] = []
    schedule = plan.schedule
    for part, panel in enumerate(schedule.press.panels):
        reserve = float(plan.restart.levels[part]) - panel.demand * (panel.change + plan.restart.mean_wait)
        runs = schedule.of(part)
        hours: list[float] = []
        levels: list[float] = []
        for turn in (-1, 0, 1):
            for run in runs:
                begin = run.start + turn * schedule.cycle
                hours += [begin, begin + run.hours]
                levels += [reserve + run.level, reserve + run.peak]
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": panel.name,
                "x": rounded(hours),
                "y": rounded(levels),
                "line": {"color": colours[part], "width": 1.6},
                "hovertemplate": f"{panel.name}: %{{y:,.0f}}<extra></extra>",
            }
        )
    axes = {
        "xaxis": axis(_text("hours", language), range=[0, float(f"{schedule.cycle:.4g}")]),
        "yaxis": axis(rangemode="tozero"),
    }
    return figure(data, 360, showlegend=True, margin={"l": 56, "r": 16, "t": 56, "b": 44}, **axes)
