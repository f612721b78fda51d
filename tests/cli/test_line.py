"""`taktwin line`."""

from __future__ import annotations

import importlib
import json

import pytest

from tests.cli.conftest import Taktwin

EXACT = 0.666666667  # two stations, rate 1, no buffer between them: 2/3


def test_line_meets_theory(taktwin: Taktwin) -> None:
    """The interval of ten replications holds the exact throughput (99 % of seeds would; this one does)."""
    result = taktwin("line", "--rates", "1 1", "--buffers", "0", "--parts", 20000, "--replications", 10, "--json")
    assert result.exit_code == 0
    throughput = json.loads(result.stdout)["kpis"]["throughput"]
    assert throughput["low"] < EXACT < throughput["high"]
    assert throughput["high"] - throughput["low"] < 0.01


def test_line_json_without_replications(taktwin: Taktwin) -> None:
    """One run has no interval."""
    result = taktwin("line", "--rates", "1", "--parts", 2000, "--seed", 7, "--json")
    content = json.loads(result.stdout)
    assert content["model"] == "line"
    assert content["seed"] == 7
    assert content["kpis"]["throughput"]["low"] is None
    assert content["kpis"]["throughput"]["high"] is None


def test_line_with_failures(taktwin: Taktwin) -> None:
    """A single station makes rate x repair / (repair + failure) jobs."""
    arguments = ["--failure-rates", "0.1", "--repair-rates", "0.4", "--replications", 5, "--parts", 20000]
    result = taktwin("line", "--rates", "1", *arguments, "--json")
    assert json.loads(result.stdout)["kpis"]["throughput"]["value"] == pytest.approx(0.8, rel=0.02)


def test_line_writes_nothing(taktwin: Taktwin, here) -> None:
    """The table goes to the standard output, no folder appears."""
    result = taktwin("line", "--rates", "1 1 1", "--buffers", "4 4", "--parts", 2000)
    assert result.exit_code == 0
    assert "throughput" in result.stdout
    assert not list(here.iterdir())


def test_exact_beside_simulated(taktwin: Taktwin) -> None:
    """Two stations without a buffer: 2/3; jobs in the line 1 + 2/3, so the lead time is 2.5."""
    result = taktwin("line", "--rates", "1 1", "--buffers", "0", "--exact", "--parts", 20000, "--json")
    content = json.loads(result.stdout)
    assert (content["theory"], content["states"], content["agrees"]) == ("exact", 3, True)
    assert content["replications"] == 10
    figures = content["figures"]
    assert figures["throughput"]["theory"] == pytest.approx(2 / 3)
    assert figures["wip"]["theory"] == pytest.approx(5 / 3)
    assert figures["lead_time"]["theory"] == pytest.approx(2.5)
    for figure in figures.values():
        assert figure["low"] <= figure["value"] <= figure["high"]
        assert figure["value"] == pytest.approx(figure["theory"], abs=0.03)


def test_exact_as_a_table(taktwin: Taktwin) -> None:
    failures = ["--failure-rates", "0.1 0 0.1", "--repair-rates", "0.5 1 0.5"]
    result = taktwin("line", "--rates", "1 2 1", "--buffers", "2 0", *failures, "--exact", "--parts", 10000)
    assert result.exit_code == 0
    assert "the simulation agrees with theory" in result.stdout
    assert "s3 down" in result.stdout
    assert "s2 down" not in result.stdout  # never fails
    assert "b2 level" not in result.stdout  # has no places


def test_simulation_of_another_line_does_not_agree(taktwin: Taktwin, monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdict can be no: here the theory is of a line that is 3 % faster."""
    module = importlib.import_module("taktwin.analysis.line.simulated")

    right = module.line_theory
    monkeypatch.setattr(module, "line_theory", lambda rates, *rest: right([1.03 * rate for rate in rates], *rest))
    result = taktwin("line", "--rates", "1 1", "--buffers", "2", "--exact", "--parts", 20000)
    assert "does NOT agree with theory in: throughput" in result.stdout


def test_long_lines_are_approximated(taktwin: Taktwin) -> None:
    rates, buffers = " ".join(["1"] * 12), " ".join(["4"] * 11)
    arguments = ["--rates", rates, "--buffers", buffers, "--exact", "--parts", 20000, "--replications", 4]
    table = taktwin("line", *arguments)
    assert "approximate" in table.stdout
    assert "seldom wrong by more than 2 %" in table.stdout
    content = json.loads(taktwin("line", *arguments, "--json").stdout)
    assert (content["theory"], content["states"], content["agrees"]) == ("approximate", 0, None)
    throughput = content["figures"]["throughput"]
    assert throughput["theory"] == pytest.approx(throughput["value"], rel=0.02)


def test_a_theory_without_solution_is_explained(taktwin: Taktwin, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("taktwin.analysis.line.simulated")

    def fails(*_: object) -> None:
        raise ArithmeticError("rates are very far apart")

    monkeypatch.setattr(module, "line_theory", fails)
    result = taktwin("line", "--rates", "1 1", "--buffers", "2", "--exact")
    assert result.exit_code == 4
    assert "rates are very far apart; without --exact it is simulated all the same" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (["--rates", "1 1 x"], "--rates"),
        (["--rates", ""], "--rates"),
        (["--rates", "1 0", "--buffers", "1"], "--rates"),
        (["--rates", "1 -1", "--buffers", "1"], "--rates"),
        (["--rates", "1 1 1", "--buffers", "4"], "--buffers"),
        (["--rates", "1 1"], "--buffers"),
        (["--rates", "1", "--buffers", "4"], "--buffers"),
        (["--rates", "1 1", "--buffers", "1.5"], "--buffers"),
        (["--rates", "1 1", "--buffers", "-1"], "--buffers"),
        (["--rates", "1 1", "--buffers", "1", "--failure-rates", "0.1 0.1"], "--repair-rates"),
        (["--rates", "1 1", "--buffers", "1", "--repair-rates", "1 1"], "--failure-rates"),
        (["--rates", "1", "--failure-rates", "0.1 0.1", "--repair-rates", "1"], "--failure-rates"),
        (["--rates", "1", "--failure-rates", "0.1", "--repair-rates", "0"], "--repair-rates"),
        (["--rates", "1", "--parts", "0"], "--parts"),
        (["--rates", "1", "--replications", "0"], "--replications"),
        (["--rates", "1", "--exact", "--replications", "1"], "--replications"),
        (["--rates", "1", "--seed", "-1"], "--seed"),
        ([], "--rates"),
    ],
)
def test_line_refuses(taktwin: Taktwin, arguments: list[str], option: str) -> None:
    """Wrong usage ends with 2 and names the option; nothing goes to the standard output."""
    result = taktwin("line", *arguments)
    assert result.exit_code == 2
    assert option in result.stderr
    assert result.stdout == ""
