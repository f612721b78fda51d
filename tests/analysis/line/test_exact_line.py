"""Exact lines: the reference values, closed forms, and the simulation as a check of every share."""

from __future__ import annotations

import math

import numpy as np
import pytest

from taktwin.analysis.interval import t_interval
from taktwin.analysis.line.exact import TooManyStatesError, exact_line
from taktwin.model.nouns.plant import PlantModel
from tests.analysis.line.lines import known_lines


@pytest.mark.parametrize("number", range(23))
def test_reference_lines(shared, number: int) -> None:
    """Nine digits are given, so half of the ninth may differ."""
    case = known_lines(shared)[number]
    found = exact_line(*case.numbers)
    assert found.throughput == pytest.approx(case.throughput, abs=0.51e-9)
    assert found.states == case.states


def test_there_is_no_reference_line_without_its_test(shared) -> None:
    assert len(known_lines(shared)) == 23


@pytest.mark.parametrize("clock", ["operation", "time"])
def test_a_single_station_works_when_it_is_up(clock) -> None:
    """Rate x repair / (repair + failure), for an endless supply; it is never idle, so both clocks run alike."""
    found = exact_line([1.7], [], [0.1], [0.4], clock)
    assert found.throughput == pytest.approx(1.7 * 0.8, rel=1e-12)
    shares = found.stations[0]
    assert (shares.working, shares.blocked, shares.starved, shares.down) == pytest.approx((0.8, 0.0, 0.0, 0.2))
    assert (found.wip, found.lead_time) == pytest.approx((1.0, 1 / (1.7 * 0.8)))


@pytest.mark.parametrize("places", [0, 1, 7, 60])
@pytest.mark.parametrize("load", [0.4, 1.0, 1.6])
def test_two_stations_are_a_queue_with_few_places(places: int, load: float) -> None:
    """The station before is the source of an M/M/1/K with K = places + 2, of which one is its own blocked job.

    p(n) = load^n / sum of all; throughput = rate (1 - p(0)) (any textbook, e.g. Kleinrock, Queueing Systems I, 3.6).
    """
    rate, k = 2.0, places + 2
    p = np.array([load**n for n in range(k + 1)])
    p /= p.sum()
    found = exact_line([load * rate, rate], [places])
    assert found.throughput == pytest.approx(rate * (1 - p[0]), rel=1e-12)
    assert found.stations[1].starved == pytest.approx(p[0], rel=1e-10)
    assert found.stations[0].blocked == pytest.approx(p[k], rel=1e-10)
    assert found.levels[0] == pytest.approx(sum(p[n] * min(max(n - 1, 0), places) for n in range(k + 1)), rel=1e-10)
    assert found.wip == pytest.approx(found.levels[0] + 1 + (1 - p[0]), rel=1e-12)


def test_lines_without_buffers() -> None:
    """Two stations: 1 / (1/a + 1/b - 1/(a + b)), the mean of the larger of two; three equal ones: 22/39 (Hunt 1956)."""
    a, b = 1.3, 0.7
    assert exact_line([a, b], [0]).throughput == pytest.approx(1 / (1 / a + 1 / b - 1 / (a + b)), rel=1e-12)
    assert exact_line([1, 1, 1], [0, 0]).throughput == pytest.approx(22 / 39, rel=1e-12)


def test_a_line_and_its_mirror_image_give_the_same() -> None:
    """Reversibility (Muth 1979); blocking and starvation change places."""
    rates, buffers, fails, repairs = [1.0, 1.4, 0.8, 1.1], [2, 0, 3], [0.05, 0.0, 0.02, 0.1], [0.3, 1.0, 0.2, 0.5]
    one = exact_line(rates, buffers, fails, repairs)
    other = exact_line(rates[::-1], buffers[::-1], fails[::-1], repairs[::-1])
    assert one.throughput == pytest.approx(other.throughput, rel=1e-11)
    assert one.stations[0].blocked == pytest.approx(other.stations[-1].starved, rel=1e-9)


@pytest.mark.parametrize("clock", ["operation", "time"])
def test_books_close(clock) -> None:
    """Shares sum to 1, all stations have the same throughput, failures and repairs are as many."""
    rates, fails, repairs = [1.0, 1.4, 0.8], [0.05, 0.03, 0.02], [0.3, 1.0, 0.2]
    found = exact_line(rates, [2, 1], fails, repairs, clock)
    for shares, rate, fail, repair in zip(found.stations, rates, fails, repairs, strict=True):
        assert math.fsum([shares.working, shares.blocked, shares.starved, shares.down]) == pytest.approx(1, rel=1e-12)
        assert shares.working * rate == pytest.approx(found.throughput, rel=1e-10)
        up = shares.working if clock == "operation" else 1 - shares.down
        assert shares.down * repair == pytest.approx(up * fail, rel=1e-10)


