"""Operators: what their time goes into, by pool, and who waits for them."""

from taktwin.analysis.operators import operators as by_pool
from taktwin.analysis.operators import waits_for_operators
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.sharebars import share_bars
from taktwin.report.shell.words import Words, number, percent

MOST = 10
#: Column -> state whose colour it has, and its text.
_SHARES = {
    "working": ("working", "working"),
    "walking": ("walking", "walking"),
    "waiting": ("waiting_operator", "operators_waiting"),
    "idle": ("starved", "operators_idle"),
}


def operators(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without operators."""
    table = by_pool(facts.results)
    if not table.height:
        return None
    section = Section("operators", words("operators_title"))
    section.chart(share_bars(table, "pool", _SHARES, words))
    days = facts.results[0].days
    head = ["operators_pool", "operators_number", "operators_calls", "operators_utilisation", "working", "walking"]
    head += ["operators_waiting", "operators_idle", "operators_off"]
    rows = [
        [row["pool"], str(row["operators"]), number(row["calls"] / days)]
        + [percent(row[key]) for key in ("utilisation", *_SHARES, "off_shift")]
        for row in table.iter_rows(named=True)
    ]
    section.table([words(key) for key in head], rows, texts=1)
    section.note(words("operators_note"))
    waits = waits_for_operators(facts.results).head(MOST)
    if waits.height:
        lines = [
            [row["resource"], words.shop(row["shop"]), row["need"], number(row["hours"])]
            for row in waits.iter_rows(named=True)
        ]
        names = ["operators_where", "shop", "operators_need", "operators_hours"]
        section.table([words(key) for key in names], lines, texts=3, heading=words("operators_waits"))
        section.note(words("operators_waits_note"))
    return section
