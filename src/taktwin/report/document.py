"""The HTML file around a report: both languages, their figures, plotly.js; it asks the network for nothing."""

import html
import json
from collections.abc import Sequence
from importlib.resources import files

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


def _file(name: str) -> str:
    return files("taktwin.report").joinpath(name).read_text(encoding="utf-8")
