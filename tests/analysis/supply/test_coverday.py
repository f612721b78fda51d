"""The cover of part families through the day."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

import taktwin
from taktwin.analysis.supply.coverday import SLOTS, cover_of_day
from taktwin.analysis.supply.park import park_supply
from taktwin.model.errors import OptionError
from tests.analysis.supply.park import TEXT, park_run


def test_the_upper_quantile_is_that_of_the_zero_inventory_ratio() -> None:
    run = park_run()
    found = {one.family: one for one in cover_of_day(run.model, run.results, 6.0)}
    for one in park_supply(run.model, run.results).families:
        assert found[one.family].high == pytest.approx(one.cover_q95_min, rel=1e-12)
        assert found[one.family].low <= found[one.family].middle <= found[one.family].high


def test_the_values_of_a_time_of_day_are_those_of_the_series() -> None:
    run = park_run()
    (bolts,) = (one for one in cover_of_day(run.model, run.results, 6.0) if one.family == "bolts")
    seen = {one.family: one for one in run.supply.families}["bolts"]
    per_min = seen.jobs * 40 / run.supply.minutes
    first_half_hour = []
    for result in run.results:
        level = result.series.filter((pl.col("kind") == "stock") & (pl.col("name") == "bolts"))
        at_seven = (level["start_s"] + 6 * 3600) % 86400  # the warm-up is a whole day
        first_half_hour += level.filter((at_seven >= 7 * 3600) & (at_seven < 7.5 * 3600))["value"].to_list()
    assert len(first_half_hour) == 2 * 4 * 2  # replications x days x quarters of an hour
    wanted = sorted(value / per_min for value in first_half_hour)
    assert bolts.low_of_day[14] == pytest.approx(wanted[0])
    assert bolts.middle_of_day[14] == pytest.approx(wanted[7])
    assert bolts.high_of_day[14] == pytest.approx(wanted[15])


def test_a_later_clock_moves_the_day() -> None:
    run = park_run()
    early, late = (cover_of_day(run.model, run.results, hour)[0] for hour in (0.0, 6.0))
    assert np.array_equal(np.roll(early.middle_of_day, SLOTS // 4), late.middle_of_day)


def test_a_short_run_leaves_the_rest_of_the_day_out() -> None:
    run = park_run(days=0.25, replications=1)
    found = cover_of_day(run.model, run.results, 6.0)[0]
    assert np.flatnonzero(np.isfinite(found.middle_of_day)).tolist() == list(range(12, 24))


def test_without_demand_there_is_no_cover() -> None:
    run = taktwin.load(TEXT).simulate(days=0.02, warmup=0, seed=3)
    seats = cover_of_day(run.model, run.results, 6.0)[0]
    assert math.isinf(seats.high)
    assert np.isnan(seats.middle_of_day).all()


def test_a_plant_without_a_park_is_refused() -> None:
    run = taktwin.load("mm1").simulate(days=0.1, warmup=0)
    with pytest.raises(OptionError, match="no supplier park"):
        cover_of_day(run.model, run.results, 0.0)
