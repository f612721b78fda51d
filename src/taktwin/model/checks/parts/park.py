"""The supplier park: what its families say that has no effect in their mode."""

from __future__ import annotations

from taktwin.model.checks.findings import Findings
from taktwin.model.phrase import Phrase


def check_park(found: Findings) -> None:
    """Docks of families that come in sequence: their trucks take no door.

    Who comes out of stock has a lane, whose dock is checked there.
    """
    park, docks = found.model.supply, found.model.docks
    if park is None:
        return
    if park.dock is not None and all(family.sequenced is not None for family in park.families.values()):
        found.reference(("supply", "dock"), park.dock, docks, "dock")
    for name, family in park.families.items():
        path = ("supply", "families", name, "dock")
        if family.dock is None or family.sequenced is None or not found.reference(path, family.dock, docks, "dock"):
            continue
        message = Phrase("it comes in sequence: its trucks unload beside the line and take no door of the dock")
        found.warn(path, message, Phrase("drop `dock`; count a wait for a door in `{mode}.unload`", mode=family.mode))
