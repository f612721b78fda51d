"""Batch stations and split stations have what other stations have: operators, parts, setups, routes, maintenance."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import polars as pl
import pytest

from taktwin.analysis.operators import operators
from taktwin.api.plant import Plant
from taktwin.model.checks.check import check_model
from taktwin.model.checks.ways.loads import loads
from taktwin.runs.tables import Result
from tests.kernel.kinds.test_batch_station import OPTIONS, below, coloured, oven
from tests.kernel.kinds.test_split_station import packs
from tests.kernel.plants import Data, ends, history, line, model_of, row_of, run, states
from tests.kernel.test_invariants import check_books, check_resume
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.runs.start.test_state import check_books_after_restart, check_same_run

TEAM = {"operators": {"team": {"count": 1, "skills": ["load"]}}}


def rack(initial: int, **lane: Any) -> Data:
    """A stock of bolts, and a truck that brings more of them."""
    truck = {"supplier": "mill", "to": "rack", **(lane or {"every": "1000 h", "offset": "1000 h", "quantity": 1})}
    return {
        "parts": {"bolt": {"family": "bolts", "unit": "piece"}},
        "stocks": {"rack": {"part": "bolt", "initial": initial}},
        "suppliers": {"mill": {}},
        "lanes": {"truck": truck},
    }


def begun(data: Data, seconds: float) -> Result:
    """The tables of a run that begins with what stands in the buffers."""
    return Plant(model_of(data)).simulate(days=seconds / 86400.0, warmup=0, trace=True).result


# --- batch stations


@pytest.mark.rule("it is loaded and unloaded once")
def test_one_operator_loads_two_ovens() -> None:
    """Batches at 10 and 20; he loads the first until 30, then the second until 50; each works 100 s by itself."""
    station = oven(2, servers=2, load="20 s", operators={"need": "load", "for": ["load"]})
    found = run(line([below("5 s"), *station], {"quantity": 4}, **TEAM), 1000.0)
    assert history(found, "oven.1") == [(10.0, "working"), (130.0, "starved")]
    assert history(found, "oven.2") == [(20.0, "waiting_operator"), (30.0, "working"), (150.0, "starved")]
    assert ends(found) == [130.0, 130.0, 150.0, 150.0]
    assert states(found, "team.1")["working"] == 40.0
    waits = found.waits.filter(pl.col("kind") == "operators").row(0, named=True)
    assert (waits["resource"], waits["cause"], waits["seconds"]) == ("oven", "load", 10.0)


def test_operators_are_held_for_the_work_on_a_batch() -> None:
    """Two ovens and one operator for the work: one after the other; his pool is fully loaded."""
    data = line([below("5 s"), *oven(2, servers=2, operators="team")], {"quantity": 8}, **TEAM)
    found = run(data, 1000.0)
    assert ends(found) == [110.0, 110.0, 210.0, 210.0, 310.0, 310.0, 410.0, 410.0]
    plant = Plant(model_of(data))
    result = plant.simulate(days=410.0 / 86400.0, warmup=0)
    assert operators(result.results).row(0, named=True)["utilisation"] == pytest.approx(400.0 / 410.0)
    timed = {**data, "orders": {"jobs": {"interval": "60 s"}}}
    load = next(one for one in loads(model_of(timed)) if one.kind == "operators")
    assert load.load == pytest.approx(100.0 / 120.0)


@pytest.mark.rule("Each job of it draws parts of its own, and before all of them are there none is drawn")
def test_a_batch_waits_for_the_parts_of_all_its_jobs() -> None:
    """Of three bolts the first batch takes two; the second, taken in at 120, waits for the truck of 200."""
    data = line([below(), *oven(2, uses={"bolt": 1})], {"quantity": 4}, **rack(3, every="200 s", quantity=5))
    data["lanes"]["truck"] |= {"offset": "200 s"}
    found = run(data, 1000.0)
    assert history(found, "oven") == [
        (20.0, "working"), (120.0, "waiting_parts"), (200.0, "working"), (300.0, "starved"),
    ]  # fmt: skip
    assert row_of(found.buffers, "buffer", "oven")["max"] == 2
    assert row_of(run(data, 190.0).stocks, "stock", "rack")["final"] == 1
    waits = found.waits.filter(pl.col("kind") == "part").row(0, named=True)
    assert (waits["resource"], waits["seconds"]) == ("oven", 80.0)


def test_parts_of_some_jobs_of_a_batch() -> None:
    """Two rows for the same stock count together: 2 for each red job, 1 for each job; red, blue: 4 of 4."""
    uses = [{"part": "bolt", "quantity": 2, "when": {"colour": "red"}}, {"part": "bolt"}]
    for initial, working in ((4, 99.0), (3, 0.0)):
        data = {**coloured("rb", oven(2, uses=uses)), **rack(initial)}
        found = begun(data, 99.0)
        assert states(found, "oven").get("working", 0.0) == working
        assert row_of(found.stocks, "stock", "rack")["drawn"] == (4 if working else 0)


@pytest.mark.rule("Its setup is that from the batch before to this one")
def test_setup_between_batches_of_different_colours() -> None:
    """Red, red, blue, blue, red, red, of which one purge is due after two batches of the same colour."""
    setup: Data = {"by": "colour", "time": "30 s"}
    found = begun(coloured("rrrrbb", oven(2, same="colour", setup=setup)), 1000.0)
    assert history(found, "oven") == [(0.0, "working"), (200.0, "setup"), (230.0, "working"), (330.0, "starved")]
    assert row_of(found.resources, "resource", "oven")["setups"] == 1
    purged = oven(2, same="colour", setup=setup | {"purge_after": 1, "purge_time": "5 s"})
    found = begun(coloured("rrrr", purged), 1000.0)
    assert history(found, "oven") == [(0.0, "working"), (100.0, "setup"), (105.0, "working"), (205.0, "starved")]


@pytest.mark.rule("each job then takes its own route")
def test_jobs_of_a_batch_part() -> None:
    """Red jobs are scrapped, blue ones go to a station of their own, in the order in which they were taken."""
    routes = [{"to": "scrap", "when": {"colour": "red"}}, {"to": "side", "when": {"roof": "glass"}}]
    data = coloured("rbb", oven(3, routes=routes))
    roofs = ("glass", "glass", "steel")
    for job, roof in zip(data["shops"]["shop"]["lines"]["main"]["flow"][1]["contents"], roofs, strict=True):
        job["options"]["roof"] = roof
    data["shops"]["shop"]["lines"]["side"] = {"flow": [{"station": "grind", "cycle": "40 s"}]}
    found = begun(data, 1000.0)
    outcomes = found.jobs.sort("ended", "order_number").select("colour", "roof", "outcome", "ended").rows()
    assert outcomes == [
        ("red", "glass", "scrapped", 100.0), ("blue", "steel", "finished", 100.0), ("blue", "glass", "finished", 140.0),
    ]  # fmt: skip
    row = row_of(found.resources, "resource", "oven")
    assert (row["jobs"], row["scrapped"]) == (3, 1)
    assert row_of(found.buffers, "buffer", "oven")["final"] == 0


def test_each_job_of_a_batch_is_scrapped_by_its_own_chance() -> None:
    """Batches of two with one job in two scrapped: in half of them it is one of both."""
    found = run(line([below("1 s"), *oven(2, "9 s", scrap="50 %")], {"quantity": 4000}), 30_000.0)
    outcomes = found.jobs.sort("order_number")["outcome"].to_list()
    assert outcomes.count("scrapped") / 4000 == pytest.approx(0.5, abs=0.03)
    pairs = list(zip(outcomes[::2], outcomes[1::2], strict=True))
    assert sum(one != other for one, other in pairs) / 2000 == pytest.approx(0.5, abs=0.04)


def test_maintenance_and_the_end_of_a_shift_wait_for_the_batch() -> None:
    """Due at 50, it begins at 120; and a calendar with `finish` has the batch end in the break."""
    mode = {"planned": True, "every": "900 s", "offset": "50 s", "repair": "10 s"}
    found = run(line([below(), *oven(2, failures=[mode])], {"quantity": 4}), 500.0)
    assert history(found, "oven") == [(20.0, "working"), (120.0, "maintenance"), (130.0, "working"), (230.0, "starved")]
    day = {"finish": True, "shifts": [{"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:01-00:10"]}]}
    found = run(line([below(), *oven(2, calendar="day")], {"quantity": 4}, calendars={"day": day}), 1000.0)
    assert history(found, "oven")[:3] == [(20.0, "working"), (120.0, "off_shift"), (600.0, "working")]


def test_a_setup_needs_jobs_that_are_alike() -> None:
    """Else it is refused (`tests/model/bad_input/test_batches.py`); with `same` it is counted in the load."""
    station = oven(2, "100 s", same="colour", setup={"by": "colour", "time": "30 s"}, load="10 s")
    data = {**OPTIONS, **line(station, {"interval": "100 s"})}
    load = next(one for one in loads(model_of(data)) if one.kind == "batch_station")
    assert load.load == pytest.approx((100.0 + 10.0 + 0.5 * 30.0) / 2 / 100.0)
    assert load.setup_s == pytest.approx(7.5)


def test_work_that_can_never_end_is_warned_of() -> None:
    """Also at batch stations and split stations."""
    mode = {"up": "50 s", "repair": "1 s", "work": "restart"}
    batch = line([below(), *oven(2, failures=[mode])])
    apart = packs("60 s", split={"failures": [mode]})
    for data in (batch, apart):
        assert [one.path.rpartition(".")[0].rpartition(".")[2] for one in check_model(model_of(data)) if "never ends" in
                one.message] == ["failures"]  # fmt: skip


# --- split stations


@pytest.mark.rule("A job that is scrapped there leaves only what comes out of it")
def test_only_what_comes_out_goes_on() -> None:
    """The frame is thrown away at 120; the bench is free when the second module has gone, at 128."""
    found = run(packs(split={"scrap": "100 %"}, after=[]), 190.0)
    assert found.jobs.select("outcome", "ended").rows() == [("scrapped", 120.0)]
    assert history(found, "open") == [(100.0, "working"), (120.0, "blocked"), (128.0, "starved")]
    assert row_of(found.resources, "resource", "test")["jobs"] == 2
    nothing = [{"line": "modules", "when": {"colour": "red"}}]
    none = packs(into=nothing, split={"scrap": "100 %"}, after=[], options={"colour": {"red": "0 %", "blue": "100 %"}})
    assert history(run(none, 190.0), "open") == [(100.0, "working"), (120.0, "starved")]


def test_frames_go_ways_of_their_own() -> None:
    """One in two to the press; modules still go to their test."""
    routes = [{"to": "press", "when": {"colour": "blue"}}]
    lines = {"scrap-line": {"flow": [{"station": "press", "cycle": "3 s"}]}}
    data = packs(split={"routes": routes}, lines=lines, options={"colour": {"red": "50 %", "blue": "50 %"}})
    found = run(data, 4050.0)
    blue = found.jobs["colour"].to_list().count("blue")
    assert 5 < blue < 35
    assert row_of(found.resources, "resource", "press")["jobs"] == blue
    assert row_of(found.resources, "resource", "frame")["jobs"] == 40 - blue
    assert row_of(found.resources, "resource", "test")["jobs"] == 80


def test_a_bench_is_loaded_by_hand_draws_parts_and_is_set_up() -> None:
    """Loaded by the operator (7 s), opened (20 s), checked (4 s); a bag is drawn for each pack; one bench is quick."""
    split = {"load": "7 s", "inspect": "4 s", "uses": {"bolt": 1}, "operators": {"need": "team", "for": ["load"]}}
    found = run(packs(split=split, **TEAM, **rack(1)), 290.0)
    assert history(found, "open")[:3] == [(100.0, "working"), (131.0, "blocked"), (139.0, "starved")]
    assert history(found, "open")[3:] == [(200.0, "waiting_parts")]
    assert states(found, "team.1")["working"] == 7.0
    two = run(packs(split={"servers": [{"cycle": "150 s"}, {"cycle": "10 s"}], "choice": "fastest"}), 190.0)
    assert history(two, "open.2") == [(100.0, "working"), (110.0, "blocked"), (118.0, "starved")]
    setup = {"by": "colour", "time": "50 s"}
    colours = {"colour": {"red": "50 %", "blue": "50 %"}}
    found = run(packs(split={"setup": setup}, options=colours), 4050.0)
    order = found.jobs.sort("order_number")["colour"].to_list()
    changes = sum(one != other for one, other in pairwise(order))
    assert states(found, "open")["setup"] == 50.0 * changes > 0


# --- the oracle, books and states


def factory(number: int) -> Data:
    """An oven and a bench behind it that have all this, by the number; one team, and a truck with parts for both."""
    modes = [{"up": "exp(90 s)", "clock": "operation", "repair": "exp(10 s)"}]
    modes[0]["work"] = ["resume", "restart", "scrap"][number % 3]
    modes += [{"planned": True, "jobs": 7, "repair": "9 s"}, {"jobs": 5, "repair": "exp(4 s)"}]
    needs: list[Any] = [{"need": "load", "for": ["load", "setup"]}, {"need": "fit", "for": ["work", "repair"]}]
    common: Data = {"failures": modes, "load": "exp(4 s)", "scrap": "10 %", "uses": {"bolt": 1 + number % 2}}
    common |= {"operators": needs[: 1 + number % 2], "unload": "3 s", "setup": {"by": "colour", "time": "exp(5 s)"}}
    batch: Data = {"batch_station": "oven", "most": 1 + number % 4, "cycle": "exp(12 s)", "same": "colour"} | common
    batch |= {"servers": 1 + number % 2, "routes": [{"to": "again", "share": "20 %"}], "wait": "25 s"}
    split: Data = {"split_station": "open", "into": [{"line": "lids", "quantity": 2}], "cycle": "exp(6 s)"} | common
    split |= {"inspect": "2 s", "inspect_every": 3, "routes": [{"to": "tail", "share": "50 %"}]}
    if number % 2:
        split |= {"servers": [{"cycle": "exp(9 s)"}, {}], "choice": ["idle", "cyclic"][number % 4 // 2]}
    day = {"finish": number % 3 == 0, "shifts": [{"days": "daily", "from": "00:00", "to": "23:00"}]}
    day["shifts"][0]["breaks"] = ["00:02-00:04"]
    main = [below("exp(4 s)"), {"buffer": "loading", "capacity": 9}, batch, {"buffer": "mid", "capacity": 3}, split]
    again = [{"station": "polish", "cycle": "exp(5 s)"}, {"buffer": "back", "capacity": "unlimited"}]
    walk = {"walk": "2 s"} if number % 2 else {}
    return {
        "name": "all",
        "options": {"colour": {"red": "60 %", "blue": "40 %"}},
        "orders": {"jobs": {}},
        "operators": {"team": {"count": 2, "skills": ["load", "fit"], **walk}},
        "calendars": {"day": day},
        **rack(9, every="60 s", up_to=24),
        "shops": {
            "body": {
                "calendar": "day",
                "lines": {
                    "main": {"orders": "jobs", "flow": [*main, {"station": "last", "cycle": "exp(3 s)"}]},
                    "again": {"flow": again, "to": "oven"},
                    "lids": {"flow": [{"station": "wash", "cycle": "exp(2 s)"}]},
                    "tail": {"flow": [{"station": "press", "cycle": "exp(2 s)"}]},
                },
            }
        },
    }


@pytest.mark.parametrize("seed", range(24))
def test_the_oracle_agrees(seed: int) -> None:
    """Event by event: jobs, states, levels and sums."""
    found = compare(checked(factory(seed)), seed, 900.0)
    assert found.differences == []
    assert found.events > 150


def alone(data: Data, *more: str) -> Data:
    """The factory without operators, and without more of what its stations say."""
    del data["operators"]
    for element in data["shops"]["body"]["lines"]["main"]["flow"]:
        for key in ("operators", *more):
            element.pop(key, None)
    return data


@pytest.mark.parametrize("seed", range(6))
def test_books_snapshots_and_states(seed: int) -> None:
    """Jobs and parts are conserved, states sum; stopped and resumed it is the same run; a state is started from."""
    check_resume(factory(seed), seed, 0.11 * seed)
    check_books(alone(factory(seed)), seed, 600.0)
    check_books_after_restart(alone(factory(seed)), seed, 0.11 * seed)


@pytest.mark.parametrize("seed", range(4))
def test_begun_from_a_state_it_goes_on(seed: int) -> None:
    """Without operators, of whom a state says nothing, without routes, which are drawn, and counts of inspections."""
    data = alone(factory(seed), "routes", "scrap", "inspect", "inspect_every")
    lines = data["shops"]["body"]["lines"]
    del lines["again"], lines["tail"]
    check_same_run(data, seed, 300 + 70 * seed)
