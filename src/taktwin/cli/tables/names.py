"""Names of things in the language that is spoken: in English as tables of a run have them, in Chinese as reports do.

What stands in files and in JSON is the English one, in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.cli.language.say import ENGLISH, said, spoken
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    from taktwin.planning.bottleneck.gain import Gain
    from taktwin.report.shell.words import Words

#: Kinds that no place of a flow has.
_KINDS = {
    "fleet": Phrase("fleet"),
    "vehicle": Phrase("vehicle"),
    "crew": Phrase("crew"),
    "operators": Phrase("operators"),
    "operator": Phrase("operator"),
    "orders": Phrase("orders"),
    "stream": Phrase("stream"),
    "lane": Phrase("lane"),
}
_UNITS = {
    "jobs": Phrase("jobs"),
    "jobs/h": Phrase("jobs/h"),
    "jobs/unit": Phrase("jobs/unit"),
    "units": Phrase("units"),
    "parts": Phrase("parts"),
    "cars": Phrase("cars"),
    "positions": Phrase("positions"),
    "operations": Phrase("operations"),
    "share": Phrase("share"),
    "days": Phrase("days"),
    "1/day": Phrase("1/day"),
    "h/day": Phrase("h/day"),
    "min/day": Phrase("min/day"),
}


#: Figures that no report has: of `taktwin line`, and how long a run took.
_FIGURES = {
    "throughput": Phrase("throughput"),
    "lead_time": Phrase("lead time"),
    "wall_seconds": Phrase("computing time"),
}


def words() -> Words:
    """The words of reports, in the language that is spoken; names of shops as they stand in the tables."""
    from taktwin.report.shell.words import Words

    return Words(spoken(), False, {}, {})


def kind(name: str) -> str:
    """A kind of place or resource."""
    if spoken() == ENGLISH:
        return name.replace("_", " ")
    return said(_KINDS[name]) if name in _KINDS else _of_reports(f"stand_kind_{name}", name)


def state(name: str) -> str:
    """A state of a resource."""
    plain = name.replace("_", " ")
    return plain if spoken() == ENGLISH else _of_reports(name, plain)


def unit(name: str) -> str:
    """A unit; symbols such as kWh and 1/h are the same in every language."""
    return said(_UNITS.get(name, name))


def figure(name: str) -> str | None:
    """The title of a figure, for languages in which its name says nothing; None in English."""
    if spoken() == ENGLISH:
        return None
    return said(_FIGURES[name]) if name in _FIGURES else words().kpi(name)


def measure(name: str) -> str:
    """A measure of what a sequence does in the plant."""
    return name if spoken() == ENGLISH else _of_reports(f"seq_m_{name}", name)


def eased(one: Gain) -> str:
    """How something was eased."""
    return one.how if spoken() == ENGLISH else words()(f"gain_how_{one.change}", by=one.by)


def _of_reports(key: str, name: str) -> str:
    from taktwin.report.texts import TEXTS

    return words()(key) if key in TEXTS else name  # a kind of somebody's own
