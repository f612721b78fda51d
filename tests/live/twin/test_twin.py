"""The twin is a fold of its journal: back after any end, deaf to what is sent twice, clear about its past."""

from __future__ import annotations

import json
import threading
import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.live.emulator import Faults
from taktwin.live.events import PlantEvent
from taktwin.live.journal.errors import JournalFullError
from taktwin.live.journal.journal import Journal
from taktwin.live.twin import Twin, TwinSettings, difference, twin_at
from taktwin.live.twin.feed import as_they_come, at_once, at_pace
from taktwin.live.twin.running import run
from taktwin.model.errors import OptionError
from taktwin.runs.start import Starter

ALL = Faults(loss=0.02, late=0.02, doubled=0.01, reorder=1.0, missed=0.01, skew=20.0)
SETTINGS = TwinSettings(checkpoint_s=1800.0, forecast_s=float("inf"), target=100, replications=4)


@pytest.fixture(scope="module")
def plant() -> Any:
    return taktwin.load("line20")


@pytest.fixture(scope="module")
def events(plant: Any) -> list[PlantEvent]:
    return list(plant.emulator(days=0.15, seed=5, faults=ALL).events())


def reopened(path: Path, starter: Starter) -> Twin:
    """As after a kill: nothing of the twin before was closed."""
    return Twin(starter, Journal(path), SETTINGS)


def test_it_comes_back_where_it_was(plant: Any, events: list[PlantEvent], tmp_path: Path) -> None:
    """Ended anywhere, without a word, and each time the last events are sent once more."""
    whole = Twin(plant.starter, None, SETTINGS)
    path, at = tmp_path / "plant.journal", 0
    for end in (7, 1500, 1501, 4000, len(events)):
        twin = reopened(path, plant.starter)
        again = max(0, at - 40)
        assert twin.apply(events[again:end]) == end - at
        assert twin.resent == at - again
        whole.apply(events[at:end])
        assert twin.now() == whole.now()
        assert twin.state() == whole.state()
        at = end
    assert twin.shadow.figures.late > 10
    assert json.loads(json.dumps(twin.now())) == json.loads(json.dumps(whole.now()))
    with Journal(path, to_write=False) as journal:
        assert len(journal) == len(events)


def test_a_past_moment_is_what_was_known_then(plant: Any, events: list[PlantEvent], tmp_path: Path) -> None:
    path = tmp_path / "plant.journal"
    with Journal(path) as journal:
        run(Twin(plant.starter, journal, SETTINGS), at_once(events, 60.0, _never()), lambda _: None, every=3600.0)
    with Journal(path, to_write=False) as journal:
        moments = []
        for minute in (20.0, 150.0):
            then = Twin(plant.starter, None, SETTINGS)
            then.apply([one for one in events if (one.received or one.time) <= minute * 60.0])
            then.tick(minute * 60.0)
            found = twin_at(plant.starter, journal, minute * 60.0, SETTINGS)
            assert found.now() == then.now()
            moments.append(found)
        told = difference(*moments)
        assert told.finished == moments[1].shadow.finished - moments[0].shadow.finished > 0
        assert told.seconds == 130 * 60.0
        assert all(one != other for one, other in told.machines.values())
        with pytest.raises(OptionError, match="nothing had come"):
            twin_at(plant.starter, journal, -3600.0, SETTINGS)


def test_what_people_do_is_kept_and_what_is_not_written_down_does_not_count(plant: Any, tmp_path: Path) -> None:
    path = tmp_path / "plant.journal"
    twin = reopened(path, plant.starter)
    twin.apply([PlantEvent(10.0, "state", "station-3", state="down"), PlantEvent(100.0, "enter", "station-1", order=0)])
    twin.tick(120.0)
    twin.hand("acknowledge", "down station-3", "Li")
    with pytest.raises(OptionError, match="does not go with that"):
        twin.hand("acknowledge", "down station-3", "Li")
    with pytest.raises(OptionError, match="cannot be done"):
        twin.hand("tickle", "down station-3", "Li")
    again = reopened(path, plant.starter)
    again.tick(120.0)
    assert [one["state"] for one in again.now()["alarms"]] == ["acknowledged"]
    assert again.now() == twin.now()

    class Full(Journal):
        def append(self, *_: Any, **__: Any) -> Any:
            raise JournalFullError("no room", "make room")

    full = Twin(plant.starter, Full(tmp_path / "full.journal"), SETTINGS)
    with pytest.raises(JournalFullError):
        full.apply([PlantEvent(10.0, "state", "station-3", state="down")])
    assert full.shadow.figures.received == 0


def test_it_looks_ahead_to_the_end_of_the_shift(plant: Any, events: list[PlantEvent]) -> None:
    twin = Twin(plant.starter, None, SETTINGS)
    twin.apply(events)
    twin.forecast()
    told = twin.now()
    made = told["shift"]["made"]
    assert made == told["finished"] > 0  # all of it in the first eight hours
    assert told["forecast"]["until"] == told["shift"]["end"]
    assert told["forecast"]["fan"][0]["p50"] == made
    assert told["forecast"]["target"]["jobs"] == 100
    assert sum(told["machines"]["states"].values()) == 20


def test_the_pace_is_that_of_the_plant() -> None:
    """No event comes before its time, and none is left out."""
    given = [PlantEvent(float(second), "enter", "station-1", order=second) for second in range(0, 100, 5)]
    seen: list[PlantEvent] = []
    clock = iter(n * 0.1 for n in range(10_000))
    for piece, now in at_pace(given, 20.0, _never(wait=0.0), lambda: next(clock)):
        assert all(one.time <= now for one in piece)
        seen += piece
    assert seen == given


def test_equal_events_of_a_pipe_come_together_and_each_counts(plant: Any, tmp_path: Path) -> None:
    """Two doors of one car are begun at one instant, and their parts drawn: that is no event told twice."""
    door = PlantEvent(5.0, "enter", "station-1")
    given = [PlantEvent(1.0, "enter", "station-1"), door, door, PlantEvent(9.0, "enter", "station-2")]

    def slow() -> Any:
        for number, one in enumerate(given):
            if number == 3:
                time.sleep(0.3)  # longer than is waited for another
            yield one
        raise OSError("the pipe broke")

    twin, pieces = reopened(tmp_path / "plant.journal", plant.starter), list[list[PlantEvent]]()

    def told() -> None:
        for piece, _ in as_they_come(slow(), threading.Event(), None):
            pieces.append(piece)
            twin.apply(piece)

    with pytest.raises(OSError, match="broke"):
        told()
    assert [one for piece in pieces for one in piece] == given
    assert sum(door in piece for piece in pieces) == 1
    assert twin.taken["events"] == 4
    assert twin.apply([door, door]) == 0


def _never(wait: float | None = None) -> Any:
    """A stop that nobody sets; it does not wait, either."""

    class Stop:
        def is_set(self) -> bool:
            return False

        def wait(self, _: float) -> bool:
            return False

    return Stop()


def test_resent_events_of_another_order(plant: Any, events: list[PlantEvent], tmp_path: Path) -> None:
    """Whole batches twice, in pieces of another size: nothing counts twice."""
    twin = reopened(tmp_path / "plant.journal", plant.starter)
    some = list(islice(events, 900))
    assert twin.apply(some) == len(some)
    assert twin.apply(some[300:500]) == 0
    assert twin.apply(reversed(some)) == 0
    assert twin.shadow.figures.received == len(some)
