"""Growth between two figures, in percent, in percentage points or by how many times.

Growth = end / start - 1; *to* 30 times the start is growth *by* 29 times.
"""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, percent, power, shown
from taktwin.analysis.claims.kinds.share import alike
from taktwin.analysis.claims.printed import Printed, quotient
from taktwin.analysis.claims.slips import slip
from taktwin.analysis.claims.units import YEAR_H
from taktwin.model.phrase import Phrase

FIELDS = {
    "start": Takes(example="953000 cars"),
    "end": Takes(example="1296000 cars"),
    "years": Takes(({"time": 1},), "2 years"),
    "rate": Takes(({"share": 1}, {"times": 1}, {"points": 1}), "36 %", signed=True),
}
TOGETHER = (("start", "end", "rate"), ("end", "rate"), ("start", "rate"))
_GROWS = re.compile(
    r"grow|grew|\bup\b|rise|rose|rising|increas|more than in|higher|jump|gain|climb|surge|soar|year.on.year"
)
_FALLS = re.compile(r"\bdown\b|fell|fall|drop|declin|decreas|lower|less|fewer|short|reduc|shrink|shrank|\bsave")
YEAR_S = YEAR_H * 3600
_YEAR = r"(?:19|20)\d\d"

_BACKWARDS = re.compile(r"\b(instead of|after|(up|down) from|against|compared|versus|vs|rather than)\W*(with |to )?$")


def read(sentence: Sentence) -> Read | None:
    """Two figures of one dimension, and a percentage or ``times`` that is signed or called growth."""
    rates = [one for one in sentence.figures if one.dims in ({"times": 1}, {"points": 1})]
    moved = bool(_GROWS.search(sentence.words) or _FALLS.search(sentence.words))
    shares = sentence.having({"share": 1})
    if not rates:
        rates = [one for one in shares if one.signed] or (shares[-1:] if moved else [])
    yearly = [one for one in shares if one.period is not None]
    rates = yearly or rates
    if len(rates) != 1:
        return None
    span = [one for one in sentence.having({"time": 1}) if "year" in one.text]
    others = [one for one in sentence.figures if one is not rates[0] and one not in span]
    if len(others) != 2 or not alike(*others):
        return None
    if re.fullmatch(r"\s*(out )?of\s*(the )?", others[0].after.lower()) or re.match(r"\s*of\b", rates[0].after.lower()):
        return None
    start, end, years = _in_time(others)
    rate = rates[0]
    values: dict[str, Printed] = {"start": start, "end": end}
    if yearly:
        if not span and not years:
            return None
        values["years"] = span[0] if span else Printed(years * YEAR_S, dims={"time": 1}, text=f"{years} years")
    falls = not rate.signed and _FALLS.search(sentence.words) and not _GROWS.search(sentence.words)
    if falls and rate.value > 0:
        rate = rate.scaled(-1)
    wide = rate.dims == {"times": 1} and not re.search(
        r"grow|grew|increase|more|\bup\b|rise|rose|\bby\b", sentence.words
    )
    return Read({**values, "rate": rate}, {"meaning": "to" if wide else "by"})


def _in_time(pair: list[Printed]) -> tuple[Printed, Printed, int]:
    """The earlier and the later figure, by the years beside them or as they stand, and the years between them."""
    after = [re.match(rf"[^\d;]{{0,12}}\b({_YEAR})\b", one.after) for one in pair]
    years = after if all(after) else [re.search(rf"\b({_YEAR})\b[^\d]{{0,12}}$", one.before) for one in pair]
    if _BACKWARDS.search(pair[0].after.lower()) and not all(years):
        return pair[1], pair[0], 0
    found = [int(one[1]) for one in years if one is not None]
    if len(found) == 2 and found[0] > found[1]:
        return pair[1], pair[0], found[0] - found[1]
    return pair[0], pair[1], found[1] - found[0] if len(found) == 2 else 0


