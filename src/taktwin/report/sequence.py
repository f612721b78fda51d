"""The report of a car sequence: before and after as a picture, the objectives, and what changes in the plant."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taktwin.model.files.write import write_text
from taktwin.planning.sequence.effect import Effect
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import Score, score
from taktwin.report.carcolours import fills, spoken
from taktwin.report.sequence_plant import plant_section, plant_sentence
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import row, tile
from taktwin.report.shell.words import Words, number, percent
from taktwin.report.strip import HAS, OVER, drawn_ratios, strip


@dataclass(frozen=True)
class SequenceReport:
    """What the report shows.

    Attributes:
        problem: the cars and the rules.
        before: the order given.
        after: the sequence that was found.
        titles: name of the plant or day in each language.
        bounds: objective -> a value that no sequence can be below, where one is proven.
        effect: what changes in the simulated plant, if it was simulated.
        about: rows of the footer: key of a text -> value.
    """

    problem: SequenceProblem
    before: NDArray[np.integer]
    after: NDArray[np.integer]
    titles: Mapping[str, str]
    bounds: Mapping[str, float]
    effect: Effect | None
    about: Mapping[str, str]


def write_sequence_report(found: SequenceReport, path: str | Path, language: str = "en") -> Path:
    """Write the report as one HTML file with both languages, and return its path.

    Raises:
        ValueError: unknown language.
        OSError: the file cannot be written; nothing is left then.
    """
    return write_text(path, render_sequence_report(found, language))


def render_sequence_report(found: SequenceReport, language: str = "en") -> str:
    """The report as HTML text (see `write_sequence_report`)."""
    scores = score(found.problem, found.before), score(found.problem, found.after)
    return html_file(lambda name: _page(found, Words(name, True, {}, {}), scores), language)


def _page(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> Page:
    problem = found.problem
    colours = len(set(problem.colours.tolist()))
    counts = [("seq_cars", problem.cars), ("seq_colours", colours), ("seq_ratios", len(problem.ratios))]
    shown = [words(key, n=f"{n:,}") for key, n in counts if key != "seq_colours" or _has_colours(found)]
    subtitle = words("comma").join(shown)
    sections = [_summary(found, words, scores), _pictures(found, words), _objectives(found, words, scores)]
    if found.effect is not None:
        sections.append(plant_section(found.effect, words))
    title = found.titles[words.language]
    return Page(title, f"{words('seq_report')} · {subtitle}", sections, found.about, _tiles(found, words, scores))


def _tiles(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> str:
    old, new = scores
    tiles: list[str] = []

    def show(title: str, after: float, before: float, unit: str = "") -> None:
        tiles.append(_tile(words, words(title), after, before, unit))

    if _has_colours(found):
        show("seq_o_paint_color_changes", new.paint_color_changes, old.paint_color_changes)
        show("seq_batch", _batch(found, found.after), _batch(found, found.before), words("cars"))
    for priority in _priorities(found):
        name = f"{priority}_violations"
        show(f"seq_o_{name}", new.values[name], old.values[name])
    if found.effect is not None:
        rows = {row["measure"]: row for row in found.effect.table.rows(named=True)}
        for name in ("paint_setup", "overload"):
            if name in rows:
                show(f"seq_m_{name}", rows[name]["after"], rows[name]["before"], words("seq_u_min_day"))
    return row(tiles)


def _priorities(found: SequenceReport) -> list[str]:
    """The priorities that the ratios of the day have."""
    kinds = {ratio.high for ratio in found.problem.ratios}
    return [name for name, high in (("high", True), ("low", False)) if high in kinds]


def _has_colours(found: SequenceReport) -> bool:
    return len(found.problem.colour_names) > 1


def _batch(found: SequenceReport, order: NDArray[np.integer]) -> float:
    """Mean number of cars of one colour in a row."""
    colours = found.problem.colours[order]
    return colours.size / (1 + np.count_nonzero(colours[1:] != colours[:-1]))


def _tile(words: Words, title: str, after: float, before: float, unit: str) -> str:
    given = words("seq_before").lower() if words.language == "en" else words("seq_before")
    below = words("seq_tile_before", name=given, value=number(before, 2))
    return tile(title, number(after, 2), unit, below)


def _summary(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> Section:
    old, new = scores
    section = Section("summary", words("summary"))
    if old.paint_color_changes:
        section.text(_colour_sentence(found, words, scores))
    priorities = _priorities(found)
    if len(priorities) == 2:
        section.text(
            words(
                "seq_sum_ratios",
                high=new.high_violations,
                high_before=old.high_violations,
                low=new.low_violations,
                low_before=old.low_violations,
            )
        )
    for priority in priorities if len(priorities) == 1 else []:
        name = f"{priority}_violations"
        section.text(words("seq_sum_one_kind", after=int(new.values[name]), before=int(old.values[name])))
    if found.effect is not None:
        pairs = found.effect.replications
        section.text(plant_sentence(found.effect, words))
        if pairs > 1:
            section.note(words("seq_pairs", n=pairs, confidence=percent(found.effect.confidence, 0)))
    return section


def _colour_sentence(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> str:
    before, after = (one.paint_color_changes for one in scores)
    batch, old_batch = (number(_batch(found, order), 2) for order in (found.after, found.before))
    if after == before:
        return words("seq_sum_paint_same", after=after, batch=batch)
    change = (after - before) / before * 100
    shown = f"{change:+.{0 if abs(change) >= 1 else 1}f}\u00a0%"
    return words("seq_sum_paint", after=after, before=before, change=shown, batch=batch, batch_before=old_batch)


def _pictures(found: SequenceReport, words: Words) -> Section:
    section = Section("pictures", words("seq_pictures"))
    section.parts.append(_legend(found.problem, words))
    ratios = drawn_ratios(found.problem, found.before, found.after)
    for key, order in (("seq_before", found.before), ("seq_after", found.after)):
        section.parts.append(f"<h3>{html.escape(words(key))}</h3>")
        section.drawing(strip(found.problem, order, words(key), ratios))
    between = " " if words.language == "en" else ""
    section.note(words("seq_pictures_note") + (between + words("seq_pictures_over") if ratios else ""))
    left = len(found.problem.ratios) - len(ratios)
    if left:
        section.note(words("seq_pictures_left", n=left))
    return section


def _legend(problem: SequenceProblem, words: Words) -> str:
    """Colours with their numbers of cars, and below them the two marks."""
    paint = fills(problem.colour_names)
    counts = np.bincount(problem.colours, minlength=len(problem.colour_names)).tolist()
    cars = [
        (fill, f"{spoken(name, words.language)} ({count})")
        for name, fill, count in zip(problem.colour_names, paint, counts, strict=True)
        if count and name
    ]
    marks = [(HAS, words("seq_mark_has")), (OVER, words("seq_mark_over"))] if problem.ratios else []
    rows = [(words("seq_legend_cars"), cars, "paint"), (words("seq_legend_marks"), marks, "mark")]
    return "".join(_legend_row(title, entries, kind) for title, entries, kind in rows if entries)


def _legend_row(title: str, entries: list[tuple[str, str]], kind: str) -> str:
    shown = "".join(
        f'<span style="white-space:nowrap;margin-right:16px"><span class="{kind}" style="display:inline-block;'
        f'width:12px;height:12px;background:{fill};border:1px solid #9aa4ae;vertical-align:-1px;margin-right:5px">'
        f"</span>{html.escape(text)}"
        "</span> "
        for fill, text in entries
    )
    return f'<p class="note" style="max-width:none;margin:4px 0">{html.escape(title)}\u2002{shown}</p>'


def _objectives(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> Section:
    section = Section("objectives", words("seq_objectives"))
    old, new = scores
    rows = []
    for name in found.problem.objectives:
        bound = found.bounds.get(name)
        shown = "–" if bound is None else number(bound)
        rows.append([words(f"seq_o_{name}"), number(old.values[name]), number(new.values[name]), shown])
    if found.problem.batch_limit is not None:
        limit = words("seq_o_over_limit", n=found.problem.batch_limit)
        rows.append([limit, number(old.over_limit), number(new.over_limit), "0"])
    section.table([words("seq_objective"), words("seq_before"), words("seq_after"), words("seq_bound")], rows)
    if found.problem.ratios:
        use = found.problem.has.mean(axis=0).tolist()
        rows = [
            [
                ratio.name,
                words("seq_high" if ratio.high else "seq_low"),
                str(ratio),
                percent(share),
                percent(share * ratio.window / ratio.count, 0),
                f"{old.by_ratio[ratio.name]:,}",
                f"{new.by_ratio[ratio.name]:,}",
            ]
            for ratio, share in zip(found.problem.ratios, use, strict=True)
        ]
        head = ["seq_ratio", "seq_priority", "seq_np", "seq_share", "seq_use", "seq_before", "seq_after"]
        section.table([words(key) for key in head], rows, texts=2, heading=words("seq_by_ratio"))
        section.note(words("seq_by_ratio_note"))
    return section
