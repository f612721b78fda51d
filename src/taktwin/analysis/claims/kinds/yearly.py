"""A yearly change and what it makes of several years: (1 + rate) to the power of the years."""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, percent, power
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.units import YEAR_H
from taktwin.model.phrase import Phrase

FIELDS = {
    "yearly": Takes(({"share": 1},), "-4 %", signed=True),
    "years": Takes(({"time": 1}, {}), "5 years"),
    "total": Takes(({"share": 1},), "-18 %", signed=True),
    "volume_growth": Takes(({"share": 1},), "180 %", signed=True),
}
TOGETHER = (("yearly", "years", "total"), ("yearly", "volume_growth"))
_FALLS = re.compile(r"less|lower|down|fall|fell|reduc|sav|decreas|declin|cut|shrink|drop")


def read(sentence: Sentence) -> Read | None:
    """``-4 % a year for five years: 25 % less``."""
    shares = sentence.having({"share": 1})
    yearly = [one for one in shares if one.period is not None or re.search(r"(year|annual)\w*\s*$", one.before.lower())]
    total = [one for one in shares if one not in yearly]
    years = [one for one in sentence.having({"time": 1}) if "year" in one.text]
    if len(yearly) != 1 or len(total) != 1 or len(years) != 1:
        return None
    falls = yearly[0].value < 0 or total[0].value < 0 or _FALLS.search(sentence.words) is not None
    down = [one.scaled(-1) if falls and one.value > 0 else one for one in (yearly[0], total[0])]
    return Read({"yearly": down[0], "years": years[0], "total": down[1]})


def judge(claim: Claim) -> Finding:
    """The compounded change against the printed one."""
    yearly = claim.values["yearly"]
    if "total" not in claim.values:
        return _of_volume(yearly, claim.values["volume_growth"])
    total, span = claim.values["total"], claim.values["years"]
    years = span.value / (YEAR_H * 3600) if span.dims else span.value
    if yearly.value <= -1 or total.value <= -1:
        return Finding(
            "impossible", percent(min(yearly.value, total.value)), likely=Phrase("nothing falls by more than all of it")
        )
    compounded = power(1 + yearly.value, years) - 1
    low, high = sorted((power(1 + yearly.value - half, years) - 1) for half in (yearly.half / 10, -yearly.half / 10))
    implied = f"{1 + yearly.value:.4g}^{years:g} - 1 = {100 * compounded:+.3g} %"
    if _allows(total, low, high):
        return Finding("consistent", implied)
    if _allows(total, years * yearly.value, years * yearly.value):
        return Finding("only_if", implied, Phrase("only if each year's change is counted from the first year"))
    needed = power(1 + total.value, 1 / years) - 1
    return Finding(
        "contradicts",
        implied,
        likely=Phrase(
            "compounding: {total} needs {rate} a year", total=percent(total.value), rate=f"{100 * needed:+.2g} %"
        ),
    )


def _allows(total: Printed, low: float, high: float) -> bool:
    """A falling total bears its bound (``over 20 % less``) on its size."""
    return total.scaled(-1).allows(-high, -low) if total.value < 0 else total.allows(low, high)


def _of_volume(yearly: Printed, volume: Printed) -> Finding:
    """Less energy while more is made: of the whole plant only if it falls much more for each car."""
    if min(yearly.value, volume.value) <= -1:
        least = min(yearly.value, volume.value)
        return Finding("impossible", percent(least), likely=Phrase("nothing falls by more than all of it"))
    each = (1 + yearly.value) / (1 + volume.value) - 1
    implied = Phrase("{each} a car in one year if the plant's total is meant", each=f"{100 * each:+.3g} %")
    if each < -0.25 and yearly.value < 0:
        return Finding("only_if", implied, Phrase("only if it is meant for each car"))
    return Finding("consistent", implied)
