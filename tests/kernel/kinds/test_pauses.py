"""Machines that sleep while they are idle: when they fall asleep, what wakes them, and what ends a pause."""

from __future__ import annotations

import pytest

from taktwin.kernel.base import state as k
from tests.kernel.plants import Data, ends, history, line, program_of, row_of, run, simulated, states
from tests.kernel.rules.small import BREAK

BOTH = {"brief": {"after": "10 s", "wake": "5 s"}, "long": {"after": "30 s", "wake": "15 s"}}
#: The brief pause alone.
BRIEF = {"brief": {"after": "10 s", "wake": "5 s"}}


def napping(pauses: object = BOTH, every: str = "60 s", cycle: str = "20 s", **more: object) -> Data:
    """A line of one station with pauses, to which a job comes now and then."""
    return line([{"station": "m", "cycle": cycle, "pauses": pauses, **more}], {"interval": every})


@pytest.mark.rule(
    "When it has been idle for after it falls into that pause",
    "from the brief one into the long one, which is counted from the same moment",
    "It then wakes for the wake of its pause",
    "What sleeps takes a job as if it were awake.",
)
@pytest.mark.rule("brief pause, long pause: it is idle, and sleeps")
@pytest.mark.rule("waking: it wakes from a pause")
def test_the_longer_it_sleeps_the_longer_it_wakes():
    """Idle from 0: asleep at 10, deep at 30; a job at 60, awake at 75, done at 95. Asleep at 105; the job at 120 ..."""
    result = run(napping(), 145)
    assert history(result, "m") == [
        (10, "brief_pause"), (30, "long_pause"), (60, "waking"), (75, "working"), (95, "starved"),
        (105, "brief_pause"), (120, "waking"), (125, "working"), (145, "starved"),
    ]  # fmt: skip
    assert ends(result) == [95, 145]
    assert states(result, "m") == {"starved": 20, "brief_pause": 35, "long_pause": 30, "waking": 20, "working": 40}


@pytest.mark.rule("A pause without after never begins.")
@pytest.mark.parametrize("pauses", [{"brief": {"wake": "5 s"}}, {"long": {"wake": "9 s"}, "brief": {}}])
def test_without_a_time_it_never_sleeps(pauses: Data):
    program = program_of(napping(pauses))
    assert not program.arrays["resources"]["pauses"].any()
    assert program.arrays["steps"].size > 0  # it still is a plain line
    assert states(run(napping(pauses), 100), "m").keys() == {"working", "starved"}


def test_one_of_both_may_never_begin():
    """Only the long one: asleep at 30."""
    result = run(napping({"brief": {"wake": "5 s"}, "long": {"after": "30 s", "wake": "15 s"}}), 100)
    assert history(result, "m")[:3] == [(30, "long_pause"), (60, "waking"), (75, "working")]


@pytest.mark.rule(
    "A station, conveyor or make cell with pauses is idle while it is up and on shift and has nothing to work on"
)
@pytest.mark.rule("A finished job is taken from a station that sleeps on.")
def test_blocked_it_sleeps_and_hands_over_asleep():
    """The job of m is done at 10, and n takes it at 100; the time without work goes on, and the next job wakes m."""
    flow = [{"station": "m", "cycle": "10 s", "pauses": BOTH}, {"station": "n", "cycle": "100 s"}]
    result = run(line(flow), 130)
    # the first job is worked at m until 10, the second until 20; it is taken at 110
    assert history(result, "m") == [
        (0, "working"), (20, "blocked"), (30, "brief_pause"), (50, "long_pause"), (110, "waking"), (125, "working")
    ]  # fmt: skip


def test_time_blocked_and_time_without_a_job_are_one():
    """Done at 20, taken at 25, and no other job comes: asleep at 30, not at 35."""
    flow = [{"station": "m", "cycle": "10 s", "pauses": BRIEF}, {"station": "n", "cycle": "15 s"}]
    result = run(line(flow, {"quantity": 2}), 60)
    assert history(result, "m") == [(0, "working"), (20, "blocked"), (25, "starved"), (30, "brief_pause")]


