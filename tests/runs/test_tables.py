"""The tables of a run, by hand: energy, passages, series, room for large instants."""

from __future__ import annotations

import polars as pl
import pytest

from taktwin.kernel.lowering.program import LoweringError
from tests.kernel.plants import Data, line, program_of, row_of, run, simulated


@pytest.mark.rule("Energy: for each resource and medium")
def test_energy_by_state_and_by_job():
    station = {
        "station": "m",
        "cycle": "10 s",
        "power": {"electricity": {"working": "36 kW", "idle": "3.6 kW"}, "water": {"working": "3.6 m3/h"}},
        "energy_per_job": {"electricity": "0.1 kWh"},
    }
    result = run(line([station], {"interval": "20 s"}), 3600)
    table = {row["medium"]: row for row in result.energy.iter_rows(named=True)}
    electricity = table["electricity"]  # 179 jobs: worked on from 20, 40, ... 3580
    assert electricity["unit"] == "kWh"
    assert electricity["working"] == pytest.approx(17.9, rel=1e-12)
    assert electricity["idle"] == pytest.approx(1.81, rel=1e-12)
    assert electricity["per_job"] == pytest.approx(17.9, rel=1e-12)
    assert electricity["amount"] == pytest.approx(37.61, rel=1e-12)
    assert (table["water"]["unit"], table["water"]["amount"]) == ("m3", pytest.approx(1.79, rel=1e-12))
    series = result.series.filter(pl.col("medium") == "electricity")["value"].to_list()
    assert sum(series) == pytest.approx(37.61, rel=1e-12)
    # the first quarter: 44 jobs begun (20 ... 880), all ended; work 440 s
    assert series[0] == pytest.approx(4.4 + 0.46 + 4.4, rel=1e-12)


def test_what_happens_at_the_end_of_a_bucket_belongs_to_it():
    """A job that ends at the last instant is in the tables and in the series."""
    station = {"station": "m", "cycle": "30 s", "energy_per_job": {"electricity": "1 kWh"}}
    result = run(line([station], bucket="60 s"), 120)
    assert result.energy["amount"].to_list() == pytest.approx([4.0])
    assert result.series.filter(pl.col("medium") == "electricity")["value"].to_list() == pytest.approx([2.0, 2.0])
    assert result.series.filter(pl.col("kind") == "finished")["value"].to_list() == [2.0, 2.0]


def test_passages_of_points_shops_and_line_off():
    data = {
        "orders": {"jobs": {"interval": "100 s"}},
        "shops": {
            "body": {"lines": {"one": {"orders": "jobs", "to": "two", "flow": [{"station": "a", "cycle": "10 s"}]}}},
            "paint": {
                "lines": {
                    "two": {"flow": [{"buffer": "b", "capacity": 2, "point": "dry"}, {"station": "c", "cycle": "7 s"}]}
                }
            },
        },
    }
    result = run(data, 120)
    assert result.passages.select("job", "point", "time").rows() == [
        (0, "body", 100), (0, "dry", 110), (0, "paint", 110), (0, "line off", 117),
    ]  # fmt: skip
    assert dict(result.shops.select("shop", "finished").iter_rows()) == {"body": 1, "paint": 1}


def test_levels_in_the_series():
    flow: list[Data] = [{"buffer": "queue", "capacity": "unlimited"}, {"station": "m", "cycle": "30 s"}]
    result = run(line(flow, {"interval": "20 s", "quantity": 3}, bucket="20 s"), 120)
    # released at 20, 40, 60; worked on 20-50, 50-80, 80-110
    level = result.series.filter(pl.col("kind") == "level")["value"].to_list()
    assert level == pytest.approx([0.0, 0.0, 0.5, 1.0, 0.0, 0.0])
    assert row_of(result.buffers, "buffer", "queue")["mean"] == pytest.approx(30 / 120)


def test_states_in_the_series():
    result = run(line([{"station": "m", "cycle": "30 s"}], {"interval": "50 s"}, bucket="50 s"), 150)
    working = result.series.filter(pl.col("state") == "working")["value"].to_list()
    assert working == pytest.approx([0.0, 30.0, 30.0])


