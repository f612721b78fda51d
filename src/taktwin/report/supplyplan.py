"""The page of a planned supplier park: before and after, what a higher ratio costs, how each family comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktwin.planning.supply.park.result import FamilyPlan, SupplyStudy
from taktwin.report.sections.supply.names import family_title, mode_word, money, supplier_title
from taktwin.report.shell.figure import Figure, axis, figure, rounded
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import ACCENT, INK, STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import tile
from taktwin.report.shell.words import Words, number, percent, title_of

_HEAD = ("family", "supplier", "today", "plan", "cover_today", "cover_plan", "stops_today", "stops_plan", "cost")
_FAR = 3.0
"""Today, if it costs more times the dearest plan, would press the curve flat and is left out of it."""
_STEPS = 20
"""Steps that are shown."""


def render_supply(found: SupplyStudy, name: str, language: str = "en", origin: Mapping[str, str] | None = None) -> str:
    """The page as HTML text.

    Args:
        found: the plan.
        name: of the model.
        language: shown first, `en` or `zh`.
        origin: where the figures come from, for the footer.

    Raises:
        ValueError: unknown language.
    """
    return html_file(lambda one: _page(found, name, Words(one, False, {}, {}), origin or {}), language)


def _page(found: SupplyStudy, name: str, words: Words, origin: Mapping[str, str]) -> Page:
    sections = [_summary(found, words), _families(found, words), _steps(found, words)]
    if found.frontier:
        sections.insert(1, _frontier(found, words))
    title = title_of(found.model, name, words.language)
    return Page(title, words("splan_title"), [one for one in sections if one is not None], origin, _tiles(found, words))


def _tiles(found: SupplyStudy, words: Words) -> str:
    start, plan = found.start, found.plan
    pairs = (
        ("splan_zir", percent(plan.zir), "", percent(start.zir)),
        ("splan_stops", percent(plan.stop_share, 3), "", percent(start.stop_share, 3)),
        ("splan_rate", f"{plan.per_hour:.2f}", "", f"{start.per_hour:.2f}"),
        ("splan_cost", *money(found.chosen.cost, words), f"{found.today.cost:,.0f}"),
    )
    section = Section("tiles", "")
    section.tiles([tile(words(key), now, unit, words("splan_was", value=was)) for key, now, unit, was in pairs])
    return "".join(section.parts)


def _summary(found: SupplyStudy, words: Words) -> Section:
    """What was asked for, and whether the simulated plan keeps it."""
    section = Section("summary", words("splan_asked"))
    weight = words({"count": "splan_by_number", "value": "splan_by_value", "volume": "splan_by_volume"}[found.weight])
    asked = {"zir": percent(found.wish), "stops": percent(found.most_stops, 3), "weight": weight}
    judged = found.fresh or found.plan
    section.text(words("splan_met" if found.met else "splan_missed", high=percent(judged.stop_high, 3), **asked))
    if found.fresh is not None:
        section.text(words("splan_fresh", n=len(found.fresh.lost), zir=percent(found.fresh.zir)))
    changed = sum(one.before != one.after for one in found.families)
    section.text(words("splan_changed", n=changed, all=len(found.families)))
    return section


def _frontier(found: SupplyStudy, words: Words) -> Section:
    """What a higher ratio costs: by formula, and each plan simulated once."""
    section = Section("frontier", words("splan_frontier"))
    points = sorted(found.frontier, key=lambda point: point.zir)
    section.chart(_curve(found, words))
    rows = [
        [percent(one.zir), f"{one.cost:,.0f}", percent(one.simulated_zir), percent(one.stop_share, 3)] for one in points
    ]
    head = ("splan_ratio", "splan_cost", "splan_simulated", "splan_simulated_stops")
    section.table([words(key) for key in head], rows, texts=0)
    section.note(words("splan_frontier_note"))
    return section


def _curve(found: SupplyStudy, words: Words) -> Figure:
    points = sorted(found.frontier, key=lambda point: point.zir)
    tried = [point for point in points if point.simulated_zir is not None]
    line = {"mode": "lines+markers", "line": {"color": ACCENT, "width": 1.8}}
    today = {"mode": "markers", "marker": {"color": STATE["down"], "size": 10, "symbol": "diamond"}}
    plan = {"mode": "markers", "marker": {"color": INK, "size": 11, "symbol": "star"}}
    simulated = {"mode": "markers", "marker": {"color": STATE["blocked"], "size": 8, "symbol": "circle-open"}}
    data = [
        _marks("splan_formula", [one.zir for one in points], [one.cost for one in points], line, words),
        _marks("splan_simulated", [one.simulated_zir for one in tried], [one.cost for one in tried], simulated, words),
        _marks("splan_plan", [found.plan.zir], [found.chosen.cost], plan, words),
    ]
    if found.today.cost <= _FAR * max(one.cost for one in points):
        data.append(_marks("splan_today", [found.start.zir], [found.today.cost], today, words))
    return figure(
        data,
        340,
        showlegend=True,
        xaxis=axis(words("splan_axis_ratio")),
        yaxis=axis(words("splan_axis_cost")),
    )


def _marks(key: str, shares: list[Any], costs: list[float], look: dict[str, Any], words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": words(key),
        "x": rounded([100.0 * share for share in shares]),
        "y": rounded([cost / 1e6 for cost in costs], 6),
        "hovertemplate": "%{x:.1f} %: %{y:,.4g}<extra>" + words(key) + "</extra>",
        **look,
    }


def _families(found: SupplyStudy, words: Words) -> Section:
    """How each family comes, those that change first."""
    section = Section("families", words("splan_families"))
    ranked = sorted(found.families, key=lambda one: (one.before == one.after, one.cost_after - one.cost_before))
    changed = sum(one.before != one.after for one in ranked)
    rows = [_row(one, found, words) for one in ranked]
    fold = (changed, words("splan_same", n=len(rows) - changed))
    section.table([words(f"splan_{key}") for key in _HEAD], rows, texts=4, fold=fold)
    section.note(words("splan_families_note"))
    return section


def _row(one: FamilyPlan, found: SupplyStudy, words: Words) -> list[str]:
    after = _way(one.after, words) if one.after != one.before else words("splan_as_today")
    return [
        family_title(found.model, one.family, words),
        supplier_title(found.model, one.supplier, words),
        _way(one.before, words),
        after,
        number(one.cover_q95_before),
        number(one.cover_q95_after),
        number(one.stopped_s_before),
        number(one.stopped_s_after),
        f"{one.cost_after - one.cost_before:+,.0f}",
    ]


def _way(name: str, words: Words) -> str:
    """A way of the planner, such as `jit` or `jis@paint-exit`."""
    mode, _, call = name.partition("@")
    return words("splan_called", mode=mode_word(mode, words), call=call) if call else mode_word(mode, words)


def _steps(found: SupplyStudy, words: Words) -> Section | None:
    """What to change first; None where there is no order of single steps, or nothing to change."""
    steps = found.steps.steps
    if not steps:
        return None
    section = Section("steps", words("splan_first"))
    rows = [
        [str(place), step.text, f"{step.cost:+,.0f}", f"{step.zir_points:+.1f}"]
        for place, step in enumerate(steps[:_STEPS], start=1)
    ]
    section.table(["", *(words(key) for key in ("splan_what", "splan_cost", "splan_points"))], rows, texts=2)
    return section
