"""What must hold in every plant: nothing is lost, every second is booked, and interruptions change nothing."""

from __future__ import annotations

import math
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taktwin.analysis.totals import totals_of_tables
from taktwin.kernel.base import state as k
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.program import Program
from taktwin.model.nouns.machines.power import POWER_STATES, VOLUME_MEDIA, PowerProfile
from taktwin.model.text.names import Names
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.saved.kinds import TEAMS, among
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import load_snapshot, save_snapshot
from taktwin.runs.tables import Result, result_of
from tests.kernel import accounts
from tests.kernel.models import plants
from tests.kernel.plants import Data, model_of, program_of

RUN_S = 5400.0
TOLERANCE = 1e-9
LONG = int(os.environ.get("TAKTWIN_EXAMPLES", "3000"))  # examples of a `long` run


def examples(count: int) -> Callable[[Any], Any]:
    """So many random plants, or $TAKTWIN_MOST_EXAMPLES if that is less."""
    most = int(os.environ.get("TAKTWIN_MOST_EXAMPLES", count))
    health = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=min(count, most), deadline=None, suppress_health_check=health)


def close(a: Any, b: Any, scale: float = 1.0) -> bool:
    """Equal to 1e-9 relative (of ``scale``, where that is larger)."""
    one, two = np.asarray(a, float), np.asarray(b, float)
    return bool(np.all(np.abs(one - two) <= TOLERANCE * np.maximum(np.maximum(np.abs(one), np.abs(two)), scale)))


# --- the books of one run


def check_jobs(simulation: Simulation) -> None:
    """Jobs are conserved, and each job record is in exactly one place."""
    world = simulation.world[0]
    inside = accounts.jobs_in_plant(simulation)
    free = accounts.free_records(simulation)
    records = inside + free
    assert len(set(records)) == len(records) == simulation.arrays["jobs"].size
    assert len(free) == world["free_jobs"]
    assert world["created"] == world["finished"] + world["scrapped"] + world["joined"] + len(inside)
    waiting = {
        job
        for node, jobs in accounts.jobs_at_nodes(simulation).items()
        if simulation.arrays["nodes"]["kind"][node] == KINDS.code("source")
        for job in jobs
    }
    main = [job for job in inside if simulation.arrays["jobs"]["main"][job] and job not in waiting]
    assert world["wip"] == len(main)


def check_places(simulation: Simulation) -> None:
    """The count of each place is the number of its jobs, within its capacity."""
    nodes, node_states = simulation.arrays["nodes"], simulation.arrays["node_states"]
    r = simulation.arrays["resource_states"]
    tasks = [task for task, _ in accounts.tasks_of_vehicles(simulation)]
    for n, jobs in accounts.jobs_at_nodes(simulation).items():
        node, kind, cap = node_states[n], nodes["kind"][n], nodes["cap"][n]
        if kind == KINDS.code("transport"):
            assert node["waiting"] == len(jobs)
            assert node["count"] == len(jobs) + tasks.count(n)
        else:
            assert node["count"] == len(jobs)
        assert 0 <= node["claimed"] <= node["count"] <= cap
        if kind != KINDS.code("source"):
            assert 0 <= node["least"] <= node["count"] <= node["most"] <= cap
    for n in np.flatnonzero(nodes["kind"] == KINDS.code("crew")):
        repairing = 0
        for down in r[(simulation.arrays["resources"]["machine"] == 1) & (r["up"] == 0)]:
            crew = simulation.arrays["modes"]["crew"][down["down_mode"]]
            repairing += int(crew == n and np.isfinite(down["repair_end"]))
        assert node_states["count"][n] == repairing <= nodes["cap"][n]


