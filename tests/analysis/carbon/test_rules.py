"""Rules that hold whatever the figures, and what is refused."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

import pytest

from taktwin.energy import (
    BalanceError,
    CarbonError,
    FactorError,
    WasteEntry,
    burnt,
    check_waste_register,
    fuel_co2,
    grid_factor,
    grid_factors,
    power_supply_rate,
    scope2,
    standard_coal,
    valid_waste_code,
    voc_balance,
)

DAY = dt.date(2026, 3, 1)

REFUSED: dict[str, tuple[Callable[[], object], type[CarbonError], str]] = {
    "unknown region": (lambda: grid_factor("Chonqing", 2022), FactorError, "Chongqing"),
    "another year": (lambda: grid_factor("Chongqing", 2030), FactorError, "Chongqing 2022"),
    "another kind": (lambda: grid_factor("Chongqing", 2022, "residual"), FactorError, "nearest known"),
    "a kind of elsewhere": (lambda: grid_factor("Chongqing", 2022, "life_cycle"), FactorError, "life_cycle: China 20"),
    "no kind": (lambda: grid_factor("Chongqing", 2022, "locational"), FactorError, "location"),
    "no year": (lambda: grid_factor("Chongqing", 2022.5), FactorError, "whole number"),  # type: ignore[arg-type]
    "outside its year": (lambda: grid_factor("China", 2023).over(DAY, DAY), FactorError, "valid from 2023-01-01"),
    "unknown coal rate": (lambda: power_supply_rate(1999), FactorError, "2024"),
    "unknown energy": (lambda: standard_coal({"natural_gas": 1}), FactorError, "natural_gas_m3"),
    "negative energy": (lambda: standard_coal({"diesel_kg": -1}), CarbonError, "diesel_kg"),
    "unknown fuel": (lambda: burnt("disel", 1), FactorError, "diesel"),
    "oxidation over 1": (lambda: fuel_co2(1, 42, 20, 1.2), CarbonError, "oxidation"),
    "negative load": (lambda: scope2([-1], 0.5, 0.6), CarbonError, "load_kwh"),
    "gap": (lambda: scope2([math.nan], 0.5, 0.6), CarbonError, "nan"),
    "short contract": (lambda: scope2([1, 2], 0.5, 0.6, contract_kwh=[1]), CarbonError, "contract_kwh has 1"),
    "negative factor": (lambda: scope2([1], 0.5, -0.6), CarbonError, "residual_factor"),
    "more out than in": (lambda: voc_balance(100, 0.1, 1, 90, recovered_kg=20), BalanceError, "20 kg"),
    "share over 1": (lambda: voc_balance(100, 1.1, 1, 90), CarbonError, "solvent_share"),
    "no cars": (lambda: voc_balance(100, 0.1, 0, 90), CarbonError, "cars"),
    "no amount": (lambda: WasteEntry(DAY, "HW12", 0, "A", "in"), CarbonError, "amount"),
    "no way": (lambda: WasteEntry(DAY, "HW12", 1, "A", "through"), CarbonError, "through"),
    "no store": (
        lambda: check_waste_register([WasteEntry(DAY, "HW12", 1, "A", "in")], {}, DAY),
        CarbonError,
        "no capacity",
    ),
    "later than the check": (
        lambda: check_waste_register([WasteEntry(DAY, "HW12", 1, "A", "in")], {"A": 9}, dt.date(2026, 2, 1)),
        CarbonError,
        "after the check",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    make, kind, words = REFUSED[name]
    with pytest.raises(kind) as caught:
        make()
    assert words in f"{caught.value} {caught.value.remedy}"


def test_every_factor_is_found_as_itself_and_tells_its_source() -> None:
    keys = [(one.region, one.year, one.kind) for one in grid_factors()]
    assert len(set(keys)) == len(keys)
    for one in grid_factors():
        assert grid_factor(one.region, one.year, one.kind) is one
        assert one.source
        assert one.sure in ("seen", "recalled")


def test_surplus_of_contracts_earns_nothing_by_the_hour() -> None:
    found = scope2([100, 100], 0.5, 0.6, contract_kwh=[200, 0])
    assert (found.market_annual_kg, found.market_hourly_kg) == (0.0, 60.0)


def test_waste_codes() -> None:
    assert [valid_waste_code(code) for code in ("HW12", "900-252-12", "HW43", "12", "900-252-99")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_a_register_by_hand() -> None:
    """60 kg lie 400 days; 50 kg more are too much for 100 kg; 20 kg leave without a manifest."""
    entries = [
        WasteEntry(dt.date(2025, 1, 1), "HW12", 60, "A", "in"),
        WasteEntry(dt.date(2025, 6, 1), "HW12", 50, "A", "in"),
        WasteEntry(dt.date(2026, 2, 5), "HW12", 60, "A", "out", "M1"),
        WasteEntry(dt.date(2026, 2, 6), "HW12", 20, "A", "out"),
    ]
    found = check_waste_register(entries, {"A": 100}, dt.date(2026, 2, 7))
    assert sorted(one.rule for one in found.findings) == ["capacity", "manifest", "time"]
    assert found.stored_kg == {("A", "HW12"): 30}
    assert found.passed_share == 1 - 3 / found.checks
