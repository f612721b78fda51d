"""Which way a finished job goes: full ways, and the shortest queue."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import sparse, stats
from scipy.sparse.linalg import spsolve

from taktwin.model.checks.check import check_model
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import load_snapshot, save_snapshot
from taktwin.runs.standstill import standstills
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, entries, line, model_of, program_of, run, simulated


def inspected(full: str | None, capacity: int = 1, **more: object) -> Data:
    """Every job is sent to rework, which takes 100 s; one comes every 10 s, and inspection takes 10 s."""
    route = {"to": "rework", **({"full": full} if full else {})}
    lines: Data = {
        "rework": {"flow": [{"buffer": "area", "capacity": capacity}, {"station": "bench", "cycle": "100 s"}]},
        "yard": {"flow": [{"buffer": "lot", "capacity": 99}, {"station": "off-line", "cycle": "1 h"}]},
    }
    if full != "yard":
        del lines["yard"]
    inspect = {"station": "inspect", "cycle": "10 s", "routes": [route], **more}
    flow = [inspect, {"station": "out", "cycle": "1 s"}]
    if not full or full == "scrap" or full == "yard":
        flow = flow[:1]
    return line(flow, {"quantity": 9}, lines=lines)


@pytest.mark.rule("A way is full where, at the end of the work, the place to which it leads has no room")
@pytest.mark.rule("with full: go_on it goes on along the line, with scrap")
def test_jobs_that_find_the_rework_area_full_go_on():
    """The bench has job 0 from 10 s on, the area job 1 from 20 s on; until 110 s all others go on."""
    found = run(inspected("go_on"), 200.0)
    assert entries(found, "area") == [(10.0, 0), (20.0, 1)]
    assert entries(found, "out") == [(30.0 + 10.0 * n, 2 + n) for n in range(7)]
    more = inspected("go_on")
    more["orders"]["jobs"]["quantity"] = 12
    # at 110 s the bench ends before inspection, which stands behind it in the plant, does: no, it stands before it
    assert entries(run(more, 200.0), "area") == [(10.0, 0), (20.0, 1), (120.0, 11)]


@pytest.mark.rule("with scrap, or the name of another place, it goes there, and waits there if need be")
def test_jobs_that_find_it_full_are_scrapped_or_go_to_another_place():
    scrapped = run(inspected("scrap"), 200.0)
    assert scrapped.resources.row(by_predicate=pl.col("resource") == "inspect", named=True)["scrapped"] == 7
    elsewhere = run(inspected("yard"), 200.0)
    assert entries(elsewhere, "lot") == [(30.0 + 10.0 * n, 2 + n) for n in range(7)]


@pytest.mark.rule("Its job waits for room there; with full")
def test_jobs_wait_for_room():
    """Bench: job 0 until 110 s, then job 1 until 210 s; so the area takes job 2 at 110 s, job 3 at 210 s."""
    assert entries(run(inspected(None), 300.0), "area") == [(10.0, 0), (20.0, 1), (110.0, 2), (210.0, 3)]


def test_two_that_end_at_the_same_instant_do_not_both_get_the_last_place():
    """Both servers end at 10 s and at 20 s: one goes into the area, which then is full for the other.

    The exit of job 1 frees the second server first, so it has job 2, and the first, which ends first, job 3.
    """
    found = run(inspected("go_on", servers=2), 25.0)
    assert entries(found, "area") == [(10.0, 0), (20.0, 3)]
    assert entries(found, "out") == [(10.0, 1), (20.0, 2)]


def test_a_station_is_full_when_each_of_its_servers_has_a_job():
    data = line(
        [{"station": "a", "cycle": "10 s", "routes": [{"to": "b", "full": "go_on"}]}, {"station": "c", "cycle": "1 s"}],
        {"quantity": 5},
        lines={"side": {"flow": [{"station": "b", "cycle": "25 s", "servers": 2}]}},
    )
    found = run(data, 100.0)
    assert entries(found, "b") == [(10.0, 0), (20.0, 1), (40.0, 3), (50.0, 4)]
    assert entries(found, "c") == [(30.0, 2)]


LOOP = [{"station": "paint", "cycle": "10 s"}, {"station": "test", "cycle": "10 s"}]
AREA = [{"buffer": "area", "capacity": 1}, {"station": "bench", "cycle": "10 s"}]


def loop(full: str = "wait", **more: Any) -> Data:
    """Three of four jobs are sent back through a rework area of two places."""
    test = LOOP[1] | {"routes": [{"to": "rework", "share": "75 %", "full": full}]}
    return line([LOOP[0], test], lines={"rework": {"flow": AREA, "to": "paint"}}, **more)


def warnings(data: Data) -> list[str]:
    return [one.message for one in check_model(model_of(data)) if one.level == "warning"]


def test_a_finite_rework_area_can_lock_up_and_a_rule_breaks_the_ring():
    """What `check` warns of happens; with a rule for a full area it cannot, and jobs leave to the end."""
    (message,) = [one for one in warnings(loop()) if "lock up" in one]
    assert message.endswith(
        "paint - test - area - bench - paint; 4 jobs fill it, and each waits for the place of the next"
    )
    (locked,) = standstills(simulated(loop(), 36000.0))
    assert [place.element for place in locked.places] == ["paint", "test", "area", "bench"]
    for full in ("go_on", "scrap"):
        assert not [one for one in warnings(loop(full)) if "lock up" in one]
        simulation = simulated(loop(full), 36000.0)
        assert standstills(simulation) == []
        assert result_of(simulation).jobs["ended"].drop_nulls().to_numpy().max() > 35900.0


@pytest.mark.parametrize(("cards", "locks"), [(3, False), (4, True)])
def test_cards_keep_the_ring_open(cards: int, locks: bool):
    """Four jobs fill the loop: with three cards it never locks up, with four it does."""
    data = loop(carriers={"cards": {"count": cards, "from": "paint", "to": "test"}})
    data["carriers"]["cards"]["to"] = "out"
    data["shops"]["shop"]["lines"]["main"]["flow"].append({"station": "out", "cycle": "1 s"})
    data["shops"]["shop"]["lines"]["main"]["flow"].insert(0, {"buffer": "before", "capacity": 2})
    assert bool([one for one in warnings(data) if "this loop" in one]) == locks
    assert bool(standstills(simulated(data, 360000.0))) == locks


def test_a_belt_that_stands_for_its_first_job_is_waited_for_though_it_has_room():
    data = loop("go_on")
    belt = {"conveyor": "area", "capacity": 3, "transit": "10 s", "accumulating": False}
    data["shops"]["shop"]["lines"]["rework"]["flow"][0] = belt
    assert [one for one in warnings(data) if "this loop can lock up" in one]
    belt["accumulating"] = True
    assert not [one for one in warnings(data) if "this loop can lock up" in one]


def test_a_way_that_others_lead_to_as_well_is_waited_for():
    """Another station sends jobs there that wait: one of them may take the room that a job has seen."""
    data = loop("go_on")
    data["shops"]["shop"]["lines"]["main"]["flow"].append(
        {"station": "second", "cycle": "5 s", "routes": [{"to": "rework", "share": "1 %"}]}
    )
    assert [one for one in warnings(data) if "this loop can lock up" in one]


def parallel(ways: list[Data], cycles: tuple[str, ...], quantity: int, cycle: str = "10 s", capacity: int = 99) -> Data:
    """A station before lines in parallel, each with a buffer of its own."""
    lines = {
        f"way{n}": {"flow": [{"buffer": f"b{n}", "capacity": capacity}, {"station": f"m{n}", "cycle": time}]}
        for n, time in enumerate(cycles)
    }
    first = {"station": "gate", "cycle": cycle, "route_by": "shortest_queue", "routes": ways}
    return line([first], {"quantity": quantity}, lines=lines)


@pytest.mark.rule("of the routes whose when holds the job takes the one with the fewest jobs")
@pytest.mark.rule("of equals the first in the file goes first; where none is open")
def test_the_shortest_queue():
    """By hand: m0 needs 25 s, m1 100 s; a job comes out of the gate every 10 s.

    10 s: 0 and 0, to way0. 20: 1 and 0, way1. 30: 1 and 1, way0. 35: m0 ends. 40: 1 and 1, way0. 50: 2 and 1, way1.
    60: m0 ends its second before the gate ends (it stands in front of it in plant order, but ends of work come before
    moves): the gate is first in the plant, so it still counts it: 2 and 2, way0.
    """
    found = run(parallel([{"to": "way0"}, {"to": "way1"}], ("25 s", "100 s"), 6), 100.0)
    assert entries(found, "b0") == [(10.0, 0), (30.0, 2), (40.0, 3), (60.0, 5)]
    assert entries(found, "b1") == [(20.0, 1), (50.0, 4)]


@pytest.mark.rule("those in the place to which it leads and behind it, up to the end of its line")
def test_what_makes_up_a_queue():
    """Two servers of the gate end at the same instant: the second sees the first, which has not gone yet."""
    data = parallel([{"to": "way0"}, {"to": "way1"}], ("1 h", "1 h"), 4)
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["servers"] = 2
    data["shops"]["shop"]["lines"]["way0"]["flow"].append({"store": "w", "capacity": 3, "cycle": "1 h"})
    found = run(data, 15.0)
    assert entries(found, "b0") == [(10.0, 0)]
    assert entries(found, "b1") == [(10.0, 1)]


@pytest.mark.rule("Ways that are full come last; of equals")
def test_full_ways_come_last():
    """way0 has no place behind its machine's one, so way1 takes all others, however many are there."""
    data = parallel([{"to": "m0"}, {"to": "way1"}], ("1 h", "1 h"), 5)
    data["shops"]["shop"]["lines"]["way0"]["flow"].pop(0)
    found = run(data, 100.0)
    assert entries(found, "m0") == [(10.0, 0)]
    assert entries(found, "b1") == [(20.0 + 10.0 * n, 1 + n) for n in range(4)]


