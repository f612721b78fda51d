"""The zero-inventory ratio of the supplier park, and the stock that moved to suppliers for it."""

import math

from taktwin.report.facts import Facts
from taktwin.report.sections.supply.names import family_title, money
from taktwin.report.shell.section import Section
from taktwin.report.shell.tiles import tile
from taktwin.report.shell.words import Words, number, percent


def ratio(facts: Facts, words: Words) -> Section | None:
    """The section; None for a plant without a supplier park."""
    if not facts.supply.cover:
        return None
    section = Section("zir", words("zir_title"))
    theta = words("unit_min", n=number(facts.model.supply.theta.value / 60.0))
    park = facts.supply.park
    if park is None:
        idle = [one.family for one in facts.supply.cover if math.isinf(one.middle)]
        titles = words("comma").join(family_title(facts.model, name, words) for name in idle)
        section.text(words("zir_none", list=titles))
        section.note(words("zir_note", theta=theta))
        return section
    count = sum(one.zero_inventory for one in park.families)
    counted = words("zir_count", n=count, all=len(park.families))
    weighed = (
        ("zir_number", park.ratio.number, counted),
        ("zir_value", park.ratio.value, words("zir_by_value")),
        ("zir_volume", park.ratio.volume, words("zir_by_volume")),
    )
    tiles = [tile(words(key), percent(share), "", note) for key, share, note in weighed if share is not None]
    if park.ratio.value is not None:
        site = math.fsum(one.stock_value for one in park.families)
        note = words("zir_site_note")
        if park.consigned_value > 0.0:
            note = words("zir_consigned", value=" ".join(money(park.consigned_value, words)).strip())
        tiles.append(tile(words("zir_site"), *money(site, words), note))
        moved = park.ratio.supplier_yuan or 0.0
        tiles.append(tile(words("zir_moved"), *money(moved, words), words("zir_moved_note")))
    tiles.append(tile(words("zir_waited"), percent(park.waited_share, 2), "", words("zir_waited_note")))
    section.tiles(tiles)
    section.note(words("zir_note", theta=theta))
    return section