@pytest.mark.parametrize("clock", ["operation", "time"])
def test_as_simulated(clock) -> None:
    """Throughput, lead time, jobs in the line, levels and every share, each within its 99.9 % interval."""
    rates, buffers, fails, repairs = [1.0, 0.9, 1.2], [2, 0], [0.05, 0.1, 0.05], [0.4, 0.5, 0.2]
    theory = exact_line(rates, buffers, fails, repairs, clock)
    expected = {"throughput": theory.throughput, "lead": theory.lead_time, "wip": theory.wip, "b1": theory.levels[0]}
    for i, shares in enumerate(theory.stations):
        for state in ("working", "blocked", "starved", "down"):
            expected[f"s{i + 1} {state}"] = getattr(shares, state)
    runs = simulated(rates, buffers, fails, repairs, clock)
    for name, truth in expected.items():
        low, high = t_interval([run[name] for run in runs], 0.999) or (math.nan, math.nan)
        assert low - 1e-12 <= truth <= high + 1e-12, (name, low, truth, high)
        assert high - low < 0.05 * max(truth, 0.2), name


def simulated(rates, buffers, fails, repairs, clock) -> list[dict[str, float]]:
    """The same line as a plant model, a unit of time being a minute."""
    from taktwin.analysis.kpi import kpis
    from taktwin.runs.options import RunOptions
    from taktwin.runs.replications import simulate

    flow = []
    for i, rate in enumerate(rates):
        failure = {"clock": clock, "up": f"exp({1 / fails[i]} min)", "repair": f"exp({1 / repairs[i]} min)"}
        flow.append({"station": f"s{i + 1}", "cycle": f"exp({1 / rate} min)", "failures": [failure]})
        if i < len(buffers) and buffers[i]:
            flow.append({"buffer": f"b{i + 1}", "capacity": buffers[i]})
    line = {"orders": "jobs", "flow": flow}
    model = PlantModel.model_validate(
        {"name": "line", "bucket": "1000 h", "orders": {"jobs": {}}, "shops": {"shop": {"lines": {"line": line}}}}
    )
    out = []
    for result in simulate(model, RunOptions(days=60.0, warmup=1.0, replications=20, threads=1)):
        found = kpis([result])
        values = {
            "throughput": found["throughput_per_hour"].value / 60,
            "lead": found["lead_time_hours"].value * 60,
            "wip": found["wip"].value,
            "b1": float(result.buffers.filter(result.buffers["buffer"] == "b1")["mean"][0]),
        }
        for row in result.resources.iter_rows(named=True):
            for state in ("working", "blocked", "starved", "down"):
                values[f"{row['station']} {state}"] = row[state] / result.elapsed_s
        out.append(values)
    return out


def test_large_chains_agree_with_smaller_ones() -> None:
    """100,000 states in about a second; adding a station lowers the throughput, and flow is the same everywhere."""
    short, long = exact_line([1.0] * 6, [4] * 5), exact_line([1.0] * 7, [4] * 6)
    assert long.states == 105_937
    assert 0.97 * short.throughput < long.throughput < short.throughput
    assert [s.working for s in long.stations] == pytest.approx([long.throughput] * 7, rel=1e-10)


def test_too_many_states() -> None:
    with pytest.raises(TooManyStatesError, match=r"2,255 states and is solved up to 2,000") as error:
        exact_line([1.0] * 5, [4] * 4, most_states=2000)
    assert error.value.states == 2255


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([], []), "service rate above 0"),
        (([1.0, 0.0], [1]), "service rate above 0"),
        (([1.0, 1.0], []), "2 stations have 1 buffers"),
        (([1.0, 1.0], [-1]), "2 stations have 1 buffers"),
        (([1.0, 1.0], [1.5]), "2 stations have 1 buffers"),
        (([1.0], [], [0.1], None), "both failure rates and repair rates"),
        (([1.0], [], [0.1, 0.1], [1.0, 1.0]), "1 stations need 1 failure rates"),
        (([1.0], [], [-0.1], [1.0]), "failure rates are 0 or above"),
        (([1.0], [], [0.1], [0.0]), "repair rates are above 0"),
    ],
)
def test_refuses(arguments: tuple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        exact_line(*arguments)
