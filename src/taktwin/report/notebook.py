"""What a notebook shows of a plant and of a run, as HTML without figures that need a script."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence

from taktwin.analysis.comparison.figures import LEFT_OUT
from taktwin.analysis.kpi import Kpi
from taktwin.analysis.plants import plants_in
from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.views import plants_of
from taktwin.planning.bottleneck.study import BottleneckStudy
from taktwin.report.facts import Facts
from taktwin.report.picture import about
from taktwin.report.picture.draw import picture, words_of
from taktwin.report.sections import headline
from taktwin.report.sections.gains import gains
from taktwin.report.shell.words import Words, number, title_of


def plant_html(model: PlantModel, language: str = "en") -> str:
    """Title, what there is in the plant, and its picture."""
    words = words_of(model, language)
    rows = [f"<b>{html.escape(model.title_in(language))}</b>"]
    for name, view in plants_of(model).items():
        elements = [element for *_, element in view.all_elements()]
        groups = (
            ("pic_shop", len(view.shops)),
            ("pic_line", len(list(view.all_lines()))),
            ("pic_cell", len(list(view.all_cells()))),
            ("pic_stock", len(view.stocks)),
            ("pic_vehicle", sum(fleet.count.value for fleet in view.fleets.values())),
        )
        counts = [about.count(key, n, words) for key, n in groups if n]
        counts += [about.several(elements, words)] if elements else []
        own = f"{name}: " if model.plants else ""
        rows.append(html.escape(own + words("comma").join(counts)))
    return f"<div><p>{'<br>'.join(rows)}</p>{picture(model, language)}</div>"


def run_html(
    results: Sequence[RunTables],
    model: PlantModel,
    kpis: Mapping[str, Kpi],
    study: BottleneckStudy | None = None,
    language: str = "en",
) -> str:
    """In short, what pays if it was measured, and the key figures with their intervals.

    Args:
        results: one result per replication.
        model: that was run.
        kpis: of the results.
        study: what holds the plant back, if it was measured.
        language: `en` or `zh`.
    """
    parts = [f"<b>{html.escape(model.title_in(language))}</b>"]
    words = words_of(model, language)
    if not plants_in(results):
        facts = Facts(results, model, study)
        own = Words(language, bool(model.products), *_titles(model, language), facts.copies)
        parts += [section.html() for make in (headline.summary, gains) if (section := make(facts, own)) is not None]
    return f"<div>{''.join(parts)}{_figures(kpis, words)}</div>"


def _titles(model: PlantModel, language: str) -> tuple[dict[str, str], dict[str, str]]:
    shops = {name: title_of(shop, name, language) for name, shop in model.shops.items()}
    return shops, {name: title_of(part, name, language) for name, part in model.parts.items()}


def _figures(kpis: Mapping[str, Kpi], words: Words) -> str:
    several = any(kpi.low is not None for kpi in kpis.values())
    head = [words("cmp_kpi"), "", words("cmp_unit"), *([words("gain_interval")] if several else [])]
    rows = []
    for name, kpi in kpis.items():
        if math.isnan(kpi.value) or name in LEFT_OUT:
            continue
        cells = [words.kpi(name), number(kpi.value), kpi.unit]
        if several:
            cells.append("" if kpi.low is None else f"{number(kpi.low)} … {number(kpi.high)}")
        rows.append(cells)
    return _table(head, rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A plain table; texts are escaped here."""
    top = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
