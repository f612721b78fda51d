"""A sequence as a picture: cars in their colours, below them which car is one too many for which ratio."""

import html
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.report.carcolours import fills
from taktwin.report.shell.figure import text_width

WIDTH, LABEL = 1216, 108
FONT = 9.5
PER_ROW = 120
CAR, MARK, GAP = 17, 10, 12
MOST_RATIOS = 12
HAS, OVER = "#cbd4dd", "#d0342c"
_OUTLINE = "#9aa4ae"


def too_many(has: NDArray[np.bool_], ratio: Ratio, before: NDArray[np.bool_] | None = None) -> NDArray[np.bool_]:
    """The cars that are one too many: they count, and so do N others among the P - 1 cars before them.

    ``before`` says the same of the last cars of the day before.
    """
    if before is not None and before.size:
        return too_many(np.concatenate([before, has]), ratio)[before.size :]
    upto = np.concatenate([[0], np.cumsum(has, dtype=np.int64)])
    places = np.arange(has.size)
    window = upto[places + 1] - upto[np.maximum(places + 1 - ratio.window, 0)]
    return has & (window > ratio.count)


def drawn_ratios(problem: SequenceProblem, *orders: NDArray[np.integer]) -> list[int]:
    """The ratios that the pictures of some sequences show: all, or of more than 12 those that one of them violates."""
    every = range(len(problem.ratios))
    if len(problem.ratios) <= MOST_RATIOS:
        return list(every)
    return [j for j in every if any(_over(problem, one, j).any() for one in orders)]


def _over(problem: SequenceProblem, order: NDArray[np.integer], ratio: int) -> NDArray[np.bool_]:
    return too_many(problem.has[order, ratio], problem.ratios[ratio], problem.tail_has[:, ratio])


def strip(problem: SequenceProblem, order: NDArray[np.integer], label: str, ratios: Sequence[int] | None = None) -> str:
    """The picture as SVG, as wide as the page; ``label`` says what it shows, for readers of screens.

    Rows of 120 cars. Below each car a mark for each ratio that it counts for, red where it is one too many. ``ratios``
    are those that are drawn, by their numbers; all where it is None.
    """
    order = np.asarray(order)
    shown = list(range(len(problem.ratios))) if ratios is None else list(ratios)
    chosen = [problem.ratios[j] for j in shown]
    colours = problem.colours[order]
    has = problem.has[order][:, shown]
    over = np.column_stack([_over(problem, order, j) for j in shown]) if shown else has
    rows = -(-order.size // PER_ROW)
    block = CAR + MARK * len(chosen) + GAP
    paint = fills(problem.colour_names)
    parts = [_row(row, row * block, colours, has, over, chosen, paint) for row in range(rows)]
    height = rows * block - GAP + 4
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {height}" width="100%" role="img" '
        f'aria-label="{html.escape(label, quote=True)}" font-size="{FONT}" fill="#66717e">{"".join(parts)}</svg>'
    )


def _row(
    row: int,
    top: int,
    colours: NDArray[np.integer],
    has: NDArray[np.bool_],
    over: NDArray[np.bool_],
    ratios: Sequence[Ratio],
    paint: Sequence[str],
) -> str:
    first = row * PER_ROW
    here = slice(first, min(first + PER_ROW, colours.size))
    wide = (WIDTH - LABEL) / PER_ROW
    count = colours[here].size
    parts = [f'<text x="{LABEL - 8}" y="{top + 12.5}" text-anchor="end">{first + 1}</text>']
    for code in np.unique(colours[here]).tolist():
        cells = _cells(colours[here] == code, wide, top, CAR, wide)
        parts.append(f'<path fill="{paint[code]}" d="{cells}" class="paint"/>')
    # thin lines between cars of one colour, strong ones where the colour changes
    inner = colours[here]
    lines = "".join(f"M{LABEL + k * wide:.1f} {top}v{CAR}" for k in range(1, count) if inner[k] == inner[k - 1])
    edges = "".join(f"M{LABEL + k * wide:.1f} {top}v{CAR}" for k in range(1, count) if inner[k] != inner[k - 1])
    parts.append(f'<path d="{lines}" stroke="{_OUTLINE}" stroke-width="0.4" stroke-opacity="0.6"/>')
    parts.append(f'<path d="{edges}" stroke="#1f2933" stroke-width="1"/>')
    parts.append(
        f'<rect x="{LABEL}" y="{top}" width="{count * wide:.1f}" height="{CAR}" fill="none" stroke="{_OUTLINE}"/>'
    )
    for column, ratio in enumerate(ratios):
        y = top + CAR + 2 + column * MARK
        label = html.escape(_label(ratio))
        parts.append(f'<text x="{LABEL - 8}" y="{y + 7.5}" text-anchor="end">{label}</text>')
        mine, bad = has[here, column], over[here, column]
        for cells, fill in ((mine & ~bad, HAS), (bad, OVER)):
            if cells.any():
                parts.append(f'<path fill="{fill}" d="{_cells(cells, wide, y + 1, MARK - 3, wide - 1)}"/>')
    return "".join(parts)


def _label(ratio: Ratio) -> str:
    """The ratio with its name, shortened to the room on the left."""
    room = (LABEL - 8) * 12 / FONT - text_width(f" {ratio}")
    name = ratio.name
    if text_width(name) > room:
        while text_width(f"{name}…") > room:
            name = name[:-1]
        name += "…"
    return f"{name} {ratio}"


def _cells(which: NDArray[np.bool_], wide: float, top: float, height: float, width: float) -> str:
    """Rectangles of the places that are True, as one path."""
    return "".join(
        f"M{LABEL + place * wide:.1f} {top:g}h{width:.1f}v{height:g}h-{width:.1f}z"
        for place in np.flatnonzero(which).tolist()
    )
