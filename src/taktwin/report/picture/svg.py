"""The drawing: a measured diagram as SVG text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from taktwin.report.picture import legend, maps
from taktwin.report.picture.about import kind_word
from taktwin.report.picture.diagram import Box, Diagram, Link
from taktwin.report.picture.grid import grid
from taktwin.report.picture.lettering import BOLD, escaped, fit, lines, width
from taktwin.report.picture.maps import Map
from taktwin.report.picture.measure import Measured, Rectangle
from taktwin.report.picture.route import route
from taktwin.report.picture.shown import Shown
from taktwin.report.picture.symbols import COLOURS, LEVEL, LINKS, symbol
from taktwin.report.shell.figure import FONT
from taktwin.report.shell.palette import INK, MUTED, STATE
from taktwin.report.shell.words import Words

_TITLE, _FACTS, _LABEL = 11.5, 10.5, 10.0
_LEAST_CELL = 6.0  # px
_MOST_TIPS = 14
_PILLS = ("source", "sink")
_NOTICED = 0.001
"""A state below this share is not drawn."""
_HALO = 'paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round"'


def svg(diagram: Diagram, words: Words, paths: Sequence[Map] = (), shown: Mapping[str, Shown] | None = None) -> str:
    """A diagram, and maps of guide paths below it, as the text of an SVG image.

    Args:
        diagram: what is drawn.
        words: language of the legend.
        paths: guide paths.
        shown: figures of boxes by key, for bars and marks.
    """
    shown = shown or {}
    placed = grid(diagram)
    routes = route(diagram.links, placed)
    measured = Measured(placed, routes, bars=bool(shown))
    wide = max(measured.width, legend.LEAST_WIDTH)
    parts = [_plant(diagram.plants[key], one) for key, one in measured.plants.items()]
    parts += [_frame(one.frame.title, one.frame.tip, where) for one, where in measured.frames]
    order = list(LINKS)
    ways = sorted(routes.ways, key=lambda way: -order.index(way.link.kind))
    drawn = [(way.link, measured.points(way)) for way in ways]
    parts += [_way(link, points, words) for link, points in drawn]
    parts += [_box(box, measured.box(box.key), shown.get(box.key), words) for box in diagram.boxes()]
    parts += [_label(link, points) for link, points in drawn if link.label]
    parts += [_heading(one.frame.title, where) for one, where in measured.frames]
    y = measured.height
    maps_drawn, y = maps.draw(paths, wide, y, words)
    kinds = [kind for kind in COLOURS if any(box.kind == kind for box in diagram.boxes())]
    kept = [kind for kind in LINKS if any(link.kind == kind for link in diagram.links)]
    states = [state for state in STATE if any(one.shares.get(state, 0.0) > _NOTICED for one in shown.values())]
    levels = any(one.level is not None for one in shown.values())
    key, y = legend.draw(kinds, kept, states, levels, wide, y, words)
    frames = words("comma").join(frame.title for frame in diagram.frames)
    about = words("pic_desc", boxes=len(diagram.boxes()), links=len(diagram.links), frames=frames)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide:.0f} {y:.0f}" width="{wide:.0f}" '
        f'height="{y:.0f}" style="max-width:100%;height:auto" font-family="{escaped(FONT)}" fill="{INK}" '
        f'aria-label="{escaped(diagram.title)}"><title>{escaped(diagram.title)}</title><desc>{escaped(about)}</desc>'
        f'<rect width="{wide:.0f}" height="{y:.0f}" fill="#fff"/>\n'
        + "\n".join([*parts, *maps_drawn, *key])
        + "\n</svg>\n"
    )


def text(x: float, y: float, content: str, size: float, more: str = "") -> str:
    """A text with its baseline at y."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" {more}>{escaped(content)}</text>'


def _plant(title: str, at: Rectangle) -> str:
    return (
        f'<rect class="plant" x="{at.x:.1f}" y="{at.y:.1f}" width="{at.width:.1f}" height="{at.height:.1f}" rx="8" '
        f'fill="#f5f7f9" stroke="#8a95a1" stroke-width="1.4"/>'
        + text(at.x + 12, at.y + 18, fit(title, at.width - 24, 14 * BOLD), 14, 'font-weight="650"')
    )


