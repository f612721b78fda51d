"""Lifts: times by hand, M/D/1 with its empty ways, the oracle, states there and back, and what people look at."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import taktwin
from taktwin.analysis.bottleneck import bottlenecks
from taktwin.analysis.oee import oee_by_resource
from taktwin.api.plant import Plant
from taktwin.model.checks.ways.loads import loads
from taktwin.model.start.file import StartStateError
from tests.kernel.plants import Data, ends, history, line, model_of, row_of, run, states
from tests.kernel.test_invariants import check_books, check_resume
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.runs.start.test_state import check_books_after_restart, check_same_run

#: Jobs wait here for the lift.
GROUND: Data = {"buffer": "ground", "capacity": "unlimited"}


def lift(**more: Any) -> Data:
    """A lift at 1 m/s between 0 m and 10 m, with 2 s to take a job in and 3 s to let it out."""
    return {"lift": "lift", "speed": "1 m/s", "load": "2 s", "unload": "3 s", "outlet": "10 m", **more}


def levels(rule: str = "oldest", **more: Any) -> Data:
    """Jobs at three levels: of `main` at 0 m (each 100 s), of `high` at 9 m (130, ...), of `mid` at 5 m (140, ...)."""
    main = [GROUND, lift(inlets={"high": "9 m", "mid": "5 m"}, outlet="0 m", rule=rule, **more)]
    sides = {}
    for name, first in (("high", "30 s"), ("mid", "40 s")):
        cycle = [{"station": f"{name} in", "cycle": first}, {"buffer": f"{name} rack", "capacity": 9}]
        sides[name] = {"orders": name, "to": "lift", "flow": cycle}
    data = line(main, {"interval": "100 s"}, lines=sides)
    data["orders"] |= {"high": {"interval": "100 s"}, "mid": {"interval": "100 s"}}
    return data


# --- by hand


@pytest.mark.rule(
    "has one job at a time",
    "it goes empty to its inlet",
    "The job keeps its place until the lift has come",
    "The state of a lift on its way",
)
def test_three_jobs_by_hand() -> None:
    """Jobs at 10, 20, 30: fetched at 10, up until 25, empty down until 35, up until 50, down until 60, up until 75."""
    below: Data = {"station": "below", "cycle": "10 s"}
    found = run(line([below, lift(), {"station": "above", "cycle": "1 s"}], {"quantity": 3}), 1000.0)
    assert ends(found) == [26.0, 51.0, 76.0]
    assert history(found, "lift") == [(10.0, "working"), (75.0, "starved")]
    assert history(found, "below") == [
        (0.0, "working"), (20.0, "blocked"), (35.0, "working"), (45.0, "blocked"), (60.0, "starved"),
    ]  # fmt: skip
    row = row_of(found.resources, "resource", "lift")
    assert (row["kind"], row["jobs"], row["ideal_s"]) == ("lift", 3, 65.0)


@pytest.mark.rule("it fetches the one that has been ready longest", "Then it stays where it is")
def test_the_oldest_goes_first() -> None:
    """Ready: high 130, mid 140, main 200. From 0 m: to 9 m and back with 5 s at the ends; then to 5 m; then at 0 m."""
    found = run(levels(), 229.0)
    assert history(found, "lift") == [
        (100.0, "working"),  # the first of main, at 0 m: 5 s
        (105.0, "starved"),
        (130.0, "working"),  # high: 9 + 14 until 153; mid: 5 + 10 until 168
        (168.0, "starved"),
        (200.0, "working"),
        (205.0, "starved"),
    ]
    assert sorted(ends(found)) == [105.0, 153.0, 168.0, 205.0]


@pytest.mark.rule("the one at the nearest inlet")
def test_the_nearest_goes_first() -> None:
    """While it is down at 190 to 290 jobs come at 0 m (200), 9 m (230) and 5 m (240), and at 300 again at 0 m."""
    for rule, wanted in (("nearest", [295.0, 310.0, 315.0]), ("oldest", [295.0, 318.0, 333.0])):
        stop = {"planned": True, "every": "9000 s", "offset": "190 s", "repair": "100 s"}
        found = run(levels(rule, failures=[stop]), 334.0)
        assert [end for end in sorted(ends(found)) if end > 190.0][:3] == wanted


@pytest.mark.rule("Where the job goes is decided when the lift takes it in")
def test_outlets_at_levels_of_their_own() -> None:
    """Red jobs to 4 m, blue ones to 10 m along the line: 4 + 5 and 10 + 5 s, and back empty."""
    routes = [{"to": "side", "at": "4 m", "when": {"colour": "red"}}]
    data = line([GROUND, lift(routes=routes), {"station": "above", "cycle": "1 s"}], {"interval": "100 s"})
    data["shops"]["shop"]["lines"]["side"] = {"flow": [{"station": "beside", "cycle": "1 s"}]}
    data["options"] = {"colour": {"red": "50 %", "blue": "50 %"}}
    found = run(data, 4099.0)
    jobs = found.jobs.sort("ended").select("colour", "born", "ended").rows()
    level = {"red": 4.0, "blue": 10.0}
    at, goes = 0.0, []
    for number, (colour, _, _) in enumerate(jobs, start=1):
        at, before = level[colour], at
        goes.append(100.0 * number + before + 5.0 + at + 1.0)
    assert [ended for *_, ended in jobs] == pytest.approx(goes)
    assert len(jobs) == 40
    assert 5 < sum(colour == "red" for colour, *_ in jobs) < 35


@pytest.mark.rule("and it stands there until the next place takes the job")
def test_it_is_blocked_while_its_job_cannot_go_on() -> None:
    """The station above needs 60 s: the second job, up at 30, can go on at 75."""
    found = run(line([GROUND, lift(), {"station": "above", "cycle": "60 s"}], {"quantity": 2}), 1000.0)
    assert history(found, "lift") == [(0.0, "working"), (40.0, "blocked"), (75.0, "starved")]
    assert ends(found) == [75.0, 135.0]


def test_a_failure_on_the_empty_way_and_a_break() -> None:
    """Work stops and goes on where it stopped, empty or not; the job is kept for it meanwhile."""
    stop = {"up": "30 s", "repair": "7 s"}
    found = run(line([{"station": "below", "cycle": "10 s"}, lift(failures=[stop])], {"quantity": 2}), 60.0)
    # up 10 to 25; empty 25 to 30, down until 37, empty until 42, up until 57
    assert history(found, "lift") == [(10.0, "working"), (30.0, "down"), (37.0, "working"), (57.0, "starved")]
    assert ends(found) == [25.0, 57.0]


# --- theory


def test_one_inlet_and_one_outlet_is_a_queue_of_constant_service() -> None:
    """M/D/1: each job needs 10 s for the empty way and 15 s up; rho 0.75: the mean wait is rho S / (2 (1 - rho))."""
    data = line([GROUND, lift()], {"interval": f"exp({25 / 0.75} s)"})
    done = Plant(model_of(data)).simulate(days=30, warmup=1, replications=16)
    lead_time = done.kpis["lead_time_hours"]
    wanted = (25.0 + 0.75 * 25.0 / (2 * 0.25)) / 3600.0
    assert lead_time.low is not None
    assert lead_time.high is not None
    half = (lead_time.high - lead_time.low) / 2
    assert lead_time.low - half < wanted < lead_time.high + half
    assert lead_time.value == pytest.approx(wanted, rel=0.01)


def test_a_cycle_between_levels() -> None:
    """Always work at 0 m (up to 10 m) and at 10 m (down to 0 m), taken in turn: no empty way, 15 s a job."""
    side = {"orders": "down", "to": "lift", "flow": [{"buffer": "upstairs", "capacity": 9}]}
    routes = [{"to": "cellar", "at": "0 m", "when": {"product": "empty"}}]
    flow = [{"buffer": "ground", "capacity": 9}, lift(inlets={"down": "10 m"}, routes=routes, rule="nearest")]
    data = line(flow, lines={"down": side, "cellar": {"flow": [{"buffer": "off", "capacity": 1}]}})
    data["products"] = {"full": {}, "empty": {}}
    data["orders"] = {"jobs": {"mix": {"full": "100 %"}}, "down": {"mix": {"empty": "100 %"}}}
    found = run(data, 3000.0, trace=False)
    assert row_of(found.resources, "resource", "lift")["jobs"] == 200


# --- the oracle, books and states


def factory(number: int) -> Data:
    """Three lines into a lift, two ways out of it, a vehicle or a slow station behind; of all sorts, by the number."""
    modes = [{"up": "exp(90 s)", "clock": ["time", "operation"][number % 2], "repair": "exp(9 s)", "crew": "fitters"}]
    one: Data = {"lift": "lift", "speed": "0.7 m/s", "load": "exp(2 s)", "outlet": f"{3 * (number % 4)} m"}
    one |= {"inlets": {"side": "6 m", "again": "3 m"}, "failures": modes, "rule": ["oldest", "nearest"][number % 3 > 0]}
    one["routes"] = [
        {"to": "again", "share": "30 %", "at": "9 m", **({"when": {"colour": "red"}} if number % 2 else {})}
    ]
    if number % 5:
        one["unload"] = "exp(1 s)"
    day = {"shifts": [{"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:02-00:04"]}]}
    away: list[Data] = [{"transport": "away", "fleet": "tugs", "distance": "8 m", "capacity": 2}]
    rule = ["fifo", "lifo"][number % 2]
    main = [{"station": "below", "cycle": "exp(8 s)"}, {"buffer": "rack", "capacity": 3, "rule": rule}, one]
    main += [*(away if number % 4 < 2 else []), {"station": "above", "cycle": "exp(6 s)"}]
    side = [{"station": "beside", "cycle": "exp(20 s)", "servers": 2}]
    again = [{"station": "mend", "cycle": "exp(9 s)"}, {"buffer": "back room", "capacity": "unlimited"}]
    return {
        "name": "levels",
        "options": {"colour": {"red": "60 %", "blue": "40 %"}},
        "orders": {"jobs": {}, "others": {"interval": "exp(30 s)"}},
        "crews": {"fitters": {"size": 1}},
        "fleets": {"tugs": {"count": 2, "speed": "1 m/s"}},
        "carriers": {"racks": {"count": 9, "from": "below", "to": "lift"}} if number % 6 == 1 else {},
        "calendars": {"day": day},
        "shops": {
            "body": {
                "calendar": "day",
                "lines": {
                    "main": {"orders": "jobs", "flow": main},
                    "side": {"orders": "others", "to": "lift", "flow": side},
                    "again": {"flow": again, "to": "lift"},
                },
            }
        },
    }


@pytest.mark.parametrize("seed", range(30))
def test_the_oracle_agrees(seed: int) -> None:
    """Event by event: jobs, states, levels and sums."""
    found = compare(checked(factory(seed)), seed, 900.0)
    assert found.differences == []
    assert found.events > 150


@pytest.mark.parametrize("seed", range(6))
def test_books_snapshots_and_states(seed: int) -> None:
    """Jobs are conserved, states sum; stopped and resumed it is the same run; a state is started from."""
    check_books(factory(seed), seed, 600.0)
    check_resume(factory(seed), seed, 0.11 * seed)
    check_books_after_restart(factory(seed), seed, 0.11 * seed)


@pytest.mark.parametrize("seed", [0, 3, 6])
def test_begun_from_a_state_it_goes_on(seed: int) -> None:
    """The oldest goes first, and no chance: event by event the run that never stopped."""
    data = factory(seed)
    del data["shops"]["body"]["lines"]["again"]
    lift_of = next(one for one in data["shops"]["body"]["lines"]["main"]["flow"] if "lift" in one)
    del lift_of["routes"], lift_of["inlets"]["again"]
    check_same_run(data, seed, 300 + 37 * seed)


PLANT = """
taktwin: 1
name: levels
orders: {jobs: {quantity: 3}}
shops:
  body:
    lines:
      main:
        orders: jobs
        flow:
          - {station: below, cycle: 10 s}
          - {lift: lift, speed: 1 m/s, load: 2 s, unload: 3 s, outlet: 10 m}
          - {station: above, cycle: 5 s}
