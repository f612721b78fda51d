"""Looks ahead are scored by what came, when it has come."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest

from taktwin.live.forecast import Forecast
from taktwin.live.twin.outlookscore import Basis, OutlookScore


def look(at: float, until: float, jobs: list[int]) -> Forecast:
    return Forecast(
        plant="p", begin=dt.datetime(2026, 1, 5), at=at, until=until, times=np.array([until]),
        done=np.array(jobs)[:, None], orders={}, least={}, waited={}, energy={}, target=None, seed=1,
    )  # fmt: skip


def test_a_look_is_scored_when_its_time_is_over() -> None:
    """By hand: 10 and 14 were expected from 3 on, 12 came: |x - y| = 2, spread 4 / 4: 1; the simple one said 16."""
    score = OutlookScore()
    score.keep(look(3600.0, 3 * 3600.0, [10, 14]), Basis(made=3, since=0.0, last_hour=8))
    score.settle(3 * 3600.0, lambda begin, end: 99)
    assert score.as_dict() is None  # late news may still come
    score.settle(3 * 3600.0 + 120.0, lambda begin, end: 15 if (begin, end) == (0.0, 3 * 3600.0) else -1)
    told = score.as_dict()
    assert told is not None
    assert told["leads"] == [{"lead_h": 2.0, **told["all"]}]
    assert told["all"] == pytest.approx(
        {"n": 1, "came": 12, "error": 2, "bias": -2, "crps": 1, "cover": 1, "simple": 4, "skill": 0.75}
    )
    assert told["last"][0]["came"] == 15
    assert (told["last"][0]["p05"], told["last"][0]["p95"]) == (13, 17)
    other = OutlookScore()
    other.remember(json.loads(json.dumps(score.memory())))
    assert other.as_dict() == told
