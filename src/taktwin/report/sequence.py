"""The report of a car sequence: before and after as a picture, the objectives, and what changes in the plant."""

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.planning.sequence.effect import HIGHER, LOWER, Effect
from taktwin.planning.sequence.measures import MEASURES
from taktwin.planning.sequence.problem import SequenceProblem
from taktwin.planning.sequence.score import Score, score
from taktwin.report.carcolours import fills, spoken
from taktwin.report.document import document, write_whole
from taktwin.report.figure import Figure, axis, figure, rounded, text_width
from taktwin.report.palette import ACCENT, INK, MUTED
from taktwin.report.section import Section
from taktwin.report.strip import HAS, OVER, drawn_ratios, strip
from taktwin.report.texts import LANGUAGES
from taktwin.report.words import Words, number, percent

_LESS = {measure.name: measure.less for measure in MEASURES}
_MAIN = (
    "colour_changes",
    "paint_setup",
    "high_violations_at",
    "overload",
    "in_position",
    "throughput_per_hour",
    "lead_time_hours",
    "energy_kwh_per_job",
)
"""The figures of the summary."""

_CHANGE_MOST = 100.0  # % at which the chart of changes is cut


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
    write_whole(Path(path), render_sequence_report(found, language))
    return Path(path)


def render_sequence_report(found: SequenceReport, language: str = "en") -> str:
    """The report as HTML text (see `write_sequence_report`)."""
    if language not in LANGUAGES:
        raise ValueError(f'unknown language "{language}": choose one of {", ".join(LANGUAGES)}')
    scores = score(found.problem, found.before), score(found.problem, found.after)
    bodies: list[str] = []
    figures: dict[str, dict[str, Figure]] = {}
    for name in LANGUAGES:
        words = Words(name, True, {}, {})
        sections = [_pictures(found, words), _objectives(found, words, scores)]
        if found.effect is not None:
            sections.append(_plant(found.effect, words))
        bodies.append(_body(found, words, scores, sections))
        figures[name] = {key: chart for section in sections for key, chart in section.figures.items()}
    return document(language, found.titles[language], bodies, figures)


def _body(found: SequenceReport, words: Words, scores: tuple[Score, Score], sections: list[Section]) -> str:
    problem = found.problem
    subtitle = words(
        "seq_subtitle", cars=f"{problem.cars:,}", colours=len(set(problem.colours.tolist())), ratios=len(problem.ratios)
    )
    cells = "".join(
        f"<div><dt>{html.escape(words(key))}</dt><dd>{html.escape(text)}</dd></div>"
        for key, text in found.about.items()
    )
    return (
        f'<div data-in="{words.language}" lang="{"zh-CN" if words.language == "zh" else "en"}">'
        f"<header><div><h1>{html.escape(found.titles[words.language])}</h1>"
        f'<p class="sub">{html.escape(words("seq_report"))} · {html.escape(subtitle)}</p></div>'
        f"<!--languages--></header>{_tiles(found, words, scores)}{_summary(found, words, scores).html()}"
        f"{''.join(section.html() for section in sections)}"
        f"<noscript><p>{html.escape(words('needs_script'))}</p></noscript>"
        f"<footer><h2>{html.escape(words('origin_title'))}</h2><dl>{cells}</dl></footer></div>"
    )


