"""`taktwin trace`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.analysis.trace.plant import MODEL
from tests.cli.conftest import Taktwin


def model(folder: Path) -> Path:
    file = folder / "seats.yaml"
    file.write_text(MODEL, encoding="utf-8")
    return file


def test_tables(taktwin: Taktwin, tmp_path: Path) -> None:
    result = taktwin("trace", model(tmp_path), "--job", 50)
    assert result.exit_code == 0
    for text in ("job 50 of cars", "maker.seats, called at paint-exit", "rack slot", "fitted at fit", "finished"):
        assert text in result.stdout


def test_json(taktwin: Taktwin, tmp_path: Path) -> None:
    result = taktwin("trace", model(tmp_path), "--job", 50, "--days", 1, "--stream", "cars", "--json")
    content = json.loads(result.stdout)
    assert (content["model"], content["job"], content["stream"], content["untold"]) == ("seats", 50, "cars", [])
    for way in (content["main"], *content["parts"]):
        assert abs(sum(step["stay_s"] for step in way["steps"]) - way["lead_time_s"]) < 1e-6


def test_in_chinese(taktwin: Taktwin, tmp_path: Path) -> None:
    result = taktwin("--language", "zh", "trace", model(tmp_path), "--job", 50)
    assert "cars 的订单 50" in result.stdout
    assert "装车于 fit" in result.stdout


def test_a_job_that_does_not_come(taktwin: Taktwin, tmp_path: Path) -> None:
    result = taktwin("trace", model(tmp_path), "--job", 5000, "--days", 0.1)
    assert result.exit_code == 2
    assert "no job with order number 5000" in result.stderr
    assert result.stdout == ""


def test_all_that_happens_in_a_time(taktwin: Taktwin, tmp_path: Path) -> None:
    """The events of the window are the cut of those of the whole run; what does not fit together is refused."""
    import polars as pl

    import taktwin as library

    file, out = model(tmp_path), tmp_path / "events.parquet"
    result = taktwin("trace", file, "--from", "6 h", "--to", "7 h", "--out", out, "--json")
    found = pl.read_parquet(out)
    assert json.loads(result.stdout)["events"] == found.height > 100
    whole = library.load(str(file)).simulate(days=7.5 / 24, warmup=0, trace=True).result.trace
    assert whole is not None
    assert found.equals(whole.filter((pl.col("time") >= 6 * 3600) & (pl.col("time") < 7 * 3600)))
    refused = (("--from", "6 h"), (), ("--job", 3, "--from", "6 h"), ("--from", "7 h", "--to", "6 h", "--out", out))
    for wrong in refused:
        result = taktwin("trace", file, *wrong)
        assert result.exit_code == 2, wrong
        assert "Traceback" not in result.stderr
