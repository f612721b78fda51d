"""A segment of a profile, written as it stands in a message, with names where its values are.

`DTM+2!:{due when}` is a segment DTM with the code 2, behind it the value `due`, a time. What has no braces is written
as it is; with `!` it also has to be so when it is read. `{#}` is a number that counts the repeats of a group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

COUNTER = "#"
_VALUE = re.compile(r"\{(#|\w+)(?: (\w+))?\}")


@dataclass(frozen=True)
class Slot:
    """A value of a segment: its name, its kind, and its place (element 0 is the tag; both count from 0)."""

    name: str
    kind: str
    element: int
    component: int


@dataclass(frozen=True)
class Template:
    """A segment of a profile.

    Attributes:
        text: as it was written.
        tag: of the segment.
        code: what the first component behind the tag has to be for the segment to be this one; empty for anything.
        parts: elements and components to write, empty where a value comes.
        slots: the values.
        fixed: other components that have to be as they are: element, component, text.
    """

    text: str
    tag: str
    code: str
    parts: tuple[tuple[str, ...], ...]
    slots: tuple[Slot, ...]
    fixed: tuple[tuple[int, int, str], ...]

    def __str__(self) -> str:
        return self.text


def template(text: str) -> Template:
    """Read a template.

    >>> template("DTM+2!:{due when}").slots
    (Slot(name='due', kind='when', element=1, component=1),)
    """
    parts: list[tuple[str, ...]] = []
    slots: list[Slot] = []
    fixed: list[tuple[int, int, str]] = []
    for element, written in enumerate(text.split("+")):
        components = []
        for component, part in enumerate(written.split(":")):
            value = _VALUE.fullmatch(part)
            if value is not None:
                slots.append(Slot(value[1], value[2] or "text", element, component))
            elif part.endswith("!"):
                fixed.append((element, component, part[:-1]))
            components.append("" if value is not None else part.removesuffix("!"))
        parts.append(tuple(components))
    code = next((one[2] for one in fixed if one[:2] == (1, 0)), "")
    rest = tuple(one for one in fixed if one[:2] != (1, 0))
    return Template(text, parts[0][0], code, tuple(parts), tuple(slots), rest)
