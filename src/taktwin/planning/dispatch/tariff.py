"""What electricity costs: prices of energy in both directions, demand charges, a price of carbon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.dispatch.check import MOST_MONEY, number, series
from taktwin.planning.dispatch.errors import DispatchError

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = float | Sequence[float] | npt.NDArray[Any]
    Whole = Sequence[int] | npt.NDArray[Any]


MOST_FACTOR = 1000.0
"""Kg CO2/kWh: above it the factor is of another unit."""


@dataclass(frozen=True, eq=False)
class Tariff:
    """Prices in any one money; each is one number, or one for each step.

    cost = sum(buy x import) - sum(sell x export) + sum over periods(demand_charge x highest import)
           + carbon_price x sum(carbon_factor x import)
    """

    buy: Numbers
    """Money/kWh of import; may be negative."""
    sell: Numbers = 0.0
    """Money/kWh of export; negative where feeding in costs."""
    demand_charge: Numbers = 0.0
    """Money/kW of the highest mean import of a step in each billing period; one for all periods, or one each."""
    demand_period: Whole | None = None
    """Number of the billing period of each step (0, 1, ...); None for one period."""
    carbon_price: float = 0.0
    """Money/t CO2 of the import."""
    carbon_factor: Numbers = 0.0
    """Kg CO2/kWh of the import."""

    def over(self, steps: int) -> Prices:
        """The tariff as arrays for so many steps.

        Args:
            steps: of the plan.

        Raises:
            DispatchError: a series of the wrong length, a value that is no number, or a charge below 0.
        """
        periods, charges = self._periods(steps)
        price = number("tariff", "carbon_price", self.carbon_price, "money/t", most=MOST_MONEY)
        return Prices(
            series("tariff", "buy", self.buy, steps, "money/kWh", -MOST_MONEY, most=MOST_MONEY),
            series("tariff", "sell", self.sell, steps, "money/kWh", -MOST_MONEY, most=MOST_MONEY),
            charges,
            periods,
            price,
            series("tariff", "carbon_factor", self.carbon_factor, steps, "kg/kWh", least=0.0, most=MOST_FACTOR),
        )

    def _periods(self, steps: int) -> tuple[Any, Any]:
        given: Any = np.zeros(steps) if self.demand_period is None else self.demand_period
        values = series("tariff", "demand_period", given, steps, "number of a period", least=0.0)
        periods = values.astype(np.int64)
        if np.any(periods != values):
            raise DispatchError(
                Phrase("tariff: demand_period must be whole numbers"), Phrase("count the billing periods from 0")
            )
        many = int(periods.max()) + 1
        missing = np.setdiff1d(np.arange(min(many, steps + 1)), periods)  # one more than steps always has a gap
        if missing.size:
            message = Phrase(
                "tariff: demand_period names period {many}, but no step is in period {missing}",
                many=many - 1,
                missing=missing[0],
            )
            raise DispatchError(message, Phrase("count the billing periods from 0, without a gap"))
        charge = np.array(self.demand_charge, dtype=object)
        if charge.ndim and charge.size != many:
            message = Phrase(
                "tariff: demand_charge has {size} values, there are {many} billing periods", size=charge.size, many=many
            )
            raise DispatchError(message, Phrase("give one for each period, or a single one for all"))
        money = series("tariff", "demand_charge", self.demand_charge, many, "money/kW", least=0.0, most=MOST_MONEY)
        return periods, money


@dataclass(frozen=True, eq=False)
class Prices:
    """A tariff as arrays: buy, sell (money/kWh), charge of each period, period of each step, factor (kg/kWh)."""

    buy: Any
    sell: Any
    charges: Any
    periods: Any
    carbon_price: float
    factor: Any

    @property
    def import_price(self) -> Any:
        """Money/kWh of import with its carbon."""
        return self.buy + self.carbon_price / 1000.0 * self.factor
