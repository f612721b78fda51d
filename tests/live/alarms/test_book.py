"""The book of alarms: delays, dead bands, what people do, and the record of it."""

from __future__ import annotations

import math

import pytest

from taktwin.live.alarms import AlarmBook, LevelRule, StateRule
from taktwin.live.alarms import alarm as a
from taktwin.model.errors import OptionError
from tests.live.alarms.plants import small

DOWN = StateRule(name="down", states=("down", "waiting_crew"), on_delay=60, off_delay=20)


def told(book: AlarmBook) -> list[tuple[float, str, str]]:
    return [(one.time, one.alarm, one.after) for one in book.record]


def test_delays() -> None:
    """A stop shorter than the delay is none; a return shorter than its delay is none; times are those of the delays."""
    book = AlarmBook(states=[DOWN])
    book.observe(0, "weld", "down")
    book.observe(59, "weld", "working")
    book.observe(100, "weld", "down")
    book.observe(130, "weld", "waiting_crew")
    book.observe(200, "weld", "working")
    book.observe(215, "weld", "down")
    book.observe(300, "weld", "working")
    book.tick(1000)
    assert told(book) == [(160, "down weld", a.UNACKNOWLEDGED), (320, "down weld", a.RETURNED)]


def test_the_clock_alone_raises() -> None:
    book = AlarmBook(states=[DOWN])
    book.observe(0, "weld", "down")
    book.tick(59.9)
    assert book.alarms() == []
    book.tick(60)
    assert [one.name for one in book.alarms()] == ["down weld"]


def test_how_often_it_is_asked_does_not_matter() -> None:
    events = [(0, "down"), (70, "working"), (75, "down"), (400, "working"), (401, "down"), (480, "starved")]
    records = []
    for step in (1, 7, 1000):
        book, last = AlarmBook(states=[DOWN]), 0
        for at, state in events:
            for time in range(last, at, step):
                book.tick(time)
            last = at
            book.observe(at, "weld", state)
        book.tick(1000)
        records.append(book.record)
    assert records[0] == records[1] == records[2]


def test_blocked_and_starved_are_never_alarms() -> None:
    for state in ("blocked", "starved"):
        with pytest.raises(OptionError, match="never an alarm"):
            StateRule(name="x", states=(state,))
    book = AlarmBook()
    book.observe(0, "weld", "blocked")
    book.observe(9000, "weld", "starved")
    book.tick(99999)
    assert book.record == []


def test_a_dead_band() -> None:
    rule = LevelRule(name="low", source="stock", limit=10, above=False, dead_band=5)
    book = AlarmBook(states=[], levels=[rule])
    for time, value in enumerate((20, 10, 11, 14.9, 9, math.nan, 12, 15, 14, 10)):
        book.measure(time, "stock", value)
    assert told(book) == [
        (1, "low stock", a.UNACKNOWLEDGED),
        (7, "low stock", a.RETURNED),
        (9, "low stock", a.UNACKNOWLEDGED),
    ]
    bare = LevelRule(name="high", source="oven", limit=200)
    assert bare.beyond(200, False)
    assert bare.beyond(200, True)
    assert not bare.beyond(199.9, True)


def test_shelved_comes_back_by_itself() -> None:
    book = AlarmBook(states=[DOWN])
    book.observe(0, "weld", "down")
    book.tick(100)
    book.shelve(100, "down weld", until=500, who="Li", why="spare part ordered")
    assert [one.name for one in book.alarms(a.SHELVED)] == ["down weld"]
    book.tick(499)
    assert book.alarms() == []
    book.tick(600)
    assert book.alarm("down weld").now.state == a.UNACKNOWLEDGED
    assert [(one.time, one.action, one.who, one.why) for one in book.record[1:]] == [
        (100, a.SHELVE, "Li", "spare part ordered"),
        (500, a.UNSHELVE, "system", "its time is over"),
    ]


def test_shelved_again_keeps_the_later_end() -> None:
    book = AlarmBook(states=[DOWN])
    book.observe(0, "weld", "down")
    book.tick(100)
    book.shelve(100, "down weld", until=500, who="Li", why="x")
    book.unshelve(200, "down weld", who="Li")
    book.shelve(300, "down weld", until=900, who="Li", why="x")
    book.tick(600)
    assert book.alarm("down weld").now.state == a.SHELVED
    book.tick(900)
    assert book.alarm("down weld").now.state == a.UNACKNOWLEDGED


