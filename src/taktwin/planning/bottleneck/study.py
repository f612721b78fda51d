"""The bottleneck of a run, by measured gain."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from taktwin.kernel.lowering.program import lower
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.planning.bottleneck.gain import Gain, batches, gain_of
from taktwin.planning.bottleneck.suspects import suspects
from taktwin.planning.bottleneck.trial import Trial, finished_by_plant, tried
from taktwin.runs.options import RunOptions
from taktwin.runs.simulation import SimulationError
from taktwin.runs.snapshot import Snapshot
from taktwin.runs.start import PreparedStart
from taktwin.runs.tables import Result

MOST_EVENTS = 4e7
"""Of all trials together, some seconds. It decides how long and how often each suspect is tried."""
MOST_SUSPECTS = 18
FINALISTS = 4
"""The suspects with the highest gains, for which half of the events are spent."""
MOST_REPLICATIONS, MOST_MORE = 4, 12
WEEK_DAYS, MOST_DAYS, MOST_WARMUP_DAYS = 7.0, 28.0, 2.0
LEAST_JOBS = 20
"""Finished jobs in a run below which no gain is told."""


FROM_STATE = Phrase("a run from a snapshot or a prepared start is measured only as it is")


@dataclass(frozen=True)
class BottleneckStudy:
    """What holds the plant back.

    ``gains`` are sorted, the highest first; each trial measured ``days``, those of the finalists on ``replications``;
    ``seconds`` is the time that all took. ``reason`` says why nothing was measured, if so.
    """

    gains: list[Gain] = field(default_factory=list)
    days: float = 0.0
    replications: int = 0
    seconds: float = 0.0
    reason: str = ""

    def of(self, plant: str) -> BottleneckStudy:
        """That of one plant of a model with several: what gains *it*, in its own names and those of others."""
        return replace(self, gains=[one for one in self.gains if one.plant == plant])

    @property
    def best(self) -> list[Gain]:
        """What pays most: the first, and all that cannot be told from it; empty where none gains for sure."""
        sure = [one for one in self.gains if one.sure]
        return [one for one in sure if one.high >= sure[0].low and one.gain >= 0.5 * sure[0].gain] if sure else []

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for manifest and JSON; without the time it took, which is another each time."""
        rows = [one.as_dict() for one in self.gains]
        best = [one.name for one in self.best]
        return {
            "best": best,
            "gains": rows,
            "days": self.days,
            "replications": self.replications,
            "reason": self.reason,
        }


def measure_bottleneck(
    model: PlantModel,
    options: RunOptions,
    results: Sequence[Result],
    progress: Callable[[float], None] | None = None,
) -> BottleneckStudy:
    """Find what holds the plant of a run back: ease each suspect a little, and count what more is finished.

    Every trial has a partner in which nothing is eased, with the same seed, replication and random numbers; so a
    difference comes from the change alone. How long they are follows from `MOST_EVENTS`, not from the clock: the result
    is the same on any machine.

    Args:
        model: that was run.
        options: of the run.
        results: all its replications, which say whom to suspect.
        progress: called with the share done.
    """
    begin = time.perf_counter()
    options = options.opened()
    if isinstance(options.start, Snapshot | PreparedStart):
        return BottleneckStudy(reason=FROM_STATE)
    if sum(result.totals.finished for result in results) < LEAST_JOBS:
        return BottleneckStudy(reason=Phrase("too few jobs were finished to measure a gain"))
    program = lower(model)
    found = (tried(one, model, program) for one in suspects(results, program, model))
    trials = [trial for trial in found if trial is not None][:MOST_SUSPECTS]
    if not trials:
        return BottleneckStudy(reason=Phrase("nothing is busy, full or waited for"))
    plan = _Plan.of(results[0], len(trials))
    study = _Study(Trial(None, program, 0), trials[: plan.suspects], replace(options, **plan.options), progress)
    try:
        gains = study.gains(plan)
    except SimulationError as error:  # more jobs than there is room for, say, of a plant that was near it
        return BottleneckStudy(reason=str(error))
    return BottleneckStudy(gains, plan.days, plan.first + plan.more, time.perf_counter() - begin)


