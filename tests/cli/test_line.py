"""`taktwin line`."""

from __future__ import annotations

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