@pytest.mark.rule("only when it is awake it looks for what the job needs")
def test_parts_are_drawn_when_it_is_awake():
    """The job comes at 40; awake at 45; the part comes at 50."""
    plant = napping(BRIEF, "40 s", uses={"bolt": 1}) | {
        "parts": {"bolt": {}},
        "stocks": {"bolts": {"part": "bolt", "initial": 0}},
        "suppliers": {"mill": {}},
        "lanes": {"mill": {"supplier": "mill", "to": "bolts", "every": "50 s", "offset": "50 s", "lead": "0 s",
                           "quantity": 9}},
    }  # fmt: skip
    assert history(run(plant, 72), "m") == [
        (10, "brief_pause"), (40, "waking"), (45, "waiting_parts"), (50, "working"), (70, "starved")
    ]  # fmt: skip


BELT = {"conveyor": "c", "transit": "20 s", "capacity": 5, "spacing": "2 s"}


@pytest.mark.rule("or one that is finished and waits to go on (a cell: for room); a conveyor only without a job")
@pytest.mark.rule("On a conveyor that wakes the belt stands, with this job at its entry.")
def test_a_conveyor_wakes_with_its_first_job():
    """Empty from 0, asleep at 10; the job of 40 gets on and stands until 45, and is at the end at 65."""
    belt = BELT | {"pauses": BRIEF}
    result = run(line([belt], {"interval": "40 s", "quantity": 2}), 100)
    assert history(result, "c") == [
        (10, "brief_pause"), (40, "waking"), (45, "working"), (65, "starved"), (75, "brief_pause"), (80, "waking"),
        (85, "working"),
    ]  # fmt: skip
    assert ends(result) == [65]
    held = line([belt, {"station": "n", "cycle": "100 s"}], {"quantity": 2})
    assert "brief_pause" not in {state for time, state in history(run(held, 99), "c") if time > 0}


#: Awake from 60 to 120 of each day, and on Mondays from 00:04 to 00:05.
HOURS = {
    "hours": {
        "shifts": [
            {"days": "daily", "from": "00:01", "to": "00:02"},
            {"days": "Mon", "from": "00:04", "to": "00:05"},
        ]
    }
}


@pytest.mark.rule(
    "In the hours of the calendar awake it does not sleep: it begins to wake so long ahead of them that it is awake "
    "when they begin, and its time idle counts from their end.",
    "It does not fall asleep where it would have to wake at once.",
)
def test_it_wakes_ahead_of_its_hours():
    """Asleep at 10, deep at 30, awake at 60; idle from 120 on. A long pause at 190 would have to end at 225."""
    plant = napping(BOTH | {"awake": "hours"}, "300 s", calendar=None) | {
        "calendars": HOURS,
        "start": "2026-01-05 00:00",
    }
    slept = [(10, "brief_pause"), (30, "long_pause"), (45, "waking"), (60, "starved")]
    later = [(130, "brief_pause"), (150, "long_pause"), (225, "waking"), (240, "starved"), (300, "working")]
    assert history(run(plant, 310), "m") == slept + later
    belt = line([BELT | {"pauses": BOTH | {"awake": "hours"}}], {"interval": "300 s"})
    assert history(run(belt | {"calendars": HOURS, "start": "2026-01-05 00:00"}, 310), "c") == slept + later
    tight = {"brief": {"after": "55 s", "wake": "5 s"}, "awake": "hours"}
    plant = napping(tight, "1 d") | {"calendars": HOURS, "start": "2026-01-05 00:00"}
    assert history(run(plant, 300), "m") == [(175, "brief_pause"), (235, "waking"), (240, "starved")]
    always = {"always": {"shifts": [{"days": "daily", "from": "00:00", "to": "24:00"}]}}
    plant = napping(BOTH | {"awake": "always"}) | {"calendars": always}
    assert not program_of(plant).arrays["resources"]["pauses"].any()


@pytest.mark.parametrize("stop", [5, 20, 50, 70, 160, 230])
def test_with_hours_a_run_goes_on_from_a_state(stop: float):
    plant = napping(BOTH | {"awake": "hours"}, "200 s") | {"calendars": HOURS, "start": "2026-01-05 00:00"}
    going_on(plant, stop)


PRESS = {
    "parts": {"door": {}},
    "stocks": {"doors": {"part": "door", "initial": 3, "capacity": 4}},
}  # fmt: skip


