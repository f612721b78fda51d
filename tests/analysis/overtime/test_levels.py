"""Jobs in the plant over time: against hand-made jobs, the KPI of a real run, and the levels of its buffers."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.analysis.overtime.levels import jobs_inside, over_time
from taktwin.analysis.overtime.mainplaces import places_of_parts
from tests.kernel.plants import line, model_of


def test_three_jobs_by_hand() -> None:
    """One from before the window to 5 s, one from 5 to 15 s, one from 12 s on: 1, 1 and 0.5 + 0.8, then 1 jobs."""
    jobs = pl.DataFrame({"born": [-3.0, 5.0, 12.0], "ended": [5.0, 15.0, None]})
    found = jobs_inside(jobs, np.array([0.0, 10.0, 20.0, 40.0]))
    assert found.tolist() == pytest.approx([1.0, 0.5 + 0.8, 1.0])


def test_the_mean_over_time_is_the_kpi() -> None:
    run = taktwin.load("paint-loop").simulate(days=2, replications=2)
    found = over_time(run.results)
    assert found is not None
    assert found.wip.mean() == pytest.approx(run.kpis["wip"].value, rel=1e-9)
    assert (found.low <= found.wip).all()
    assert (found.wip <= found.high).all()


def test_places_are_those_that_hold_most() -> None:
    """A buffer before a station that is too slow fills up, the one behind it stays empty."""
    flow = [
        {"station": "a", "cycle": "10 s"},
        {"buffer": "full", "capacity": 7},
        {"station": "b", "cycle": "60 s"},
        {"buffer": "empty", "capacity": 9},
        {"station": "c", "cycle": "5 s"},
    ]
    run = taktwin.Plant(model_of(line(flow))).simulate(days=1, warmup=0.1)
    found = over_time(run.results)
    assert found is not None
    assert list(found.places) == ["full"]
    assert found.places["full"] == pytest.approx(np.full(96, 7.0), abs=0.2)
    assert found.wip == pytest.approx(np.full(96, 9.0), abs=0.3)  # and one in each of a and b, the third hardly ever


def test_long_runs_are_put_together() -> None:
    run = taktwin.load("mm1").simulate(days=30)
    found = over_time(run.results)
    assert found is not None
    assert found.length_s == 9 * 900.0  # 2,880 buckets in 336 pieces at most
    assert len(found.wip) == 320
    assert all(len(values) == 320 for values in found.places.values())
    assert found.wip.mean() == pytest.approx(run.kpis["wip"].value)


def test_a_run_of_one_bucket_has_no_line() -> None:
    assert over_time(taktwin.load("mm1").simulate(days=0.012, warmup=0).results) is None


def test_places_of_sublines_are_no_places_of_the_jobs() -> None:
    """Doors stand at a rack, and lids that come out of the body in a loop: neither is a body."""
    body = [
        {"station": "weld", "cycle": "60 s"},
        {"split_station": "open", "cycle": "30 s", "into": [{"line": "lids"}]},
        {"buffer": "between", "capacity": 4},
        {"station": "hang", "cycle": "70 s", "joins": [{"line": "doors"}, {"line": "lids"}]},
    ]
    doors = {"call": {"at": "weld"}, "flow": [{"station": "hem", "cycle": "20 s"}, {"buffer": "rack", "capacity": 9}]}
    lids = {"flow": [{"buffer": "loop", "capacity": 9}]}
    model = model_of(line(body, {"quantity": 30}, lines={"doors": doors, "lids": lids}))
    assert places_of_parts(model, ["jobs"]) == {"hem", "rack", "loop"}
    run = taktwin.Plant(model).simulate(days=0.05, warmup=0)
    everything, kept = over_time(run.results), over_time(run.results, places_of_parts(model, ["jobs"]))
    assert everything is not None
    assert kept is not None
    assert set(everything.places) - set(kept.places) == {"rack", "loop"}
