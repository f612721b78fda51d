"""Energy by shop and hour."""

import polars as pl
import pytest

from taktwin.analysis.energy import energy_by_hour, energy_by_shop, kwh_by_medium
from tests.analysis.sample import tiny
from tests.analysis.sample_plant import plant


def test_media_that_are_energy() -> None:
    assert kwh_by_medium(tiny()) == {"electricity": 30.0, "gas": 10.0}


def test_by_shop() -> None:
    table = energy_by_shop([tiny(), tiny()])
    rows = {row["medium"]: row for row in table.iter_rows(named=True)}
    assert rows["electricity"]["amount"] == pytest.approx(30.0)
    assert rows["electricity"]["per_finished_job"] == pytest.approx(15.0)
    assert rows["compressed_air"]["unit"] == "m3"


def test_nothing_per_job_without_jobs() -> None:
    result = tiny()
    result.jobs = result.jobs.clear()
    assert energy_by_shop([result])["per_finished_job"].null_count() == 3


def test_by_hour_is_mean_power() -> None:
    result = plant(days=2)
    table = energy_by_hour([result])
    paint = table.filter((pl.col("shop") == "paint") & (pl.col("medium") == "gas"))
    assert paint.height == 24
    series = result.series.filter(
        (pl.col("kind") == "energy") & (pl.col("medium") == "gas") & (pl.col("name") == "paint")
    )
    assert paint["mean_kw"].mean() == pytest.approx(series["value"].sum() / 48, rel=1e-9)


def test_by_hour_without_power() -> None:
    assert energy_by_hour([tiny()]).height == 0