def test_a_large_first_buffer_is_filled_at_once():
    result = run(line([{"buffer": "yard", "capacity": 20_000}, {"station": "m", "cycle": "60 s"}]), 600)
    assert row_of(result.buffers, "buffer", "yard")["final"] == 20_000


def test_the_trace_of_a_large_plant_fits_at_every_instant():
    """At a shift change every resource logs several changes at one instant, however full the log is by then."""
    calendars = {"day": {"shifts": [{"days": "daily", "from": "00:00", "to": "24:00", "breaks": [
        f"{h:02d}:{m:02d}-{h:02d}:{m + 2:02d}" for h in range(24) for m in (5, 20, 35, 50)]}]}}  # fmt: skip
    flow: list[Data] = [{"station": "m", "cycle": "60 s", "count": 1500}]
    result = run(line(flow, calendars=calendars, shop={"calendar": "day"}), 6 * 3600.0)
    assert result.trace is not None
    assert result.trace.height > 200_000


def test_a_run_that_can_go_on_no_more_just_ends():
    simulation = simulated(line([{"station": "m", "cycle": "10 s"}], {"quantity": 2}, bucket="10000 h"), 1e6)
    assert simulation.now == 1e6
    assert simulation.world["finished"][0] == 2


def test_the_states_of_a_shop_are_those_of_its_stations():
    """Neither belts nor loads are stations: two servers, so 2 x 60 s in each bucket."""
    flow = [{"station": "a", "cycle": "40 s", "servers": 2}, {"conveyor": "belt", "transit": "5 s", "capacity": 9}]
    data = line(flow, {"interval": "30 s"}, bucket="60 s", power={"light": {"electricity": {"working": "1 kW"}}})
    data["shops"]["shop"]["loads"] = {"lamps": {"power": "light"}}
    series = run(data, 120).series.filter((pl.col("kind") == "state") & (pl.col("name") == "shop"))
    found = {(state, bucket): value for state, bucket, value in series.select("state", "bucket", "value").iter_rows()}
    # jobs come at 30, 60 and 90: a.1 works 30-70 and 90-120, a.2 60-100
    assert found == {
        ("working", 0): 30, ("starved", 0): 90,
        ("working", 1): 80, ("starved", 1): 40,
    }  # fmt: skip


def test_passages_of_a_plant_without_named_points():
    result = run(line([{"station": "m", "cycle": "10 s"}], {"interval": "30 s"}), 45)
    assert result.passages.select("job", "point", "time").rows() == [(0, "shop", 30), (0, "line off", 40)]


def test_more_points_than_the_log_can_tell_are_refused(monkeypatch):
    monkeypatch.setattr("taktwin.kernel.lowering.program.MOST_POINTS", 2)
    data = line([{"station": "m", "cycle": "10 s"}])
    assert program_of(data).flow.points == ["shop", "line off"]
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["point"] = "welded"
    with pytest.raises(LoweringError, match="3 points are named"):
        program_of(data)


def test_a_point_at_the_entry_and_at_the_end_beside_those_of_the_shop():
    """Births share their row in the log with one passage, and ends with another: none is lost."""
    data = line([{"station": "m", "cycle": "10 s", "point": "in"}, {"buffer": "b", "capacity": 2, "point": "out"}])
    rows = run(data, 15, trace=False).passages.select("job", "point", "time").rows()
    assert sorted(rows) == [
        (0, "in", 0), (0, "line off", 10), (0, "out", 10), (0, "shop", 0), (1, "in", 10), (1, "shop", 10),
    ]  # fmt: skip


def test_a_job_that_is_scrapped_at_the_instant_of_its_passage():
    station = {"station": "m", "cycle": "0 s", "point": "looked at", "scrap": "100 %"}
    result = run(line([station], {"interval": "30 s"}), 40, trace=False)
    assert result.passages.select("job", "point", "time").rows() == [(0, "looked at", 30), (0, "shop", 30)]
    assert result.jobs.select("job", "ended", "outcome").rows() == [(0, 30, "scrapped")]
