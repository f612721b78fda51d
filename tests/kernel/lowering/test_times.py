"""Counted and measured times: every draw is the inverse of their distribution at the number of its address."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.model.values.distribution import parse_distribution
from tests.kernel.plants import Data, line, program_of, run
from tests.kernel.rules.addresses import key_of, unit
from tests.oracle.compare import compare, model_of

TIMES = [7.0, 3.0, 3.0, 12.5, 8.0, 4.0, 20.0]
LISTED = ", ".join(f"{time} s" for time in TIMES)


def works(text: str, count: int) -> np.ndarray:
    """The first work times of station `m`, off its log."""
    table = run(line([{"station": "m", "cycle": text}], {"quantity": count}), 1e6, trace=False).jobs
    return (table["ended"] - table["born"]).to_numpy()


def numbers(count: int) -> np.ndarray:
    return np.array([unit(key_of("m"), 1, number) for number in range(count)])


@pytest.mark.rule("A counted or measured time is the one at the share of its ordered list")
def test_empirical_times_are_drawn_as_they_are():
    expected = np.sort(TIMES)[(numbers(2000) * len(TIMES)).astype(int)]
    assert works(f"empirical({LISTED})", 2000) == pytest.approx(expected, abs=1e-9)


@pytest.mark.rule("A counted or measured time is the one at the share of its ordered list")
def test_interpolated_times_lie_between_neighbours():
    places = np.arange(len(TIMES)) / (len(TIMES) - 1)
    expected = np.interp(numbers(2000), places, np.sort(TIMES))
    assert works(f"interpolated({LISTED})", 2000) == pytest.approx(expected, abs=1e-9)


@pytest.mark.rule("A counted or measured time is the one at the share of its ordered list")
@pytest.mark.parametrize("many", [2, 3, 7, 8, 9, 40])
def test_discrete_times_have_their_shares(many):
    shares = np.arange(1, many + 1) / np.arange(1, many + 1).sum()
    times = np.arange(1, many + 1) * 2.0
    text = ", ".join(f"{time} s = {share:.17f}" for time, share in zip(times, shares, strict=True))
    expected = times[np.searchsorted(np.cumsum(shares)[:-1], numbers(2000), side="right")]
    assert works(f"discrete({text})", 2000) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("kind", ["empirical", "interpolated"])
def test_mean_and_quantiles_of_a_long_list(kind, tmp_path):
    """1,001 measured times of a file, 20,000 draws: the mean within four errors, the quantiles those of the list."""
    measured = np.random.default_rng(3).lognormal(3.0, 0.5, 1001).round(2)
    (tmp_path / "times.csv").write_text("cycle\n" + "\n".join(map(str, measured)), encoding="utf-8")
    text = f'{kind}("{tmp_path / "times.csv"}", column=cycle)'
    found = works(text, 20_000)
    mean = parse_distribution(text).mean
    if kind == "empirical":
        assert mean == pytest.approx(measured.mean(), rel=1e-12)
    else:  # the area under the broken line through the ordered times
        assert mean == pytest.approx(np.trapezoid(np.sort(measured), dx=1 / 1000), rel=1e-12)
    assert abs(found.mean() - mean) < 4 * measured.std() / np.sqrt(20_000)
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        low, high = np.quantile(measured, [share - 0.014, share + 0.014])  # four errors of a share
        assert low <= np.quantile(found, share) <= high


def everywhere(text: str) -> Data:
    """A plant that draws such a time wherever it can."""
    return {
        "name": "everywhere",
        "orders": {"jobs": {"interval": text}},
        "options": {"colour": {"red": "50 %", "blue": "50 %"}},
        "parts": {"bolt": {"family": "bolts"}, "panel": {"family": "panels"}},
        "stocks": {"bolts": {"part": "bolt", "initial": 5}, "panels": {"part": "panel", "initial": 2}},
        "suppliers": {"mill": {}},
        "lanes": {"truck": {"supplier": "mill", "to": "bolts", "every": "40 s", "quantity": 6, "lead": text}},
        "fleets": {"tugs": {"count": 1, "speed": "1 m/s", "load": text, "unload": text}},
        "shops": {
            "s": {
                "cells": {"press": {"makes": {"p": {"part": "panel", "hit": text, "lot": 4, "reorder": 2}}}},
                "lines": {
                    "l": {
                        "orders": "jobs",
                        "flow": [
                            {"buffer": "b", "capacity": "unlimited"},
                            {
                                "station": "m",
                                "cycle": {"by": "colour", "red": text, "default": "3 s"},
                                "setup": {"by": "colour", "time": text},
                                "failures": [{"up": text, "repair": text}],
                                "uses": {"bolt": 1, "panel": 1},
                            },
                            {"store": "w", "capacity": 3, "cycle": text},
                            {"transport": "t", "fleet": "tugs", "distance": "2 m"},
                            {"station": "n", "cycle": text},
                        ],
                    }
                },
            }
        },
    }


@pytest.mark.parametrize(
    "text",
    [
        f"empirical({LISTED})",
        f"interpolated({LISTED})",
        "discrete(5 s = 60 %, 9 s = 30 %, 30 s = 10 %)",
        "discrete(0 s = 40 %, 9 s = 30 %, 30 s = 30 %)",
    ],
)
def test_the_oracle_draws_the_same_everywhere(text):
    data = everywhere(text)
    for seed in range(5):
        assert compare(model_of(data), seed, 2000.0).differences == []


def test_a_plain_line_whose_work_may_take_no_time_is_left_to_the_event_loop():
    """Jobs would come and go at one instant."""
    for text, fast in (("empirical(3 s, 5 s)", True), ("discrete(0 s = 10 %, 5 s = 90 %)", False)):
        flow = [{"station": "m", "cycle": text}, {"buffer": "b", "capacity": 2}, {"station": "n", "cycle": "exp(4 s)"}]
        program = program_of(line(flow))
        assert bool(program.arrays["steps"].size) == fast
        assert compare(model_of({"name": "x", **line(flow)}), 1, 3000.0).differences == []


def test_many_releases_at_one_instant_have_room():
    data = line(
        [{"buffer": "b", "capacity": "unlimited"}, {"station": "m", "cycle": "1 ms"}],
        {"interval": "discrete(0 s = 99.9 %, 1000 s = 0.1 %)"},
    )
    result = run(data, 20_000, trace=False)
    assert result.jobs.height > 5000


def test_a_table_survives_a_snapshot():
    import taktwin

    text = f"""
name: kept
orders: {{jobs: {{}}}}
shops: {{s: {{lines: {{l: {{orders: jobs, flow: [{{station: m, cycle: "empirical({LISTED})"}}]}}}}}}}}
"""
    plant = taktwin.load(text)
    whole = plant.simulate(days=0.02, warmup=0).result.jobs["ended"].to_list()
    part = plant.simulate(days=0.01, warmup=0, start=plant.snapshot(0.01)).result.jobs["ended"].to_list()
    assert [864.0 + end for end in part[-5:-1]] == pytest.approx(whole[-5:-1], abs=1e-9)
