"""What a value in JSON may look like: text, numbers, arrays and objects of a given shape, and notes of what is not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from taktwin.exchange.jsondocument import same_value

Steps = tuple[object, ...]
#: What a value is checked with: the value, its place, and where to note what was expected there and a remedy.
Note = Callable[[Steps, str, str], None]
Shape = Callable[[Any, Steps, Note], None]


def text(value: Any, steps: Steps, note: Note) -> None:
    """Text, be it empty."""
    if not isinstance(value, str):
        note(steps, "text", "write the value in quotation marks")


def number(value: Any, steps: Steps, note: Note) -> None:
    """A number, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        note(steps, "a number", "write a number without quotation marks")


def truth(value: Any, steps: Steps, note: Note) -> None:
    """True or false."""
    if not isinstance(value, bool):
        note(steps, "true or false", "write true or false, without quotation marks")


def whole(value: Any, steps: Steps, note: Note) -> None:
    """A whole number, also one such as 2.0."""
    if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, float) and value.is_integer())):
        note(steps, "a whole number", "write a whole number without quotation marks")


def between(inner: Shape, least: float, most: float = math.inf) -> Shape:
    """A number within bounds, which are part of it."""

    def check(value: Any, steps: Steps, note: Note) -> None:
        inner(value, steps, note)
        if isinstance(value, int | float) and not isinstance(value, bool) and not least <= value <= most:
            limit = f"{least:g} or more" if most == math.inf else f"{least:g} to {most:g}"
            note(steps, limit, "correct the number")

    return check


def one_of(*words: str) -> Shape:
    """One of some words."""

    def check(value: Any, steps: Steps, note: Note) -> None:
        if not isinstance(value, str) or value not in words:
            note(steps, f"one of {', '.join(words)}", "use one of these words")

    return check


def matching(pattern: str, expected: str, remedy: str) -> Shape:
    """Text in which a pattern is found."""
    found = re.compile(pattern)

    def check(value: Any, steps: Steps, note: Note) -> None:
        if not isinstance(value, str) or not found.search(value):
            note(steps, expected, remedy)

    return check


def array(inner: Shape, *, least: int = 0, unique: bool = False) -> Shape:
    """An array of values of one shape."""

    def check(value: Any, steps: Steps, note: Note) -> None:
        if not isinstance(value, list):
            note(steps, "an array", "write the elements in square brackets")
            return
        if len(value) < least:
            note(steps, f"at least {least} element", "add one, or leave the property out")
        if unique and len({same_value(one) for one in value}) < len(value):
            note(steps, "elements that differ from each other", "give each element once")
        for nth, one in enumerate(value):
            inner(one, (*steps, nth), note)

    return check


def fields_of(fields: Mapping[str, Shape], *required: str, closed: bool = False) -> Shape:
    """An object: shapes of its properties, those that it must have; ``closed`` allows no others."""

    def check(value: Any, steps: Steps, note: Note) -> None:
        if not isinstance(value, dict):
            note(steps, "an object", "write the properties in braces")
            return
        for name in required:
            if name not in value:
                note(steps, f'the property "{name}"', f'add "{name}"')
        for name, one in value.items():
            if name in fields:
                fields[name](one, (*steps, name), note)
            elif closed:
                note(steps, f"no property but {', '.join(fields)}, got {name[:40]}", "leave it out")

    return check


def either(*shapes: Shape) -> Shape:
    """One of several shapes; what is wrong is told of the last."""

    def check(value: Any, steps: Steps, note: Note) -> None:
        for shape in shapes[:-1]:
            against: list[str] = []
            shape(value, steps, lambda _steps, expected, _remedy, seen=against: seen.append(expected))
            if not against:
                return
        shapes[-1](value, steps, note)

    return check
