"""What has been told apart from the model, and what a comparison of the two found in all."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that is not as the model says.

    Attributes:
        what: ``cycle``, ``setup``, ``repair`` (times), ``failures`` (how often), ``unknown_stop``.
        element: of the plant; None: all stations of ``line`` together, or of the plant where that is None, too.
        server: number of the server within it; None: it has but one.
        line: line of the element, or of the stations.
        value: value of the option on which the time depends (setups: from and to); None: it depends on none.
        mode: failure mode of the stops, where it is one alone with a name. Without an element: that of all who have it.
        state: of the stops: ``down`` or ``minor_stop``.
        model: what the model says: a mean time, s, or the mean time at work between stops, s (inf: it knows none).
        ratio: what was seen to that, with its 95 % interval; of unknown stops the time between them, s.
        seen: how many times, or stops.
        repair: of unknown stops: their mean length, s.
        evidence: likelihood ratio against the model, the largest so far.
        told: when it was large enough, s from the start of the plant.
    """

    what: str
    element: str | None
    server: int | None = None
    line: str | None = None
    value: str | None = None
    mode: str | None = None
    state: str | None = None
    model: float
    ratio: tuple[float, float, float]
    seen: int
    repair: float | None = None
    evidence: float
    told: float
    resources: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Where it is, as text: an element, its server and value."""
        if self.element is None:
            return self.mode or self.line or "*"
        server = f".{self.server}" if self.server is not None else ""
        return f"{self.element}{server}" + (f" ({self.value})" if self.value is not None else "")

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        value, low, high = (one if math.isfinite(one) else None for one in self.ratio)
        return {
            "what": self.what,
            "element": self.element,
            "server": self.server,
            "line": self.line,
            "value": self.value,
            "mode": self.mode,
            "state": self.state,
            "model_s": self.model if math.isfinite(self.model) else None,
            "ratio": {"value": value, "low": low, "high": high},
            "seen": self.seen,
            "repair_s": self.repair,
            "evidence": self.evidence,
            "told_s": self.told,
        }


@dataclass(frozen=True)
class Found:
    """A comparison of model and plant.

    Attributes:
        plant: its name; ``begin``: its start.
        since, until: first and last event, s from there.
        times, stops: how many were compared.
        tests: how many things are watched; together they raise a false alarm with a probability of ``alarms`` at most.
        findings: the surest first.
    """

    plant: str
    begin: dt.datetime
    since: float
    until: float
    times: int
    stops: int
    tests: int
    alarms: float
    findings: Sequence[Finding]

    def date(self, time: float) -> dt.datetime:
        """The date and time of an instant."""
        return self.begin + dt.timedelta(seconds=round(time))

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "plant": self.plant,
            "since": self.date(self.since).isoformat(sep=" "),
            "until": self.date(self.until).isoformat(sep=" "),
            "times": self.times,
            "stops": self.stops,
            "tests": self.tests,
            "alarms": self.alarms,
            "findings": [one.as_dict() for one in self.findings],
        }