def test_what_people_do_needs_a_name_and_a_reason() -> None:
    book = AlarmBook(states=[DOWN])
    book.observe(0, "weld", "down")
    book.tick(60)
    before = list(book.record)
    for call in (
        lambda: book.acknowledge(61, "down weld", who=" "),
        lambda: book.shelve(61, "down weld", until=100, who="Li", why=""),
        lambda: book.shelve(61, "down weld", until=61, who="Li", why="x"),
        lambda: book.shelve(61, "down weld", until=math.inf, who="Li", why="x"),
        lambda: book.retire(61, "down weld", who="Li", why=""),
        lambda: book.acknowledge(61, "down wled", who="Li"),
        lambda: book.reset(61, "down weld", who="Li"),
    ):
        with pytest.raises(OptionError):
            call()
    assert book.record == before
    book.acknowledge(62, "down weld", who="Li", why="seen")
    assert book.record[-1].as_dict() == {
        "time": 62,
        "alarm": "down weld",
        "source": "weld",
        "priority": "medium",
        "action": "acknowledge",
        "before": "unacknowledged",
        "after": "acknowledged",
        "who": "Li",
        "why": "seen",
    }


def test_out_of_service_and_back() -> None:
    book = AlarmBook(states=[DOWN])
    book.observe(0, "weld", "down")
    book.tick(60)
    book.retire(70, "down weld", who="Li", why="rebuilt")
    book.observe(80, "weld", "working")
    book.observe(200, "weld", "down")
    book.tick(900)
    assert book.alarms() == []
    book.restore(900, "down weld", who="Li")
    assert book.alarm("down weld").now.state == a.UNACKNOWLEDGED


def test_time_does_not_go_back() -> None:
    book = AlarmBook()
    book.observe(10, "weld", "down")
    for time in (9.0, math.nan):
        with pytest.raises(OptionError, match="goes back"):
            book.observe(time, "weld", "working")
    assert book.states == {"weld": "down"}


def test_who_waits_for_a_machine_that_has_an_alarm_has_none() -> None:
    book = AlarmBook(small())
    book.observe(0, "door", "down")
    book.observe(0, "fit", "waiting_parts")
    book.tick(500)
    assert [one.name for one in book.alarms()] == ["down door"]
    assert book.alarm("part fit").because == "door"
    book.observe(600, "door", "working")
    book.tick(620)
    assert book.alarm("part fit").now.state == a.NORMAL
    book.observe(700, "fit", "working")
    book.tick(2000)
    assert [one.alarm for one in book.record if one.annunciates] == ["down door"]


def test_a_stop_that_is_over_before_its_delay_holds_nobody_up() -> None:
    quick = StateRule(name="part", states=("waiting_parts",), on_delay=30, waits=True)
    book = AlarmBook(small(), states=[DOWN, quick])
    book.observe(0, "weld", "waiting_parts")
    book.observe(0, "stamp", "down")
    book.tick(40)
    assert book.alarm("part weld").now.state == a.SUPPRESSED
    book.observe(50, "stamp", "starved")
    book.tick(90)
    assert [one.name for one in book.alarms()] == ["part weld"]


def test_who_waits_for_a_slower_neighbour_has_no_alarm() -> None:
    book = AlarmBook(small())
    book.observe(0, "door", "working")
    book.observe(0, "fit", "waiting_parts")
    book.tick(5000)
    assert book.record == []
    book.observe(5000, "door", "down")
    book.tick(5200)
    assert [one.name for one in book.alarms()] == ["down door"]


def test_each_line_is_told() -> None:
    lines: list = []
    book = AlarmBook(states=[DOWN], told=lines.append)
    book.observe(0, "weld", "down")
    book.tick(60)
    assert lines == book.record


@pytest.mark.parametrize(
    "rule",
    [
        lambda: StateRule(name="x", states=("dwon",)),
        lambda: StateRule(name="x", states=("down",), on_delay=-1),
        lambda: StateRule(name="x", states=("down",), priority="urgent"),  # type: ignore[arg-type]
        lambda: LevelRule(name="x", source="s", limit=math.nan),
        lambda: LevelRule(name="x", source="s", limit=1, dead_band=-1),
    ],
)
def test_rules_that_cannot_be_meant(rule) -> None:
    with pytest.raises(OptionError):
        rule()
