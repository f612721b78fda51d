"""Objectives as a user writes them: `high_violations,paint_color_changes`, or with weights `high_violations=9,...`."""

from __future__ import annotations

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
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
            remedy = Phrase("give a whole number from 1 to {most_weight:,}", most_weight=MOST_WEIGHT)
            raise OptionError(
                Phrase('"{weight}" is no weight of {name}', weight=weight, name=name), remedy, "objective"
            )
        weights.append(int(weight))
    if weights and len(weights) < len(parts):
        raise OptionError(
            Phrase("only some objectives have a weight"), Phrase("give each one a weight, or none"), "objective"
        )
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
            raise OptionError(
                Phrase('"{value}" is no value of {name}', value=value or "", name=name),
                Phrase("write for example {name}=0", name=name),
                "enough",
            )
    return values


def _parts(text: str, parameter: str) -> dict[str, str | None]:
    """What is written for each objective after its `=`, in their order; None where there is no `=`."""
    parts: dict[str, str | None] = {}
    for part in text.split(","):
        name, equals, value = (word.strip() for word in part.partition("="))
        if name not in OBJECTIVES:
            raise OptionError(Phrase('there is no objective "{name}"', name=name), suggest(name, OBJECTIVES), parameter)
        if name in parts:
            raise OptionError(
                Phrase('the objective "{name}" stands twice', name=name), Phrase("name it once"), parameter
            )
        parts[name] = value if equals else None
    return parts
