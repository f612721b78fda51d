"""Plotly figures as plain dictionaries.

plotly.graph_objects takes longer to import than the whole report takes to write, and JSON is what the page needs.
"""

from typing import Any

from taktwin.report.shell.palette import GRID, INK, MUTED

FONT = (
    'system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", '
    '"Source Han Sans SC", sans-serif'
)

LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "xanchor": "left",
    "y": 1.0,
    "yanchor": "bottom",
    "traceorder": "normal",
}

Figure = dict[str, Any]


def axis(title: str | None = None, grid: bool = True, **more: Any) -> dict[str, Any]:
    """An axis in the house style."""
    out: dict[str, Any] = {
        "showgrid": grid,
        "gridcolor": GRID,
        "zeroline": False,
        "showline": not grid,
        "linecolor": "#b8c0c9",
        "ticks": "",
        "tickfont": {"size": 11.5, "color": MUTED},
        "automargin": True,
        "fixedrange": True,
    }
    if title:
        out["title"] = {"text": title, "font": {"size": 12, "color": MUTED}, "standoff": 10}
    return {**out, **more}


def figure(data: list[dict[str, Any]], height: int, **layout: Any) -> Figure:
    """A figure with the common layout; `height` in px, the width follows the page."""
    base: dict[str, Any] = {
        "font": {"family": FONT, "size": 12.5, "color": INK},
        "height": height,
        "margin": {"l": 56, "r": 16, "t": 8, "b": 44},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "legend": LEGEND,
        "hoverlabel": {"font": {"family": FONT, "size": 12}},
        "dragmode": False,
    }
    return {"data": data, "layout": {**base, **layout}}


def text_width(text: str) -> float:
    """About how wide a text is in px at 12 px: 7 for a letter, 12 for a Chinese character."""
    return sum(12.0 if ord(letter) > 0x2E80 else 7.0 for letter in text)


def rounded(values: list[Any], digits: int = 4) -> list[Any]:
    """Numbers with few significant digits, to keep the file small; None stays None."""
    return [None if v is None else float(f"{v:.{digits}g}") for v in values]


def short(name: str, most: int = 20) -> str:
    """A name that fits into a legend."""
    return name if len(name) <= most else name[: most - 1].rstrip(" ,") + "…"
