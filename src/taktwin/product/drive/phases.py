"""The phases of known cycles, and the class of road that their names say."""

from __future__ import annotations

from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.synthetic import SYNTHETIC

PHASES: dict[str, tuple[tuple[int, str], ...]] = {
    "wltc_class3b": ((589, "urban"), (433, "suburban"), (455, "rural"), (323, "motorway")),
    "wltc_class3a": ((589, "urban"), (433, "suburban"), (455, "rural"), (323, "motorway")),
    "cltc_p": ((674, "urban"), (693, "suburban"), (433, "rural")),
    "nedc": ((780, "urban"), (400, "rural")),
    "udds": ((1369, "urban"),),
    "hwfet": ((765, "rural"),),
    "us06": ((600, "motorway"),),
}
"""Phases of known cycles, s, with the class that their names say."""


def phases_of(cycle: Cycle) -> tuple[tuple[int, str], ...]:
    """Seconds and name of the phases of a cycle; one without a name where they are not known, or it was cut.

    >>> from taktwin.product.drive.synthetic import synthetic_cycle
    >>> [seconds for seconds, _ in phases_of(synthetic_cycle("like-cltc"))]
    [674, 693, 433]
    """
    known = PHASES.get(cycle.name) or tuple((one.seconds, "") for one in SYNTHETIC.get(cycle.name, ()))
    return known if sum(seconds for seconds, _ in known) == cycle.seconds else ((cycle.seconds, ""),)
