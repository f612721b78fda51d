"""Split stations: times by hand, the oracle, states there and back, what is counted and what people look at."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from taktwin.analysis.bottleneck import bottlenecks
from taktwin.api.plant import Plant
from taktwin.model.checks.ways.loads import loads
from taktwin.model.start.file import StartStateError
from taktwin.runs.simulation import Simulation
from taktwin.runs.standstill import standstills
from tests.kernel.plants import Data, ends, history, line, model_of, program_of, row_of, run, states
from tests.kernel.test_invariants import check_books, check_resume
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.runs.start.test_state import check_books_after_restart, check_same_run

TWO = [{"line": "modules", "quantity": 2}]


def packs(cycle: Any = "20 s", *, into: Any = TWO, test: str = "8 s", after: Any = None, **more: Any) -> Data:
    """Packs every 100 s that are opened: two modules each go to a test of their own, the frame goes on."""
    split = {"split_station": "open", "into": into, "cycle": cycle, **more.pop("split", {})}
    lines = {"modules": {"flow": [{"station": "test", "cycle": test}]}, **more.pop("lines", {})}
    flow = [split, *([{"station": "frame", "cycle": "5 s"}] if after is None else after)]
    return line(flow, more.pop("orders", {"interval": "100 s"}), lines=lines, **more)


@pytest.mark.rule(
    "**Split stations** take a job as a station does",
    "At the end of its work others come out of the job",
    "before the job itself",
)
def test_parts_leave_before_the_job_itself() -> None:
    """Opened at 120; one module to the test at once, the other at 128, when the frame can go as well."""
    found = run(packs(), 190.0)
    assert ends(found) == [133.0]
    assert history(found, "open") == [(100.0, "working"), (120.0, "blocked"), (128.0, "starved")]
    assert history(found, "test") == [(120.0, "working"), (136.0, "starved")]
    assert row_of(found.resources, "resource", "test")["jobs"] == 2
    level = row_of(found.buffers, "buffer", "open")
    assert (level["max"], level["entered"], level["final"], level["capacity"]) == (3, 1, 0, 3.0)


@pytest.mark.rule("only when the job itself has gone is the server free")
def test_it_is_blocked_while_parts_have_no_room() -> None:
    """The test of 150 s takes the second module at 270; the next pack, which came at 200, is begun only then."""
    found = run(packs(test="150 s"), 600.0)
    assert history(found, "open")[:4] == [
        (100.0, "working"),
        (120.0, "blocked"),
        (270.0, "working"),
        (290.0, "blocked"),
    ]
    modules = {"flow": [{"buffer": "rack", "capacity": 9}, {"station": "test", "cycle": "150 s"}]}
    room = packs(lines={"modules": modules})
    assert history(run(room, 190.0), "open") == [(100.0, "working"), (120.0, "starved")]


@pytest.mark.rule("for each entry of `into` whose `when` holds")
def test_what_comes_out_depends_on_the_job() -> None:
    """Red packs have three modules and a lid, blue ones one module; all parts have the options of their pack."""
    into = [
        {"line": "modules", "quantity": 3, "when": {"colour": "red"}},
        {"line": "modules", "when": {"colour": "blue"}},
        {"line": "lids", "when": {"colour": "red"}},
    ]
    lids = {"lids": {"flow": [{"station": "wash", "cycle": {"by": "colour", "red": "2 s", "default": "50 s"}}]}}
    options = {"colour": {"red": "50 %", "blue": "50 %"}}
    found = run(packs(into=into, lines=lids, options=options), 4050.0)
    colours = found.jobs["colour"].to_list()
    red, blue = colours.count("red"), colours.count("blue")
    assert red + blue == 40
    assert row_of(found.resources, "resource", "test")["jobs"] == 3 * red + blue
    assert row_of(found.resources, "resource", "wash")["jobs"] == red
    assert states(found, "wash")["working"] == 2.0 * red


@pytest.mark.rule("They are jobs of a sub-line")
def test_parts_can_be_joined_again() -> None:
    """Two modules of each pack are joined to its frame further on; nothing is left, and only packs are counted."""
    joined = [{"station": "frame", "cycle": "5 s", "joins": [{"line": "modules", "quantity": 2}]}]
    modules = {"flow": [{"station": "test", "cycle": "8 s"}, {"buffer": "tested", "capacity": 2}]}
    simulation = Simulation(program_of(packs(after=joined, lines={"modules": modules})))
    simulation.advance_to(1050.0)
    world = simulation.world[0]
    assert (world["finished"], world["joined"], world["created"], world["wip"]) == (10, 20, 30, 0)
    found = run(packs(after=joined, lines={"modules": modules}), 1050.0)
    assert ends(found) == [100.0 * n + 20.0 + 16.0 + 5.0 for n in range(1, 11)]


def test_parts_leave_the_plant_and_are_not_counted_as_jobs() -> None:
    """Of ten packs twenty modules go out, too: conserved, but throughput and lead time are those of packs."""
    plant = Plant(model_of(packs()))
    result = plant.simulate(days=1050.0 / 86400.0, warmup=0)
    assert result.kpis["finished_jobs"].value == 10
    assert result.kpis["lead_time_hours"].value * 3600.0 == pytest.approx(33.0)
    simulation = Simulation(program_of(packs()))
    simulation.advance_to(1050.0)
    assert int(simulation.world["finished"][0]) == 30


def test_servers_failures_and_shifts() -> None:
    """Two benches; a failure that scraps the pack; one after two packs; a break."""
    two = run(packs("150 s", split={"servers": 2}), 600.0)
    assert history(two, "open.1")[:3] == [(100.0, "working"), (250.0, "blocked"), (258.0, "starved")]
    assert history(two, "open.2")[:3] == [(200.0, "working"), (350.0, "blocked"), (358.0, "starved")]
    mode = {"clock": "operation", "up": "15 s", "repair": "5 s", "work": "scrap"}
    lost = run(packs(split={"failures": [mode]}), 350.0)
    assert lost.jobs["outcome"].to_list() == ["scrapped"] * 3
    assert row_of(lost.buffers, "buffer", "open")["final"] == 0
    counted = run(packs(split={"failures": [{"jobs": 2, "repair": "7 s"}]}), 350.0)
    assert states(counted, "open")["down"] == 7.0


def test_a_vehicle_fetches_the_frame() -> None:
    """Parts go by themselves; for the frame, which is last, it waits for transport."""
    away = [{"transport": "away", "fleet": "tugs", "distance": "10 m", "capacity": 1}]
    away.append({"station": "frame", "cycle": "5 s"})
    found = run(packs(after=away, fleets={"tugs": {"count": 1, "speed": "1 m/s"}}), 190.0)
    assert history(found, "open")[1:] == [(120.0, "blocked"), (128.0, "waiting_transport"), (138.0, "starved")]
    assert ends(found) == [153.0]


def factory(number: int) -> Data:
    """Packs that are opened into two lines, one of which is joined again; of all sorts, by the number."""
    modes = [{"up": "exp(90 s)", "clock": "operation", "repair": "exp(20 s)", "crew": "fitters"}]
    modes[0]["work"] = ["resume", "restart", "scrap"][number % 3]
    into = [{"line": "modules", "quantity": 1 + number % 3}, {"line": "lids", "when": {"colour": "red"}}]
    split: Data = {"split_station": "open", "into": into, "cycle": "exp(10 s)", "failures": modes}
    split["servers"] = 1 + number % 2
    away = {"transport": "away", "fleet": "tugs", "distance": "8 m", "capacity": 2}
    frame = {"station": "frame", "cycle": "exp(6 s)", "joins": [{"line": "modules", "quantity": 1 + number % 3}]}
    day = {"shifts": [{"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:02-00:04"]}]}
    lids = {"flow": [{"buffer": "lid rack", "capacity": 2}, {"station": "wash", "cycle": "exp(9 s)"}]}
    modules = {"flow": [{"station": "test", "cycle": "exp(3 s)"}, {"buffer": "tested", "capacity": 6}]}
    flow = [{"station": "in", "cycle": "exp(9 s)"}, split, *([away] if number % 4 < 2 else []), frame]
    main = {"orders": "jobs", "flow": flow}
    return {
        "name": "packs",
        "options": {"colour": {"red": "60 %", "blue": "40 %"}},
        "orders": {"jobs": {}},
        "crews": {"fitters": {"size": 1}},
        "fleets": {"tugs": {"count": 2, "speed": "1 m/s"}},
        "carriers": {"racks": {"count": 4, "from": "in", "to": "open"}} if number % 5 == 1 else {},
        "calendars": {"day": day},
        "shops": {"body": {"calendar": "day", "lines": {"main": main, "modules": modules, "lids": lids}}},
    }


@pytest.mark.parametrize("seed", range(24))
def test_the_oracle_agrees(seed: int) -> None:
    """Event by event: jobs, states, levels and sums."""
    found = compare(checked(factory(seed)), seed, 900.0)
    assert found.differences == []
    assert found.events > 150


@pytest.mark.parametrize("seed", range(6))
def test_books_snapshots_and_states(seed: int) -> None:
    """Jobs are conserved, states sum; stopped and resumed it is the same run; a state says it all."""
    check_books(factory(seed), seed, 600.0)
    check_resume(factory(seed), seed, 0.15 * seed)
    check_books_after_restart(factory(seed), seed, 0.15 * seed)
    check_same_run(factory(seed), seed, 700 + 60 * seed)


def test_a_state_says_what_has_come_out_and_not_gone() -> None:
    """At work, and with a module and the frame."""
    plant = Plant(model_of(packs()))
    told = {at: plant.state(plant.snapshot(at / 86400.0)) for at in (110, 122)}
    at_work, left = told[110].places["open"].jobs, told[122].places["open"].jobs
    assert [job.left.value for job in at_work if job.left] == pytest.approx([10.0])
    assert [(job.finished, job.sub, job.to) for job in left] == [(True, True, "test"), (True, None, None)]
    for at, state in told.items():
        ended = plant.simulate(days=0.002, start=state).result.jobs["ended"].to_list()
        assert ended[0] == pytest.approx(133.0 - at)


@pytest.mark.parametrize(
    ("jobs", "words"),
    [
        (4, "a server of open holds 3 jobs at most, got 4"),
        (2, "are finished: they have been taken apart"),
        ([{"left": "9 s", "finished": True}], "a finished job has no `left`"),
        ([{"to": "test"}], "only a finished job has `to`"),
        ([{"finished": True, "to": "in"}], "no route of open leads to in"),
        ([{"left": "21 s"}], "the work takes 20 s at most"),
        ([{"server": 2}], "there is no server 2"),
        ([{"setup": True}], "this station has no setup"),
    ],
)
def test_a_state_that_cannot_be_is_refused(jobs: Any, words: str) -> None:
    """With the words of the kind."""
    with pytest.raises(StartStateError, match=re.escape(words)):
        Plant(model_of(packs())).simulate(days=0.01, start={"places": {"open": jobs}})


def test_what_nobody_takes_stands_for_good() -> None:
    """Modules of which too few are joined fill their buffer, and then the split station."""
    joined = [{"station": "frame", "cycle": "5 s", "joins": [{"line": "modules", "quantity": 1}]}]
    modules = {"flow": [{"buffer": "tested", "capacity": 2}]}
    simulation = Simulation(program_of(packs(after=joined, lines={"modules": modules})))
    simulation.advance_to(5000.0)
    [found] = standstills(simulation)
    assert found.why == "circle"
    assert {place.element for place in found.places} >= {"open"}


def test_loads_count_what_comes_out() -> None:
    """A pack every 100 s: 20 % of the bench, two modules of 8 s each 16 % of the test."""
    found = {one.name: one.load for one in loads(model_of(packs()))}
    assert (found["open"], found["test"], found["frame"]) == pytest.approx((0.2, 0.16, 0.05))


def test_the_report(tmp_path: Path) -> None:
    """The split station is the bottleneck, and stands in picture and tables in both languages."""
    plant = Plant(model_of(packs("95 s", orders={})))
    result = plant.simulate(days=0.05, warmup=0)
    assert bottlenecks(result.results, plant.model)[0].station == "open"
    for language, word in (("en", "split station"), ("zh", "拆分工位")):
        page = result.report(tmp_path / f"{language}.html", language=language).read_text(encoding="utf-8")
        assert word in page
    assert result.stations.filter(pl.col("resource") == "open")["kind"].to_list() == ["split_station"]
