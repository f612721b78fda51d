"""The optimum of the reference cases."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.energy import Battery, DispatchProblem, Tariff, dispatch
from tests.planning.dispatch.obeys import check_plan
from tests.shared import energy_cases


@pytest.mark.parametrize("case", energy_cases("dispatch"))
def test_case(case: dict[str, Any]) -> None:
    given, cyclic = case["battery"], case["cyclic"]
    battery = Battery(
        given["e_kWh"],
        given["p_kW"],
        given["eta_c"],
        given["eta_d"],
        wear=given.get("wear_per_kWh", 0.0),
        start=None if cyclic else given["e0_kWh"],
        end="cyclic" if cyclic else "free",
    )
    tariff = Tariff(case["price_buy"], case["price_sell"], case["demand_charge_per_kW"], case["demand_period"])
    limits = {"import_limit": case["grid_kW"], "export_limit": case["export_kW"]}
    plan = dispatch(DispatchProblem(case["load_kW"], tariff, case["pv_kW"], case["dt_h"], battery, **limits))
    check_plan(plan)
    assert plan.proven
    assert plan.cost == pytest.approx(case["optimum"], rel=1e-6)