@pytest.mark.rule(
    "A make cell wakes when a lot is due, or when there is room for the next hit, and chooses the lot when it is awake."
)
@pytest.mark.rule("no job (a cell: no lot)")
def test_a_make_cell_wakes_for_a_lot_and_for_room():
    """A door is drawn at 40: two are left, so a lot of three is due; two fit in, and the third waits until 80."""
    cell = {"makes": {"door": {"part": "door", "hit": "3 s", "lot": 3, "reorder": 2}}, "pauses": BRIEF}
    plant = line([{"station": "m", "cycle": "1 s", "uses": {"door": 1}}], {"interval": "40 s"},
                 shop={"cells": {"press": cell}}, **PRESS)  # fmt: skip
    assert history(run(plant, 90), "press") == [
        (10, "brief_pause"), (40, "waking"), (45, "working"), (51, "blocked"), (61, "brief_pause"), (80, "waking"),
        (85, "working"), (88, "starved"),
    ]  # fmt: skip


@pytest.mark.rule("A failure, maintenance and the end of the shift end a pause, and the waking")
@pytest.mark.rule("afterwards it is awake, and idle from then on")
def test_a_failure_ends_a_pause():
    """Asleep at 10; down from 25 to 30; idle from then on: asleep at 40."""
    fails = {"up": "25 s", "repair": "5 s"}
    result = run(napping(BRIEF, "60 s", failures=[fails]), 66)
    assert history(result, "m") == [
        (10, "brief_pause"), (25, "down"), (30, "starved"), (40, "brief_pause"), (55, "down"), (60, "working"),
    ]  # fmt: skip


def test_a_failure_ends_the_waking():
    """A job wakes it at 23, it fails at 25 and is repaired at 30: it is awake then."""
    fails = {"up": "25 s", "repair": "5 s"}
    result = run(napping(BRIEF, "23 s", failures=[fails]), 52)
    assert history(result, "m")[:4] == [(10, "brief_pause"), (23, "waking"), (25, "down"), (30, "working")]


@pytest.mark.rule("A failure, maintenance and the end of the shift end a pause, and the waking")
def test_a_break_ends_a_pause():
    """The break is from 60 to 120."""
    result = run(napping(BRIEF, "1 h", calendar="day") | {"calendars": BREAK}, 200)
    assert history(result, "m") == [(10, "brief_pause"), (60, "off_shift"), (120, "starved"), (130, "brief_pause")]


@pytest.mark.rule("Waking is no work: no clock of operation runs.")
def test_waking_is_no_operation():
    """Working from 15 to 35 of each 60 s: it has worked for 30 s at 85, and not before."""
    wears = {"clock": "operation", "up": "30 s", "repair": "1 s"}
    result = run(napping({"brief": {"after": "5 s", "wake": "15 s"}}, "60 s", failures=[wears]), 160)
    assert [time for time, state in history(result, "m") if state == "down"] == [145]


@pytest.mark.rule("What falls asleep at the very instant at which a job comes has to wake.")
@pytest.mark.rule("the end of work before a change of its pause before the end of a repair before a failure")
def test_who_falls_asleep_as_a_job_comes_has_to_wake():
    result = run(napping({"brief": {"after": "40 s", "wake": "5 s"}}, "40 s"), 70)
    assert history(result, "m")[:2] == [(40, "waking"), (45, "working")]


def test_a_pause_that_takes_no_time_to_wake_costs_nothing():
    still, asleep = run(napping({"brief": {"wake": "5 s"}}), 200), run(napping({"brief": {"after": "1 s"}}), 200)
    assert ends(still) == ends(asleep)
    assert "waking" not in states(asleep, "m")


def test_each_server_sleeps_by_itself():
    """Two servers: the second one has no job but in the beginning."""
    result = run(napping(BRIEF, "15 s", servers=2), 100)
    assert {state for _, state in history(result, "m.2")} >= {"brief_pause"}
    assert states(result, "m.2")["brief_pause"] > states(result, "m.1").get("brief_pause", 0.0)


