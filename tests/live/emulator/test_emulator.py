"""A run played as a plant: what it says is what happens, and faults do what they say."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

import taktwin
from taktwin.api.plant import Plant
from taktwin.live.emulator import Emulator, Faults, paced
from taktwin.live.events import PlantEvent, event_line, read_events
from taktwin.model.errors import OptionError

DAYS = 0.1


@pytest.fixture(scope="module")
def plant() -> Plant:
    return taktwin.load("press-lots")


@pytest.fixture(scope="module")
def events(plant: Plant) -> list[PlantEvent]:
    return list(Emulator(plant.starter, DAYS, seed=4).events())


def test_it_says_what_the_run_did(plant: Plant, events: list[PlantEvent]) -> None:
    result = plant.simulate(days=DAYS, warmup=0, seed=4, trace=True).result
    assert result.trace is not None
    assert result.movements is not None
    entered = Counter((row["name"], row["job"]) for row in result.trace.filter(event="enter").to_dicts())
    assert Counter((e.element, e.order) for e in events if e.kind == "enter") == entered
    moved = result.movements.group_by("stock").agg(taken=_sum("drawn"), brought=_sum("received"))
    told: Counter[tuple[str | None, str | None]] = Counter()
    for event in events:
        if event.kind == "stock":
            told[event.element, event.state] += event.value or 0.0  # type: ignore[assignment]
    for row in moved.to_dicts():
        assert told[row["stock"], "drawn"] == pytest.approx(row["taken"])
        assert told[row["stock"], "received"] == pytest.approx(row["brought"])
    finished = result.jobs.filter(outcome="finished").get_column("order_number").to_list()
    assert [e.order for e in events if e.kind == "finish"] == sorted(finished)


def _sum(event: str):
    import polars as pl

    return pl.col("amount").filter(pl.col("event") == event).sum()


def test_times_go_on_and_lines_come_back(events: list[PlantEvent]) -> None:
    assert all(one.time <= other.time for one, other in pairwise(events))
    assert list(read_events(map(event_line, events))) == events


def test_a_machine_changes_once_an_instant(events: list[PlantEvent]) -> None:
    told = Counter((e.element, e.server, e.time) for e in events if e.kind == "state")
    assert max(told.values()) == 1


def test_the_truth_is_that_of_the_run(plant: Plant) -> None:
    assert Emulator(plant.starter, DAYS, seed=4).state(4000.0) == plant.state(plant.snapshot(4000.0 / 86400.0, 4))


def test_the_same_seed_says_the_same(plant: Plant) -> None:
    faults = Faults(loss=0.1, late=0.1, doubled=0.1, reorder=5.0, skew=30.0, missed=0.1)
    one, other = (list(Emulator(plant.starter, 0.02, 3, faults=faults).events()) for _ in range(2))
    assert one == other


def test_each_fault_does_what_it_says(plant: Plant, events: list[PlantEvent]) -> None:
    def seen(**faults: float) -> list[PlantEvent]:
        return list(Emulator(plant.starter, DAYS, 4, faults=Faults(**faults)).events())  # type: ignore[arg-type]

    scans = len([e for e in events if e.kind != "order"])
    assert len(events) - len(seen(loss=0.1)) == pytest.approx(0.1 * scans, rel=0.15)
    assert len(seen(doubled=0.1)) - len(events) == pytest.approx(0.1 * scans, rel=0.15)
    late = [e for e in seen(late=0.1, delay=100.0) if e.received is not None and e.received > e.time]
    assert len(late) == pytest.approx(0.1 * len(events), rel=0.15)
    disorder = seen(reorder=5.0)
    assert any(one.time > other.time for one, other in pairwise(disorder))
    assert sorted(e.time for e in disorder) == [e.time for e in events]
    received = [e.received for e in disorder if e.received is not None]
    assert received == sorted(received)
    skewed = {(e.source, round((e.received or 0.0) - e.time, 6)) for e in seen(skew=60.0) if e.kind != "order"}
    assert len(skewed) == len({source for source, _ in skewed})
    assert all(abs(skew) <= 60.0 for _, skew in skewed)
    unread = [e for e in seen(missed=0.5) if e.kind == "enter"]
    assert sum(e.order < 0 for e in unread) == pytest.approx(0.5 * len(unread), rel=0.15)


@pytest.mark.parametrize("wrong", [{"loss": 1.2}, {"late": -0.1}, {"skew": -1.0}, {"reorder": float("inf")}])
def test_faults_out_of_range(wrong: dict[str, float]) -> None:
    with pytest.raises(OptionError, match=next(iter(wrong))):
        Faults(**wrong)  # type: ignore[arg-type]


def test_at_the_pace_of_the_plant() -> None:
    clock, waits = [0.0], []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    events = [PlantEvent(time, "enter", "a", order=0) for time in (100.0, 130.0, 190.0)]
    assert list(paced(events, 60.0, lambda: clock[0], sleep)) == events
    assert waits == [0.5, 1.0]
    with pytest.raises(OptionError, match="speed"):
        list(paced(events, 0.0))
