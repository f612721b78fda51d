"""The supplier park: a takt that is not that of the orders, and what families say that has no effect in their mode."""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
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
    if park.dock is not None and all(family.sequenced is not None for family in park.families.values()):
        found.reference(("supply", "dock"), park.dock, docks, "dock")
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
