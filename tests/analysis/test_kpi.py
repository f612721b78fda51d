"""KPIs against figures worked out by hand (see `sample.tiny`)."""

import dataclasses
import json
import math

import polars as pl
import pytest

from taktwin.analysis.kpi import UNITS, Kpi, kpis
from tests.analysis.sample import SampleResult, tiny
from tests.analysis.sample_plant import plant


def test_by_hand() -> None:
    found = {name: kpi.value for name, kpi in kpis([tiny()]).items()}
    assert found == pytest.approx(
        {
            "throughput_per_hour": 2 / 8,  # two finished, eight scheduled hours
            "lead_time_hours": (3 + 5) / 2,
            "wip": 14 / 10,
            "order_to_line_off_hours": (3 + 5) / 2,
            "backlog": 0.5,
            "growth_per_hour": 0.0,
            "finished_jobs": 2,
            "scrapped_jobs": 1,
            "scrap_ratio": 1 / 3,
            "on_time_share": math.nan,
            "tardiness_hours": math.nan,
            "first_pass_yield": 1.0 * 3 / 4,
            # The drill: 5 h of 8 h working, 4.5 h planned for 5 h, 3 good of 4.
            "availability": 5 / 8,
            "effectiveness": 4.5 / 5,
            "quality_ratio": 3 / 4,
            "oee": 5 / 8 * 4.5 / 5 * 3 / 4,
            "energy_kwh": 40.0,
            "energy_kwh_per_job": 20.0,
            "electricity_kwh_per_job": 15.0,
            "line_stop_share": 0.5 / 16,
            "station_operations": 1000,
            "wall_seconds": 0.25,
        },
        rel=1e-12,
        nan_ok=True,
    )


def test_units_and_no_interval_for_one_run() -> None:
    for name, kpi in kpis([tiny()]).items():
        assert kpi.unit == UNITS[name]
        assert kpi.low is None
        assert kpi.high is None


def test_replications_give_an_interval_around_the_mean() -> None:
    results = [plant(k, days=3) for k in range(3)]
    found = kpis(results)
    for name in ("throughput_per_hour", "lead_time_hours", "wip", "oee", "energy_kwh_per_job"):
        kpi = found[name]
        assert kpi.low is not None
        assert kpi.high is not None
        assert kpi.low <= kpi.value <= kpi.high
        singles = [kpis([result])[name].value for result in results]
        if name != "oee":  # a single run may name another bottleneck
            assert kpi.value == pytest.approx(sum(singles) / 3)
    assert found["wall_seconds"].low is None
    assert found["wall_seconds"].value == pytest.approx(3 * 1.4)


def test_oee_is_the_product_of_its_factors() -> None:
    found = kpis([plant(days=2)])
    product = math.prod(found[name].value for name in ("availability", "effectiveness", "quality_ratio"))
    assert found["oee"].value == pytest.approx(product, rel=1e-12)


def test_little() -> None:
    """WIP = throughput x lead time, up to what the run's ends cut off."""
    found = kpis([plant(days=30)])
    rate = found["finished_jobs"].value / (30 * 24)
    assert found["wip"].value == pytest.approx(rate * found["lead_time_hours"].value, rel=0.02)


def test_jobs_that_ended_before_the_measured_time_do_not_count() -> None:
    result = tiny()
    result.jobs = pl.concat([result.jobs, result.jobs.head(1).with_columns(ended=pl.lit(-60.0))])
    assert kpis([result])["finished_jobs"].value == 2
    assert kpis([result])["wip"].value == pytest.approx(1.4)


def test_a_run_without_anything_is_not_a_number_and_null_in_json() -> None:
    empty = SampleResult(3600.0)
    found = kpis([empty])
    assert found["finished_jobs"].value == 0
    assert found["throughput_per_hour"].value == 0
    assert math.isnan(found["lead_time_hours"].value)
    text = json.dumps({name: kpi.as_dict() for name, kpi in found.items()}, allow_nan=False)
    assert json.loads(text)["oee"] == {"value": None, "unit": "share", "low": None, "high": None}


def test_no_results_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one"):
        kpis([])


def test_a_kpi_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Kpi(1.0, "h").value = 2.0  # type: ignore[misc]
