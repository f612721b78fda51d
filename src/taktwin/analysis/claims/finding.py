"""What is found of a claim: the verdict, the arithmetic behind it, and the likely slip."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from taktwin.model.phrase import Phrase

Verdict = Literal["consistent", "only_if", "contradicts", "impossible"]
#: The mildest first: of several findings on one claim the gravest counts.
VERDICTS: tuple[Verdict, ...] = ("consistent", "only_if", "contradicts", "impossible")


@dataclass(frozen=True)
class Way:
    """How a figure would come out.

    Attributes:
        text: what would have to hold, with its range.
        reproduces: whether the printed figure lies in it.
        tag: `seen`, `derived` or `assumed`.
        source: of its numbers.
    """

    text: str
    reproduces: bool
    tag: str
    source: str

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {"text": str(self.text), "reproduces": self.reproduces, "tag": self.tag, "source": self.source}


@dataclass(frozen=True)
class Finding:
    """Verdict on a claim.

    Attributes:
        verdict: one of `VERDICTS`.
        implied: the arithmetic with its units.
        condition: of ``only_if``: under what it holds; else empty.
        likely: the likely slip, or what would be right; empty where none is known.
        ways: how the figure would come out, of kinds that know it.
    """

    verdict: Verdict
    implied: str
    condition: str = ""
    likely: str = ""
    ways: tuple[Way, ...] = ()

    @property
    def arithmetic(self) -> str:
        """The arithmetic and the condition."""
        if not self.condition or not self.implied:
            return self.implied or self.condition
        return Phrase("{implied}: {condition}", implied=self.implied, condition=self.condition)


def gravest(findings: Sequence[Finding]) -> Finding:
    """One finding of several: the gravest verdict, all the arithmetic."""
    worst = max(findings, key=lambda one: VERDICTS.index(one.verdict))
    rest = [one.implied for one in findings if one is not worst]
    implied = worst.implied
    for other in rest:
        implied = Phrase("{first}; {rest}", first=implied, rest=other)
    ways = tuple(dict.fromkeys(way for one in findings for way in one.ways))
    return Finding(worst.verdict, implied, worst.condition, worst.likely, ways)


def shown(value: float) -> str:
    """A value to four digits, with thousands separators."""
    if value == 0:
        return "0"
    rounded = float(f"{value:.4g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 1000 else f"{rounded:.4g}"


def percent(value: float) -> str:
    """A share as percent to three digits."""
    return f"{100 * value:.3g} %" if abs(value) < 10 else f"{100 * value:,.0f} %"


def power(base: float, exponent: float) -> float:
    """A power; infinite where it is beyond all numbers."""
    try:
        return max(base, 0.0) ** exponent
    except OverflowError:
        return math.inf
