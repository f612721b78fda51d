"""The score of the Numenta Anomaly Benchmark, as its published results follow from it.

In a window only the earliest alarm counts: with L records and k from the alarm to the window's end, both included, it
earns s(-k / L) / s(-1), s(x) = 2 / (1 + exp(5 x)) - 1. A window without alarm costs 1. An alarm outside costs 0.11, but
less close behind a window. The first 15 % of the records, 750 at most, do not count.
"""

from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

FALSE_ALARM = {"standard": 0.11, "low_fp": 0.22, "low_fn": 0.11}
MISSED = {"standard": 1.0, "low_fp": 1.0, "low_fn": 2.0}


@dataclass(frozen=True)
class Labelled:
    """A file of the corpus: its values, and the first and last record of each window."""

    name: str
    values: npt.NDArray[np.float64]
    windows: list[tuple[int, int]]


def corpus(shared: Path) -> list[Labelled]:
    """The files that are at hand."""
    folder = shared / "data" / "nab"
    archives = sorted(folder.glob("nab_*.zip"))
    if not archives:
        pytest.skip(f"no corpus at {folder}; set TAKTWIN_SHARED to the folder that holds `data`")
    found = []
    for archive in archives:
        half = archive.stem.removeprefix("nab_")
        told = json.loads((folder / f"windows_{half}.json").read_text(encoding="utf-8"))
        with zipfile.ZipFile(archive) as files:
            for name, windows in sorted(told.items()):
                rows = list(csv.reader(io.StringIO(files.read(f"data/{name}").decode("utf-8"))))[1:]
                times = [datetime.fromisoformat(row[0]) for row in rows]
                found.append(Labelled(name, np.array([float(row[1]) for row in rows]), _records(times, windows)))
    return found


def _records(times: Sequence[datetime], windows: Iterable[Sequence[str]]) -> list[tuple[int, int]]:
    found = []
    for begin, end in windows:
        first, last = datetime.fromisoformat(begin), datetime.fromisoformat(end)
        inside = [at for at, time in enumerate(times) if first <= time <= last]
        found.append((inside[0], inside[-1]))
    return found


def sigmoid(x: float) -> float:
    return 2 / (1 + math.exp(min(5 * x, 700.0))) - 1


@dataclass
class Score:
    """What alarms earn, over any number of files."""

    profile: str = "standard"
    earned: float = 0.0
    windows: int = 0
    hit: int = 0
    false_alarms: int = 0

    def add(self, records: int, windows: Sequence[tuple[int, int]], alarms: Iterable[int]) -> None:
        """The alarms of a file, by the numbers of their records, in order."""
        self.windows += len(windows)
        seen = set()
        for alarm in alarms:
            if alarm < min(int(0.15 * records), 750):
                continue
            inside = [window for window in windows if window[0] <= alarm <= window[1]]
            if not inside:
                self.false_alarms += 1
                self.earned -= FALSE_ALARM[self.profile] * _price(windows, alarm)
            elif inside[0] not in seen:
                seen.add(inside[0])
                first, last = inside[0]
                self.earned += sigmoid(-(last - alarm + 1) / (last - first + 1)) / sigmoid(-1)
        self.hit += len(seen)

    @property
    def value(self) -> float:
        """100 is perfect, 0 is never an alarm."""
        missed = MISSED[self.profile]
        null = -missed * self.windows
        return 100 * (self.earned - missed * (self.windows - self.hit) - null) / (self.windows - null)


def _price(windows: Sequence[tuple[int, int]], alarm: int) -> float:
    """Share of the full price of an alarm outside windows."""
    before = [window for window in windows if window[1] < alarm]
    if not before:
        return 1.0
    first, last = before[-1]
    away = (alarm - last) / (last - first) if last > first else math.inf
    return 1.0 if away > 3 else -sigmoid(away)


def rested(scores: npt.NDArray[np.float64], threshold: float, rest: int) -> list[int]:
    """The alarms of plain scores at a threshold, none within ``rest`` records after another."""
    found: list[int] = []
    for at in np.flatnonzero(scores >= threshold).tolist():
        if not found or at > found[-1] + rest:
            found.append(at)
    return found
