"""Takt, rate and volume: cars an hour or a year from the time between two of them, on one line or several.

Volume = lines x working time / takt; the needed share of the working time can never be above 1.
"""

from __future__ import annotations

import re

from taktwin.analysis.claims.bounds import bounds
from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, gravest, percent, shown
from taktwin.analysis.claims.printed import TOLERANCE, Printed
from taktwin.analysis.claims.slips import slip
from taktwin.analysis.claims.units import YEAR_H
from taktwin.model.phrase import Phrase

_COUNT = ({"car": 1}, {})
FIELDS = {
    "takt": Takes(({"time": 1},), "120 s"),
    "rate": Takes(_COUNT, "30 cars an hour"),
    "volume": Takes(_COUNT, "180000 cars"),
    "days": Takes(({"time": 1}, {}), "300 days"),
    "hours": Takes(({"time": 1},), "16 h"),
    "lines": Takes(({},), "1"),
}
TOGETHER = (("takt", "rate"), ("takt", "volume"), ("rate", "volume"), ("takt",))
_HOUR, _DAY, _YEAR = 3600.0, 86400.0, YEAR_H * 3600
_TAKT = re.compile(
    r"(every|takt\w*|cycle( time)?|each|a car (in|per)|once (in|per))( time)?( of| is|:)?\s*(about |some )?$"
)

_STOCK = re.compile(r"buffer|stock|truck|rack|store|\bsets?\b|queue|reach|last|in process|battery|robot")


def read(sentence: Sentence) -> Read | None:
    """A time after ``every`` or ``takt``, and cars by the hour or year."""
    values: dict[str, Printed] = {}
    for one in sentence.figures:
        before, after = one.before.lower(), one.after.lower()
        if one.dims == {"time": 1} and one.value > 0:
            name = _of_time(one, before, after)
            if name and name not in values:
                values[name] = one
        elif one.dims in ({"car": 1}, {}) and one.period is not None:
            faster = "rate" in values and one.period >= _DAY > (values["rate"].period or _DAY)
            values.setdefault("volume" if faster or one.period >= _YEAR else "rate", one)
        elif one.dims == {} and re.match(r"\s*(assembly |parallel |final )?(lines?|plants?)\b", after):
            values.setdefault("lines", one)
        elif one.dims == {} and re.match(r"\s*shifts?\b", after):
            values.setdefault("shifts", one)
        elif one.dims == {"car": 1} and not _STOCK.search(sentence.words):
            values.setdefault("volume", one)
    if "shifts" in values:
        shifts = values.pop("shifts")
        if "hours" in values and values["hours"].value <= _DAY / 2:
            values["hours"] = values["hours"].scaled(shifts.value)
    if "volume" in values and "takt" not in values and "rate" not in values:
        return None
    if "rate" in values and "takt" not in values and "volume" not in values:
        return None
    if "takt" not in values and not ("rate" in values and "volume" in values):
        return None
    if not {"rate", "volume"} & values.keys():
        return None
    return Read(values)


def _of_time(one: Printed, before: str, after: str) -> str:
    unit = one.text.lower()
    if _TAKT.search(before) or re.match(r"\s*(takt|cycle|per car|a car|each)", after):
        return "takt"
    if "day" in unit or (unit.endswith("d") and one.value >= _DAY):
        return "days"
    if one.text.endswith("h") or "hour" in unit or (" h " in f" {unit} "):
        return "hours"
    return "takt" if one.value <= 1800 else ""


def judge(claim: Claim) -> Finding:
    """Takt against rate, and the working time that the volume needs against what there is."""
    values = claim.values
    lines = values["lines"].value if "lines" in values else 1.0
    findings = []
    takt = values["takt"].value if "takt" in values else 0.0
    average = not takt  # an hourly rate holds its stops already
    if "rate" in values:
        rate = values["rate"]
        period = rate.period or _HOUR
        if takt and period >= _DAY:
            findings.append(_time(rate, takt, lines, _worked(claim, period)))
        elif takt:
            findings.append(_pace(claim, rate, takt, lines, period))
        else:
            takt, lines = period / rate.value, 1.0
    if "volume" in values:
        volume = values["volume"]
        worked = _worked(claim, volume.period or _YEAR)
        if average and worked is None and (values["rate"].period or 0.0) >= _DAY:
            worked = _YEAR  # a rate by the day or month holds its nights and weekends already
        findings.append(_time(volume, takt, lines, worked, average))
    if not findings:
        findings.append(Finding("consistent", f"{shown(_HOUR / takt)}/h"))
    return gravest(findings)


