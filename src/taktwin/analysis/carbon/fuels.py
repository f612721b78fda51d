"""CO2 of burnt fuels (scope 1), by the structure of GB/T 32150."""

from __future__ import annotations

from taktwin.analysis.carbon.data import shipped
from taktwin.analysis.carbon.errors import CarbonError, FactorError
from taktwin.model.values.figures import number
from taktwin.model.values.nearest import suggest

_C_TO_CO2 = 44 / 12
"""Molar mass of CO2 over that of carbon."""


def fuel_co2(amount: float, gj_per_unit: float, carbon_t_per_tj: float, oxidation: float) -> float:
    """T CO2 of a burnt amount: amount x net calorific value x carbon content x oxidation x 44/12.

    Args:
        amount: of fuel, in any unit.
        gj_per_unit: net calorific value, GJ for each unit of the amount.
        carbon_t_per_tj: carbon content (tC/TJ).
        oxidation: share of the carbon that burns, 0 to 1.

    Raises:
        CarbonError: a figure below 0, not finite, or an oxidation above 1.

    >>> from taktwin.energy import fuel_co2
    >>> round(fuel_co2(1, 42.652, 20.2, 0.98), 4)
    3.0959
    """
    parts = {
        "amount": (amount, "unit of the fuel", 1e15),
        "gj_per_unit": (gj_per_unit, "GJ", 1e6),
        "carbon_t_per_tj": (carbon_t_per_tj, "tC/TJ", 1e3),
        "oxidation": (oxidation, "share", 1.0),
    }
    found = [number(CarbonError, "fuel", name, value, unit, most=most) for name, (value, unit, most) in parts.items()]
    return found[0] * found[1] * found[2] / 1000 * found[3] * _C_TO_CO2


def burnt(fuel: str, amount: float) -> float:
    """T CO2 of an amount of a fuel with the default figures.

    Args:
        fuel: `natural_gas` (m3), `diesel` (t) or `petrol` (t).
        amount: in the unit of the fuel.

    Raises:
        FactorError: a fuel that is not known; `fuel_co2` takes the figures of any.
        CarbonError: an amount below 0 or not finite.
    """
    known = shipped("fuels.yaml")
    if fuel not in known:
        remedy = f"{suggest(str(fuel), known)} Or give its figures to `fuel_co2`"
        raise FactorError(f'there are no default figures of the fuel "{fuel}"', remedy)
    row = known[fuel]
    return fuel_co2(amount, row["gj"], row["carbon"], row["oxidation"])
