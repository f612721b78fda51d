"""How good the looks ahead of a twin were: each is kept until its time has come, then it is scored by what came.

The simple forecast that each is compared with goes on as in the hour before it. What it is worth is said as a skill:
1 - score / score of the simple one; above 0 the look ahead was the better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import numpy as np

from taktwin.live.forecast import Forecast
from taktwin.live.scores import crps

WAITS_S = 120.0  # after the time of a look ahead, for what comes late
_KEPT = 400  # looks ahead, those that wait among them
_LEVELS = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


class Basis(NamedTuple):
    """What is known when somebody looks ahead: jobs made since ``since`` (s), and in the hour before."""

    made: int
    since: float = 0.0
    last_hour: int = 0


@dataclass
class Look:
    """A look ahead from ``at`` to ``until`` (s from the start of the plant).

    Attributes:
        since: begin of the shift; ``made``: jobs that it had made when looking.
        sample: jobs from then on, by replication.
        simple: as many as if it went on as in the hour before.
        came: jobs that have come; None: it is not over.
    """

    at: float
    until: float
    since: float
    made: int
    sample: list[int]
    simple: float
    came: int | None = None


class OutlookScore:
    """The looks ahead of one twin, and how good they were."""

    def __init__(self) -> None:
        self.looks: list[Look] = []

    def keep(self, found: Forecast, basis: Basis) -> None:
        """Keep a look ahead."""
        simple = basis.last_hour / 3600.0 * (found.until - found.at)
        sample = [int(one) for one in found.jobs]
        self.looks.append(Look(found.at, found.until, basis.since, basis.made, sample, simple))
        del self.looks[:-_KEPT]

    def settle(self, now: float, made: Callable[[float, float], int]) -> None:
        """Count what came of those whose time has come.

        Args:
            now: s from the start of the plant.
            made: jobs that have left between two times, such as `Shadow.made`.
        """
        for one in self.looks:
            if one.came is None and now >= one.until + WAITS_S:
                one.came = made(one.since, one.until) - one.made

    def as_dict(self) -> dict[str, Any] | None:
        """By lead time, for JSON; None: none is over yet.

        ``error`` is the mean of |median - came|, ``bias`` of median - came, ``crps`` the continuous ranked probability
        score, all in jobs; ``cover``: the share that lay within the middle 90 %, both ends included.
        """
        over = [one for one in self.looks if one.came is not None]
        if not over:
            return None
        leads: dict[float, list[Look]] = {}
        for one in over:
            leads.setdefault(max(1.0, float(round((one.until - one.at) / 3600.0))), []).append(one)
        return {
            "looks": len(over),
            "all": _scored(over),
            "leads": [{"lead_h": lead, **_scored(leads[lead])} for lead in sorted(leads)],
            "last": [_told(one) for one in over[-40:]],
        }

    def memory(self) -> list[dict[str, Any]]:
        """What is to be kept for a restart, for JSON."""
        return [asdict(one) for one in self.looks]

    def remember(self, memory: list[Mapping[str, Any]]) -> None:
        """Go on from a memory. Raises TypeError: it is none."""
        self.looks = [Look(**one) for one in memory]


def _quantiles(one: Look) -> dict[str, float]:
    found = np.quantile(one.sample, list(_LEVELS.values()), method="inverted_cdf")
    return {name: float(value) for name, value in zip(_LEVELS, found, strict=True)}


def _told(one: Look) -> dict[str, Any]:
    """A look ahead of the whole shift, and what the shift came to."""
    whole = {name: value + one.made for name, value in _quantiles(one).items()}
    return {"at_s": one.at, "until_s": one.until, **whole, "came": (one.came or 0) + one.made}


def _scored(looks: list[Look]) -> dict[str, Any]:
    came = np.array([one.came or 0 for one in looks], float)
    told = [_quantiles(one) for one in looks]
    middle = np.array([one["p50"] for one in told])
    within = [one["p05"] <= value <= one["p95"] for one, value in zip(told, came, strict=True)]
    score = float(np.mean([crps([one.sample], [value])[0] for one, value in zip(looks, came, strict=True)]))
    simple = float(np.mean([abs(one.simple - value) for one, value in zip(looks, came, strict=True)]))
    return {
        "n": len(looks),
        "came": float(came.mean()),
        "error": float(np.abs(middle - came).mean()),
        "bias": float((middle - came).mean()),
        "crps": score,
        "cover": float(np.mean(within)),
        "simple": simple,
        "skill": 1.0 - score / simple if simple > 0.0 else None,
    }
