"""The site in the report of a run: flows from source to use, load by shop and hour, books; as in the page of energy."""

from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words
from taktwin.report.site.sections import books_section, flow_section, load_section


def site_flow(facts: Facts, words: Words) -> Section | None:
    """The flows, or why there are none; None for a plant without a site."""
    if facts.site is None:
        return None
    if facts.site.study is None:
        section = Section("site-flow", words("site_in_run"))
        section.note(words("site_no_ledger", why=words.said(facts.site.why or "")))
        return section
    return _titled(flow_section(facts.site.study, words), words)


def site_load(facts: Facts, words: Words) -> Section | None:
    """The load with air, light and utilities; None without a ledger of the site."""
    if facts.site is None or facts.site.study is None:
        return None
    return _titled(load_section(facts.site.study, words), words)


def site_books(facts: Facts, words: Words) -> Section | None:
    """Media and CO2 of a car; None without a ledger of the site."""
    if facts.site is None or facts.site.study is None:
        return None
    section = _titled(books_section(facts.site.study, words), words)
    section.note(words("site_and_machines"))
    section.note(words("site_other_weather", weather=facts.site.study.ledgers[0].weather.name))
    return section


def _titled(section: Section, words: Words) -> Section:
    """The section of the page of energy, with the site in its title."""
    section.title = words("site_title_in_run", title=section.title)
    return section
