"""Plausibility: rules of thumb that a plant engineer would apply to the numbers of a model, each with its figure.

They give warnings only.
"""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
from taktwin.model.checks.parts.carrying import check_carrying
from taktwin.model.checks.restart import check_restart
from taktwin.model.checks.ways.loads import FULL, Load
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_

#: Loads up to this are not called above 100 % where no interval sets the pace, as the pace is no more than estimated.
SURE = 1.005
#: Published lines for large panels make 12 to 15 strokes a minute; twice the upper end is doubted.
MOST_STROKES = 30.0


def check_plausibility(found: Findings) -> None:
    """Note a warning for each rule that a model without errors breaks."""
    for path, mode in _failure_modes(found.model):
        if mode.up is not None and mode.repair.mean > mode.up.mean:
            message = Phrase(
                "the mean repair ({repair:.4g} s) is longer than the mean up time ({up:.4g} s)",
                repair=mode.repair.mean,
                up=mode.up.mean,
            )
            found.warn(path, message, Phrase("check both: this resource is down more than half of the time"))
    for shop, line, place, element in found.model.all_elements():
        path = ("shops", shop, "lines", line, "flow", place)
        if isinstance(element, Station | ZonedLine) and element.count.value > 1:
            for key, given in (("uses", element.uses), ("joins", element.joins)):
                if given:
                    found.warn((*path, key), *_each(element, key))
        if isinstance(element, Conveyor) and element.spacing is not None:
            least = element.transit.value / element.capacity.value
            if least > element.spacing.value * FULL:
                message = Phrase(
                    "{places} places and a transit of {transit} let a job pass every {least:.4g} s only",
                    places=element.capacity.text,
                    transit=element.transit.text,
                    least=least,
                )
                remedy = Phrase("raise the capacity for a spacing of {spacing}", spacing=element.spacing.text)
                found.warn((*path, "spacing"), message, remedy)
    for shop, name, cell in found.model.all_cells():
        for recipe, make in cell.makes.items():
            if 60.0 / make.hit.mean > MOST_STROKES:
                message = Phrase(
                    "{hits:.3g} hits a minute; published press lines make 12 to 15", hits=60 / make.hit.mean
                )
                where = ("shops", shop, "cells", name, "makes", recipe, "hit")
                found.warn(where, message, Phrase("check the time of a hit"))
    check_restart(found)
    _loads(found)
    check_carrying(found)


def _each(element: Station | ZonedLine, key: str) -> tuple[Phrase, Phrase]:
    n = int(element.count.value)
    if isinstance(element, Station):
        message = Phrase("each of the {n} stations has these `{key}`", n=n, key=key)
        return message, Phrase("move them to one station, under `except`, unless that is meant")
    message = Phrase("each of the {n} zones has these `{key}`", n=n, key=key)
    return message, Phrase("move them to one zone, under `except`, unless that is meant")


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
    for load in found.loads:
        if load.load <= (FULL if load.pace is None else SURE):
            continue
        path = _path_of(found, load)
        if path not in told:
            told.add(path)
            found.warn(path, _message(load), _remedy(load))


#: What can be done about a load above 100 %, besides fewer orders.
REMEDIES = {
    "station": Phrase("shorten the cycle, add servers"),
    "conveyor": Phrase("let jobs follow each other closer (`spacing`, `capacity`)"),
    "moving_line": Phrase("shorten the takt or the longest work"),
    "indexed_line": Phrase("shorten the transfer or the longest work"),
    "batch_station": Phrase("shorten the cycle, make batches larger, add servers"),
    "delivery": Phrase("add trucks, load more racks on each, shorten the way"),
    "split_station": Phrase("shorten the cycle, add servers"),
    "lift": Phrase("make it faster, shorten its ways"),
    "store": Phrase("shorten the cycle, add cranes"),
    "transport": Phrase("give it a larger `capacity`, shorten its trips"),
    "cell": Phrase("shorten hits or changes, enlarge lots, or add a cell"),
    "fleet": Phrase("add vehicles, shorten the trips"),
    "carriers": Phrase("add carriers, shorten their way back"),
    "crew": Phrase("enlarge the crew, or shorten the repairs"),
    "operators": Phrase("add operators, need them for less"),
}


#: Loads that fewer orders are not the way to lower.
_OWN = ("cell", "crew")


def _remedy(load: Load) -> Phrase:
    if load.kind in _OWN:
        return REMEDIES[load.kind]
    orders = Phrase("give the orders a longer interval")
    if load.pace is None:
        orders = Phrase("lengthen the interval of the orders")
    return Phrase("{what}, or {orders}", what=REMEDIES[load.kind], orders=orders)


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


def _message(load: Load) -> Phrase:
    share = Phrase("without end") if math.isinf(load.load) else f"{load.load * 100:.0f} %"
    n = load.per_hour
    if load.kind == "cell":
        return Phrase("this cell is loaded to {share} (hits, changes and failures)", share=_paced(share, load))
    if load.kind == "crew":
        return Phrase("this crew is loaded to {share}: {n:.4g} repairs an hour", share=_paced(share, load), n=n)
    if load.kind == "operators":
        return Phrase(
            "this pool is loaded to {share}: {n:.4g} calls an hour, without the ways", share=_paced(share, load), n=n
        )
    if load.kind == "fleet":
        return Phrase(
            "this fleet is loaded to {share}: {n:.4g} trips an hour, empty ways included",
            share=_paced(share, load),
            n=n,
        )
    if load.kind == "carriers":
        return Phrase(
            "these carriers are loaded to {share}: {n:.4g} jobs an hour need one, way back included",
            share=_paced(share, load),
            n=n,
        )
    return Phrase(
        "a job arrives every {every}, but {name} needs {each:.4g} s for each (load {share})",
        every=_paced(Phrase("{n:.4g} s", n=3600.0 / load.per_hour), load),
        name=load.name,
        each=load.load * 3600.0 / load.per_hour,
        share=share,
    )


def _paced(what: str, load: Load) -> str:
    """A share or a time with the pace at which it is so, where an interval of the orders does not set it."""
    return what if load.pace is None else Phrase("{what} at the full pace of {line}", what=what, line=load.pace)
