"""The estimate for long lines beside exact solutions, and beside the simulation where there is none."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.analysis.line.decomposition import TYPICAL_ERROR, decomposition
from taktwin.analysis.line.exact import exact_line
from tests.analysis.line.lines import known_lines


@pytest.mark.parametrize("number", range(23))
def test_near_the_reference_lines(shared, number: int) -> None:
    case = known_lines(shared)[number]
    found = decomposition(*case.numbers)
    assert found.throughput == pytest.approx(case.throughput, rel=1e-9 if len(case.rates) == 2 else 0.015)


@pytest.mark.parametrize(
    "numbers",
    [
        ([1.0, 1.4], [3], None, None),
        ([1.0, 1.4], [0], [0.1, 0.02], [0.5, 0.2]),
        ([1.2, 1.0, 1.1], [0, 0], None, None),
    ],
)
def test_exact_where_nothing_is_left_out(numbers) -> None:
    """Two stations; three stations without buffers between them."""
    found, truth = decomposition(*numbers), exact_line(*numbers)
    assert found.throughput == pytest.approx(truth.throughput, rel=1e-6)
    assert found.wip == pytest.approx(truth.wip, rel=1e-6)
    assert found.levels == pytest.approx(truth.levels, abs=1e-6)
    for one, other in zip(found.stations, truth.stations, strict=True):
        for state in ("working", "blocked", "starved", "down"):
            assert getattr(one, state) == pytest.approx(getattr(other, state), abs=1e-6)


@pytest.mark.parametrize(
    "numbers",
    [
        ([1.0, 0.8, 1.2, 0.9, 1.1], [3, 1, 2, 4], None, None),
        ([1.0, 0.8, 1.2, 0.9], [3, 1, 2], [0.05, 0.02, 0.1, 0.01], [0.5, 0.1, 0.5, 0.1]),
        ([1.0, 1.0, 1.0], [20, 20], [0.01, 0.01, 0.01], [0.05, 0.05, 0.05]),
        ([2.0, 1.0, 0.5, 1.0], [5, 5, 5], [0.0, 0.1, 0.0, 0.1], [1.0, 0.5, 1.0, 0.5]),
    ],
)
def test_unequal_lines(numbers) -> None:
    """Throughput, jobs in the line and lead time within 2 %, shares within 0.02."""
    found, truth = decomposition(*numbers), exact_line(*numbers)
    assert found.throughput == pytest.approx(truth.throughput, rel=0.02)
    assert found.wip == pytest.approx(truth.wip, rel=0.02)
    assert found.lead_time == pytest.approx(truth.lead_time, rel=0.02)
    for one, other in zip(found.stations, truth.stations, strict=True):
        assert one.working + one.blocked + one.starved + one.down == pytest.approx(1.0)
        for state in ("working", "blocked", "starved", "down"):
            assert getattr(one, state) == pytest.approx(getattr(other, state), abs=0.02)


@pytest.mark.parametrize(
    "numbers",
    [
        ([1.0] * 20, [5] * 19, None, None),
        ([1.0] * 20, [5] * 19, [0.02] * 20, [0.2] * 20),
        ([1.0] * 12, [0] * 11, None, None),
    ],
)
def test_long_lines_are_near_their_simulation(numbers) -> None:
    found = decomposition(*numbers)
    simulated = taktwin.line(*numbers, parts=50_000, replications=4).kpis["throughput"]
    assert found.throughput == pytest.approx(simulated.value, rel=TYPICAL_ERROR + 0.003)
    assert found.states == 0


def test_a_bottleneck_sets_the_pace_whatever_the_buffers() -> None:
    """Levels that are as good as impossible do not disturb the numbers."""
    found = decomposition([5.0, 0.5, 5.0, 5.0], [400, 400, 400])
    assert found.throughput == pytest.approx(0.5, rel=1e-6)
    assert found.levels == pytest.approx((400.0, 0.0, 0.0), abs=0.5)


def test_it_stands_in_for_a_chain_that_cannot_be_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = ([1.0, 1.4], [3])
    assert taktwin.line_theory(*numbers).states == 6
    monkeypatch.setattr("taktwin.analysis.stationary.CYCLES", 0)
    monkeypatch.setattr("taktwin.analysis.stationary.ELIMINATED", 0)
    found = taktwin.line_theory(*numbers)
    assert found.states == 0
    assert found.throughput == pytest.approx(exact_throughput(*numbers), rel=1e-6)


def exact_throughput(rates: list[float], buffers: list[int]) -> float:
    """Of two stations: an M/M/1/K with K = places + 2."""
    load, count = rates[0] / rates[1], buffers[0] + 3
    return rates[1] * (1 - (1 - load) / (1 - load**count))


def test_refuses() -> None:
    with pytest.raises(ValueError, match="one station alone"):
        decomposition([1.0], [])
    with pytest.raises(ValueError, match="2 stations have 1 buffers"):
        decomposition([1.0, 1.0], [])
