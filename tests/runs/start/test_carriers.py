"""Carriers in start states and snapshots: by hand, and in deterministic plants."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.model.start.file import StartStateError, load_state, state_text
from taktwin.runs.saved.check import restored
from taktwin.runs.saved.impossible import ImpossibleError
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, load_snapshot, save_snapshot
from taktwin.runs.standstill import standstills
from taktwin.runs.start import Starter, state_of
from taktwin.runs.start.begin import begin_anew
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, ends, line, program_of
from tests.runs.start.test_state import check_same_run, restarted, rounded_text

FLOW = [
    {"station": "a", "cycle": "10 s"},
    {"buffer": "q", "capacity": 4},
    {"station": "b", "cycle": "10 s"},
]
POOL = {"count": 3, "from": "a", "to": "b", "return": "7 s", "cleaning": {"every": 2, "time": "5 s"}}
PLANT: Data = line(FLOW, carriers={"skids": POOL})


def started(state: Data, data: Data = PLANT) -> Simulation:
    return Starter(program_of(data)).prepare(state).simulation()


def test_jobs_on_the_way_have_one_and_the_others_are_here() -> None:
    simulation = started({"places": {"b": [{"left": "4 s"}], "q": 1}})
    (pool,) = simulation.program.flow.pools.values()
    assert simulation.arrays["node_states"]["count"][pool] == 1
    # the one that is here goes with the next job into a, the first that comes back with the one after it: 4 + 7 = 11 s,
    # and the first skid has made no trip before, so it is not cleaned
    simulation.advance_to(60)
    assert ends(result_of(simulation))[:3] == [4, 14, 24]


@pytest.mark.parametrize(("trips", "second"), [(1, 21.0), (2, 26.0)])
def test_trips_and_those_on_the_way_back(trips: int, second: float) -> None:
    """A skid with two trips is cleaned on its way back (5 s), so the next job goes into a at 11 or 16."""
    state = {
        "places": {"b": [{"left": "4 s", "carriers": {"skids": trips}}]},
        "carriers": {"skids": {"returning": [{"in": "300 s"}, {"in": "200 s", "trips": 1}]}},
    }
    simulation = started(state)
    simulation.advance_to(100)
    assert ends(result_of(simulation))[:2] == [4, second + 10]


def test_a_job_without_a_carrier() -> None:
    simulation = started({"places": {"q": [{"carriers": {}}, {"carriers": {}}, {"carriers": {}}, {"carriers": {}}]}})
    (pool,) = simulation.program.flow.pools.values()
    assert simulation.arrays["node_states"]["count"][pool] == 3


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"places": {"q": 4}}, "there are 3 carriers of skids, but 4 jobs stand where one is needed"),
        ({"places": {"q": [{"carriers": {"skid": 1}}]}}, 'there is no pool of carriers "skid"'),
        ({"carriers": {"skid": {}}}, 'there is no pool of carriers "skid"'),
        ({"places": {"q": [{"carriers": {"skids": 3}}]}}, "cleaned after 2 trips, so it has made 2 at most, got 3"),
        ({"carriers": {"skids": {"here": [0, 2, 0]}}}, "so it has made 1 at most, got 2"),
        ({"carriers": {"skids": {"here": [0, 1]}}}, "so 3 are here, got 2"),
        ({"carriers": {"skids": {"returning": [{"in": "4 s"}] * 4}}}, "4 are on the way back"),
        ({"carriers": {"skids": {"returning": [{}]}}}, '"in" is missing'),
    ],
)
def test_states_that_do_not_fit(state: Data, message: str) -> None:
    with pytest.raises(StartStateError, match=r"[\s\S]*") as caught:
        started(state)
    assert message in str(caught.value)


def test_a_pool_for_some_jobs_asks_what_the_job_is() -> None:
    pools = {"skids": {"count": 3, "from": "q", "to": "b", "when": {"colour": "red"}}}
    data = line(FLOW, carriers=pools, options={"colour": {"red": "50 %", "blue": "50 %"}})
    with pytest.raises(StartStateError, match="depends on its colour, which is not known"):
        started({"places": {"q": 1}}, data)
    jobs = [{"options": {"colour": "red"}}, {"options": {"colour": "blue"}}, {"carriers": {}}]
    simulation = started({"places": {"q": jobs}}, data)
    (pool,) = simulation.program.flow.pools.values()
    assert simulation.arrays["node_states"]["count"][pool] == 2


@pytest.mark.parametrize("at", [15, 33, 47, 128])
def test_a_state_out_of_a_run_goes_on_as_that_run(at: int) -> None:
    check_same_run(PLANT, 1, at)
    begun = Simulation(program_of(PLANT))
    begun.advance_to(at)
    assert rounded_text(restarted(begun, 1)) == rounded_text(begun)


def test_contents_with_carriers_are_written_and_read() -> None:
    flow = [FLOW[0], {**FLOW[1], "contents": 2}, FLOW[2]]
    simulation = begin_anew(program_of(line(flow, carriers={"skids": POOL})), 1, 0, False)
    simulation.advance_to(0)
    state = state_of(simulation)
    assert load_state(state_text(state)).places == state.places
    assert state.places["q"].jobs[0].carriers is not None


# --- snapshots


def test_a_snapshot_goes_on(tmp_path: Path) -> None:
    program = program_of(PLANT)
    whole, begun = Simulation(program), Simulation(program)
    whole.advance_to(500)
    begun.advance_to(123)
    resumed = load_snapshot(program, save_snapshot(begun, tmp_path / "noon.npz"))
    resumed.advance_to(500)
    for name in ("carriers", "node_states", "resource_states", "values"):
        assert (resumed.arrays[name] == whole.arrays[name]).all()


def spoil(table: str, field: str, row: int, value: object) -> None:
    """A snapshot with one skid here, one on the way back and two with jobs; one value of it is another."""
    begun = Simulation(program_of(PLANT | {"carriers": {"skids": POOL | {"count": 4}}}))
    begun.advance_to(33)
    taken = Snapshot.of(begun)
    saved = everything(taken)
    restored(begun.program, taken.about, saved)
    target = saved[table][field]
    target[row] = value
    restored(begun.program, taken.about, saved)


def everything(taken: Snapshot) -> dict[str, np.ndarray]:
    """Copies of all arrays of a snapshot."""
    beside = ("logs", "rows", "stocks_at_origin", "released")
    arrays = taken.arrays | {name: getattr(taken, name) for name in beside}
    return {name: array.copy() for name, array in arrays.items()}


NODES = {"skids": 0, "way": 1, "a": 3}


@pytest.mark.parametrize(
    ("table", "field", "row", "value", "what"),
    [
        ("carriers", "next", 3, 0, "carrier"),
        ("carriers", "trips", 1, 9, "trips"),
        ("carriers", "back", 1, 1.0, "before its time"),
        ("node_states", "lacks", NODES["a"], 1, "state of a machine"),
        ("node_states", "count", NODES["skids"], 3, "number of carriers"),
        ("node_states", "head", NODES["skids"], 7, "first carrier"),
        ("node_states", "tail", NODES["skids"], 2, "last carrier"),
        ("node_states", "most", NODES["skids"], 5, "number of carriers"),
    ],
)
def test_a_spoilt_snapshot_is_refused(table: str, field: str, row: int, value: object, what: str) -> None:
    with pytest.raises(ImpossibleError, match=what):
        spoil(table, field, row, value)


def test_a_job_without_its_carrier_is_refused() -> None:
    begun = Simulation(program_of(PLANT | {"carriers": {"skids": POOL | {"count": 4}}}))
    begun.advance_to(33)
    taken = Snapshot.of(begun)
    holder = int((taken.arrays["values"][:, -1] > 0).argmax())
    for value in (0, 3):  # none; that of another one
        saved = everything(taken)
        saved["values"][holder, -1] = value
        with pytest.raises(ImpossibleError, match="a carrier is in several places, in none"):
            restored(begun.program, taken.about, saved)


# --- standing for good


def test_jobs_that_wait_for_each_others_carriers_are_named() -> None:
    flow = [{"station": "m", "cycle": "60 s"}, {"station": "join", "cycle": "60 s", "joins": [{"line": "sub"}]}]
    spans = [{"from": "m", "to": "join"}, {"from": "s", "to": "s"}]
    lines = {"sub": {"endless": True, "flow": [{"station": "s", "cycle": "60 s"}]}}
    data = line(flow, carriers={"skids": {"count": 1, "spans": spans}}, lines=lines)
    simulation = Simulation(program_of(data))
    simulation.advance_to(3600)
    (one,) = standstills(simulation)
    assert (one.why, one.since, one.whole) == ("carriers", 60.0, True)
    assert [place.element for place in one.places] == ["join", "s", "skids"]
    more = Simulation(program_of(data | {"carriers": {"skids": {"count": 3, "spans": spans}}}))
    more.advance_to(3600)
    assert standstills(more) == []