def check_parts(simulation: Simulation, result: Result) -> None:
    """Parts are conserved, levels stay within bounds, and what is on the way is on somebody's way."""
    stocks, cap = simulation.arrays["stock_states"], simulation.arrays["stocks"]["cap"]
    assert close(result.stocks["initial"] + result.stocks["received"] - result.stocks["drawn"], result.stocks["final"])
    assert np.all(stocks["least"] >= 0.0)
    assert np.all(stocks["level"] <= cap)
    assert np.all(stocks["most"] <= cap)
    assert np.all((stocks["dock"] == 0.0) | (stocks["level"] == cap))
    way, reserved, loaded = accounts.lots_on_the_way(simulation)
    assert close(stocks["reserved"], reserved)
    assert np.all(stocks["level"] - stocks["reserved"] >= 0.0)
    assert close(stocks["on_way"], way + accounts.lots_in_cells(simulation) + accounts.trucks_on_the_way(simulation))
    made = accounts.made_by_cells(simulation)
    names = list(simulation.program.stocks)
    model = simulation.program.model
    kind, states = simulation.arrays["resources"]["kind"], simulation.arrays["resource_states"]
    for i, name in enumerate(names):
        received = stocks["received"][i]
        feeds = [feed for feed in model.feeds.values() if feed.to == name]
        lanes = [(at, lane) for at, lane in enumerate(model.lanes.values()) if lane.to == name]
        if simulation.origin > 0.0 or any(
            name in [load.to for load in lane.all_loads] and (lane.loads or lane.dock or lane.capacity.value < math.inf)
            for lane in model.lanes.values()
        ):
            continue  # lanes count trucks from time 0, and they may bring a part of an order, or be in the yard
        if feeds:
            source = names.index(feeds[0].from_)
            assert close(received, stocks["drawn"][source] - loaded[source])
        elif lanes:
            truck = states[kind == KINDS.code("lane")][lanes[0][0]]
            lane = lanes[0][1]
            if lane.quantity is not None and lane.reorder is None:
                assert close(received, truck["jobs"] * lane.quantity.value)
            elif lane.quantity is not None:
                assert close(received / lane.quantity.value, np.round(received / lane.quantity.value))
            else:
                assert close(received / lane.container.value, np.round(received / lane.container.value))
        else:
            assert close(received, made[i])


def check_states(simulation: Simulation, result: Result) -> None:
    """State seconds sum to the elapsed time; waits for causes are those of the state, and what was late for them."""
    states = result.resources.select(k.STATES)
    assert np.all(states.to_numpy() >= 0.0)
    assert close(states.sum_horizontal().to_numpy(), result.elapsed_s)
    by_operators = result.waits.filter(pl.col("kind") == "operators").group_by("resource").agg(pl.col("seconds").sum())
    servers = dict(result.resources.group_by("station").agg(pl.col("waiting_operator").sum()).iter_rows())
    for station, seconds in by_operators.iter_rows():
        assert close(servers[station], seconds, result.elapsed_s)
    waits = result.waits.filter(pl.col("kind") != "operators").group_by("resource").agg(pl.col("seconds").sum())
    waiting = dict(result.resources.group_by("station").agg(pl.col("waiting_parts").sum()).iter_rows())
    causes: dict[str | None, float] = {}
    lines: dict[str | None, str] = {**Names(simulation.program.model).zones}
    for waiter, seconds in waits.iter_rows():  # what a zone waits for its whole line waits for
        station = lines.get(waiter, waiter)
        causes[station] = causes.get(station, 0.0) + seconds
    stood = dict(result.zones.group_by("station").agg(pl.col("stopped_s").sum()).iter_rows())
    for station, seconds in waiting.items():
        late = causes.get(station, 0.0) - seconds  # what a line stands for work that began late for want of something
        assert close(late, min(max(late, 0.0), stood.get(station, 0.0)), result.elapsed_s)
    continuous = result.resources.filter(pl.col("off_shift") > 0.0)
    calendars = simulation.arrays["resources"]["calendar"]
    teams = among(simulation.arrays["resources"]["kind"], TEAMS)  # on shift with the line of their zone
    followers = {simulation.program.resource_names[i] for i in np.flatnonzero((calendars >= 0) | teams)}
    assert set(continuous["resource"]) <= followers


def check_energy(simulation: Simulation, result: Result) -> None:
    """Energy is state seconds times power plus jobs times amount, and the series add up to the table."""
    profiles = simulation.program.model.power
    for row in result.energy.iter_rows(named=True):
        resource = result.resources.row(by_predicate=pl.col("resource") == row["resource"], named=True)
        unit = 1.0 if row["medium"] in VOLUME_MEDIA else 3.6e6
        total = sum(row[part] for part in (*POWER_STATES, "per_job"))
        assert close(row["amount"], total)
        profile = profile_of(simulation, row["resource"])
        told = profiles[profile] if isinstance(profile, str) else profile
        draws = told.media.get(row["medium"]) if told else None
        idle = ("starved", "blocked", "waiting_parts", "waiting_operator", "waiting_transport", "waiting_carrier")
        keys = {
            "working": "working",
            "setup": "setup",
            **dict.fromkeys(("down", "waiting_crew"), "standby"),
            "off_shift": "off",
            "brief_pause": "brief",
            "long_pause": "long",
            "waking": "waking",
        }
        keys |= dict.fromkeys(idle, "idle")
        if draws is not None:
            expected = sum(resource[state] * getattr(draws, key).value for state, key in keys.items()) / unit
            assert close(row["amount"] - row["per_job"], expected)
    if result.elapsed_s % simulation.program.model.bucket.value == 0.0:
        series = result.series.filter(pl.col("kind") == "energy").group_by("medium", "shop")
        sums = {(medium, shop): value for medium, shop, value in series.agg(pl.col("value").sum()).iter_rows()}
        for medium, shop, amount in result.energy.group_by("medium", "shop").agg(pl.col("amount").sum()).iter_rows():
            assert close(sums.get((medium, shop), 0.0), amount)


