"""The shadow against the truth: where jobs stand, with and without faults of observation."""

from __future__ import annotations

import json
from collections import Counter

import pytest

import taktwin
from taktwin.api.plant import Plant
from taktwin.live.emulator import Emulator, Faults
from taktwin.live.events import PlantEvent
from taktwin.live.shadow import Shadow, ShadowError
from taktwin.model.start.state import StartState

Spots = Counter[tuple[str, int | None]]
ALL = Faults(loss=0.02, late=0.02, doubled=0.01, reorder=1.0, missed=0.01, skew=20.0)


def spots(state: StartState) -> Spots:
    """Who stands where; a job on a vehicle stands at its transport."""
    found: Spots = Counter()
    for name, place in state.places.items():
        found.update((name, None if job.order is None else int(job.order.value)) for job in place.jobs)
    for fleet in state.fleets.values():
        for trip in fleet.vehicles.values():
            if trip.job is not None:
                found[trip.task, None if trip.job.order is None else int(trip.job.order.value)] += 1
    return found


def followed(plant: Plant, days: float, instants: int, faults: Faults | None = None) -> tuple[Shadow, int, int]:
    """The shadow after so many days; jobs in the right place at all instants, and all jobs."""
    emulator = Emulator(plant.starter, days, 3, faults=faults or Faults())
    shadow, events = Shadow(plant.starter), list(emulator.events())
    right = jobs = at = 0
    for number in range(instants):
        time = days * 86400.0 * (number + 0.5) / instants + 7.3  # between two beats of the line
        while at < len(events) and (events[at].received or events[at].time) <= time:
            shadow.apply(events[at])
            at += 1
        truth = spots(emulator.state(time))
        jobs += sum(truth.values())
        right += sum((truth & spots(shadow.state(max(time, shadow.now)))).values())
    return shadow, right, jobs


@pytest.mark.parametrize(
    ("model", "days"), [("line20", 0.15), ("press-lots", 0.15), ("soundproofing", 0.2), ("paint-loop", 0.3)]
)
def test_without_faults_it_knows_where_all_stand(model: str, days: float) -> None:
    shadow, right, jobs = followed(taktwin.load(model), days, 50)
    assert (right, shadow.figures.impossible, shadow.figures.inferred) == (jobs, 0, 0)
    assert jobs > 100


@pytest.mark.parametrize("model", ["line20", "press-lots"])
def test_with_all_faults_nearly_all_stand_right(model: str) -> None:
    shadow, right, jobs = followed(taktwin.load(model), 0.15, 40, ALL)
    assert right >= 0.95 * jobs
    figures = shadow.figures
    assert figures.inferred > 0
    assert figures.impossible_share < 0.02


def test_phoenix_with_lost_scans() -> None:
    shadow, right, jobs = followed(taktwin.load("phoenix"), 0.3, 4, Faults(loss=0.02))
    assert right >= 0.98 * jobs
    assert jobs > 500
    assert shadow.figures.impossible_share < 0.001


def test_what_comes_late_changes_nothing_in_the_end() -> None:
    """Events in any order within the window are folded as if they had come in time."""
    plant = taktwin.load("line20")
    events = list(Emulator(plant.starter, 0.05, 2).events())
    late = [e._replace(received=e.time + (300.0 if i % 7 == 0 else 0.0)) for i, e in enumerate(events)]
    late.sort(key=lambda e: e.received or 0.0)
    one, other = Shadow(plant.starter), Shadow(plant.starter)
    one.fold(events)
    for event in late:
        other.apply(event)
    assert other.figures.late > 0
    at = max(one.now, other.now)
    assert spots(one.state(at)) == spots(other.state(at))


def test_doubled_events_are_taken_once() -> None:
    plant = taktwin.load("line20")
    events = list(Emulator(plant.starter, 0.03, 2).events())
    one, other = Shadow(plant.starter), Shadow(plant.starter)
    one.fold(events)
    for event in events:
        other.apply(event)
        assert other.apply(event).word == "repeated"
    assert one.state() == other.state()


def line(*orders: int) -> Shadow:
    """A shadow of line20 in which jobs have come to the first station one after another, and gone on."""
    shadow = Shadow(taktwin.load("line20").starter)
    for time, order in enumerate(orders):
        shadow.apply(PlantEvent(60.0 * time, "enter", "station-1", order=order))
        shadow.apply(PlantEvent(60.0 * time + 30.0, "enter", "places-1", order=order))
    return shadow


def test_unseen_moves_are_inferred_and_marked() -> None:
    shadow = line(0)
    verdict = shadow.apply(PlantEvent(400.0, "enter", "places-3", order=0))
    assert (verdict.word, verdict.moves) == ("inferred", 3)  # station-2, places-2, station-3
    assert shadow.where(inferred=False) == {"places-3": [("always", 0)]}


