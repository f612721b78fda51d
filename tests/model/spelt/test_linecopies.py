"""Lines with `copies`: what each name stands for, and the same run as of the plant with every line written out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import taktwin
from taktwin.kernel.lowering.program import lower
from taktwin.model import ModelError, load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.expand import expand
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import result_of

PLANT = """\
taktwin: 1
name: cells
orders: {jobs: {interval: exp(20 s)}}
carriers: {pallets: {count: 9, from: press, to: press}}
shops:
  hall:
    lines:
      main:
        orders: jobs
        flow:
          - {buffer: in, capacity: unlimited}
          - {station: gate, cycle: 2 s, routes: [{to: cell, share: 60 %, full: go_on}]}
          - {station: old, cycle: exp(30 s)}
      cell:
        copies: 3
        to: pack
        flow:
          - {buffer: queue, capacity: 4}
          - {station: press, cycle: exp(60 s), count: 2, routes: [{to: repair, share: 10 %}]}
      repair: {copies: 3, to: queue, flow: [{buffer: bench-queue, capacity: unlimited}, {station: bench, cycle: 90 s}]}
      packing: {flow: [{station: pack, cycle: exp(15 s), merge: {first: [cell]}}, {station: out, cycle: 1 s}]}
"""


def by_hand() -> PlantModel:
    """The same plant, every line of it written out."""
    lines = {}
    for copy in ("1", "2", "3"):
        stations = [
            {
                "station": f"{copy}/press-{k}",
                "cycle": "exp(60 s)",
                "routes": [{"to": f"{copy}/repair", "share": "10 %"}],
            }
            for k in (1, 2)
        ]
        flow = [{"buffer": f"{copy}/queue", "capacity": 4}, *stations]
        lines[f"{copy}/cell"] = {"to": "pack", "flow": flow}
    for copy in ("1", "2", "3"):
        queue = {"buffer": f"{copy}/bench-queue", "capacity": "unlimited"}
        flow = [queue, {"station": f"{copy}/bench", "cycle": "90 s"}]
        lines[f"{copy}/repair"] = {"to": f"{copy}/queue", "flow": flow}
    routes = [{"to": f"{copy}/cell", "share": "20 %", "full": "go_on"} for copy in ("1", "2", "3")]
    main = [
        {"buffer": "in", "capacity": "unlimited"},
        {"station": "gate", "cycle": "2 s", "routes": routes},
        {"station": "old", "cycle": "exp(30 s)"},
    ]
    packing = [{"station": "pack", "cycle": "exp(15 s)"}, {"station": "out", "cycle": "1 s"}]
    spans = [{"from": f"{copy}/press-1", "to": f"{copy}/press-2"} for copy in ("1", "2", "3")]
    data = {
        "name": "cells",
        "orders": {"jobs": {"interval": "exp(20 s)"}},
        "carriers": {"pallets": {"count": 9, "spans": spans}},
        "shops": {"hall": {"lines": {"main": {"orders": "jobs", "flow": main}, **lines, "packing": {"flow": packing}}}},
    }
    return PlantModel.model_validate(data)


@pytest.mark.rule("The copies of a line stand one after the other where the line stands in the file")
def test_names() -> None:
    plant = expand(load_model(PLANT))
    lines = plant.shops["hall"].lines
    assert list(lines) == ["main", "1/cell", "2/cell", "3/cell", "1/repair", "2/repair", "3/repair", "packing"]
    assert [one.name for one in lines["2/cell"].flow] == ["2/queue", "2/press-1", "2/press-2"]
    assert lines["3/repair"].to == "3/queue"
    assert lines["3/cell"].to == "pack"
    gate: Any = lines["main"].flow[1]
    assert [(route.to, round(route.share.value, 12), route.full) for route in gate.routes] == [
        (f"{copy}/cell", 0.2, "go_on") for copy in (1, 2, 3)
    ]
    assert [span.from_ for span in plant.carriers["pallets"].spans] == ["1/press-1", "2/press-1", "3/press-1"]


def test_the_same_run_as_with_every_line_written_out() -> None:
    """The merge names the three lines together: among them the longest ready goes first."""
    tables = []
    for model in (load_model(PLANT), by_hand()):
        simulation = Simulation(lower(model), 3)
        simulation.advance_to(20_000.0)
        tables.append(result_of(simulation))
    resources = [table.resources.select("resource", "jobs", "working", "blocked") for table in tables]
    assert resources[0].equals(resources[1])
    assert tables[0].jobs.equals(tables[1].jobs)


def test_who_is_who_stands_in_columns() -> None:
    run = taktwin.load(PLANT).simulate(days=0.05, warmup=0)
    press = run.result.resources.filter(pl.col("model_element").str.starts_with("press"))
    assert press.select("line", "copy", "model_line", "model_element").rows() == [
        (f"{copy}/cell", copy, "cell", f"press-{k}") for copy in (1, 2, 3) for k in (1, 2)
    ]
    assert run.result.resources.filter(resource="old")["copy"].to_list() == [None]


def test_loads_count_each_copy() -> None:
    """A job in 20 s; 60 % x (1 + the tenth that comes again, twice over) go to the cells, a third to each."""
    plant = taktwin.load(PLANT)
    found = {load.name: load for load in plant.loads}
    visits = 1 / (1 - (1 - 0.9**2))  # of press-1, for each job that comes to a cell
    assert found["2/press-1"].per_hour == pytest.approx(180 * 0.2 * visits)
    assert (found["2/press-1"].entry, found["1/bench"].entry) == ("press", "bench")


def test_the_shortest_of_equal_lines() -> None:
    """With `shortest_queue` each copy is a way of its own."""
    text = PLANT.replace(
        "routes: [{to: cell, share: 60 %, full: go_on}]", "route_by: shortest_queue, routes: [{to: cell}, {to: old}]"
    )
    plant = expand(load_model(text))
    gate: Any = plant.shops["hall"].lines["main"].flow[1]
    assert [route.to for route in gate.routes] == ["1/cell", "2/cell", "3/cell", "old"]


@pytest.mark.parametrize(
    ("old", "new", "path", "message", "remedy"),
    [
        ("copies: 3\n", "copies: 0\n", "cell.copies", "cannot be 0", "above 0"),
        ("cycle: 1 s}]}", "cycle: 1 s}], to: queue}", "packing.to", "to which of them", "`route_by: shortest_queue`"),
        ("{copies: 3, to: queue", "{copies: 2, to: queue", "repair.to", "stands for 3 equal lines", "`routes"),
        ("share: 60 %, full: go_on", "share: 60 %, full: bench", "full", "stands for 3 equal lines", "`routes"),
        (
            "      packing: {", "      subs: {call: {at: queue}, flow: [{station: s, cycle: 1 s}]}\n      packing: {",
            "subs.call.at", "not as many copies", "each has its own",
        ),
        (
            "{station: old, cycle: exp(30 s)}", "{station: old, cycle: 1 s, joins: [{line: cell}]}",
            "old.joins", "not as many copies", "each has its own",
        ),
        ("shops:\n", "streams: {count: 2, shops: [hall]}\nshops:\n", "copies", "copied as a whole", "not both"),
        ("copies: 3\n", "copys: 3\n", "copys", "", "`copies`"),
    ],
)  # fmt: skip
def test_bad_input(old: str, new: str, path: str, message: str, remedy: str, tmp_path: Path) -> None:
    assert PLANT.count(old) == 1
    file = tmp_path / "plant.yaml"
    file.write_text(PLANT.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    found = [one for one in caught.value.problems if path in one.path and message in one.message]
    assert found, str(caught.value)
    assert remedy in found[0].remedy
    assert found[0].line is not None


def test_states_and_snapshots_know_the_copies(tmp_path: Path) -> None:
    """A run from a state written half way names the elements of the copies."""
    plant = taktwin.load(PLANT)
    state = plant.state(plant.snapshot(0.02))
    assert {"2/press-1", "3/press-2"} <= set(state.places)
    assert plant.simulate(days=0.02, start=state).result.jobs.height > 0


BENCHES = """\
taktwin: 1
name: benches
orders: {jobs: {interval: 20 s}}
shops:
  hall:
    lines:
      main:
        orders: jobs
        flow: [{buffer: in, capacity: unlimited}, {station: gate, cycle: 2 s, routes: [{to: cell}]}]
      cell:
        copies: 2
        flow:
          - {buffer: queue, capacity: 4}
          - {batch_station: oven, most: 2, cycle: 9 s, routes: [{to: repair, share: 10 %}]}
          - {split_station: open, cycle: 9 s, into: [{line: parts}], routes: [{to: repair, share: 10 %}]}
          - {lift: up, speed: 1 m/s, inlets: {open: 3 m, side: 2 m}, routes: [{to: repair, at: 1 m, share: 10 %}]}
          - {station: out, cycle: 1 s}
      side: {copies: 2, to: up, flow: [{station: press, cycle: 9 s}]}
      parts: {copies: 2, to: side, flow: [{station: sort, cycle: 9 s}]}
      repair: {copies: 2, to: press, flow: [{buffer: bench, capacity: unlimited}]}
