"""A page with a few sections in both languages, around the pictures of a plan."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from taktwin.model.files.write import write_text
from taktwin.model.nouns.plant import PlantModel
from taktwin.report.document import document
from taktwin.report.section import Section
from taktwin.report.texts import LANGUAGES
from taktwin.report.words import Words

Text = Mapping[str, str]
"""Language -> text."""


def origin(model: PlantModel, seed: int, days: float, runs: int) -> dict[str, str]:
    """Where the figures of a page come from, for its footer: key of a text -> value."""
    from taktwin.runs.fingerprint import model_hash

    return {
        "origin_model": model.name,
        "origin_hash": model_hash(model),
        "origin_seed": str(seed),
        "origin_runs": str(runs),
        "origin_measured": f"{days:g} d",
        "origin_version": f"Taktwin {version('taktwin')}",
    }


def one_page(
    title: Text,
    subtitle: Text,
    sections: Mapping[str, Sequence[Section]],
    language: str = "en",
    about: Mapping[str, str] | None = None,
) -> str:
    """A page as HTML text.

    Args:
        title: heading in each language.
        subtitle: small line below it.
        sections: language -> its sections; their figures are called alike in both.
        language: shown first, `en` or `zh`.
        about: the footer, as of `origin`; None for none.

    Raises:
        ValueError: unknown language.
    """
    if language not in LANGUAGES:
        raise ValueError(f'unknown language "{language}": choose one of {", ".join(LANGUAGES)}')
    bodies = [_body(title[name], subtitle[name], sections[name], about or {}, name) for name in LANGUAGES]
    figures = {
        name: {key: chart for section in sections[name] for key, chart in section.figures.items()} for name in LANGUAGES
    }
    return document(language, title[language], bodies, figures)


def write_page(path: Path, page: str) -> None:
    """Write a page, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    write_text(path, page)


def _body(title: str, subtitle: str, sections: Sequence[Section], about: Mapping[str, str], language: str) -> str:
    words = Words(language, True, {}, {})
    rows = "".join(
        f"<div><dt>{html.escape(words(key))}</dt><dd>{html.escape(value)}</dd></div>" for key, value in about.items()
    )
    footer = f"<footer><h2>{html.escape(words('origin_title'))}</h2><dl>{rows}</dl></footer>" if about else ""
    return (
        f'<div data-in="{language}" lang="{"zh-CN" if language == "zh" else "en"}">'
        f"<header><div><h1>{html.escape(title)}</h1>"
        f'<p class="sub">{html.escape(subtitle)}</p></div><!--languages--></header>'
        f"{''.join(section.html() for section in sections)}{footer}</div>"
    )
