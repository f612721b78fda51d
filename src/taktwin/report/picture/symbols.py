"""Small symbols that tell the kinds of boxes apart, also without colour; each fits into 14 x 14 px."""

from __future__ import annotations

COLOURS = {
    "station": "#2b6ca3",
    "stretch": "#2b6ca3",
    "buffer": "#d98f2b",
    "conveyor": "#2f8577",
    "moving_line": "#2b6ca3",
    "indexed_line": "#2b6ca3",
    "batch_station": "#2b6ca3",
    "split_station": "#2b6ca3",
    "delivery": "#3a7d44",
    "lift": "#2f8577",
    "store": "#5b4f7d",
    "transport": "#7a63a8",
    "cell": "#1f4e79",
    "stock": "#8a6d3b",
    "load": "#7d8894",
    "supplier": "#3a7d44",
    "fleet": "#7a63a8",
    "source": "#4b5763",
    "sink": "#4b5763",
}

_SHAPES = {
    "station": '<rect x="2" y="2" width="10" height="10"/>',
    "stretch": '<path d="M1 4h8v8h-8z"/><path d="M4 1h9v8h-2v-6h-7z"/>',
    "buffer": '<path d="M1 2h12l-6 11z"/>',
    "conveyor": '<path d="M1 2h3l4 5-4 5h-3l4-5zM7 2h3l4 5-4 5h-3l4-5z"/>',
    "moving_line": '<path d="M0 3h4v5h-4zM5 3h4v5h-4zM10 3h4v5h-4zM0 10h10v-1l4 2-4 2v-1h-10z"/>',
    "indexed_line": '<path d="M0 3h4v5h-4zM5 3h4v5h-4zM10 3h4v5h-4zM1 10h2v3h-2zM6 10h2v3h-2zM11 10h2v3h-2z"/>',
    "batch_station": '<path d="M1 1h12v12h-12zM3 3v8h8v-8z" fill-rule="evenodd"/><path d="M4 4h6v2h-6zM4 8h6v2h-6z"/>',
    "split_station": '<path d="M1 4h5v6h-5zM7 6h2v-5h4v5h-3v2h3v5h-4v-5h-2z"/>',
    "delivery": '<path d="M0 2h8v7h-8zM9 4h3l2 3v2h-5z"/><path d="M1 10h3v3h-3zM9 10h3v3h-3z"/>',
    "lift": '<path d="M1 13v-12h2v12zM11 13v-12h2v12zM5 8h4v5h-4zM7 1l3 4h-2v2h-2v-2h-2z"/>',
    "store": '<path d="M1 1h5v5h-5zM8 1h5v5h-5zM1 8h5v5h-5zM8 8h5v5h-5z"/>',
    "transport": '<path d="M0 3h9v6h-9zM10 5h3l1 2v2h-4z"/><path d="M1 10h4v3h-4zM9 10h4v3h-4z"/>',
    "cell": '<path d="M1 1h12v3h-5v3h2v2h-6v-2h2v-3h-5zM1 11h12v2h-12z"/>',
    "stock": '<path d="M7 1l6 12h-12z"/>',
    "load": '<path d="M8 0l-6 8h4l-1 6 7-8h-5z"/>',
    "supplier": '<path d="M1 13v-8l4 3v-3l4 3v-7h4v12z"/>',
    "source": '<path d="M7 1.5a5.5 5.5 0 1 0 .01 0z"/>',
    "sink": '<path d="M7 1a6 6 0 1 0 .01 0zM7 4a3 3 0 1 1-.01 0z" fill-rule="evenodd"/>',
}
_SHAPES["fleet"] = _SHAPES["transport"]


def symbol(kind: str, x: float, y: float) -> str:
    """The symbol of a kind of box, its upper left corner at x, y; a kind without one has that of a station."""
    shape, colour = _SHAPES.get(kind, _SHAPES["station"]), COLOURS.get(kind, COLOURS["station"])
    return f'<g transform="translate({x:.1f} {y:.1f})" fill="{colour}">{shape}</g>'


LINKS = {
    "flow": ("#3c4753", 1.8, ""),
    "route": ("#c8452b", 1.4, "5 3"),
    "call": ("#4a7fb0", 1.2, "2 3"),
    "join": ("#4a7fb0", 1.6, ""),
    "part": ("#b08d57", 1.1, ""),
    "lane": ("#3a7d44", 1.5, ""),
    "feed": ("#7a63a8", 1.4, "7 3"),
}
"""Kind of link -> colour, width in px, dashes."""

LEVEL = "#7d8894"
"""Of the bar of a mean level."""
