"""Fleets: what their vehicles do, and what they carry."""

import math

from taktwin.analysis.elements.fleets import fleets as by_fleet
from taktwin.report.facts import Facts
from taktwin.report.shell.section import Section
from taktwin.report.shell.sharebars import share_bars
from taktwin.report.shell.words import Words, number, percent

#: Column -> state whose colour it has, and its text.
_SHARES = {
    "working": ("working", "fleets_working"),
    "charging": ("setup", "fleets_charging"),
    "blocked": ("blocked", "blocked"),
    "down": ("down", "down"),
    "idle": ("starved", "operators_idle"),
}


def fleets(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without fleets."""
    table = by_fleet(facts.results)
    if not table.height:
        return None
    section = Section("fleets", words("fleets_title"))
    section.chart(share_bars(table, "fleet", _SHARES, words))
    head = ["fleets_fleet", "fleets_vehicles", "fleets_loads", "operators_utilisation"]
    head += [text for _, text in _SHARES.values()]
    head += ["fleets_empty", "fleets_km", "fleets_charged"]
    rows = [
        [row["fleet"], str(row["vehicles"]), number(row["loads_per_hour"])]
        + [percent(row[key]) for key in ("utilisation", *_SHARES)]
        + [percent(row["empty_runs"])]
        + [number(math.nan if row[key] is None else row[key]) for key in ("km_per_day", "charged_kwh_per_day")]
        for row in table.iter_rows(named=True)
    ]
    section.table([words(key) for key in head], rows, texts=1)
    section.note(words("fleets_note"))
    return section
