"""Figures that make another one when multiplied, found by their units: g/m2 x m2 a car x cars = g."""

from __future__ import annotations

import re
from functools import reduce
from itertools import combinations

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.slips import slip
from taktwin.analysis.claims.units import POWER, Dims, times
from taktwin.model.phrase import Phrase

_NAMES = ("first", "second", "third", "fourth")
FIELDS = {
    **{name: Takes(example="30 g/m2") for name in _NAMES},
    "result": Takes(example="600 t"),
}
TOGETHER = (("first", "second", "result"),)
_BASES = {"energy": "kWh", "mass": "kg", "area": "m2", "volume": "m3", "time": "s", "money": "yuan", "coal": "kgce",
          "car": "cars", "length": "m"}  # fmt: skip


def read(sentence: Sentence) -> Read | None:
    """The largest set of figures whose product has the unit of another; one of them is *per* something."""
    figures = [one for one in sentence.figures if one.dims not in ({"share": 1}, {"points": 1}, {"times": 1}, {})]
    for size in (4, 3, 2):
        for result in reversed(figures):
            others = [one for one in figures if one is not result]
            for chosen in combinations(others, size):
                if _makes(chosen, result):
                    return Read({**dict(zip(_NAMES, chosen, strict=False)), "result": result})
    return None


def _makes(chosen: tuple[Printed, ...], result: Printed) -> bool:
    compound = any(min(one.dims.values()) < 0 for one in chosen) and (len(result.dims) == 1 or result.dims == POWER)
    product: Dims = reduce(lambda dims, one: times(dims, one.dims), chosen, {})
    return compound and product == result.dims


def judge(claim: Claim) -> Finding:
    """The product of the spans against the result."""
    factors = [claim.values[name] for name in _NAMES if name in claim.values]
    result = claim.values["result"]
    low, high = _product(factors)
    middle = reduce(lambda value, one: value * one.middle, factors, 1.0)
    unit = _unit(result.dims)
    implied = f"{' x '.join(one.text for one in factors)} = {shown(middle)} {unit}".strip()
    broken = next((one for one in factors if _too_much(one, claim)), None)
    if broken is not None:
        return Finding("impossible", implied, likely=Phrase("{figure} is out of all experience", figure=broken.text))
    if result.allows(low, high):
        return Finding("consistent", implied)
    names = ("result", *(name for name in _NAMES if name in claim.values))
    likely = slip(
        claim.values,
        names,
        lambda new: new["result"].allows(*_product([new[name] for name in _NAMES if name in new])),
    )
    return Finding("contradicts", implied, likely=likely or f"{shown(middle)} {unit}")


def _product(factors: list[Printed]) -> tuple[float, float]:
    """The smallest and largest product; half a digit of a round figure (200,000) is next to nothing."""
    low = high = 1.0
    for one in factors:
        low, high = low * max(one.span[0], 0.0), high * one.span[1]
    return low, high


def _too_much(one: Printed, claim: Claim) -> bool:
    if one.dims != {"mass": 1, "area": -1} or not re.search(r"\bvoc\b", claim.statement.lower()):
        return False
    return bounds()["voc_per_area"].verdict(one.middle * 1000) == "impossible"


def _unit(dims: Dims) -> str:
    if dims == POWER:
        return "kWh/s"
    return _BASES.get(next(iter(dims), ""), "")
