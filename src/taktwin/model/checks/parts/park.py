"""The supplier park: a takt that is not that of the orders, and what families say that has no effect in their mode."""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.supply.modes import STOCKED
from taktwin.model.nouns.supply.park import Park
from taktwin.model.phrase import Phrase

#: A park laid out for so many times the takt of its orders, or less by as much, is hardly meant.
_OTHER_TAKT = 1.25


def check_park(found: Findings) -> None:
    """The takt, and docks that have no effect: of the trucks of a line that the model has itself.

    The dock of a family that is spelt out is checked at its lane or its delivery.
    """
    park, docks = found.model.supply, found.model.docks
    if park is None:
        return
    _check_takt(found, park)
    _check_spelt(found, park)
    _check_runs(found, park)
    used = {park.dock_of(family) for family in park.families.values()}
    for key, dock in (("dock", park.dock), ("jis_dock", park.jis_dock)):
        if dock is not None and dock not in used:  # else it is checked at the lane or the delivery
            found.reference(("supply", key), dock, docks, "dock")
    for name, family in park.families.items():
        path = ("supply", "families", name, "dock")
        given = family.sequenced
        if family.dock is None or given is None or given.line is None:
            continue
        if found.reference(path, family.dock, docks, "dock"):
            message = Phrase(
                'its trucks are those of the line "{line}", which says itself where they unload', line=given.line
            )
            found.warn(path, message, Phrase("write `dock` at the delivery of that line, and drop it here"))


def _check_runs(found: Findings, park: Park) -> None:
    """Milk runs by which something can come, and their suppliers and docks."""
    named = {given.milk_run for one in park.families.values() for mode in STOCKED if (given := getattr(one, mode))}
    for name, run in park.milk_runs.items():
        path = ("supply", "milk_runs", name)
        for at, stop in enumerate(run.stops):
            found.reference((*path, "stops", at, "supplier"), stop.supplier, found.model.suppliers, "supplier")
        if name not in named:
            message, remedy = Phrase("no family comes by this milk run"), Phrase("name it in a family, or drop it")
            found.warn(path, message, remedy)
        if run.dock is not None and name not in found.model.lanes:  # else it is checked at its lane
            found.reference((*path, "dock"), run.dock, found.model.docks, "dock")
    for name, family in park.families.items():
        if park.run_of(family) is not None and family.dock is not None:
            message = Phrase("it comes by a milk run, which says itself where it unloads")
            remedy = Phrase("write `dock` at the milk run, and drop it here")
            found.warn(("supply", "families", name, "dock"), message, remedy)


def _check_spelt(found: Findings, park: Park) -> None:
    """Whether all that the families stand for is there, where the file says that it is."""
    known = {part.family for part in found.model.parts.values()}
    lines = {f"{shop}.{line}" for shop, one in found.model.shops.items() for line in one.lines}
    lacking = []
    for name, family in park.families.items():
        given = family.sequenced
        if (name not in known) if given is None else (given.line is None and f"{family.supplier}.{name}" not in lines):
            lacking.append(name)
    if lacking:
        message = Phrase(
            'it says that all is spelt out, but nothing in the model brings the family "{lacking}"', lacking=lacking[0]
        )
        found.error(
            ("supply", "spelt"), message, Phrase("drop `spelt`: what the families stand for is then made of them")
        )


def _check_takt(found: Findings, park: Park) -> None:
    """All stocks are laid out for the takt: far from the pace of the orders they are too small, or much too large."""
    streams, name = found.model.orders, park.orders or (next(iter(found.model.orders), "") or "")
    interval = streams[name].interval if name in streams else None
    if interval is None or not 0.0 < interval.mean < math.inf or found.model.streams is not None:
        return
    pace = interval.mean / streams[name].mean_batch
    if not 1.0 / _OTHER_TAKT <= pace / park.takt.value <= _OTHER_TAKT:
        message = Phrase(
            "the orders come every {pace:.4g} s, and supply is laid out for one in {takt:.4g} s",
            pace=pace,
            takt=park.takt.value,
        )
        found.warn(("supply", "takt"), message, Phrase("give the time between two jobs of `{stream}`", stream=name))
