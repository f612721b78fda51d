"""A part just in sequence: the reference cases, the rules once more job by job, and what is refused."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from taktwin.model.errors import OptionError
from taktwin.planning.supply.jis_timeline import JisChain, jis_timeline
from tests.supply import reference

SEATS = JisChain(
    jobs=24, takt_s=60, call_to_fit_s=1440, make_s=50, rack_size=4, trucks=2, load_s=300, travel_s=300, unload_s=60
)


@pytest.mark.parametrize("case", reference("jis_timeline"))
def test_reference(case: dict[str, Any]) -> None:
    names = ("jobs", "takt_s", "call_to_fit_s", "make_s", "pick_s", "rack_size", "trucks", "load_s", "travel_s")
    late = {} if case["delayed_rack"] is None else {case["delayed_rack"]: case["delay_s"]}
    more = {name: case[name] for name in ("unload_s", "from_stock", "rejected")}
    found = jis_timeline(JisChain(**{name: case[name] for name in names}, **more, delays_s=late))
    assert found.arrival_s.tolist() == pytest.approx(case["rack_arrival_s"], abs=1e-6)
    assert found.total_stop_s == pytest.approx(case["stop_s"], abs=1e-6)
    assert [job for job, _ in found.stops] == [job for job, _ in case["stops"]]
    assert [stop for _, stop in found.stops] == pytest.approx([stop for _, stop in case["stops"]], abs=1e-6)
    assert found.fitted_s[-1] == pytest.approx(case["last_fitted_s"], abs=1e-6)
    assert found.wait_s.mean() == pytest.approx(case["mean_lineside_wait_s"], abs=1e-6)
    assert found.most_at_line == case["max_parts_lineside"]


def job_by_job(chain: JisChain) -> list[tuple[float, float, float, float]]:
    """Ready, arrival, fitted, stop of each job, as the module says it, without arrays."""
    ready: list[float] = []
    for job in range(chain.jobs):
        start = max(job * chain.takt_s, ready[-1] if ready else 0.0)
        work = chain.pick_s if job in chain.from_stock else chain.make_s
        ready.append(start + work + (chain.make_s if job in chain.rejected else 0.0))
    free = [0.0] * chain.trucks
    arrival: list[float] = []
    for rack in range(math.ceil(chain.jobs / chain.rack_size)):
        truck = free.index(min(free))
        closed = ready[min((rack + 1) * chain.rack_size, chain.jobs) - 1]
        there = max(closed, free[truck]) + chain.load_s + chain.travel_s + chain.unload_s
        arrival.append(there + chain.delays_s.get(rack, 0.0))
        free[truck] = arrival[-1] + chain.travel_s
    rows, shift = [], 0.0
    for job in range(chain.jobs):
        due = chain.call_to_fit_s + job * chain.takt_s + shift
        stop = max(arrival[job // chain.rack_size] - due, 0.0)
        shift += stop
        rows.append((ready[job], arrival[job // chain.rack_size], due + stop, stop))
    return rows


@st.composite
def chains(draw: st.DrawFn) -> JisChain:
    jobs = draw(st.integers(1, 40))
    size = draw(st.integers(1, 8))
    seconds = st.integers(0, 900)
    some = st.sets(st.integers(0, jobs - 1), max_size=5)
    racks = math.ceil(jobs / size)
    return JisChain(
        jobs=jobs,
        takt_s=draw(st.integers(1, 150)),
        call_to_fit_s=draw(st.integers(0, 4000)),
        make_s=draw(st.integers(0, 200)),
        pick_s=draw(st.integers(0, 50)),
        rack_size=size,
        trucks=draw(st.integers(1, 4)),
        load_s=draw(seconds),
        travel_s=draw(seconds),
        unload_s=draw(seconds),
        from_stock=draw(some),
        rejected=draw(some),
        delays_s=draw(st.dictionaries(st.integers(0, racks - 1), st.integers(0, 5000), max_size=3)),
    )


@given(chains())
def test_the_rules_job_by_job(chain: JisChain) -> None:
    found = jis_timeline(chain)
    ready, arrival, fitted, stop = (list(column) for column in zip(*job_by_job(chain), strict=True))
    assert found.ready_s.tolist() == pytest.approx(ready)
    assert found.arrival_s[found.rack].tolist() == pytest.approx(arrival)
    assert found.fitted_s.tolist() == pytest.approx(fitted)
    assert found.stop_s.tolist() == pytest.approx(stop)
    most = max(sum(there <= now for there in arrival) - job for job, now in enumerate(fitted))
    assert found.most_at_line == most
    table = found.table
    assert table["fitted"].to_list() == found.fitted_s.tolist()
    assert (table["wait"] >= -1e-9).all()


@given(chains(), st.integers(1, 500))
def test_a_longer_call_never_stops_the_line_longer(chain: JisChain, more: int) -> None:
    earlier = replace(chain, call_to_fit_s=chain.call_to_fit_s + more)
    assert jis_timeline(earlier).total_stop_s <= jis_timeline(chain).total_stop_s + 1e-9


def test_calls_long_enough_before_never_stop_the_line() -> None:
    found = jis_timeline(replace(SEATS, call_to_fit_s=100_000))
    assert found.stops == ()
    assert found.fitted_s.tolist() == found.due_s.tolist()
    assert found.most_at_line == 24


def test_a_late_truck_moves_all_that_follow() -> None:
    found = jis_timeline(replace(SEATS, trucks=3, delays_s={2: 1800}))
    assert [job for job, _ in found.stops] == [8]
    assert np.diff(found.fitted_s[8:]) == pytest.approx(60.0)
    assert found.called_s[-1] == 23 * 60  # the calls follow the plan


def test_a_year_of_cars() -> None:
    found = jis_timeline(replace(SEATS, jobs=150_000, rack_size=1, trucks=12, rejected=range(0, 150_000, 1000)))
    assert found.fitted_s.size == found.arrival_s.size == 150_000


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"jobs": 0}, "jobs"),
        ({"jobs": 2.5}, "jobs"),
        ({"takt_s": 0}, "takt_s"),
        ({"takt_s": math.nan}, "takt_s"),
        ({"call_to_fit_s": -1}, "call_to_fit_s"),
        ({"make_s": -1}, "make_s"),
        ({"pick_s": "fast"}, "pick_s"),
        ({"rack_size": 0}, "rack_size"),
        ({"trucks": 0}, "trucks"),
        ({"load_s": math.inf}, "load_s"),
        ({"travel_s": -5}, "travel_s"),
        ({"unload_s": None}, "unload_s"),
        ({"from_stock": [24]}, "from_stock"),
        ({"rejected": [-1]}, "rejected"),
        ({"rejected": [3, 3]}, "rejected"),
        ({"delays_s": {6: 10}}, "delays_s"),
        ({"delays_s": {0: -10}}, "delays_s"),
    ],
)
def test_what_is_refused(change: dict[str, Any], parameter: str) -> None:
    with pytest.raises(OptionError) as caught:
        replace(SEATS, **change)
    assert caught.value.parameter == parameter
