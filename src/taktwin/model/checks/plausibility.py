"""Plausibility: rules of thumb that a plant engineer would apply to the numbers of a model, each with its figure.

They give warnings only. The rules about loads use mean times without failures and setups, so a station or a cell that
they call overloaded is overloaded.
"""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.traffic import Mix, Traffic, copies, on_shift, traffic
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.text.tree import Path_

#: Published lines for large panels make 12 to 15 strokes a minute; twice the upper end is doubted.
MOST_STROKES = 30.0
#: Loads up to this are not called above 100 % (rounding of shares).
FULL = 1.0 + 1e-6


def check_plausibility(found: Findings) -> None:
    """Note a warning for each rule that a model without errors breaks."""
    for path, mode in _failure_modes(found.model):
        if mode.up is not None and mode.repair.mean > mode.up.mean:
            message = (
                f"the mean repair ({mode.repair.mean:.4g} s) is longer than the mean up time ({mode.up.mean:.4g} s)"
            )
            found.warn(path, message, "check both: this resource is down more than half of the time")
    for shop, line, place, element in found.model.all_elements():
        path = ("shops", shop, "lines", line, "flow", place)
        if isinstance(element, Station) and element.count.value > 1:
            for key, given in (("uses", element.uses), ("joins", element.joins)):
                if given:
                    message = f"each of the {int(element.count.value)} stations has these `{key}`"
                    found.warn((*path, key), message, "move them to one station, under `except`, unless that is meant")
        if isinstance(element, Conveyor) and element.spacing is not None:
            least = element.transit.value / element.capacity.value
            if least > element.spacing.value * FULL:
                room = f"{element.capacity.text} places and a transit of {element.transit.text}"
                message = f"{room} let a job pass every {least:.4g} s only"
                found.warn((*path, "spacing"), message, f"raise the capacity for a spacing of {element.spacing.text}")
    for shop, name, cell in found.model.all_cells():
        for recipe, make in cell.makes.items():
            if 60.0 / make.hit.mean > MOST_STROKES:
                message = f"{60 / make.hit.mean:.3g} hits a minute; published press lines make 12 to 15"
                found.warn(("shops", shop, "cells", name, "makes", recipe, "hit"), message, "check the time of a hit")
    known = traffic(found.model)
    if known is not None:
        _station_loads(found, *known)
        _cell_loads(found, *known)


def _failure_modes(model: PlantModel) -> list[tuple[Path_, FailureMode]]:
    modes: list[tuple[Path_, FailureMode]] = [(("failures", name), mode) for name, mode in model.failures.items()]
    holders: list[tuple[Path_, list[str | FailureMode]]] = [
        (("shops", shop, "lines", line, "flow", place), element.__dict__.get("failures") or [])
        for shop, line, place, element in model.all_elements()
    ]
    holders += [(("shops", shop, "cells", name), cell.failures) for shop, name, cell in model.all_cells()]
    holders += [(("fleets", name), fleet.failures) for name, fleet in model.fleets.items()]
    for path, entries in holders:
        modes += [((*path, "failures", k), mode) for k, mode in enumerate(entries) if isinstance(mode, FailureMode)]
    return modes


def _station_loads(found: Findings, known: Traffic, mix: Mix) -> None:
    """Rule: a station that needs more time for a job than passes between two orders holds up everything before it."""
    if known.limit is not None:
        return  # without an interval the slowest station sets the pace, which is no mistake
    told: set[Path_] = set()
    for name, (shop, station) in known.stations.items():
        each = mix.mean_cycle(station) / station.servers.value / copies(found.model, shop)
        rate = known.flow[name]
        if rate * each > FULL:
            at_shop, line, place = found.names.elements[name]
            path = ("shops", at_shop, "lines", line, "flow", place, "cycle")
            if path not in told:
                told.add(path)
                load = f"load {rate * each * 100:.0f} %"
                message = f"a job arrives every {1 / rate:.4g} s, but {name} needs {each:.4g} s for each ({load})"
                found.warn(path, message, "shorten the cycle, add servers, or lengthen the interval of the orders")


def _cell_loads(found: Findings, known: Traffic, mix: Mix) -> None:
    """Rule: a make cell that needs more time for the parts of a job than the line for the job starves the line."""
    hits = _hits(found, known, mix)
    for shop, name, cell in found.model.all_cells():
        rates = [hits.get((shop, name, recipe)) for recipe in cell.makes]
        if any(rate is None for rate in rates):
            continue
        load = sum(
            (rate or 0.0) * (make.hit.mean + (cell.change.mean / make.lot.value if len(cell.makes) > 1 else 0.0))
            for rate, make in zip(rates, cell.makes.values(), strict=True)
        )
        load /= on_shift(found.model, shop, cell.calendar, cell.continuous) * copies(found.model, shop)
        if load > FULL:
            pace = (
                f"at the pace of {known.limit}, the slowest station" if known.limit else "at the interval of the orders"
            )
            message = f"this cell is loaded to {load * 100:.0f} % {pace} (hits and changes, without failures)"
            found.warn(("shops", shop, "cells", name), message, "shorten hits or changes, enlarge lots, or add a cell")


def _hits(found: Findings, known: Traffic, mix: Mix) -> dict[tuple[str, str, str], float]:
    """Hits a second of each recipe whose stock nobody else refills."""
    model, names = found.model, found.names
    need: dict[str, float] = {}
    for name, (_, station) in known.stations.items():
        for use in station.uses:
            stock = names.stock(use.part, use.from_)
            if stock is not None:
                need[stock] = need.get(stock, 0.0) + known.flow[name] * use.quantity.value * mix.share(use.when)
    sources: dict[str, int] = {}
    recipes: list[tuple[tuple[str, str, str], str, MakeCell]] = []
    for shop, cell_name, cell in model.all_cells():
        for recipe, make in cell.makes.items():
            stock = names.stock(make.part, make.into)
            if stock is not None:
                sources[stock] = sources.get(stock, 0) + 1
                recipes.append(((shop, cell_name, recipe), stock, cell))
    for refill in [*model.lanes.values(), *model.feeds.values()]:
        sources[refill.to] = sources.get(refill.to, 0) + 1
    # what a stock gives to feeds and cells depends on what these need: walk up the chain as often as it can be long
    total = dict(need)
    hits: dict[tuple[str, str, str], float] = {}
    for _ in range(len(model.stocks) + 1):
        hits = {
            key: total.get(stock, 0.0) / (cell.makes[key[2]].per_hit.value * (1 - cell.makes[key[2]].scrap.value))
            for key, stock, cell in recipes
            if sources[stock] == 1
        }
        new = dict(need)
        for feed in model.feeds.values():
            if sources[feed.to] == 1:
                new[feed.from_] = new.get(feed.from_, 0.0) + total.get(feed.to, 0.0)
        for key, _, cell in recipes:
            for use in cell.makes[key[2]].uses:
                stock = names.stock(use.part, use.from_)
                if stock is not None:
                    new[stock] = new.get(stock, 0.0) + hits.get(key, 0.0) * use.quantity.value
        if new == total:
            break
        total = new
    return hits
