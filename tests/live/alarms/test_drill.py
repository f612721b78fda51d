"""The flood drill: a stop of the bottleneck of the reference plant gives one alarm that names it."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.live.alarms import AlarmBook, PlantFlow
from taktwin.live.alarms.cause import cause, held_up
from taktwin.live.alarms.figures import alarm_figures
from taktwin.live.alarms.replay import replay, state_changes
from taktwin.model.errors import OptionError

BOTTLENECK = "topcoat"
STOP_S = 85 * 60.0


@pytest.fixture(scope="module")
def plant() -> taktwin.Plant:
    """Phoenix in which nothing but the topcoat fails, once, for 85 min."""
    others = [f"failures.{name}.up=100000 h" for name in taktwin.load("phoenix").model.failures if name != "spraying"]
    own = ["failures.spraying.clock=time", "failures.spraying.up=9 h", "failures.spraying.repair=85 min"]
    return taktwin.load("phoenix", [*others, *own])


def test_one_stop_of_the_bottleneck_gives_one_alarm(plant: taktwin.Plant) -> None:
    result = plant.simulate(days=0.3, warmup=0.25, trace=True, seed=1).result
    changes = state_changes(result.trace)
    assert result.trace is not None
    (begin,) = changes.filter(pl.col("state") == "down").get_column("time")
    flow = PlantFlow(plant.model)
    book = AlarmBook(flow)
    most: dict[str, str] = {}
    next_look = begin
    for time in replay(book, changes, until=begin + STOP_S + 3600):
        if next_look <= time < begin + STOP_S:
            next_look = time + 300
            most = max(most, {place: one.name for place, one in held_up(flow, book.states).items()}, key=len)
    told = [one for one in book.record if one.annunciates and one.time >= begin]
    assert [(one.alarm, one.time) for one in told] == [("down topcoat", begin + 60)]
    assert len(most) >= 5  # places that stand for it at one time
    assert set(most.values()) == {BOTTLENECK}


def test_a_usual_day_has_fewer_than_ten_alarms_in_ten_minutes() -> None:
    plant = taktwin.load("phoenix")
    result = plant.simulate(days=1, warmup=0.25, trace=True, seed=1).result
    book = AlarmBook(PlantFlow(plant.model))
    for _ in replay(book, state_changes(result.trace), until=86400.0):
        pass
    figures = alarm_figures(book.record, 0.0, 86400.0)
    assert figures.most_in_10_min < 10
    assert figures.floods == []
    failures = result.resources.get_column("failures").sum()
    assert 0 < figures.alarms < failures  # not one an hour for all that wait
    assert all(one.time <= 86400.0 for one in book.record)


def test_a_run_without_trace() -> None:
    with pytest.raises(OptionError, match="no trace"):
        state_changes(None)


def test_the_cause_at_the_end_of_the_line(plant: taktwin.Plant) -> None:
    """Behind the painted body store the stop is felt when the store is empty; then it is named all the same."""
    flow = PlantFlow(plant.model)
    states = dict.fromkeys(flow.place_of, "starved") | {"topcoat": "down"}
    one = cause(flow, states, "adas-test")
    assert one is not None
    assert (one.kind, one.name) == ("machine", "topcoat")
