"""Maps of guide paths: points where they lie in the model, or where the lengths of the ways put them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taktwin.model.nouns.fleets.guidepath import GuidePath
from taktwin.report.picture.lettering import BOLD, escaped, fit, width
from taktwin.report.shell.palette import INK, MUTED
from taktwin.report.shell.words import Words, number

_STOPS = {"station": "#2b6ca3", "charger": "#d98f2b", "parking": "#7d8894", "waiting": "#8f5d86"}
_SIDE, _TOP, _FOOT = 58.0, 48.0, 42.0
_MOST_HEIGHT, _LEAST_HEIGHT = 250.0, 70.0
_NAMES = 10.0
_HALO = 'paint-order="stroke" stroke="#fbfcfd" stroke-width="3"'


@dataclass(frozen=True)
class Map:
    """A guide path with its title."""

    title: str
    path: GuidePath


def draw(paths: Sequence[Map], wide: float, y: float, words: Words) -> tuple[list[str], float]:
    """All maps side by side, two in a row where there is room, from y on; and where they end."""
    out: list[str] = []
    columns = 2 if wide >= 900.0 and len(paths) > 1 else 1
    panel = (wide - 12.0) / columns
    for first in range(0, len(paths), columns):
        drawn = [
            _panel(one, 6.0 + panel * k, y, panel - 8.0, words) for k, one in enumerate(paths[first : first + columns])
        ]
        high = max(height for _, height in drawn)
        for k, (inner, _) in enumerate(drawn):
            out.append(
                f'<rect x="{6.0 + panel * k:.1f}" y="{y:.1f}" width="{panel - 8.0:.1f}" height="{high:.1f}" rx="6" '
                f'fill="#fbfcfd" stroke="#c3cad2"/>{inner}'
            )
        y += high + 10.0
    return out, y


def places(path: GuidePath) -> dict[str, tuple[float, float]]:
    """Position of each point in m, x to the right and y downwards.

    From the model where every point has one. Else by stress majorisation (Gansner, Koren, North, "Graph drawing by
    stress majorization", GD 2004) of the shortest ways, from a circle: the same each time.
    """
    names = path.names()
    if all(name in path.points for name in names):
        return {name: (path.points[name][0], -path.points[name][1]) for name in names}
    index = {name: i for i, name in enumerate(names)}
    far = np.full((len(names), len(names)), np.inf)
    np.fill_diagonal(far, 0.0)
    for edge in path.edges():
        i, j = index[edge.start], index[edge.end]
        far[i, j] = far[j, i] = min(far[i, j], edge.length)
    for k in range(len(names)):
        far = np.minimum(far, far[:, k : k + 1] + far[k : k + 1, :])
    far[~np.isfinite(far)] = float(far[np.isfinite(far)].max()) * 1.5
    angles = 2 * np.pi * np.arange(len(names)) / len(names)
    spots = np.stack([np.cos(angles), np.sin(angles)], axis=1) * far.max() / 2
    weights = 1.0 / np.maximum(far, 1e-9) ** 2
    np.fill_diagonal(weights, 0.0)
    laplace = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplace)
    for _ in range(100):
        apart = np.linalg.norm(spots[:, None] - spots[None], axis=2)
        pull = -weights * far / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        spots = inverse @ (pull @ spots)
    return {name: (round(float(x), 3), round(float(y), 3)) for name, (x, y) in zip(names, spots, strict=True)}


def _panel(one: Map, x: float, y: float, wide: float, words: Words) -> tuple[str, float]:
    """One map without its frame, and its height."""
    found = places(one.path)
    xs, ys = ([spot[axis] for spot in found.values()] for axis in (0, 1))
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room = wide - 2 * _SIDE
    scale = min(room / across if across > 0 else math.inf, _MOST_HEIGHT / down if down > 0 else math.inf)
    scale = scale if math.isfinite(scale) else 1.0
    high = max(down * scale, _LEAST_HEIGHT)
    left = x + (wide - across * scale) / 2
    top = y + _TOP + (high - down * scale) / 2
    at = {name: (left + (px - min(xs)) * scale, top + (py - min(ys)) * scale) for name, (px, py) in found.items()}
    title = fit(one.title, wide - 24, 12.5 * BOLD)
    parts = [
        f'<g class="map"><title>{escaped(one.title)}</title>',
        _text(x + 11, y + 19, title, 12.5, 'font-weight="650"'),
    ]
    parts += _ways(one.path, at)
    parts += _points(one.path, at, (x, x + wide))
    parts += _key(one.path, x, y + _TOP + high + _FOOT - 8.0, wide, scale, words)
    return "".join(parts) + "</g>", _TOP + high + _FOOT + 6.0


def _ways(path: GuidePath, at: dict[str, tuple[float, float]]) -> list[str]:
    out = []
    for edge in path.edges():
        (x0, y0), (x1, y1) = at[edge.start], at[edge.end]
        tip = f"{edge.start} {'<>' if edge.two_way else '>'} {edge.end}, {number(edge.length)} m"
        line = f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" stroke="#8a95a1" stroke-width="2.2" fill="none"/>'
        out.append(f"<g><title>{escaped(tip)}</title>{line}{'' if edge.two_way else _tip((x0, y0), (x1, y1))}</g>")
    return out


def _tip(start: tuple[float, float], end: tuple[float, float]) -> str:
    """An arrowhead in the middle of a piece that is driven one way."""
    length = math.dist(start, end)
    if length < 12.0:
        return ""
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    x, y = (start[0] + end[0]) / 2 + 4 * ux, (start[1] + end[1]) / 2 + 4 * uy
    a, b = (x - 8 * ux - 4 * uy, y - 8 * uy + 4 * ux), (x - 8 * ux + 4 * uy, y - 8 * uy - 4 * ux)
    return f'<path d="M{x:.1f} {y:.1f}L{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}Z" fill="#5b6672"/>'


def _points(path: GuidePath, at: dict[str, tuple[float, float]], bounds: tuple[float, float]) -> list[str]:
    """Points with their stops; a name is left out where it would lie on another."""
    stops: dict[str, list[tuple[str, int]]] = {}
    for kind, point, count in path.stops():
        stops.setdefault(point, []).append((kind, count))
    out, taken = [], []
    for name, (x, y) in sorted(at.items(), key=lambda item: (item[0] not in stops, item[0])):
        here = stops.get(name, [])
        colour = _STOPS[here[0][0]] if here else "#fff"
        said = "; ".join(f"{kind} {count}" for kind, count in here)
        out.append(
            f'<g><title>{escaped(f"{name}: {said}" if said else name)}</title><circle cx="{x:.1f}" cy="{y:.1f}" '
            f'r="{5 if here else 2.6}" fill="{colour}" stroke="#5b6672"/></g>'
        )
        shown = fit(name, 104.0, _NAMES)
        half = width(shown, _NAMES) / 2
        middle = min(max(x, bounds[0] + half + 4), bounds[1] - half - 4)
        for dy in (-9.0, 17.0):
            spot = (middle - half, middle + half, y + dy - 9.0, y + dy + 2.0)
            if not any(spot[0] < b and a < spot[1] and spot[2] < d and c < spot[3] for a, b, c, d in taken):
                taken.append(spot)
                out.append(_text(middle, y + dy, shown, _NAMES, f'text-anchor="middle" fill="{INK}" {_HALO}'))
                break
    return out


def _key(path: GuidePath, x: float, y: float, wide: float, scale: float, words: Words) -> list[str]:
    """What the colours of the stops mean, and how long a piece of the map is."""
    out, here = [], x + 12.0
    for kind in dict.fromkeys(kind for kind, _, _ in path.stops()):
        name = words(f"pic_stop_{kind}")
        out.append(f'<circle cx="{here + 5:.1f}" cy="{y - 3.5:.1f}" r="4.5" fill="{_STOPS[kind]}"/>')
        out.append(_text(here + 13, y, name, _NAMES, f'fill="{MUTED}"'))
        here += 13 + width(name, _NAMES) + 14
    metres = _round_length(90.0 / scale)
    long = metres * scale
    end = x + wide - 12.0
    out.append(f'<path d="M{end - long:.1f} {y - 7:.1f}v4h{long:.1f}v-4" fill="none" stroke="{MUTED}"/>')
    out.append(
        _text(
            end - long / 2, y - 7, words("pic_scale", n=number(metres)), _NAMES, f'text-anchor="middle" fill="{MUTED}"'
        )
    )
    return out


def _round_length(metres: float) -> float:
    """The largest of 1, 2, 5, 10, ... that is no longer."""
    power = 10.0 ** math.floor(math.log10(metres))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= metres * (1 + 1e-9))


def _text(x: float, y: float, content: str, size: float, more: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" {more}>{escaped(content)}</text>'
