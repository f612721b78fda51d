"""The suppliers around the plant: how far, by which mode, and how many trucks a day."""

from taktwin.analysis.supply.flows import Flow
from taktwin.report.facts import Facts
from taktwin.report.picture.ring import Around
from taktwin.report.picture.ring import ring as drawn
from taktwin.report.sections.supply.names import mode_word, supplier_title, thing_title
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number, title_of

SHOWN = 12
"""More rows than this are folded away."""

_HEAD = ("supplier", "things", "mode", "way", "trucks", "m3")


def suppliers(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant to which nothing comes from outside."""
    flows = facts.supply.flows
    if not flows:
        return None
    section = Section("suppliers", words("ring_title"))
    by_name: dict[str, list[Flow]] = {}
    for flow in flows:
        by_name.setdefault(flow.supplier, []).append(flow)
    around = [
        Around(
            supplier_title(facts.model, name, words),
            min(flow.travel_min for flow in several),
            several,
            [_tip(flow, facts, words) for flow in several],
        )
        for name, several in by_name.items()
    ]
    section.drawing(drawn(title_of(facts.model, facts.model.name, words.language), around, words))
    rows = [
        [
            supplier_title(facts.model, flow.supplier, words),
            _things(flow, facts, words),
            mode_word(flow.mode, words),
            words.duration(flow.travel_min * 60.0),
            number(flow.trucks_per_day),
            number(flow.m3_per_day),
        ]
        for flow in sorted(flows, key=lambda flow: -flow.trucks_per_day)
    ]
    fold = (SHOWN, words("ring_all", n=len(rows) - SHOWN))
    section.table([words(f"ring_{key}") for key in _HEAD], rows, texts=3, fold=fold)
    section.note(words("ring_note"))
    return section


def _things(flow: Flow, facts: Facts, words: Words) -> str:
    return words("comma").join(thing_title(facts.model, name, words) for name in flow.things)


def _tip(flow: Flow, facts: Facts, words: Words) -> str:
    trucks, things = number(flow.trucks_per_day), _things(flow, facts, words)
    return words("ring_tip", mode=mode_word(flow.mode, words), trucks=trucks, things=things)
