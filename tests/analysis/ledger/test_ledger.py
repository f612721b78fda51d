"""Energy of machines and cars: the reference cases, sums that close, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from taktwin.energy import LedgerError, energy_by_car, machine_ledger, shortest_pause
from tests.shared import energy_cases

PRINTED = 5e-9  # the cases are printed with nine digits
ON = {"on": 1.0}


@pytest.mark.parametrize("case", energy_cases("ledger"))
def test_case(case: dict[str, Any]) -> None:
    found = machine_ledger(
        case["trace_s_state"],
        case["end_s"],
        case["power_kW"],
        case["transition_kWh"],
        case["job_kWh"],
        case["job_times_s"],
    )
    assert found.state_seconds == pytest.approx(case["state_seconds"], rel=PRINTED)
    assert found.state_kwh == pytest.approx(case["state_kWh"], rel=PRINTED)
    assert found.transition_kwh == pytest.approx(case["transition_total_kWh"], rel=PRINTED)
    assert found.job_kwh == pytest.approx(case["job_total_kWh"], rel=PRINTED)
    assert found.total_kwh == pytest.approx(case["total_kWh"], rel=PRINTED)
    assert found.buckets_kwh.tolist() == pytest.approx(case["buckets_900s_kWh"], rel=PRINTED)
    assert found.mean_kw == pytest.approx(case["mean_kW"], rel=PRINTED)
    assert math.fsum(found.buckets_kwh) == pytest.approx(found.total_kwh, rel=1e-12)


@pytest.mark.parametrize("case", energy_cases("allocation"))
def test_allocation(case: dict[str, Any]) -> None:
    base, jobs = case["base_load_kWh"], case["job_kWh"]
    shared = energy_by_car(base, jobs, case["occupancy_s"])
    assert shared.tolist() == pytest.approx(case["per_car_by_occupancy"], rel=PRINTED)
    assert energy_by_car(base, jobs).tolist() == pytest.approx(case["per_car_equal"], rel=PRINTED)
    assert math.fsum(shared) == pytest.approx(case["total_kWh"], rel=1e-9)


def test_an_event_on_a_border_belongs_to_the_bucket_that_begins() -> None:
    found = machine_ledger([(0, "off")], 1800, {"off": 0}, job_kwh=1, job_times_s=[900, 1800])
    assert found.buckets_kwh.tolist() == [0, 2]


def test_a_pause_pays_from_the_shortest_on() -> None:
    pause = shortest_pause(stay_kw=2, pause_kw=0.5, transition_kwh=0.05, transition_s=30)
    stays, pauses = 2 * pause / 3600, 0.05 + 0.5 * (pause - 30) / 3600
    assert stays == pytest.approx(pauses)
    assert shortest_pause(1, 1, 0.1, 1) == math.inf


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "no state": (lambda: machine_ledger([], 1, ON), "no state"),
    "no power": (lambda: machine_ledger([(0, "one")], 1, ON), "no power"),
    "negative power": (lambda: machine_ledger([(0, "on")], 1, {"on": -1}), "power of on"),
    "seconds fall": (lambda: machine_ledger([(5, "on"), (3, "on")], 9, ON), "fall"),
    "end before": (lambda: machine_ledger([(5, "on")], 3, ON), "fall"),
    "job outside": (lambda: machine_ledger([(0, "on")], 3, ON, job_times_s=[4]), "4 s"),
    "no change": (lambda: machine_ledger([(0, "on")], 3, ON, {"on": 1}), "off->idle"),
    "bucket 0": (lambda: machine_ledger([(0, "on")], 3, ON, bucket_s=0), "bucket_s"),
    "negative base": (lambda: energy_by_car(-1, [1]), "base_kwh"),
    "nobody there": (lambda: energy_by_car(1, [1, 1], [0, 0]), "no car"),
    "lengths": (lambda: energy_by_car(1, [1, 1], [1]), "occupancy_s has 1"),
    "no cars": (lambda: energy_by_car(1, []), "job_kwh"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(LedgerError) as caught:
        make()
    assert words in f"{caught.value} {caught.value.remedy}"
