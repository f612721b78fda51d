"""Standing for good: every kind of lock by hand, near misses, and random plants that are run on to see who moves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import taktwin
from taktwin.cli.app import app
from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import lower
from taktwin.library import model_names
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import load_snapshot, save_snapshot
from taktwin.runs.standstill import Standstill, standstills
from tests.kernel.plants import Data, line

P = {"p": {}, "q": {}}


def station(name: str, cycle: str = "10 s", **fields: Any) -> Data:
    return {"station": name, "cycle": cycle, **fields}


def buffer(name: str, capacity: int = 1) -> Data:
    return {"buffer": name, "capacity": capacity}


def stock(initial: float, capacity: float = 10, part: str = "p") -> Data:
    return {"part": part, "initial": initial, "capacity": capacity}


def joining(quantity: int, jobs: Data | None = None, flow: list[Data] | None = None, **sub: Any) -> Data:
    """A main line whose second station joins jobs of a sub-line."""
    main = flow or [station("a"), station("b", joins=[{"line": "sub", "quantity": quantity}])]
    flow = sub.pop("flow", [station("s"), buffer("x")])
    return line(main, jobs, lines={"sub": {"flow": flow, **sub}})


def run_to(data: Data, until: float) -> Simulation:
    """Run plain data, without the checks of a model: they refuse most plants that can lock up."""
    simulation = Simulation(lower(PlantModel.model_validate({"name": "test", **data})))
    simulation.advance_to(until)
    return simulation


def found(data: Data, until: float = 36_000.0) -> list[Standstill]:
    """What stands; as it does through a snapshot."""
    return standstills(run_to(data, until))


def names(one: Standstill) -> list[str]:
    return [place.element for place in one.places]


LOOP = [
    station("a"),
    buffer("b", 2),
    station("c"),
    buffer("d"),
    station("test", "30 s", routes=[{"to": "c", "share": "90 %"}]),
]
COLOURS = {"colour": {"red": "50 %", "blue": "50 %"}}
TWO = [{"when": {"colour": "red"}}, {"when": {"colour": "blue"}}]
LOCKS: dict[str, tuple[Data, str, float, list[str], list[str]]] = {
    # why, since when (worked out by hand), the places in their order, and who waits for these
    "a rework loop whose places are full": (line(LOOP), "circle", 60.0, ["c", "d", "test"], ["a", "b"]),
    "jobs that have overtaken": (
        # the first job is done at 100 s; the second stands in the buffer since 10 s, the third behind it
        line([station("a", servers=[{"cycle": "100 s"}, {}]), buffer("b"), station("c", in_sequence=True)]),
        "sequence", 100.0, ["b", "c"], ["a"],
    ),
    "a station that sends to itself": (
        line([station("a", "1 s"), station("b", "5 s", routes=[{"to": "b", "share": "100 %"}])]),
        "circle", 6.0, ["b"], ["a"],
    ),
    "a stock point that nobody refills": (
        line([station("a"), station("b", uses=[{"part": "p"}]), station("c")], parts=P, stocks={"ps": stock(3)}),
        # the fourth job is there at 50 s, when the third goes on; so is the fifth at `a`
        "parts", 50.0, ["b", "ps"], ["a"],
    ),
    "a cell without material": (
        line(
            [station("a", uses=[{"part": "p"}])], parts=P, stocks={"ps": stock(1), "qs": stock(2, part="q")},
            shop={"cells": {"press": {"makes": {"die": {
                "part": "p", "hit": "5 s", "lot": 4, "reorder": 0, "uses": [{"part": "q"}],
            }}}}},
        ),
        # hits at 0 and 5 s; parts for jobs at 0, 10 and 20 s; the third hit and the fourth job lack theirs
        "parts", 30.0, ["press", "qs"], ["a"],
    ),
    "a stock point that is refilled too late": (
        line(
            [station("a", uses=[{"part": "p", "quantity": 2}])], parts=P, stocks={"ps": stock(3)},
            shop={"cells": {"press": {"makes": {"die": {"part": "p", "hit": "5 s", "lot": 4, "reorder": 0}}}}},
        ),
        "reorder", 10.0, ["a", "ps"], [],
    ),
    "servers that take some jobs only": (
        {
            **line([
                station("a"),
                station("b", servers=TWO, uses=[{"part": "p", "when": {"colour": "red"}}]),
            ]),
            "options": {"colour": {"red": "100 %", "blue": "0 %"}}, "parts": P, "stocks": {"ps": stock(1)},
        },
        # the first job has its part at 10 s, the second lacks one from 20 s on; the third stands at `a` from 30 s on
        "parts", 30.0, ["b", "ps"], ["a"],
    ),
    "a buffer with less room than is joined": (joining(2, endless=True), "room", 20.0, ["b", "x"], ["a", "s"]),
    "a sub-line whose orders are at an end": (
        {**joining(1, orders="few"), "orders": {"jobs": {}, "few": {"quantity": 3}}},
        "jobs", 50.0, ["b", "x", "s", "sub"], ["a"],
    ),
    "a call that comes only after the join": (
        joining(1, flow=[*joining(1)["shops"]["shop"]["lines"]["main"]["flow"], station("c")], call={"at": "c"}),
        "calls", 20.0, ["b", "x", "s", "sub", "c"], ["a"],
    ),
    "two lines that join each other's jobs": (
        {
            **line(
                [station("a", joins=[{"line": "left"}])],
                lines={
                    "left": {"endless": True, "flow": [station("l", joins=[{"line": "right"}])]},
                    "right": {"call": {"at": "a"}, "flow": [station("r", uses=[{"part": "p"}])]},
                },
                parts=P, stocks={"ps": stock(0)},
            )
        },
        "parts", 0.0, ["r", "ps"], ["a", "l"],
    ),
    "two feeds that wait for each other's lots": (
        line(
            [station("a", uses=[{"part": "p", "from": "near"}])], parts=P,
            stocks={"near": stock(0), "far": stock(0)},
            fleets={"tugs": {"count": 1, "speed": "1 m/s"}},
            feeds={
                name: {"from": one, "to": other, "fleet": "tugs", "lot": 1, "reorder": 1, "distance": "5 m"}
                for name, one, other in (("there", "far", "near"), ("back", "near", "far"))
            },
        ),
        "reorder", 0.0, ["near", "far"], ["a"],
    ),
}  # fmt: skip


@pytest.mark.rule("Work that nothing can free", "It is named with the time")
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock(name: str, tmp_path: Path) -> None:
    """It is found, with its places, and as well through a snapshot; it never moves again."""
    data, why, since, places, waiting = LOCKS[name]
    simulation = run_to(data, 5000.0)
    (one,) = standstills(simulation)
    assert (one.why, one.since, one.whole) == (why, since, True)
    at = names(one).index(places[0]) if one.goes_round and places[0] in names(one) else 0
    assert names(one)[at:] + names(one)[:at] == places
    assert sorted(place.element for place in one.waiting) == waiting
    saved = load_snapshot(simulation.program, save_snapshot(simulation, tmp_path / "snapshot.npz"))
    assert standstills(saved) == [one]
    before = int(simulation.world["operations"][0])
    simulation.advance_to(50_000.0)
    assert int(simulation.world["operations"][0]) == before
    assert standstills(simulation) == [one]


def test_not_before_its_time() -> None:
    """The loop is not found while a job in it may still leave, and at once when the last one has been sent back."""
    assert found(line(LOOP), 49.0) == []
    assert found(line(LOOP), 50.0) != []


DAY = {"day": {"shifts": [{"days": "daily", "from": "06:00", "to": "07:00"}]}}
NEAR_MISSES: dict[str, Data] = {
    "idle servers that wait for a job of theirs": {
        **line([station("a", "90 s"), station("b", servers=TWO)]), "options": COLOURS,
    },
    "a plant that runs": line([station("a"), buffer("b"), station("c", "20 s")]),
    "all orders made": line([station("a"), station("b")], {"quantity": 5}),
    "all orders made, a sub-line is full": joining(1, {"quantity": 4}, endless=True),
    "all orders made, more were ordered of a sub-line": {
        **joining(1, orders="more"), "orders": {"jobs": {"quantity": 4}, "more": {"quantity": 9}},
    },
    "all orders made, a cell's stock point is full": line(
        [station("a", uses=[{"part": "p"}])], {"quantity": 3}, parts=P, stocks={"ps": stock(5)},
        shop={"cells": {"press": {"makes": {"die": {"part": "p", "hit": "5 s", "lot": 9, "reorder": 5}}}}},
    ),
    "off shift": {**line(LOOP[:3]), "calendars": DAY, "start": "2026-01-05 06:30"},
    "a truck that is late": line(
        [station("a", uses=[{"part": "p"}])], parts=P, stocks={"ps": stock(1)}, suppliers={"far": {}},
        lanes={"road": {"supplier": "far", "to": "ps", "quantity": 5, "every": "20 h", "lead": "15 h"}},
    ),
    "the next truck has not been ordered yet": line(
        [station("a", uses=[{"part": "p"}])], parts=P, stocks={"ps": stock(1)}, suppliers={"far": {}},
        lanes={"road": {"supplier": "far", "to": "ps", "up_to": 2, "every": "20 h", "offset": "19 h", "lead": "1 h"}},
    ),
    "a long repair": line(
        [station("a"), station("b", failures=[{"clock": "operation", "up": "15 s", "repair": "30 h"}])]
    ),
    "a crew that is busy for long": line(
        [station(n, failures=[{"clock": "time", "up": "15 s", "repair": "30 h", "crew": "f"}]) for n in ("a", "b")],
        crews={"f": {"size": 1}},
    ),
    "long work at the exit": line([station("a"), buffer("b"), station("c", "30 h")]),
    "the next order comes late": line([station("a")], {"interval": "30 h"}),
    "a slow vehicle": line(
        [station("a"), {"transport": "t", "fleet": "tugs", "distance": "90 km", "capacity": 1}, station("b")],
        fleets={"tugs": {"count": 1, "speed": "1 m/s"}},
    ),
    "a loop with room": line(
        [station("a", "30 s"), station("c", "1 s"), station("test", "1 s", routes=[{"to": "more", "share": "90 %"}])],
        lines={"more": {"flow": [{"buffer": "d", "capacity": "unlimited"}], "to": "c"}},
    ),
}  # fmt: skip


@pytest.mark.rule("At the end of a run each place is asked", "Work left over when")
@pytest.mark.parametrize("name", NEAR_MISSES)
def test_no_false_alarm(name: str) -> None:
    assert found(NEAR_MISSES[name]) == []


def test_a_part_of_a_plant() -> None:
    """One line stands, the other goes on; two locks are two, the earlier first."""
    data = line(LOOP, lines={"other": {"orders": "others", "flow": [station("o")]}})
    data["orders"]["others"] = {}
    (one,) = found(data)
    assert not one.whole
    data["shops"]["shop"]["lines"]["other"]["flow"] = [station("o", uses=[{"part": "p"}])]
    early, late = found(data | {"parts": P, "stocks": {"ps": stock(2)}})
    assert (early.why, early.since, late.why, early.whole, late.whole) == ("parts", 20.0, "circle", True, True)


def test_a_job_that_nobody_is_told_of() -> None:
    """A place that has room, takes nothing and will not be looked at: its kind forgot to say that it is free."""
    simulation = run_to(line([station("a", "1 s"), station("b", "99 s")]), 50.0)
    (b,) = np.flatnonzero(np.array(simulation.program.resource_names) == "b")
    server = simulation.arrays["resource_states"][b]
    server["job"], server["phase"], server["running"], server["state"] = -1, k.NO_WORK, 0, k.STARVED
    simulation.arrays["due"][simulation.arrays["due"].size // 2 + b] = np.inf
    (one,) = standstills(simulation)
    assert (one.why, one.since, names(one)) == ("told", 2.0, ["a"])


STUCK = """
taktwin: 1
name: stuck
orders: {jobs: {}}
shops:
  body:
    lines:
      main:
        orders: jobs
        flow: [{station: a, cycle: 10 s}, {station: b, cycle: 10 s, joins: [{line: sub}]}]
      sub: {call: {at: a}, flow: [{station: s, cycle: 5 s, scrap: 50 %}, {buffer: x, capacity: 2}]}
