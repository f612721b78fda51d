"""Suppliers around a plant: on rings by the time of their way, joined to it by strokes as wide as their trucks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from taktwin.analysis.supply.flows import Flow
from taktwin.report.picture.lettering import escaped, fit, lines, width
from taktwin.report.shell.figure import FONT
from taktwin.report.shell.palette import GRID, INK, MODE, MUTED
from taktwin.report.shell.words import Words, number

_PLANT, _FIRST, _LAST, _LAST_OF_FEW = 48.0, 76.0, 262.0, 190.0
"""Radius of the plant, of no way at all, and of the outermost ring."""
_LETTERS, _LABEL, _WIDEST = 10.5, 150.0, 11.0
_MARKS = (10.0, 30.0, 60.0, 120.0, 240.0, 480.0, 1440.0, 2880.0, 5760.0, 11520.0)
"""Rings, in minutes."""
_NEAR = 3.0
"""Minutes below which a way counts as none."""
_APART = 26.0
"""Least distance of two rings."""
_FEW, _FLAT = 8, 18
"""Up to so many suppliers the picture is small, and their names are written level; of more along their rays."""


@dataclass(frozen=True)
class Around:
    """A supplier on the rings: what it is called, its way, and what comes from it by which mode."""

    title: str
    travel_min: float
    flows: Sequence[Flow]
    tips: Sequence[str]
    """What is told of each flow."""

    @property
    def main(self) -> Flow:
        """The flow with the most trucks."""
        return max(self.flows, key=lambda flow: flow.trucks_per_day)


@dataclass(frozen=True)
class _Rings:
    """Where things stand: the middle, and the way and the radius of the outermost ring."""

    x: float
    y: float
    reach: float
    last: float

    def radius(self, minutes: float) -> float:
        """Where a way is drawn: by the logarithm, so that the near ones lie apart as well."""
        return _FIRST + (self.last - _FIRST) * math.log1p(minutes / _NEAR) / math.log1p(self.reach / _NEAR)

    def at(self, radius: float, angle: float, aside: float = 0.0) -> tuple[float, float]:
        """A point of a ray, or one so far beside it."""
        across, down = math.cos(angle), math.sin(angle)
        return self.x + radius * across - aside * down, self.y + radius * down + aside * across

    def marks(self) -> list[float]:
        """The rings that are drawn, in minutes: the outermost, and those that lie well apart."""
        kept = [self.reach]
        for mark in reversed([mark for mark in _MARKS if mark < self.reach]):
            if self.radius(kept[-1]) - self.radius(mark) >= _APART:
                kept.append(mark)
        return kept


def ring(plant: str, suppliers: Sequence[Around], words: Words) -> str:
    """The picture as the text of an SVG image; there is at least one supplier."""
    order = list(MODE)
    ranked = sorted(suppliers, key=lambda one: (order.index(one.main.mode), one.travel_min, one.title))
    most = max(flow.trucks_per_day for one in ranked for flow in one.flows) or 1.0
    flat = len(ranked) <= _FLAT
    last = _LAST_OF_FEW if len(ranked) <= _FEW else _LAST
    half = last + (34.0 if flat else _LABEL + 16.0)
    wide = 2.0 * (last + _LABEL + 16.0)
    longest = max(one.travel_min for one in ranked)
    rings = _Rings(wide / 2.0, half, next((mark for mark in _MARKS if mark >= longest), longest), last)
    angles = [2.0 * math.pi * (place + 0.5) / len(ranked) - math.pi / 2.0 for place in range(len(ranked))]
    rays = [_ray(one, angle, rings, most, flat) for one, angle in zip(ranked, angles, strict=True)]
    key, high = _legend(ranked, most, wide, 2.0 * half + 6.0, words)
    title = escaped(words("ring_title"))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" '
        f'height="{high:.0f}" style="max-width:100%;min-width:{min(wide, 700.0):.0f}px;height:auto;margin:0 auto" '
        f'font-family="{escaped(FONT)}" font-size="{_LETTERS:g}" fill="{INK}" aria-label="{title}">'
        f'<title>{title}</title><rect width="{wide:.0f}" height="{high:.0f}" fill="#fff"/>'
    )
    return "\n".join([head, *_circles(rings), *rays, *_plant(plant, rings), *_times(rings, words), *key, "</svg>\n"])


def _circles(rings: _Rings) -> list[str]:
    return [
        f'<circle cx="{rings.x:.1f}" cy="{rings.y:.1f}" r="{rings.radius(mark):.1f}" fill="none" stroke="{GRID}"/>'
        for mark in rings.marks()
    ]


def _times(rings: _Rings, words: Words) -> list[str]:
    """The times of the rings, above the plant, where no ray runs."""
    return [
        f'<text x="{rings.x:.1f}" y="{rings.y - rings.radius(mark) + 3.5:.1f}" text-anchor="middle" fill="{MUTED}" '
        f'stroke="#fff" stroke-width="4" paint-order="stroke">{escaped(words.duration(mark * 60.0))}</text>'
        for mark in rings.marks()
    ]


def _ray(one: Around, angle: float, rings: _Rings, most: float, flat: bool) -> str:
    """A supplier with its strokes, side by side, and its name beyond the last ring."""
    far = rings.radius(one.travel_min)
    wides = [max(0.9, _WIDEST * flow.trucks_per_day / most) for flow in one.flows]
    aside, parts = -sum(wides) / 2.0, []
    for flow, wide in zip(one.flows, wides, strict=True):
        ends = [rings.at(radius, angle, aside + wide / 2.0) for radius in (_PLANT, far)]
        aside += wide
        parts.append(_stroke(ends, MODE[flow.mode], wide))
    if rings.last + 4.0 > far + 6.0:
        parts.append(_stroke([rings.at(far + 6.0, angle), rings.at(rings.last + 10.0, angle)], GRID, 1.0))
    x, y = rings.at(far, angle)
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.2" fill="{MODE[one.main.mode]}" stroke="#fff"/>')
    parts.append(_name(one.title, angle, rings, flat))
    tip = escaped("\n".join([one.title, *one.tips]))
    return f"<g><title>{tip}</title>{''.join(parts)}</g>"


def _stroke(ends: Sequence[tuple[float, float]], colour: str, wide: float) -> str:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in ends)
    return f'<path d="M{way}" stroke="{colour}" stroke-width="{wide:.1f}"/>'


def _name(title: str, angle: float, rings: _Rings, flat: bool) -> str:
    """The name beyond the last ring, level or along its ray, and never upside down."""
    name, across = escaped(fit(title, _LABEL - 4.0, _LETTERS)), math.cos(angle)
    x, y = rings.at(rings.last + 14.0, angle)
    left = across < -1e-9
    if flat:
        above = abs(across) < 0.2  # above or below the rings
        side = "middle" if above else "end" if left else "start"
        y += 3.5 + (6.0 * math.sin(angle) if above else 0.0)
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{side}">{name}</text>'
    turn, side = math.degrees(angle) + (180.0 if left else 0.0), "end" if left else "start"
    where = f'transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})"'
    return f'<text {where} y="3.5" text-anchor="{side}">{name}</text>'


def _plant(plant: str, rings: _Rings) -> list[str]:
    rows = lines(plant, 2.0 * _PLANT - 16.0, _LETTERS, 4)
    first = rings.y + 3.5 - 6.5 * (len(rows) - 1)
    said = "".join(
        f'<text x="{rings.x:.1f}" y="{first + 13.0 * place:.1f}" text-anchor="middle" fill="#fff">{escaped(row)}</text>'
        for place, row in enumerate(rows)
    )
    circle = f'<circle cx="{rings.x:.1f}" cy="{rings.y:.1f}" r="{_PLANT:g}" fill="{INK}"/>'
    return [f"<g><title>{escaped(plant)}</title>{circle}{said}</g>"]


def _legend(suppliers: Sequence[Around], most: float, wide: float, y: float, words: Words) -> tuple[list[str], float]:
    trucks: dict[str, float] = {}
    for one in suppliers:
        for flow in one.flows:
            trucks[flow.mode] = trucks.get(flow.mode, 0.0) + flow.trucks_per_day
    entries = [
        (f'<rect y="-9" width="16" height="9" fill="{MODE[mode]}"/>',
         words("ring_legend", mode=words(f"mode_{mode}"), trucks=number(trucks[mode])))
        for mode in MODE if mode in trucks
    ]  # fmt: skip
    entries.append(
        (f'<path d="M0 -4H16" stroke="{MUTED}" stroke-width="{_WIDEST:g}"/>', words("ring_width", most=number(most)))
    )
    out, x = [], 14.0
    for mark, name in entries:
        needed = 24.0 + width(name, _LETTERS) + 16.0
        if x + needed > wide and x > 14.0:
            x, y = 14.0, y + 18.0
        out.append(f'<g transform="translate({x:.1f} {y + 12:.1f})">{mark}<text x="22">{escaped(name)}</text></g>')
        x += needed
    return out, y + 24.0