def test_a_full_place_pushes_on_who_was_not_seen_leaving() -> None:
    shadow = line(0)
    shadow.apply(PlantEvent(100.0, "enter", "station-2", order=0))
    shadow.apply(PlantEvent(120.0, "enter", "station-1", order=1))
    shadow.apply(PlantEvent(150.0, "enter", "places-1", order=1))
    verdict = shadow.apply(PlantEvent(170.0, "enter", "station-2", order=1))
    assert verdict.word == "inferred"
    assert shadow.where()["places-2"] == [("always", 0)]
    assert "places-2" not in shadow.where(inferred=False)


def test_who_is_read_goes_before_the_model() -> None:
    """A job seen where it cannot have come to: noted, kept to be looked at, and believed."""
    shadow = line(0, 1)
    shadow.apply(PlantEvent(400.0, "enter", "places-5", order=0))
    verdict = shadow.apply(PlantEvent(500.0, "enter", "station-1", order=0))
    assert verdict.word == "impossible"
    assert shadow.where()["station-1"] == [("always", 0)]
    assert (shadow.figures.resyncs, len(shadow.quarantine)) == (1, 1)


def test_one_job_in_two_places_at_once() -> None:
    shadow = line(0)
    shadow.apply(PlantEvent(400.0, "enter", "station-2", order=0))
    assert shadow.apply(PlantEvent(400.0, "enter", "places-3", order=0)).word == "inferred"  # all at one instant
    verdict = shadow.apply(PlantEvent(400.0, "enter", "station-1", order=0))
    assert verdict.word == "repeated"


def test_unknown_names_are_refused_and_counted() -> None:
    shadow = line(0)
    assert shadow.apply(PlantEvent(500.0, "enter", "weld", order=1)).why == "there is no such place"
    assert shadow.apply(PlantEvent(500.0, "state", "weld", state="down")).why == "there is no such machine"
    assert shadow.apply(PlantEvent(500.0, "enter", "station-1", order=1, quality="bad")).word == "refused"
    assert shadow.apply(PlantEvent(500.0, "finish", order=55, state="finished")).word == "impossible"
    assert (shadow.figures.refused, shadow.figures.impossible) == (3, 1)


def test_a_counter_brings_in_who_was_not_seen() -> None:
    shadow = line(0, 1)
    shadow.apply(PlantEvent(200.0, "count", "station-2", value=10.0))
    verdict = shadow.apply(PlantEvent(300.0, "count", "station-2", value=11.0))
    assert (verdict.word, verdict.moves) == ("inferred", 1)
    assert shadow.where()["station-2"] == [("always", 0)]
    assert shadow.apply(PlantEvent(301.0, "count", "station-2", value=0.0)).word == "possible"  # reset


def test_work_so_far_is_told() -> None:
    """What has been spent on a job is the time at work: a failure in between counts for nothing."""
    shadow = Shadow(taktwin.load("press-lots").starter)
    told = [
        PlantEvent(0.0, "order", order=0),
        PlantEvent(0.0, "enter", "floor-station", order=0),
        PlantEvent(0.0, "state", "floor-station", order=0, state="working"),
        PlantEvent(20.0, "state", "floor-station", order=0, state="down"),
        PlantEvent(300.0, "state", "floor-station", order=0, state="working"),
    ]
    shadow.fold(told[:4])
    state = shadow.state(100.0)
    assert state.machines["floor-station"].down.since.value == pytest.approx(80.0)  # type: ignore[union-attr]
    shadow.fold(told[4:])
    job = shadow.state(310.0).places["floor-station"].jobs[0]
    assert job.spent is not None
    assert (job.spent.value, job.order.value) == (pytest.approx(30.0), 0.0)  # type: ignore[union-attr]


def test_stocks_follow_their_movements() -> None:
    plant = taktwin.load("press-lots")
    emulator = Emulator(plant.starter, 0.2, 5)
    shadow = Shadow(plant.starter)
    shadow.fold(emulator.events())
    truth, believed = emulator.state(0.2 * 86400.0), shadow.state(0.2 * 86400.0)
    for name, stock in truth.stocks.items():
        assert believed.stocks[name].level.value == pytest.approx(stock.level.value), name
    assert {name: cell.making for name, cell in believed.cells.items()}.items() <= {
        name: cell.making for name, cell in truth.cells.items()
    }.items()
    for name, cell in believed.cells.items():
        assert cell.hits.value == truth.cells[name].hits.value
    assert len(believed.lanes["coils"].trucks) == len(truth.lanes["coils"].trucks)


def test_a_wrong_clock_is_found_and_set_right() -> None:
    plant = taktwin.load("line20")
    shadow = Shadow(plant.starter)
    for event in Emulator(plant.starter, 0.02, 1).events():
        wrong = 0.0 if event.kind == "order" else 45.0
        shadow.apply(event._replace(time=event.time - wrong, received=event.time))
    assert shadow.clocks.alarming() == {"line": 45.0, "workshop": 45.0}
    assert shadow.figures.impossible == 0


def test_a_shadow_begins_from_a_state() -> None:
    plant = taktwin.load("press-lots")
    begin = Emulator(plant.starter, 1.0, 3).state(7200.0)
    shadow = Shadow(plant.starter, begin)
    assert spots(shadow.state()) == spots(begin)
    with pytest.raises(ValueError, match="is gone"):
        shadow.state(7000.0)


