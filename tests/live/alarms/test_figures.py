"""Floods and the other figures of alarms, by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taktwin.live.alarms import alarm as a
from taktwin.live.alarms.book import AlarmRecord
from taktwin.live.alarms.figures import alarm_figures
from taktwin.live.alarms.flood import Flood, floods


def line(time: float, alarm: str, action: str, before: str, after: str, priority: str = "low") -> AlarmRecord:
    source = alarm.rsplit(maxsplit=1)[-1]
    return AlarmRecord(
        time=time, alarm=alarm, source=source, priority=priority, action=action, before=before, after=after
    )


def came(time: float, alarm: str = "down weld", priority: str = "low") -> AlarmRecord:
    return line(time, alarm, a.RAISE, a.NORMAL, a.UNACKNOWLEDGED, priority)


def test_floods() -> None:
    ten = [float(minute * 60) for minute in range(10)]
    assert floods(ten, 9999) == []
    assert floods([*ten, 599.0], 9999) == [Flood(599.0, 360 + 600, 11)]
    assert floods([*ten, 600.0], 9999) == []  # the first is ten minutes old
    assert floods([*ten, 599.0, 700, 800, 900], 9999) == [Flood(599.0, 540 + 600, 14)]
    assert floods([*ten, 599.0], 700) == [Flood(599.0, 700, 11)]
    twice = [float(i) for i in range(11)]
    assert len(floods([*twice, *(5000.0 + i for i in range(11))], 9999)) == 2


@given(st.lists(st.integers(0, 3000), max_size=60))
def test_floods_second_by_second(seconds: list[int]) -> None:
    """As somebody who counts the last ten minutes at every second would say."""
    times = sorted(map(float, seconds))
    until, inside = 4000, False
    expected: set[int] = set()
    for now in range(until):
        recent = sum(now - 600 < time <= now for time in times)
        inside = recent > 10 or (inside and recent >= 5)
        if inside:
            expected.add(now)
    found = floods(times, float(until))
    assert {now for now in range(until) if any(one.begin <= now < one.end for one in found)} == expected


def test_figures() -> None:
    record = [
        came(100, "down weld", "high"),
        line(120, "down weld", a.RETURN, a.UNACKNOWLEDGED, a.RETURNED),
        came(150),
        line(155, "down weld", a.RETURN, a.UNACKNOWLEDGED, a.RETURNED),
        came(160),
        line(220, "down weld", a.ACKNOWLEDGE, a.UNACKNOWLEDGED, a.ACKNOWLEDGED),
        came(300, "part fit"),
        line(400, "part seat", a.SUPPRESS, a.NORMAL, a.SUPPRESSED),
        came(500, "operator test"),
        line(800, "operator test", a.ACKNOWLEDGE, a.UNACKNOWLEDGED, a.ACKNOWLEDGED),
        line(900, "operator test", a.RETURN, a.ACKNOWLEDGED, a.NORMAL),
        came(99999, "late"),
    ]
    found = alarm_figures(record, 0, 90000)
    assert (found.alarms, found.per_hour, found.most_in_10_min) == (5, 5 / 25, 5)
    assert (found.chattering, found.fleeting) == (["down weld"], 2)
    assert found.stale == ["down weld", "part fit"]
    assert (found.top[0], found.top_share) == (("weld", 3), 1)
    assert found.priorities == {"high": 0.2, "low": 0.8}
    assert (found.suppressed, found.acknowledged_s) == (1, (120 + 300) / 2)
    assert (found.floods, found.in_flood) == ([], 0)
    nothing = alarm_figures([], 0, 0)
    assert (nothing.per_hour, nothing.in_flood, nothing.acknowledged_s) == (0, 0, None)


def test_time_in_flood() -> None:
    found = alarm_figures([came(1000.0 + i, f"down m{i}") for i in range(20)], 0, 36000)
    assert found.floods == [Flood(1010.0, 1615.0, 20)]
    assert found.in_flood == 605 / 36000
