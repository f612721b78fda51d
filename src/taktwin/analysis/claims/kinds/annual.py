"""A part of a year and the whole: what some months make of twelve, all months alike."""

from __future__ import annotations

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, percent, shown
from taktwin.analysis.claims.units import YEAR_H
from taktwin.model.phrase import Phrase

FIELDS = {
    "part": Takes(example="300000 cars", needed=True),
    "months": Takes(({"time": 1}, {}), "9 months", needed=True),
    "year": Takes(example="426900 cars", needed=True),
}
TOGETHER = (("part", "months", "year"),)
_SEASON = 0.25  # by which the months of a year differ from its mean


def read(sentence: Sentence) -> Read | None:
    """Two counts and ``in nine months``."""
    months = [one for one in sentence.having({"time": 1}) if "month" in one.text]
    counts = [one for one in sentence.figures if one.dims in ({}, {"car": 1})]
    if len(months) != 1 or len(counts) != 2 or len(sentence.figures) != 3:
        return None
    part, year = sorted(counts, key=lambda one: one.value)
    return Read({"part": part, "months": months[0], "year": year})


def judge(claim: Claim) -> Finding:
    """The annualised part against the year."""
    part, year, span = (claim.values[name] for name in ("part", "year", "months"))
    months = span.value / (YEAR_H * 300) if span.dims else span.value
    annual = part.middle / months * 12
    implied = f"{shown(part.middle)} x 12/{months:g} = {shown(annual)}; {percent(annual / year.middle - 1)}"
    if part.value > year.value * 1.02 and part.bound != "under" and months <= 12:
        return Finding("impossible", implied, likely=Phrase("the part is more than the whole year"))
    if year.allows(annual, annual):
        return Finding("consistent", implied)
    if abs(annual / year.middle - 1) <= _SEASON * (12 - months) / months * 2:
        return Finding("only_if", implied, Phrase("only if the other months differ"))
    return Finding("contradicts", implied, likely=shown(annual))
