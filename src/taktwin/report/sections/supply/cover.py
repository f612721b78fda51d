"""Minutes of cover of each part family through the day, against the threshold of the zero-inventory ratio."""

import math

import numpy as np

from taktwin.analysis.supply.coverday import CoverOfDay
from taktwin.report.facts import Facts
from taktwin.report.sections.supply.names import family_title, mode_word, supplier_title
from taktwin.report.shell.palette import ACCENT, LIGHT, MUTED, STATE
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number

SHOWN = 15
"""More part families than this are folded away."""

WIDTH, HEIGHT = 210, 34
_HEAD = ("family", "supplier", "mode", "day", "low", "middle", "high", "counts", "stops")


def cover(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without a supplier park."""
    found = sorted(facts.supply.cover, key=_least_first, reverse=True)
    if not found:
        return None
    section = Section("cover", words("pcover_title"))
    park, theta = facts.supply.park, facts.model.supply.theta.value
    known = {} if park is None else {one.family: one for one in park.families}
    days = sum(result.days for result in facts.results)
    rows = []
    for one in found:
        family, seen = facts.model.supply.families[one.family], known.get(one.family)
        rows.append(
            [
                family_title(facts.model, one.family, words),
                supplier_title(facts.model, family.supplier, words),
                mode_word(family.mode, words),
                _line(one, theta / 60.0),
                *(number(value) for value in (one.low, one.middle, one.high)),
                words("pcover_yes" if one.high <= theta / 60.0 * (1.0 + 1e-12) else "pcover_no"),
                number(seen.stopped_s / 60.0 / days if seen is not None else math.nan),
            ]
        )
    fold = (SHOWN, words("pcover_all", n=len(rows) - SHOWN))
    section.table([words(f"pcover_{key}") for key in _HEAD], rows, texts=4, fold=fold)
    runs = len(facts.results)
    about = {"days": words.days(facts.days), "runs": words("one_run") if runs == 1 else words("many_runs", n=runs)}
    section.note(words("pcover_note", theta=words("unit_min", n=number(theta / 60.0)), **about))
    return section


def _least_first(one: CoverOfDay) -> float:
    return -1.0 if math.isinf(one.high) else one.high  # without demand there is no cover to speak of


def _line(one: CoverOfDay, theta: float) -> str:
    """The cover through the day as a small SVG: median, band and threshold, from 0 to the highest of them."""
    told = np.flatnonzero(np.isfinite(one.middle_of_day))
    if not told.size:
        return ""
    top = max(theta, float(one.high_of_day[told].max())) * 1.04
    xs = (told + 0.5) / one.middle_of_day.size * WIDTH
    low, middle, high = (HEIGHT - 1.0 - (HEIGHT - 2.0) * values[told] / top for values in _bands(one))
    at = HEIGHT - 1.0 - (HEIGHT - 2.0) * theta / top
    colour = STATE["down"] if one.low_of_day[told].min() < 1e-9 else ACCENT
    band = _points(np.concatenate([xs, xs[::-1]]), np.concatenate([high, low[::-1]]))
    return (
        f'<svg class="spark" width="{WIDTH}" height="{HEIGHT}" role="img">'
        f'<path d="M{band}Z" fill="{LIGHT}"/>'
        f'<line x1="0" x2="{WIDTH}" y1="{HEIGHT - 0.5}" y2="{HEIGHT - 0.5}" stroke="#d5dae0"/>'
        f'<line x1="0" x2="{WIDTH}" y1="{at:.1f}" y2="{at:.1f}" stroke="{MUTED}" stroke-dasharray="3 3"/>'
        f'<path d="M{_points(xs, middle)}" fill="none" stroke="{colour}" stroke-width="1.3"/></svg>'
    )


def _bands(one: CoverOfDay) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return one.low_of_day, one.middle_of_day, one.high_of_day


def _points(xs: np.ndarray, ys: np.ndarray) -> str:
    return " ".join(f"{x:.0f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
