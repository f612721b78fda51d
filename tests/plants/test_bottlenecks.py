"""Four plants of plant engineers in the words of the language: shorter than they were, and their bottleneck is true."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

import taktwin
from taktwin.model import check_model, load_model

HERE = Path(__file__).parent
NAMES = ["battery", "engine", "interior", "kunshan"]
REPLICATIONS = 8
MAIN = {
    "battery": "shops.pack.lines.main",
    "engine": "shops.machining.lines.main",
    "interior": "shops.assembly.lines.ip",
    "kunshan": "shops.paint.lines.paint-line",
}
#: What is named first, changed by hand (a tenth quicker); and two others that are loaded nearly as much.
CHANGES = {
    "battery": ("lid-glue.cycle=153 s", ["bms-fit.cycle=144 s", "eol.servers=7"]),
    "engine": (
        "op20-bores.cycle={by: block, four: 238.5 s, three: 193.5 s}",
        ["op90-wash.cycle=45 s", "op60-caps.cycle=46.8 s"],
    ),
    "interior": ("ip-line.cycle=50 s", ["eol-test.cycle=52 s", "load-truck.cycle=40 s"]),
    "kunshan": (
        "inspect.cycle=tri(117 s, 135 s, 180 s)",
        ["clear.cycle=48.6 s", "wax.cycle=48.6 s"],
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_it_and_it_is_shorter(name: str, shared: Path) -> None:
    path = HERE / f"{name}.yaml"
    assert check_model(load_model(path)) == []
    before = (shared / "cases" / "plants" / f"{name}.yaml").read_text(encoding="utf-8")
    assert len(path.read_text(encoding="utf-8").splitlines()) < 0.8 * len(before.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_the_bottleneck_is_confirmed_by_changing_it(name: str) -> None:
    """What gains most when it is eased gains for sure when it is changed, and more than two others."""
    path, (first, others) = HERE / f"{name}.yaml", CHANGES[name]
    study = taktwin.load(path).simulate(days=28, warmup=7).measure_bottleneck()
    assert study.gains[0].name == first.split(".")[0]

    def rates(*changes: str) -> np.ndarray:
        plant = taktwin.load(path, [f"{MAIN[name]}.flow.{change}" for change in changes])
        runs = plant.simulate(days=28, warmup=7, seed=7, replications=REPLICATIONS).results
        return np.array([one.jobs.filter(outcome="finished").height / one.elapsed_s * 3600 for one in runs])

    base = rates()
    gain = rates(first) - base
    half = stats.t.ppf(0.975, REPLICATIONS - 1) * gain.std(ddof=1) / REPLICATIONS**0.5
    assert gain.mean() - half > 0
    for other in others:
        assert (rates(other) - base).mean() < gain.mean()
