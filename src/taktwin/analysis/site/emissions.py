"""CO2 of a ledger: scope 1, scope 2 by location and by market; no factor stands in for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taktwin.analysis.carbon.data import shipped
from taktwin.analysis.carbon.factors import GridFactor, grid_factor
from taktwin.analysis.carbon.fuels import burnt
from taktwin.analysis.carbon.scope2 import Scope2, scope2
from taktwin.model.nouns.site.factors import FactorOf
from taktwin.model.nouns.site.site import Site

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_KWH_PER_GJ = 1000.0 / 3.6


@dataclass(frozen=True)
class Emissions:
    """Kg CO2 of the time of a ledger.

    Attributes:
        scope1_kg: of gas that was burnt.
        heat_kg: scope 2 of bought heat.
        electricity: scope 2 of bought electricity.
        grid: factor by location.
        market: factor of what no contract covers; None where the site names none, and then nothing is told by market.
    """

    scope1_kg: float
    heat_kg: float
    electricity: Scope2
    grid: GridFactor
    market: GridFactor | None

    @property
    def location_kg(self) -> float:
        """Scope 1 and scope 2, by location."""
        return self.scope1_kg + self.heat_kg + self.electricity.location_kg

    @property
    def market_kg(self) -> float | None:
        """Scope 1 and scope 2, by market without contracts."""
        if self.market is None:
            return None
        return self.scope1_kg + self.heat_kg + self.electricity.market_annual_kg

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "scope1_kg": self.scope1_kg,
            "scope2_heat_kg": self.heat_kg,
            "scope2_electricity_location_kg": self.electricity.location_kg,
            "scope2_electricity_market_kg": None if self.market is None else self.electricity.market_annual_kg,
            "location_kg": self.location_kg,
            "market_kg": self.market_kg,
            "carbon_free_share_of_load": self.electricity.carbon_free_share_of_load,
            "factors": [str(one) for one in (self.grid, self.market) if one is not None] + [gas_factor_told()],
        }


def emissions_of(site: Site, electricity: Numbers, sun: Numbers, totals: Mapping[str, float]) -> Emissions:
    """Emissions of a ledger.

    Args:
        site: with its factors.
        electricity: used in each step, kWh.
        sun: from own photovoltaics in each step, kWh.
        totals: medium -> kWh of the whole time.

    Raises:
        FactorError: a factor of the site is not known; the message names the nearest that are.
    """
    grid = factor_of(site.grid)
    market = None if site.market is None else factor_of(site.market)
    residual = grid.value if market is None else market.value  # not told where there is none
    bought = scope2(electricity, grid.value, residual, own_pv_kwh=sun)
    factor = site.heat.factor.value if site.heat is not None and site.heat.factor is not None else 0.0
    return Emissions(gas_co2_kg(totals.get("gas", 0.0)), totals.get("heat", 0.0) * factor, bought, grid, market)


def factor_of(noun: FactorOf) -> GridFactor:
    """The factor that a site names.

    Raises:
        FactorError: there is none.
    """
    return grid_factor(noun.region, int(noun.year.value), noun.kind)


def gas_co2_kg(kwh: float) -> float:
    """Kg CO2 of burnt natural gas, of which the lower heating value is given.

    >>> round(gas_co2_kg(1000.0), 1)
    199.9
    """
    return burnt("natural_gas", kwh / _KWH_PER_GJ / shipped("fuels.yaml")["natural_gas"]["gj"]) * 1000.0


def gas_factor_told() -> str:
    """The factor of gas in words, with its source."""
    row = shipped("fuels.yaml")["natural_gas"]
    return f"natural gas: {gas_co2_kg(1.0):.4f} kg CO2/kWh ({row['source']}; {row['sure']})"
