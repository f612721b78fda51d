"""Rules of one's own in runs: threads, snapshots, manifests, experiments, comparisons, and what has no number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import taktwin
from taktwin import RuleError, rule
from taktwin.kernel.lowering.program import lower
from taktwin.kernel.own.words import WORDS
from taktwin.model.own.ruled import with_rules
from taktwin.runs.simulation import Simulation, SimulationError
from taktwin.runs.snapshot import Snapshot, SnapshotError

PLANT = """
name: hall
orders: {jobs: {interval: exp(11 s)}}
options: {colour: {red: 50 %, blue: 50 %}}
shops:
  body:
    lines:
      main:
        orders: jobs
        flow:
          - {buffer: queue, capacity: unlimited}
          - {station: a, cycle: {by: colour, red: exp(6 s), blue: exp(12 s)}}
"""
RULES = """from taktwin import rule
@rule.retrieval("queue")
def reds(colour, waited):
    return colour if waited < 300.0 else -1
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.py"
    path.write_text(RULES, encoding="utf-8")
    return path


def jobs(run: taktwin.Run) -> pl.DataFrame:
    return pl.concat([result.jobs for result in run.results])


def test_the_same_for_any_number_of_threads(file: Path):
    plant = taktwin.load(PLANT)
    one, two = (plant.simulate(days=0.5, replications=4, threads=threads, rules=file) for threads in (1, 2))
    assert jobs(one).equals(jobs(two))
    assert not jobs(one).equals(jobs(plant.simulate(days=0.5, replications=4)))


def test_a_run_goes_on_from_its_snapshot_to_the_bit(file: Path, tmp_path: Path):
    program = lower(with_rules(taktwin.load(PLANT).model, file))
    whole = Simulation(program, trace=True)
    whole.advance_to(5000.0)
    Snapshot.of(whole).save(tmp_path / "s.npz")
    again = Snapshot.load(tmp_path / "s.npz").resume(program)
    for simulation in (whole, again):
        simulation.advance_to(20000.0)
        simulation.drain()
    assert b"".join(one.tobytes() for one in whole.logs) == b"".join(one.tobytes() for one in again.logs)


@pytest.mark.parametrize(
    ("taken", "run_on", "said"),
    [
        (RULES, None, "the snapshot is one of a run with rules of one's own; run it on with those of its run"),
        (None, RULES, "the snapshot is one of a run without rules of one's own; run it on with those of its run"),
        (RULES, RULES + "\n", "with rules of one's own that are not these; run it on with those of its run"),
    ],
)
def test_a_snapshot_is_refused_with_other_rules(taken: str | None, run_on: str | None, said: str, tmp_path: Path):
    def plant(text: str | None) -> taktwin.Plant:
        path = tmp_path / "own.py"
        path.write_text(text or "", encoding="utf-8")
        return taktwin.load(PLANT) if text is None else taktwin.load(PLANT).with_rules(path)

    snapshot = plant(taken).snapshot(0.1)
    with pytest.raises(SnapshotError, match=re.escape(said)):
        plant(run_on).simulate(days=0.1, start=snapshot)


def test_a_run_from_a_state_takes_rules(file: Path):
    plant = taktwin.load(PLANT)
    state = plant.state(plant.snapshot(0.5))
    one, two = (plant.simulate(days=0.2, start=state, rules=rules) for rules in (file, None))
    assert not jobs(one).equals(jobs(two))


def test_an_experiment_takes_rules(file: Path, tmp_path: Path):
    plant = taktwin.load(PLANT)
    vary = {"orders.jobs.interval": ["exp(11 s)", "exp(14 s)"]}
    found = plant.experiment(vary=vary, replications=2, days=0.5, rules=file, out=tmp_path / "e")
    run = plant.simulate(days=0.5, replications=2, rules=file)
    mean = sum(kpi for kpi in run.manifest()["replication_kpis"]["lead_time_hours"]) / 2
    table = found.table.filter((pl.col("kpi") == "lead_time_hours") & (pl.col("scenario") == found.names[0]))
    assert table["mean"][0] == pytest.approx(mean, rel=1e-12)
    manifest = json.loads((tmp_path / "e" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rules"] == {"file": str(file), "hash": run.manifest()["rules"]["hash"]}
    with pytest.raises(taktwin.TaktwinError, match="rules"):
        plant.experiment(vary=vary, replications=3, days=0.5, out=tmp_path / "e")


def test_a_wrong_rule_stops_an_experiment_before_it_runs(tmp_path: Path):
    @rule.retrieval("queue")
    def bad(order) -> float:  # type: ignore[return]
        pass

    with pytest.raises(RuleError, match="bad: it returns nothing"):
        taktwin.load(PLANT).experiment(vary={"orders.jobs.interval": ["11 s"]}, days=0.1, rules=bad)


def no_number(function: Callable[..., float]) -> str:
    plant = taktwin.load(PLANT)
    with pytest.raises(SimulationError) as caught:
        plant.simulate(days=1, rules=function)
    return str(caught.value)


@pytest.mark.rule("What is no number ends the run")
def test_what_is_no_number_ends_the_run():
    @rule.retrieval("queue")
    def lost(position, waited):
        return float("nan") if position == 2 else waited

    said = no_number(lost)
    assert re.search(r"test_runs.py:\d+: lost: at \d\.\d\d h it gave no number for the retrieval at \"queue\"", said)
    assert re.search(r"with position=2, waited=[\d.]+ it gives nan", said)


def test_an_error_within_a_rule_is_told_as_python_tells_it():
    @rule.retrieval("queue")
    def beyond(position):
        return (1.0, 2.0)[position]

    assert "with position=2 it ends with IndexError: tuple index out of range" in no_number(beyond)


def test_the_page_tells_every_number(root: Path):
    page = (root / "docs" / "own-rules.md").read_text(encoding="utf-8")
    for what, words in WORDS.items():
        for name, word in words.items():
            line = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |") and word.text in line)
            where = line.split("|")[2].strip()
            assert where == "all" or what in where.split(", ")