def test_any_state_is_one_to_start_from() -> None:
    """With every fault the state still fits the plant."""
    plant = taktwin.load("press-lots")
    shadow = Shadow(plant.starter)
    for number, event in enumerate(Emulator(plant.starter, 0.1, 6, faults=ALL).events()):
        shadow.apply(event)
        if number % 700 == 0:
            plant.starter.prepare(shadow.state())


def test_a_restart_changes_nothing() -> None:
    """What was kept, and what has come since then again, lead to what is believed without the restart."""
    plant = taktwin.load("press-lots")
    events = list(Emulator(plant.starter, 0.1, 6).events())
    kept = events[: len(events) // 2]
    whole, before = Shadow(plant.starter), Shadow(plant.starter)
    whole.fold(events)
    before.fold(kept)
    memory = json.loads(json.dumps(before.memory()))
    after = Shadow.remembered(plant.starter, memory)
    assert kept[-1].time - 2000.0 < memory["time"] < kept[-1].time
    after.fold(events[len(kept) :])
    assert after.state() == whole.state()
    assert (after.finished, after.jobs) == (whole.finished, whole.jobs)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"shadow": 0}, "this version"), ({"model": "x"}, "another plant"), ({"believed": {"now": 1}}, "no memory")],
)
def test_a_memory_that_is_none(change: dict[str, object], words: str) -> None:
    plant = taktwin.load("line20")
    with pytest.raises(ShadowError, match=words):
        Shadow.remembered(plant.starter, {**Shadow(plant.starter).memory(), **change})


def test_the_failure_that_lasts_is_the_long_one() -> None:
    """Of two modes with one word: at first the frequent, short one; after a while the seldom, long one."""
    plant = taktwin.load(
        """
taktwin: 1
name: cell
orders: {always: {}}
shops:
  hall:
    lines:
      main:
        orders: always
        flow:
          - station: press
            cycle: 60 s
            failures:
              - {clock: time, up: exp(10 min), repair: exp(1 min)}
              - {clock: time, up: exp(10 h), repair: exp(30 min)}
"""
    )
    shadow = Shadow(plant.starter)
    shadow.apply(PlantEvent(100.0, "state", "press", state="down"))
    modes = [shadow.state(100.0 + passed).machines["press"].down.mode for passed in (5.0, 900.0)]  # type: ignore[union-attr]
    assert modes == ["1", "2"]


def test_a_plant_that_runs_already_is_joined() -> None:
    """Heard from the middle on: who was there before comes out of the places; all goes together, and all is there."""
    plant = taktwin.load("line20")
    events = list(Emulator(plant.starter, 0.12, 3, tell="counters").events())
    whole, joined = Shadow(plant.starter), Shadow(plant.starter)
    whole.fold(events)
    joined.fold(event for event in events if event.time >= 3600.0)
    assert joined.figures.impossible_share < 0.002
    assert abs(joined.jobs - whole.jobs) <= 1
    named = {job for jobs in joined.where().values() for job in jobs if job[1] >= 0}
    assert named <= {job for jobs in whole.where().values() for job in jobs}
    assert joined.state().places


DOORS = """
taktwin: 1
name: doors
orders: {cars: {}}
stocks: {steel: {part: coil, initial: unlimited}, hinges: {part: hinge, initial: 8}}
parts: {coil: {}, hinge: {}}
shops:
  press:
    cells:
      stamp:
        makes: {die: {part: hinge, into: hinges, hit: 10 s, lot: 60, reorder: 6, uses: {coil: 1}}}
        change: 1 min
  body:
    lines:
      left: {call: {at: weld}, flow: [{station: press-left, cycle: 40 s}, {buffer: rack-left, capacity: 4}]}
      right: {call: {at: weld}, flow: [{station: press-right, cycle: 45 s}, {buffer: rack-right, capacity: 4}]}
      main:
        orders: cars
        flow:
          - {station: weld, cycle: 50 s}
          - {buffer: gap, capacity: 6}
          - {station: fit, cycle: 55 s, uses: {hinge: 2}, joins: [{line: left}, {line: right}]}
"""


@pytest.mark.parametrize("tell", ["scans", "counters"])
def test_parts_that_were_called_before_we_joined(tell: str) -> None:
    """Doors left and right of one order, called before anybody heard: none is in two places, or unknown at the end."""
    plant = taktwin.load(DOORS)
    events = list(Emulator(plant.starter, 0.04, 3, tell=tell).events())
    whole, joined = Shadow(plant.starter), Shadow(plant.starter)
    whole.fold(events)
    joined.fold(event for event in events if event.time >= 1210.0)
    assert (joined.figures.impossible, whole.figures.impossible) == (0, 0)
    if tell == "scans":
        assert {place: len(jobs) for place, jobs in joined.where().items()} == {
            place: len(jobs) for place, jobs in whole.where().items()
        }
    again = Shadow.remembered(plant.starter, json.loads(json.dumps(joined.memory())))
    assert (again.where(), again.figures) == (joined.where(), joined.figures)
