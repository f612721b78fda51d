"""The legend below a picture."""

from __future__ import annotations

from collections.abc import Sequence

from taktwin.report.picture.about import kind_word
from taktwin.report.picture.lettering import escaped, width
from taktwin.report.picture.symbols import LEVEL, LINKS, symbol
from taktwin.report.shell.palette import INK, STATE
from taktwin.report.shell.words import Words

LEAST_WIDTH = 520.0
_SIZE, _ROW = 10.5, 18.0


def draw(
    kinds: Sequence[str],
    links: Sequence[str],
    states: Sequence[str],
    levels: bool,
    wide: float,
    y: float,
    words: Words,
) -> tuple[list[str], float]:
    """The legend from y on, and where it ends: kinds of boxes, kinds of links, states."""
    rows: list[list[tuple[str, str]]] = [
        [(symbol(kind, 0, -11), kind_word(kind, words)) for kind in kinds],
        [(_stroke(kind), words(f"pic_link_{kind}")) for kind in links],
        [(_square(STATE[state]), words(state)) for state in states],
    ]
    if levels:
        rows[2].append((_square(LEVEL), words("pic_filled")))
    out: list[str] = []
    y += 8.0
    for row in rows:
        x = 14.0
        for mark, name in row:
            needed = 24.0 + width(name, _SIZE) + 14.0
            if x + needed > wide and x > 14.0:
                x, y = 14.0, y + _ROW
            out.append(
                f'<g transform="translate({x:.1f} {y + 12:.1f})">{mark}'
                f'<text x="22" y="0" font-size="{_SIZE:g}" fill="{INK}">{escaped(name)}</text></g>'
            )
            x += needed
        y += _ROW if row else 0.0
    return out, y + 8.0


def _stroke(kind: str) -> str:
    colour, thick, dashes = LINKS[kind]
    dash = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M0 -4H18" stroke="{colour}" stroke-width="{thick:g}"{dash}/>'


def _square(colour: str) -> str:
    return f'<rect x="2" y="-10" width="13" height="10" fill="{colour}"/>'
