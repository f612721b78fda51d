"""Operators in the zones of moving and indexed lines: times by hand, a start state, and what the tables tell."""

from __future__ import annotations

import json
from typing import Any

import pytest

import taktwin
from taktwin.model.checks.ways.loads import loads
from taktwin.model.start.file import StartStateError
from taktwin.model.start.state import seconds
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start import state_of
from tests.kernel.plants import Data, ends, history, line, model_of, program_of, row_of, run, simulated
from tests.runs.start.test_state import check_same_run


def plant(zones: int, cycle: Any, team: Data, **more: Any) -> Data:
    """A line of a takt of 100 s, and the pool that its zones need."""
    zoned: Data = {"moving_line": "trim", "zones": zones, "takt": "100 s", "cycle": cycle, **more}
    shifts = {
        "late": {"shifts": [{"days": "daily", "from": "00:02", "to": "23:58"}]},
        "broken": {"shifts": [{"days": "daily", "from": "00:00", "to": "23:59", "breaks": ["00:01-00:02"]}]},
    }
    return line([zoned]) | {"operators": {"team": team}, "calendars": shifts}


@pytest.mark.rule("the zone is waiting for operator")
@pytest.mark.rule("with `stop` the line stands, waiting for operator")
def test_one_operator_for_two_zones() -> None:
    """Two works of 60 s in each takt of 100 s: from the second pitch on zone 2 begins 60 s late, and ends 20 s late."""
    found = run(plant(2, "60 s", {"count": 1}, operators="team"), 700.0)
    assert ends(found) == [220.0, 340.0, 460.0, 580.0, 700.0]
    assert history(found, "trim-1")[:4] == [(0.0, "working"), (60.0, "starved"), (100.0, "working"), (160.0, "starved")]
    assert history(found, "trim-2")[:3] == [
        (100.0, "waiting_operator"),
        (160.0, "working"),
        (220.0, "waiting_operator"),
    ]
    two = row_of(found.zones, "zone", "trim-2")
    assert (two["work_s"], two["overloads"], two["stops"], two["stopped_s"]) == (300.0, 5, 5, 100.0)
    waits = {row["resource"]: row["seconds"] for row in found.waits.iter_rows(named=True)}
    assert waits == {"trim-1": 0.0, "trim-2": 300.0}
    rates = {one.kind: one for one in loads(model_of(plant(2, "60 s", {"count": 1}, operators="team")))}
    assert rates["operators"].load == pytest.approx(1.2)


@pytest.mark.rule("with `utility` a utility worker does what is left")
@pytest.mark.rule("with `finish` the job goes on, and its operators come after it")
@pytest.mark.rule("Who is still at work when the next job comes stays for it")
@pytest.mark.parametrize(
    ("rule", "left", "helped", "stopped"),
    [
        ("stop", [280.0, 380.0], 0.0, 80.0),  # the line stands from 100 s until 180 s
        ("utility", [200.0, 300.0, 400.0], 60.0, 0.0),  # the first job is done by others
        ("finish", [200.0, 300.0, 400.0], 0.0, 0.0),  # in zone 1 they work from 120 to 180, 240, 300 s ...
    ],
)
def test_operators_who_come_after_two_minutes(rule: str, left: list[float], helped: float, stopped: float) -> None:
    """Work of 60 s in zone 1, of 10 s in zone 2; the shift of the pool begins at 120 s."""
    each = {2: {"cycle": "10 s", "operators": []}}
    data = plant(2, "60 s", {"count": 1, "calendar": "late"}, operators="team", overload=rule, **{"except": each})
    found = run(data, 430.0)
    assert ends(found) == left
    one = row_of(found.zones, "zone", "trim-1")
    assert (one["helped_s"], one["stopped_s"]) == (helped, stopped)
    if rule == "finish":
        assert history(found, "trim-1") == [
            (0.0, "waiting_operator"),
            (120.0, "working"),
            (360.0, "starved"),
            (400.0, "working"),
        ]


@pytest.mark.rule("When the line fails or its shift ends, the operators of all its zones go")
def test_operators_go_while_the_line_is_down_and_in_their_breaks() -> None:
    """Work of 90 s; the pool has a break from 60 to 120 s, and the line fails at 130 s for 20 s."""
    stop = {"clock": "time", "up": "130 s", "repair": "20 s"}
    found = run(plant(1, "90 s", {"count": 1, "calendar": "broken"}, operators="team", failures=[stop]), 260.0)
    states = [(0.0, "working"), (60.0, "waiting_operator"), (120.0, "working"), (130.0, "down"), (150.0, "working")]
    assert history(found, "trim-1")[:5] == states
    line_states = history(found, "trim")
    assert line_states[:4] == [(0.0, "working"), (100.0, "waiting_operator"), (120.0, "working"), (130.0, "down")]
    assert ends(found)[:1] == [170.0]  # 60 and 10 s of the work were done before
    assert row_of(found.zones, "zone", "trim-1")["stopped_s"] == 20.0 + 10.0 + 20.0


