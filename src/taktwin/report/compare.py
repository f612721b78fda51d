"""The page of compared runs: figures and their differences, what differs in the models, places that changed."""

from __future__ import annotations

import math
from importlib.metadata import version

from taktwin.analysis.comparison.compare import Comparison
from taktwin.analysis.comparison.fields import OWN_RULES, Change
from taktwin.analysis.comparison.figures import NO_INTERVAL, Figure
from taktwin.analysis.comparison.places import PlaceChange
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.palette import STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

_SHOWN_CHANGES = 40
_NOTICED = 0.005


def render_comparison(found: Comparison, language: str = "en") -> str:
    """The report as HTML text; ``language`` is shown first.

    Raises:
        ValueError: unknown language.
    """
    return html_file(lambda name: _page(found, Words(name, False, {}, {})), language)


def _page(found: Comparison, words: Words) -> Page:
    base = found.names[0]
    sections = [_runs(found, words), _figures(found, words), _models(found, words)]
    sections += [section for make in (_places, _levels) if (section := make(found, words)) is not None]
    origin = {"origin_version": f"Taktwin {version('taktwin')}"}
    return Page(words("cmp_title"), words("cmp_subtitle", n=len(found.runs), base=base), sections, origin)


def _runs(found: Comparison, words: Words) -> Section:
    section = Section("runs", words("cmp_runs"))
    keys = ("cmp_run", "cmp_model", "cmp_set", "cmp_seed", "cmp_count", "cmp_days", "cmp_warmup")
    rows = []
    for run in found.runs:
        about = run.manifest
        row = [run.name, str(about["model"]), "; ".join(about.get("overrides", [])), str(about["seed"])]
        rows.append([*row, *(number(about[key]) for key in ("replications", "days", "warmup_days"))])
    section.table([words(key) for key in keys], rows, texts=3)
    return section


def _figures(found: Comparison, words: Words) -> Section:
    section = Section("figures", words("cmp_figures"))
    base, *others = found.names
    head = [words("cmp_kpi"), words("cmp_unit"), base]
    for name in others:
        head += [name, words("cmp_difference")]
    rows = []
    for kpi in dict.fromkeys(figure.kpi for figure in found.figures):
        row = {figure.run: figure for figure in found.of(kpi)}
        if all(figure.value == 0 or math.isnan(figure.value) for figure in row.values()):
            continue
        cells = [words.kpi(kpi), words.unit(row[base].unit), _value(row[base])]
        for name in others:
            cells += [_value(row[name]), _difference(row[name])] if name in row else ["–", ""]
        rows.append(cells)
    section.table(head, rows, texts=2)
    compared = [figure for figure in found.figures if figure.run != base]
    alone = all(figure.how == NO_INTERVAL for figure in compared)
    section.note(words("cmp_alone" if alone else "cmp_paired"))
    return section


def _value(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return number(figure.value)
    return f"{number(figure.value)}\n({number(figure.low)} … {number(figure.high)})"


def _difference(figure: Figure) -> str:
    if figure.difference is None:
        return "–"
    text = f"{'+' if figure.difference > 0 else ''}{number(figure.difference)}"
    if figure.difference_low is None or figure.difference_high is None:
        return text
    star = " *" if figure.sure else ""
    return f"{text}{star}\n({number(figure.difference_low)} … {number(figure.difference_high)})"


def _models(found: Comparison, words: Words) -> Section:
    section = Section("models", words("cmp_models"))
    base = found.names[0]
    for name, changes in found.models.items():
        if changes is None:
            section.text(words("cmp_unkept", run=name))
        elif not changes:
            section.text(words("cmp_none", run=name, base=base))
        else:
            rows = [_row(change, words) for change in changes]
            fold = (_SHOWN_CHANGES, words("cmp_more", n=len(rows) - _SHOWN_CHANGES))
            section.table([words("cmp_path"), base, name], rows, texts=3, heading=name, fold=fold)
    return section


def _row(change: Change, words: Words) -> list[str]:
    path = words("cmp_rules") if change.path == OWN_RULES else change.path
    return [path, *("–" if value is None else value for value in (change.before, change.after))]


def _places(found: Comparison, words: Words) -> Section | None:
    changed = [place for place in found.places if place.moved >= _NOTICED]
    if not changed:
        return None
    section = Section("places", words("cmp_places"))
    base = found.names[0]
    for name in found.names[1:]:
        rows = [
            [
                place.place,
                place.shop or "",
                words("comma").join(_states(place, words)),
                _bar(place.before),
                _bar(place.after),
                percent(place.moved),
            ]
            for place in changed
            if place.run == name
        ]
        if rows:
            head = [words("cmp_place"), words("shop"), words("cmp_states"), base, name, words("cmp_moved")]
            section.table(head, rows, texts=5, heading=name)
    section.note(words("cmp_places_note"))
    return section


def _states(place: PlaceChange, words: Words) -> list[str]:
    by_change = sorted(place.before, key=lambda state: -abs(place.after[state] - place.before[state]))
    return [
        f"{words(state)} {percent(place.before[state])} → {percent(place.after[state])}"
        for state in by_change[:3]
        if abs(place.after[state] - place.before[state]) >= _NOTICED / 2
    ]


def _bar(shares: dict[str, float]) -> str:
    x, parts = 0.0, []
    for state, colour in STATE.items():
        width = 120.0 * shares.get(state, 0.0)
        if width > 0.05:
            parts.append(f'<rect x="{x:.1f}" width="{width:.1f}" height="10" fill="{colour}"/>')
            x += width
    return f'<svg class="bar" width="120" height="10" role="img">{"".join(parts)}</svg>'


def _levels(found: Comparison, words: Words) -> Section | None:
    changed = [level for level in found.levels if abs(level.after - level.before) > 1e-9]
    if not changed:
        return None
    section = Section("levels", words("cmp_levels"))
    for name in found.names[1:]:
        rows = [
            [level.place, level.shop or "", number(level.before), number(level.after)]
            for level in changed
            if level.run == name
        ]
        if rows:
            mean = words("cmp_level")
            head = [words("cmp_place"), words("shop"), f"{mean}: {found.names[0]}", f"{mean}: {name}"]
            section.table(head, rows, texts=2, heading=name)
    return section
