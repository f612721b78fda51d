"""OEE by resource and by shop, by hand."""

import pytest

import taktwin
from taktwin.analysis.oee import oee_by_resource, oee_by_shop
from tests.analysis.sample import SampleResult, resource, resources, tiny

HOUR = 3600.0


def test_by_resource() -> None:
    saw, drill = oee_by_resource([tiny()]).rows(named=True)
    assert saw["availability"] == pytest.approx(4 / 8)
    assert saw["effectiveness"] == pytest.approx(3.6 / 4)
    assert saw["oee"] == pytest.approx(0.45)
    assert drill["nee"] == pytest.approx(5.5 / 8 * 0.9 * 0.75)
    assert drill["technical_efficiency"] == pytest.approx(5 / 6)
    assert drill["setup_ratio"] == pytest.approx(0.5 / 5.5)


def test_by_shop_weights_time_and_multiplies_quality() -> None:
    (row,) = oee_by_shop([tiny()]).rows(named=True)
    assert row["availability"] == pytest.approx(9 / 16)
    assert row["effectiveness"] == pytest.approx(8.1 / 9)
    assert row["quality_ratio"] == pytest.approx(1.0 * 0.75)
    assert row["oee"] == pytest.approx(9 / 16 * 0.9 * 0.75)
    assert row["work_units"] == 2


def test_replications_are_pooled() -> None:
    assert oee_by_shop([tiny(), tiny()]).equals(oee_by_shop([tiny()]))


def test_parallel_servers_are_one_link_of_the_chain() -> None:
    result = SampleResult(HOUR)
    posts = [resource(f"post/{k}", HOUR, station="post", jobs=10, scrapped=1, working=1800.0) for k in range(4)]
    result.resources = resources(posts)
    assert oee_by_shop([result])["quality_ratio"].to_list() == pytest.approx([0.9])


def test_carriers_and_loads_have_no_oee() -> None:
    result = SampleResult(HOUR)
    kinds = ("conveyor", "crane", "vehicle", "load", "station", "cell")
    result.resources = resources([resource(kind, HOUR, kind=kind, jobs=1, working=HOUR) for kind in kinds])
    assert oee_by_resource([result])["resource"].to_list() == ["station", "cell"]


def test_a_station_that_never_worked_has_none() -> None:
    result = SampleResult(HOUR)
    result.resources = resources([resource("idle", HOUR), resource("closed", HOUR, off_shift=HOUR)])
    rows = oee_by_resource([result]).rows(named=True)
    assert rows[0]["availability"] == 0.0
    assert rows[0]["oee"] is None
    assert rows[1]["availability"] is None


def test_effectiveness_holds_the_time_worked_against_the_planned_one():
    """60 s where 48 s are planned: 0.8, whatever fails; a station without a plan is held against its own mean."""
    text = """
name: ideal
orders: {jobs: {}}
options: {colour: {red: 50 %, blue: 50 %}}
shops: {s: {lines: {l: {orders: jobs, flow: [
  {station: a, cycle: 60 s, ideal: 48 s, failures: [{clock: operation, up: exp(1 h), repair: 6 min}]},
  {buffer: b, capacity: 5},
  {station: c, cycle: {by: colour, red: 40 s, blue: 60 s}, ideal: 25 s, servers: 2}, {buffer: d, capacity: 5},
  {station: e, cycle: 30 s}]}}}}
"""
    plant = taktwin.load(text)
    table = oee_by_resource(plant.simulate(days=4).results)
    rows = {row["resource"]: row for row in table.iter_rows(named=True)}
    assert rows["a"]["effectiveness"] == pytest.approx(0.8, rel=1e-3)
    assert rows["a"]["oee"] == pytest.approx(0.8 * rows["a"]["availability"], rel=1e-3)
    assert rows["c.1"]["effectiveness"] == pytest.approx(0.5, rel=0.02)
    assert rows["e"]["effectiveness"] == pytest.approx(1.0, rel=1e-3)
    same = taktwin.load(text.replace("ideal: 48 s, ", "").replace(" ideal: 25 s,", "")).simulate(days=4)
    assert same.result.jobs.equals(plant.simulate(days=4).result.jobs)


def test_maintenance_is_no_planned_busy_time_and_a_minor_stop_is_delay():
    """An hour of 10 min maintenance: of the other 50 min it works 40, and 6 are minor stops."""
    result = SampleResult(HOUR)
    states = {"working": 2400.0, "minor_stop": 360.0, "starved": 240.0, "maintenance": 600.0}
    result.resources = resources([resource("m", HOUR, "shop", jobs=40, ideal_s=2400.0, **states)])
    (row,) = oee_by_resource([result]).rows(named=True)
    assert row["availability"] == pytest.approx(40 / 50)
    assert row["technical_efficiency"] == pytest.approx(40 / 46)
