"""A share and the two counts behind it: part / whole, from 0 to 1."""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, percent, shown
from taktwin.analysis.claims.printed import Printed, quotient
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

FIELDS = {
    "part": Takes(example="63"),
    "whole": Takes(example="90"),
    "rate": Takes(({"share": 1}, {}), "70 %"),
    "basis": Takes(free=True, example="part families"),
}
TOGETHER = (("part", "whole", "rate"), ("part", "whole"), ("rate",))
_OTHER_MEASURE = re.compile(
    r"\b(rate|ratio|degree|level|localisation|localization|(by|of) value|per part|by parts)\b[^;]*$"
)
_OF_ALL = re.compile(r"\b(share|rate of|ratio|oee|efficiency|availability|utilisation|utilization|of the)\b")
_PART_OF = re.compile(r"[^\d,;]{0,30}\b(out )?of\s*(the |all |a total of )*$")
_GROWTH = re.compile(
    r"grow|grew|\bup\b|rose|increas|fell|\bdown\b|\bless\b|fewer|short|lighter|saved|saving|energy use"
)


def read(sentence: Sentence) -> Read | None:
    """``63 of 90: 70 %``, or a whole, a part and a share that is not called growth."""
    shares = [one for one in sentence.figures if one.dims == {"share": 1} and not one.signed and one.period is None]
    counts = [one for one in sentence.figures if one.dims not in ({"share": 1}, {"points": 1}, {"times": 1})]
    if not counts and len(shares) == 1 and shares[0].value > 1 and _OF_ALL.search(sentence.words):
        return Read({"rate": shares[0]})
    if len(counts) > 2 and len(shares) == 1 and _PART_OF.match(counts[0].after.lower()):
        counts = counts[:2]  # `45 of 60 suppliers, 75 %, are within 50 km`: what follows says which
    if len(counts) != 2 or not alike(counts[0], counts[1]) or len(shares) > 1:
        return None
    a, b = counts
    of = _PART_OF.match(a.after.lower()) is not None
    of_whole = bool(shares) and re.match(r"\s*of\b", shares[0].after.lower()) is not None
    if (
        not of
        and not of_whole
        and (not shares or _GROWTH.search(_plain(sentence.words)) or "capacity" in sentence.words)
    ):
        return None
    part, whole = (a, b) if of else sorted((a, b), key=lambda one: one.value)
    values = {"part": part, "whole": whole, **({"rate": shares[0]} if shares else {})}
    other = bool(shares and _OTHER_MEASURE.search(shares[0].before.lower()))
    return Read(values, {"measure": "other"} if other else {})


def _plain(words: str) -> str:
    """The words without comparisons that bound a share (``less than half``)."""
    return re.sub(r"\b(less|fewer) than\b", "", words)


def alike(one: Printed, other: Printed) -> bool:
    """Whether two figures count the same thing: with and without the word cars."""
    return {**one.dims, "car": 1} == {**other.dims, "car": 1}


def judge(claim: Claim) -> Finding:
    """The quotient of the counts against the printed share."""
    rate = claim.values.get("rate")
    if "part" not in claim.values or "whole" not in claim.values:
        return _alone(claim)
    part, whole = claim.values["part"], claim.values["whole"]
    share = part.middle / whole.middle if whole.middle else float("inf")
    implied = f"{shown(part.middle)}/{shown(whole.middle)} = {percent(share)}"
    low, high = quotient(part, whole)
    if low > 1 + 1e-9:
        return Finding("impossible", implied, likely=_slip_of(claim, True) or Phrase("part and whole changed places"))
    if rate is None:
        return Finding("consistent", implied)
    if rate.value > 1:
        return Finding("impossible", implied, likely=percent(share))
    if rate.allows(low, high, exact=True):
        ranged = part.end is not None or whole.end is not None
        if not ranged or (rate.allows(low, low, exact=True) and rate.allows(high, high, exact=True)):
            return Finding("consistent", implied)
        return Finding("only_if", implied, Phrase("only in a part of the printed range"))
    if claim.options.get("measure") == "other" or claim.options.get("basis"):
        return Finding(
            "only_if", implied, Phrase("only if {rate} is by value or per part, not by count", rate=rate.text)
        )
    return Finding("contradicts", implied, likely=_slip_of(claim, False) or percent(share))


def _slip_of(claim: Claim, bare: bool) -> str:
    def holds(new: object) -> bool:
        values = {**claim.values, **new}  # type: ignore[dict-item]  # a mapping of figures
        low, high = quotient(values["part"], values["whole"])
        return high <= 1 and (bare or values["rate"].allows(low, high, exact=True))

    return slip(claim.values, ("part", "whole"), holds)


def _alone(claim: Claim) -> Finding:
    rate = claim.values["rate"]
    if rate.value > 1:
        return Finding("impossible", percent(rate.value), likely=Phrase("a share is 100 % at most"))
    if claim.options.get("basis"):
        return Finding("consistent", percent(rate.value))
    return Finding("only_if", percent(rate.value), Phrase("only with the whole named: share of what?"))
