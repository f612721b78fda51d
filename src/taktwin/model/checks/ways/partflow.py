"""The flow of parts that the flow of jobs asks for: what is drawn from each stock, and the hits that make it."""

from __future__ import annotations

from dataclasses import dataclass

from taktwin.model.checks.ways.jobflow import Traffic
from taktwin.model.checks.ways.variants import values_of
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.text.zones import works_of
from taktwin.model.values.amountby import most_of, spread

Recipe = tuple[str, str, str]


@dataclass(frozen=True)
class PartFlow:
    """Units a second that are drawn from each stock, and hits a second of each recipe (shop, cell, recipe).

    Hits are only known of recipes whose stock nobody else refills; ``alone`` are the stocks of which that is true.
    """

    drawn: dict[str, float]
    hits: dict[Recipe, float]
    alone: frozenset[str]


def part_flow(one: Traffic) -> PartFlow:
    """The flow of parts, from stations back to the first cell; scrapped hits are made again."""
    model, names = one.ways.model, one.ways.names
    need: dict[str, float] = {}
    for node, element in one.ways.elements.items():
        every = [use for work in works_of(element) for use in work.uses]
        for use in (single for entry in every for single in spread(entry, values_of(model, entry.quantity))):
            stock = names.stock(use.part, use.from_)
            if stock is not None:
                need[stock] = need.get(stock, 0.0) + one.flow(node) * use.quantity.value * one.share(node, use.when)
    recipes: list[tuple[Recipe, str, MakeCell]] = []
    sources: dict[str, int] = {}
    for shop, cell_name, cell in model.all_cells():
        for recipe, make in cell.makes.items():
            stock = names.stock(make.part, make.into)
            if stock is not None:
                sources[stock] = sources.get(stock, 0) + 1
                recipes.append(((shop, cell_name, recipe), stock, cell))
    refilled = [load.to for lane in model.lanes.values() for load in lane.all_loads]
    for stock in [*refilled, *(feed.to for feed in model.feeds.values())]:
        sources[stock] = sources.get(stock, 0) + 1
    alone = frozenset(stock for stock, count in sources.items() if count == 1)
    # what a stock gives to feeds and cells depends on what these need: walk up the chain as often as it can be long
    total, hits = dict(need), _hits(need, recipes, alone)
    for _ in range(len(model.stocks) + 1):
        new = dict(need)
        for feed in model.feeds.values():
            if feed.to in alone:
                new[feed.from_] = new.get(feed.from_, 0.0) + total.get(feed.to, 0.0)
        for key, _, cell in recipes:
            for use in cell.makes[key[2]].uses:
                stock = names.stock(use.part, use.from_)
                if stock is not None:
                    new[stock] = new.get(stock, 0.0) + hits.get(key, 0.0) * most_of(use.quantity)
        if new == total:
            break
        total, hits = new, _hits(new, recipes, alone)
    return PartFlow(total, hits, alone)


def _hits(
    drawn: dict[str, float], recipes: list[tuple[Recipe, str, MakeCell]], alone: frozenset[str]
) -> dict[Recipe, float]:
    return {
        key: drawn.get(stock, 0.0) / (cell.makes[key[2]].per_hit.value * (1 - cell.makes[key[2]].scrap.value))
        for key, stock, cell in recipes
        if stock in alone
    }
