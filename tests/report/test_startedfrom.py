"""A report of a run from a state tells the time of day and the date of the state."""

from __future__ import annotations

import taktwin
from taktwin.report.facts import Facts


def test_clock_and_date_are_those_of_the_state(tmp_path) -> None:
    plant = taktwin.load("mm1")
    run = plant.simulate(days=0.25, warmup=0.125, start={"at": "2026-01-06 09:00", "places": {"queue": 3}})
    assert (run.result.started_days, run.result.warmup_days) == (1.375, 0.125)
    assert Facts(run.results, run.model).start_hour == 12.0
    page = run.report(tmp_path / "report.html").read_text(encoding="utf-8")
    assert "2026-01-06 12:00" in page
    assert run.manifest()["started_days"] == 1.375
