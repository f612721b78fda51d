"""The HTML file around a report: both languages, their figures, plotly.js; it asks the network for nothing."""

import html
import json
import os
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from taktwin.report.figure import Figure
from taktwin.report.texts import LANGUAGES

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:"
"""Content security policy: even a mistake in the page could not load anything."""

NAMES = {"en": "English", "zh": "中文"}


def document(language: str, title: str, bodies: Sequence[str], figures: dict[str, dict[str, Figure]]) -> str:
    """The file as text.

    Args:
        language: language shown first.
        title: of the browser's tab; not yet escaped.
        bodies: HTML of each language, with a place `<!--languages-->` for the buttons.
        figures: language -> key of the chart -> figure.
    """
    from plotly.offline import get_plotlyjs

    # "</" would end the script element; in JSON the slash may be escaped.
    data = json.dumps(figures, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
    buttons = "".join(
        f'<button type="button" value="{name}" aria-pressed="false">{NAMES[name]}</button>' for name in LANGUAGES
    )
    return "".join(
        [
            "<!DOCTYPE html>\n",
            f'<html lang="{language}" data-language="{language}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<title>{html.escape(title)}</title><style>{_file("page.css")}</style></head>\n<body><div class="page">',
            *(body.replace("<!--languages-->", f'<div class="languages">{buttons}</div>') for body in bodies),
            f'</div>\n<script type="application/json" id="figures">{data}</script>\n',
            f"<script>{get_plotlyjs()}</script>\n<script>{_file('page.js')}</script></body></html>\n",
        ]
    )


def write_whole(path: Path, page: str) -> None:
    """Write a page, whole or not at all: beside its place, then moved there.

    Raises:
        OSError: it cannot be written.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(page)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _file(name: str) -> str:
    return files("taktwin.report").joinpath(name).read_text(encoding="utf-8")
