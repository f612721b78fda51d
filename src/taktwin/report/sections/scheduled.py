"""Where scheduled station time goes, as a Sankey diagram."""

import polars as pl

from taktwin.analysis.tables import ON_SHIFT
from taktwin.report.facts import Facts
from taktwin.report.shell.figure import Figure, figure, rounded
from taktwin.report.shell.palette import STATE, translucent
from taktwin.report.shell.section import Section
from taktwin.report.shell.words import Words, number

PAD, MARGIN = 18, 12
"""Pixels between the nodes of a column, and above and below the diagram."""


def scheduled(facts: Facts, words: Words) -> Section | None:
    """The section; None where no station was scheduled."""
    table = facts.scheduled.filter(pl.col("hours") > 0)
    if not table.height:
        return None
    section = Section("scheduled", words("sankey_title"))
    section.chart(_sankey(table, words))
    section.note(words("sankey_note"))
    return section


def _sankey(table: pl.DataFrame, words: Words) -> Figure:
    shops = table.get_column("shop").unique(maintain_order=True).to_list()
    by_state = dict(table.group_by("state", maintain_order=True).agg(pl.col("hours").sum()).iter_rows())
    by_shop = dict(table.group_by("shop", maintain_order=True).agg(pl.col("hours").sum()).iter_rows())
    states = [state for state in ON_SHIFT if state in by_state]
    total = sum(by_state.values())
    first_shop, first_state = 1, 1 + len(shops)
    labels = [f"{words('scheduled')} {number(total)}"]
    labels += [f"{words.shop(shop)} {number(by_shop[shop])}" for shop in shops]
    ends = [f"{words(state)} {number(by_state[state])} ({100 * by_state[state] / total:.1f} %)" for state in states]
    source, target, value, colour = [], [], [], []
    for place, shop in enumerate(shops):
        source.append(0)
        target.append(first_shop + place)
        value.append(by_shop[shop])
        colour.append("rgba(120,132,145,0.22)")
    for shop, state, hours in table.select("shop", "state", "hours").iter_rows():
        source.append(first_shop + shops.index(shop))
        target.append(first_state + states.index(state))
        value.append(hours)
        colour.append(translucent(STATE[state], 0.45))
    height = max(320, 46 * max(len(shops), len(states)) + 60)
    room = height - 2 * MARGIN
    places = [[total], [by_shop[shop] for shop in shops], [by_state[state] for state in states]]
    scale = min((room - PAD * (len(column) - 1)) / total for column in places)
    centres = [_centres(column, scale, room) for column in places]
    diagram = {
        "type": "sankey",
        "arrangement": "fixed",
        "valueformat": ",.1f",
        "valuesuffix": " h",
        "node": {
            "label": labels + [""] * len(states),
            "customdata": labels + ends,
            "hovertemplate": "%{customdata}<extra></extra>",
            "x": [0.001] + [0.4] * len(shops) + [0.999] * len(states),
            "y": rounded([min(0.999, max(0.001, y)) for column in centres for y in column], 5),
            "pad": PAD,
            "thickness": 14,
            "line": {"width": 0},
            "color": ["#788491"] * (1 + len(shops)) + [STATE[state] for state in states],
        },
        "link": {"source": source, "target": target, "value": rounded(value, 5), "color": colour},
    }
    notes = [
        {
            "x": 1,
            "y": 1 - y,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 6,
            "text": text,
            "showarrow": False,
        }
        for y, text in zip(centres[2], ends, strict=True)
    ]
    return figure([diagram], height, margin={"l": 8, "r": 230, "t": MARGIN, "b": MARGIN}, annotations=notes)


def _centres(column: list[float], scale: float, room: float) -> list[float]:
    """Middles of the nodes of a column from the top (0..1), the column centred in the height as a whole."""
    at = (room - scale * sum(column) - PAD * (len(column) - 1)) / 2
    out = []
    for value in column:
        out.append((at + scale * value / 2) / room)
        at += scale * value + PAD
    return out
