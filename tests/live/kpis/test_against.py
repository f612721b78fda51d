"""The same figures from elsewhere: the tables of a run, and another library."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.analysis.oee import oee_by_resource
from taktwin.live.alarms.replay import state_changes
from taktwin.live.kpis import RUN, StateLog, figures, shift_windows
from taktwin.model.errors import OptionError

SHARED = ("availability", "technical_efficiency", "setup_ratio", "oee", "nee", "effectiveness", "quality_ratio")


@pytest.fixture(scope="module")
def run() -> taktwin.Run:
    return taktwin.load("phoenix").simulate(days=1, warmup=0.25, trace=True, seed=1)


def test_as_a_run_tells_them(run: taktwin.Run) -> None:
    """One definition: with the map of a run, the figures from the trace are those from the tables."""
    result = run.result
    log = StateLog.of_changes(state_changes(result.trace, ("station", "cell", "moving_line")), 0.0, result.elapsed_s)
    made = result.resources.filter(pl.col("kind").is_in(["station", "cell", "moving_line"])).select(
        pl.lit(1.0).alias("time"),
        "resource",
        pl.col("jobs").alias("produced"),
        "scrapped",
        pl.col("ideal_s").alias("planned_s"),
    )
    found = {one.resource: one for one in figures(log, made, time_map=RUN)}
    table = oee_by_resource([result])
    assert table.height > 200
    for row in table.iter_rows(named=True):
        for name in SHARED:
            if row[name] is not None:
                assert found[row["resource"]].kpis[name] == pytest.approx(row[name], rel=1e-9, abs=1e-12), row
    failures = result.resources.select("resource", "failures", "down", "waiting_crew")
    for resource, _, down, crew in failures.iter_rows():
        if resource in found:
            assert found[resource].elements["TTR"] == pytest.approx(down + crew, abs=1e-6)


def test_the_shifts_are_those_of_the_calendar(run: taktwin.Run) -> None:
    """Within a shift, out of its breaks, a station is never off shift."""
    model = run.model
    windows = shift_windows(model, "two-shift", 0.0, 86400.0, origin=0.25 * 86400)
    assert [(one.name, one.begin) for one in windows][:2] == [("Mon 06:00", 0.0), ("Mon 18:00", 12 * 3600.0)]
    log = StateLog.of_changes(state_changes(run.result.trace, ("station",)), 0.0, 86400.0)
    one = figures(log, windows=windows[:1])[0]
    assert one.elements["OUT"] == 1800  # the break
    assert one.elements["CALENDAR"] == 10.5 * 3600
    with pytest.raises(OptionError, match="two-shift"):
        shift_windows(model, "twoshift", 0, 1)


def test_against_ts_shape() -> None:
    """Availability, effectiveness, quality ratio, OEE, and the times between failures and to restoration, to 1e-9."""
    ts_shape = pytest.importorskip("ts_shape", reason="ts-shape is not installed: no second program to agree with")
    import numpy as np
    import pandas as pd

    random = np.random.default_rng(3)
    lengths = random.integers(20, 900, 120).astype(float)
    states = random.choice(["working", "down", "starved", "setup"], 120, p=[0.55, 0.15, 0.2, 0.1])
    begins = np.concatenate([[0.0], np.cumsum(lengths)[:-1]])
    end = float(lengths.sum())
    assert end < 86400
    changes = pl.DataFrame({"time": begins, "resource": ["m"] * 120, "state": states})
    produced, scrapped = 400, 13
    counts = pl.DataFrame(
        {
            "time": [1.0],
            "resource": ["m"],
            "produced": [produced],
            "scrapped": [scrapped],
            "planned_s": [60.0 * produced],
        }
    )
    (ours,) = figures(StateLog.of_changes(changes, 0.0, end), counts, time_map=RUN)
    start = pd.Timestamp("2026-01-05")

    def rows(name: str, times: list[float], column: str, values: list) -> pd.DataFrame:
        when = [start + pd.Timedelta(seconds=time) for time in times]
        return pd.DataFrame({"systime": when, "uuid": name, column: values})

    times = [*begins.tolist(), end]
    working = [*(states == "working").tolist(), False]
    failed = [*(states == "down").tolist(), False]
    frame = pd.concat(
        [
            rows("run", times, "value_bool", working),
            rows("parts", [0.0, end], "value_integer", [0, produced]),
            rows("total", [0.0, end], "value_integer", [0, produced]),
            rows("reject", [0.0, end], "value_integer", [0, scrapped]),
        ]
    )
    theirs = ts_shape.OEEEvents(frame).oee(
        "run", "parts", ideal_cycle_time=60.0, total_uuid="total", reject_uuid="reject"
    )
    (row,) = theirs.to_dict("records")
    for mine, other in (
        ("availability", "availability_pct"),
        ("effectiveness", "performance_pct"),
        ("quality_ratio", "quality_pct"),
        ("oee", "oee_pct"),
    ):
        assert ours.kpis[mine] == pytest.approx(row[other] / 100, abs=1e-9), mine
    reliability = ts_shape.ReliabilityEvents(rows("fault", times, "value_bool", failed), "fault").mtbf_mttr()
    (row,) = reliability.to_dict("records")
    assert ours.elements["FE"] == row["failures"]
    assert ours.kpis["mean_operating_time_between_failures"] == pytest.approx(
        row["mtbf_iso22400_hours"] * 3600, abs=1e-6
    )
    assert ours.elements["TTR"] / ours.elements["FE"] == pytest.approx(row["mttr_hours"] * 3600, abs=1e-6)
