"""How long to warm up: pilots of the scenarios, and MSER-5 on what they show over time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taktwin.analysis.tables import RunTables, last_shops
from taktwin.analysis.warmup import mser5
from taktwin.model.nouns.calendar import WEEK_S, Calendar
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.prepare import Prepared
from taktwin.planning.experiment.replicate import program_of, simulated
from taktwin.runs.options import DAY_S, WEEK_DAYS, RunOptions
from taktwin.runs.tables import result_of

PILOTS = 4  # replications of a scenario, averaged
MOST_SCENARIOS = 12  # that get a pilot; evenly spread over the list where there are more
STEPS = 500  # of the observed series
DOUBLINGS = 3  # of a pilot in which the transient does not end

Series = NDArray[np.float64]


@dataclass(frozen=True)
class Warmup:
    """A chosen warm-up: `days`, and a sentence that says why."""

    days: float
    why: str


@dataclass(frozen=True)
class Pilot:
    """Edges of the steps (s), jobs finished and mean jobs in the plant in each step; whether there is a calendar."""

    edges: Series
    finished: Series
    inside: Series
    scheduled: bool


def choose_warmup(
    prepared: Sequence[Prepared],
    names: Sequence[str],
    days: float,
    seed: int,
    threads: int,
    progress: Callable[[float], None] | None = None,
) -> Warmup:
    """The warm-up that the slowest of the scenarios needs.

    Jobs finished and jobs in the plant are observed over `STEPS` equal steps of the time in which the plant's last shop
    is on shift, from an empty plant on, averaged over `PILOTS` replications; each series is cut by MSER-5
    (`taktwin.analysis.warmup.mser5`). The latest cut counts, rounded up: to whole hours, for a plant with calendars to
    whole days, or to whole weeks where `days` is a week or more. The pilots last `days`; where MSER-5 finds no end of
    the transient in the first half, twice as long, and so on.

    Raises:
        ExperimentError: the transient ends in no pilot.
    """
    longest, slowest, calendars = 0.0, 0, False
    chosen = sorted({round(i) for i in np.linspace(0, len(prepared) - 1, min(len(prepared), MOST_SCENARIOS))})
    with ThreadPoolExecutor(threads) as pool:
        for done, scenario in enumerate(chosen, 1):
            for doubling in range(DOUBLINGS + 1):
                pilot = RunOptions(days=days * 2**doubling, warmup=0.0, seed=seed)
                found, scheduled = _cut(pool, prepared[scenario], pilot)
                if found is not None:
                    break
            else:
                raise ExperimentError(
                    f'scenario "{names[scenario]}" still changes after {pilot.days:g} days, perhaps it never settles '
                    "(more jobs come in than go out?)",
                    "give `warmup` a number of days",
                    "warmup",
                )
            calendars = calendars or scheduled
            if found > longest:
                longest, slowest = found, scenario
            if progress is not None:
                progress(done / len(chosen))
    return Warmup(_rounded(longest, days, calendars), _why(longest, names[slowest], len(chosen)))


def _cut(pool: ThreadPoolExecutor, prepared: Prepared, options: RunOptions) -> tuple[float | None, bool]:
    """Days to delete, None where no end is found; and whether the plant has a calendar."""
    pilots = list(pool.map(lambda i: _observed(prepared, options, i), range(PILOTS)))
    edges, scheduled = pilots[0].edges, pilots[0].scheduled
    series = ([pilot.finished for pilot in pilots], [pilot.inside for pilot in pilots])
    try:
        cut = max(mser5(np.mean(one, axis=0)) for one in series)
    except ValueError:
        return None, scheduled
    return float(edges[cut]) / DAY_S, scheduled


def _observed(prepared: Prepared, options: RunOptions, replication: int) -> Pilot:
    program = program_of(prepared)
    result = result_of(simulated(program, options, replication))
    calendar = _last_calendar(program.model, result)
    edges = on_shift_steps(calendar, program.model.week_offset, result.elapsed_s, STEPS)
    born = np.sort(result.jobs.get_column("born").to_numpy())
    ended = np.sort(result.jobs.get_column("ended").drop_nulls().to_numpy())
    finished, _ = np.histogram(ended, edges)
    area = _passed(born, edges) - _passed(ended, edges)
    return Pilot(edges, finished.astype(np.float64), np.diff(area) / np.diff(edges), calendar is not None)


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


def _rounded(found: float, days: float, calendars: bool) -> float:
    unit = 1 / 24 if not calendars else WEEK_DAYS if days >= WEEK_DAYS else 1.0
    return math.ceil(found / unit - 1e-9) * unit


def _why(found: float, name: str, pilots: int) -> str:
    if found == 0.0:
        return f"MSER-5 deletes nothing in the pilots of {pilots} scenarios"
    of = f'scenario "{name}", the slowest of {pilots} to settle' if pilots > 1 else f'scenario "{name}"'
    return f"MSER-5 deletes the first {found:.2f} days of {of}"
