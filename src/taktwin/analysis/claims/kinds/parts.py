"""A number of parts, what they make in all, and what each of them is: number x each = total."""

from __future__ import annotations

import math
import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

FIELDS = {
    "number": Takes(example="34"),
    "total": Takes(example="11.39 bn yuan"),
    "each": Takes(example="over 0.5 bn yuan"),
}
TOGETHER = (("number", "total", "each"),)
_EACH = re.compile(r"\b(each|every one|apiece|on average|average|mean|per project|none)\b")


def read(sentence: Sentence) -> Read | None:
    """Three figures, one of which is said of each."""
    if len(sentence.figures) != 3:
        return None
    each = [one for one in sentence.figures if _EACH.search(_clause(one))]
    if not each:
        each = _of_one(sentence)
    if len(each) != 1 or each[0].dims in ({"share": 1}, {"time": 1}):
        return None
    one = each[0]
    total = [two for two in sentence.figures if two is not one and two.dims == one.dims]
    if len(total) == 2:  # figures without units: the number is the plain one with a noun
        total = sorted(total, key=lambda two: two.value)[1:]
    number = [two for two in sentence.figures if two is not one and two not in total]
    if len(total) != 1 or len(number) != 1 or number[0].dims not in ({}, {"car": 1}):
        return None
    return Read({"number": number[0], "total": total[0], "each": one})


def _of_one(sentence: Sentence) -> list[Printed]:
    """What is said of ``a robot`` where 3,000 robots are counted."""
    counted = [one for one in sentence.figures if not one.dims and _named_alone(one, sentence.words)]
    rest = [one for one in sentence.figures if one not in counted]
    alike = len(counted) == 1 and len(rest) == 2 and rest[0].dims == rest[1].dims
    return [min(rest, key=lambda one: one.value)] if alike else []


def _named_alone(one: Printed, words: str) -> bool:
    noun = re.match(r" ([a-z]{3,}?)s\b", one.after.lower())
    return noun is not None and re.search(rf"\b(a|per|one) {noun[1]}\b", words) is not None


def _clause(one: Printed) -> str:
    before = re.split(r"[,;:]", one.before.lower())[-1]
    return before + " # " + re.split(r"[,;:]", one.after.lower())[0]


def judge(claim: Claim) -> Finding:
    """Number x each against the total; a bound on each is a bound on the total."""
    number, total, each = (claim.values[name] for name in ("number", "total", "each"))
    product = number.value * each.middle
    implied = f"{shown(number.value)} x {shown(each.middle)} = {shown(product)}"
    implied += f"; {shown(total.middle)}/{shown(number.value)} = {shown(total.middle / number.value)}"
    low, high = (part * number.value for part in each.span)
    if each.bound == "over":
        low, high = each.value * number.value, math.inf
    elif each.bound == "under":
        low, high = -math.inf, (each.end or each.value) * number.value
    if total.allows(low, high):
        return Finding("consistent", implied)
    likely = slip(
        claim.values, ("total", "each", "number"), lambda new: _fits(new["number"], new["total"], new["each"])
    )
    likely = likely or Phrase("{mean} each on average", mean=shown(total.middle / number.value))
    return Finding("impossible" if each.bound in ("over", "under") else "contradicts", implied, likely=likely)


def _fits(number: Printed, total: Printed, each: Printed) -> bool:
    if number.value != int(number.value):
        return False
    mean = total.middle / number.value
    return each.allows(mean, mean)
