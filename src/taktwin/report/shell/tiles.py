"""Tiles: a row of headline figures."""

import html
from collections.abc import Sequence


def tile(name: str, value: str, unit: str, note: str, interval: str = "") -> str:
    """One figure as HTML; ``interval`` and ``note`` stand below it. Texts are escaped here."""
    between = f'<div class="interval">{html.escape(interval)}</div>' if interval else ""
    return (
        f'<div class="tile"><div class="name">{html.escape(name)}</div>'
        f'<div class="value">{value}<span class="unit">{html.escape(unit)}</span></div>'
        f'{between}<div class="sub">{html.escape(note)}</div></div>'
    )


def row(tiles: Sequence[str]) -> str:
    """Tiles beside each other."""
    return f'<div class="tiles">{"".join(tiles)}</div>'
