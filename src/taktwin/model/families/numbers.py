"""Part numbers of a family: one for each combination of the options by which they differ."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from taktwin.model.checks.ways.variants import PRODUCT, Choices, Variant
from taktwin.model.nouns.supply.family import Family

#: Part numbers up to which a family can be told apart.
MOST_NUMBERS = 2000


@dataclass(frozen=True)
class PartNumber:
    """A part number: ``share`` of the jobs need it, those that fulfil ``when`` (of several mixes, the most)."""

    name: str
    when: dict[str, list[str]]
    share: float


class TooManyNumbersError(Exception):
    """The options of a family have more combinations than can be told apart."""


def numbers_of(choices: Choices, stream: str, name: str, family: Family) -> list[PartNumber]:
    """The part numbers that the jobs of a stream need, in the order of the options; none where no job needs any.

    Raises:
        TooManyNumbersError: there are more than `MOST_NUMBERS`.
    """
    asked = list(dict.fromkeys([*family.variants, *family.when]))
    found: dict[tuple[str, ...], float] = {}
    for time in sorted({time for time, _ in choices.periods(choices.model.orders[stream])}):
        shares: dict[tuple[str, ...], float] = {}
        for variant in choices.at(stream, time, asked):
            if variant.chance(family.when) > 0.0:
                values = _values(variant, family.variants)
                shares[values] = shares.get(values, 0.0) + variant.share * variant.chance(family.when)
        for values, share in shares.items():
            found[values] = max(found.get(values, 0.0), share)
        if len(found) > MOST_NUMBERS:
            raise TooManyNumbersError
    return [
        PartNumber(
            "-".join((name, *values)),
            family.when | {option: [value] for option, value in zip(family.variants, values, strict=True)},
            share,
        )
        for values, share in found.items()
    ]


def share_of(numbers: Sequence[PartNumber]) -> float:
    """Share of the jobs that need any of a family's part numbers, 0 to 1."""
    return min(1.0, math.fsum(one.share for one in numbers))


def _values(variant: Variant, options: list[str]) -> tuple[str, ...]:
    """The value of each option; they have one each, unless there are too many combinations."""
    if any(len(variant.options[option]) > 1 for option in options if option != PRODUCT):
        raise TooManyNumbersError
    return tuple(next(iter(variant.options[option])) for option in options)
