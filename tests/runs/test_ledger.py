"""The ledger of media closes: with the states, with the tables made of it, and from bucket to bucket."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.kernel.base.state import STATES
from taktwin.runs.snapshot import SnapshotError
from taktwin.runs.tables import Result
from tests.kernel.plants import line, model_of

POWER = {
    "electricity": {"working": "20 kW", "idle": "7 kW", "standby": "2 kW"},
    "compressed_air": {"working": "36 m3/h"},
}
KW = {"working": 20.0, "setup": 20.0, "down": 2.0, "waiting_crew": 2.0, "off_shift": 0.0}


def result_by(ledger: str) -> Result:
    """A day in buckets of an hour: failures, two servers, energy for each job, a load."""
    failure = {"clock": "time", "up": "exp(900 s)", "repair": "exp(120 s)"}
    flow = [
        {"station": "a", "cycle": "exp(50 s)", "servers": 2, "failures": [failure], "power": POWER},
        {"buffer": "between", "capacity": 3},
        {"station": "b", "cycle": "exp(35 s)", "energy_per_job": {"electricity": "1 kWh", "gas": "2 kWh"}},
    ]
    data = line(flow, {"interval": "exp(40 s)"}, bucket="1 h", power={"light": {"electricity": {"working": "3 kW"}}})
    data["shops"]["shop"]["loads"] = {"lamps": {"power": "light"}}
    return taktwin.Plant(model_of(data)).simulate(days=1, warmup=0.1, ledger=ledger).result


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    """The same run, its ledger by shop and by resource."""
    return {ledger: result_by(ledger) for ledger in ("shop", "resource")}


def test_it_is_power_times_seconds_and_amount_times_works(results: dict[str, Result]) -> None:
    result = results["shop"]
    booked = {
        (name, medium, on): amount
        for name, medium, on, amount in result.ledger.select("resource", "medium", "booked_on", "amount").iter_rows()
    }
    for row in result.resources.filter(pl.col("station") == "a").iter_rows(named=True):
        for state in STATES:
            expected = KW.get(state, 7.0) * row[state] / 3600.0
            found = booked.pop((row["resource"], "electricity", state), 0.0)
            assert found == pytest.approx(expected, rel=1e-9)
        air = booked.pop((row["resource"], "compressed_air", "working"))
        assert air == pytest.approx(36 * row["working"] / 3600)
        booked.pop((row["resource"], "compressed_air", "setup"), None)
    jobs = result.resources.filter(pl.col("station") == "b")["jobs"].item()
    assert booked == pytest.approx(
        {
            ("b", "electricity", "per_job"): jobs,
            ("b", "gas", "per_job"): 2 * jobs,
            ("shop lamps", "electricity", "working"): 72,
        }
    )


@pytest.mark.parametrize("grain", ["shop", "resource"])
def test_its_buckets_add_up_to_it(results: dict[str, Result], grain: str) -> None:
    result = results[grain]
    keys = ["medium", "booked_on"] if grain == "shop" else ["resource", "medium", "booked_on"]
    buckets = result.ledger_buckets.rename({"group": "resource"}).group_by(keys).agg(pl.col("amount").sum())
    whole = result.ledger.group_by(keys).agg(pl.col("amount").sum())
    both = whole.join(buckets, on=keys, how="full", suffix="_of_buckets")
    assert both.null_count().sum_horizontal().item() == 0
    np.testing.assert_allclose(both["amount"], both["amount_of_buckets"], rtol=1e-9)


def test_energy_series_and_totals_are_sums_of_it(results: dict[str, Result]) -> None:
    """Whatever its grain by bucket."""
    for result in results.values():
        by_medium = dict(result.ledger.group_by("medium").agg(pl.col("amount").sum()).iter_rows())
        for table, column in ((result.energy, "amount"), (result.series.filter(pl.col("kind") == "energy"), "value")):
            assert dict(table.group_by("medium").agg(pl.col(column).sum()).iter_rows()) == pytest.approx(
                by_medium, rel=1e-9
            )
        assert result.totals.energy_kwh == pytest.approx({m: by_medium[m] for m in ("electricity", "gas")}, rel=1e-12)
    shop, resource = (results[grain].series for grain in ("shop", "resource"))
    assert shop.drop("value").equals(resource.drop("value"))
    np.testing.assert_allclose(shop["value"], resource["value"], rtol=1e-12)


def test_a_snapshot_goes_on_with_its_own_grain() -> None:
    model = model_of(line([{"station": "a", "cycle": "5 s"}], {"interval": "9 s"}))
    taken = taktwin.Plant(model).snapshot(days=0.01)
    with pytest.raises(SnapshotError, match="another grain"):
        taktwin.Plant(model).simulate(days=0.01, start=taken, ledger="resource")


def test_an_unknown_grain() -> None:
    model = model_of(line([{"station": "a", "cycle": "5 s"}], {"interval": "9 s"}))
    with pytest.raises(ValueError, match='not by "station"'):
        taktwin.Plant(model).simulate(days=0.01, ledger="station")
