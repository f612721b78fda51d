"""Standard coal (GB/T 2589): energies and media in tce, electricity by its heat or by the coal burnt for it.

1 tce = 29.3076 GJ. The calorific value of electricity, 0.1229 kgce/kWh, says what it is worth as heat; the equivalent
value says what coal is burnt for it. Both are reported in China, and differ by a factor of 2.5: never mix them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taktwin.analysis.carbon.data import shipped
from taktwin.analysis.carbon.errors import CarbonError, FactorError
from taktwin.model.values.figures import number
from taktwin.model.values.nearest import suggest

ELECTRICITY = "electricity_kWh"


@dataclass(frozen=True)
class StandardCoal:
    """A consumption in standard coal."""

    tce_calorific: float
    """Tce, electricity by its calorific value."""
    tce_equivalent: float
    """Tce, electricity by the coal that power stations burn for it."""
    gj: float
    """Heat of the calorific value (GJ)."""


def coal_coefficients() -> dict[str, float]:
    """Kgce for each unit, by the name of the energy or medium: `electricity_kWh`, `natural_gas_m3`, `steam_kg`, ..."""
    return {name: float(row["value"]) for name, row in shipped("coal.yaml")["coefficients"].items()}


def power_supply_rate(year: int) -> float:
    """Kgce that coal-fired power stations burn for each kWh supplied, national mean of a year.

    Args:
        year: for which it was published.

    Raises:
        FactorError: it is not known; the message names the known ones.
    """
    known = shipped("coal.yaml")["power_supply"]
    if isinstance(year, bool) or year not in known:
        told = ", ".join(f"{one} ({row['value']:g} kgce/kWh)" for one, row in known.items())
        message = f"no coal rate of power supply is known for {year!r}"
        raise FactorError(message, f"known are {told}; or give the number")
    return float(known[year]["value"])


def standard_coal(
    use: Mapping[str, float], coefficients: Mapping[str, float] | None = None, electricity_rate: float | None = None
) -> StandardCoal:
    """Tce and GJ of what was used, both ways.

    Args:
        use: amounts by name, in the unit of the name; names as in `coal_coefficients`.
        coefficients: kgce for each unit, in place of those of GB/T 2589: measured ones go before the standard's.
        electricity_rate: kgce/kWh of the equivalent value; by default that of 2024, 0.3024.

    Raises:
        FactorError: something whose coefficient is not known; the message names the nearest.
        CarbonError: an amount or a coefficient that is below 0 or no number.

    >>> from taktwin.energy import standard_coal
    >>> found = standard_coal({"electricity_kWh": 1_000_000})
    >>> round(found.tce_calorific, 1), round(found.tce_equivalent, 1)
    (122.9, 302.4)
    """
    known = {**coal_coefficients(), **(coefficients or {})}
    rate = power_supply_rate(2024) if electricity_rate is None else electricity_rate
    rate = number(CarbonError, "standard coal", "electricity_rate", rate, "kgce/kWh", most=2.0)
    calorific = other = electricity = 0.0
    for name, amount in use.items():
        if name not in known:
            remedy = f"{suggest(str(name), known)} Or give its coefficient"
            raise FactorError(f'standard coal: there is no coefficient of "{name}"', remedy)
        amount = number(CarbonError, "standard coal", name, amount, "amount", most=1e18)
        coefficient = number(CarbonError, "standard coal", f"coefficient of {name}", known[name], "kgce", most=1e6)
        calorific += amount * coefficient
        if name == ELECTRICITY:
            electricity = amount
        else:
            other += amount * coefficient
    return StandardCoal(calorific / 1000, (other + electricity * rate) / 1000, gj_of_tce(calorific / 1000))


def gj_of_tce(tce: float) -> float:
    """GJ of an amount of standard coal.

    Args:
        tce: t of standard coal.
    """
    return tce * shipped("coal.yaml")["mj_per_kgce"]


def electricity_of_tce(tce: float, rate: float) -> float:
    """KWh of electricity that an amount of standard coal stands for.

    Args:
        tce: t of standard coal.
        rate: kgce/kWh: 0.1229 by calorific value, or as `power_supply_rate` by equivalent value.

    Raises:
        CarbonError: an amount below 0, or a rate that is not above 0.
    """
    tce = number(CarbonError, "standard coal", "tce", tce, "t", most=1e15)
    return 1000 * tce / number(CarbonError, "standard coal", "rate", rate, "kgce/kWh", least=1e-6, most=2.0)
