"""The benchmark of the sequencer runs, goes on where it was, and prints its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import sequence


def test_roadef_goes_on_where_it_was(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = tmp_path / "results.jsonl"
    arguments = ["--data", str(shared / "data"), "--only", "028_ch2", "--seconds", "0.3", "--results", str(results)]
    assert sequence.main([*arguments, "--only", "028_ch2_EP"]) == 0
    first = results.read_text()
    assert first.count("\n") == 2
    with results.open("a") as file:
        file.write('{"instance": "028_ch2_RAF')  # cut off by a power failure
    assert sequence.main([*arguments, "--page"]) == 0
    assert results.read_text().startswith(first)
    page = capsys.readouterr().out
    assert page.count("| `028_ch2_") == 3
    assert "3 instances: below `ref` on" in page
    assert "0.3 s each, 2 searches at a time, seed 1." in page
    assert sequence.main([*arguments, "--only", "028_ch2_RAF", "--workers", "1"]) == 0
    assert results.read_text().count("\n") == 5  # found in another way


def test_csplib(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--set", "csplib", "--data", str(shared / "data"), "--only", "60-0", "--seconds", "2", "--page"]
    assert sequence.main([*arguments, "--results", str(tmp_path / "results.jsonl")]) == 0
    assert "4 instances: best known reached on 4; of 4 with a sequence without violations 4 are solved." in (
        capsys.readouterr().out
    )


def test_speed(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sequence.main(["--data", str(shared / "data"), "--only", "028_ch2", "--speed", "--chunks", "1"]) == 0
    assert "median" in capsys.readouterr().out


def test_resequencing(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sequence.main(["--data", str(shared / "data"), "--only", "028_ch2_RAF", "--resequence", "5"]) == 0
    assert "028_ch2_RAF_EP_ENP_S23_J3" in capsys.readouterr().out


def test_no_such_instance(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sequence.main(["--data", str(shared / "data"), "--only", "nothing"]) == 2
    assert 'no instance of the set has "nothing" in its name' in capsys.readouterr().err


def test_no_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sequence.main(["--data", str(tmp_path)]) == 2
    assert "no reference data" in capsys.readouterr().err
