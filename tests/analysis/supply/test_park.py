"""The supplier park of one plant of several, whose milk run has names of that plant."""

from __future__ import annotations

import textwrap

import pytest

import taktwin
from tests.analysis.supply.park import TEXT


def test_the_park_of_a_plant_is_that_of_the_plant_alone() -> None:
    stops = "[{supplier: seater}, {supplier: trader, drive: 1 h}]"
    sets = ["supply.families.bolts.jit={milk_run: tour}", "supply.families.bolts.mode=jit"]
    text = TEXT.replace("supply:\n", f"supply:\n  milk_runs: {{tour: {{stops: {stops}, every: 4 h}}}}\n")
    _, _, start, *rest = text.splitlines(keepends=True)
    whole = f"taktwin: 1\nname: two\n{start}plants:\n  cars:\n{textwrap.indent(''.join(rest), '    ')}"
    runs = [
        taktwin.load(text, sets).simulate(days=2, warmup=1),
        taktwin.load(whole, [f"plants.cars.{one}" for one in sets]).simulate(days=2, warmup=1).of("cars"),
    ]
    alone, of_two = (run.supply.families[1] for run in runs)
    assert alone.family == of_two.family == "bolts"
    assert of_two.cover_min == pytest.approx(alone.cover_min, rel=0.05)


def test_what_some_jobs_need_weighs_as_much_in_a_mean_job() -> None:
    """A tow bar of 900 for one job of ten weighs 90 by value, as a purchaser counts it; and by volume likewise."""
    ratio = taktwin.load(TEXT, ["supply.theta=10 h"]).simulate(days=2, warmup=1, seed=3).supply.ratio
    counted = {one.family for one in ratio.families if one.zero_inventory}
    assert 0 < len(counted) < 3
    for found, weights in (
        (ratio.value, {"seats": 5000.0, "bolts": 40.0, "tow-bar": 90.0}),
        (ratio.volume, {"seats": 1.4, "bolts": 0.04, "tow-bar": 0.01}),
    ):
        assert found == pytest.approx(sum(weights[one] for one in counted) / sum(weights.values()), rel=1e-12)
