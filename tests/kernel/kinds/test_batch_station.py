"""Batch stations: times by hand, bulk-service queues by their Markov chains, states there and back, standstills."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.analysis.bottleneck import bottlenecks
from taktwin.analysis.oee import oee_by_resource
from taktwin.api.plant import Plant
from taktwin.kernel.base import state as k
from taktwin.model.checks.ways.loads import loads
from taktwin.model.start.file import StartStateError
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, SnapshotError
from taktwin.runs.standstill import standstills
from tests.kernel.plants import Data, ends, history, line, model_of, program_of, row_of, run, states
from tests.kernel.test_invariants import check_books, check_resume
from tests.kernel.test_theory import Interval
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.runs.start.test_state import check_books_after_restart, check_same_run


def oven(most: int, cycle: Any = "100 s", *, room: Any = 9, rule: Any = "fifo", **more: Any) -> list[Data]:
    """A buffer, and a batch station behind it."""
    return [
        {"buffer": "loading", "capacity": room, "rule": rule},
        {"batch_station": "oven", "most": most, "cycle": cycle, **more},
    ]


def below(cycle: str = "10 s") -> Data:
    """The station before: a job every 10 s."""
    return {"station": "below", "cycle": cycle}


# --- by hand


@pytest.mark.rule("A batch begins as soon as")
def test_full_batches_alone() -> None:
    """Jobs at 10, 20, ..., 50: batches at 20 and 120; the fifth job is never worked on. They leave together here."""
    found = run(line([below(), *oven(2)], {"quantity": 5}), 1000.0)
    assert ends(found) == [120.0, 120.0, 220.0, 220.0]
    assert history(found, "oven") == [(20.0, "working"), (220.0, "starved")]
    level = row_of(found.buffers, "buffer", "oven")
    assert (level["capacity"], level["max"], level["entered"], level["final"]) == (2.0, 2, 4, 0)
    assert level["mean"] == pytest.approx(2 * 200.0 / 1000.0)
    assert row_of(found.buffers, "buffer", "loading")["final"] == 1


@pytest.mark.rule("Jobs wait in the buffers before one; none is taken before a batch begins")
def test_no_job_goes_in_alone() -> None:
    """Until the third is there they stand in the buffer, and the oven is empty."""
    found = run(line([below(), *oven(3)]), 29.0)
    assert row_of(found.buffers, "buffer", "loading")["final"] == 2
    assert row_of(found.buffers, "buffer", "oven")["max"] == 0


@pytest.mark.rule(
    "a **batch station** begins the batches that can begin, server by server",
    "all at once, and with as many as there are",
)
def test_it_begins_with_what_is_enough_and_takes_what_is_there() -> None:
    """With 2 enough of 4: jobs 1, 2 from 20 to 120; then the four that wait."""
    found = run(line([below(), *oven(4, least=2)], {"quantity": 6}), 1000.0)
    assert ends(found) == [120.0, 120.0, *[220.0] * 4]
    assert row_of(found.resources, "resource", "oven")["jobs"] == 6
    assert row_of(found.resources, "resource", "oven")["ideal_s"] == 100.0 * (2 + 4) / 4


@pytest.mark.rule("or when one of its jobs has waited")
def test_the_wait_begins_a_batch_that_is_not_full() -> None:
    """Jobs at 40, 80, 120, ...: that of 40 has waited 50 s at 90, so two are taken; at 170 the next two."""
    found = run(line([below("40 s"), *oven(3, "10 s", wait="50 s")]), 330.0)
    assert ends(found) == [100.0, 100.0, 180.0, 180.0, 260.0, 260.0]
    alone = run(line([below("40 s"), *oven(3, "10 s", wait="30 s")]), 130.0)
    assert ends(alone) == [80.0, 120.0], "each after its 30 s: one job is enough then"


@pytest.mark.rule("A job that comes when the wait is over")
def test_a_job_that_comes_when_the_wait_is_over_is_taken() -> None:
    """The wait of the first ends at 80, the very instant at which the second comes."""
    found = run(line([below("40 s"), *oven(3, "10 s", wait="40 s")]), 169.0)
    assert ends(found) == [90.0, 90.0]


def test_a_full_batch_does_not_wait() -> None:
    """Neither for the time-out nor for more jobs."""
    found = run(line([below(), *oven(2, "5 s", wait="1 h")]), 100.0)
    assert ends(found) == [25.0, 25.0, 45.0, 45.0, 65.0, 65.0, 85.0, 85.0]


def test_the_wait_runs_on_while_it_is_busy_or_off_shift() -> None:
    """Busy until 120 s, when job 3 has waited long enough. In a break from 60 to 180 s nothing begins."""
    found = run(line([below(), *oven(2, least=2, wait="20 s")], {"quantity": 3}), 400.0)
    assert history(found, "oven") == [(20.0, "working"), (220.0, "starved")]
    calendar = {"shifts": [{"days": "daily", "from": "00:00", "to": "23:59", "breaks": ["00:01-00:03"]}]}
    plant = line([below("50 s"), *oven(2, "10 s", wait="20 s", calendar="day")], {"quantity": 1})
    found = run({**plant, "calendars": {"day": calendar}}, 400.0)
    assert history(found, "oven") == [
        (60.0, "off_shift"),
        (180.0, "working"),
        (190.0, "starved"),
    ]


@pytest.mark.rule("what is not scrapped is ready", "only when the last has gone")
def test_they_leave_one_after_another_and_the_last_frees_it() -> None:
    """Behind it a station of 30 s: 120, then 150 and 180 s; only at 180 the next batch begins."""
    found = run(line([below(), *oven(3), {"station": "above", "cycle": "30 s"}], {"quantity": 6}), 1000.0)
    assert ends(found) == [160.0, 190.0, 220.0, 320.0, 350.0, 380.0]
    assert history(found, "oven") == [
        (30.0, "working"),
        (130.0, "blocked"),
        (190.0, "working"),
        (290.0, "blocked"),
        (350.0, "starved"),
    ]


def colours(*sequence: str) -> Data:
    """Jobs of these colours, in this order: contents of the buffer before, the first of all orders."""
    return {"contents": [{"options": {"colour": colour}} for colour in sequence]}


OPTIONS: Data = {"options": {"colour": {"red": "50 %", "blue": "50 %"}, "roof": {"steel": "50 %", "glass": "50 %"}}}


def coloured(sequence: str, station: list[Data]) -> Data:
    """A plant with jobs of these colours (r, b) before its oven."""
    station[0] |= colours(*({"r": "red", "b": "blue"}[letter] for letter in sequence))
    return {**OPTIONS, **line([{"buffer": "first", "capacity": 1}, *station], {"interval": "1000 h"})}


def begun_with(sequence: str, station: list[Data]) -> list[int]:
    """Order numbers of the jobs that are in the oven, which began with jobs of these colours before it."""
    plant = Plant(model_of(coloured(sequence, station)))
    state = plant.state(plant.snapshot(1.0 / 86400.0))
    jobs = state.places["oven"].jobs if "oven" in state.places else []
    return [int(job.order.value) for job in jobs if job.order is not None]


@pytest.mark.rule("Jobs of another sort do not hold them up")
def test_jobs_of_another_sort_are_passed_over() -> None:
    """Red jobs 1, 3 and 4 make the batch; the blue ones stay."""
    assert begun_with("brbrr", oven(3, same="colour")) == [1, 3, 4]
    assert begun_with("brr", oven(2, same="colour")) == [1, 2]
    assert begun_with("brb", oven(3, same="colour")) == [], "neither is enough"


@pytest.mark.rule("the one goes first whose first job has waited longest")
def test_of_several_sorts_the_longest_waiting_goes_first() -> None:
    """All have waited as long: the one that stands further ahead."""
    assert begun_with("rbbr", oven(2, same="colour")) == [0, 3]
    assert begun_with("brrb", oven(2, same=["colour"])) == [0, 3]
    assert begun_with("rbbr", oven(2, same="colour", servers=2)) == [0, 3, 1, 2]


@pytest.mark.rule("With `same` each combination of values is a sort for itself")
def test_jobs_of_a_batch_are_alike_in_all_options() -> None:
    """Red with a steel roof, red with glass, red with steel."""
    station = oven(2, same=["colour", "roof"])
    plant = coloured("rrr", station)
    for job, roof in zip(station[0]["contents"], ("steel", "glass", "steel"), strict=True):
        job["options"]["roof"] = roof
    loaded = Plant(model_of(plant))
    jobs = loaded.state(loaded.snapshot(1.0 / 86400.0)).places["oven"].jobs
    assert [int(job.order.value) for job in jobs if job.order is not None] == [0, 2]


@pytest.mark.rule("by the rule of their buffer")
def test_the_rule_of_the_buffer_says_who_is_taken() -> None:
    """The last come first, among those of the sort."""
    assert begun_with("rrrb", oven(2, same="colour", rule="lifo")) == [2, 1]
    assert begun_with("rrb", oven(2, rule="lifo")) == [2, 1]


def test_the_time_may_be_that_of_the_first_job() -> None:
    """Red takes 20 s, all else 50 s."""
    cycle = {"by": "colour", "red": "20 s", "default": "50 s"}
    for sequence, seconds in (("rr", 20.0), ("bb", 50.0)):
        plant = Plant(model_of(coloured(sequence, oven(2, cycle, same="colour"))))
        oven_row = plant.simulate(days=0.01, warmup=0).stations.filter(pl.col("resource") == "oven")
        assert oven_row["working"].to_list() == [seconds]


def test_the_time_is_that_of_the_first_of_unlike_jobs() -> None:
    """Red and blue together, red first: 20 s."""
    plant = Plant(model_of(coloured("rb", oven(2, {"by": "colour", "red": "20 s", "blue": "50 s"}))))
    rows = plant.simulate(days=0.01, warmup=0).stations.filter(pl.col("resource") == "oven")
    assert rows["working"].to_list() == [20.0]


def test_the_first_sort_whose_wait_is_over_is_come_back_for() -> None:
    """A blue job waits from 0 on, a red one from 12 on, the next red one comes at 24: the blue one begins at 20."""
    data = coloured("b", oven(2, "1 s", same="colour", wait="20 s"))
    data["options"] = {**OPTIONS["options"], "colour": {"red": "100 %", "blue": "0 %"}}
    data["orders"]["jobs"]["interval"] = "12 s"
    plant = Plant(model_of(data))
    state = plant.state(plant.snapshot(20.5 / 86400.0))
    assert [job.options["colour"] for job in state.places["oven"].jobs] == ["blue"]


def test_two_ovens_side_by_side() -> None:
    """Jobs every 10 s, batches of 2: the first oven at 20, the second at 40, the first again at 120 (jobs 5 and 6)."""
    found = run(line([below(), *oven(2, servers=2)], {"quantity": 8}), 1000.0)
    assert ends(found) == [120.0, 120.0, 140.0, 140.0, 220.0, 220.0, 240.0, 240.0]
    assert history(found, "oven.1")[:3] == [(20.0, "working"), (220.0, "starved")]
    assert row_of(found.buffers, "buffer", "oven")["capacity"] == 4.0


@pytest.mark.rule("The work on a batch is one work")
def test_a_failure_may_spoil_the_batch() -> None:
    """After 40 s of work: it goes on, begins anew (for ever), or loses both jobs; or it comes after two batches."""
    mode = {"clock": "operation", "up": "40 s", "repair": "5 s"}

    def of(**what: Any) -> Any:
        return run(line([below(), *oven(2, "60 s", failures=[{**mode, **what}])], {"quantity": 2}), 500.0)

    assert ends(of()) == [85.0, 85.0]
    assert ends(of(work="restart")) == []
    lost = of(work="scrap")
    assert lost.jobs["ended"].to_list() == [60.0, 60.0]
    assert lost.jobs["outcome"].to_list() == ["scrapped", "scrapped"]
    assert row_of(lost.resources, "resource", "oven")["scrapped"] == 2
    assert row_of(lost.buffers, "buffer", "oven")["final"] == 0
    by_count = [{"jobs": 2, "repair": "7 s"}]
    found = run(line([below(), *oven(2, "30 s", failures=by_count)], {"quantity": 6}), 500.0)
    assert states(found, "oven")["down"] == 7.0, "a batch counts as one work"
    assert history(found, "oven")[1:3] == [(80.0, "down"), (87.0, "working")]


@pytest.mark.rule("A vehicle is sent for one job of a batch at a time")
def test_vehicles_fetch_the_jobs_one_after_another() -> None:
    """Both are ready at 120: the first is loaded after an empty run of 10 s, then a vehicle sets out for the other."""
    away = {"transport": "away", "fleet": "tugs", "distance": "10 m", "capacity": 2}
    plant = line([below(), *oven(2), away], {"quantity": 2}, fleets={"tugs": {"count": 2, "speed": "1 m/s"}})
    found = run(plant, 500.0)
    assert ends(found) == [140.0, 150.0]
    assert history(found, "oven")[1:] == [(120.0, "waiting_transport"), (140.0, "starved")]


def test_jobs_of_a_batch_are_joined() -> None:
    """A sub-line that ends at an oven: four of a batch at once."""
    sub = {"call": {"at": "station", "quantity": 4}, "flow": oven(4, "50 s")}
    joins = [{"line": "sub", "quantity": 4}]
    found = run(line([{"station": "station", "cycle": "9 s", "joins": joins}], lines={"sub": sub}), 130.0)
    assert ends(found) == [59.0, 109.0 + 9.0]


# --- bulk-service queues


def waiting_with(rate: float, service: float, least: int, most: int, levels: int = 300) -> float:
    """Mean number of jobs that wait: Poisson arrivals, exponential service of `least` to `most` (Neuts 1967).

    doi:10.1214/aoms/1177698869: the server begins with what is there as soon as that is `least`. The Markov chain of
    (jobs that wait, whether it works), cut at `levels`.
    """
    size = least + levels + 1
    q = np.zeros((size, size))

    def state(waiting: int, works: bool) -> int:
        if not works and waiting >= least:
            waiting, works = waiting - min(waiting, most), True
        return least + waiting if works else waiting

    for n in range(least):
        q[n, state(n + 1, False)] += rate
    for n in range(levels + 1):
        if n < levels:
            q[least + n, least + n + 1] += rate
        q[least + n, state(n, False)] += 1.0 / service
    np.fill_diagonal(q, q.diagonal() - q.sum(axis=1))
    balance = q.T.copy()
    balance[-1] = 1.0
    share = np.linalg.solve(balance, np.eye(size)[-1])
    return float(share[:least] @ np.arange(least) + share[least:] @ np.arange(levels + 1))


def waiting_for_full(rate: float, service: float, batch: int, levels: int = 300) -> float:
    """The same for full batches of a constant time, by the chain of the jobs that wait at its ends (M/D^[k]/1)."""
    from scipy.stats import poisson

    arrive = poisson.pmf(np.arange(levels + 1), rate * service)
    left = np.maximum(np.arange(levels + 1), batch) - batch
    p = np.zeros((levels + 1, levels + 1))
    for n, rest in enumerate(left):
        p[n, rest:] = arrive[: levels + 1 - rest]
        p[n, -1] += 1.0 - p[n].sum()
    balance = p.T - np.eye(levels + 1)
    balance[-1] = 1.0
    share = np.linalg.solve(balance, np.eye(levels + 1)[-1])
    short = np.maximum(batch - np.arange(levels + 1), 0)
    seconds = short / rate + service
    while_short = np.array([sum(range(batch - m, batch)) / rate for m in short])
    area = while_short + left * service + rate * service**2 / 2.0
    return float(share @ area / (share @ seconds))


def simulated(most: int, cycle: str, **more: Any) -> Interval:
    """Mean number of jobs that wait before an oven to which a job comes every minute in the mean."""
    plant = line(oven(most, cycle, room="unlimited", **more), {"interval": "exp(1 min)"})
    program, values = program_of(plant), []
    for replication in range(10):
        simulation = Simulation(program, 1, replication)
        areas: list[float] = []
        for number in range(1, 13):  # the first of twelve parts is left out
            simulation.advance_to(number * 20_000 * 60.0)
            simulation.drain()
            simulation.logs.clear()
            areas.append(area_before(simulation))
        values.append((areas[-1] - areas[0]) / (11 * 20_000 * 60.0))
    return Interval.of(values)


def area_before(simulation: Simulation) -> float:
    """Jobs x seconds in the buffer before the oven, up to now."""
    node = simulation.arrays["node_states"][simulation.program.node_names.index("loading")]
    return float(node["area"] + node["count"] * (simulation.now - node["since"]))


def test_full_batches_have_the_exact_mean_wait() -> None:
    """The case of `shared/cases`: 3.153 jobs wait by its own simulation; a minute, batches of 5, 4 min: exact 3.156."""
    truth = waiting_for_full(1.0, 4.0, 5)
    assert truth == pytest.approx(3.156, abs=0.0005)
    found = simulated(5, "4 min")
    assert found.half_width < 0.02 * truth
    assert abs(found.mean - truth) <= found.half_width


@pytest.mark.parametrize(("least", "most", "minutes"), [(3, 3, 2.0), (2, 4, 3.0), (1, 3, 2.4)])
def test_batches_of_a_number_or_more_have_the_exact_mean_wait(least: int, most: int, minutes: float) -> None:
    """Full batches, a least number, and whatever is there."""
    truth = waiting_with(1.0, minutes, least, most)
    found = simulated(most, f"exp({minutes} min)", least=least)
    assert found.half_width < 0.05 * truth
    assert abs(found.mean - truth) <= found.half_width


def test_the_two_ways_to_the_truth_agree_where_they_meet() -> None:
    """A batch of one is M/M/1 and M/D/1."""
    assert waiting_with(0.5, 1.0, 1, 1) == pytest.approx(0.25 / 0.5)
    assert waiting_for_full(0.5, 1.0, 1) == pytest.approx(0.25 / 2 / 0.5)


# --- the oracle, books and states


def factory(number: int) -> Data:
    """Two lines before an oven, a vehicle or a slow station behind it; ovens of all sorts, by the number."""
    most = 1 + number % 5
    spoils = ["resume", "restart", "scrap"][number % 3]
    modes = [{"up": "exp(60 s)", "clock": "operation", "repair": "exp(20 s)", "crew": "fitters", "work": spoils}]
    modes += [{"up": "exp(200 s)", "repair": "exp(30 s)", "crew": "fitters"}]
    station: Data = {"batch_station": "oven", "most": most, "cycle": "exp(20 s)", "failures": modes}
    station["merge"] = [{"first": ["side"]}, {"ratio": {"main": 2, "side": 1}}][number % 2]
    if number % 3:
        station["least"] = 1 + most // 2
    if number % 4:
        station["wait"] = f"{7 * (number % 7)} s"
    if number % 5 < 2:
        station["same"] = "colour"
    if number % 7 == 0:
        station["continuous"] = True
    if number % 2:
        station["servers"] = 2
    after: list[Data] = [{"transport": "away", "fleet": "tugs", "distance": "8 m", "capacity": 2}]
    after = [*(after if number % 4 < 2 else []), {"station": "above", "cycle": "exp(6 s)"}]
    day = {"shifts": [{"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:02-00:04"]}]}
    main = [below("exp(5 s)"), {"buffer": "loading", "capacity": 6, "rule": ["fifo", "lifo"][number % 2]}]
    side = [{"station": "beside", "cycle": "3 s"}, {"buffer": "beside loading", "capacity": 5}]
    lines: Data = {"main": {"orders": "jobs", "flow": [*main, station, *after]}}
    lines["side"] = {"orders": "others", "to": "oven", "flow": side}
    return {
        "name": "paint",
        "options": {"colour": {"red": "60 %", "blue": "40 %"}},
        "orders": {"jobs": {}, "others": {"interval": "exp(15 s)"}},
        "crews": {"fitters": {"size": 1}},
        "fleets": {"tugs": {"count": 2, "speed": "1 m/s"}},
        "carriers": {"racks": {"count": 9, "from": "loading", "to": "oven"}} if number % 6 == 1 else {},
        "calendars": {"day": day},
        "shops": {"body": {"calendar": "day", "lines": lines}},
    }


@pytest.mark.parametrize("seed", range(40))
def test_the_oracle_agrees(seed: int) -> None:
    """Event by event: jobs, states, levels and sums."""
    found = compare(checked(factory(seed)), seed, 900.0)
    assert found.differences == []
    assert found.events > 150


@pytest.mark.parametrize("seed", range(8))
def test_books_snapshots_and_states(seed: int) -> None:
    """Jobs are conserved, states sum; stopped and resumed it is the same run; a state says it all."""
    check_books(factory(seed), seed, 600.0)
    check_resume(factory(seed), seed, 0.11 * seed)
    check_books_after_restart(factory(seed), seed, 0.11 * seed)
    check_same_run(factory(seed), seed, 700 + 60 * seed)


PLANT = """
taktwin: 1
name: paint
options: {colour: {red: 50 %, blue: 50 %}}
orders: {jobs: {quantity: 5}}
shops:
  body:
    lines:
      main:
        orders: jobs
        flow:
          - {station: below, cycle: 10 s}
          - {buffer: loading, capacity: 4}
          - {batch_station: oven, most: 2, cycle: 100 s, wait: 30 s}
          - {station: above, cycle: 5 s}
