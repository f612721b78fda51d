"""Places that keep the sequence: who has overtaken waits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.analysis.adherence import adherence
from taktwin.model.checks.check import check_model
from taktwin.runs.snapshot import SnapshotError, load_snapshot, save_snapshot
from taktwin.runs.standstill import standstills
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, entries, line, model_of, program_of, run, simulated


def reworked(to: str = "wait", room: object = "unlimited", **trim: object) -> Data:
    """Every 10 s a job; red ones are repaired for 25 s, and come back before `trim`, which needs 1 s for each."""
    flow = [
        {"buffer": "in", "capacity": "unlimited"},
        {"station": "inspect", "cycle": "10 s", "routes": [{"to": "rework", "when": {"colour": "red"}}]},
        {"buffer": "wait", "capacity": room},
        {"station": "trim", "cycle": "1 s", "in_sequence": True, **trim},
    ]
    lines = {"rework": {"to": to, "flow": [{"buffer": "area", "capacity": 9}, {"station": "bench", "cycle": "25 s"}]}}
    return line(flow, {"file": "x"}, lines=lines, options={"colour": {"red": "30 %", "blue": "70 %"}})


def of_colours(colours: str, folder: Path, data: Data) -> Data:
    """The same with these jobs, in this order."""
    names = {"r": "red", "b": "blue"}
    rows = "\n".join(f"car,{names[one]}" for one in colours)
    (folder / "orders.csv").write_text(f"product,colour\n{rows}\n", encoding="utf-8")
    return data | {"orders": {"jobs": {"file": str(folder / "orders.csv")}}, "products": {"car": {}}}


@pytest.mark.rule("only when all jobs of that stream with a lower order number have been there, or have left the plant")
@pytest.mark.rule("Who has overtaken waits where it is")
def test_who_has_overtaken_waits(tmp_path: Path) -> None:
    """Job 1 is repaired from 20 to 45 s: jobs 2 and 3, there at 30 and 40 s, wait for it; then each takes 1 s."""
    found = run(of_colours("brbbb", tmp_path, reworked()), 100.0)
    assert entries(found, "trim") == [(10.0, 0), (45.0, 1), (46.0, 2), (47.0, 3), (50.0, 4)]
    straight = run(of_colours("brbbb", tmp_path, reworked("trim", 5)), 100.0)
    assert entries(straight, "trim") == entries(found, "trim")


def test_who_has_left_the_plant_is_waited_for_no_longer(tmp_path: Path) -> None:
    """The bench scraps job 1 at 45 s: it is told to all who wait, and job 2 goes in at that instant."""
    data = of_colours("brbb", tmp_path, reworked())
    data["shops"]["shop"]["lines"]["rework"]["flow"][1]["routes"] = [{"to": "scrap"}]
    assert entries(run(data, 100.0), "trim") == [(10.0, 0), (45.0, 2), (46.0, 3)]


@pytest.mark.rule("from a buffer the first by its rule goes that may")
def test_each_stream_has_a_sequence_of_its_own(tmp_path: Path) -> None:
    """Two streams meet: job 0 of one is repaired until 35 s, which holds up its own stream only."""
    data = of_colours("rb", tmp_path, reworked())
    data["orders"]["others"] = {"quantity": 2, "interval": "12 s", "mix": {"car": "100 %"}}
    data["shops"]["shop"]["lines"]["second"] = {
        "orders": "others", "to": "wait", "flow": [{"buffer": "second-in", "capacity": 9}],
    }  # fmt: skip
    trace = run(data, 100.0).trace
    assert trace is not None
    jobs = trace.filter((trace["event"] == "enter") & (trace["name"] == "trim"))
    assert jobs["time"].to_list() == [12.0, 24.0, 35.0, 36.0]


@pytest.mark.rule("Jobs that come again, and jobs of sub-lines, go in as they come")
def test_jobs_that_come_again_and_those_of_sublines(tmp_path: Path) -> None:
    """Job 0 is sent back to trim, while job 1 waits for nobody; called jobs have no turn."""
    data = line(
        [
            {"buffer": "in", "capacity": 9},
            {"station": "a", "cycle": "10 s"},
            {"station": "trim", "cycle": "5 s", "in_sequence": True, "merge": {"first": ["again"]}},
            {"station": "test", "cycle": "1 s", "routes": [{"to": "again", "when": {"visit": 1}}]},
        ],
        {"quantity": 2},
        lines={
            "again": {"to": "trim", "flow": [{"buffer": "back", "capacity": "unlimited"}]},
            "sub": {"call": {"at": "a", "quantity": 2}, "to": "out", "flow": [{"buffer": "subs", "capacity": 9}]},
        },
    )
    data["shops"]["shop"]["lines"]["main"]["flow"].append({"station": "out", "cycle": "1 s", "in_sequence": True})
    found = run(data, 100.0)
    assert entries(found, "trim") == [(10.0, 0), (16.0, 0), (21.0, 1), (27.0, 1)]
    assert entries(found, "out") == [(0.0, 0), (1.0, 0), (10.0, 1), (11.0, 1), (22.0, 0), (33.0, 1)]


@pytest.mark.parametrize("kind", ["buffer", "store", "conveyor", "moving_line", "split_station", "station"])
def test_elements_of_every_kind_keep_the_sequence(kind: str, tmp_path: Path) -> None:
    """Behind the buffer in which the jobs meet stands an element of each kind."""
    element: Data = {
        "buffer": {"capacity": 2},
        "store": {"capacity": 2, "cycle": "1 s"},
        "conveyor": {"capacity": 2, "transit": "2 s"},
        "moving_line": {"zones": 2, "takt": "2 s", "cycle": "1 s"},
        "split_station": {"cycle": "1 s", "into": [{"line": "parts", "quantity": 1}]},
        "station": {"cycle": "1 s", "servers": [{"when": {"colour": "red"}}, {}]},
    }[kind]
    data = of_colours("brbrbbbrrb", tmp_path, reworked())
    flow = data["shops"]["shop"]["lines"]["main"]["flow"]
    flow[3] = {kind: "kept", "in_sequence": True, **element}
    flow.append({"station": "out", "cycle": "1 s"})
    if kind == "split_station":
        data["shops"]["shop"]["lines"]["parts"] = {"flow": [{"station": "part", "cycle": "1 s"}]}
    found = run(data, 1000.0)
    assert [order for _, order in entries(found, "kept")] == list(range(10))


def test_the_share_out_of_sequence_is_none(tmp_path: Path) -> None:
    """At its point every job comes at its planned place; without the word every third does not."""
    data = reworked(point="trim in")
    data["orders"] = {"jobs": {"interval": "11 s"}}
    model = model_of(data)
    kept = taktwin.Plant(model).simulate(days=0.5, warmup=0)
    free = taktwin.Plant(model_of(data | reworked(point="trim in", in_sequence=False) | {"orders": data["orders"]}))
    assert adherence(kept.result, "trim in").in_position == 1.0
    assert adherence(free.simulate(days=0.5, warmup=0).result, "trim in").in_position < 0.7


def warnings(data: Data) -> list[str]:
    return [one.message for one in check_model(model_of(data)) if "overtaken" in one.message]


def test_what_can_lock_up_is_warned_of_and_does(tmp_path: Path) -> None:
    """Two places before trim: jobs 2 and 3 fill them, and job 1 finds no room after its repair."""
    data = of_colours("brbbb", tmp_path, reworked(room=2))
    (message,) = warnings(data)
    assert message.startswith('this can lock up: jobs that have overtaken wait at "wait" for those that go first')
    (stands,) = standstills(simulated(data, 1000.0))
    assert [place.element for place in stands.places] == ["wait", "trim"]
    assert "bench" in {place.element for place in stands.waiting}
    assert warnings(of_colours("brbbb", tmp_path, reworked())) == []
    straight = of_colours("brbbb", tmp_path, reworked("trim", 2))
    assert warnings(straight) == []
    assert standstills(simulated(straight, 1000.0)) == []


def test_a_crane_that_fetched_who_has_overtaken_holds_up_the_others(tmp_path: Path) -> None:
    """However much room there is in the store: `check` says so, and a buffer behind it helps."""
    data = of_colours("brbbb", tmp_path, reworked())
    flow = data["shops"]["shop"]["lines"]["main"]["flow"]
    wait = flow[2]
    flow[2] = {"store": "wait", "capacity": "unlimited", "cycle": "1 s"}
    (message,) = warnings(data)
    assert message.startswith('this can lock up: a crane of "wait" that has fetched a job which has overtaken')
    (stands,) = standstills(simulated(data, 1000.0))
    assert {place.element for place in stands.places} == {"wait crane", "trim"}
    flow[2:3] = [flow[2], wait | {"buffer": "between"}]
    assert warnings(data) == []
    assert standstills(simulated(data, 1000.0)) == []


@pytest.mark.parametrize(("room", "finished"), [(2, 1), ("unlimited", 5)])
def test_parts_of_those_who_wait_can_fill_the_line_of_the_others(tmp_path: Path, room: object, finished: int) -> None:
    """A lid comes out of each job before the sequence is kept, and is joined again behind it."""
    data = of_colours("brbbb", tmp_path, reworked("open"))
    lines = data["shops"]["shop"]["lines"]
    lines["lids"] = {"flow": [{"buffer": "rack", "capacity": room}]}
    flow = lines["main"]["flow"]
    flow[2:2] = [{"split_station": "open", "cycle": "1 s", "into": [{"line": "lids"}]}]
    flow.append({"station": "close", "cycle": "1 s", "joins": [{"line": "lids"}]})
    found = warnings(data)
    assert len(found) == (finished == 1)
    assert all(one.startswith('this can lock up: parts of jobs that have overtaken fill line "lids"') for one in found)
    simulation = simulated(data, 1000.0)
    assert result_of(simulation).jobs["outcome"].to_list().count("finished") == finished
    assert [one.why for one in standstills(simulation)] == ["sequence"] * (finished == 1)


def test_a_run_goes_on_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    data = of_colours("brbrbbbrrb" * 20, tmp_path, reworked())
    whole, simulation = simulated(data, 5000.0), simulated(data, 777.0)
    save_snapshot(simulation, tmp_path / "snapshot")
    resumed = load_snapshot(program_of(data), tmp_path / "snapshot")
    resumed.advance_to(5000.0)
    assert result_of(resumed).jobs.equals(result_of(whole).jobs)


def test_a_snapshot_that_waits_for_a_job_that_is_none_is_refused(tmp_path: Path) -> None:
    data = of_colours("brbbb", tmp_path, reworked())
    program, simulation = program_of(data), simulated(data, 41.0)
    first = int(program.arrays["nodes"]["sequence0"].max())
    for wrong in (-2.0, 0.5, 1e6):
        simulation.arrays["floats"][first] = wrong
        save_snapshot(simulation, tmp_path / "snapshot")
        with pytest.raises(SnapshotError, match="who is waited for"):
            load_snapshot(program, tmp_path / "snapshot")


def _number(count: Any) -> int:
    return int(count)


def test_a_state_says_who_has_been_there(tmp_path: Path) -> None:
    """A run from a state goes on in the same order: job 1 is on the bench, 2 and 3 wait for it."""
    plant = taktwin.Plant(model_of(of_colours("brbbbb", tmp_path, reworked())))
    state = plant.state(plant.snapshot(41 / 86400))
    assert [_number(job.visits.get("trim", 0)) if job.visits else 0 for job in state.places["wait"].jobs] == [0, 0]
    jobs = plant.simulate(days=0.01, start=state, warmup=0).result.jobs
    assert jobs.sort("ended")["order_number"].to_list() == [1, 2, 3, 4, 5]


CASES = [
    ("the first", {"first": True}, "in the order in which they are released", "an element further on"),
    ("a transport", {"transport": True}, "does not choose", "a buffer before"),
    ("sub-lines", {"sub": True}, "no jobs of an order stream", "drop it"),
    ("only passed", {"passed": True}, "only passed", "behind it"),
]


@pytest.mark.parametrize(("name", "change", "message", "remedy"), CASES, ids=[case[0] for case in CASES])
def test_bad_input(name: str, change: Data, message: str, remedy: str) -> None:
    flow: list[Data] = [
        {"station": "a", "cycle": "1 s"},
        {"buffer": "b", "capacity": 2},
        {"station": "c", "cycle": "1 s"},
    ]
    more: Data = {}
    if "first" in change:
        flow[0]["in_sequence"] = True
    if "transport" in change:
        flow[2] = {"transport": "t", "fleet": "tugs", "distance": "5 m", "capacity": 1, "in_sequence": True}
        more["fleets"] = {"tugs": {"count": 1, "speed": "1 m/s"}}
    if "sub" in change:
        sub = [{"station": "s", "cycle": "1 s"}, {"buffer": "sb", "capacity": 2, "in_sequence": True}]
        more["lines"] = {"sub": {"endless": True, "flow": sub}}
        flow[2]["joins"] = [{"line": "sub"}]
    if "passed" in change:
        flow[1] |= {"capacity": 0, "in_sequence": True}
    with pytest.raises(taktwin.ModelError) as caught:
        model_of(line(flow, {"quantity": 3}, **more))
    (problem,) = [one for one in caught.value.problems if message in one.message]
    assert remedy in problem.remedy
    assert problem.path.endswith("in_sequence")
