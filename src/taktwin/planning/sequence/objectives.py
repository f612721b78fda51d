"""Objectives as a user writes them: `high_violations,paint_color_changes`, or with weights `high_violations=9,...`."""

from __future__ import annotations

from taktwin.model.errors import ModelError, Problem
from taktwin.model.nearest import suggest
from taktwin.planning.sequence.problem import MOST_WEIGHT, OBJECTIVES


def parse_objectives(text: str) -> tuple[tuple[str, ...], tuple[int, ...] | None]:
    """Names in the order of their importance, and their weights where they are given.

    Raises:
        ModelError: A name is unknown or stands twice, a weight is no whole number from 1 to ``MOST_WEIGHT``, or only
            some have one.
    """
    names: list[str] = []
    weights: list[int] = []
    for part in text.split(","):
        name, equals, weight = (word.strip() for word in part.partition("="))
        if name not in OBJECTIVES:
            raise _wrong("--objective", f'there is no objective "{name}"', suggest(name, OBJECTIVES))
        if name in names:
            raise _wrong("--objective", f'the objective "{name}" stands twice', "name it once")
        names.append(name)
        if equals:
            if not weight.isdecimal() or not 1 <= int(weight) <= MOST_WEIGHT:
                raise _wrong(
                    "--objective",
                    f'"{weight}" is no weight of {name}',
                    f"give a whole number from 1 to {MOST_WEIGHT:,}",
                )
            weights.append(int(weight))
    if weights and len(weights) < len(names):
        raise _wrong("--objective", "only some objectives have a weight", "give each one a weight, or none")
    return tuple(names), tuple(weights) or None


def parse_values(text: str) -> dict[str, float]:
    """A value for each objective, as `high_violations=0,paint_color_changes=70`.

    Raises:
        ModelError: A name is unknown or stands twice, or a value is no number of 0 or more.
    """
    values: dict[str, float] = {}
    for part in text.split(","):
        name, _, value = (word.strip() for word in part.partition("="))
        if name not in OBJECTIVES:
            raise _wrong("--enough", f'there is no objective "{name}"', suggest(name, OBJECTIVES))
        if name in values:
            raise _wrong("--enough", f'the objective "{name}" stands twice', "name it once")
        try:
            values[name] = float(value)
        except ValueError:
            values[name] = -1.0
        if not 0 <= values[name] < float("inf"):
            raise _wrong("--enough", f'"{value}" is no value of {name}', f"write for example {name}=0")
    return values


def _wrong(where: str, message: str, remedy: str) -> ModelError:
    return ModelError([Problem("", None, where, message, remedy)])
