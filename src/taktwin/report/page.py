"""The page: both languages, their figures, and plotly.js, in one file that asks the network for nothing."""

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from taktwin.analysis.tables import RunTables
from taktwin.report.document import document, write_whole
from taktwin.report.facts import Facts
from taktwin.report.section import Section
from taktwin.report.sections import headline
from taktwin.report.sections.buffers import buffers
from taktwin.report.sections.energy import energy
from taktwin.report.sections.leadtime import leadtime
from taktwin.report.sections.losses import losses
from taktwin.report.sections.provenance import provenance
from taktwin.report.sections.scheduled import scheduled
from taktwin.report.sections.stations import stations
from taktwin.report.sections.stocks import stocks
from taktwin.report.sections.throughput import throughput
from taktwin.report.texts import LANGUAGES
from taktwin.report.words import Words, title_of

SECTIONS = (
    headline.summary,
    headline.oee,
    stations,
    throughput,
    leadtime,
    buffers,
    stocks,
    scheduled,
    losses,
    energy,
)
"""The sections in their order; each gives None where the run has nothing to show."""


def write_report(
    results: Sequence[RunTables], model: Any, path: str | Path, language: str = "en", model_hash: str | None = None
) -> Path:
    """Write the report of one run or several replications as one HTML file, and return its path.

    The file is written beside its place and then moved there, so a reader never sees half of it.

    Args:
        results: one result per replication.
        model: the plant model that was run (for titles, the clock and what is made in the plant).
        path: the HTML file; its folder must exist.
        language: language shown first, `en` or `zh`; the page holds both.
        model_hash: fingerprint of the model for the footer, if known.

    Raises:
        ValueError: unknown language, or no results.
        OSError: the file cannot be written.
    """
    path = Path(path)
    page = render(results, model, language, model_hash)
    write_whole(path, page)
    return path


def render(results: Sequence[RunTables], model: Any, language: str = "en", model_hash: str | None = None) -> str:
    """The report as HTML text (see `write_report`)."""
    if language not in LANGUAGES:
        raise ValueError(f'unknown language "{language}": choose one of {", ".join(LANGUAGES)}')
    if not results:
        raise ValueError("no results: at least one replication is needed")
    facts = Facts(results, model)
    bodies, figures = [], {}
    for name in LANGUAGES:
        words = _words(facts, name)
        sections = [section for make in SECTIONS if (section := make(facts, words)) is not None]
        bodies.append(_body(facts, words, sections, model_hash))
        figures[name] = {key: figure for section in sections for key, figure in section.figures.items()}
    return document(language, headline.plant_title(facts, _words(facts, language)), bodies, figures)


def _words(facts: Facts, language: str) -> Words:
    shops = getattr(facts.model, "shops", {})
    parts = getattr(facts.model, "parts", {})
    return Words(
        language,
        bool(getattr(facts.model, "products", None)),
        {name: title_of(shop, name, language) for name, shop in shops.items()},
        {name: title_of(part, name, language) for name, part in parts.items()},
        facts.copies,
    )


def _body(facts: Facts, words: Words, sections: list[Section], model_hash: str | None) -> str:
    first, runs = facts.first, len(facts.results)
    subtitle = words(
        "subtitle",
        days=words.days(first.days),
        warmup=words.days(first.warmup_days),
        runs=words("one_run") if runs == 1 else words("many_runs", n=runs),
    )
    title = headline.plant_title(facts, words)
    summary, *rest = sections
    return (
        f'<div data-in="{words.language}" lang="{"zh-CN" if words.language == "zh" else "en"}">'
        f"<header><div><h1>{html.escape(title)}</h1>"
        f'<p class="sub">{html.escape(words("report"))} · {html.escape(subtitle)}</p></div><!--languages--></header>'
        f"{headline.tiles(facts, words)}{summary.html()}{''.join(section.html() for section in rest)}"
        f"<noscript><p>{html.escape(words('needs_script'))}</p></noscript>{provenance(facts, words, model_hash)}</div>"
    )
