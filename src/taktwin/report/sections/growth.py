"""What grows without end, where and how fast, and what the check of the model warned of."""

from taktwin.analysis.overtime.growth import Growth, wip_grows
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number
from taktwin.report.texts.growth import TEXTS
from taktwin.runs.tables.contents import WIP

MOST = 8  # of each; the manifest has all


def growth(facts: Facts, words: Words) -> Section | None:
    """The places that grow; None where nothing does."""
    if not facts.growth:
        return None
    section = Section("growth", words("grow_title"))
    for one in facts.growth[:MOST]:
        section.text(sentence(one, words))
    section.note(words("grow_no_mean" if wip_grows(facts.growth) else "grow_place_only"))
    return section


def sentence(one: Growth, words: Words) -> str:
    """What grows, and how fast."""
    rates = {"rate": one.per_hour, "low": one.low, "high": one.high, "day": one.per_hour * 24.0}
    shown = {name: number(value) for name, value in rates.items()}
    return words("grow_one", place=_place(one, words), **shown)


def checked(facts: Facts, words: Words) -> Section | None:
    """The warnings of the check; None without any."""
    if not facts.warnings:
        return None
    section = Section("checked", words("check_title"))
    for one in facts.warnings[:MOST]:
        what, remedy = words.said(one.message), words.said(one.remedy)
        section.text(words("check_one", path=one.path, what=what, remedy=remedy))
    section.note(words("check_note"))
    return section


def _place(one: Growth, words: Words) -> str:
    if one.kind == WIP:
        return words("grow_wip")
    key = f"grow_kind_{one.kind}"
    kind = words(key) if key in TEXTS else one.kind  # a kind of somebody's own
    if one.shop is None:
        return words("grow_place", kind=kind, element=one.element)
    return words("grow_place_shop", kind=kind, element=one.element, shop=words.shop(one.shop))
