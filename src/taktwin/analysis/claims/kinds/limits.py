"""Figures that no other figure is needed for: hours of a day, days of a year, times and pieces of a known process."""

from __future__ import annotations

import re

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.slips import slip
from taktwin.model.phrase import Phrase

#: Process -> (words that name it, what a sentence must say besides).
_OF = {
    "press_pieces": re.compile(r"casting press|gigapress|giga press|casting machine|mega-casting|die.casting"),
    "die_change": re.compile(r"die change|change of (the )?dies?|changes? (its |the )?dies?"),
    "stamping_stroke": re.compile(r"press stroke|stamping stroke|a stroke"),
}
FIELDS = {
    "value": Takes(example="300 s", needed=True),
    "of": Takes(words=(*_OF, "period"), example="die_change", needed=True),
    "machines": Takes(({},), "1"),
}
TOGETHER = (("value", "of"),)


def read(sentence: Sentence) -> Read | None:
    """Hours a day beyond 24, or a time or yearly number of a process that is known."""
    for one in sentence.figures:
        if one.dims == {"time": 1} and one.period and one.value > one.period * 1.003:
            return Read({"value": one}, {"of": "period"})
    for of, pattern in _OF.items():
        if not pattern.search(sentence.words):
            continue
        yearly = of == "press_pieces"
        for one in sentence.figures:
            if one.period is not None and yearly and one.period > 1e7 and one.dims != {"time": 1}:
                presses = [
                    two
                    for two in sentence.figures
                    if not two.dims and re.match(r"\s*(\w+[ -])?(casting|press|giga|machine)", two.after.lower())
                ]
                return Read({"value": one, **({"machines": presses[0]} if presses else {})}, {"of": of})
            if not yearly and one.dims == {"time": 1}:
                return Read({"value": one}, {"of": of})
    return None


def judge(claim: Claim) -> Finding:
    """The figure against its bound."""
    of, value = claim.options["of"], claim.values["value"]
    if of == "period":
        return Finding(
            "impossible",
            f"{value.text} > {shown((value.period or 0) / 3600)} h",
            likely=Phrase("no period is longer than itself"),
        )
    bound = bounds()[of]
    machines = claim.values["machines"].value if "machines" in claim.values else 1.0
    each = value.middle / machines
    implied = f"{shown(each)} {bound.unit} ({bound.range})"
    verdict = bound.verdict(each)
    if verdict == "consistent":
        return Finding(verdict, implied)
    if of == "press_pieces" and verdict == "only_if":
        return Finding(verdict, implied, Phrase("only with {presses} presses", presses=_presses(value, bound.high)))
    if of == "die_change" and value.middle < bound.least:
        return Finding("only_if", implied, Phrase("only if the stroke is meant, not the change of dies"))
    if verdict == "only_if":
        return Finding(verdict, implied, Phrase("only at the edge of what is known"))
    likely = slip(claim.values, ("value",), lambda new: bound.verdict(new["value"].middle / machines) == "consistent")
    if of == "press_pieces" and not likely:
        likely = Phrase("{presses} presses", presses=_presses(value, bound.high))
    return Finding(verdict, implied, likely=likely)


def _presses(value: Printed, most: float) -> int:
    import math

    return math.ceil(value.middle / most)
