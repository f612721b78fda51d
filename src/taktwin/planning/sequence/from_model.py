"""The sequencing problem of a plant's day: its ratios, its colours and what comes first."""

from __future__ import annotations

import numpy as np

from taktwin.model.errors import ModelError, Problem
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.sequence.day import Day, day_of
from taktwin.planning.sequence.problem import Ratio, SequenceProblem
from taktwin.planning.sequence.spans import Spans


def sequence_problem(model: PlantModel, day: Day | None = None) -> SequenceProblem:
    """What is to be sequenced on a day of a plant (default: `day_of` the plant). Cars are numbered in the order given.

    Raises:
        ModelError: the day is not clear, or the stream has no `sequence` to judge it by.
    """
    day = day or day_of(model)
    rules = day.rules
    if rules.colour is None and not rules.ratios:
        message = Phrase("it is not said what makes one sequence better than another")
        remedy = Phrase("add `sequence:` with `colour` and `ratios` to the stream")
        raise ModelError([Problem(model.name, None, f"orders.{day.stream}", message, remedy)])
    names, colours = _colours(day)
    ratios = tuple(
        Ratio(name, int(one.at_most.value), int(one.of.value), one.priority == "high")
        for name, one in rules.ratios.items()
    )
    has = np.zeros((len(day), len(ratios)), np.bool_)
    for column, rule in enumerate(rules.ratios.values()):
        for car in range(len(day)):
            has[car, column] = all(day.value(car, option) in values for option, values in rule.when.items())
    return SequenceProblem(
        name=model.name,
        idents=day.idents,
        colours=colours,
        has=has,
        ratios=ratios,
        colour_names=names,
        batch_limit=None if rules.batch_limit is None else int(rules.batch_limit.value),
        objectives=tuple(rules.objectives),
        given=np.arange(len(day), dtype=np.int32),
        spans=_spans(day),
    )


def _spans(day: Day) -> Spans | None:
    """The positions between which the cars must stand, from 0; None where no car is bound."""
    if all(order.earliest is None and order.latest is None for order in day.orders):
        return None
    last = len(day) - 1
    return (
        np.array([0 if order.earliest is None else order.earliest - 1 for order in day.orders], np.int32),
        np.array([last if order.latest is None else min(order.latest - 1, last) for order in day.orders], np.int32),
    )


def _colours(day: Day) -> tuple[tuple[str, ...], np.ndarray]:
    """Names of the colours, the most frequent first, and the code of each car; one nameless colour without any."""
    if day.rules.colour is None:
        return ("",), np.zeros(len(day), np.int32)
    found = [day.value(car, day.rules.colour) or "" for car in range(len(day))]
    names = sorted(set(found), key=lambda name: (-found.count(name), name))
    return tuple(names), np.array([names.index(name) for name in found], np.int32)