def test_a_utility_worker_takes_over_the_job_that_has_drifted_and_no_more() -> None:
    """At 110 s nobody has begun the 60 s on job 1, nor those on job 2, which the pool does from 120 s on."""
    more: Data = {"overload": "utility", "drift": "10 s", "except": {2: {"cycle": "10 s", "operators": []}}}
    found = run(plant(2, "60 s", {"count": 1, "calendar": "late"}, operators="team", **more), 310.0)
    assert history(found, "trim-1")[:4] == [
        (0.0, "waiting_operator"),
        (120.0, "working"),
        (180.0, "starved"),
        (200.0, "working"),
    ]
    assert row_of(found.zones, "zone", "trim-1")["helped_s"] == 60.0
    assert ends(found) == [200.0, 300.0]


def test_a_line_stands_for_operators_who_left_a_job_that_would_not_have_drifted_too_far() -> None:
    """Work of 65 s in a takt of 50 s may end until 70 s; at 60 s they leave for 60 s, 5 s before its end."""
    more: Data = {"drift": "20 s", "except": {2: {"cycle": "10 s", "operators": []}}}
    data = plant(2, "65 s", {"count": 1, "calendar": "broken"}, operators="team", **more)
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["takt"] = "50 s"
    found = run(data, 230.0)
    assert history(found, "trim")[:3] == [(0.0, "working"), (70.0, "waiting_operator"), (120.0, "working")]
    assert ends(found) == [125.0 + 30.0, 190.0 + 30.0]


@pytest.mark.parametrize("rule", ["stop", "finish"])
def test_work_that_ends_as_the_line_fails_is_done(rule: str) -> None:
    """Work of 60 s, and the line fails after each 60 s for 20 s: it comes to the pitch after 100 s that it was up."""
    stop = {"clock": "time", "up": "60 s", "repair": "20 s"}
    found = run(plant(1, "60 s", {"count": 1}, operators="team", overload=rule, failures=[stop]), 270.0)
    assert ends(found) == [120.0, 260.0]
    states = [(0.0, "working"), (60.0, "down"), (80.0, "starved"), (120.0, "working"), (140.0, "down")]
    assert history(found, "trim-1")[:5] == states


@pytest.mark.parametrize(("rule", "kind"), [("stop", "moving"), ("finish", "moving"), ("stop", "indexed")])
def test_operators_leave_while_the_line_stands_for_them(rule: str, kind: str) -> None:
    """Work of 90 s in a takt of 50 s: the line stands, in the break of the pool from 60 to 120 s for want of them."""
    data = plant(1, "90 s", {"count": 1, "calendar": "broken"}, operators="team", overload=rule)
    (zoned,) = data["shops"]["shop"]["lines"]["main"]["flow"]
    zoned["takt"] = "50 s"
    if kind == "indexed":
        del zoned["takt"], zoned["overload"]
        zoned |= {"indexed_line": zoned.pop("moving_line")}
    found = run(data, 200.0)
    assert ends(found) == [150.0]
    assert history(found, "trim")[:3] == [(0.0, "working"), (60.0, "waiting_operator"), (120.0, "working")]
    assert row_of(found.zones, "zone", "trim-1")["stopped_s"] == (200.0 if kind == "indexed" else 100.0)


@pytest.mark.rule("Work of no time needs nobody")
def test_a_zone_without_work_needs_nobody() -> None:
    """The pool is there from 120 s on; a job without work in the zone does not wait for it."""
    found = run(plant(1, "0 s", {"count": 1, "calendar": "late"}, operators="team"), 250.0)
    assert ends(found) == [100.0, 200.0]


def test_an_indexed_line_waits_for_its_operators() -> None:
    """Zones of 30 and 50 s with one operator, who walks 5 s: all is done 5 + 30 s and 5 + 50 s after a transfer."""
    zoned: Data = {"indexed_line": "press", "zones": 2, "cycle": "30 s", "transfer": "5 s", "operators": "team"}
    data = line([zoned | {"except": {2: {"cycle": "50 s"}}}]) | {"operators": {"team": {"count": 1, "walk": "5 s"}}}
    found = run(data, 330.0)
    # the first job alone: 5 + 30, transfer 5; then zone 1 (no way, 30 s), a way of 5 s and 50 s; then back
    assert ends(found) == [125.0, 220.0, 315.0]


