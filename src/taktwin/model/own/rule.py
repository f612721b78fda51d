"""The words with which a rule of one's own says what it decides.

    from taktwin import rule

    @rule.retrieval("queue")
    def oldest_order(order):
        return order

A rule stays a plain function: it can be called, tested and passed on like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from taktwin.model.phrase import Phrase
from taktwin.model.values.quantity import QuantityError, parse_quantity

Function = TypeVar("Function", bound=Callable[..., float])

#: Attribute of a function that holds what it decides.
MARK = "__taktwin_rules__"


@dataclass(frozen=True)
class Number:
    """A number of the plant that a rule asks for: `level`, `stock`, `option`, `value` or `element`, and of what."""

    what: str
    name: str
    value: str = ""


@dataclass(frozen=True)
class Wish:
    """What a function decides: a decision (`retrieval`, `choice`, ...) at the places ``names``.

    ``numbers`` are those of its arguments that are no word of the decision: (argument, number of the plant).
    ``every``: so often it is asked though nothing happens, s; None: then it is not.
    """

    what: str
    names: tuple[str, ...]
    numbers: tuple[tuple[str, Number], ...]
    every: float | None = None


class Rules:
    """The decorators, and the numbers of the plant that a rule may ask for."""

    def retrieval(self, *names: str, **numbers: Number) -> Callable[[Function], Function]:
        """Which job of a buffer or store goes next: each is rated, the lowest number goes first."""
        return _decorator("retrieval", names, numbers)

    def choice(self, *names: str, **numbers: Number) -> Callable[[Function], Function]:
        """Which free server of a station takes the job: each is rated, the lowest number takes it."""
        return _decorator("choice", names, numbers)

    def route(self, *names: str, **numbers: Number) -> Callable[[Function], Function]:
        """Which way a finished job takes: each open way is rated, the lowest number is taken."""
        return _decorator("route", names, numbers)

    def release(self, *names: str, every: str | None = None, **numbers: Number) -> Callable[[Function], Function]:
        """Which waiting order of a stream goes into its line: each is rated, the lowest number goes first.

        An infinite number lets an order wait. It is asked whenever something happens in the plant, and besides so often
        as ``every`` says ("10 min") from the start of the run on, for rules that go by the clock.
        """
        return _decorator("release", names, numbers, _seconds(every))

    def dispatch(self, *names: str, **numbers: Number) -> Callable[[Function], Function]:
        """Which request a free vehicle of a fleet takes, and which free vehicle takes a request: the lowest number."""
        return _decorator("dispatch", names, numbers)

    def repair(self, *names: str, **numbers: Number) -> Callable[[Function], Function]:
        """To which waiting resource a repair crew goes: each is rated, the lowest number is next."""
        return _decorator("repair", names, numbers)

    @staticmethod
    def level(name: str) -> Number:
        """How many jobs are in an element."""
        return Number("level", name)

    @staticmethod
    def stock(name: str) -> Number:
        """How many parts are in a stock point."""
        return Number("stock", name)

    @staticmethod
    def option(name: str) -> Number:
        """An option of the job whose name is no name in Python, or is a word already."""
        return Number("option", name)

    @staticmethod
    def element(name: str) -> Number:
        """The number by which a rule sees an element, a feed or a fleet."""
        return Number("element", name)

    @staticmethod
    def value(option: str, value: str) -> Number:
        """The number by which a rule sees a value of an option: its place among the values in the file, from 0."""
        return Number("value", option, value)


def _seconds(every: str | None) -> float | None:
    if every is None:
        return None
    try:
        found = parse_quantity(every, "duration").value
    except QuantityError as error:
        raise TypeError(Phrase("rule.release: every: {why}", why=str(error))) from None
    if found == 0.0:
        raise TypeError(Phrase("rule.release: every: expected a time above 0"))
    return found


def _decorator(
    what: str, names: tuple[str, ...], numbers: dict[str, Number], every: float | None = None
) -> Callable[[Function], Function]:
    if not names or not all(isinstance(name, str) for name in names):
        raise TypeError(
            Phrase('rule.{what} needs the names of what it decides at, as in @rule.{what}("queue")', what=what)
        )
    for argument, number in numbers.items():
        if not isinstance(number, Number):
            raise TypeError(
                Phrase(
                    "rule.{what}: {argument} must be rule.level(...), rule.stock(...), rule.option(...), "
                    "rule.value(...) or rule.element(...)",
                    what=what,
                    argument=argument,
                )
            )

    def mark(function: Function) -> Function:
        wishes = (*getattr(function, MARK, ()), Wish(what, names, tuple(numbers.items()), every))
        setattr(function, MARK, wishes)
        return function

    return mark


rule = Rules()
