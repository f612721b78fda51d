"""The simple forecasts beside an issued one: what anybody could have said at its time from what had left by then."""

from __future__ import annotations

import numpy as np

from taktwin.live.issued.record import IssuedForecast
from taktwin.live.scores.baselines import CLIMATOLOGY_DAYS, ewma_rate, persistence, planned_rate, same_hours

_DAY_S, _HOUR_S = 86400.0, 3600.0
_LEAST_S = 900.0  # so much working time has to be known to speak of a rate
_EACH_S = 900.0  # intervals of the smoothed rate
_SMOOTHED_S = 8 * _HOUR_S  # what is older has a weight of 1 / 256
_SAME = 0.01  # share by which the working time of a day may differ from that of another


def simple_forecasts(one: IssuedForecast, left: np.ndarray, since: float) -> dict[str, float | list[float]]:
    """What each baseline says, where enough is known for it; of `climatology` the sample.

    - plan: working time that is left / takt x OEE;
    - last_hour: the rate of the last hour of working time goes on;
    - smoothed: the rate with a half life of an hour;
    - climatology: what left in the same hours of the last 20 days that worked as long.

    Args:
        one: the forecast.
        left: when jobs left, sorted, s from the start of the plant; what left after the forecast is not looked at.
        since: from when on they are told, s.
    """
    clock, found = one.clock, {}
    ahead = clock.between(one.at, one.until)
    if one.takt is not None:
        found["plan"] = planned_rate(ahead, one.takt, one.oee)
    past = clock.worked(left[left <= one.at])
    now, first = float(clock.worked(one.at)), float(clock.worked(since))
    if now - first >= _LEAST_S:
        found["last_hour"] = persistence(ahead, past - first, now - first)
        back = min(now - first, _SMOOTHED_S)
        edges = now - _EACH_S * np.arange(int(back // _EACH_S), -1, -1)
        counts = np.diff(np.searchsorted(past, edges, side="right"))
        found["smoothed"] = ewma_rate(ahead, counts, _EACH_S)
    days = [
        float(days)
        for days in range(1, int((one.at - since) // _DAY_S) + 1)
        if one.until - days * _DAY_S <= one.at and _works_as_long(one, days, ahead)
    ][:CLIMATOLOGY_DAYS]
    if len(days) >= 2:
        back = np.array(days) * _DAY_S
        found["climatology"] = same_hours(left, one.at - back, one.until - back).tolist()
    return found


def _works_as_long(one: IssuedForecast, days: float, ahead: float) -> bool:
    before = one.clock.between(one.at - days * _DAY_S, one.until - days * _DAY_S)
    return abs(before - ahead) <= _SAME * max(ahead, 1.0)