def test_pauses_have_names_and_powers():
    """10 s idle at 5 kW, 20 s and 30 s asleep at 2 and 0 kW, 15 s of waking at 8 kW."""
    power = {"electricity": {"working": "10 kW", "idle": "5 kW", "brief": "2 kW", "long": "0 kW", "waking": "8 kW"}}
    plant = napping("naps", power=power) | {"pauses": {"naps": BOTH}}
    row = row_of(run(plant, 75).energy, "resource", "m")
    found = {name: row[name] * 3600 for name in ("idle", "brief", "long", "waking", "amount")}
    assert found == pytest.approx({"idle": 50, "brief": 40, "long": 0, "waking": 120, "amount": 210})


def test_powers_that_are_not_said():
    """In a pause as on standby, and waking as at work."""
    power = {"electricity": {"working": "10 kW", "idle": "5 kW", "standby": "3 kW"}}
    row = row_of(run(napping(power=power), 75).energy, "resource", "m")
    assert (row["brief"] * 3600, row["long"] * 3600, row["waking"] * 3600) == pytest.approx((60, 90, 150))


@pytest.mark.parametrize(
    ("pauses", "message"),
    [
        ({"brief": {"after": "0 s"}}, "a pause cannot begin after no time at all"),
        ({"brief": {"after": "20 s"}, "long": {"after": "20 s"}}, "the long pause would begin after 20 s"),
        ({}, "neither `brief` nor `long` is given"),
        ("naps", "naps"),
    ],
)
def test_pauses_that_cannot_be(pauses: object, message: str):
    with pytest.raises(Exception, match=message):
        program_of(napping(pauses))


@pytest.mark.parametrize("stop", [5, 20, 45, 63, 80, 107, 122])
def test_a_run_goes_on_from_a_state(stop: float):
    """Asleep in each depth, waking, and about to fall asleep."""
    going_on(napping(), stop)


def going_on(plant: Data, stop: float) -> None:
    """Compare the ends of jobs of a run with those of one that goes on from its state."""
    from taktwin.model.start.file import load_state, state_text
    from taktwin.runs.start import Starter, state_of
    from taktwin.runs.tables import result_of

    whole = simulated(plant, 400)
    begun = simulated(plant, stop)
    text = state_text(state_of(begun))
    again = Starter(begun.program).prepare(load_state(text)).simulation(1)
    again.advance_to(400)
    ended = [time + stop for time in ends(result_of(again))]
    assert ended == pytest.approx([time for time in ends(result_of(whole)) if time > stop])


@pytest.mark.parametrize(
    ("pause", "message"),
    [
        ({"state": "brief", "left": "21 s"}, "it is brief for 20 s at most"),
        ({"state": "long", "left": "1 s"}, "until it has something to do"),
        ({"state": "waking", "left": "16 s"}, "it is waking for 15 s at most"),
    ],
)
def test_states_that_cannot_be(pause: Data, message: str):
    from taktwin.model.start.file import StartStateError
    from taktwin.runs.start import Starter

    with pytest.raises(StartStateError, match=message):
        Starter(program_of(napping())).prepare({"machines": {"m": {"pause": pause}}})


def test_what_never_sleeps_has_no_pause_in_a_state():
    from taktwin.model.start.file import StartStateError
    from taktwin.runs.start import Starter

    plain = line([{"station": "m", "cycle": "1 s"}])
    with pytest.raises(StartStateError, match="m has no pauses in the model"):
        Starter(program_of(plain)).prepare({"machines": {"m": {"pause": {"state": "long"}}}})


def test_the_codes_of_states_follow_those_of_pauses():
    assert [k.STATES[k.BRIEF_PAUSE + code - 1] for code in (k.IN_BRIEF, k.IN_LONG, k.WAKES)] == [
        "brief_pause", "long_pause", "waking"
    ]  # fmt: skip


def test_the_results_are_those_without_pauses_where_none_begins():
    """A pause that is never reached changes nothing but the way in which the run is computed."""
    flow = [
        {"station": "m", "cycle": "exp(10 s)"},
        {"buffer": "b", "capacity": 3},
        {"station": "n", "cycle": "exp(9 s)"},
    ]
    without = run(line(flow), 5000)
    flow[0]["pauses"] = {"brief": {"after": "30 d"}}
    assert run(line(flow), 5000).jobs.equals(without.jobs)