def profile_of(simulation: Simulation, name: str) -> PowerProfile | str | None:
    """The power profile of a resource, or its name."""
    model = simulation.program.model
    where = simulation.program.flow.resource_where[simulation.program.resource_names.index(name)]
    if where.kind == "vehicle":
        return model.fleets[where.element].power  # type: ignore[return-value]
    if where.kind == "load":
        return model.shops[where.shop or ""].loads[where.element].power  # type: ignore[return-value]
    if where.kind == "cell":
        return model.shops[where.shop or ""].cells[where.element].power  # type: ignore[return-value]
    element = where.element.removesuffix(" crane")
    return next(e.power for *_, e in model.all_elements() if e.name == element)  # type: ignore[union-attr]


def check_tables(simulation: Simulation, result: Result) -> None:
    """Passages are in the order of time, series have the means of the tables, outputs agree."""
    times = result.passages.group_by("job", maintain_order=True).agg(pl.col("time"))["time"]
    assert all(found.is_sorted() for found in times)
    table = result.jobs
    assert table["job"].is_unique().all()
    ended = table.filter(pl.col("ended").is_not_null())
    assert (ended["ended"] >= ended["born"]).all()
    assert (table.filter(pl.col("outcome") == "in_process").height) == simulation.world["wip"][0]
    if result.elapsed_s % simulation.program.model.bucket.value:
        return
    buckets = round(result.elapsed_s / simulation.program.model.bucket.value)
    for kind, key, frame in (("level", "buffer", result.buffers), ("stock", "stock", result.stocks)):
        means = dict(
            result.series.filter(pl.col("kind") == kind)
            .group_by("name")
            .agg(pl.col("value").sum() / buckets)
            .iter_rows()
        )
        for name, mean in frame.select(key, "mean").iter_rows():
            assert close(means[name], mean)
    finished = dict(
        result.series.filter(pl.col("kind") == "finished").group_by("name").agg(pl.col("value").sum()).iter_rows()
    )
    for shop, count in result.shops.select("shop", "finished").iter_rows():
        assert finished.get(shop, 0.0) == count


def check_totals(result: Result) -> None:
    """The sums for the key figures are those of the tables."""
    ours, theirs = result.totals, totals_of_tables(result)
    assert (ours.kinds, ours.stations, ours.finished, ours.scrapped) == (
        theirs.kinds, theirs.stations, theirs.finished, theirs.scrapped,
    )  # fmt: skip
    assert np.array_equal(ours.counts, theirs.counts)
    assert np.array_equal(ours.seconds, theirs.seconds)
    for name in ("ideal_s", "lead_s", "wip_s", "part_wait_s"):
        assert close(getattr(ours, name), getattr(theirs, name)), name
    for medium in ours.energy_kwh.keys() | theirs.energy_kwh.keys():
        assert close(ours.energy_kwh.get(medium, 0.0), theirs.energy_kwh.get(medium, 0.0)), medium
    assert ours.scheduled_s == theirs.scheduled_s


def check_books(data: Data, seed: int, warmup: float) -> None:
    """All of the above for one plant."""
    simulation = Simulation(program_of(data), seed)
    simulation.advance_to(warmup)
    if warmup > 0.0:
        simulation.begin_measuring()
    simulation.advance_to(warmup + RUN_S)
    result = result_of(simulation)
    check_jobs(simulation)
    check_places(simulation)
    check_parts(simulation, result)
    check_states(simulation, result)
    check_energy(simulation, result)
    check_tables(simulation, result)
    check_totals(result)


WARMUPS = st.sampled_from([0.0, 0.0, 600.0, 1234.5])


@pytest.mark.rule(
    "The seconds in the states sum to",
    "Jobs: created =",
    "Parts: initial + received",
    "Energy: for each resource and medium",
)
@examples(250)
@given(plants(), st.integers(0, 3), WARMUPS)
def test_the_books_close(data, seed, warmup):
    check_books(data, seed, warmup)


@pytest.mark.long
@examples(LONG)
@given(plants(), st.integers(0, 1000), WARMUPS)
def test_the_books_close_in_many_plants(data, seed, warmup):
    check_books(data, seed, warmup)


# --- interruptions


def check_resume(data: Data, seed: int, share: float) -> None:
    """Saved to disk at some time, loaded and continued: bit for bit as if nothing had been."""
    program = program_of(data)
    whole = Simulation(program, seed)
    whole.advance_to(RUN_S)
    begun = Simulation(program, seed)
    begun.advance_to(share * RUN_S)
    with tempfile.TemporaryDirectory() as folder:
        path = save_snapshot(begun, Path(folder) / "snapshot.npz")
        resumed = load_snapshot(program, path)
    chunked = Simulation(program, seed)
    begun.advance_to(RUN_S)  # saving must not disturb the run that goes on
    resumed.advance_to(RUN_S)
    chunked.run(RUN_S, slices=7)
    for other in (begun, resumed, chunked):
        assert accounts.differences(accounts.arrays_of(whole), accounts.arrays_of(other)) == []
        assert accounts.handed_over(whole) == accounts.handed_over(other)


