"""An experiment from the wish to the tables on disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import taktwin
from taktwin.model.errors import ModelError
from taktwin.planning.experiment import executors
from taktwin.planning.experiment.errors import ExperimentError, ReplicationError
from taktwin.planning.experiment.experiment import Wish, run_experiment
from taktwin.planning.experiment.plan import Aim, Goal
from taktwin.planning.experiment.replicate import FIGURES, Work, replicate
from taktwin.planning.experiment.result import Experiment
from taktwin.runs.simulation import SimulationError
from tests.planning.experiment.plants import CYCLE, ROOM, cycles, mm1

SHORT: dict[str, Any] = {"days": 1.0, "warmup": 0.25}
TABLES = {"replications.parquet", "scenarios.parquet", "means.parquet", "comparison.parquet"}


def small(**more: Any) -> Experiment:
    """Three mean cycle times, four replications of a day."""
    wishes = {"vary": {CYCLE: ["exp(0.5 min)", "exp(0.7 min)", "exp(0.9 min)"]}, "replications": 4, **SHORT, **more}
    return taktwin.load("mm1").experiment(**wishes)


@pytest.fixture(scope="module")
def found() -> Experiment:
    return small(replications=10)


def test_tables(found: Experiment) -> None:
    assert found.names == ["server.cycle=exp(0.5 min)", "server.cycle=exp(0.7 min)", "server.cycle=exp(0.9 min)"]
    assert found.table.height == 3 * len(FIGURES)
    assert found.comparison.height == 2 * len(FIGURES)
    assert found.replications.height == 3 * 10
    waits = found.comparison.filter(pl.col("kpi") == "lead_time_hours")
    assert waits.get_column("verdict").to_list() == ["higher", "higher"]
    assert found.kpis == ["throughput_per_hour", "lead_time_hours", "wip"]  # no energy in this plant
    assert found.sensitivity is None


def test_a_replication_is_that_of_a_run(found: Experiment) -> None:
    """Replication 2 of scenario 3 is what `simulate` gives for the plant with that change."""
    plant = taktwin.load("mm1", overrides=[f"{CYCLE}=exp(0.9 min)"])
    run = plant.simulate(days=1.0, warmup=0.25, replications=10)
    row = found.replications.filter((pl.col("number") == 3) & (pl.col("replication") == 2)).row(0, named=True)
    assert row["finished_jobs"] == run.results[2].jobs.filter(pl.col("outcome") == "finished").height
    mean = found.table.filter(pl.col("scenario").str.contains("0.9") & (pl.col("kpi") == "wip"))
    assert mean.get_column("mean")[0] == run.kpis["wip"].value


def test_best() -> None:
    """By the first KPI, in the direction that is better."""
    assert small(kpis=["wip", "oee"]).best == "server.cycle=exp(0.5 min)"
    assert small(kpis=["availability"]).best == "server.cycle=exp(0.9 min)"  # the slowest server is the busiest


def test_common_random_numbers() -> None:
    """The same jobs arrive in every scenario: what comes in is the same in all, replication by replication."""
    found = small(vary={CYCLE: ["exp(0.1 min)", "exp(0.2 min)"]}, kpis=["finished_jobs"])
    jobs = found.replications.group_by("replication").agg(pl.col("finished_jobs").max() - pl.col("finished_jobs").min())
    assert max(jobs.get_column("finished_jobs").to_list()) <= 2
    assert found.replications.filter(pl.col("number") == 1).get_column("finished_jobs").n_unique() > 1


@pytest.mark.parametrize("more", [{"on": "local", "workers": 2}, {"on": "processes", "workers": 3}])
def test_files_are_the_same_wherever_it_runs(tmp_path: Path, more: dict[str, Any]) -> None:
    """Every byte of every table."""
    for name, where in (("a", {"on": "threads", "workers": 1}), ("b", more)):
        small(out=tmp_path / name, select="min:lead_time_hours", indifference=0.01, **where)
    assert {p.name for p in (tmp_path / "a").iterdir()} == {*TABLES, "manifest.json"}
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name


def test_interrupted_and_gone_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C keeps what is finished; the same call runs only the rest, and ends as if nothing had happened."""
    ran: list[tuple[int, int]] = []

    def counted(work: Work, stop: object) -> Any:
        ran.append((work.scenario, work.replication))
        return replicate(work)

    def interrupts(share: float) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    monkeypatch.setattr(executors, "replicate", counted)
    small(out=tmp_path / "whole", workers=1)
    with pytest.raises(KeyboardInterrupt):
        small(out=tmp_path / "torn", workers=1, progress=interrupts)
    kept = {p.name for p in (tmp_path / "torn").iterdir()}
    assert kept == {"manifest.json", "parts"}
    assert json.loads((tmp_path / "torn" / "manifest.json").read_text())["complete"] is False
    ran.clear()
    again = small(out=tmp_path / "torn", workers=1)
    assert len(ran) == 5  # 7 of 12 were done when it was interrupted
    assert again.notes == ["7 replications were finished before"]
    for name in TABLES:
        assert (tmp_path / "torn" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name
    ran.clear()
    small(out=tmp_path / "torn")
    assert ran == []


def test_more_replications_in_the_same_folder(tmp_path: Path) -> None:
    """What is there is used; fewer are asked for, fewer count."""
    small(out=tmp_path / "x", replications=2)
    more = small(out=tmp_path / "x", replications=4)
    assert more.notes == ["6 replications were finished before"]
    assert more.table.equals(small().table)
    fewer = small(out=tmp_path / "x", replications=2)
    assert fewer.table.get_column("replications").unique().to_list() == [2]
    assert fewer.replications.height == 12  # nothing that is finished is thrown away


def test_another_experiment_in_the_same_folder(tmp_path: Path) -> None:
    small(out=tmp_path / "x", replications=1)
    with pytest.raises(ExperimentError, match="changed since then: `seed`;"):
        small(out=tmp_path / "x", replications=1, seed=2)
    with pytest.raises(ExperimentError, match="changed since then: the scenarios;"):
        small(out=tmp_path / "x", replications=1, vary={CYCLE: ["exp(0.5 min)"]})


def test_manifest(tmp_path: Path) -> None:
    """What was run, found, and with what."""
    small(out=tmp_path / "x", replications=2, base=2)
    about = json.loads((tmp_path / "x" / "manifest.json").read_text())
    assert (about["kind"], about["complete"], about["model"], about["seed"]) == ("experiment", True, "mm1", 1)
    assert (about["days"], about["warmup_days"], about["replications"]) == (1.0, 0.25, [2, 2, 2])
    assert about["base"] == "server.cycle=exp(0.7 min)"
    assert about["scenarios"][2]["changes"] == {CYCLE: "exp(0.9 min)"}
    assert {"taktwin", "code", "numpy", "numba", "model_hash", "overrides", "kpis", "best"} <= set(about)
    table = pl.read_parquet(tmp_path / "x" / "scenarios.parquet")
    assert table.get_column(CYCLE).to_list() == ["exp(0.5 min)", "exp(0.7 min)", "exp(0.9 min)"]


def test_equal_scenarios_are_simulated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a sensitivity study over whole numbers."""
    ran: list[int] = []
    monkeypatch.setattr(executors, "replicate", lambda work, stop: ran.append(work.scenario) or replicate(work))
    found = small(vary=None, scenarios={"a": {CYCLE: "exp(48 s)"}, "b": {}, "c": {ROOM: 3}}, workers=1)
    assert sorted(ran) == [0] * 4 + [2] * 4
    assert found.comparison.filter(pl.col("scenario") == "b").get_column("verdict").unique().to_list() == ["the same"]


def test_select_and_until() -> None:
    chosen = small(select="min:lead_time_hours", indifference=0.002, replications=5)
    assert chosen.best == "server.cycle=exp(0.5 min)"
    assert chosen.selected is not None
    assert "95 % confidence" in chosen.selected
    assert chosen.plan.used[0] >= chosen.plan.used[2]
    narrow = small(until={"wip": "20%"}, replications=3, most=6)
    assert narrow.wide
    assert max(narrow.plan.used) == 6


def test_sensitivity(tmp_path: Path) -> None:
    pytest.importorskip("SALib")
    ranges = {CYCLE: ("exp(0.5 min)", "exp(0.9 min)"), ROOM: (50, 60)}
    found = small(vary=None, ranges=ranges, sensitivity="morris", points=4, replications=1, out=tmp_path / "x")
    assert found.sensitivity is not None
    first = found.sensitivity.filter(pl.col("kpi") == "wip").row(0, named=True)
    assert (first["path"], first["mean"] > 1) == (CYCLE, True)
    assert (tmp_path / "x" / "sensitivity.parquet").is_file()
    assert not (tmp_path / "x" / "comparison.parquet").exists()


def test_usual_warmup() -> None:
    """Until the slowest scenario has settled; where one never does, that of a run that is told nothing."""
    usual, chosen = (small(days=2.0, warmup=one, replications=1) for one in (None, "auto"))
    assert usual.manifest["warmup_days"] == chosen.manifest["warmup_days"] > 0
    grows = taktwin.load("mm1").experiment(vary={CYCLE: ["2 min"]}, days=2.0, replications=1)
    assert grows.manifest["warmup_days"] == 0.5
    assert any("still changes" in note for note in grows.notes)


def test_automatic_warmup() -> None:
    """Is told, and is the same for all scenarios."""
    found = small(warmup="auto", replications=2)
    assert found.manifest["warmup_days"] > 0
    assert any(note.startswith("warm-up") for note in found.notes)


def test_a_replication_that_cannot_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its scenario is named, and what was finished is kept."""

    def broken(work: Work, stop: object) -> Any:
        if work.scenario == 1:
            raise SimulationError("time stands still: give one station a cycle time")
        return replicate(work)

    monkeypatch.setattr(executors, "replicate", broken)
    with pytest.raises(ReplicationError, match=r'scenario "server.cycle=exp\(0.7 min\)", replication 0: time stands'):
        small(out=tmp_path / "x", workers=1)
    assert sum(pl.read_parquet(p).height for p in (tmp_path / "x" / "parts").iterdir()) == 4


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        (Wish(days=0), "days"),
        (Wish(days=float("nan")), "days"),
        (Wish(warmup=-1.0), "warm-up"),
        (Wish(warmup="always"), "auto"),
        (Wish(replications=0), "replications"),
        (Wish(replications=1, aim=Aim("wip", largest=True)), "at least 2"),
        (Wish(replications=30, most=20, goals=[Goal("wip", 1.0, False)]), "`most`"),
        (Wish(aim=Aim("wip", True), goals=[Goal("wip", 1.0, False)]), "choose one"),
        (Wish(confidence=1.0), "confidence"),
        (Wish(indifference=0.0, aim=Aim("wip", True)), "indifference"),
        (Wish(indifference=1.0), "`select`"),
        (Wish(kpis=["throughput"]), "throughput_per_hour"),
        (Wish(goals=[Goal("wpi", 1.0, False)]), "wip"),
        (Wish(aim=Aim("wpi", True)), "wip"),
        (Wish(kpis=["on_time_share"]), "no orders come from a file"),
        (Wish(base="x"), "no scenario"),
    ],
)
def test_wrong_wish(wish: Wish, word: str, tmp_path: Path) -> None:
    """Refused before anything runs or is written."""
    with pytest.raises(ExperimentError, match=word):
        run_experiment(mm1(), cycles(0.7, 0.8), wish, out=tmp_path / "x")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("wishes", "word"),
    [
        ({}, "nothing is varied"),
        ({"vary": {CYCLE: ["1 s"]}, "scenarios": {"a": {}}}, "exclude each other"),
        ({"ranges": {CYCLE: ("1 s", "2 s")}}, "needs points"),
        ({"vary": {CYCLE: ["1 s"]}, "points": 5}, "`points` belongs"),
        ({"vary": {CYCLE: ["1 s"]}, "sensitivity": "morris"}, "give `ranges`"),
        ({"vary": {CYCLE: ["1 s"]}, "select": "max:wip"}, "at least 2 scenarios"),
        ({"vary": {CYCLE: ["1 s"]}, "on": "cloud"}, "no place"),
    ],
)
def test_wrong_design(wishes: dict[str, Any], word: str) -> None:
    with pytest.raises(ExperimentError, match=word):
        taktwin.load("mm1").experiment(**wishes)


def test_wrong_model_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="unit"):
        small(vary={CYCLE: ["1 s", "2"]}, out=tmp_path / "x")
    assert not (tmp_path / "x").exists()


def test_progress_is_told() -> None:
    told: list[float] = []
    small(workers=1, progress=told.append)
    assert told == pytest.approx([(i + 1) / 12 for i in range(12)])


def test_meter_is_given_each_part() -> None:
    parts: list[str] = []

    def meter(task: str) -> Any:
        parts.append(task)
        return nullcontext(None)

    run_experiment(mm1(), cycles(0.7, 0.8), Wish(days=0.5, warmup="auto", replications=1), meter=meter)
    assert parts == ["checking the scenarios", "finding the warm-up", "2 scenarios"]


def test_no_scenarios_at_all() -> None:
    def none() -> Iterator[Any]:
        yield from ()

    with pytest.raises(ExperimentError, match="nothing is varied"):
        run_experiment(mm1(), list(none()), Wish())
