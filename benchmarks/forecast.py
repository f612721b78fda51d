"""How well the look ahead does when the model is perfect: `python -m benchmarks.forecast` (some ten minutes of a core).

The truth is a run with another seed, played as a plant by the emulator; the shadow folds its events, and at 8, 4 and
2 h to the end of a shift a forecast is made from what it believes. It is scored by what the truth then did:

- cover: share of truths in the middle 90 % of the replications; it holds at least 90 % of them, counts being whole.
- PIT: where the truth fell among the replications, with a random place among equals; even from 0 to 1 where all is
  well.
- CRPS of the sample, cars: mean |x - y| - mean |x - x'| / 2 (Gneiting and Raftery 2007), corrected for its size.
- skill: 1 - CRPS / CRPS of climatology: what the other truths did in the same hours. Intervals: bootstrap over truths.
- error: mean of |expected - true| / true; bias: mean of expected - true, cars.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

import taktwin
from taktwin.live.emulator import Emulator
from taktwin.live.forecast import ForecastOptions, forecast, shift_end
from taktwin.live.shadow import Shadow
from taktwin.model.files.write import write_text

HOUR_S, DAY_S = 3600.0, 86400.0
LEADS = (8, 4, 2)
WARM_UP = 3.0  # days before the shift that is forecast


def crps(sample: np.ndarray, truth: float) -> float:
    """Continuous ranked probability score of a sample of n, with n (n - 1) in place of n^2."""
    ordered, n = np.sort(sample).astype(float), sample.size
    spread = ((2 * np.arange(1, n + 1) - n - 1) * ordered).sum() / (n * (n - 1))
    return float(np.abs(ordered - truth).mean() - spread)


def one_truth(plant: taktwin.Plant, seed: int, replications: int) -> dict[str, dict[str, object]]:
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
        options = ForecastOptions(until=end, replications=replications, seed=1000 + seed)
        sample = forecast(plant.starter, shadow.state(now), options).jobs
        found[str(lead)] = {"sample": sample.tolist(), "truth": int((finished > now).sum())}
    return found


def table(done: list[dict[str, dict[str, object]]]) -> list[str]:
    """A line for each lead."""
    random = np.random.default_rng(7)
    lines = ["lead | forecasts | cars | error | bias | CRPS | climatology | skill | cover 90 % | PIT mean, chi2 of 10"]
    for lead in map(str, LEADS):
        truths = np.array([one[lead]["truth"] for one in done], float)
        samples = [np.array(one[lead]["sample"]) for one in done]
        ours = np.array([crps(sample, truth) for sample, truth in zip(samples, truths, strict=True)])
        past = np.array([crps(np.delete(truths, i), truth) for i, truth in enumerate(truths)])
        chosen = random.integers(0, truths.size, (2000, truths.size))
        skills = np.quantile(1.0 - ours[chosen].mean(axis=1) / past[chosen].mean(axis=1), (0.025, 0.975))
        low, high = (np.array([np.quantile(s, q, method="inverted_cdf") for s in samples]) for q in (0.05, 0.95))
        cover = ((low <= truths) & (truths <= high)).mean()
        pit = np.array(
            [(s < y).mean() + random.random() * (s == y).mean() for s, y in zip(samples, truths, strict=True)]
        )
        chi2 = ((np.histogram(pit, 10, (0, 1))[0] - truths.size / 10) ** 2 / (truths.size / 10)).sum()
        means = np.array([sample.mean() for sample in samples])
        lines.append(
            f"{lead} h | {truths.size} | {truths.mean():.1f} | {(np.abs(means - truths) / truths).mean():.1%} | "
            f"{(means - truths).mean():+.2f} | {ours.mean():.2f} | {past.mean():.2f} | "
            f"{1 - ours.mean() / past.mean():.2f} "
            f"({skills[0]:.2f} to {skills[1]:.2f}) | {cover:.0%} | {pit.mean():.2f}, {chi2:.1f}"
        )
    return lines


def main() -> None:
    """Make the forecasts and print the table; ``--keep`` writes all samples, and goes on from there."""
    parser = argparse.ArgumentParser(description="Score the look ahead where the model is perfect.")
    parser.add_argument("--model", default="phoenix")
    parser.add_argument("--truths", type=int, default=67)
    parser.add_argument("--replications", type=int, default=100)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    plant = taktwin.load(given.model)
    done = json.loads(given.keep.read_text()) if given.keep and given.keep.exists() else []
    begin = time.process_time()
    for seed in range(len(done) + 1, given.truths + 1):
        done.append(one_truth(plant, 100 + seed, given.replications))
        if given.keep:
            write_text(given.keep, json.dumps(done))
    print("\n".join(table(done)))
    print(f"{time.process_time() - begin:.0f} s of CPU")


if __name__ == "__main__":
    main()
