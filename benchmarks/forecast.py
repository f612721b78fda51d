"""How well the look ahead does when the model is perfect: `python -m benchmarks.forecast` (some ten minutes of a core).

The truth is a run with another seed, played as a plant by the emulator; the shadow folds its events, and at 8, 4 and
2 h to the end of a shift a forecast is made from what it believes. It is scored by what the truth then did
(`taktwin.live.scores`):

- middle 90 %: share of truths whose rank among the replications lies from 5 to 95 %, ties drawn evenly. That is 90 %
  where all is well, however few the replications and whole the numbers are. With its 95 % interval.
- PIT: that rank from 0 to 1; even where all is well.
- CRPS of the sample, cars, corrected for its size.
- skill: 1 - CRPS / CRPS of climatology: what the other truths did in the same hours. Intervals: bootstrap over truths.
- error: mean of |expected - true| / true; bias: mean of expected - true, cars, with its standard error.

``--give machines,places`` takes these parts of the state from the truth, without what no plant knows of itself
(`forgotten`), and ``--give all`` the whole of it: what the shadow has lost shows as the difference.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

import taktwin
from taktwin.live.emulator import Emulator
from taktwin.live.forecast import ForecastOptions, forecast, forgotten, shift_end
from taktwin.live.scores import coverage, crps, rank_pit, skill, uniformity
from taktwin.live.shadow import Shadow
from taktwin.model.files.write import write_text
from taktwin.model.start.state import StartState

HOUR_S, DAY_S = 3600.0, 86400.0
LEADS = (8, 4, 2)
WARM_UP = 3.0  # days before the shift that is forecast


def one_truth(plant: taktwin.Plant, seed: int, replications: int, give: list[str]) -> dict[str, dict[str, object]]:
    """The forecasts of one shift and what it really made."""
    warm = plant.snapshot(WARM_UP, seed)
    end = shift_end(plant.starter.index, WARM_UP * DAY_S + 9 * HOUR_S)
    begin = end - (max(LEADS) + 1) * HOUR_S
    at_begin = plant.snapshot(begin / DAY_S - WARM_UP, start=warm)
    emulator = Emulator(plant.starter, (end - begin) / DAY_S, seed, start=at_begin)
    shadow = Shadow(plant.starter, plant.state(at_begin))
    events, found = list(emulator.happened()), {}
    finished = np.array([event.time for event in events if event.kind == "finish" and event.state == "finished"])
    at = 0
    for lead in LEADS:
        now = end - lead * HOUR_S
        while at < len(events) and events[at].time <= now:
            shadow.apply(events[at])
            at += 1
        state = shadow.state(now)
        if give:
            snapshot = plant.snapshot((now - begin) / DAY_S, seed, start=at_begin)
            true = forgotten(snapshot.resume(plant.starter.program), plant.starter)
            state = true if "all" in give else _given(state, true, give)
        options = ForecastOptions(until=end, replications=replications, seed=1000 + seed)
        sample = forecast(plant.starter, state, options).jobs
        found[str(lead)] = {"sample": sample.tolist(), "truth": int((finished > now).sum())}
    return found


def _given(state: StartState, true: StartState, give: list[str]) -> StartState:
    """The state with some of its parts taken from another."""
    return state.model_copy(update={name: getattr(true, name) for name in give})


def table(done: list[dict[str, dict[str, Any]]]) -> list[str]:
    """A line for each lead."""
    lines = [
        "lead | forecasts | jobs | error | bias | CRPS | climatology | skill | middle 90 % | PIT mean, chi2 of 10, p"
    ]
    for lead in map(str, LEADS):
        truths = np.array([one[lead]["truth"] for one in done], float)
        samples = np.array([one[lead]["sample"] for one in done], float)
        past = np.array([np.delete(truths, i) for i in range(truths.size)])
        better = skill(crps(samples, truths, fair=True), crps(past, truths, fair=True), seed=7)
        pit = rank_pit(samples, truths, seed=7)
        middle = coverage(np.full(pit.size, 0.05), np.full(pit.size, 0.95), pit)
        even = uniformity(pit)
        off = samples.mean(axis=1) - truths
        lines.append(
            f"{lead} h | {truths.size} | {truths.mean():.1f} | {(np.abs(off) / truths).mean():.1%} | "
            f"{off.mean():+.2f} ({off.std() / np.sqrt(off.size):.2f}) | {better.score:.2f} | {better.baseline:.2f} | "
            f"{better.value:.2f} ({better.low:.2f} to {better.high:.2f}) | "
            f"{middle.share:.0%} ({middle.low:.0%} to {middle.high:.0%}) | "
            f"{pit.mean():.2f}, {even.chi_square:.1f}, {even.p:.2f}"
        )
    return lines


def main() -> None:
    """Make the forecasts and print the table; ``--keep`` writes all samples, and goes on from there."""
    parser = argparse.ArgumentParser(description="Score the look ahead where the model is perfect.")
    parser.add_argument("--model", default="phoenix")
    parser.add_argument("--truths", type=int, default=67)
    parser.add_argument("--first", type=int, default=101, help="seed of the first truth")
    parser.add_argument("--replications", type=int, default=100)
    parser.add_argument("--give", default="", help="parts of the state to take from the truth, or all")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    plant = taktwin.load(given.model)
    give = [name for name in given.give.split(",") if name]
    done = json.loads(given.keep.read_text()) if given.keep and given.keep.exists() else []
    begin = time.process_time()
    for seed in range(given.first + len(done), given.first + given.truths):
        done.append(one_truth(plant, seed, given.replications, give))
        if given.keep:
            write_text(given.keep, json.dumps(done))
    print("\n".join(table(done)))
    print(f"{time.process_time() - begin:.0f} s of CPU")


if __name__ == "__main__":
    main()
