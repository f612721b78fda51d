"""The parts of one order on a time line: a row each, from the call to the fitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from taktwin.analysis.supply.onecar import PartTimes
from taktwin.report.picture.gantt import at_clock, clock
from taktwin.report.picture.lettering import escaped, fit, width
from taktwin.report.shell.figure import FONT
from taktwin.report.shell.palette import INK, MUTED
from taktwin.report.shell.words import Words

WIDE, _ROW, _HEAD = 1180.0, 17.0, 26.0
_MOST_NAME, _LETTERS = 210.0, 11.0
_BEFORE_S = 2 * 3600.0
"""What came longer before the first fitting, out of stock, begins at the left edge."""
STAGES = {"pcar_called": "#edc988", "pcar_truck": "#4a7fb0", "pcar_gate": "#c07aa8", "pcar_line": "#8cc7b9"}
"""Text of a stage -> its colour."""


def car_times(parts: Sequence[PartTimes], titles: Sequence[str], zero: dt.datetime, words: Words) -> str:
    """The picture as the text of an SVG image.

    Args:
        parts: rows, from the top; at least one of them has been fitted.
        titles: what each is called.
        zero: the clock of the plant at the end of the warm-up.
        words: language.
    """
    known = [time for part in parts for time in _times(part) if time is not None]
    fitted = [part.fitted for part in parts if part.fitted is not None]
    end = max(known)
    calls = [part.called for part in parts if part.sequenced and part.called is not None]
    begin = max(min(known), min([min(fitted) - _BEFORE_S, *calls]))
    begin, end = begin - 0.01 * (end - begin) - 1.0, end + 0.01 * (end - begin) + 1.0
    name_wide = min(_MOST_NAME, max(width(title, _LETTERS) for title in titles)) + 16.0
    scale = (WIDE - name_wide - 14.0) / (end - begin)
    bottom = _HEAD + _ROW * len(parts)
    out = clock(begin, end, zero, name_wide, scale, bottom)
    for place, (part, title) in enumerate(zip(parts, titles, strict=True)):
        y = _HEAD + _ROW * place
        tip = escaped("\n".join([title, *_said(part, zero, words)]))
        shown = escaped(fit(title, name_wide - 12.0, _LETTERS))
        spans = [
            f'<rect x="{name_wide + (max(start, begin) - begin) * scale:.1f}" y="{y + 3:.1f}" '
            f'width="{max((until - max(start, begin)) * scale, 0.8):.1f}" height="10" fill="{STAGES[stage]}"/>'
            for stage, start, until in stages(part)
            if until >= begin
        ]
        if part.fitted is not None:
            x = name_wide + (part.fitted - begin) * scale
            spans.append(f'<circle cx="{x:.1f}" cy="{y + 8:.1f}" r="3.6" fill="{INK}"/>')
        out.append(f'<g><title>{tip}</title><text x="6" y="{y + 12:.1f}">{shown}</text>{"".join(spans)}</g>')
    key, high = _legend(parts, bottom + 8.0, words)
    title = escaped(words.of("pcar_title"))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDE:.0f} {high:.0f}" width="{WIDE:.0f}" '
        f'height="{high:.0f}" style="max-width:100%;min-width:820px;height:auto" font-family="{escaped(FONT)}" '
        f'font-size="{_LETTERS:g}" fill="{INK}" aria-label="{title}"><title>{title}</title>'
        f'<rect width="{WIDE:.0f}" height="{high:.0f}" fill="#fff"/>'
    )
    return "\n".join([head, *out, *key, "</svg>\n"])


def stages(part: PartTimes) -> list[tuple[str, float, float]]:
    """Stage, begin and end, of those that are told; a stage whose end is not told lasts to the next one that is."""
    begins = [
        ("pcar_called", part.called),
        ("pcar_truck", part.sent),
        ("pcar_gate", part.at_gate),
        ("pcar_line", part.at_line),
    ]
    told = [(stage, time) for stage, time in begins if time is not None]
    ends = [time for _, time in told[1:]] + [part.fitted]
    return [(stage, time, end) for (stage, time), end in zip(told, ends, strict=True) if end is not None and end > time]


def _times(part: PartTimes) -> tuple[float | None, ...]:
    return part.called, part.sent, part.at_gate, part.at_line, part.fitted


def _said(part: PartTimes, zero: dt.datetime, words: Words) -> list[str]:
    keys = ("pcar_head_called", "pcar_head_sent", "pcar_head_gate", "pcar_head_line", "pcar_head_fitted")
    pairs = zip(keys, _times(part), strict=True)
    return [f"{words(key)}: {at_clock(zero, time)}" for key, time in pairs if time is not None]


def _legend(parts: Sequence[PartTimes], y: float, words: Words) -> tuple[list[str], float]:
    seen = {stage for part in parts for stage, _, _ in stages(part)}
    entries = [
        (f'<rect y="-9" width="14" height="9" fill="{colour}"/>', words(stage))
        for stage, colour in STAGES.items()
        if stage in seen
    ]
    entries.append((f'<circle cx="7" cy="-4" r="3.6" fill="{INK}"/>', words("pcar_fitted")))
    out, x = [], 14.0
    for mark, name in entries:
        said = f'<text x="20" fill="{MUTED}">{escaped(name)}</text>'
        out.append(f'<g transform="translate({x:.1f} {y + 12:.1f})">{mark}{said}</g>')
        x += 20.0 + width(name, _LETTERS) + 20.0
    return out, y + 22.0
