"""Choices for random factories: from a number (many factories, each with its address) or from hypothesis."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

ROUND = (1, 2, 3, 5, 10, 10, 20, 30)  # seconds: few values, so that much happens at the same instant


class Chooser:
    """Chooses; the first and the lowest are the simplest, to which hypothesis shrinks."""

    def integer(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        raise NotImplementedError

    def pick(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[self.integer(0, len(values) - 1)]

    def chance(self, percent: int) -> bool:
        """True in that share of the cases."""
        return self.integer(0, 99) >= 100 - percent

    def some(self, values: Sequence[T], most: int) -> list[T]:
        """One to ``most`` different values, in their order."""
        left = list(values)
        chosen = [left.pop(self.integer(0, len(left) - 1)) for _ in range(self.integer(1, min(most, len(left))))]
        return [value for value in values if value in chosen]

    # --- times

    def seconds(self, low: int = 1, high: int = 30) -> str:
        """A constant time, often a round one."""
        if low == 0 and self.chance(20):
            return "0 s"
        fitting = [value for value in ROUND if low <= value <= high]
        if fitting and self.chance(70):
            return f"{self.pick(fitting)} s"
        return f"{self.integer(low, high)} s"

    def time(self, low: int = 1, high: int = 30) -> str:
        """A time: constant in most cases, else drawn."""
        if self.chance(35):
            return self.drawn(max(low, 1), high)
        return self.seconds(low, high)

    def drawn(self, low: int, high: int) -> str:
        """A random time of a mean between two bounds."""
        m = self.integer(low, high)
        return self.pick(
            [
                f"exp({m} s)",
                f"uniform({m} s, {2 * m} s)",
                f"tri({0.8 * m} s, {m} s, {1.3 * m} s)",
                f"lognormal(mean={m} s, cv=1.2)",
                f"gamma(mean={m} s, cv=0.7)",
                f"gamma(mean={m} s, cv=1.5)",
                f"weibull(shape=1.5, scale={m} s)",
                f"erlang(k=3, mean={m} s)",
                f"normal(mean={m} s, sd={m} s)",
                f"discrete({m} s = 50 %, {2 * m} s = 30 %, 0 s = 20 %)",
                f"empirical({m} s, {2 * m} s, {m} s, {m + 1} s)",
                f"interpolated({m} s, {2 * m} s, {m + 3} s)",
            ]
        )


class Numbered(Chooser):
    """The choices of factory ``number`` of a seed."""

    def __init__(self, seed: int, number: int) -> None:
        self.random = random.Random(f"{seed}/{number}")

    def integer(self, low: int, high: int) -> int:
        return low + int(self.random.random() * (high - low + 1))


class Drawn(Chooser):
    """The choices of hypothesis."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw

    def integer(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))
