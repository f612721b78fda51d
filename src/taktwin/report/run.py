"""The page of a run: its sections in their order."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from taktwin.analysis.kpi import Kpi, kpis
from taktwin.analysis.plants import of_plant, plants_in
from taktwin.analysis.tables import RunTables
from taktwin.model.errors import Problem
from taktwin.model.files.write import write_text
from taktwin.model.spelt.views import plants_of
from taktwin.planning.bottleneck.study import BottleneckStudy
from taktwin.report.facts import Facts
from taktwin.report.sections import headline
from taktwin.report.sections.buffers import buffers
from taktwin.report.sections.carriers import carriers
from taktwin.report.sections.energy import energy
from taktwin.report.sections.fleets import fleets
from taktwin.report.sections.gains import gains
from taktwin.report.sections.gantt import gantt
from taktwin.report.sections.growth import checked, growth
from taktwin.report.sections.leadtime import leadtime
from taktwin.report.sections.losses import losses
from taktwin.report.sections.operators import operators
from taktwin.report.sections.orders import orders
from taktwin.report.sections.picture import plant_picture, whole_picture
from taktwin.report.sections.plants import plants
from taktwin.report.sections.provenance import provenance
from taktwin.report.sections.queues import queues
from taktwin.report.sections.quiet import quiet
from taktwin.report.sections.scheduled import scheduled
from taktwin.report.sections.sixlosses import sixlosses
from taktwin.report.sections.standstill import standstill
from taktwin.report.sections.stations import stations
from taktwin.report.sections.stocks import stocks
from taktwin.report.sections.supply.cover import cover
from taktwin.report.sections.supply.docks import docks
from taktwin.report.sections.supply.onecar import one_car
from taktwin.report.sections.supply.ratio import ratio
from taktwin.report.sections.supply.ring import suppliers
from taktwin.report.sections.supply.stops import part_stops
from taktwin.report.sections.throughput import throughput
from taktwin.report.sections.zones import zones
from taktwin.report.shell.page import Chapter, Page, html_file
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, title_of
from taktwin.report.site.inrun import site_books, site_flow, site_load

SECTIONS = (
    standstill,
    growth,
    quiet,
    headline.summary,
    gains,
    losses,
    plant_picture,
    headline.oee,
    sixlosses,
    stations,
    zones,
    operators,
    throughput,
    leadtime,
    orders,
    queues,
    buffers,
    fleets,
    carriers,
    ratio,
    cover,
    part_stops,
    suppliers,
    docks,
    one_car,
    stocks,
    scheduled,
    energy,
    site_flow,
    site_load,
    site_books,
    checked,
    gantt,
)
"""The sections in their order; each gives None where the run has nothing to show.

Another one is a file in `sections`, its texts in a file of `texts`, and its place here.
"""


def write_report(
    results: Sequence[RunTables],
    model: Any,
    path: str | Path,
    language: str = "en",
    model_hash: str | None = None,
    bottleneck: BottleneckStudy | None = None,
    warnings: Sequence[Problem] = (),
) -> Path:
    """Write the report of one run or several replications as one HTML file, and return its path.

    Args:
        results: one result per replication.
        model: the plant model that was run (for titles, the clock and what is made in the plant).
        path: the HTML file; its folder must exist.
        language: language shown first, `en` or `zh`; the page holds both.
        model_hash: fingerprint of the model for the footer, if known.
        bottleneck: what holds the plant back, if it was measured.
        warnings: what the check of the model warned of.

    Raises:
        ValueError: unknown language, or no results.
        OSError: the file cannot be written.
    """
    return write_text(path, render(results, model, language, model_hash, bottleneck, warnings))


def render(
    results: Sequence[RunTables],
    model: Any,
    language: str = "en",
    model_hash: str | None = None,
    bottleneck: BottleneckStudy | None = None,
    warnings: Sequence[Problem] = (),
) -> str:
    """The report as HTML text (see `write_report`)."""
    if not results:
        raise ValueError("no results: at least one replication is needed")
    if plants_in(results):
        views = plants_of(model)
        every = {
            name: Facts(
                of_plant(results, name),
                views[name],
                None if bottleneck is None else bottleneck.of(name),
                [one for one in warnings if one.path.startswith(f"plants.{name}.")],
            )
            for name in plants_in(results)
        }
        figures = kpis(results, model)
        return html_file(lambda one: _of_several(results, model, every, figures, one, model_hash, bottleneck), language)
    facts = Facts(results, model, bottleneck, warnings)
    return html_file(lambda name: _page(facts, _words(facts, name), model_hash), language)


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


def _subtitle(results: Sequence[RunTables], words: Words) -> str:
    first, runs = results[0], len(results)
    return words(
        "subtitle",
        days=words.days(first.days),
        warmup=words.days(first.warmup_days),
        runs=words("one_run") if runs == 1 else words("many_runs", n=runs),
    )


def _sections(facts: Facts, words: Words) -> list[Section]:
    return [section for make in SECTIONS if (section := make(facts, words)) is not None]


def _page(facts: Facts, words: Words, model_hash: str | None) -> Page:
    return Page(
        headline.plant_title(facts, words),
        f"{words('report')} · {_subtitle(facts.results, words)}",
        _sections(facts, words),
        provenance(facts.results, facts.model, facts.kpis, words, model_hash),
        headline.tiles(facts, words),
    )


def _of_several(
    results: Sequence[RunTables],
    model: Any,
    every: dict[str, Facts],
    figures: dict[str, Kpi],
    language: str,
    model_hash: str | None,
    bottleneck: BottleneckStudy | None,
) -> Page:
    """The page of a model with several plants: an overview, and a chapter for each."""
    words = Words(language, False, {}, {name: title_of(part, name, language) for name, part in model.parts.items()})
    chapters = []
    for number, facts in enumerate(every.values(), start=1):
        own = _words(facts, language)
        clock = words("plant_clock", name=facts.model.name, start=facts.model.start.strftime("%Y-%m-%d %H:%M"))
        title = headline.plant_title(facts, own)
        chapters.append(Chapter(f"plant-{number}", title, clock, _sections(facts, own), headline.tiles(facts, own)))
    return Page(
        title_of(model, model.name, language),
        f"{words('report')} · {_subtitle(results, words)}",
        [*plants(results, model, every, figures, words), whole_picture(results, model, bottleneck, language)],
        provenance(results, model, figures, words, model_hash),
        chapters=chapters,
    )
