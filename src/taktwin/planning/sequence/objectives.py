"""Objectives as a user writes them: `high_violations,paint_color_changes`, or with weights `high_violations=9,...`."""

from __future__ import annotations

from taktwin.model.errors import ModelError, Problem
from taktwin.model.nearest import suggest
from taktwin.planning.sequence.problem import MOST_WEIGHT, OBJECTIVES

_WHERE = "--objective"


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
            raise _wrong(f'there is no objective "{name}"', suggest(name, OBJECTIVES))
        if name in names:
            raise _wrong(f'the objective "{name}" stands twice', "name it once")
        names.append(name)
        if equals:
            if not weight.isdecimal() or not 1 <= int(weight) <= MOST_WEIGHT:
                raise _wrong(f'"{weight}" is no weight of {name}', f"give a whole number from 1 to {MOST_WEIGHT:,}")
            weights.append(int(weight))
    if weights and len(weights) < len(names):
        raise _wrong("only some objectives have a weight", "give each one a weight, or none")
    return tuple(names), tuple(weights) or None


def _wrong(message: str, remedy: str) -> ModelError:
    return ModelError([Problem("", None, _WHERE, message, remedy)])
