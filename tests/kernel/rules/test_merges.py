"""Whose jobs go first where lines meet, and which job leaves a buffer next."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.api.plant import Plant
from taktwin.model.checks.check import check_model
from tests.kernel.plants import Data, entries, line, model_of, run, simulated
from tests.kernel.rules.small import listed


def meeting(**merge: object) -> Data:
    """Three jobs of each of two lines wait for one station from 0 on; work takes 10 s."""
    flow = [{"station": "m", "cycle": "10 s", "merge": merge}] if merge else [{"station": "m", "cycle": "10 s"}]
    lines = {
        "left": {"orders": "left", "to": "m", "flow": [{"buffer": "l", "capacity": 9}]},
        "right": {"orders": "right", "to": "m", "flow": [{"buffer": "r", "capacity": 9}]},
        "main": {"flow": flow},
    }
    return {"orders": {"left": {"quantity": 3}, "right": {"quantity": 3}}, "shops": {"shop": {"lines": lines}}}


def taken(data: Data, seconds: float = 100) -> str:
    """From which line the station took its jobs, in order."""
    jobs = run(data, seconds).jobs.sort("ended")
    return "".join(stream[0] for stream in jobs.get_column("stream"))


@pytest.mark.rule("first serves the lines and elements in its order, then all others")
def test_priority():
    assert taken(meeting()) == "lllrrr"
    assert taken(meeting(first=["right"])) == "rrrlll"
    assert taken(meeting(first=["r", "left"])) == "rrrlll"


def test_a_store_is_named_as_it_is_called():
    """Its jobs come from its cranes, but what a merge names is the store."""
    for merge, order in (({"first": ["r"]}, "lrrrll"), ({"ratio": {"r": 1, "l": 1}}, "lrlrlr")):
        data = meeting(**merge)
        data["shops"]["shop"]["lines"]["right"]["flow"] = [{"store": "r", "capacity": 9, "cycle": "1 s", "cranes": 3}]
        assert taken(data) == order


@pytest.mark.rule("Among equals the longest ready goes first")
def test_those_that_are_not_named_are_equals():
    data = meeting(first=["right"])
    data["orders"] |= {"third": {"quantity": 2, "interval": "25 s"}, "left": {"quantity": 2, "interval": "35 s"}}
    data["shops"]["shop"]["lines"]["third"] = {
        "orders": "third",
        "to": "m",
        "flow": [{"buffer": "t", "capacity": 9}],
    }
    # right at 0, 10 and 20; third comes at 25 and 50, left at 35 and 70
    assert taken(data) == "rrrtltl"


@pytest.mark.rule("ratio lets so many of one go in a row, then it is the turn of the next")
def test_ratio():
    assert taken(meeting(ratio={"left": 1, "right": 2})) == "lrrlrl"
    assert taken(meeting(ratio={"right": 1, "left": 1})) == "rlrlrl"


@pytest.mark.rule("Who has none ready loses the rest of the turn")
def test_a_lost_turn():
    data = meeting(ratio={"left": 3, "right": 1})
    data["orders"]["left"] = {"quantity": 4, "interval": "15 s"}
    # left comes at 15, 30, 45, 60: at 0 the turn goes to right, whose turn is then over
    data["orders"]["right"] = {"quantity": 4}
    # 0 r, 10 r (left has lost its turn again), 20 l (of three), 30 l, 40 r: none of left was there; 50 l, 60 l, 70 r
    assert taken(data) == "rrllrllr"


def test_non_preemptive_priority():
    """M/D/1 with two classes: main every 3 s goes first, side every 6 s; work 1.8 s (Cobham 1954).

    Load .6 + .3; W0 = .9 x 1.8 / 2 = .81 s; main W0 / .4 = 2.025 s, side W0 / (.4 x .1) = 20.25 s.
    """
    lines = {
        "main": {"orders": "main", "to": "m", "flow": [{"buffer": "l", "capacity": "unlimited"}]},
        "side": {"orders": "side", "to": "m", "flow": [{"buffer": "r", "capacity": "unlimited"}]},
        "out": {"flow": [{"station": "m", "cycle": "1.8 s", "merge": {"first": ["main"]}}]},
    }
    data = {
        "orders": {"main": {"interval": "exp(3 s)"}, "side": {"interval": "exp(6 s)"}},
        "shops": {"shop": {"lines": lines}},
    }
    hours = 2000.0
    world = simulated(data, hours * 3600).arrays["node_states"]
    names = simulated(data, 0).program.node_names
    for place, rate, wait in (("l", 1 / 3, 2.025), ("r", 1 / 6, 20.25)):
        level = world["area"][names.index(place)] / (hours * 3600)
        assert level / rate == pytest.approx(wait, rel=0.01), place


@pytest.mark.rule("lifo the newest")
def test_lifo(tmp_path):
    flow = [{"buffer": "b", "capacity": 9, "rule": "lifo"}, {"station": "m", "cycle": "10 s"}]
    result = run(line(flow, {"quantity": 4, "interval": "4 s"}), 100)
    # 4: the first; 8 and 12 wait: 14 takes that of 12, 24 that of 16, 34 that of 8
    assert [job for _, job in entries(result, "m")] == [0, 2, 3, 1]


@pytest.mark.rule("priority the oldest of the value that stands first in its order")
def test_priority_of_values(tmp_path):
    orders = listed(tmp_path, "blue", "blue", "red", "blue", "red")
    rule = {"priority": "colour", "order": ["red"]}
    data = line([{"buffer": "b", "capacity": 9, "rule": rule}, {"station": "m", "cycle": "10 s"}], **orders)
    data["orders"] = orders["orders"]
    assert [job for _, job in entries(run(data, 100), "m")] == [2, 4, 0, 1, 3]


@pytest.mark.rule("shortest the oldest of those that the next station along the line needs least time for")
def test_shortest_work(tmp_path):
    orders = listed(tmp_path, "blue", "red", "blue", "red")
    cycle = {"by": "colour", "red": "5 s", "blue": "9 s"}
    flow = [
        {"store": "b", "capacity": 9, "cycle": "0 s", "rule": "shortest"},
        {"buffer": "c", "capacity": 1},
        {"station": "m", "cycle": cycle},
    ]
    data = line(flow, **orders)
    data["orders"] = orders["orders"]
    assert [job for _, job in entries(run(data, 100), "m")] == [1, 3, 0, 2]


def due(folder: Path, *dues: object) -> Data:
    """An order stream whose orders are due at these times."""
    file = folder / f"{len(list(folder.iterdir()))}.csv"
    file.write_text("product,due\n" + "".join(f"car,{'' if one is None else one}\n" for one in dues), encoding="utf-8")
    return {"file": str(file)}


@pytest.mark.rule(
    "due the oldest of those that are due first",
    "what is due at no time comes last",
)
@pytest.mark.parametrize("kind", ["buffer", "store"])
def test_the_earliest_due_date_first(kind, tmp_path):
    rule = {kind: "b", "capacity": 9, "rule": "due", **({"cycle": "0 s"} if kind == "store" else {})}
    flow = [rule, {"buffer": "c", "capacity": 1}, {"station": "m", "cycle": "10 s"}]
    data = line(flow, due(tmp_path, None, 50, 20, None, 50, 1000), products={"car": {}})
    assert [job for _, job in entries(run(data, 100), "m")] == [2, 1, 4, 5, 0, 3]


@pytest.mark.rule("a job of a called sub-line is due with the job that called it")
def test_a_door_is_due_with_its_car(tmp_path):
    lines = {
        "main": {"orders": "jobs", "flow": [{"station": "first", "cycle": "1 s"}, {"buffer": "b", "capacity": 9},
                                            {"station": "m", "cycle": "20 s", "joins": [{"line": "doors"}]}]},
        "doors": {"call": {"at": "first"}, "flow": [{"buffer": "d", "capacity": 9, "rule": "due"},
                                                    {"station": "door", "cycle": "10 s"}]},
    }  # fmt: skip
    data = {"products": {"car": {}}, "orders": {"jobs": due(tmp_path, 90, 60, 70)}, "shops": {"shop": {"lines": lines}}}
    # all are called within 2 s, and the first door is begun at once
    assert [job for _, job in entries(run(data, 60), "door")] == [0, 1, 2]


@pytest.mark.rule("With rule: due the job that is due first goes first")
def test_lines_meet_by_due_date(tmp_path):
    data = meeting(rule="due")
    data["products"] = {"car": {}}
    data["orders"] = {"left": due(tmp_path, 40, 30, None), "right": due(tmp_path, 35, 40, 10)}
    # from the buffers in their order: left 40 against right 35, then 40 against 40: the left one is ready as long
    result = run(data, 100)
    found = [(row["name"], row["job"]) for row in jobs_of(result)]
    assert found == [("right", 0), ("left", 0), ("left", 1), ("right", 1), ("right", 2), ("left", 2)]
    for side in ("left", "right"):
        data["shops"]["shop"]["lines"][side]["flow"][0]["rule"] = "due"
    found = [(row["name"], row["job"]) for row in jobs_of(run(data, 100))]
    assert found == [("right", 2), ("left", 1), ("right", 0), ("left", 0), ("right", 1), ("left", 2)]


def jobs_of(result) -> list[Data]:
    """Stream and number of the jobs in the order in which they ended."""
    rows = result.jobs.drop_nulls("ended").sort("ended", maintain_order=True)
    return [{"name": row["stream"], "job": row["order_number"]} for row in rows.iter_rows(named=True)]


def test_nobody_is_due_is_told(tmp_path):
    flow = [{"buffer": "b", "capacity": 9, "rule": "due"}, {"station": "m", "cycle": "10 s"}]
    plain, dated = line(flow), line(flow, due(tmp_path, 5, None), products={"car": {}})
    assert [one.message for one in check_model(model_of(plain)) if "due" in one.message] == [
        "no order says when it is due, so all go in the order in which they came"
    ]
    assert not [one for one in check_model(model_of(dated)) if "due" in one.message]


def test_a_state_keeps_the_due_dates(tmp_path):
    flow = [{"buffer": "b", "capacity": 9, "rule": "due"}, {"station": "m", "cycle": "10 s"}]
    plant = Plant(model_of(line(flow, due(tmp_path, None, 50, 20, 30), products={"car": {}})))
    state = plant.state(plant.snapshot(5 / 86400))
    later = plant.simulate(days=0.001, warmup=0, start=state).result
    assert later.jobs.drop_nulls("ended").sort("ended")["job"].to_list() == [2, 3, 1, 0]
