"""Figures of several years: how they grew, what they add up to, and what a target for a later year asks of them.

For output, sales, shares and investments alike. Growth from one year to the next is value / value before - 1; the mean
a year is (last / first)^(1 / years) - 1; a target is held against the growths that were seen.
"""

from __future__ import annotations

from itertools import pairwise

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, gravest, percent, power, shown
from taktwin.analysis.claims.printed import Printed, quotient
from taktwin.model.phrase import Phrase

FIRST, LAST = 1990, 2060
_YEARS = tuple(str(year) for year in range(FIRST, LAST + 1))
FIELDS = {
    **{year: Takes(example="953000 cars") for year in _YEARS},
    "growth": Takes(({"share": 1},), "36 %", signed=True),
    "mean": Takes(({"share": 1},), "24 %", signed=True),
    "total": Takes(example="1.5 million cars"),
    "target": Takes(example="2000000 cars"),
    "by": Takes(({},), "2027"),
}
TOGETHER = (("target", "by"), ("growth",), ("mean",), ("total",), *((year,) for year in _YEARS))
_MOST_SHARE = 1.0


def read(_: Sentence) -> Read | None:
    """No sentence: a row of years is given by its fields."""
    return None


def judge(claim: Claim) -> Finding:
    """Each of growth, mean, total and target against the figures of the years."""
    found = {int(year): claim.values[year] for year in _YEARS if year in claim.values}
    if len(found) < 2:
        return Finding("only_if", "", Phrase("figures of two years or more are needed"))
    others = [one for name, one in claim.values.items() if name in ("total", "target")]
    kinds = {tuple(sorted(one.dims.items())) for one in (*found.values(), *others)}
    if len(kinds) > 1:
        return Finding("impossible", Phrase("figures of different units"), likely=Phrase("write all in one unit"))
    if any(one.dims == {"share": 1} and one.value > _MOST_SHARE for one in found.values()):
        return Finding("impossible", Phrase("a share above 100 %"), likely=Phrase("growth is printed as a share"))
    results = [_path(found)]
    if "growth" in claim.values:
        results.append(_growth(found, claim.values["growth"]))
    if "mean" in claim.values:
        results.append(_mean(found, claim.values["mean"]))
    if "total" in claim.values:
        results.append(_total(found, claim.values["total"]))
    if "target" in claim.values and "by" in claim.values:
        results.append(_target(found, claim.values["target"], claim.values["by"]))
    return gravest(results)


def _path(found: dict[int, Printed]) -> Finding:
    """The years and the growth from each to the next."""
    steps = [f"{a}-{b} {_signed(growth)}" for a, b, growth in _growths(found)]
    return Finding("consistent", ", ".join(steps))


def _growths(found: dict[int, Printed]) -> list[tuple[int, int, float]]:
    """Growth a year between neighbours: first year, second year, share."""
    years = sorted(found)
    return [(a, b, power(found[b].middle / found[a].middle, 1 / (b - a)) - 1) for a, b in pairwise(years)]


def _growth(found: dict[int, Printed], rate: Printed) -> Finding:
    """Printed growth of the last year."""
    before, last = sorted(found)[-2:]
    if last != before + 1:
        return Finding("only_if", "", Phrase("only if it is the growth since {year}", year=before))
    low, high = quotient(found[last], found[before])
    growth = found[last].middle / found[before].middle - 1
    implied = f"{shown(found[last].middle)}/{shown(found[before].middle)} - 1 = {_signed(growth)}"
    if rate.allows(low - 1, high - 1, exact=True):
        return Finding("consistent", implied)
    for a, b, other in _growths(found)[:-1]:
        if b == a + 1 and rate.allows(other, other, exact=True):
            said = Phrase("only if the growth of {year} is meant", year=b)
            return Finding("only_if", implied, said)
    return Finding("contradicts", implied, likely=_signed(growth))


def _mean(found: dict[int, Printed], rate: Printed) -> Finding:
    """Mean growth a year from the first year to the last."""
    first, last = min(found), max(found)
    low, high = (power(one, 1 / (last - first)) - 1 for one in quotient(found[last], found[first]))
    growth = power(found[last].middle / found[first].middle, 1 / (last - first)) - 1
    implied = f"({shown(found[last].middle)}/{shown(found[first].middle)})^(1/{last - first}) - 1 = {_signed(growth)}"
    if rate.allows(low, high):
        return Finding("consistent", implied)
    growths = [growth for _, _, growth in _growths(found)]
    plain = sum(growths) / len(growths)
    if rate.allows(plain, plain):
        return Finding("only_if", implied, Phrase("only if the growths are averaged, which says more than they make"))
    return Finding("contradicts", implied, likely=_signed(growth))


def _total(found: dict[int, Printed], total: Printed) -> Finding:
    """The sum of the years, as of an investment."""
    low, high = (sum(one.span[k] for one in found.values()) for k in (0, 1))
    years, value = sorted(found), sum(one.middle for one in found.values())
    implied = f"{' + '.join(shown(found[year].middle) for year in years)} = {shown(value)}"
    missing = [year for year in range(years[0], years[-1]) if year not in found]
    if total.allows(low, high):
        if missing:
            return Finding("only_if", implied, Phrase("only if nothing came in {year}", year=missing[0]))
        return Finding("consistent", implied)
    if total.middle > high and missing:
        return Finding("only_if", implied, Phrase("only if the rest came in {year}", year=missing[0]))
    last = found[years[-1]]
    if total.allows(*last.span):
        return Finding("only_if", implied, Phrase("only if the last year is meant, not the sum"))
    return Finding("contradicts", implied, likely=shown(value))


def _target(found: dict[int, Printed], target: Printed, by: Printed) -> Finding:
    """The growth a year that a target asks for, beside the growths that were seen."""
    last, year = max(found), round(by.value)
    if year <= last:
        return Finding("only_if", "", Phrase("only if the target is for a year after {year}", year=last))
    if target.dims == {"share": 1} and target.value > _MOST_SHARE:
        return Finding("impossible", Phrase("a share above 100 %"), likely=Phrase("growth is printed as a share"))
    needed = power(target.middle / found[last].middle, 1 / (year - last)) - 1
    seen = [growth for _, _, growth in _growths(found)]
    implied = Phrase(
        "{needed} a year to {year}, seen {low} to {high}",
        needed=_signed(needed), year=year, low=_signed(min(seen)), high=_signed(max(seen)),
    )  # fmt: skip
    if needed <= seen[-1]:
        return Finding("consistent", implied)
    if needed <= max(seen):
        return Finding("only_if", implied, Phrase("only if it grows faster again than in {year}", year=last))
    return Finding("only_if", implied, Phrase("only if it grows faster than in any year that is given"))


def _signed(value: float) -> str:
    return f"+{percent(value)}" if value >= 0 else percent(value)
