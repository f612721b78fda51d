"""Capacity and output: utilisation = output / capacity."""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, percent, shown
from taktwin.analysis.claims.printed import quotient
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

_COUNT = ({"car": 1}, {})
FIELDS = {
    "capacity": Takes(_COUNT, "4 million cars", needed=True),
    "output": Takes(_COUNT, "2.3 million cars", needed=True),
    "utilisation": Takes(({"share": 1},), "58 %"),
}
TOGETHER = (("capacity", "output"),)
_OVERTIME = 1.25  # above the printed capacity: further shifts


def read(sentence: Sentence) -> Read | None:
    """A capacity of cars, an output, and perhaps a utilisation."""
    if (
        "capacity" not in sentence.words
        or re.search(r"grow|grew|rais|increas|from ", sentence.words)
        or "battery" in sentence.words
        or "storage" in sentence.words
    ):
        return None
    counts = [one for one in sentence.figures if one.dims in _COUNT]
    shares = sentence.having({"share": 1})
    if len(counts) != 2 or len(shares) > 1:
        return None
    first = "capacity" in counts[0].before.lower() + counts[0].after.lower().split(",")[0]
    capacity, output = counts if first else counts[::-1]
    values = {"capacity": capacity, "output": output}
    return Read({**values, "utilisation": shares[0]} if shares else values)


def judge(claim: Claim) -> Finding:
    """Utilisation against 1 and against the printed one."""
    capacity, output = claim.values["capacity"], claim.values["output"]
    use = output.middle / capacity.middle
    implied = f"{shown(output.middle)}/{shown(capacity.middle)} = {percent(use)}"
    low, high = quotient(output, capacity)
    if use > _OVERTIME:
        likely = slip(
            claim.values, ("output", "capacity"), lambda new: 0.3 <= new["output"].middle / new["capacity"].middle <= 1
        )
        return Finding("impossible", implied, likely=likely)
    if "utilisation" in claim.values and not claim.values["utilisation"].allows(low, high):
        return Finding("contradicts", implied, likely=percent(use))
    if low > 1:
        return Finding("only_if", implied, Phrase("only with further shifts or work on days off"))
    return Finding("consistent", implied)
