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
