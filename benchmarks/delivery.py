"""Nothing lost, nothing counted twice: a twin under seeded schedules of faults against the undisturbed one.

A schedule has any of: messages lost, late, twice, in disorder; clocks that are wrong by up to 90 s; counters that go
round, begin at 0 again, and come back; the twin killed, the log of its journal torn, its disk full. The sender sends
the last events once more whenever it is not sure. In the end the counts must be those of the undisturbed run, wherever
counters survive; where one begins at 0 again some jobs can never be told, so there the differences are counted.

    python -m benchmarks.delivery --seeds 1000
"""

from __future__ import annotations

import argparse
import contextlib
import random
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import taktwin
from taktwin.live.emulator import Emulator, Faults
from taktwin.live.events import PlantEvent
from taktwin.live.journal.check import check_journal
from taktwin.live.journal.errors import JournalFullError
from taktwin.live.journal.journal import Journal
from taktwin.live.twin import Twin, TwinSettings

PLANT = """
taktwin: 1
name: delivery
orders: {cars: {}}
failures: {breakdown: {clock: operation, up: exp(1 h), repair: exp(5 min)}}
shops:
  body:
    lines:
      main:
        orders: cars
        flow:
          - {station: frame, cycle: 58 s, failures: [breakdown]}
          - {buffer: gap, capacity: 4}
          - {station: weld, cycle: "tri(50 s, 55 s, 62 s)", failures: [breakdown]}
          - {station: test, cycle: 57 s}
"""
DAYS = 0.1
SETTINGS = TwinSettings(forecast_s=float("inf"), checkpoint_s=1200.0)


@dataclass(frozen=True)
class Schedule:
    """What goes wrong."""

    faults: Faults
    width: int
    ends: int  # times that the twin ends without a word
    torn: bool
    full: float  # share of batches for which there is no room at first


@dataclass(frozen=True)
class Outcome:
    """What came of a schedule: counters that differ from the undisturbed run, and by how many jobs in all."""

    schedule: Schedule
    counters: int
    wrong: int
    jobs: int
    lost: int
    sound: bool

    @property
    def survives(self) -> bool:
        """Whether no counter began at 0 again."""
        return self.schedule.faults.resets == 0.0

    @property
    def kept(self) -> bool:
        """Whether all that must hold does."""
        return self.sound and self.lost == 0 and (not self.survives or self.wrong == 0)


@cache
def plant() -> Any:
    return taktwin.load(PLANT)


@cache
def clean(seed: int, days: float) -> dict[str, int]:
    """What is counted without any fault."""
    twin = Twin(plant().starter, None, SETTINGS)
    twin.apply(Emulator(plant().starter, days, seed, tell="counters", width=32).events())
    return {**twin.counts(), "finished": twin.shadow.finished}


def schedule(seed: int) -> Schedule:
    chance = random.Random(seed)

    def some(most: float) -> float:
        return chance.random() * most if chance.random() < 0.6 else 0.0

    resets = chance.random() < 0.25
    faults = Faults(
        loss=0.0 if resets else some(0.05), late=some(0.05), doubled=some(0.05), reorder=some(3.0), skew=some(90.0),
        resets=0.01 if resets else 0.0, returns=chance.choice((0.0, 0.5, 1.0)), seed=seed,
    )  # fmt: skip
    width = 16 if resets else chance.choice((8, 16, 32))
    return Schedule(faults, width, chance.randrange(4), chance.random() < 0.5, some(0.2))


def case(seed: int, folder: Path, days: float = DAYS) -> Outcome:
    """Run a schedule, and compare."""
    plan, chance, run = schedule(seed), random.Random(seed + 1), seed % 5 + 1
    events = list(Emulator(plant().starter, days, run, faults=plan.faults, tell="counters", width=plan.width).events())
    path = folder / f"{seed}.journal"
    ends = sorted(chance.sample(range(1, len(events)), plan.ends))
    at = lost = 0
    for end in (*ends, len(events)):
        journal = Journal(path)
        twin = Twin(plant().starter, journal, SETTINGS)
        there = len(journal)
        if not plan.torn:
            lost += max(0, at - there)
        at = max(0, there - chance.randrange(40))  # the sender is not sure
        at = _instant(events, at)
        while at < end:
            batch = events[at : _instant(events, min(end, at + chance.randrange(1, 80)))]
            _send(twin, batch, plan.full, chance)
            at += len(batch)
        journal.close()
        if plan.torn and end != len(events):
            _tear(path, chance)
    found = {**twin.counts(), "finished": twin.shadow.finished}
    told = clean(run, days)
    differ = {name: found.get(name, 0) - jobs for name, jobs in told.items() if found.get(name) != jobs}
    with Journal(path, to_write=False) as kept:
        lost += len(events) - len(kept)
    return Outcome(plan, len(told), len(differ), sum(map(abs, differ.values())), lost, check_journal(path).sound)


def _instant(events: list[PlantEvent], at: int) -> int:
    """Where the events of the instant begin that stands there: those of one instant are sent together."""
    while 0 < at < len(events) and _came(events[at - 1]) == _came(events[at]):
        at += 1
    return at


def _came(event: PlantEvent) -> float:
    return event.time if event.received is None else event.received


def _send(twin: Twin, batch: list[PlantEvent], full: float, chance: random.Random) -> None:
    """Send a batch until it is confirmed; now and then there is no room at first."""
    journal = twin.journal
    assert journal is not None
    if chance.random() < full:
        append = journal.append

        def no_room(*_: Any, **__: Any) -> Any:
            raise JournalFullError("there is no room", "make room")

        journal.append = no_room  # type: ignore[method-assign]
        with contextlib.suppress(JournalFullError):
            twin.apply(batch)
        journal.append = append  # type: ignore[method-assign]
    twin.apply(batch)


def _tear(path: Path, chance: random.Random) -> None:
    """As after a loss of power on a disk that lied: the end of the log is not there."""
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        size = log.stat().st_size
        with log.open("r+b") as file:
            file.truncate(chance.randrange(size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--days", type=float, default=DAYS, help="of the plant, in each")
    given = parser.parse_args()
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(given.first, given.first + given.seeds):
            outcomes.append(one := case(seed, Path(folder), given.days))
            if not one.kept:
                print(f"seed {seed}: {one}")
    survive = [one for one in outcomes if one.survives]
    reset = [one for one in outcomes if not one.survives]
    print(f"{len(outcomes)} schedules, {sum(not one.kept for one in outcomes)} of them not kept")
    print(f"lost after confirmation: {sum(one.lost for one in outcomes)}")
    counters, wrong = sum(one.counters for one in survive), sum(one.wrong for one in survive)
    print(f"counters that survive: {counters}, different from the undisturbed run: {wrong}")
    counters, wrong = sum(one.counters for one in reset), sum(one.wrong for one in reset)
    jobs = sum(one.jobs for one in reset)
    print(f"counters in plants where some begin at 0 again: {counters}, different: {wrong}, by {jobs} jobs")


if __name__ == "__main__":
    main()
