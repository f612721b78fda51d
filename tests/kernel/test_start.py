"""The warm-up: what has been counted is forgotten, what stands where is kept."""

from __future__ import annotations

import polars as pl
import pytest

from taktwin.runs.options import RunOptions, default_warmup
from taktwin.runs.replications import run_one, simulate
from taktwin.runs.simulation import Simulation
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, line, model_of, program_of, row_of, states
from tests.kernel.rules.small import bolts

FLOW: list[Data] = [
    {"buffer": "queue", "capacity": "unlimited", "point": "in"},
    {"station": "a", "cycle": "exp(8 s)", "servers": 2, "failures": [{"up": "exp(300 s)", "repair": "exp(30 s)"}]},
    {"conveyor": "belt", "transit": "20 s", "capacity": 4},
    {
        "station": "b",
        "cycle": "exp(4 s)",
        "scrap": "3 %",
        "power": {"electricity": {"working": "36 kW", "idle": "9 kW"}},
    },
]


def measured(warmup: float) -> Simulation:
    simulation = Simulation(program_of(line(FLOW, {"interval": "exp(6 s)"})))
    simulation.advance_to(warmup)
    simulation.begin_measuring()
    simulation.advance_to(7200.0)
    return simulation


def test_the_warm_up_does_not_change_what_happens_after_it():
    whole, later = result_of(measured(0.0)), result_of(measured(1800.0))
    expected = whole.jobs.filter((pl.col("ended") >= 1800.0) | pl.col("ended").is_null())
    assert later.jobs["job"].to_list() == expected["job"].to_list()
    assert ((later.jobs["ended"] + 1800.0 - expected["ended"]).drop_nulls().abs() < 1e-9).all()
    assert (later.jobs["outcome"] == expected["outcome"]).all()
    assert (later.jobs["born"] < 0.0).any()  # in the plant since before
    passed = whole.passages.filter(pl.col("time") >= 1800.0)
    assert later.passages.select("job", "point").equals(passed.select("job", "point"))


def test_counts_and_times_are_those_of_the_measured_time():
    simulation = measured(1800.0)
    result = result_of(simulation)
    assert (result.elapsed_s, result.warmup_days) == (5400.0, 1800.0 / 86400.0)
    done = result.jobs.filter(pl.col("ended").is_not_null())
    assert row_of(result.resources, "resource", "b")["jobs"] == done.height
    assert row_of(result.resources, "resource", "b")["scrapped"] == (done["outcome"] == "scrapped").sum()
    assert row_of(result.shops, "shop", "shop")["finished"] == (done["outcome"] == "finished").sum()
    assert abs(sum(states(result, "b").values()) - 5400.0) < 1e-6
    series = result.series.filter((pl.col("kind") == "energy") & (pl.col("medium") == "electricity"))
    assert series.height == 6
    assert series["value"].to_numpy().sum() == pytest.approx(result.energy["amount"].to_numpy().sum(), rel=1e-9)


def test_default_warm_up():
    assert (default_warmup(30.0), default_warmup(2.0)) == (7.0, 0.5)
    result = simulate(model_of(line(FLOW, {"interval": "exp(6 s)"})), RunOptions(days=0.04, seed=3))[0]
    assert abs(result.warmup_days - 0.01) < 1e-12
    assert abs(result.days - 0.04) < 1e-12


def test_progress_reaches_one_and_does_not_change_the_run():
    program = program_of(line(FLOW, {"interval": "exp(6 s)"}))
    told: list[float] = []
    sliced = run_one(program, RunOptions(days=2.0, warmup=1.0, seed=1), progress=told.append)
    assert told == sorted(told)
    assert abs(told[-1] - 1.0) < 1e-12
    simulation = Simulation(program)
    simulation.advance_to(86400.0)
    simulation.begin_measuring()
    simulation.advance_to(3 * 86400.0)
    assert sliced.jobs.equals(result_of(simulation).jobs)


def test_parts_levels_and_waits_of_the_warm_up_are_forgotten():
    """A station draws two parts every 10 s and waits from 20 s on; the lane brings two at 100 s, 200 s, ..."""
    data = line([{"buffer": "queue", "capacity": 5}, {"station": "m", "cycle": "10 s", "uses": {"bolt": 2}}])
    data |= bolts(initial=4, every="100 s", offset="100 s", quantity=2)
    simulation = Simulation(program_of(data))
    simulation.advance_to(150.0)
    simulation.begin_measuring()
    simulation.advance_to(250.0)
    result = result_of(simulation)
    stock = row_of(result.stocks, "stock", "rack")
    assert (stock["received"], stock["drawn"], stock["initial"], stock["max"], stock["mean"]) == (2, 2, 0, 2, 0)
    assert result.waits["seconds"].to_list() == [90.0]
    assert states(result, "m") == {"waiting_parts": 90, "working": 10}
    queue = row_of(result.buffers, "buffer", "queue")
    assert (queue["min"], queue["max"], queue["entered"]) == (4, 5, 1)


def test_the_highest_level_is_that_of_the_measured_time():
    flow: list[Data] = [{"buffer": "queue", "capacity": 9}, {"station": "m", "cycle": "10 s"}]
    simulation = Simulation(program_of(line(flow, {"quantity": 4})))
    simulation.advance_to(15.0)
    simulation.begin_measuring()
    simulation.advance_to(100.0)
    assert row_of(result_of(simulation).buffers, "buffer", "queue")["max"] == 2