@dataclass(frozen=True)
class _Plan:
    """How long and how often: measured days and warm-up, replications of all suspects and more of the finalists."""

    suspects: int
    days: float
    warmup: float
    first: int
    more: int

    @property
    def options(self) -> dict[str, Any]:
        return {"days": self.days, "warmup": self.warmup, "trace": False, "keep": None}

    @classmethod
    def of(cls, result: Result, count: int) -> _Plan:
        """As many days as the run has, up to `MOST_DAYS`, in whole weeks; fewer, then fewer suspects, if too many."""
        warmup = min(result.warmup_days, MOST_WARMUP_DAYS)
        a_day = result.events / (result.days + result.warmup_days)
        half = 0.5 * MOST_EVENTS / max(a_day, 1.0)  # simulated days
        lengths = [n * WEEK_DAYS for n in (4, 3, 2, 1) if n * WEEK_DAYS <= min(result.days, MOST_DAYS)]
        lengths = lengths or [result.days]
        days = next((days for days in lengths if (warmup + days) * (count + 1) <= half), lengths[-1])
        kept = max(FINALISTS, min(count, int(half / (warmup + days)) - 1))
        if (warmup + days) * (kept + 1) > 2.0 * half:  # a giant: one short trial each
            days = min(days, max(half / (kept + 1) - warmup, 0.25))
        first = int(half / ((warmup + days) * (kept + 1)))
        more = int(half / ((warmup + days) * (FINALISTS + 1)))
        return cls(kept, days, warmup, max(1, min(first, MOST_REPLICATIONS)), min(more, MOST_MORE))


def counted_at(model: PlantModel) -> dict[str, list[str]]:
    """Plant -> the plants whose finished jobs show what it achieves; the model is spelt out.

    As a rule its own. A plant that has no orders, since all its jobs are called or joined by others, holds back these.
    """
    plants: dict[str, PlantModel] = model._spelt.plants or {model.name: model}
    found: dict[str, list[str]] = {}
    for name in plants:
        served, seen = [name], {name}
        for one in served:  # which grows meanwhile
            more = [at for joins in plants[one]._joined.values() for at, _ in joins] if not plants[one].orders else []
            served += [at for at in dict.fromkeys(more) if at not in seen]
            seen.update(more)
        found[name] = [one for one in served if plants[one].orders] or [name]
    return found


class _Study:
    """Runs the trials, as many at a time as there are cores, and adds up what they gain."""

    def __init__(
        self, base: Trial, trials: list[Trial], options: RunOptions, progress: Callable[[float], None] | None
    ) -> None:
        self.base, self.trials, self.options = base, trials, options
        self.progress = progress or (lambda _: None)
        self.done, self.all = 0, 1
        self.plants = counted_at(base.program.model)
        #: (trial, or -1 for the base; replication) -> batches of each plant
        self.found: dict[tuple[int, int], dict[str, np.ndarray]] = {}

    def gains(self, plan: _Plan) -> list[Gain]:
        """Of each plant, the highest first."""
        everybody = list(range(len(self.trials)))
        self.all = (len(everybody) + 1) * plan.first + (min(FINALISTS, len(everybody)) + 1) * plan.more
        self._run(everybody, range(plan.first))
        first = {at: max(gain.gain for gain in self._gains(at, plan.first)) for at in everybody}
        finalists = sorted(everybody, key=lambda at: -first[at])[:FINALISTS]
        self._run(finalists, range(plan.first, plan.first + plan.more))
        gains = [
            gain for at in everybody for gain in self._gains(at, plan.first + (plan.more if at in finalists else 0))
        ]
        return sorted(gains, key=lambda gain: -gain.gain)

    def _run(self, trials: list[int], replications: range) -> None:
        works = [(at, replication) for replication in replications for at in (-1, *trials)]

        def one(work: tuple[int, int]) -> dict[str, np.ndarray]:
            at, replication = work
            made = finished_by_plant(self.base if at < 0 else self.trials[at], self.options, replication)
            self.done += 1
            self.progress(self.done / self.all)
            return {
                plant: batches(np.concatenate([made.get(one, np.zeros(0)) for one in at]), self.options.days)
                for plant, at in self.plants.items()
            }

        if works:
            with ThreadPoolExecutor(self.options.threads or os.cpu_count() or 1) as pool:
                self.found.update(zip(works, pool.map(one, works), strict=True))

    def _gains(self, at: int, replications: int) -> list[Gain]:
        """What a trial gains each plant."""
        trial, comparisons = self.trials[at], len(self.trials) * len(self.plants)
        assert trial.suspect is not None
        found = []
        for plant in self.plants:
            pairs = [(self.found[at, r][plant], self.found[-1, r][plant]) for r in range(replications)]
            found.append(replace(gain_of(trial.suspect, trial.by, pairs, comparisons, self.options.days), plant=plant))
        return found
