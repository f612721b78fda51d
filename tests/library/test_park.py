"""`phoenix-park`: two suppliers as plants of their own, and the car plant that they serve."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin

LINES = {
    "soundproofing.dash",
    "soundproofing.headliner",
    "soundproofing.carpet",
    "soundproofing.liners",
    "chassis.module",
}


def waited(run: taktwin.Run) -> dict[str, float]:
    """Line -> share of the time in which the car plant waited for its parts."""
    found = run.result.waits.filter(pl.col("kind") == "matched")
    seconds = found.group_by("cause").agg(pl.col("seconds").sum())
    return {cause: value / run.result.elapsed_s for cause, value in seconds.iter_rows()}


def test_the_car_plant_hardly_waits_and_makes_what_it_makes() -> None:
    run = taktwin.load("phoenix-park").simulate(days=10, warmup=2, seed=1)
    waits = waited(run)
    assert waits.keys() == LINES
    assert max(waits.values()) < 5e-3
    assert run.kpis["cars.throughput_per_hour"].value == pytest.approx(30.0, abs=1.0)
    assert 13.0 <= float(run.kpis["cars.lead_time_hours"].value) <= 22.0


def test_foam_that_takes_five_minutes_holds_up_the_cars() -> None:
    foam = "plants.soundproofing.shops.soundproofing.lines.carpet.flow.carpet-foam.cycle=320 s"
    run = taktwin.load("phoenix-park", overrides=[foam]).simulate(days=6, warmup=2, seed=1)
    waits = waited(run)
    assert max(waits, key=lambda line: waits[line]) == "soundproofing.carpet"
    # two moulds, and 3 % are made again; the car plant works 20 of 24 h, the supplier all of them
    assert run.kpis["cars.throughput_per_hour"].value == pytest.approx(3600 / 320 * 2 * 0.97 * 24 / 20, rel=0.05)
