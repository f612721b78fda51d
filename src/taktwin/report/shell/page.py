"""The file around a page: both languages with their figures, and plotly.js.

It asks the network for nothing.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words
from taktwin.report.texts import LANGUAGES

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:"
"""Content security policy: even a mistake in the page could not load anything."""

NAMES = {"en": "English", "zh": "中文"}
CODES = {"en": "en", "zh": "zh-CN"}


@dataclass(frozen=True)
class Chapter:
    """A part of a page that could be a page of its own, such as one of several plants."""

    name: str
    """Its place in the page, for links."""
    title: str
    subtitle: str
    sections: Sequence[Section]
    tiles: str = ""

    def __post_init__(self) -> None:
        for section in self.sections:
            section.chapter = f"{self.name}-"

    def html(self, language: str) -> str:
        """The chapter as HTML."""
        return (
            f'<div class="chapter" id="{html.escape(self.name)}-{language}"><h1>{html.escape(self.title)}</h1>'
            f'<p class="sub">{html.escape(self.subtitle)}</p>'
            f"{self.tiles}{''.join(section.html() for section in self.sections)}</div>"
        )


@dataclass(frozen=True)
class Page:
    """What a page shows in one language."""

    title: str
    subtitle: str
    """Small line below the title."""
    sections: Sequence[Section]
    """Their figures are called alike in all languages."""
    origin: Mapping[str, str] = field(default_factory=dict)
    """Where the figures come from, for the footer: key of a text -> value; empty for no footer."""
    tiles: str = ""
    """HTML of a row of tiles above the sections (`taktwin.report.shell.tiles`)."""
    chapters: Sequence[Chapter] = ()
    """What follows the sections; links to them stand below the title."""

    def all_sections(self) -> list[Section]:
        """The sections of the page and of its chapters."""
        return [*self.sections, *(section for chapter in self.chapters for section in chapter.sections)]


def html_file(make: Callable[[str], Page], language: str = "en") -> str:
    """The page as the text of one HTML file.

    Args:
        make: the page in a language.
        language: shown first, `en` or `zh`; the file holds both.

    Raises:
        ValueError: unknown language.
    """
    from plotly.offline import get_plotlyjs

    if language not in LANGUAGES:
        raise ValueError(f'unknown language "{language}": choose one of {", ".join(LANGUAGES)}')
    pages = {name: make(name) for name in LANGUAGES}
    figures = {
        name: {key: figure for section in page.all_sections() for key, figure in section.figures_by_key().items()}
        for name, page in pages.items()
    }
    # "</" would end the script element; in JSON the slash may be escaped.
    data = json.dumps(figures, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
    return "".join(
        [
            "<!DOCTYPE html>\n",
            f'<html lang="{CODES[language]}" data-language="{language}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{html.escape(pages[language].title)}</title><style>{_file('page.css')}</style></head>\n",
            '<body><div class="page">',
            *(_body(page, name) for name, page in pages.items()),
            f'</div>\n<script type="application/json" id="figures">{data}</script>\n',
            f"<script>{get_plotlyjs()}</script>\n<script>{_file('page.js')}</script></body></html>\n",
        ]
    )


def _body(page: Page, language: str) -> str:
    words = Words(language, True, {}, {})
    buttons = "".join(
        f'<button type="button" value="{name}" aria-pressed="false">{NAMES[name]}</button>' for name in LANGUAGES
    )
    return (
        f'<div data-in="{language}" lang="{CODES[language]}">'
        f"<header><div><h1>{html.escape(page.title)}</h1>"
        f'<p class="sub">{html.escape(page.subtitle)}</p></div><div class="languages">{buttons}</div></header>'
        f"{_contents(page, language)}{page.tiles}{''.join(section.html() for section in page.sections)}"
        f"{''.join(chapter.html(language) for chapter in page.chapters)}"
        f"<noscript><p>{html.escape(words('needs_script'))}</p></noscript>{_footer(page.origin, words)}</div>"
    )


def _contents(page: Page, language: str) -> str:
    links = "".join(
        f'<a href="#{html.escape(chapter.name)}-{language}">{html.escape(chapter.title)}</a>'
        for chapter in page.chapters
    )
    return f'<nav class="contents">{links}</nav>' if links else ""


def _footer(origin: Mapping[str, str], words: Words) -> str:
    rows = "".join(
        f"<div><dt>{html.escape(words(key))}</dt><dd>{html.escape(value)}</dd></div>" for key, value in origin.items()
    )
    return f"<footer><h2>{html.escape(words('origin_title'))}</h2><dl>{rows}</dl></footer>" if rows else ""


def _file(name: str) -> str:
    return files("taktwin.report.shell").joinpath(name).read_text(encoding="utf-8")
