"""A twin that reads the journal of another knows what that one knows, and writes nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import taktwin
from taktwin.live.journal.journal import Journal
from taktwin.live.twin import Twin
from taktwin.live.twin.beside import read_beside


def test_it_knows_what_the_other_knows(tmp_path: Path) -> None:
    """Also what came after it had begun, and what somebody did to an alarm there."""
    plant = taktwin.load("line20")
    events = list(plant.emulator(days=0.12, seed=7).events())
    half, stop, begun = len(events) // 2, threading.Event(), list[Twin]()
    with Journal(tmp_path / "plant.journal") as journal:
        one = Twin(plant.starter, journal)
        one.apply(events[:half])
        one.close()  # with a checkpoint, from which the other goes on
        work = threading.Thread(
            target=read_beside,
            args=(plant.starter, tmp_path / "plant.journal", lambda _: None, stop),
            kwargs={"begun": begun.append},
        )
        work.start()
        one.apply(events[half:])
        alarm = next((line.alarm for line in one.watcher.book.record if line.annunciates), None)
        if alarm is not None:
            one.hand("shelve", alarm, "anna", "is known", one.at + 600.0)
        size = (tmp_path / "plant.journal").stat().st_size
        for _ in range(600):
            if begun and begun[0].shadow.believed.figures.received == one.shadow.believed.figures.received:
                break
            stop.wait(0.05)
        stop.set()
        work.join()
        other = begun[0]
        one.tick(other.at)
        mine, his = one.now(), other.now()
        assert (tmp_path / "plant.journal").stat().st_size == size
    for key in ("finished", "places", "states", "alarms", "lines"):
        assert his[key] == mine[key], key
    assert his["jobs"] > 0
    assert [vars(line) for line in other.watcher.book.record] == [vars(line) for line in one.watcher.book.record]