def judge(claim: Claim) -> Finding:
    """Growth of the two figures against the printed one."""
    rate = claim.values["rate"]
    if "start" not in claim.values or "end" not in claim.values:
        return _one_sided(claim, rate)
    start, end = claim.values["start"], claim.values["end"]
    if start.value <= 0:
        return Finding("impossible", f"{end.text} / {start.text}", likely=Phrase("growth from nothing has no rate"))
    low, high = quotient(end, start)
    ratio = end.value / start.value
    if rate.dims == {"points": 1} or start.dims == {"share": 1}:
        return _of_shares(start, end, rate)
    if rate.dims == {"times": 1}:
        return _of_times(claim, rate, ratio, low, high)
    implied = f"{shown(end.value)}/{shown(start.value)} = {ratio:.4g}, {_signed(ratio - 1)}"
    if "years" in claim.values:
        return _each_year(rate, claim.values["years"].value / YEAR_S, (low, ratio, high))
    if rate.allows(low - 1, high - 1, exact=True):
        return Finding("consistent", implied)
    if rate.allows(low, high, exact=True):
        return Finding(
            "only_if", implied, Phrase("only if {rate} of the start is meant, not growth by it", rate=rate.text)
        )
    return Finding("contradicts", implied, likely=_slip_of(claim, start, end, rate))


def _each_year(rate: Printed, years: float, ratios: tuple[float, float, float]) -> Finding:
    """Compound growth: the ratio to the power of 1 / years."""
    low, middle, high = (power(ratio, 1 / years) - 1 for ratio in ratios)
    implied = f"{ratios[1]:.4g}^(1/{years:g}) - 1 = {_signed(middle)}"
    if rate.allows(low, high):
        return Finding("consistent", implied)
    if rate.allows((ratios[0] - 1) / years, (ratios[2] - 1) / years):
        return Finding("only_if", implied, Phrase("only if each year's change is counted from the first year"))
    return Finding("contradicts", implied, likely=_signed(middle))


def _slip_of(claim: Claim, start: Printed, end: Printed, rate: Printed) -> str:
    def holds(new: object) -> bool:
        values = {**claim.values, **new}  # type: ignore[dict-item]  # a mapping of figures
        low, high = quotient(values["end"], values["start"])
        return values["rate"].allows(low - 1, high - 1, exact=True)

    return slip(claim.values, ("end", "start"), holds) or Phrase(
        "{rate} belongs to {end} at the end or {start} at the start: a revised figure with an old rate",
        rate=rate.text,
        end=shown(start.value * (1 + rate.value)),
        start=shown(end.value / (1 + rate.value)) if rate.value > -1 else "-",
    )


def _of_shares(start: Printed, end: Printed, rate: Printed) -> Finding:
    points, ratio = end.value - start.value, end.value / start.value - 1
    half = start.half + end.half
    implied = Phrase(
        "{points} percentage points, {ratio} of the start", points=f"{100 * points:+.3g}", ratio=_signed(ratio)
    )
    in_points = rate.allows(points - half, points + half)
    if in_points and rate.dims == {"points": 1}:
        return Finding("consistent", implied)
    low, high = quotient(end, start)
    if rate.dims != {"points": 1} and rate.allows(low - 1, high - 1, exact=True):
        return Finding("consistent", implied)
    if in_points:
        return Finding("only_if", implied, Phrase("only if percentage points are meant, not percent"))
    return Finding("contradicts", implied, likely=Phrase("percent and percentage points confused"))


def _of_times(claim: Claim, rate: Printed, ratio: float, low: float, high: float) -> Finding:
    implied = Phrase("{to} times the start, growth by {by} times", to=shown(ratio), by=shown(ratio - 1))
    to, by = rate.allows(low, high), rate.allows(low - 1, high - 1)
    wide = claim.options.get("meaning") == "to"
    if to if wide else by:
        return Finding("consistent", implied)
    if to:
        return Finding("only_if", implied, Phrase("only if growth to so many times is meant, not by"))
    if by:
        return Finding("only_if", implied, Phrase("only if growth by so many times is meant, not to"))
    return Finding("contradicts", implied, likely=Phrase("{ratio} times", ratio=shown(ratio)))


def _one_sided(claim: Claim, rate: Printed) -> Finding:
    growth = rate.value
    if growth <= -1:
        return Finding("impossible", percent(growth), likely=Phrase("nothing falls by more than all of it"))
    if "end" in claim.values:
        return Finding("consistent", Phrase("start {value}", value=shown(claim.values["end"].value / (1 + growth))))
    return Finding("consistent", Phrase("end {value}", value=shown(claim.values["start"].value * (1 + growth))))


def _signed(value: float) -> str:
    return f"{100 * value:+.4g} %"