@pytest.mark.rule("With route_by: shortest_queue scrap is left to chance")
@pytest.mark.rule("where none is open, it goes on along the line")
def test_conditions_and_scrap():
    ways = [{"to": "way0", "when": {"colour": "red"}}, {"to": "way1", "when": {"colour": "red"}}]
    data = parallel(ways, ("1 s", "1 s"), 1000, "10 s")
    data["options"] = {"colour": {"red": "50 %", "blue": "50 %"}}
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["scrap"] = "20 %"
    data["shops"]["shop"]["lines"]["main"]["flow"].append({"station": "on", "cycle": "1 s"})
    jobs = run(data, 20000.0).jobs
    on, red = (jobs.filter(colour=one, outcome="finished").height for one in ("blue", "red"))
    assert (jobs["outcome"] == "scrapped").sum() == 1000 - on - red == pytest.approx(200, abs=40)
    assert entries(run(data, 20000.0), "on").__len__() == on


def chain(rate: float, first: float, second: float, most: int = 60) -> tuple[float, float]:
    """Mean jobs at each of two exponential machines, of which the shorter queue is joined: the Markov chain, solved.

    States are (jobs at the first, jobs at the second), up to ``most`` each; of equals the first is joined.
    """
    size = most + 1
    rows, columns, rates = [], [], []

    def move(a: int, b: int, c: int, d: int, by: float) -> None:
        rows.extend((c * size + d, a * size + b))
        columns.extend((a * size + b, a * size + b))
        rates.extend((by, -by))

    for a in range(size):
        for b in range(size):
            if a > 0:
                move(a, b, a - 1, b, first)
            if b > 0:
                move(a, b, a, b - 1, second)
            if a <= b and a < most:
                move(a, b, a + 1, b, rate)
            elif a > b and b < most:
                move(a, b, a, b + 1, rate)
    matrix: Any = sparse.coo_matrix((rates, (rows, columns))).tolil()
    matrix[0, :] = 1.0  # the probabilities sum to 1, in place of one equation that follows from the others
    right = np.zeros(size * size)
    right[0] = 1.0
    p: Any = np.asarray(spsolve(matrix.tocsr(), right)).reshape(size, size)
    assert p[most, :].sum() + p[:, most].sum() < 1e-9
    return float(p.sum(axis=1) @ np.arange(size)), float(p.sum(axis=0) @ np.arange(size))