"""


def test_a_state_says_how_far_the_batch_is() -> None:
    """Waiting, worked on, and passed on; each is started from."""
    plant = taktwin.load(PLANT)
    told = {at: plant.state(plant.snapshot(at / 86400)) for at in (15, 50, 122)}
    assert [job.waited.value for job in told[15].places["loading"].jobs if job.waited] == pytest.approx([5.0])
    assert [job.left.value for job in told[50].places["oven"].jobs if job.left] == pytest.approx([70.0, 70.0])
    left = told[122].places["oven"].jobs
    assert [(job.finished, job.waited and job.waited.value) for job in left] == [(True, pytest.approx(2.0))]
    for at, state in told.items():
        ended = plant.simulate(days=0.01, start=state).result.jobs["ended"].to_list()
        assert ended == pytest.approx([time - at for time in (125.0, 130.0, 230.0, 235.0, 335.0) if time > at])


@pytest.mark.parametrize(
    ("jobs", "words"),
    [
        (3, "a server of oven holds 2 jobs at most, got 3"),
        ([{"left": "10 s"}, {}], "not as far as the first"),
        ([{"left": "10 s", "finished": True}], "a finished job has no `left`"),
        ([{"waited": "10 s"}], "only a finished job has `waited`"),
        ([{"left": "101 s"}], "the work takes 100 s at most"),
        ([{"server": 2}], "there is no server 2"),
        ([{"setup": True}], "this station has no setup"),
        ({"jobs": 1, "clear_in": "1 s"}, "only a conveyor has an entry"),
    ],
)
def test_a_state_that_cannot_be_is_refused(jobs: Any, words: str) -> None:
    """With the words of the kind."""
    with pytest.raises(StartStateError, match=re.escape(words)):
        taktwin.load(PLANT).simulate(days=0.01, start={"places": {"oven": jobs}})


def test_a_state_of_two_ovens_says_which() -> None:
    """And its jobs are alike where they must be."""
    plant = taktwin.load(PLANT.replace("wait: 30 s", "servers: 2, same: colour"))
    with pytest.raises(StartStateError, match="in which of the 2 servers is this job"):
        plant.simulate(days=0.01, start={"places": {"oven": 1}})
    two = [{"server": 1, "options": {"colour": colour}} for colour in ("red", "blue")]
    with pytest.raises(StartStateError, match="alike in colour, and this one differs"):
        plant.simulate(days=0.01, start={"places": {"oven": two}})
    run = plant.simulate(days=0.01, start={"places": {"oven": [{"server": 2, "left": "7 s"}]}})
    assert run.result.jobs["ended"].to_list()[0] == pytest.approx(12.0)


@pytest.mark.parametrize(
    ("field", "value"), [("state", k.BLOCKED), ("running", 0), ("phase", k.IN_SETUP), ("job", -1), ("done", 1)]
)
def test_a_snapshot_that_cannot_be_is_refused(field: str, value: int) -> None:
    """It is held to what the kind says: while it works, it has a batch."""
    program = program_of(line(oven(2, "9 s")))
    simulation = Simulation(program)
    simulation.advance_to(4.0)
    snapshot = Snapshot.of(simulation)
    snapshot.resume(program)
    forged = Snapshot.of(simulation)
    forged.arrays["resource_states"][field][np.flatnonzero(simulation.arrays["resources"]["machine"])] = value
    with pytest.raises(SnapshotError, match="is no state in which a run of this plant can stand"):
        forged.resume(program)


# --- standing for good


def standing(plant: Data, seconds: float = 900.0) -> list[str]:
    """What stands for good."""
    simulation = Simulation(program_of(plant))
    simulation.advance_to(seconds)
    return [f"{one.why} {[place.element for place in one.places]}" for one in standstills(simulation)]


def test_too_few_of_each_sort_stand_for_good() -> None:
    """Of three in a full buffer no two are alike: nothing can ever begin. With a limit of the wait it goes on."""
    three: Data = {"options": {"colour": {"red": "34 %", "blue": "33 %", "green": "33 %"}}}
    sorts = [{"options": {"colour": colour}} for colour in ("red", "blue", "green")]

    def plant(**more: Any) -> Data:
        station = oven(2, "9 s", room=3, same="colour", **more)
        station[0]["contents"] = sorts
        return {**three, **line([below("1 s"), *station])}

    assert standing(plant()) == ["batch ['loading', 'oven']"] or standing(plant())[0].startswith("batch")
    assert standing(plant(wait="1 min")) == []
    assert "loading" in standing(plant())[0]


def test_what_is_left_when_all_orders_have_been_made_is_no_standstill() -> None:
    """One job waits for a second one that never comes."""
    assert standing(line([below(), *oven(2, "9 s")], {"quantity": 3})) == []


def test_a_join_of_more_jobs_than_came_in_one_batch_stands() -> None:
    """The wait lets a batch of two go, but four are joined at once, and the oven is free only when they have gone."""
    sub = {"call": {"at": "station", "quantity": 2}, "flow": oven(4, "5 s", wait="1 s")}
    joins = [{"line": "sub", "quantity": 4}]
    flow = [{"station": "station", "cycle": "9 s", "joins": joins}]
    assert standing(line(flow, lines={"sub": sub})) != []


# --- what people look at


def test_the_load_is_that_of_full_batches() -> None:
    """A job every 30 s, batches of 4 in 100 s: 100 / (4 x 30) of its time; of two ovens half of that."""
    for servers in (1, 2):
        plant = line(oven(4, servers=servers), {"interval": "30 s"})
        found = {one.name: one for one in loads(model_of(plant))}
        assert found["oven"].load == pytest.approx(100.0 / 120.0 / servers)
        assert found["oven"].kind == "batch_station"


def test_the_report(tmp_path: Path) -> None:
    """The oven is the bottleneck, its effectiveness tells how full its batches were, and it stands in the report."""
    plant = taktwin.load(PLANT)
    run = plant.simulate(days=335 / 86400, warmup=0)
    assert bottlenecks(run.results, plant.model)[0].station == "oven"
    oee = oee_by_resource(run.results).filter(pl.col("resource") == "oven").row(0, named=True)
    assert oee["effectiveness"] == pytest.approx(250 / 300)
    for language, word in (("en", "batch station"), ("zh", "批处理工位")):
        page = run.report(tmp_path / f"{language}.html", language=language).read_text(encoding="utf-8")
        assert word in page
        assert "oven" in page