def _frame(title: str, tip: Sequence[str], at: Rectangle) -> str:
    return (
        f'<g class="frame">{_tip([title, *tip])}<rect x="{at.x:.1f}" y="{at.y:.1f}" width="{at.width:.1f}" '
        f'height="{at.height:.1f}" rx="6" fill="#fbfcfd" stroke="#c3cad2"/></g>'
    )


def _heading(title: str, at: Rectangle) -> str:
    return text(at.x + 11, at.y + 17, fit(title, at.width - 22, 12.5 * BOLD), 12.5, f'font-weight="650" {_HALO}')


def _some(tips: Sequence[str], words: Words) -> list[str]:
    """As many lines of a tip as a screen can show, and how many there are besides."""
    more = len(tips) - _MOST_TIPS
    return [*tips[:_MOST_TIPS], words("pic_more", n=more)] if more > 0 else [*tips]


def _tip(lines: Sequence[str]) -> str:
    return f"<title>{escaped(chr(10).join(lines))}</title>"


def _box(box: Box, at: Rectangle, shown: Shown | None, words: Words) -> str:
    tips = _some([*(shown.tip if shown is not None else ()), *box.tip], words)
    pill = box.kind in _PILLS
    mark = shown.mark if shown is not None else ""
    edge = 'stroke="#1f2933" stroke-width="2.4"' if mark else 'stroke="#9aa5b1" stroke-width="1"'
    shape = (
        f'<rect x="{at.x:.1f}" y="{at.y:.1f}" width="{at.width:.1f}" height="{at.height:.1f}" '
        f'rx="{at.height / 2 if pill else 4:.1f}" fill="#fff" {edge}/>'
    )
    tip = _tip([box.title, *(tips or [kind_word(box.kind, words)])])
    parts = [f'<g class="box" data-kind="{box.kind}">{tip}']
    if box.copies > 1:  # as a sheet that lies on others
        parts += [_sheet(at, 5.0), _sheet(at, 2.5)]
    parts.append(shape)
    inset = 16.0 if pill else 8.0
    parts.append(symbol(box.kind, at.x + inset, at.y + (18.0 if pill else 6.0)))
    room = at.width - 2 * inset
    parts += _words_in(box, at, inset, room, words)
    if box.cells > 1:
        parts.append(_cells(box.cells, at))
    if shown is not None:
        parts += _bar(shown, at, 24.0 if pill else 8.0)
    if mark:
        parts.append(_mark(mark, at))
    return "".join(parts) + "</g>"


def _sheet(at: Rectangle, by: float) -> str:
    """The edge of a box behind another one, to the right of it and below."""
    return (
        f'<rect x="{at.x + by:.1f}" y="{at.y + by:.1f}" width="{at.width:.1f}" height="{at.height:.1f}" rx="4" '
        'fill="#fff" stroke="#9aa5b1" stroke-width="1"/>'
    )


def _cells(count: int, at: Rectangle) -> str:
    """Marks on both long edges of a box that divide it into the zones of a line; as many as can be told apart."""
    count = min(count, int(at.width / _LEAST_CELL))
    marks = [at.x + at.width * place / count for place in range(1, count)]
    path = "".join(f"M{x:.1f} {at.y:.1f}v4M{x:.1f} {at.bottom - 4:.1f}v4" for x in marks)
    return f'<path d="{path}" stroke="#9aa5b1" stroke-width="1" fill="none"/>'


def _words_in(box: Box, at: Rectangle, inset: float, room: float, words: Words) -> list[str]:
    """The title and the facts with the note, in three lines at most."""
    pill = box.kind in _PILLS
    x = at.x + inset + 19.0
    left = x if pill else at.x + inset
    facts = words("pic_and", a=box.facts, b=box.note) if box.note and box.facts else box.facts or box.note
    titled = lines(box.title, room - 19.0, _TITLE * BOLD, 2)
    said = lines(facts, at.right - left - inset, _FACTS, 3 - len(titled))
    y = at.y + (17.0 if not pill else {1: 29.0, 2: 22.0, 3: 15.0}[len(titled) + len(said)])
    out = []
    for line in titled:
        out.append(text(x, y, line, _TITLE, 'font-weight="600"'))
        y += 13.5
    for line in said:
        out.append(text(left, y, line, _FACTS, f'fill="{MUTED}"'))
        y += 13.0
    return out