"""


def test_it_is_shown_everywhere(tmp_path: Path) -> None:
    """From Python, in the manifest and in the report, in both languages."""
    run = taktwin.load(STUCK).simulate(days=1, replications=2)
    assert list(run.standstills) == [0, 1]
    (one,) = run.standstills[1]
    assert str(one).startswith("the plant stands still for good since ")
    assert "h: station a (body), which waits for station b (body), which waits for buffer x (body)" in str(one)
    run.save(tmp_path / "run")
    rows = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))["standstills"]
    assert [row["replication"] for row in rows] == [0, 1]
    place = {"plant": "stuck", "kind": "station", "shop": "body", "line": "main", "element": "a", "server": None}
    assert rows[0]["places"][0] == place
    report = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "The plant stands still for good since" in report
    assert "永久停滞" in report


def test_a_run_that_goes_on_shows_nothing(tmp_path: Path) -> None:
    run = taktwin.load(STUCK.replace("50 %", "0 %")).simulate(days=0.1)
    assert run.standstills == {}
    assert "stands still" not in run.report(tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", model_names())
def test_the_shipped_models_never_stand(name: str) -> None:
    simulation = Simulation(lower(taktwin.load(name).model))
    simulation.advance_to(2 * 86_400.0)
    assert standstills(simulation) == []


def test_the_command_warns_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On standard error, with the exit code of a run that went well; `--json` has every standstill."""
    monkeypatch.chdir(tmp_path)
    Path("stuck.yaml").write_text(STUCK, encoding="utf-8")
    plain = CliRunner().invoke(app, ["run", "stuck.yaml", "--days", "1", "--replications", "2"])
    assert plain.exit_code == 0
    assert plain.stderr.count("warning: replication 0 (2 of 2 stand): the plant stands still for good since") == 1
    printed = CliRunner().invoke(app, ["run", "stuck.yaml", "--days", "1", "--json"])
    (row,) = json.loads(printed.stdout)["standstills"]
    assert (row["why"], row["whole"], row["replication"]) == ("calls", True, 0)
