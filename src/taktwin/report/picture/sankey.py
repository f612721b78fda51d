"""A Sankey diagram as SVG: bands from column to column, as wide as what flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taktwin.report.picture.lettering import escaped
from taktwin.report.shell.figure import FONT
from taktwin.report.shell.palette import INK, MUTED

WIDTH, BAR, GAP, TOP, SIDE = 980.0, 14.0, 16.0, 10.0, 190.0
_TALL = 300.0
"""Height of all bands together, px."""
_LEAST = 1.0


@dataclass(frozen=True)
class Band:
    """What flows from a node of one column to a node of the next."""

    source: str
    target: str
    amount: float


def sankey(
    columns: Sequence[Sequence[str]],
    bands: Sequence[Band],
    names: Mapping[str, str],
    colours: Mapping[str, str],
    about: str,
) -> str:
    """The diagram as the text of an SVG image.

    Args:
        columns: keys of the nodes of each column, from the left, in their order from the top; those without a band are
            left out.
        bands: between a node and one of the column to its right.
        names: key -> what stands beside the node.
        colours: key -> colour of a node and of the bands that leave it.
        about: of the whole, for who cannot see it.
    """
    into, out = _sums(bands, "target"), _sums(bands, "source")
    amount = {key: max(into.get(key, 0.0), out.get(key, 0.0)) for column in columns for key in column}
    shown = [[key for key in column if amount[key] > 0] for column in columns]
    total = max((sum(amount[key] for key in column) for column in shown), default=0.0)
    scale = _TALL / total if total else 0.0
    place: dict[str, tuple[float, float]] = {}
    height = 0.0
    for number, column in enumerate(shown):
        x = SIDE + number * (WIDTH - 2 * SIDE - BAR) / max(1, len(shown) - 1)
        y = TOP
        for key in column:
            place[key] = (x, y)
            y += max(_LEAST, amount[key] * scale) + GAP
        height = max(height, y)
    rank = {key: at for column in shown for at, key in enumerate(column)}
    begun = {key: y for key, (_, y) in place.items()}
    ended = dict(begun)
    drawn = []
    for band in sorted(bands, key=lambda one: (rank.get(one.source, 0), rank.get(one.target, 0))):
        if band.amount > 0:
            wide = band.amount * scale
            drawn.append(_band(band, place, begun[band.source], ended[band.target], wide, names, colours))
            begun[band.source] += wide
            ended[band.target] += wide
    nodes = [
        _node(key, place[key], amount[key], scale, len(shown), number, names, colours)
        for number, column in enumerate(shown)
        for key in column
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH:.0f} {height:.0f}" '
        f'width="{WIDTH:.0f}" height="{height:.0f}" style="max-width:100%;height:auto" font-family="{escaped(FONT)}" '
        f'fill="{INK}" aria-label="{escaped(about)}"><title>{escaped(about)}</title>\n'
        + "\n".join([*drawn, *nodes])
        + "\n</svg>\n"
    )


def _sums(bands: Sequence[Band], end: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for band in bands:
        key = getattr(band, end)
        found[key] = found.get(key, 0.0) + band.amount
    return found


def _band(
    band: Band,
    place: Mapping[str, tuple[float, float]],
    y: float,
    to: float,
    wide: float,
    names: Mapping[str, str],
    colours: Mapping[str, str],
) -> str:
    x, end = place[band.source][0] + BAR, place[band.target][0]
    middle, y, to = (x + end) / 2, y + wide / 2, to + wide / 2
    tip = f"{names[band.source]} → {names[band.target]}: {band.amount:,.4g} kWh"
    return (
        f'<path d="M{x:.1f},{y:.1f} C{middle:.1f},{y:.1f} {middle:.1f},{to:.1f} {end:.1f},{to:.1f}" fill="none" '
        f'stroke="{colours.get(band.source, MUTED)}" stroke-opacity="0.4" stroke-width="{max(wide, 0.5):.2f}">'
        f"<title>{escaped(tip)}</title></path>"
    )


def _node(
    key: str,
    at: tuple[float, float],
    amount: float,
    scale: float,
    columns: int,
    number: int,
    names: Mapping[str, str],
    colours: Mapping[str, str],
) -> str:
    x, y = at
    high = max(_LEAST, amount * scale)
    left = number == 0
    text_x, anchor = (x - 8, "end") if left else (x + BAR + 8, "start")
    halo = "" if left or number == columns - 1 else ' paint-order="stroke" stroke="#fff" stroke-width="3"'
    label = f"{names[key]} {amount:,.0f}" if amount >= 100 else f"{names[key]} {amount:.3g}"
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{BAR:g}" height="{high:.2f}" fill="{colours.get(key, MUTED)}"/>'
        f'<text x="{text_x:.1f}" y="{y + high / 2 + 4:.1f}" font-size="12" text-anchor="{anchor}"{halo}>'
        f"{escaped(label)}</text>"
    )