@pytest.mark.rule("The run is bit for bit the one that never stopped")
@examples(150)
@given(plants(), st.integers(0, 3), st.floats(0.0, 1.0))
def test_a_run_resumed_from_a_snapshot_is_the_same_run(data, seed, share):
    check_resume(data, seed, share)


@pytest.mark.long
@examples(LONG)
@given(plants(), st.integers(0, 1000), st.floats(0.0, 1.0))
def test_many_runs_resumed_from_a_snapshot_are_the_same_runs(data, seed, share):
    check_resume(data, seed, share)


def same(a: Result, b: Result) -> bool:
    """Equal tables."""
    return all(table.equals(b.tables()[name]) for name, table in a.tables().items())


@pytest.mark.rule("results are equal for any number of threads")
@examples(15)
@given(plants())
def test_replications_are_the_same_on_one_thread_and_on_two(data):
    model = model_of(data)
    one = simulate(model, RunOptions(days=0.05, warmup=0.01, replications=3, threads=1))
    two = simulate(model, RunOptions(days=0.05, warmup=0.01, replications=3, threads=2))
    assert all(same(a, b) for a, b in zip(one, two, strict=True))


# --- randomness


def works(program: Program, simulation: Simulation) -> dict[str, list[float]]:
    """The work times of each server in their order: seconds between begin and end of work without interruptions."""
    simulation.drain()
    log = np.concatenate(simulation.logs)
    log = log[log["kind"] == k.LOG_STATE]
    found: dict[str, list[float]] = {}
    for i, name in enumerate(program.resource_names):
        rows = log[log["who"] == i]
        begins = np.flatnonzero(rows["what"][:-1] == k.WORKING)
        found[name] = (rows["time"][begins + 1] - rows["time"][begins]).tolist()
    return found


def exponential_line(stations: int) -> Data:
    flow: list[Data] = []
    for i in range(1, stations + 1):
        flow += [{"station": f"s{i}", "cycle": "exp(10 s)"}, {"buffer": f"b{i}", "capacity": 3}]
    return {"orders": {"jobs": {}}, "shops": {"shop": {"lines": {"line": {"orders": "jobs", "flow": flow}}}}}


def traced(data: Data, seed: int = 1, replication: int = 0) -> dict[str, list[float]]:
    program = program_of(data)
    simulation = Simulation(program, seed, replication, trace=True)
    simulation.advance_to(20_000.0)
    return works(program, simulation)


def assert_same_draws(before: dict[str, list[float]], after: dict[str, list[float]]) -> None:
    for i in range(1, 5):
        old, new = before[f"s{i}"], after[f"s{i}"]
        shorter = min(len(old), len(new))
        assert shorter > 500
        assert np.allclose(old[:shorter], new[:shorter], rtol=0, atol=1e-8)


def test_a_station_at_the_end_leaves_the_other_draws_unchanged():
    assert_same_draws(traced(exponential_line(4)), traced(exponential_line(5)))


def test_an_unrelated_line_leaves_the_other_draws_unchanged():
    more = exponential_line(4)
    other = exponential_line(3)["shops"]["shop"]["lines"]["line"]["flow"]
    for element in other:
        kind = next(iter(element))
        element[kind] = f"other {element[kind]}"
    more["orders"] = {"others": {}, "jobs": {}}
    more["shops"] = {"before": {"lines": {"others": {"orders": "others", "flow": other}}}, **more["shops"]}
    assert_same_draws(traced(exponential_line(4)), traced(more))


def test_seeds_and_replications_differ():
    runs = [traced(exponential_line(2), seed, replication) for seed, replication in ((1, 0), (2, 0), (1, 1), (11, 0))]
    firsts = [tuple(run["s1"][:5]) for run in runs]
    assert len(set(firsts)) == 4
    assert traced(exponential_line(2), 1, 0)["s2"] == runs[0]["s2"]


def test_streams_of_stations_and_seeds_are_uncorrelated():
    """Neighbouring stations and seeds share no numbers: correlations are within 4 standard errors."""
    draws = [np.array(traced(exponential_line(3), seed)[f"s{i}"][:1000]) for seed in (1, 2, 3) for i in (1, 2, 3)]
    correlations = np.corrcoef(np.log(draws))[np.triu_indices(len(draws), 1)]
    assert np.abs(correlations).max() < 4.0 / np.sqrt(1000)
