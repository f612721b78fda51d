"""Noise of a range extender that is less by a share: as time in which it is heard, or as loudness.

A share of time means nothing without the fuel and the balance of the charge: an engine that is off is not heard. As
loudness a share is a difference of levels: half the loudness is 10 dB less.
"""

from __future__ import annotations

import math
import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, Way, percent, shown
from taktwin.analysis.claims.reproduced import known, of_time_heard
from taktwin.model.phrase import Phrase

TIME, LOUDNESS = "time", "loudness"
FIELDS = {
    "less": Takes(({"share": 1},), "90 %", needed=True, signed=True),
    "of": Takes(words=(TIME, LOUDNESS), example=TIME),
    "fuel": Takes(({"share": 1},), "2 %", signed=True),
    "charge": Takes(words=("held", "lower"), example="held"),
}
TOGETHER = (("less",),)
_MOST_DB = 20.0  # that insulation and a quieter engine give together


def read(sentence: Sentence) -> Read | None:
    """Noise, heard or perceived less by a share."""
    if not re.search(r"nois|heard|audib|loud", sentence.words):
        return None
    shares = sentence.having({"share": 1})
    if len(shares) != 1 or len(sentence.figures) != 1:
        return None
    loud = re.search(r"loud|sone", sentence.words)
    return Read({"less": shares[0]}, {"of": LOUDNESS if loud else TIME})


def judge(claim: Claim) -> Finding:
    """What the share would take: a cap with its fuel and charge, or so many dB."""
    less = abs(claim.values["less"].middle)
    if less > 1:
        return Finding("impossible", percent(less), likely=Phrase("nothing falls by more than all of it"))
    if claim.options.get("of", TIME) == LOUDNESS:
        return _of_loudness(less)
    ways = of_time_heard(less)
    if claim.options.get("charge") == "lower":
        condition = Phrase("only because the battery paid for it: compare with the charge balanced")
        return Finding("only_if", percent(less), condition, ways=ways)
    missing = [name for name in ("fuel", "charge") if name not in claim.values and name not in claim.options]
    implied = Phrase("{share} of the time in which it is heard", share=percent(less))
    if missing:
        return Finding("only_if", implied, Phrase("only with the balance of the charge and the fuel named"), ways=ways)
    fuel = claim.values["fuel"].middle
    fits = [row for row in known()["heard"] if row["held"] and row["fuel"][0] - 0.005 <= fuel <= row["fuel"][1] + 0.005]
    condition = (
        Phrase("only with the levels that are assumed") if fits else Phrase("only with levels that are not known")
    )
    return Finding("only_if", implied, condition, ways=ways)


def _of_loudness(less: float) -> Finding:
    half = known()["loudness"]
    if less == 1:
        return Finding("impossible", Phrase("no level is without end below another"))
    db = half["half_db"] * math.log2(1 / (1 - less))
    way = Way(Phrase("the level falls by {db} dB", db=shown(db)), db <= _MOST_DB, half["tag"], half["source"])
    implied = Phrase("{db} dB less", db=shown(db))
    if db <= _MOST_DB:
        return Finding("only_if", implied, Phrase("only with engine and body together"), ways=(way,))
    condition = Phrase("only where the engine is off or masked: no insulation gives so much")
    return Finding("only_if", implied, condition, ways=(way,))