"""


def test_a_state_says_where_the_lift_is() -> None:
    """On its way up, empty on its way down (8 m at 27), and standing up; each is started from."""
    plant = taktwin.load(PLANT)
    told = {at: plant.state(plant.snapshot(at / 86400)) for at in (15, 27, 500)}
    assert [job.left.value for job in told[15].places["lift"].jobs if job.left] == pytest.approx([10.0])
    assert told[27].places["lift"].at is not None
    assert told[27].places["lift"].at.value == pytest.approx(8.0)
    assert told[500].places["lift"].at == told[500].places["lift"].at
    for at in (15, 27):
        ended = plant.simulate(days=0.01, start=told[at]).result.jobs["ended"].to_list()
        assert ended == pytest.approx([time - at for time in (30.0, 55.0, 80.0) if time > at])


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (2, "a lift holds one job, got 2"),
        (1, "how far is this job?"),
        ([{"left": "3 s", "finished": True}], "a finished job has no `left`"),
        ([{"left": "3 s", "waited": "1 s"}], "only a finished job has `waited`"),
        ([{"left": "3 s", "setup": True}], "a job in a lift has no `setup`"),
        ([{"finished": True, "to": "below"}], "no route of lift leads to below"),
        ({"late": "3 s"}, "has no `late`"),
    ],
)
def test_a_state_that_cannot_be_is_refused(place: Any, words: str) -> None:
    """With the words of the kind; and only a lift stands at a level."""
    with pytest.raises(StartStateError, match=re.escape(words)):
        taktwin.load(PLANT).simulate(days=0.01, start={"places": {"lift": place}})
    with pytest.raises(StartStateError, match="has no `at`"):
        taktwin.load(PLANT).simulate(days=0.01, start={"places": {"above": {"at": "3 m"}}})


def test_loads_bottleneck_and_report(tmp_path: Path) -> None:
    """25 s for each job: it is the bottleneck, loaded to 83 % by a job each 30 s, and stands in the report."""
    plant = taktwin.load(PLANT)
    done = plant.simulate(days=80 / 86400, warmup=0)
    assert bottlenecks(done.results, plant.model)[0].station == "lift"
    assert oee_by_resource(done.results).filter(pl.col("resource") == "lift")["effectiveness"].to_list() == [1.0]
    assert "lift" in done.report(tmp_path / "report.html").read_text(encoding="utf-8")
    timed = line(
        [{"buffer": "ground", "capacity": 9}, lift(), {"station": "above", "cycle": "1 s"}], {"interval": "30 s"}
    )
    load = next(one for one in loads(model_of(timed)) if one.kind == "lift")
    assert load.load == pytest.approx(25.0 / 30.0)
    gains = Plant(model_of(timed | {"orders": {"jobs": {}}})).simulate(days=1).measure_bottleneck().gains
    assert gains[0].name == "lift"


def test_the_load_of_several_levels() -> None:
    """Inlets at 0, 9 and 5 m, a third of the jobs each, outlet at 0 m: 2 x (9 + 5) / 3 s of ways, and 5 s."""
    load = next(one for one in loads(model_of(levels())) if one.kind == "lift")
    assert load.load == pytest.approx((2 * 14.0 / 3 + 5.0) / (100.0 / 3))
    assert states(run(levels(), 30_000.0, trace=False), "lift")["working"] / 30_000.0 == pytest.approx(
        load.load, rel=0.01
    )
