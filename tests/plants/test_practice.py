"""Cases from practice, each as its file has it: what misled once is right, refused, or told."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.api.run import Run
from taktwin.model.errors import ModelError
from tests.shared import cases


def rate(run: Run) -> float:
    return run.kpis["throughput_per_hour"].value


def warned(run: Run) -> str:
    return " | ".join(str(one) for one in run.warnings)


def little(run: Run) -> None:
    """WIP and lead time agree with each other."""
    kpis = run.kpis
    assert kpis["wip"].value == pytest.approx(rate(run) * kpis["lead_time_hours"].value, rel=2e-3)


def transport_is_the_bottleneck(run: Run) -> None:
    """Station a is blocked until a vehicle has come: a faster one, and faster vehicles, pay; a faster b does not."""
    assert rate(run) == pytest.approx(20.0, rel=1e-3)
    gains = [(one["name"], one["gain"]) for one in run.measure_bottleneck().as_dict()["gains"]]
    assert max(gain for name, gain in gains if name == "agv") > 0.5
    assert [gain for name, gain in gains if name == "b"] == [0.0]


def one_place(run: Run) -> None:
    assert rate(run) == pytest.approx(22.5, rel=1e-3)
    assert run.measure_bottleneck().as_dict()["best"] == ["t"]


def no_line(run: Run) -> None:
    fleet = run.fleets.row(0, named=True)
    assert fleet["loads_per_hour"] == pytest.approx(105.9, rel=2e-3)
    assert fleet["empty_runs"] == pytest.approx(0.5, rel=1e-3)
    assert fleet["idle"] == 0.0


def grows(place: str, per_hour: float) -> Callable[[Run], None]:
    def right(run: Run) -> None:
        assert {one.element: one.per_hour for one in run.growth} == {
            place: pytest.approx(per_hour, rel=0.05),
            None: pytest.approx(per_hour, rel=0.05),  # the whole plant
        }
        assert math.isnan(run.kpis["lead_time_hours"].value)  # no mean of what grows
        assert "a job arrives every" in warned(run)

    return right


def locked(run: Run) -> None:
    assert "nothing can ever start" in warned(run)
    assert rate(run) == 0.0
    assert [one.why for one in run.standstills[0]] == ["calls"]


def makes(per_hour: float) -> Callable[[Run], None]:
    def right(run: Run) -> None:
        assert rate(run) == pytest.approx(per_hour, rel=1e-3)

    return right


def at_the_source(run: Run) -> None:
    """M/M/1 at 0.9: the part in work is in the plant, those before it wait at the source."""
    assert run.kpis["order_to_line_off_hours"].value * 60.0 == pytest.approx(9.0, rel=0.04)
    assert run.kpis["wip"].value + run.kpis["backlog"].value == pytest.approx(9.0, rel=0.04)


RIGHT: dict[str, Callable[[Run], None]] = {
    "transport-is-the-bottleneck": transport_is_the_bottleneck,
    "transport-capacity": one_place,
    "three-agvs-one-place": makes(40.0),
    "second-agv-harms": makes(59.0),
    "dock-without-queue": makes(36.0),
    "fleet-only": no_line,
    "growing-rework": grows("rq", 8.2),
    "overloaded": grows("q", 60.0),
    "call-behind-its-join": locked,
    "conwip-by-trick": locked,
    "wip-counts-subline": little,
    "queue-at-the-source": at_the_source,
}
REFUSED = {"product-never-leaves": 'product "b"', "two-tone-never-leaves": 'roof "two-tone"'}
#: A state of another case, and no plant.
STATES = {"conwip-by-trick-state"}
#: What a case is run with besides 10 days; that of one that grows looks long for its warm-up, as in `test_growth.py`.
OPTIONS: dict[str, Any] = {"queue-at-the-source": {"days": 500.0}, "overloaded": {"warmup": 1.0}}


@pytest.mark.parametrize("file", cases("faults"))
def test_a_case_of_practice(file: Path) -> None:
    """Each has its check: a case without one fails."""
    if file.stem in STATES:
        return
    if file.stem in REFUSED:
        with pytest.raises(ModelError, match=REFUSED[file.stem] + " can never leave the plant"):
            taktwin.load(file)
        return
    RIGHT[file.stem](taktwin.load(file).simulate(**{"days": 10.0, **OPTIONS.get(file.stem, {})}))
