"""The detector on the Numenta Anomaly Benchmark, with settings that were fixed before; random beside it."""

from __future__ import annotations

import math
import statistics
from pathlib import Path

import numpy as np
import pytest

from taktwin.live.anomaly import Detector, Settings
from tests.live.anomaly.nab import Labelled, Score, corpus, rested, sigmoid

LEAST = 67.0


def test_the_score(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At least 67 with the settings as they ship; random, with the same rest and the threshold that suits it best."""
    files = corpus(shared)
    ours = {profile: Score(profile) for profile in ("standard", "low_fp", "low_fn")}
    for one in files:
        alarms = Detector().feed(one.values).alarms.nonzero()[0].tolist()
        for score in ours.values():
            score.add(one.values.size, one.windows, alarms)
    random = statistics.mean(_random(files, seed) for seed in range(5))
    told = ", ".join(f"{name} {score.value:.1f}" for name, score in ours.items())
    standard = ours["standard"]
    with capsys.disabled():
        hit = f"{standard.hit} of {standard.windows} windows, {standard.false_alarms} false alarms"
        print(f"\nNAB, {len(files)} files: {told}; {hit}; random {random:.1f}")
    assert standard.value >= LEAST
    assert standard.value > random + 30


def _random(files: list[Labelled], seed: int) -> float:
    """The score of noise with the same rest, at the threshold that suits it best."""
    generator = np.random.default_rng(seed)
    noise = [generator.random(one.values.size) for one in files]
    best = -math.inf
    for often in (100, 200, 400, 800, 1600):
        score = Score()
        for one, scores in zip(files, noise, strict=True):
            score.add(one.values.size, one.windows, rested(scores, 1 - 1 / often, Settings().rest))
        best = max(best, score.value)
    return best


def test_the_settings_are_those_that_are_documented(root: Path) -> None:
    assert Settings() == Settings(threshold=2.0, rest=100, quantile=0.97, memory=4000)
    assert "q 0.97" in (root / "docs" / "watching.md").read_text(encoding="utf-8")


def test_the_scorer_by_hand() -> None:
    """One window of 10 records: found at its begin, at its end, missed, and with an alarm elsewhere."""
    windows = [(500, 509)]
    for alarms, earned, hit, false in (
        ([500], 1.0, 1, 0),
        ([509], sigmoid(-0.1) / sigmoid(-1), 1, 0),
        ([500, 503], 1.0, 1, 0),
        ([], 0.0, 0, 0),
        ([400], -0.11, 0, 1),
        ([900], -0.11, 0, 1),
        ([518], 0.11 * sigmoid(1), 0, 1),
        ([149], 0.0, 0, 0),
    ):
        score = Score()
        score.add(1000, windows, alarms)
        assert math.isclose(score.earned, earned, abs_tol=1e-12), alarms
        assert (score.hit, score.false_alarms) == (hit, false), alarms
    perfect, nothing = Score(), Score()
    perfect.add(1000, windows, [500])
    nothing.add(1000, windows, [])
    assert (perfect.value, nothing.value) == (100, 0)
