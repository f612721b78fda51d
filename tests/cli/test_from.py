"""`taktwin run --from`, `--save-snapshot`, and `taktwin state`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Taktwin

SHORT = ["--days", "0.5", "--json"]


def kpis(output: str) -> dict[str, float]:
    """Values by name, without the measured ones."""
    found = {name: kpi["value"] for name, kpi in json.loads(output)["kpis"].items()}
    return {name: value for name, value in found.items() if name not in ("wall_seconds", "station_operations")}


@pytest.fixture
def saved(taktwin: Taktwin, here: Path) -> str:
    """A snapshot of the first morning."""
    result = taktwin("run", "mm1", "--days", 1, "--warmup", 0, "--save-snapshot", "s.npz", "--at", "12 h")
    assert result.exit_code == 0
    assert "snapshot: s.npz" in result.stdout
    assert (here / "s.npz").is_file()
    return "s.npz"


def test_a_run_goes_on_from_its_snapshot(taktwin: Taktwin, here: Path, saved: str) -> None:
    """Half a day, saved, and half a day more are the second half of a day."""
    whole = taktwin("run", "mm1", *SHORT, "--warmup", 0.5).stdout
    rest = taktwin("run", "mm1", *SHORT, "--from", saved).stdout
    assert kpis(whole) == kpis(rest)
    kept = taktwin("run", "mm1", *SHORT, "--from", saved, "--keep-statistics").stdout
    assert kpis(kept) == kpis(taktwin("run", "mm1", "--days", 1, "--warmup", 0, "--json").stdout)
    manifest = json.loads((here / json.loads(rest)["folder"] / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["started_days"], manifest["warmup_days"], manifest["days"]) == (0.5, 0.0, 0.5)


def test_replications_from_one_snapshot(taktwin: Taktwin, saved: str) -> None:
    """Same state, fresh draws: another seed gives other figures, the same seed the same."""
    runs = [
        taktwin("run", "mm1", *SHORT, "--from", saved, "--replications", 3, "--seed", seed).stdout for seed in (4, 4, 5)
    ]
    assert kpis(runs[0]) == kpis(runs[1]) != kpis(runs[2])
    assert json.loads(runs[0])["seed"] == 4
    kpi = json.loads(runs[0])["kpis"]["throughput_per_hour"]
    assert kpi["low"] < kpi["value"] < kpi["high"]


def test_the_default_seed_is_that_of_the_snapshot(taktwin: Taktwin, here: Path) -> None:
    taktwin("run", "mm1", "--days", 1, "--seed", 7, "--save-snapshot", "end.npz")
    assert json.loads(taktwin("run", "mm1", *SHORT, "--from", "end.npz").stdout)["seed"] == 7
    assert json.loads(taktwin("run", "mm1", *SHORT).stdout)["seed"] == 1


@pytest.mark.parametrize("name", ["state.yaml", "state.json"])
def test_a_state_out_of_a_snapshot_and_back(taktwin: Taktwin, saved: str, name: str) -> None:
    """The state says what stands where, in words; a run starts from it, and it can be checked alone."""
    shown = taktwin("state", "mm1", saved).stdout
    assert shown.startswith('state: 1\nplant: mm1\nat: "2026-01-05 12:00:00"\n')
    result = taktwin("state", "mm1", saved, "--out", name)
    assert result.exit_code == 0
    assert ", 0 machines down, 0 vehicles on a trip, 0 trucks on the way\nstate: " in result.stdout
    assert f"{name}: no errors" in taktwin("state", "mm1", name).stdout
    assert taktwin("run", "mm1", *SHORT, "--from", name).exit_code == 0


def test_a_state_of_a_run_to_a_time(taktwin: Taktwin, saved: str) -> None:
    for at in ("12 h", "2026-01-05 12:00"):
        assert taktwin("state", "mm1", "--at", at).stdout == taktwin("state", "mm1", saved).stdout
    assert taktwin("state", "mm1", "--at", "12 h", "--seed", 2).stdout != taktwin("state", "mm1", saved).stdout


def test_a_state_fits_a_changed_plant_a_snapshot_does_not(taktwin: Taktwin, saved: str) -> None:
    change = ["--set", "shops.workshop.lines.line.server.cycle=exp(0.7 min)"]
    taktwin("state", "mm1", saved, "--out", "state.yaml")
    assert taktwin("run", "mm1", *SHORT, "--from", "state.yaml", *change).exit_code == 0
    result = taktwin("run", "mm1", *SHORT, "--from", saved, *change)
    assert result.exit_code == 3
    assert "with other values" in result.stderr
    assert "taktwin state" in result.stderr


def test_what_is_wrong_with_a_state(taktwin: Taktwin, here: Path) -> None:
    """File, line, field, remedy, and nothing is run."""
    (here / "state.yaml").write_text("places:\n  queue: 3\n  severr: 1\n", encoding="utf-8")
    for command in (["run", "mm1", "--from", "state.yaml"], ["state", "mm1", "state.yaml"]):
        result = taktwin(*command)
        assert result.exit_code == 3
        assert result.stderr.splitlines()[-1] == (
            'error: state.yaml:3: places.severr: there is no place "severr": did you mean `server`?'
        )
    assert not (here / "runs").exists()


def test_a_file_that_is_neither(taktwin: Taktwin, here: Path) -> None:
    (here / "x.txt").write_text("hello\n", encoding="utf-8")
    result = taktwin("run", "mm1", "--from", "x.txt")
    assert result.exit_code == 3
    assert "x.txt:1: expected a mapping at the top: name a snapshot, or a state" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "option", "words"),
    [
        (["run", "mm1", "--from", "none.npz"], "--from", "there is no file"),
        (["run", "mm1", "--at", "3 h"], "--at", "--save-snapshot"),
        (["run", "mm1", "--save-snapshot", "s.npz", "--at", "soon"], "--at", "date and time"),
        (["run", "mm1", "--save-snapshot", "s.npz", "--at", "2025-01-01"], "--at", "the plant starts at 2026-01-05"),
        (
            ["run", "mm1", "--days", "1", "--save-snapshot", "s.npz", "--at", "900 h"],
            "",
            "goes from 0 h to 25 h",
        ),
        (["run", "mm1", "--save-snapshot", "s.npz", "--replications", "2"], "--save-snapshot", "one run"),
        (["run", "mm1", "--keep-statistics"], "--keep-statistics", "give a snapshot"),
        (["state", "mm1"], "", "either a FILE, or --at"),
        (["state", "mm1", "s.npz", "--at", "3 h"], "", "either a FILE, or --at"),
    ],
)
def test_wrong_usage(taktwin: Taktwin, here: Path, arguments: list[str], option: str, words: str) -> None:
    """Exit code 2, what is wrong, and nothing written."""
    result = taktwin(*arguments)
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert option in said
    assert words in said
    assert not list(here.iterdir())


def test_keep_statistics_is_refused_for_a_state(taktwin: Taktwin, here: Path) -> None:
    (here / "state.yaml").write_text("places:\n  queue: 3\n", encoding="utf-8")
    result = taktwin("run", "mm1", *SHORT, "--from", "state.yaml", "--keep-statistics")
    assert result.exit_code == 2
    assert "a snapshot" in result.stderr


def test_schema_of_a_state(taktwin: Taktwin) -> None:
    schema = json.loads(taktwin("schema", "--state").stdout)
    assert schema["title"] == "Taktwin start state"
    assert "places" in schema["properties"]
