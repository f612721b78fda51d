"""Lowering of merges, groups of places and the turns of each, and of the inlets of lifts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.identity import Where
from taktwin.model.nouns.merge import Merge
from taktwin.model.values.quantity import Quantity
from taktwin.model.values.spelt import qualified


def lower_merge(merge: Merge, givers: list[Where]) -> tuple[int, int, list[int]]:
    """Code of the rule, number of groups, and the group of each giver, followed by the length of each group's turn.

    A giver belongs to the group of its element, or else of its line; with ``first`` those not named are one group more.
    """
    names = merge.names
    groups = [_group(names, giver) for giver in givers]
    if merge.rule == "due":
        return k.BY_DUE, 1, [0] * (len(givers) + 1)
    if merge.ratio is None:
        return k.IN_ORDER, len(names) + 1, [*groups, *([0] * (len(names) + 1))]
    return k.IN_TURN, len(names), [*groups, *(int(count.value) for count in merge.ratio.values())]


def _group(names: list[str], giver: Where) -> int:
    lines: list[Any] = [giver.element, giver.line, f"{giver.shop}.{giver.line}"]
    if giver.copy is not None:  # a merge means all copies of a line by its name in the model file
        file = [giver.model_element, giver.model_line, f"{giver.model_shop}.{giver.model_line}"]
        lines += [name for one in file for name in (one, qualified(giver.plant, str(one)))]
    return next((names.index(name) for name in lines if name in names), len(names))


def levels_of(inlets: Mapping[str, Quantity], givers: list[Where]) -> list[float]:
    """Level of each place before a lift: that of its element, or else of its line; others are at 0."""
    found: list[float] = []
    for giver in givers:
        names: list[Any] = [giver.element, giver.line, f"{giver.shop}.{giver.line}"]
        found.append(next((inlets[name].value for name in names if name in inlets), 0.0))
    return found