@pytest.mark.parametrize("rule", ["stop", "utility", "finish"])
def test_snapshot_and_state_go_on_while_operators_are_awaited(rule: str) -> None:
    """At 110 s job 1 waits in zone 1 or for the line; both kinds of beginning go on as the run does."""
    data = plant(2, "60 s", {"count": 1, "calendar": "late"}, operators="team", overload=rule)
    straight = simulated(data, 400.0)
    stopped = Simulation(program_of(data), 1, trace=True)
    stopped.advance_to(110.0)
    saved = Snapshot.of(stopped).resume(program_of(data), trace=True)
    saved.advance_to(400.0)
    assert saved.arrays["resource_states"].tobytes() == straight.arrays["resource_states"].tobytes()
    assert saved.arrays["line_zone_states"].tobytes() == straight.arrays["line_zone_states"].tobytes()


AFTER: dict[int, Data] = {2: {"cycle": "40 s", "operators": []}}


@pytest.mark.parametrize("at", [50, 130, 150, 250, 310, 390])
@pytest.mark.parametrize("rule", ["stop", "finish"])
def test_a_start_state_goes_on_as_the_run_did(rule: str, at: int) -> None:
    """Also with work of several zones on one job: zone 1, whose operators come after 120 s, is three zones behind."""
    more: Data = {"overload": rule, "except": AFTER}
    data = plant(4, "90 s", {"count": 4, "calendar": "late"}, operators="team", **more)
    check_same_run(data, 1, at)


def zone_states(places: Data) -> None:
    """Start a line of three zones, whose workers finish their work, from a state."""
    data = plant(3, "90 s", {"count": 4}, operators="team", overload="finish")
    taktwin.load(json.dumps({"taktwin": 1, "name": "trim"} | data)).simulate(days=0.01, start={"places": places})


def test_a_start_state_tells_on_which_jobs_a_zone_has_work() -> None:
    """At 250 s zone 1, which began at 120 s, has 50 s of work on the second job of three, then 90 s on the third."""
    data = plant(4, "90 s", {"count": 4, "calendar": "late"}, operators="team", overload="finish", **{"except": AFTER})
    told = state_of(simulated(data, 250.0)).places
    ahead = {name: {at: left.value for at, left in place.ahead.items()} for name, place in told.items()}
    assert ahead == {"trim-1": {"trim-2": 50.0}, "trim-2": {}, "trim-3": {}, "trim": {}}
    assert told["trim-1"].jobs[0].left == seconds(90.0)
    zone_states({"trim-1": {"ahead": {"trim-3": "50 s"}, "jobs": [{"left": "90 s"}]}, "trim-3": 1})


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"trim-1": {"late": "9 s"}, "trim-2": 1}, "does not say on which jobs"),
        ({"trim-2": [{"behind": "9 s"}]}, "does not say whose work it is"),
        ({"trim-1": {"late": "9 s", "ahead": {"trim-2": "9 s"}}, "trim-2": 1}, "one of `late` and `ahead`"),
        ({"trim-1": {"ahead": {"trim-2": "9 s"}}}, '"trim-2" is no zone further on'),
        ({"trim-2": {"ahead": {"trim-1": "9 s"}}, "trim-1": 1}, '"trim-1" is no zone further on'),
        ({"trim": {"ahead": {"trim-1": "9 s"}}}, "trim has no `ahead`"),
    ],
)
def test_a_start_state_of_operators_that_cannot_be_is_refused(places: Data, words: str) -> None:
    with pytest.raises(StartStateError) as caught:
        zone_states(places)
    assert words in str(caught.value)


def test_the_bottleneck_is_the_pool() -> None:
    """One operator has 120 s of work in each takt of 100 s; a second one makes it 36 cars an hour of 30."""
    data = plant(2, "60 s", {"count": 1}, operators="team")
    found = taktwin.load(json.dumps({"taktwin": 1, "name": "trim"} | data)).simulate(days=2, warmup=0)
    gains = found.measure_bottleneck().gains
    assert (gains[0].name, gains[0].change) == ("team", "operator")
    assert gains[0].gain == pytest.approx(6.0, abs=0.1)
