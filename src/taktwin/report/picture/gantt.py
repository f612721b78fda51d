"""A Gantt chart: what resources did in a window of time, a row each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

from taktwin.report.picture import legend
from taktwin.report.picture.lettering import escaped, fit, width
from taktwin.report.shell.figure import FONT
from taktwin.report.shell.palette import GRID, INK, MUTED, STATE
from taktwin.report.shell.words import Words

WIDE, _ROW, _BAR, _HEAD = 1180.0, 22.0, 15.0, 26.0
_MOST_NAME = 190.0
_STEPS = (1.0, 5.0, 10.0, 30.0, 60.0, 300.0, 600.0, 1800.0, 3600.0, 7200.0, 14400.0, 43200.0, 86400.0)
"""Seconds between two marks of the clock."""


def gantt(
    table: pl.DataFrame, resources: Sequence[str], start_s: float, end_s: float, zero: dt.datetime, words: Words
) -> str:
    """Spans of states (see `analysis.gantt.spans`) as the text of an SVG image.

    Args:
        table: the spans.
        resources: rows, from the top.
        start_s: begin of the window, s from the end of the warm-up.
        end_s: its end.
        zero: the clock of the plant at the end of the warm-up.
        words: language.
    """
    name_wide = min(_MOST_NAME, max((width(name, 11) for name in resources), default=0.0)) + 16.0
    scale = (WIDE - name_wide - 14.0) / (end_s - start_s)
    bottom = _HEAD + _ROW * len(resources)
    parts = clock(start_s, end_s, zero, name_wide, scale, bottom)
    rows = {name: _HEAD + _ROW * row for row, name in enumerate(resources)}
    for name, y in rows.items():
        shown = escaped(fit(name, name_wide - 12.0, 11))
        parts.append(f'<g><title>{escaped(name)}</title><text x="6" y="{y + 13:.1f}" font-size="11">{shown}</text></g>')
    for resource, state, begin, end in table.iter_rows():
        x, long = name_wide + (begin - start_s) * scale, (end - begin) * scale
        tip = f"{resource}: {words(state)}, {at_clock(zero, begin)} … {at_clock(zero, end)}"
        parts.append(
            f'<rect class="span" x="{x:.2f}" y="{rows[resource] + 2:.1f}" width="{max(long, 0.2):.2f}" '
            f'height="{_BAR:g}" fill="{STATE[state]}"><title>{escaped(tip)}</title></rect>'
        )
    seen = [state for state in STATE if state in table.get_column("state").to_list()]
    key, high = legend.draw([], [], seen, False, WIDE, bottom + 4.0, words)
    title = escaped(words("gantt_title"))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDE:.0f} {high:.0f}" width="{WIDE:.0f}" '
        f'height="{high:.0f}" style="max-width:100%;height:auto" font-family="{escaped(FONT)}" fill="{INK}" '
        f'aria-label="{title}"><title>{title}</title><rect width="{WIDE:.0f}" height="{high:.0f}" fill="#fff"/>'
    )
    return "\n".join([head, *parts, *key, "</svg>\n"])


def clock(start_s: float, end_s: float, zero: dt.datetime, left: float, scale: float, bottom: float) -> list[str]:
    """Marks of the clock, at whole steps of it."""
    step = next((step for step in _STEPS if step * scale >= 80.0), _STEPS[-1])
    midnight = (zero - dt.datetime(zero.year, zero.month, zero.day)).total_seconds()
    at = -(-(start_s + midnight) // step) * step - midnight
    out, last = [], -1e9
    while at <= end_s:
        x = left + (at - start_s) * scale
        said = at_clock(zero, at)
        out.append(f'<path d="M{x:.1f} {_HEAD - 4:g}V{bottom:.1f}" stroke="{GRID}"/>')
        half = width(said, 10) / 2
        if x - half > last and x + half < WIDE:
            out.append(
                f'<text x="{x:.1f}" y="14" font-size="10" text-anchor="middle" fill="{MUTED}">{escaped(said)}</text>'
            )
            last = x + half + 6.0
        at += step
    return out


def at_clock(zero: dt.datetime, seconds: float) -> str:
    """The clock of the plant, with the day: `01-05 06:00:00`."""
    return (zero + dt.timedelta(seconds=seconds)).strftime("%m-%d %H:%M:%S")
