"""What stands for good at the end of the run, since when, and what can be done."""

from functools import reduce

from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words
from taktwin.report.texts.standstill import TEXTS
from taktwin.runs.standstill import StandingPlace, Standstill

MOST = 5  # of each replication; the manifest has all


def standstill(facts: Facts, words: Words) -> Section | None:
    """The section; None where nothing stands."""
    standing = [(result, getattr(result, "standstills", ())) for result in facts.results]
    if not any(found for _, found in standing):
        return None
    section = Section("standstill", words("stand_title"))
    for result, found in standing:
        if found and len(facts.results) > 1:
            section.text(words("stand_of", number=getattr(result, "replication", 0)))
        for one in found[:MOST]:
            section.text(sentence(one, words))
            section.note(words(f"stand_{one.why}"))
    return section


def sentence(one: Standstill, words: Words) -> str:
    """What stands, since when, and who waits for whom."""
    ordered = [*one.places, one.places[0]] if one.goes_round else one.places
    return words(
        "stand_whole" if one.whole else "stand_part",
        since=words.duration(one.since),
        chain=reduce(lambda a, b: words("stand_waits", place=a, next=b), (_place(one, words) for one in ordered)),
        behind=words("stand_behind", n=len(one.waiting)) if one.waiting else "",
    )


def _place(place: StandingPlace, words: Words) -> str:
    key = f"stand_kind_{place.kind}"
    kind = words(key) if key in TEXTS else place.kind  # a kind of somebody's own
    if place.shop is None:
        return words("stand_place", kind=kind, element=place.element)
    return words("stand_place_shop", kind=kind, element=place.element, shop=words.shop(place.shop))