@pytest.mark.parametrize("second", [1.0, 0.7])
def test_join_the_shortest_queue_of_two_machines(second: float):
    """Two M/M/1 queues, equal and unequal, at 70 % of both: the mean jobs at each within its 99 % interval."""
    data = parallel([{"to": "way0"}, {"to": "way1"}], ("exp(1 s)", f"exp({1 / second:.12g} s)"), 10**9, "0 s")
    data["orders"]["jobs"] = {"interval": f"exp({1 / (0.7 * (1 + second)):.12g} s)"}
    for name in ("way0", "way1"):
        data["shops"]["shop"]["lines"][name]["flow"][0]["capacity"] = "unlimited"
    data["shops"]["shop"]["lines"]["main"]["flow"].insert(0, {"buffer": "in", "capacity": "unlimited"})
    program, means = program_of(data), []
    for replication in range(12):
        simulation = Simulation(program, 5, replication)
        simulation.advance_to(200.0)
        tables = [result_of(simulation)]
        simulation.advance_to(200_200.0)
        tables.append(result_of(simulation))
        means.append([_jobs(tables, n) for n in range(2)])
    for found, truth in zip(np.transpose(means), chain(0.7 * (1 + second), 1.0, second), strict=True):
        half = float(stats.t.ppf(0.995, 11) * np.std(found, ddof=1) / math.sqrt(12))
        assert half < 0.012 * truth
        assert abs(float(np.mean(found)) - truth) < half, (np.mean(found), half, truth)


def _jobs(tables: list, n: int) -> float:
    """Mean jobs at machine ``n`` between two instants: those that wait and the one that is worked on."""
    areas = []
    for table, end in zip(tables, (200.0, 200_200.0), strict=True):
        waiting = table.buffers.row(by_predicate=pl.col("buffer") == f"b{n}", named=True)["mean"] * end
        areas.append(waiting + table.resources.row(by_predicate=pl.col("resource") == f"m{n}", named=True)["working"])
    return (areas[1] - areas[0]) / 200_000.0


def test_a_run_goes_on_as_if_it_had_never_stopped(tmp_path):
    data = loop("go_on")
    whole = simulated(data, 5000.0)
    simulation = simulated(data, 1234.0)
    file = tmp_path / "snapshot"
    save_snapshot(simulation, file)
    resumed = load_snapshot(program_of(data), file)
    resumed.advance_to(5000.0)
    assert result_of(resumed).jobs.equals(result_of(whole).jobs)