def _tiles(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> str:
    old, new = scores
    given = words("seq_before").lower() if words.language == "en" else words("seq_before")
    tiles = [
        _tile(words("seq_o_paint_color_changes"), new.paint_color_changes, given, old.paint_color_changes),
        _tile(words("seq_batch"), *_batches(found, new), given, _batches(found, old)[0], words("cars")),
        _tile(words("seq_o_high_violations"), new.high_violations, given, old.high_violations),
        _tile(words("seq_o_low_violations"), new.low_violations, given, old.low_violations),
    ]
    if found.effect is not None:
        rows = {row["measure"]: row for row in found.effect.table.rows(named=True)}
        for name in ("paint_setup", "overload"):
            if name in rows:
                row = rows[name]
                tiles.append(_tile(words(f"seq_m_{name}"), row["after"], given, row["before"], words("seq_u_min_day")))
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _batches(found: SequenceReport, one: Score) -> tuple[float]:
    return (found.problem.cars / max(1, one.paint_color_changes + 1),)


def _tile(title: str, value: float, given: str, before: float, unit: str = "") -> str:
    return (
        f'<div class="tile"><div class="name">{html.escape(title)}</div>'
        f'<div class="value">{number(value, 2)}<span class="unit">{html.escape(unit)}</span></div>'
        f'<div class="sub">{html.escape(given)}: {number(before, 2)}</div></div>'
    )


def _summary(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> Section:
    old, new = scores
    section = Section("summary", words("summary"))
    if old.paint_color_changes:
        change = (new.paint_color_changes - old.paint_color_changes) / old.paint_color_changes
        section.text(
            words(
                "seq_sum_paint",
                after=new.paint_color_changes,
                before=old.paint_color_changes,
                change=_signed_percent(change),
                batch=number(_batches(found, new)[0], 2),
                batch_before=number(_batches(found, old)[0], 2),
            )
        )
    if found.problem.ratios:
        section.text(
            words(
                "seq_sum_ratios",
                high=new.high_violations,
                high_before=old.high_violations,
                low=new.low_violations,
                low_before=old.low_violations,
            )
        )
    if found.effect is not None:
        section.text(_plant_sentence(found.effect, words))
        section.note(words("seq_pairs", n=found.effect.replications, confidence=percent(found.effect.confidence, 0)))
    return section


def _plant_sentence(effect: Effect, words: Words) -> str:
    main = effect.table.filter(pl.col("measure").is_in(_MAIN))
    told = main.filter(pl.col("verdict").is_in([HIGHER, LOWER])).rows(named=True)
    unsure = main.filter(~pl.col("verdict").is_in([HIGHER, LOWER]))["measure"].to_list()
    shown = [
        words(
            "seq_sum_change",
            name=_within(words(f"seq_m_{row['measure']}")),
            before=_value(row["before"], row["unit"]),
            after=_with_unit(row["after"], row["unit"], words),
        )
        for row in told
    ]
    text = words("seq_sum_plant", list=words("comma").join(shown)) if shown else words("seq_sum_nothing")
    if unsure and shown:
        text += (" " if words.language == "en" else "") + words(
            "seq_sum_unsure", list=words("comma").join(_within(words(f"seq_m_{name}")) for name in unsure)
        )
    return text


def _within(name: str) -> str:
    """The name of a figure within a sentence."""
    return name[0].lower() + name[1:]


def _with_unit(value: float, unit: str, words: Words) -> str:
    text = _value(value, unit)
    return text if unit == "share" else f"{text}\u00a0{_unit(unit, words)}"


def _unit(unit: str, words: Words) -> str:
    return "%" if unit == "share" else words("seq_u_" + unit.replace("/", "_"))


def _pictures(found: SequenceReport, words: Words) -> Section:
    section = Section("pictures", words("seq_pictures"))
    section.parts.append(_legend(found.problem, words))
    ratios = drawn_ratios(found.problem, found.before, found.after)
    for key, order in (("seq_before", found.before), ("seq_after", found.after)):
        section.parts.append(f"<h3>{html.escape(words(key))}</h3>{strip(found.problem, order, words(key), ratios)}")
    section.note(words("seq_pictures_note"))
    left = len(found.problem.ratios) - len(ratios)
    if left:
        section.note(words("seq_pictures_left", n=left))
    return section


def _legend(problem: SequenceProblem, words: Words) -> str:
    """Colours with their numbers of cars, and the two marks."""
    paint = fills(problem.colour_names)
    counts = np.bincount(problem.colours, minlength=len(problem.colour_names)).tolist()
    entries = [
        (fill, f"{spoken(name, words.language)} ({count})")
        for name, fill, count in zip(problem.colour_names, paint, counts, strict=True)
        if count
    ]
    marks = [(HAS, words("seq_mark_has")), (OVER, words("seq_mark_over"))] if problem.ratios else []
    shown = "".join(
        f'<span style="white-space:nowrap;margin-right:16px"><span style="display:inline-block;width:12px;height:12px;'
        f'background:{fill};border:1px solid #9aa4ae;vertical-align:-1px;margin-right:5px"></span>{html.escape(text)}'
        "</span> "
        for fill, text in [*entries, *marks]
    )
    return f'<p class="note" style="max-width:none">{shown}</p>'


def _objectives(found: SequenceReport, words: Words, scores: tuple[Score, Score]) -> Section:
    section = Section("objectives", words("seq_objectives"))
    old, new = scores
    rows = []
    for name in found.problem.objectives:
        bound = found.bounds.get(name)
        shown = "–" if bound is None else number(bound)
        rows.append([words(f"seq_o_{name}"), number(old.values[name]), number(new.values[name]), shown])
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


def _plant(effect: Effect, words: Words) -> Section:
    section = Section("plant", words("seq_plant"))
    rows = effect.table.rows(named=True)
    section.chart(_changes(rows, words), words("seq_change"))
    level = words("exp_col_interval", confidence=percent(effect.confidence, 0))
    head = [words("seq_figure"), words("seq_before"), words("seq_after"), words("exp_col_difference"), level, ""]
    section.table(head, [_cells(row, words) for row in rows])
    section.note(
        words(
            "seq_plant_note",
            days=words.days(effect.days),
            warmup=words.days(effect.warmup),
            n=effect.replications,
            confidence=percent(effect.confidence, 0),
        )
    )
    return section


def _cells(row: dict, words: Words) -> list[str]:
    unit = row["unit"]
    ends = "–"
    if row["low"] is not None:
        ends = f"{_value(row['low'], unit, True, True)} … {_value(row['high'], unit, True, True)}"
    name = words(f"seq_m_{row['measure']}")
    return [
        f"{name} ({_unit(unit, words)})",
        _value(row["before"], unit, plain=True),
        _value(row["after"], unit, plain=True),
        _value(row["difference"], unit, True, plain=True),
        ends,
        _verdict(row, words),
    ]


def _verdict(row: dict, words: Words) -> str:
    if row["verdict"] not in (HIGHER, LOWER):
        return words(f"exp_{row['verdict'].replace(' ', '_')}")
    less = _LESS[row["measure"]]
    return words("seq_better" if (row["verdict"] == LOWER) == less else "seq_worse")


def _value(value: float, unit: str, signed: bool = False, plain: bool = False) -> str:
    """A value as a person writes it; shares in percent (``plain``: the unit stands elsewhere)."""
    text = number(value * 100 if unit == "share" else value, 3 if abs(value) < 1000 else 4)
    if signed and value > 0:
        text = f"+{text}"
    return f"{text}\u00a0%" if unit == "share" and not plain else text


def _signed_percent(share: float) -> str:
    return f"{'+' if share > 0 else '−'}{percent(abs(share), 0)}"


def _changes(rows: list[dict], words: Words) -> Figure:
    """Change of each figure in percent of what it was, with its interval."""
    # a share of nearly nothing has no change that says anything
    shown = [row for row in rows if abs(row["before"]) > (1e-3 if row["unit"] == "share" else 0.0)]
    names = [words(f"seq_m_{row['measure']}") for row in shown]
    scale = [100.0 / abs(row["before"]) for row in shown]
    values = [row["difference"] * one for row, one in zip(shown, scale, strict=True)]
    cut = [max(-_CHANGE_MOST, min(_CHANGE_MOST, value)) for value in values]
    half = [0.0 if r["low"] is None else (r["high"] - r["low"]) / 2 * s for r, s in zip(shown, scale, strict=True)]
    half = [min(h, _CHANGE_MOST) if v == c else 0.0 for h, v, c in zip(half, values, cut, strict=True)]
    places = list(range(len(shown)))
    told = [row["verdict"] in (HIGHER, LOWER) for row in shown]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": rounded(cut, 5),
        "y": places,
        "marker": {"color": [ACCENT if one else MUTED for one in told], "size": 9},
        "error_x": {"type": "data", "array": rounded(half, 4), "color": INK, "thickness": 1.3, "width": 5},
        "hoverinfo": "skip",
    }
    labels = {
        "type": "scatter",
        "mode": "text",
        "x": [118.0] * len(shown),
        "y": places,
        "text": ["0.0 %" if abs(v) < 0.05 else f"{v:+.{0 if abs(v) >= 10 else 1}f} %" for v in values],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    zero = {"type": "line", "x0": 0, "x1": 0, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": MUTED, "width": 1}}
    return figure(
        [dots, labels],
        28 * len(shown) + 60,
        shapes=[zero],
        margin={"l": math.ceil(max(map(text_width, names), default=50)) + 20, "r": 80, "t": 8, "b": 44},
        xaxis=axis(words("seq_axis_change"), range=[-118, 118], tickvals=[-100, -50, 0, 50, 100]),
        yaxis=axis(
            grid=False, showline=False, tickvals=places, ticktext=names, range=[len(shown) - 0.5, -0.5], ticksuffix=" "
        ),
    )
