"""Figures of single elements, by hand and against the tables."""

from __future__ import annotations

import math

import pytest

import taktwin
from taktwin.analysis.elements.figures import FIGURES, element_figures, names_in, split, unit_of

PLANT = """
taktwin: 1
name: small
orders: {jobs: {}}
parts: {bolt: {family: bolts}}
stocks: {rack: {part: bolt, initial: 4}}
suppliers: {mill: {}}
lanes: {truck: {supplier: mill, to: rack, every: 1 h, offset: 1 h, quantity: 20}}
fleets: {agv: {count: 2, speed: 1 m/s, load: 5 s, unload: 5 s}}
shops:
  shop:
    lines:
      main:
        orders: jobs
        flow:
          - {station: a, cycle: 10 s}
          - {buffer: b, capacity: 2}
          - {station: c, cycle: 20 s, servers: 2}
          - {transport: t, fleet: agv, distance: 10 m}
          - {station: d, cycle: 40 s, uses: {bolt: 1}}
"""


def test_by_hand() -> None:
    """Four bolts for four cars: `d` works 160 s, and then it waits for parts for good."""
    result = taktwin.load(PLANT).simulate(days=1000 / 86400, warmup=0).result
    names = [
        "d.working_share",
        "d.jobs_per_hour",
        "rack.min_level",
        "rack.stopped_hours",
        "b.max_jobs",
        "agv.jobs_per_hour",
    ]
    found = element_figures(result, names)
    assert found["d.working_share"] == pytest.approx(0.16)
    assert found["d.jobs_per_hour"] == pytest.approx(4 * 3.6)
    assert found["rack.min_level"] == 0.0
    waited = result.resources.filter(resource="d")["waiting_parts"].item()
    assert found["rack.stopped_hours"] == pytest.approx(waited / 3600)
    assert found["b.max_jobs"] == 2.0
    trips = result.resources.filter(station="agv")["jobs"].to_list()
    assert found["agv.jobs_per_hour"] == pytest.approx(sum(trips) * 3.6)


def test_servers_and_vehicles_are_taken_together() -> None:
    """Shares are of the scheduled time of all servers; they sum to one."""
    result = taktwin.load(PLANT).simulate(days=0.02, warmup=0).result
    for element in ("c", "agv"):
        shares = [name for name in names_in(result) if name.startswith(f"{element}.") and name.endswith("_share")]
        assert math.fsum(element_figures(result, shares).values()) == pytest.approx(1.0)


def test_names() -> None:
    result = taktwin.load(PLANT).simulate(days=0.01, warmup=0).result
    assert split("a.blocked_share") == ("a", "blocked_share")
    assert split("1/a.b.mean_jobs") == ("1/a.b", "mean_jobs")
    assert split("wip") is None
    assert split(".failures") is None
    assert math.isnan(element_figures(result, ["nobody.failures"])["nobody.failures"])
    with pytest.raises(KeyError):
        element_figures(result, ["wip"])
    elsewhere = {"empty_run_share", "least_kwh", "carriers_in_use", "none_share"}  # see `test_fleets.py`
    assert {split(name)[1] for name in names_in(result)} == set(FIGURES) - elsewhere  # type: ignore[index]
    assert "a.utilisation" not in names_in(result), "the utilisation of a station would say another thing"
    assert (unit_of("a.failures"), unit_of("wip"), unit_of("x.wip")) == ("failures", "jobs", "jobs")
