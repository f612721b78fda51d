"""How long a number of things lasts: number x takt, or number / rate (Little 1961)."""

from __future__ import annotations

import re

from taktwin.analysis.claims.claim import Claim, Read, Sentence, Takes
from taktwin.analysis.claims.finding import Finding, shown
from taktwin.analysis.claims.printed import Printed
from taktwin.analysis.claims.slips import slip

_COUNT = ({"car": 1}, {})
FIELDS = {
    "number": Takes(_COUNT, "30", needed=True),
    "takt": Takes(({"time": 1},), "120 s"),
    "rate": Takes(_COUNT, "30 cars an hour"),
    "time": Takes(({"time": 1},), "60 min", needed=True),
}
TOGETHER = (("number", "takt", "time"), ("number", "rate", "time"))
_STOCK = re.compile(
    r"buffer|stock|truck|rack|store|\bsets?\b|queue|reach|last|in process|wait|clear|order book|bodies|cover"
)


def read(sentence: Sentence) -> Read | None:
    """A stock, buffer or truck load, a takt or rate, and the time that it lasts."""
    if not _STOCK.search(sentence.words) or len(sentence.figures) != 3:
        return None
    counts = [one for one in sentence.figures if one.dims in _COUNT and one.period is None]
    rates = [one for one in sentence.figures if one.dims in _COUNT and one.period is not None]
    spans = [one for one in sentence.having({"time": 1}) if one.period is None]
    if len(counts) != 1:
        return None
    if len(rates) == 1 and len(spans) == 1:
        return Read({"number": counts[0], "rate": rates[0], "time": spans[0]})
    if len(spans) == 2:
        takts = [
            one
            for one in spans
            if re.search(r"takt|cycle|each|at|every car", one.before.lower() + one.after.lower()[:8])
        ]
        takt = takts[0] if len(takts) == 1 else min(spans, key=lambda one: one.value)
        return Read({"number": counts[0], "takt": takt, "time": next(one for one in spans if one is not takt)})
    return None


def judge(claim: Claim) -> Finding:
    """The time that follows against the printed one."""
    time = claim.values["time"]
    low, high = _lasts(claim.values)
    middle = (low + high) / 2
    implied = f"{shown(middle / 60)} min" if middle < 3 * 3600 else f"{shown(middle / 3600)} h"
    if time.allows(low, high):
        return Finding("consistent", implied)
    likely = slip(claim.values, ("number", "time"), lambda new: new["time"].allows(*_lasts(new)))
    return Finding("contradicts", implied, likely=likely or implied)


def _lasts(values: object) -> tuple[float, float]:
    """Shortest and longest time, s; the number is taken as exact."""
    found: dict[str, Printed] = dict(values)  # type: ignore[call-overload]  # a mapping of figures
    number = found["number"].middle
    if "takt" in found:
        low, high = found["takt"].span
        return number * low, number * high
    low, high = found["rate"].span
    period = found["rate"].period or 3600.0
    return number * period / high, number * period / max(low, 1e-12)
