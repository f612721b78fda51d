"""Overall equipment effectiveness: availability x effectiveness x quality ratio (ISO 22400-2)."""

from __future__ import annotations

import math

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, percent

_SHARE = ({"share": 1},)
_FACTORS = ("availability", "effectiveness", "quality")
FIELDS = {
    **{name: Takes(_SHARE, "95 %", needed=True) for name in _FACTORS},
    "oee": Takes(_SHARE, "84.6 %", needed=True),
}
TOGETHER = ((*_FACTORS, "oee"),)


def read(sentence: Sentence) -> Read | None:
    """Four shares, one of them called OEE."""
    shares = sentence.having({"share": 1})
    result = [one for one in shares if "oee" in one.before.lower() or "overall" in one.before.lower()]
    if len(shares) != 4 or len(result) != 1:
        return None
    rest = [one for one in shares if one is not result[0]]
    return Read({**dict(zip(_FACTORS, rest, strict=True)), "oee": result[0]})


def judge(claim: Claim) -> Finding:
    """The product against the printed OEE; no factor is above 1."""
    values = [claim.values[name] for name in _FACTORS]
    product = math.prod(one.value for one in values)
    implied = f"{' x '.join(percent(one.value) for one in values)} = {percent(product)}"
    if max(one.value for one in (*values, claim.values["oee"])) > 1:
        return Finding("impossible", implied)
    low, high = (math.prod(one.span[end] for one in values) for end in (0, 1))
    if claim.values["oee"].allows(low, high):
        return Finding("consistent", implied)
    return Finding("contradicts", implied, likely=percent(product))
