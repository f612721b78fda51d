"""Line stops and the machines behind them, also those that work again."""

from __future__ import annotations

from collections.abc import Sequence

import taktwin
from taktwin.live.alarms import PlantFlow
from taktwin.live.watching import LineStops
from tests.live.watching.plants import TEXT

FLOW = PlantFlow(taktwin.load(TEXT).model)


def fed(changes: Sequence[tuple[float, str, str]], end: float, least_s: float = 300.0) -> LineStops:
    """A watch fed with changes, with a look every ten seconds."""
    lines = LineStops(FLOW, least_s)
    states = dict.fromkeys("abcd", "working")
    for name in states:
        lines.change(0.0, name, "working")
    time = 0.0
    for at, name, state in [*changes, (end, "a", "working")]:
        while time < at:
            lines.look(time, states)
            time = min(time + 10, at)
        states[name] = state
        lines.change(at, name, state)
    lines.look(end, states)
    lines.close(end)
    return lines


def test_the_end_of_the_line() -> None:
    assert FLOW.ends == {"body.main": "d"}


def test_a_machine_that_stands_now() -> None:
    lines = fed([(100, "b", "down"), (200, "c", "starved"), (260, "d", "starved"), (900, "d", "working")], 1000)
    (one,) = lines.found
    assert (one.line, one.place, one.begin, one.end, one.goes_on) == ("body.main", "d", 260, 900, False)
    assert one.cause is not None
    assert (one.cause.kind, one.cause.name, one.cause.chain) == ("machine", "b", ("d", "c", "gap", "b"))
    assert one.as_dict()["cause"]["name"] == "b"


def test_a_gap_that_arrives_when_the_machine_works_again() -> None:
    changes = [
        (100, "b", "down"),
        (500, "c", "starved"),
        (600, "b", "working"),
        (610, "d", "starved"),
        (880, "c", "working"),
        (960, "d", "working"),
    ]
    (one,) = fed(changes, 1100).found
    assert one.cause is not None
    assert (one.cause.kind, one.cause.name) == ("earlier stop", "b")
    assert one.cause.told == "b had stopped before"


def test_a_jam_that_arrives_from_behind() -> None:
    """Blocked in the end, but no machine is behind the last one: what is slower cannot be named."""
    (one,) = fed([(100, "d", "blocked"), (500, "d", "working")], 600).found
    assert one.cause is None


def test_a_gap_that_no_stop_explains() -> None:
    (one,) = fed([(500, "d", "starved"), (900, "d", "working")], 1000).found
    assert one.cause is not None
    assert (one.cause.kind, one.cause.name) == ("slower", "c")


def test_what_is_short_or_planned_is_no_stop() -> None:
    assert fed([(100, "d", "starved"), (390, "d", "working")], 1000).found == []
    assert fed([(100, "d", "off_shift"), (900, "d", "setup"), (1900, "d", "working")], 2000).found == []


def test_what_goes_on_is_marked() -> None:
    (cut,) = fed([(100, "d", "down"), (700, "d", "off_shift")], 5000).found
    assert (cut.end, cut.goes_on) == (700, True)
    (open_,) = fed([(100, "d", "down")], 800).found
    assert (open_.end, open_.goes_on) == (800, True)
