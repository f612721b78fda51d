"""The picture of a lot plan: the order of the dies over the cycle, and the stock of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taktwin.planning.presslots.plan import LotPlan
from taktwin.report.shell.figure import Figure, axis, figure, rounded, text_width
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import SERIES
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words

_BAR_PX = 26


def render_lots(
    model: str, plans: Sequence[tuple[str, LotPlan]], language: str, about: Mapping[str, str] | None = None
) -> str:
    """The page as HTML text.

    Args:
        model: name of the model.
        plans: the presses with their plans.
        language: shown first.
        about: the footer, as of `taktwin.report.shell.origin.origin`.

    Raises:
        ValueError: unknown language.
    """
    return html_file(lambda name: _page(model, plans, Words(name, True, {}, {}), about or {}), language)


def _page(model: str, plans: Sequence[tuple[str, LotPlan]], words: Words, about: Mapping[str, str]) -> Page:
    sections = [_summary(plans, words), *(_section(cell, plan, words) for cell, plan in plans)]
    return Page(words("lots_title"), model, sections, about)


def _summary(plans: Sequence[tuple[str, LotPlan]], words: Words) -> Section:
    """A row for each press."""
    section = Section("summary", words("lots_plan"))
    keys = ("lots_press", "lots_load", "lots_changes", "lots_wait", "lots_longest", "lots_mean", "lots_most")
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
    section.table([words(key) for key in keys], rows)
    if plans:
        section.note(words("lots_explained", share=f"{plans[0][1].restart.surety * 100:g} %"))
    return section


def _section(cell: str, plan: LotPlan, words: Words) -> Section:
    section = Section(f"press-{cell}", cell)
    colours = {i: SERIES[i % len(SERIES)] for i in range(len(plan.press.panels))}
    section.chart(_dies(plan, colours, words), words("lots_dies"))
    section.note(words("lots_about"))
    section.chart(_stock(plan, colours, words), words("lots_stock"))
    off = plan.drawn_off_shift
    if off is not None:
        section.note(words("lots_off", share=f"{off * 100:.0f} %"))
    head = [
        words(key)
        for key in ("lots_part", "lots_lot", "lots_cycle", "lots_restart", "lots_mean", "lots_days", "lots_most")
    ]
    section.table(head, [_row(row) for row in plan.table().rows(named=True)])
    return section


def _row(row: dict[str, Any]) -> list[str]:
    """The cells of a part."""
    parts = {name: f"{row[name]:,.0f}" for name in ("lot", "restart", "mean_stock", "max_stock")}
    cycle, days = f"{row['cycle_h']:.3g}", f"{row['days_of_stock']:.3g}"
    return [row["part"], parts["lot"], cycle, parts["restart"], parts["mean_stock"], days, parts["max_stock"]]


def _across(plan: LotPlan, words: Words) -> tuple[dict[str, Any], int]:
    """The axis of hours and the margin left of it, the same in both pictures, so that they can be read together."""
    hours = axis(words("lots_hours"), range=[0, float(f"{plan.schedule.cycle:.4g}")])
    return hours, max(56, round(max(map(text_width, plan.press.names))) + 12)


def _dies(plan: LotPlan, colours: dict[int, str], words: Words) -> Figure:
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
    hours, left = _across(plan, words)
    axes = {"xaxis": hours, "yaxis": axis(grid=False, autorange="reversed")}
    margin = {"l": left, "r": 16, "t": 8, "b": 44}
    return figure(data, max(180, _BAR_PX * len(press.names) + 70), barmode="overlay", margin=margin, **axes)


def _stock(plan: LotPlan, colours: dict[int, str], words: Words) -> Figure:
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
    hours_axis, left = _across(plan, words)
    axes = {"xaxis": hours_axis, "yaxis": axis(rangemode="tozero")}
    return figure(data, 360, showlegend=True, margin={"l": left, "r": 16, "t": 56, "b": 44}, **axes)
