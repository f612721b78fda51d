"""Scope 2 of the GHG Protocol: CO2 of bought electricity, by location, by contract over the year, and hour by hour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taktwin.analysis.carbon.errors import CarbonError
from taktwin.model.values.figures import number, series

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = float | Sequence[float] | npt.NDArray[np.float64]


@dataclass(frozen=True)
class Scope2:
    """Energies in kWh, emissions in kg CO2, shares from 0 to 1 (nan where there is nothing to share)."""

    grid_kwh: float
    self_use_kwh: float
    """Own photovoltaics used at the site."""
    export_kwh: float
    location_kg: float
    """Grid draw of each step by the factor of the grid in that step."""
    market_annual_kg: float
    """What contracts and certificates of the year leave of the grid draw, by the residual factor."""
    market_hourly_kg: float
    """What the contracts leave in each step, by the residual factor; certificates do not count."""
    matched_kwh: float
    """Contracted energy up to the grid draw of its own step."""
    hourly_match_share_of_grid: float
    carbon_free_share_of_load: float


def scope2(
    load_kwh: Numbers,
    location_factor: Numbers,
    residual_factor: float,
    own_pv_kwh: Numbers = 0.0,
    contract_kwh: Numbers = 0.0,
    unbundled_certificates_kwh: float = 0.0,
) -> Scope2:
    """Scope 2 in three ways, from energies of equal steps (an hour, or 15 min).

    grid = max(0, load - own PV), step by step. Contracts (with a supplier, for energy of zero emissions) count over the
    year up to the grid draw of the year, hour by hour only up to that of their own step; a surplus of them,
    certificates beyond the draw and exported energy earn nothing.

    Location- and market-based method: GHG Protocol Scope 2 Guidance, 2015; hourly matching as in its revision
    (consultation of 2025), with the residual factor for what is not matched.

    Args:
        load_kwh: of the site, each step.
        location_factor: kg CO2/kWh of the grid, each step or one number.
        residual_factor: kg CO2/kWh of the grid without what is traded as non-fossil.
        own_pv_kwh: generated at the site, each step.
        contract_kwh: delivered under contract, each step.
        unbundled_certificates_kwh: bought for the year without the energy.

    Raises:
        CarbonError: a series of the wrong length, a figure below 0 or not finite.

    >>> from taktwin.energy import scope2
    >>> found = scope2([100, 100], 0.5, 0.6, contract_kwh=[200, 0])
    >>> found.location_kg, found.market_annual_kg, found.market_hourly_kg
    (100.0, 0.0, 60.0)
    """

    def each(name: str, values: Numbers, steps: int | None, unit: str) -> npt.NDArray[np.float64]:
        return series(CarbonError, "scope 2", name, values, steps, unit, least=0.0)

    load = each("load_kwh", load_kwh, None, "kWh")
    factor = each("location_factor", location_factor, load.size, "kg/kWh")
    pv = each("own_pv_kwh", own_pv_kwh, load.size, "kWh")
    contract = each("contract_kwh", contract_kwh, load.size, "kWh")
    residual = number(CarbonError, "scope 2", "residual_factor", residual_factor, "kg/kWh", most=100.0)
    free = number(CarbonError, "scope 2", "unbundled_certificates_kwh", unbundled_certificates_kwh, "kWh", most=1e15)
    grid, self_use, matched = _split(load, pv, contract)
    drawn, used, match = math.fsum(grid), math.fsum(self_use), math.fsum(matched)
    total = math.fsum(load)
    return Scope2(
        grid_kwh=drawn,
        self_use_kwh=used,
        export_kwh=math.fsum(pv - self_use),
        location_kg=math.fsum(grid * factor),
        market_annual_kg=max(0.0, drawn - math.fsum(contract) - free) * residual,
        market_hourly_kg=math.fsum(grid - matched) * residual,
        matched_kwh=match,
        hourly_match_share_of_grid=match / drawn if drawn else math.nan,
        carbon_free_share_of_load=(used + match) / total if total else math.nan,
    )


def _split(load: npt.NDArray, pv: npt.NDArray, contract: npt.NDArray) -> tuple[npt.NDArray, npt.NDArray, npt.NDArray]:
    """Grid draw, own photovoltaics used, and contracted energy that meets the draw, of each step."""
    self_use = np.minimum(load, pv)
    grid = load - self_use
    return grid, self_use, np.minimum(contract, grid)
