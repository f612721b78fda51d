"""What cannot be is refused, with what was expected and a remedy."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from taktwin.energy import (
    Battery,
    DispatchError,
    DispatchProblem,
    FlexibleLoad,
    NoDispatchError,
    Tariff,
    dispatch,
    time_of_use,
)


def problem(load: Any = (1, 2), buy: Any = 1.0, **more: Any) -> DispatchProblem:
    return DispatchProblem(load, Tariff(buy), **more)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "negative load": (lambda: problem([1, -2]), "load is -2 kW at step 1"),
    "gap in the load": (lambda: problem([1, math.nan]), "load is nan at step 1"),
    "no load": (lambda: problem([]), "load must be a list"),
    "texts": (lambda: problem(["a"]), "must be numbers"),
    "negative pv": (lambda: problem(pv=[1, -1]), "pv is -1"),
    "short prices": (lambda: problem(buy=[1]), "buy has 1 values, the load has 2"),
    "long pv": (lambda: problem(pv=[1, 1, 1]), "pv has 3 values"),
    "endless price": (lambda: problem(buy=[1, math.inf]), "buy is inf"),
    "no step": (lambda: problem(step=0), "step"),
    "negative import limit": (lambda: problem(import_limit=-1), "import_limit"),
    "export limit nan": (lambda: problem(export_limit=math.nan), "export_limit"),
    "negative peak": (lambda: problem(peak_so_far=-1), "peak_so_far"),
    "negative energy": (lambda: Battery(-1, 1), "energy"),
    "negative power": (lambda: Battery(1, -1), "power"),
    "efficiency over 1": (lambda: Battery(1, 1, 1.1), "charge_efficiency"),
    "efficiency 0": (lambda: Battery(1, 1, 0.9, 0), "discharge_efficiency"),
    "negative wear": (lambda: Battery(1, 1, wear=-1), "wear"),
    "start above energy": (lambda: Battery(1, 1, start=2), "start"),
    "unknown end": (lambda: Battery(1, 1, end="full"), "no end 'full'"),
    "free without start": (lambda: Battery(1, 1, end="free"), "neither the level"),
    "end of cyclic": (lambda: Battery(1, 1, end_least=1), "free end"),
    "negative charge": (lambda: DispatchProblem([1], Tariff(1.0, 0, -1)), "demand_charge"),
    "charges of periods": (lambda: DispatchProblem([1, 1], Tariff(1.0, 0, [1, 2, 3], [0, 1])), "3 values"),
    "gap of periods": (lambda: DispatchProblem([1, 1], Tariff(1.0, 0, 1, [0, 2])), "no step is in period 1"),
    "half periods": (lambda: DispatchProblem([1, 1], Tariff(1.0, 0, 1, np.array([0, 0.5]))), "whole numbers"),
    "negative carbon price": (lambda: DispatchProblem([1], Tariff(1.0, carbon_price=-1)), "carbon_price"),
    "window too small": (lambda: problem(flexible=(FlexibleLoad("a", 10, 1, 0, 1),)), "do not fit"),
    "window too late": (lambda: problem(flexible=(FlexibleLoad("a", 1, 9, 0, 2),)), "the last step is 1"),
    "window turned": (lambda: FlexibleLoad("a", 1, 1, 2, 1), "before it begins"),
    "no name": (lambda: FlexibleLoad(" ", 1, 1, 0, 1), "name"),
    "twice": (lambda: problem(flexible=(FlexibleLoad("a", 0, 1, 0, 1),) * 2), "twice"),
    "day not whole": (lambda: time_of_use({"00:00-12:00": 1.0}, dt.datetime(2026, 1, 1), 1, 2), "12:00"),
    "no time": (lambda: time_of_use({"noon": 1.0}, dt.datetime(2026, 1, 1), 1, 2), "noon"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    make, words = REFUSED[name]
    with pytest.raises(DispatchError) as caught:
        make()
    assert words in str(caught.value)
    assert caught.value.remedy


def test_a_load_that_cannot_be_served() -> None:
    with pytest.raises(NoDispatchError) as caught:
        dispatch(problem([10, 50], import_limit=20))
    assert "20" in str(caught.value)
    assert "30" in str(caught.value)


def test_negative_prices_burn_nothing() -> None:
    """Being paid for import would have a battery charge and discharge at once."""
    store = Battery(10, 10, 0.8, 0.8, start=0, end="free")
    plan = dispatch(DispatchProblem([5], Tariff(-1.0, -2.0), step=1, battery=store))
    assert plan.flows.discharged[0] == 0
    assert plan.cost == pytest.approx(-15.0)
