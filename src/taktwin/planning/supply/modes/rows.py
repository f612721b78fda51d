"""The limits as rows of figures: what each option uses of each, exactly.

One place says what a limit counts, so that the solver, the check of its answer and the reasons of a refusal cannot
differ. The ZIR is the weight of the zero-inventory parts, of which a least is asked; the others have a most.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.problem import Part, Problem, ZeroInventory, weight_of

#: Names of the limits, in the order in which they are told.
DOCK, SPACE, JIS = Phrase("dock minutes"), Phrase("space"), Phrase("JIS parts")
ZIR = Phrase("zero-inventory ratio")
_UNITS = {SPACE: " dm2"}  # the other names say what they count
#: By how much a sum of fractions may miss a limit, as a share of it; sums of whole numbers may not.
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Row:
    """One limit.

    Attributes:
        name: one of `DOCK`, `SPACE`, `JIS`, `ZIR`; or that of one dock.
        uses: for each part, for each of its options, what it uses (ZIR: the weight if it is zero-inventory).
        limit: the most of the sum; for the ZIR the least.
        least: whether it is a least.
        total: the weight of all parts, for the ZIR; else 0.
    """

    name: Phrase
    uses: tuple[tuple[float, ...], ...]
    limit: float
    least: bool = False
    total: float = 0

    @cached_property
    def whole(self) -> bool:
        """Whether all figures are whole numbers."""
        return all(float(use).is_integer() for uses in self.uses for use in uses)

    def used(self, choice: Sequence[int]) -> float:
        """What a choice uses: the index of the option of each part."""
        return total(uses[at] for uses, at in zip(self.uses, choice, strict=True))

    def met(self, used: float, limit: float | None = None) -> bool:
        """Whether a use keeps within the limit (or another)."""
        limit = self.limit if limit is None else limit
        slack = 0.0 if self.whole else TOLERANCE * max(1.0, abs(limit))
        return used >= limit - slack if self.least else used <= limit + slack

    def told(self, used: float) -> str:
        """A use for people: `530`, `17,734 dm2`, or `62.3 %`."""
        if self.name != ZIR:
            return number(used) + _UNITS.get(self.name, "")
        return percent(used / self.total)


def rows_of(problem: Problem) -> dict[str, Row]:
    """The limits that there are, by name, in the order dock, each dock, space, JIS, ZIR."""
    limits, parts = problem.limits, problem.parts
    found: dict[str, Row] = {}
    if limits.dock_minutes is not None:
        found[DOCK] = Row(DOCK, _each(parts, "dock_minutes"), limits.dock_minutes)
    for dock, minutes in limits.docks.items():
        used = tuple(tuple(one.dock_minutes if one.dock == dock else 0.0 for one in part.options) for part in parts)
        name = Phrase("dock minutes of {dock}", dock=dock)
        found[name] = Row(name, used, minutes)
    if limits.space is not None:
        found[SPACE] = Row(SPACE, _each(parts, "space"), limits.space)
    if limits.jis_parts is not None:
        counted = tuple(tuple(int(one.mode == "jis") for one in part.options) for part in parts)
        found[JIS] = Row(JIS, counted, math.floor(limits.jis_parts))
    if limits.zero_inventory is not None:
        found[ZIR] = zir_row(problem, limits.zero_inventory)
    return found


def zir_row(problem: Problem, wish: ZeroInventory) -> Row:
    """The zero-inventory ratio as a row: weights of the parts that count as zero-inventory."""
    weights = [weight_of(part, wish.weight) for part in problem.parts]
    uses = tuple(
        tuple(weight if one.cover <= wish.theta else 0 for one in part.options)
        for part, weight in zip(problem.parts, weights, strict=True)
    )
    every = total(weights)
    whole = all(float(weight).is_integer() for weight in weights)
    return Row(ZIR, uses, least_weight(every, wish.least, whole), least=True, total=every)


def least_weight(every: float, ratio: float, whole: bool = True) -> float:
    """The least weight for a ratio, 0 to 1, of all weight.

    The ratio is taken as written in decimals, so that 0.7 of 10 parts are 7, although neither 0.7 nor 0.7 x 10 need be
    exact in binary; of whole weights the next whole one. (Decimals may add up to a whole number, and are none.) A ratio
    that was counted, such as 7 / 12, has no end in decimals: by what it was rounded up it does not ask for one more.
    """
    exact = Fraction(repr(float(ratio))) * Fraction(every)
    return math.ceil(exact - Fraction(TOLERANCE)) if whole else float(exact)


def capacity_rows(problem: Problem) -> dict[str, Row]:
    """The limits without the ZIR: what there is, not what is wished."""
    return {name: row for name, row in rows_of(problem).items() if name != ZIR}


def total(numbers: Iterable[float]) -> float:
    """The sum; exact and whole where all are whole."""
    every = list(numbers)
    if all(float(one).is_integer() for one in every):
        return sum(int(one) for one in every)
    return math.fsum(every)


def number(value: float) -> str:
    """A figure for people: `1,230` or `12.5`."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6g}"


def percent(share: float) -> str:
    """A share for people, cut after two decimals so as to promise nothing too much: `70 %`, `62.35 %`."""
    cut = math.floor(1e4 * share + 1e-6) / 100.0
    return f"{cut:.2f}".rstrip("0").rstrip(".") + " %"


def _each(parts: Iterable[Part], name: str) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(getattr(one, name) for one in part.options) for part in parts)
