"""A pilot: a run from the empty plant on, seen over time, from which the length of a warm-up is told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taktwin.analysis.tables import RunTables, last_shops
from taktwin.analysis.warmup import mser5
from taktwin.model.nouns.calendar import WEEK_S, Calendar
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.runs.options import DAY_S, WEEK_DAYS

PILOTS = 4  # replications, averaged
STEPS = 500  # of the observed series
ALL_MADE = Phrase("all orders are made within the run")
"""Why there is no warm-up: nothing goes on."""

Series = NDArray[np.float64]


@dataclass(frozen=True)
class Warmup:
    """A chosen warm-up: `days`, and a sentence that says why."""

    days: float
    why: str


@dataclass(frozen=True)
class Pilot:
    """What a pilot showed.

    Attributes:
        edges: of the steps (s).
        finished: jobs finished in each step.
        inside: mean jobs in the plant in each step.
        first: when the first job was finished (s), none is infinite.
        scheduled: whether the plant's last shop has a calendar.
    """

    edges: Series
    finished: Series
    inside: Series
    first: float
    scheduled: bool


def observed(model: PlantModel, result: RunTables) -> Pilot:
    """Jobs finished and jobs in the plant of a run without a warm-up, in steps of the time on shift."""
    calendar = _last_calendar(model, result)
    edges = on_shift_steps(calendar, model.week_offset, result.elapsed_s, STEPS)
    born = np.sort(result.jobs.get_column("born").to_numpy())
    ended = np.sort(result.jobs.get_column("ended").drop_nulls().to_numpy())
    finished, _ = np.histogram(ended, edges)
    area = _passed(born, edges) - _passed(ended, edges)
    first = float(ended[0]) if ended.size else math.inf
    return Pilot(edges, finished.astype(np.float64), np.diff(area) / np.diff(edges), first, calendar is not None)


def days_to_delete(pilots: Sequence[Pilot]) -> float | None:
    """Days to delete from the beginning of runs like these, None where no end of the transient is found.

    Each series is averaged over the pilots and cut by MSER-5 (`taktwin.analysis.warmup.mser5`); the latest cut counts,
    and nothing before the first job is finished is kept.
    """
    first = min(pilot.first for pilot in pilots)
    try:
        cut = max(mser5(np.mean([getattr(pilot, name) for pilot in pilots], axis=0)) for name in ("finished", "inside"))
    except ValueError:
        return None
    return max(float(pilots[0].edges[cut]), first) / DAY_S if math.isfinite(first) else None


def rounded(found: float, days: float, calendars: bool) -> float:
    """A warm-up rounded up: to whole hours, with calendars to whole days, or weeks where `days` is a week or more."""
    unit = 1 / 24 if not calendars else WEEK_DAYS if days >= WEEK_DAYS else 1.0
    return math.ceil(found / unit - 1e-9) * unit


def told(days: float) -> Phrase:
    """A length of time for people: minutes, hours or days, to two digits or whole."""
    minutes = days * 1440.0
    if minutes < 60.0:
        return Phrase("{n:g} min", n=_short(minutes))
    return Phrase("{n:g} h", n=_short(days * 24.0)) if days < 2.0 else Phrase("{n:g} days", n=_short(days))


def _short(value: float) -> float:
    return float(f"{value:.2g}") if value < 10.0 else round(value)


def _last_calendar(model: PlantModel, result: RunTables) -> Calendar | None:
    shops = [model.shops[name] for name in last_shops([result]) if name in model.shops]
    return next((model.calendars[shop.calendar] for shop in shops if shop.calendar), None)


def _passed(times: Series, edges: Series) -> Series:
    """Sum over the times before each edge of what has passed since: the integral of their number."""
    sums = np.concatenate([[0.0], np.cumsum(times)])
    count = np.searchsorted(times, edges)
    return count * edges - sums[count]


def on_shift_steps(calendar: Calendar | None, offset: float, end: float, steps: int) -> Series:
    """Edges of `steps` steps (s) from 0 to `end` with equally much time on shift in each, shape [steps + 1].

    `offset` is the time from Monday 00:00 to time 0 (s). All time is on shift without a calendar.
    """
    windows: list[Any] = []
    if calendar is not None:
        weeks = range(int(offset // WEEK_S), int((end + offset) // WEEK_S) + 1)
        windows = [
            (max(0.0, week * WEEK_S + first - offset), min(end, week * WEEK_S + last - offset))
            for week in weeks
            for first, last in calendar.windows()
        ]
    windows = [(first, last) for first, last in windows if last > first] or [(0.0, end)]
    times = np.array(windows).ravel()
    lengths = np.diff(times)
    lengths[1::2] = 0.0  # between two windows
    passed = np.concatenate([[0.0], np.cumsum(lengths)])
    wanted = np.linspace(0.0, passed[-1], steps + 1)
    return np.interp(wanted, passed, times)
