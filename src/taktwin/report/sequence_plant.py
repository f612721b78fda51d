"""What a sequence changes in the simulated plant: a section of the sequence report, and a sentence of its summary."""

import math
from collections.abc import Sequence

from taktwin.analysis.paired import HIGHER, LOWER, NO_INTERVAL, SAME, UNSURE
from taktwin.planning.sequence.effect import Effect
from taktwin.planning.sequence.measures import MEASURES
from taktwin.report.shell.figure import Figure, axis, figure, rounded, text_width
from taktwin.report.shell.palette import ACCENT, INK, MUTED
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, percent

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

_CHANGE_MOST = 100.0  # % at which a change is cut in the chart


def plant_section(effect: Effect, words: Words) -> Section:
    """Every figure before and after, as a chart of the changes and as a table, and what the figures mean."""
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
        + (" " if words.language == "en" else "")
        + words("seq_plant_limited" if effect.limited else "seq_plant_again")
    )
    for text in [*_meanings(effect, {row["measure"] for row in rows}, words), *lacking(effect, words)]:
        section.note(text)
    return section


def _meanings(effect: Effect, shown: set[str], words: Words) -> list[str]:
    """What the figures mean that are shown and not clear by their names."""
    texts = []
    if "in_position" in shown:
        texts.append(words("seq_words_point", at=effect.at))
    if "overload" in shown:
        texts.append(words("seq_words_overload"))
    if "line_stop_share" in shown:
        texts.append(words("seq_words_stops"))
    return texts


def lacking(effect: Effect, words: Words) -> list[str]:
    """Which figures are not there, and why."""
    return [words(f"seq_lack_{why}", at=effect.at) for why in effect.lacking]


def plant_sentence(effect: Effect, words: Words) -> str:
    """The main figures that are told apart, those that are not, and those that are the same."""
    rows = [row for row in effect.table.rows(named=True) if row["measure"] in _MAIN]
    if all(row["verdict"] == NO_INTERVAL for row in rows):
        return words("seq_sum_one")
    told = [
        words(
            "seq_sum_change",
            name=_within(words(f"seq_m_{row['measure']}")),
            before=_value(row["before"], row["unit"]),
            after=_with_unit(row["after"], row["unit"], words),
        )
        for row in rows
        if row["verdict"] in (HIGHER, LOWER)
    ]
    texts = [words("seq_sum_plant", list=words("comma").join(told)) if told else words("seq_sum_nothing")]
    for verdict, key in ((UNSURE, "seq_sum_unsure"), (SAME, "seq_sum_same")):
        # a figure that is 0 in both says nothing, such as the energy of a plant without meters
        names = [row["measure"] for row in rows if row["verdict"] == verdict and (row["before"] or row["after"])]
        if names and (told or verdict == SAME):
            texts.append(words(key, list=words("comma").join(_within(words(f"seq_m_{name}")) for name in names)))
    return (" " if words.language == "en" else "").join(texts)


def _within(name: str) -> str:
    """The name of a figure within a sentence."""
    return name[0].lower() + name[1:]


def _with_unit(value: float, unit: str, words: Words) -> str:
    text = _value(value, unit)
    return text if unit == "share" else f"{text}\u00a0{_unit(unit, words)}"


def _unit(unit: str, words: Words) -> str:
    return "%" if unit == "share" else words("seq_u_" + unit.replace("/", "_"))


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


def _changes(rows: Sequence[dict], words: Words) -> Figure:
    """Change of each figure in percent of what it was, with its interval; what goes beyond the axis is cut."""
    # a share of nearly nothing has no change that says anything
    shown = [row for row in rows if abs(row["before"]) > (1e-3 if row["unit"] == "share" else 0.0)]
    names = [words(f"seq_m_{row['measure']}") for row in shown]
    scale = [100.0 / abs(row["before"]) for row in shown]
    values = [row["difference"] * one for row, one in zip(shown, scale, strict=True)]
    cut = [max(-_CHANGE_MOST, min(_CHANGE_MOST, value)) for value in values]
    half = [0.0 if r["low"] is None else (r["high"] - r["low"]) / 2 * s for r, s in zip(shown, scale, strict=True)]
    half = [h if v == c else 0.0 for h, v, c in zip(half, values, cut, strict=True)]
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
        "text": ["\u2002" + ("0.0 %" if abs(v) < 0.05 else f"{v:+,.{0 if abs(v) >= 10 else 1}f} %") for v in values],
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
            grid=False, showline=False, tickvals=places, ticktext=names, range=[len(shown) - 0.5, -0.5],
            ticks="outside", ticklen=8, tickcolor="rgba(0,0,0,0)",
        ),
    )  # fmt: skip
