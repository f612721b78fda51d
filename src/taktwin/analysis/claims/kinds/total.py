"""Addends and their sum: a total is what its parts add up to."""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.slips import slip

_NAMES = tuple(f"part{number}" for number in range(1, 9))
FIELDS = {**{name: Takes(example="250 GWh") for name in _NAMES}, "total": Takes(example="400 GWh", needed=True)}
TOGETHER = (("part1", "part2", "total"),)
_TOTAL = re.compile(r"\b(total|together|sum|altogether|in all|overall)\b")


def read(sentence: Sentence) -> Read | None:
    """Three figures or more of one dimension, one of them a total."""
    figures = sentence.figures
    if len(figures) < 3 or len(figures) > 9 or any(one.dims != figures[0].dims for one in figures):
        return None
    if re.search(r"\beach\b|average", sentence.words):
        return None
    total = [one for one in figures if _TOTAL.search(re.split(r"[,;]", one.before.lower())[-1])]
    total = total or [one for one in figures if _TOTAL.search(re.split(r"[,;:]", one.after.lower())[0])]
    if len(total) != 1:
        return None
    rest = [one for one in figures if one is not total[0]]
    return Read({**dict(zip(_NAMES, rest, strict=False)), "total": total[0]})


def judge(claim: Claim) -> Finding:
    """The sum against the total."""
    parts = [claim.values[name] for name in _NAMES if name in claim.values]
    total = claim.values["total"]
    value = sum(one.middle for one in parts)
    implied = f"{' + '.join(shown(one.middle) for one in parts)} = {shown(value)}"
    if total.allows(*_sum(parts)):
        return Finding("consistent", implied)
    names = ("total", *(name for name in _NAMES if name in claim.values))
    likely = slip(
        claim.values, names, lambda new: new["total"].allows(*_sum([new[name] for name in _NAMES if name in new]))
    )
    return Finding("contradicts", implied, likely=likely or shown(value))


def _sum(parts: list[Printed]) -> tuple[float, float]:
    return sum(one.span[0] for one in parts), sum(one.span[1] for one in parts)
