"""Lowering of rules of one's own for release: the orders sorted once, the waiting ones rated, or asked last of all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.flow import FlowLowering
from taktwin.kernel.own.compiled import with_numbers
from taktwin.model.own.errors import RuleError
from taktwin.model.own.file import OwnRule
from taktwin.model.own.rule import Number
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest


class Lowering(Protocol):
    """What puts rules into the arrays (see `rules`)."""

    low: FlowLowering

    def values(self, rule: OwnRule, shop: str | None) -> tuple[tuple[str, int], ...]:
        """The option values and elements that the function uses from outside of itself."""
        ...

    def fixed_number(self, rule: OwnRule, number: Number, shop: str | None) -> int:
        """A number that is the same all the time."""
        ...


#: Numbers that never change while an order waits; so do its options, and what the decorator names of these kinds.
_FIXED = ("order", "due", "ready", "work", "work_left")
_FIXED_NUMBERS = ("option", "value", "element")


def release_sources(lowering: Lowering, rule: OwnRule, name: str) -> list[tuple[str, str, int]]:
    """Shop, line and source of each line of an order stream."""
    low = lowering.low
    if name not in low.flow.streams:
        message = Phrase(
            '{title}: there is no order stream "{name}" in {plant}', title=rule.title, name=name, plant=low.model.name
        )
        raise RuleError(message, suggest(name, low.flow.streams))
    return [
        (shop, line, low.flow.source[shop, line]) for shop, line, one in low.model.all_lines() if one.orders == name
    ]


def lower_release(lowering: Lowering, rule: OwnRule, name: str, shop: str, source: int, asked: Sequence[str]) -> int:
    """How the rule decides at a source; FIFO where the orders are sorted once, so that nobody need be asked.

    Raises:
        RuleError: there is nothing to choose among, the place behind does not take one job after the other, or a later
            one keeps the sequence.
    """
    b = lowering.low.b
    place = b.nodes[source]
    stream = b.resources[lowering.low.flow.streams[name]]
    check_taker(lowering, rule, place["dest"])
    _check_sequence(lowering, rule, name, source)
    fixed = _is_fixed(lowering, rule, shop, asked)
    if fixed and rule.wish.every is not None:
        message = Phrase("{title}: `every`, but what it goes by never changes of an order", title=rule.title)
        raise RuleError(message, Phrase("leave `every` out, or ask for `now`, `waited`, `wip` or a level"))
    alone = b.nodes[place["dest"]].get("preds", 0) == 1
    if not fixed and not alone:
        message = Phrase(
            '{title}: other places lead to where the orders of "{name}" go in', title=rule.title, name=name
        )
        raise RuleError(message, Phrase("put a buffer with room for one job behind its source"))
    if stream["dist"] < 0 and stream["releases0"] < 0:
        if stream["row"] < 0:
            if fixed:
                message = Phrase(
                    '{title}: of the orders "{name}" only the next one waits: there is nothing to choose',
                    title=rule.title,
                    name=name,
                )
                raise RuleError(message, Phrase("give them an `interval` or a `file`, or ask for `wip` or a level"))
            stream["at_start"] = k.THE_NEXT_ONE
            return _gate(lowering, rule, source)
        if fixed and alone and stream["sources"] == 1 and not {"work", "work_left"} & set(asked):
            _sort(lowering, rule, name, shop, asked)
            return k.FIFO
        stream.update(releases0=b.numbers([0.0] * int(stream["count"])), at_start=k.ALL_OF_THEM)
    place["stream"] = k.ONLY_CALLED
    if fixed:
        return k.BY_ORDER
    return _gate(lowering, rule, source)


def _gate(lowering: Lowering, rule: OwnRule, source: int) -> int:
    """What asks last of all, and a clock without followers, so that something is due as often as the rule wishes."""
    b = lowering.low.b
    name = f"{b.node_names[source]} gate"
    b.node("gate", name, row=source)
    if rule.wish.every is not None:
        b.resource("calendar", name, list0=b.numbers([0.0]), lists=1, base=0.0, period=rule.wish.every)
    return k.LAST_OF_ALL


def check_taker(lowering: Lowering, rule: OwnRule, taker: int) -> None:
    """What takes the orders must take any of them, one after the other."""
    node = lowering.low.b.nodes[taker]
    kind = lowering.low.kinds[node["kind"]]
    picky = kind.batches or kind.fetches or node.get("unequal", 0) == k.OWN_JOBS
    if picky or node.get("takes", 0) or node.get("merge") == k.BY_DUE:
        name = lowering.low.b.node_names[taker]
        message = Phrase(
            '{title}: "{name}" does not take every order at any time, or several at once', title=rule.title, name=name
        )
        raise RuleError(message, Phrase("put a buffer before it"))


def _check_sequence(lowering: Lowering, rule: OwnRule, name: str, source: int) -> None:
    """No place that the orders come to keeps the sequence in which they were released: the rule makes another one."""
    low = lowering.low
    keeps = {low.flow.first[one.name]: one.name for _, _, _, one in low.model.all_elements() if one.in_sequence}
    seen = [source]
    for node in seen:
        if node in keeps:
            message = Phrase(
                '{title}: "{keeps}" takes the orders "{name}" by their numbers (`in_sequence`)',
                title=rule.title,
                keeps=keeps[node],
                name=name,
            )
            raise RuleError(
                message, Phrase("drop one of them; how many jobs are in the plant can be limited by `carriers` too")
            )
        seen += [one for one in low.after(node) if one not in seen]


def _is_fixed(lowering: Lowering, rule: OwnRule, shop: str, asked: Sequence[str]) -> bool:
    """Whether the rule goes by what never changes of an order."""
    numbers = dict(rule.wish.numbers)
    options = lowering.low.options.of("shops", shop).names
    return all(
        numbers[one].what in _FIXED_NUMBERS if one in numbers else one in _FIXED or one in options for one in asked
    )


def _sort(lowering: Lowering, rule: OwnRule, name: str, shop: str, asked: Sequence[str]) -> None:
    """Rate each order once: the lowest number comes first, of equals the first in the file; infinite ones never do."""
    low = lowering.low
    stream = low.b.resources[low.flow.streams[name]]
    orders = low.flow.orders[name]
    values = dict(lowering.values(rule, shop))
    function = with_numbers(rule.function, values, {})
    given = dict(rule.wish.numbers)
    options = low.options.of("shops", shop).names

    def number(argument: str, order: int) -> float:
        if argument in given and given[argument].what != "option":
            return lowering.fixed_number(rule, given[argument], shop)
        if argument in ("order", "ready") and argument not in given:
            return order if argument == "order" else 0.0
        if argument == "due" and argument not in given:
            due = orders[order].due
            return math.inf if due is None else due
        column = options.index(given[argument].name if argument in given else argument)
        return low.b.integers[stream["row"] + order * len(low.options) + column]

    rated: list[tuple[float, int]] = []
    for order in range(int(stream["count"])):
        told = {one: number(one, order) for one in asked}
        try:
            found = float(function(**told))
        except Exception as error:
            raise RuleError(
                Phrase(
                    "{title}: {said} it ends with {name}: {error}",
                    title=rule.title,
                    said=_said(told),
                    name=type(error).__name__,
                    error=error,
                )
            ) from None
        if math.isnan(found):
            raise RuleError(
                Phrase("{title}: {said} it gives no number", title=rule.title, said=_said(told)),
                Phrase("let it return one number on every way"),
            )
        if found < math.inf:
            rated.append((found, order))
    rated.sort()
    stream["count"] = len(rated)
    stream["ranks0"] = low.b.ints([order for _, order in rated])


def _said(told: dict[str, float]) -> str:
    return "with " + (", ".join(f"{name}={value:g}" for name, value in told.items()) or "no arguments")
