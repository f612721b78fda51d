"""The six big losses: their sum is the scheduled time, and each is what was built in."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.analysis.losses import SIX_LOSSES, six_losses
from taktwin.analysis.oee import oee_by_resource
from tests.analysis.sample import SampleResult, resource, resources

HOUR = 3600.0
PARTS = [*(loss for loss in SIX_LOSSES if loss != "start_up"), "waits", "productive"]


def test_by_hand() -> None:
    """Of 10 h one is off shift and one maintenance; of 6 h worked 5.4 h were planned; every tenth job was scrapped."""
    states = {
        "working": 6 * HOUR, "setup": 0.5 * HOUR, "down": 0.4 * HOUR, "waiting_crew": 0.1 * HOUR,
        "minor_stop": 0.2 * HOUR, "starved": 0.5 * HOUR, "blocked": 0.3 * HOUR, "maintenance": HOUR, "off_shift": HOUR,
    }  # fmt: skip
    result = SampleResult(10 * HOUR)
    result.resources = resources(
        [resource("m", 10 * HOUR, "shop", jobs=100, scrapped=10, ideal_s=5.4 * HOUR, **states)]
    )
    (row,) = six_losses([result]).rows(named=True)
    assert row["scheduled"] == pytest.approx(8.0)
    assert {name: round(row[name], 9) for name in PARTS} == {
        "breakdowns": 0.5, "setups": 0.5, "minor_stops": 0.2, "reduced_speed": 0.6, "scrap": 0.54, "waits": 0.8,
        "productive": 4.86,
    }  # fmt: skip
    assert row["start_up"] is None
    assert sum(row[name] for name in PARTS) == pytest.approx(row["scheduled"])


PLANT = """
name: six
options: {colour: {red: 50 %, blue: 50 %}}
products: {car: {}}
orders: {jobs: {mix: {car: 100 %}}}
failures:
  breakdown: {clock: operation, up: exp(5 h), repair: exp(20 min)}
  jam: {minor: true, clock: operation, up: exp(20 min), repair: exp(30 s)}
  service: {planned: true, every: 24 h, repair: 1 h}
shops:
  s:
    lines:
      l:
        orders: jobs
        flow:
          - station: a
            cycle: {by: colour, red: 50 s, blue: 70 s}
            ideal: {by: colour, red: 40 s, default: 56 s}
            setup: {by: colour, time: 20 s}
            scrap: 10 %
            failures: [breakdown, jam, service]
          - {buffer: b, capacity: 3}
          - {station: c, cycle: 60 s, scrap: 5 %}
"""


def test_of_a_run_they_sum_to_the_scheduled_time_and_the_rest_is_the_oee() -> None:
    run = taktwin.load(PLANT).simulate(days=20)
    table = run.six_losses
    shares = table.join(oee_by_resource(run.results), on="resource")
    for row in shares.iter_rows(named=True):
        assert sum(row[name] for name in PARTS) == pytest.approx(row["scheduled"], rel=1e-9)
        assert row["productive"] / row["scheduled"] == pytest.approx(row["oee"], rel=1e-9)
    a = table.row(0, named=True)
    resource = run.result.resources.row(by_predicate=pl.col("resource") == "a", named=True)
    assert a["breakdowns"] * HOUR == pytest.approx(resource["down"])
    assert a["minor_stops"] * HOUR == pytest.approx(resource["minor_stop"])
    assert a["scheduled"] * HOUR == pytest.approx(20 * 86400 - resource["maintenance"])
    # 40 of 50 and 56 of 70 are both 0.8: a fifth of the work is reduced speed, but for the one job at work at the end
    assert a["reduced_speed"] * HOUR == pytest.approx(0.2 * resource["working"], abs=70.0)
    assert a["scrap"] / (a["scrap"] + a["productive"]) == pytest.approx(0.1, abs=0.01)


def test_a_plan_by_option_changes_no_run_and_counts_each_job_by_its_own() -> None:
    """All are red: 40 s each, also of jobs that a failure has scrapped, by hand and without a warm-up."""
    text = PLANT.replace("{red: 50 %, blue: 50 %}", "{red: 100 %, blue: 0 %}")
    text = text.replace("repair: exp(20 min)}", "repair: exp(20 min), work: scrap}").replace("scrap: 10 %", "load: 5 s")
    run = taktwin.load(text).simulate(days=5)
    row = run.result.resources.row(by_predicate=pl.col("resource") == "a", named=True)
    assert row["scrapped"] > 0
    assert row["ideal_s"] == pytest.approx(40.0 * row["jobs"], rel=1e-12)
    plain = taktwin.load(text.replace("            ideal: {by: colour, red: 40 s, default: 56 s}\n", "")).simulate(
        days=5
    )
    assert plain.result.jobs.equals(run.result.jobs)


@pytest.mark.parametrize(
    ("ideal", "message"),
    [
        ("{by: colour, red: 40 s}", 'no time for colour "blue"'),
        ("{by: color, red: 40 s}", 'no option "color"'),
        ("{by: colour, red: 40 s, bleu: 50 s}", 'no value of colour "bleu"'),
        ("{by: colour, red: exp(40 s), default: 1 s}", "a planned time is one time, no distribution"),
        ("{by: colour, default: exp(40 s)}", "a planned time is one time, no distribution"),
        ("{by: colour, red: 0 s, default: 1 s}", "cannot be 0"),
        ("{by: colour}", "no time is given for any value"),
        ("{by: visit, 1: 40 s, default: 50 s}", 'no option "visit"'),
        ("0 s", "cannot be 0"),
        ("exp(40 s)", ""),
    ],
)
def test_a_plan_that_is_none_is_refused(ideal: str, message: str) -> None:
    with pytest.raises(taktwin.ModelError, match=message):
        taktwin.load(PLANT.replace("{by: colour, red: 40 s, default: 56 s}", ideal))


def test_the_report_shows_them(tmp_path) -> None:
    for language, word in (("en", "Six big losses"), ("zh", "六大损失")):
        file = taktwin.load(PLANT).simulate(days=3).report(tmp_path / f"{language}.html", language=language)
        assert word in file.read_text(encoding="utf-8")
