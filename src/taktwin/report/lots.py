"""The picture of a lot plan: the order of the dies over the cycle, and the stock of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taktwin.planning.presslots.plan import LotPlan
from taktwin.report.figure import Figure, axis, figure, rounded, text_width
from taktwin.report.onepage import one_page
from taktwin.report.palette import SERIES
from taktwin.report.section import Section
from taktwin.report.texts import LANGUAGES

_TEXTS = {
    "title": ("Press lots", "冲压批量计划"),
    "plan": ("The plan", "计划概要"),
    "press": ("press", "压力机"),
    "load": ("load", "负荷"),
    "changes": ("die changes a day", "每天换模次数"),
    "wait": ("mean wait (h)", "平均等待 (h)"),
    "longest": ("longest (h)", "最长等待 (h)"),
    "explained": (
        "The load is with die changes. A due lot waits for the press while it makes others; longest: {0} wait less.",
        "负荷含换模。到期批次等待压力机完成其他批次；最长等待：{0} 的批次等待更短。",
    ),
    "hours": ("hours of shift from the beginning of the cycle", "自周期开始起的工作小时"),
    "dies": ("Which die when", "模具生产顺序"),
    "stock": ("Stock if every lot begins as planned (parts)", "各批次按计划开始时的库存（件）"),
    "part": ("part", "零件"),
    "lot": ("lot", "批量"),
    "cycle": ("every (h)", "周期 (h)"),
    "restart": ("restart level", "再生产点"),
    "mean": ("mean stock", "平均库存"),
    "days": ("days", "天数"),
    "most": ("largest stock", "最大库存"),
    "about": (
        "A bar is a lot, with its good parts. Of the dies that are due the plant takes the one with the least cover.",
        "每个条形为一个批次及其合格件数。工厂在到期模具中选择库存覆盖时间最短者。",
    ),
    "off": (
        "The press and those who draw its parts work at different hours ({0} drawn off shift); this is the mean.",
        "压力机与领用零件者的工作时间不同（停班时领用 {0}）；图中为平均情况。",
    ),
}
_BAR_PX = 26


def render_lots(
    model: str, plans: Sequence[tuple[str, LotPlan]], language: str, about: Mapping[str, str] | None = None
) -> str:
    """The page as HTML text.

    Args:
        model: name of the model.
        plans: the presses with their plans.
        language: shown first.
        about: the footer, as of `taktwin.report.onepage.origin`.

    Raises:
        ValueError: unknown language.
    """
    sections = {
        name: [_summary(plans, name), *(_section(cell, plan, name) for cell, plan in plans)] for name in LANGUAGES
    }
    titles = {name: _text("title", name) for name in LANGUAGES}
    return one_page(titles, dict.fromkeys(LANGUAGES, model), sections, language, about)


def _text(key: str, language: str) -> str:
    return _TEXTS[key][LANGUAGES.index(language)]


def _summary(plans: Sequence[tuple[str, LotPlan]], language: str) -> Section:
    """A row for each press."""
    section = Section("summary", _text("plan", language))
    keys = ("press", "load", "changes", "wait", "longest", "mean", "most")
    rows = [
        [
            cell,
            f"{plan.load * 100:.1f} %",
            f"{plan.changes_a_day:.1f}",
            f"{plan.restart.mean_wait:.2f}",
            f"{plan.restart.wait:.2f}",
            f"{plan.mean_stock.sum():,.0f}",
            f"{plan.max_stock.sum():,.0f}",
        ]
        for cell, plan in plans
    ]
    section.table([_text(key, language) for key in keys], rows)
    if plans:
        section.note(_text("explained", language).format(f"{plans[0][1].restart.surety * 100:g} %"))
    return section


def _section(cell: str, plan: LotPlan, language: str) -> Section:
    section = Section(f"press-{cell}", cell)
    colours = {i: SERIES[i % len(SERIES)] for i in range(len(plan.press.panels))}
    section.chart(_dies(plan, colours, language), _text("dies", language))
    section.note(_text("about", language))
    section.chart(_stock(plan, colours, language), _text("stock", language))
    off = plan.drawn_off_shift
    if off is not None:
        section.note(_text("off", language).format(f"{off * 100:.0f} %"))
    head = [_text(key, language) for key in ("part", "lot", "cycle", "restart", "mean", "days", "most")]
    section.table(head, [_row(row) for row in plan.table().rows(named=True)])
    return section


def _row(row: dict[str, Any]) -> list[str]:
    """The cells of a part."""
    parts = {name: f"{row[name]:,.0f}" for name in ("lot", "restart", "mean_stock", "max_stock")}
    cycle, days = f"{row['cycle_h']:.3g}", f"{row['days_of_stock']:.3g}"
    return [row["part"], parts["lot"], cycle, parts["restart"], parts["mean_stock"], days, parts["max_stock"]]


def _across(plan: LotPlan, language: str) -> tuple[dict[str, Any], int]:
    """The axis of hours and the margin left of it, the same in both pictures, so that they can be read together."""
    hours = axis(_text("hours", language), range=[0, float(f"{plan.schedule.cycle:.4g}")])
    return hours, max(56, round(max(map(text_width, plan.press.names))) + 12)


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
    hours, left = _across(plan, language)
    axes = {"xaxis": hours, "yaxis": axis(grid=False, autorange="reversed")}
    margin = {"l": left, "r": 16, "t": 8, "b": 44}
    return figure(data, max(180, _BAR_PX * len(press.names) + 70), barmode="overlay", margin=margin, **axes)


def _stock(plan: LotPlan, colours: dict[int, str], language: str) -> Figure:
    """The level of each part over the cycle, with the mean of the plan."""
    data: list[dict[str, Any]] = []
    schedule = plan.schedule
    for part, panel in enumerate(schedule.press.panels):
        reserve = float(plan.mean_stock[part]) - schedule.mean_stock(part)
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
    hours_axis, left = _across(plan, language)
    axes = {"xaxis": hours_axis, "yaxis": axis(rangemode="tozero")}
    return figure(data, 360, showlegend=True, margin={"l": left, "r": 16, "t": 56, "b": 44}, **axes)