def _bar(shown: Shown, at: Rectangle, inset: float) -> list[str]:
    """The stacked bar of states, or the level, at the foot of the box."""
    x, y, wide = at.x + inset, at.bottom - 10.0, at.width - 2 * inset
    if shown.level is not None:
        filled = wide * max(0.0, min(1.0, shown.level))
        return [_foot(x, y, wide, "#e8ebef"), _foot(x, y, filled, LEVEL)]
    out = []
    for state, colour in STATE.items():
        part = wide * shown.shares.get(state, 0.0)
        if shown.shares.get(state, 0.0) > _NOTICED:
            out.append(_foot(x, y, part, colour))
            x += part
    return out


def _foot(x: float, y: float, wide: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="6" fill="{colour}"/>'


def _mark(mark: str, at: Rectangle) -> str:
    """A label on the upper edge of a box."""
    said = fit(mark, at.width - 16, _LABEL)
    wide = width(said, _LABEL) + 10.0
    x, y = at.right - wide - 3.0, at.y - 9.0
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="15" rx="3" fill="#1f2933"/>' + text(
        x + wide / 2, y + 11.0, said, _LABEL, 'fill="#fff" text-anchor="middle"'
    )


def _way(link: Link, points: Sequence[tuple[float, float]], words: Words) -> str:
    colour, thick, dashes = LINKS[link.kind]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    tip = _tip(_some((link.tip or link.label).split("\n"), words)) if link.tip or link.label else ""
    return (
        f'<g class="link" data-kind="{link.kind}">{tip}<path d="{_rounded(points)}" fill="none" stroke="{colour}" '
        f'stroke-width="{thick:g}"{dash}/>{_arrow(points, colour)}</g>'
    )


def _rounded(points: Sequence[tuple[float, float]], radius: float = 4.0) -> str:
    """A way with round corners."""
    out = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        first, second = _towards(at, before, radius), _towards(at, after, radius)
        out.append(f"L{first[0]:.1f} {first[1]:.1f}Q{at[0]:.1f} {at[1]:.1f} {second[0]:.1f} {second[1]:.1f}")
    return "".join([*out, f"L{points[-1][0]:.1f} {points[-1][1]:.1f}"])


def _towards(at: tuple[float, float], other: tuple[float, float], far: float) -> tuple[float, float]:
    length = abs(other[0] - at[0]) + abs(other[1] - at[1])
    share = min(far, length / 2) / length if length > 0 else 0.0
    return at[0] + (other[0] - at[0]) * share, at[1] + (other[1] - at[1]) * share


def _arrow(points: Sequence[tuple[float, float]], colour: str) -> str:
    (x0, y0), (x, y) = points[-2], points[-1]
    size = 6.0
    length = max(abs(x - x0) + abs(y - y0), 1e-9)
    ux, uy = (x - x0) / length, (y - y0) / length
    back = (x - size * ux, y - size * uy)
    side = (-uy * 3.2, ux * 3.2)
    corners = [(x, y), (back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
    return f'<path d="M{" L".join(f"{a:.1f} {b:.1f}" for a, b in corners)}Z" fill="{colour}"/>'


def _label(link: Link, points: Sequence[tuple[float, float]]) -> str:
    """The label of a link, beside its begin; of those that begin together, beside its end. It interrupts other ways."""
    (x, y), (_, other) = points[:2] if link.kind not in ("call", "feed", "lane") else points[:-3:-1]
    above = other <= y
    foot = y - 3.0 if above else y + 10.0
    ground = f'<rect x="{x + 2:.1f}" y="{foot - 8.5:.1f}" width="{width(link.label, _LABEL) + 1:.1f}" height="10.5" '
    return ground + 'fill="#fbfcfd"/>' + text(x + 3, foot, link.label, _LABEL, f'fill="{LINKS[link.kind][0]}"')
