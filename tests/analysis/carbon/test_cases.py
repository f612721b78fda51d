"""The reference cases of scope 2, solvents and standard coal."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.analysis.carbon.coal import coal_coefficients, electricity_of_tce, gj_of_tce, standard_coal
from taktwin.analysis.carbon.errors import BalanceError
from taktwin.analysis.carbon.fuels import fuel_co2
from taktwin.analysis.carbon.scope2 import scope2
from taktwin.analysis.carbon.voc import voc_balance
from tests.shared import energy_cases

PRINTED = 5e-9  # the cases are printed with nine digits


@pytest.mark.parametrize("case", energy_cases("scope2"))
def test_scope2(case: dict[str, Any]) -> None:
    found = scope2(
        case["load_kWh"],
        case["location_factor_kg_kWh"],
        case["residual_factor_kg_kWh"],
        case["own_pv_kWh"],
        case["contract_kWh"],
        case["unbundled_certificates_kWh"],
    )
    for name, key in (
        ("grid_kwh", "grid_kWh"),
        ("self_use_kwh", "self_use_kWh"),
        ("export_kwh", "export_kWh"),
        *((same, same) for same in ("location_kg", "market_annual_kg", "market_hourly_kg")),
        *((same, same) for same in ("hourly_match_share_of_grid", "carbon_free_share_of_load")),
    ):
        assert getattr(found, name) == pytest.approx(case[key], rel=PRINTED), name


@pytest.mark.parametrize("case", energy_cases("voc_balance"))
def test_voc(case: dict[str, Any]) -> None:
    names = "paint_kg solvent_share cars coated_m2_per_car recovered_kg to_oxidiser_kg destruction_efficiency in_waste_kg in_water_kg"  # fmt: skip  # noqa: E501
    given = {name: case[name] for name in names.split()}
    if not case["plausible"]:
        with pytest.raises(BalanceError):
            voc_balance(**given)
        return
    found = voc_balance(**given)
    for name, value in vars(found).items():
        assert value == pytest.approx(case[name], rel=PRINTED), name


@pytest.mark.parametrize("case", energy_cases("gbt2589"))
def test_standard_coal(case: dict[str, Any]) -> None:
    if "tCO2" in case:
        amount = case["diesel_t"] if "diesel_t" in case else next(iter(case.values()))
        if isinstance(amount, int | float) and "net_GJ_per_t" in case:
            found = fuel_co2(amount, case["net_GJ_per_t"], case["tC_per_TJ"], case["oxidation"])
            assert found == pytest.approx(case["tCO2"], rel=1e-6)
        return
    if "tce" in case["use"]:
        tce = case["use"]["tce"]
        rate = coal_coefficients()["electricity_kWh"]
        assert electricity_of_tce(tce, rate) == pytest.approx(case["electricity_kWh_calorific"], rel=1e-6)
        assert electricity_of_tce(tce, 0.3024) == pytest.approx(case["electricity_kWh_at_0_3024"], rel=1e-6)
        assert gj_of_tce(tce) == pytest.approx(case["GJ"], rel=1e-6)
        return
    found = standard_coal(case["use"])
    assert {name: coal_coefficients()[name] for name in case["use"]} == case["coefficients_kgce"]
    assert found.tce_calorific == pytest.approx(case["tce_calorific"], rel=1e-6)
    assert found.tce_equivalent == pytest.approx(case["tce_equivalent_value_for_electricity"], rel=1e-6)
    assert found.gj == pytest.approx(case["GJ"], rel=1e-6)
