"""Objectives as a user writes them: `high_violations,paint_color_changes`, or with weights `high_violations=9,...`."""

from __future__ import annotations

from taktwin.model.errors import OptionError
from taktwin.model.values.nearest import suggest
from taktwin.planning.sequence.problem import MOST_WEIGHT, OBJECTIVES


def parse_objectives(text: str) -> tuple[tuple[str, ...], tuple[int, ...] | None]:
    """Names in the order of their importance, and their weights where they are given.

    Raises:
        OptionError: A name is unknown or stands twice, a weight is no whole number from 1 to ``MOST_WEIGHT``, or only
            some have one.
    """
    parts = _parts(text, "objective")
    weights: list[int] = []
    for name, weight in parts.items():
        if weight is None:
            continue
        if not weight.isdecimal() or not 1 <= int(weight) <= MOST_WEIGHT:
            remedy = f"give a whole number from 1 to {MOST_WEIGHT:,}"
            raise OptionError(f'"{weight}" is no weight of {name}', remedy, "objective")
        weights.append(int(weight))
    if weights and len(weights) < len(parts):
        raise OptionError("only some objectives have a weight", "give each one a weight, or none", "objective")
    return tuple(parts), tuple(weights) or None


def parse_values(text: str) -> dict[str, float]:
    """A value for each objective, as `high_violations=0,paint_color_changes=70`.

    Raises:
        OptionError: A name is unknown or stands twice, or a value is no number of 0 or more.
    """
    values: dict[str, float] = {}
    for name, value in _parts(text, "enough").items():
        try:
            values[name] = float(value or "")
        except ValueError:
            values[name] = -1.0
        if not 0 <= values[name] < float("inf"):
            raise OptionError(f'"{value or ""}" is no value of {name}', f"write for example {name}=0", "enough")
    return values


def _parts(text: str, parameter: str) -> dict[str, str | None]:
    """What is written for each objective after its `=`, in their order; None where there is no `=`."""
    parts: dict[str, str | None] = {}
    for part in text.split(","):
        name, equals, value = (word.strip() for word in part.partition("="))
        if name not in OBJECTIVES:
            raise OptionError(f'there is no objective "{name}"', suggest(name, OBJECTIVES), parameter)
        if name in parts:
            raise OptionError(f'the objective "{name}" stands twice', "name it once", parameter)
        parts[name] = value if equals else None
    return parts