def _worked(claim: Claim, period: float) -> float | None:
    """The stated working time of a period, s; None where none is stated."""
    hours, days = claim.values.get("hours"), claim.values.get("days")
    count = (days.value / _DAY if days.dims else days.value) if days is not None else 1.0
    if period < _YEAR:
        return hours.value if hours is not None and period == _DAY else None
    if hours is not None and hours.value <= _DAY and days is not None:
        return count * hours.value
    if hours is not None and hours.value > 31 * _DAY:
        return hours.value
    if hours is not None and hours.value <= _DAY:
        return 365 * hours.value
    return count * _DAY if days is not None else None


def _pace(claim: Claim, rate: Printed, takt: float, lines: float, period: float) -> Finding:
    low, high = values_of(claim.values["takt"])
    implied = f"{shown(period * lines / takt)}/{_name(period)}; {shown(rate.value)}/{_name(period)} = "
    implied += f"{shown(period * lines / rate.value)} s"
    if rate.allows(period * lines / high, period * lines / low):
        return Finding("consistent", implied)
    right = slip(claim.values, ("rate", "takt"), lambda new: new["rate"].allows(*_rates(new["takt"], lines, period)))
    if right:
        return Finding("contradicts", implied, likely=right)
    share = rate.value * takt / period / lines
    if share < 1:
        gross = Phrase("one is the gross figure, the other with stops ({share} of it)", share=percent(share))
        return Finding("contradicts", implied, likely=gross)
    several = Phrase("takt {takt} s, or several lines", takt=shown(period * lines / rate.value))
    return Finding("contradicts", implied, likely=several)


def _rates(takt: Printed, lines: float, period: float) -> tuple[float, float]:
    low, high = values_of(takt)
    return period * lines / high, period * lines / low


def values_of(figure: Printed) -> tuple[float, float]:
    """Smallest and largest value that a positive figure can stand for."""
    low, high = figure.span
    return max(low, 1e-12), high


def _time(volume: Printed, takt: float, lines: float, worked: float | None, average: bool = False) -> Finding:
    """The share of the time that a volume needs: of the stated time, or else of the year's (or day's) hours."""
    period = volume.period or _YEAR
    calendar = period if period <= _YEAR else _YEAR
    needed = volume.value * takt / lines
    gross = lines * (worked or calendar) / takt
    share = needed / (worked or calendar)
    implied = f"{shown((worked or calendar) / 3600)} h x {shown(3600 * lines / takt)}/h = {shown(gross)}; "
    implied += f"{percent(share)} needed"
    if average and 1 - TOLERANCE <= share <= 1 + TOLERANCE and (worked is not None or period < _YEAR):
        return Finding("consistent", implied)
    impossible = share > 1 + 1e-9 or (worked is not None and worked > calendar * (1 + 1e-9))
    if impossible:
        if worked is not None and worked > calendar:
            return Finding(
                "impossible", implied, likely=Phrase("the period has {hours} h", hours=shown(calendar / 3600))
            )
        if worked is not None and share <= 1 + TOLERANCE:
            return Finding("only_if", implied, Phrase("only without any stop, and with rounded figures"))
        return Finding("impossible", implied, likely=_remedy(share, takt, lines))
    if worked is not None:
        if average or bounds()["availability"].verdict(share) == "consistent":
            return Finding("consistent", implied)
        return Finding("only_if", implied, Phrase("only with an availability of {share}", share=percent(share)))
    if bounds()["hours_of_year"].verdict(needed / 3600 * _YEAR / calendar) == "consistent":
        return Finding("consistent", implied)
    return Finding(
        "only_if",
        implied,
        Phrase("only at {hours} h a year, nearly round the clock", hours=shown(needed / 3600 * _YEAR / calendar)),
    )


def _remedy(share: float, takt: float, lines: float) -> str:
    import math

    return Phrase(
        "a takt of {takt} s at most, or {lines} lines",
        takt=shown(math.floor(takt / share)),
        lines=math.ceil(share * lines - 1e-9),
    )


def _name(period: float) -> str:
    return {_HOUR: "h", 60.0: "min", _DAY: "day"}.get(period, "period")
