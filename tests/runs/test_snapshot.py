"""Snapshots on disk, and runs that begin from them (that a resumed run is the same run: see the invariants)."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import taktwin
from taktwin.api.plant import Plant
from taktwin.runs import snapshot as snapshots
from taktwin.runs.options import Keep, RunOptionError, RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, SnapshotError, load_snapshot, save_snapshot
from taktwin.runs.tables import result_of
from tests.kernel.models import plants
from tests.kernel.plants import Data, entries, line, model_of, program_of
from tests.kernel.test_invariants import check_jobs, check_places, check_states, check_tables, examples

FLOW = [{"station": "m", "cycle": "exp(10 s)"}]
LONGER = [
    {"buffer": "q", "capacity": "unlimited"},
    {"station": "m", "cycle": "exp(10 s)", "failures": [{"up": "exp(1 h)", "repair": "exp(5 min)"}]},
]
HOUR = 1.0 / 24.0


def same(a, b) -> bool:
    """Equal tables."""
    return all(table.equals(b.tables()[name]) for name, table in a.tables().items())


def test_tables_after_a_resume_are_those_of_the_unbroken_run(tmp_path):
    program = program_of(line(FLOW, {"interval": "exp(12 s)"}))
    whole, begun = Simulation(program), Simulation(program)
    for simulation in (whole, begun):
        simulation.advance_to(1000.0)
        simulation.begin_measuring()
    whole.advance_to(20_000.0)
    begun.advance_to(7_777.0)
    resumed = load_snapshot(program, save_snapshot(begun, tmp_path / "now.npz"))
    resumed.advance_to(20_000.0)
    a, b = result_of(whole), result_of(resumed)
    assert same(a, b)
    assert (a.elapsed_s, a.warmup_days, a.seed) == (b.elapsed_s, b.warmup_days, b.seed)


# --- files


@pytest.mark.rule("A snapshot belongs to one model and one version")
def test_a_snapshot_belongs_to_its_model(tmp_path):
    simulation = Simulation(program_of(line(FLOW)))
    simulation.advance_to(100.0)
    path = save_snapshot(simulation, tmp_path / "now.npz")
    with pytest.raises(SnapshotError, match=r'another model: "test" with other values.*taktwin state'):
        load_snapshot(program_of(line([{"station": "m", "cycle": "exp(11 s)"}])), path)
    with pytest.raises(SnapshotError, match='one of another model, "test"'):
        load_snapshot(program_of(line(FLOW, name="other")), path)


@pytest.mark.rule("A snapshot belongs to one model and one version")
@pytest.mark.parametrize("field", ["format", "engine"])
def test_a_snapshot_of_another_version_is_refused(tmp_path, field):
    simulation = Simulation(program_of(line(FLOW)))
    simulation.advance_to(100.0)
    snapshot = Snapshot.of(simulation)
    snapshot.about[field] = "older"
    path = snapshot.save(tmp_path / "now.npz")
    with pytest.raises(SnapshotError, match=rf"now.npz was written by .*Taktwin {taktwin.__version__}"):
        Snapshot.load(path)


def test_a_snapshot_of_the_first_format_is_refused_by_its_version(tmp_path):
    np.savez(tmp_path / "old.npz", about=np.array(json.dumps({"engine": "kernel-1", "seed": 1})))
    with pytest.raises(SnapshotError, match="another version of the engine"):
        Snapshot.load(tmp_path / "old.npz")


def test_a_damaged_or_foreign_file_is_refused(tmp_path):
    simulation = Simulation(program_of(line(FLOW)))
    path = save_snapshot(simulation, tmp_path / "now.npz")
    whole = path.read_bytes()
    np.savez(tmp_path / "foreign.npz", x=np.zeros(3))
    for name, content in {"half.npz": whole[: len(whole) // 2], "text.npz": b"state: 1\n", "empty.npz": b""}.items():
        (tmp_path / name).write_bytes(content)
    for name in ("half.npz", "text.npz", "empty.npz", "foreign.npz"):
        with pytest.raises(SnapshotError, match=f"{name} is no snapshot, or it is damaged"):
            Snapshot.load(tmp_path / name)


def test_a_snapshot_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    simulation = Simulation(program_of(line(FLOW)))
    path = save_snapshot(simulation, tmp_path / "old.npz")
    before = path.read_bytes()

    def fail(file, **content):
        file.write(b"half of it")
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", fail)
    for name in ("now.npz", "old.npz"):
        with pytest.raises(OSError, match="disk full"):
            save_snapshot(simulation, tmp_path / name)
    assert [one.name for one in tmp_path.iterdir()] == ["old.npz"]
    assert path.read_bytes() == before


# --- runs that begin from one


def test_one_run_goes_on_as_the_saved_run_would_have():
    model = model_of(line(LONGER, {"interval": "exp(12 s)"}))
    plant = Plant(model)
    whole = plant.simulate(days=3 * HOUR, warmup=HOUR, seed=9, trace=True).result
    rest = plant.simulate(days=3 * HOUR, start=plant.snapshot(HOUR, seed=9), trace=True).result
    for run in (whole, rest):  # of the instant of the snapshot a part has happened
        assert run.trace is not None
        run.trace = run.trace.filter(pl.col("time") > 0.0)
    assert same(whole, rest)
    assert (rest.seed, rest.warmup_days, rest.started_days) == (9, 0.0, HOUR)


def test_statistics_can_be_kept(tmp_path):
    model = model_of(line(LONGER, {"interval": "exp(12 s)"}))
    whole = simulate(model, RunOptions(days=4 * HOUR, warmup=HOUR, seed=9))[0]
    simulate(model, RunOptions(days=2 * HOUR, warmup=HOUR, seed=9, keep=Keep(tmp_path / "s.npz", 2.2 * 3600.0)))
    rest = simulate(model, RunOptions(days=2.8 * HOUR, start=tmp_path / "s.npz", keep_statistics=True))[0]
    assert same(whole, rest)
    assert rest.warmup_days == whole.warmup_days == HOUR


def test_a_snapshot_on_the_way_does_not_change_the_run(tmp_path):
    model = model_of(line(LONGER, {"interval": "exp(12 s)"}))
    plain = simulate(model, RunOptions(days=2 * HOUR, warmup=HOUR))[0]
    for hours in (0.0, 0.3, 1.0, 1.7, 3.0, None):
        keep = Keep(tmp_path / f"{hours}.npz", None if hours is None else hours * 3600.0)
        assert same(simulate(model, RunOptions(days=2 * HOUR, warmup=HOUR, keep=keep))[0], plain)
        assert Snapshot.load(keep.path).time == pytest.approx((3.0 if hours is None else hours) * 3600.0)


@pytest.mark.rule("with another seed or replication keeps what has been drawn")
def test_replications_share_the_state_and_draw_anew():
    data = line(LONGER, {"interval": "exp(12 s)"})
    plant = Plant(model_of(data))
    snapshot = plant.snapshot(HOUR, seed=9)
    one = plant.simulate(days=HOUR, start=snapshot, replications=5, seed=4, threads=1, trace=True).results
    two = plant.simulate(days=HOUR, start=snapshot, replications=5, seed=4, threads=2, trace=True).results
    assert all(same(a, b) for a, b in zip(one, two, strict=True))
    assert [(run.seed, run.replication) for run in one] == [(4, i) for i in range(5)]
    # the jobs inside at the start are the same, the first of them ends at the time that it would have ended at
    standing = [run.jobs.filter(pl.col("born") < 0.0).select("job", "born") for run in one]
    assert all(table.equals(standing[0]) for table in standing)
    assert standing[0].height > 0
    firsts = {run.jobs.filter(pl.col("job") == standing[0]["job"][0])["ended"][0] for run in one}
    assert len(firsts) == 1
    assert len({tuple(entries(run, "m")[2:6]) for run in one}) == 5


@pytest.mark.rule("Every later draw is that of the new seed")
def test_another_seed_draws_anew_what_was_drawn_ahead():
    program = program_of(line([{"station": "m", "cycle": "exp(10 s)"}]))
    simulation = Simulation(program)
    simulation.advance_to(100.0)
    snapshot = Snapshot.of(simulation)
    ahead = [snapshot.fork(program, 3, i).arrays["resource_states"]["ahead"].tolist() for i in range(4)]
    assert len({tuple(one) for one in ahead}) == 4
    same_run = snapshot.fork(program, snapshot.seed, snapshot.replication)
    assert same_run.arrays["resource_states"]["ahead"].tolist() == snapshot.arrays["resource_states"]["ahead"].tolist()


def check_fork(data: Data, seed: int, share: float) -> None:
    """A fork with its own seed keeps its books; with the run's seed it is the run."""
    program = program_of(data)
    begun = Simulation(program, seed)
    begun.advance_to(share * 5400.0)
    snapshot = Snapshot.of(begun)
    other, again = snapshot.fork(program, seed + 1, 3), snapshot.fork(program, seed, 0)
    begun.begin_measuring()
    for simulation in (begun, other, again):
        simulation.advance_to(snapshot.time + 3600.0)
    result = result_of(other)
    check_jobs(other)
    check_places(other)
    check_states(other, result)
    check_tables(other, result)
    assert same(result_of(begun), result_of(again))