"""


def test_stations_of_all_sorts_and_lifts_lead_on_within_their_copy() -> None:
    plant = expand(load_model(BENCHES))
    for copy in (1, 2):
        _, oven, opened, up, _ = plant.shops["hall"].lines[f"{copy}/cell"].flow
        ways: list[Any] = [oven, opened, up]
        assert [[route.to for route in one.routes] for one in ways] == [[f"{copy}/repair"]] * 3
        assert ways[1].into[0].line == f"{copy}/parts"
        assert ways[2].inlets.keys() == {f"{copy}/open", f"{copy}/side"}
    taktwin.load(BENCHES).simulate(days=0.02, warmup=0)


def test_a_lift_behind_copies_knows_the_inlet_of_each() -> None:
    """A share of the routes, and the level of an inlet, is for all copies."""
    text = BENCHES.replace("        copies: 2\n", "").replace("copies: 2, to: press", "to: bin")
    lines = "      rest: {flow: [{station: bin, cycle: 1 s}]}\n"
    text = text.replace("into: [{line: parts}], ", "").replace(
        "      parts: {copies: 2, to: side, flow: [{station: sort, cycle: 9 s}]}\n", lines
    )
    text = text.replace("routes: [{to: repair, at: 1 m, share: 10 %}]", "routes: [{to: side, at: 1 m, share: 10 %}]")
    up: Any = expand(load_model(text.replace("split_station", "station"))).shops["hall"].lines["cell"].flow[3]
    assert {name: level.value for name, level in up.inlets.items()} == {"open": 3.0, "1/side": 2.0, "2/side": 2.0}
    assert [(route.to, route.share.value, route.at.value) for route in up.routes] == [
        (f"{copy}/side", 0.05, 1.0) for copy in (1, 2)
    ]
