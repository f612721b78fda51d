"""The soundproofing supplier makes what the analytic values say, and shows every state of a part."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import taktwin
from taktwin import supply
from taktwin.model.nouns.station import Station
from tests.analysis.trace.plant import check_whole

MAIN, SHOP = "shops.trim.lines.main.flow", "shops.soundproofing.lines"
#: A car line that takes whatever is made: cars every 50 s, places for all.
AS_FAST_AS_IT_CAN = [
    "orders.cars.interval=50 s",
    *(f"{MAIN}.fit-{part}.cycle=50 s" for part in ("dash", "headliner", "carpet", "liners")),
    f"{MAIN}.to-trim.capacity=90",
    f"{MAIN}.trim-1.capacity=14",
    f"{MAIN}.trim-2.capacity=14",
    *(f"{SHOP}.{part}.flow.{part}-at-line.capacity=unlimited" for part in ("dash", "headliner", "carpet", "liners")),
    "operators.dock-doors.count=4",
]
NO_FAILURES = [f"{SHOP}.{part}.flow.{part}-form.failures=[]" for part in ("dash", "headliner", "carpet", "liners")]
PRESS_S, HELD_S, TAKT_S = 80.0, 140.0, 120.0
REJECTED = 0.03  # carpets


def rate(overrides: Sequence[str]) -> float:
    """Cars an hour."""
    run = taktwin.load("soundproofing", list(overrides)).simulate(days=20, warmup=1)
    assert run.standstills == {}
    return float(run.kpis["throughput_per_hour"].value)


def test_cars_get_their_parts_in_time() -> None:
    assert rate([]) == pytest.approx(3600 / TAKT_S, rel=1e-3)


@pytest.mark.parametrize(("failures", "available"), [(NO_FAILURES, 1.0), ([], 300 / 309)])
def test_the_presses_are_the_bottleneck_of_the_supplier(failures: list[str], available: float) -> None:
    """Good carpets an hour = 3600 / 80 s, less those made again, and less the time that the press is down."""
    good = 3600 / PRESS_S * (1 - REJECTED) * available
    assert rate([*AS_FAST_AS_IT_CAN, *failures]) == pytest.approx(good, rel=0.01)


def test_as_many_moulds_as_the_takt_needs() -> None:
    moulds = supply.moulds_for_takt(demould_s=120, index_s=20, takt_s=TAKT_S).moulds
    model = taktwin.load("soundproofing").model
    lines = model.shops["soundproofing"].lines
    elements = [element for line in lines.values() for element in line.flow if element.name.endswith("-foam")]
    foams = [element for element in elements if isinstance(element, Station)]
    assert [foam.server_count for foam in foams] == [moulds] * 2
    assert [str(foam.cycle).partition(" [")[0] for foam in foams] == [f"{HELD_S:g} s"] * 2
    assert supply.moulds_for_takt(demould_s=120, index_s=20, takt_s=PRESS_S).moulds == moulds


def test_one_mould_less_loses_output() -> None:
    fewer = rate([f"{SHOP}.carpet.flow.carpet-foam.servers=1"])
    good = supply.mould_rate(1, demould_s=120, index_s=20, takt_s=PRESS_S) * (1 - REJECTED)
    assert fewer == pytest.approx(good, rel=0.01)
    assert fewer < 0.85 * 3600 / TAKT_S


def test_every_state_of_one_headliner() -> None:
    run = taktwin.load("soundproofing").simulate(days=1, warmup=0, trace=True)
    rejected = 0
    for job in range(50, 150):
        found = run.trace_job(job)
        assert [way.line.partition(".")[2] for way in found.parts] == ["carpet", "dash", "headliner", "liners"]
        for way in (found.main, *found.parts):
            check_whole(way)
            assert way.lead_time_s is not None
        headliner = found.parts[2]
        states = [step.state for step in headliner.steps]
        assert states[0] == "called"
        assert states[-3:] == ["rack slot", "despatched", "line-side"]
        assert headliner.fitted_at == "fit-headliner"
        again = sum(step.rejected for step in headliner.steps)
        assert states.count("made again") == 5 * again
        rejected += again
    assert rejected > 0
