"""State codes of machines. PackML's numbers differ from table to table, so a mapping always names the table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Literal

from pydantic import Field

from taktwin.model.files.nounfile import noun_of
from taktwin.model.text.tree import read_tree
from taktwin.model.values.noun import Named, Noun

#: What a code says about a machine: a state as the model has it, or what controllers do not tell apart. `waiting`:
#: starved or blocked, for a cause outside; `stopped`: on purpose, planned or not; the calendar tells which.
Meaning = Literal[
    "working",
    "setup",
    "waiting",
    "down",
    "stopped",
    "off_shift",
    "maintenance",
    "unknown",
    "starved",
    "blocked",
    "minor_stop",
    "waiting_parts",
    "waiting_operator",
    "waiting_transport",
    "waiting_carrier",
    "waiting_crew",
    "walking",
    "brief_pause",
    "long_pause",
    "waking",
]
SHIPPED = ("packtags", "opc30060", "machinery_state", "machinery_mode")
UNKNOWN = "unknown"


class CodeNoun(Noun):
    """One code."""

    name: str = Field(description="Its name where it comes from.")
    means: Meaning = Field(description="What it says about the machine.")


class CodesNoun(Noun):
    """A table of codes."""

    codes: str = Field(description="Name of the table.")
    title: str = Field(default="", description="For people.")
    source: str = Field(default="", description="Where the numbers come from.")
    states: Named[CodeNoun] = Field(description="Number -> name and meaning.")


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A table of codes.

    Attributes:
        name: of the table.
        names: number -> name of the state where it comes from.
        means: number -> what it says.
    """

    name: str
    names: dict[int, str]
    means: dict[int, str]

    def meaning(self, value: object) -> str | None:
        """What a value says, a number or the name of a state; None for one that the table does not have."""
        if isinstance(value, str):
            return next((self.means[number] for number, name in self.names.items() if name == value), None)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
            return None
        return self.means.get(int(value))


@cache
def shipped_codes(name: str) -> CodeTable:
    """A shipped table.

    Example:
        >>> shipped_codes("packtags").meaning(6), shipped_codes("opc30060").meaning(6)
        ('working', 'waiting')
    """
    with as_file(files("taktwin.library.codes") / f"{name}.yaml") as path:
        noun = noun_of(read_tree(path.read_text(encoding="utf-8"), str(path)), CodesNoun)
    numbers = {int(number): one for number, one in noun.states.items()}
    return CodeTable(
        noun.codes,
        {number: one.name for number, one in numbers.items()},
        {number: one.means for number, one in numbers.items()},
    )
