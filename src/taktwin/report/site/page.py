"""The page of the energy of a plant and its site."""

from __future__ import annotations

from collections.abc import Mapping

from taktwin.planning.energy.measures import MeasureStudy
from taktwin.planning.energy.study import EnergyStudy
from taktwin.report.shell.page import Page, html_file
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, title_of
from taktwin.report.site.abatement import measure_section
from taktwin.report.site.sections import sections


def render_energy(
    name: str,
    study: EnergyStudy,
    language: str,
    about: Mapping[str, str] | None = None,
    measures: MeasureStudy | None = None,
) -> str:
    """The page as HTML text.

    Args:
        name: of the model.
        study: what is shown; pictures are of its first year of weather.
        language: shown first.
        about: the footer, as of `taktwin.report.shell.origin.origin`.
        measures: what some measures save, if that was asked.

    Raises:
        ValueError: unknown language.
    """
    return html_file(lambda one: _page(name, study, one, about or {}, measures), language)


def _page(
    name: str, study: EnergyStudy, language: str, about: Mapping[str, str], measures: MeasureStudy | None
) -> Page:
    ledger = study.ledgers[0]
    shops = {key: title_of(shop, key, language) for key, shop in ledger.model.shops.items()}
    words = Words(language, bool(ledger.model.products), shops, {})
    start = ledger.times.start
    if ledger.whole_year:
        told = words("site_year", year=start.year, weather=ledger.weather.name)
    else:
        days = f"{ledger.times.seconds / 86400.0:g}"
        told = words("site_days", days=days, start=f"{start:%Y-%m-%d %H:%M}", weather=ledger.weather.name)
    title = words("site_title", name=title_of(ledger.model, name, language))
    every: list[Section | None] = [*sections(study, words), measure_section(measures, words)]
    return Page(title, told, [one for one in every if one is not None], about)