@examples(60)
@given(plants(), st.integers(0, 3), st.floats(0.0, 1.0))
def test_a_run_from_a_snapshot_of_any_plant_keeps_its_books(data, seed, share):
    check_fork(data, seed, share)


def test_options_that_exclude_each_other(tmp_path):
    model = model_of(line(LONGER, {"interval": "exp(12 s)"}))
    snapshot = Plant(model).snapshot(HOUR)
    with pytest.raises(RunOptionError, match="one replication"):
        simulate(model, RunOptions(days=1, replications=2, keep=Keep(tmp_path / "s.npz")))
    wrongs: list[dict[str, Any]] = [{"seed": 3}, {"replications": 2}, {"warmup": 1.0}]
    for wrong in wrongs:
        with pytest.raises(RunOptionError, match="statistics can be kept"):
            simulate(model, RunOptions(days=1, start=snapshot, keep_statistics=True, **wrong))
    with pytest.raises(RunOptionError, match="statistics can be kept"):
        simulate(model, RunOptions(days=1, keep_statistics=True))
    with pytest.raises(RunOptionError, match=r"from 1 h to 25 h.*at 0.5 h"):
        simulate(model, RunOptions(days=1, start=snapshot, keep=Keep(tmp_path / "s.npz", 1800.0)))
    with pytest.raises(ValueError, match="days must be 0 or more"):
        Plant(model).snapshot(-1.0)
    assert snapshots.FORMAT == 5
