"""Plausibility: rules of thumb that a plant engineer would apply to the numbers of a model, each with its figure.

They give warnings only.
"""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.restart import check_restart
from taktwin.model.checks.ways.loads import FULL, Load, loads_of
from taktwin.model.checks.ways.traffic import traffic
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.text.tree import Path_

#: Loads up to this are not called above 100 % where no interval sets the pace, as the pace is no more than estimated.
SURE = 1.005
#: Published lines for large panels make 12 to 15 strokes a minute; twice the upper end is doubted.
MOST_STROKES = 30.0


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
        if isinstance(element, Station | ZonedLine) and element.count.value > 1:
            for key, given in (("uses", element.uses), ("joins", element.joins)):
                if given:
                    what = "station" if isinstance(element, Station) else "zone"
                    message = f"each of the {int(element.count.value)} {what}s has these `{key}`"
                    found.warn((*path, key), message, f"move them to one {what}, under `except`, unless that is meant")
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
    check_restart(found)
    _loads(found)


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


def _loads(found: Findings) -> None:
    """Rule: what needs more time for what comes to it than it has holds up everything before it, or starves a line."""
    told: set[Path_] = set()
    for load in loads_of(traffic(found.model)):
        if load.load <= (FULL if load.pace is None else SURE):
            continue
        path = _path_of(found, load)
        if path not in told:
            told.add(path)
            orders = "lengthen the interval of the orders" if load.pace is None else "give the orders a longer interval"
            found.warn(path, _message(load), REMEDIES[load.kind].format(orders=orders))


#: What can be done about a load above 100 %.
REMEDIES = {
    "station": "shorten the cycle, add servers, or {orders}",
    "conveyor": "let jobs follow each other closer (`spacing`, `capacity`), or {orders}",
    "moving_line": "shorten the takt or the longest work, or {orders}",
    "indexed_line": "shorten the transfer or the longest work, or {orders}",
    "batch_station": "shorten the cycle, make batches larger, add servers, or {orders}",
    "split_station": "shorten the cycle, add servers, or {orders}",
    "lift": "make it faster, shorten its ways, or {orders}",
    "store": "shorten the cycle, add cranes, or {orders}",
    "transport": "give it a larger `capacity`, shorten its trips, or {orders}",
    "cell": "shorten hits or changes, enlarge lots, or add a cell",
    "fleet": "add vehicles, shorten the trips, or {orders}",
    "carriers": "add carriers, shorten their way back, or {orders}",
    "crew": "enlarge the crew, or shorten the repairs",
    "operators": "add operators, need them for less, or {orders}",
}


def _path_of(found: Findings, load: Load) -> Path_:
    """Where the model says how much time something needs."""
    if load.kind == "carriers":
        return ("carriers", load.name, "count")
    if load.kind in ("fleet", "crew", "operators"):
        return (load.kind if load.kind == "operators" else f"{load.kind}s", load.name)
    if load.kind == "cell":
        return ("shops", load.shop or "", "cells", load.name)
    shop, line, place = found.names.elements.get(load.name, found.names.elements[load.entry])
    path = ("shops", shop, "lines", line, "flow", place)
    return (*path, "cycle") if load.kind in ("station", "batch_station", "split_station", "store") else path


def _message(load: Load) -> str:
    pace = f" at the full pace of {load.pace}" if load.pace is not None else ""
    share = "without end" if math.isinf(load.load) else f"{load.load * 100:.0f} %"
    if load.kind == "cell":
        return f"this cell is loaded to {share}{pace} (hits, changes and failures)"
    if load.kind == "crew":
        return f"this crew is loaded to {share}{pace}: {load.per_hour:.4g} repairs an hour"
    if load.kind == "operators":
        return f"this pool is loaded to {share}{pace}: {load.per_hour:.4g} calls an hour, without the ways"
    if load.kind == "fleet":
        return f"this fleet is loaded to {share}{pace}: {load.per_hour:.4g} trips an hour, empty ways included"
    if load.kind == "carriers":
        return (
            f"these carriers are loaded to {share}{pace}: {load.per_hour:.4g} jobs an hour need one, way back included"
        )
    each = load.load * 3600.0 / load.per_hour
    told = f"a job arrives every {3600.0 / load.per_hour:.4g} s{pace}, but {load.name} needs {each:.4g} s for each"
    return f"{told} (load {share})"
