"""The plan: power of each step, and the bill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.planning.dispatch.exclusive import Flows
from taktwin.planning.dispatch.problem import DispatchProblem

if TYPE_CHECKING:
    import polars as pl


_ROUNDING = 1e-12
"""Share of the largest sum of energy below which another one is rounding of the solver, and 0."""


@dataclass(frozen=True)
class Bill:
    """What the plan costs, in the money of the tariff; `total` is their sum."""

    energy: float
    """Import at the price of energy."""
    feed_in: float
    """Export, below 0 where it earns."""
    demand: float
    """Highest import of all billing periods, the part paid already included."""
    carbon: float
    wear: float
    """Of the battery."""

    @property
    def total(self) -> float:
        """All of it."""
        return self.energy + self.feed_in + self.demand + self.carbon + self.wear


@dataclass(frozen=True, eq=False)
class DispatchPlan:
    """Power of each step (kW, means), the level of the battery after it (kWh), and what it costs.

    Attributes:
        problem: what was planned.
        flows: the series.
        bound: no plan can cost less than this.
        proven: the plan is within the gap that was asked for.
    """

    problem: DispatchProblem
    flows: Flows
    bound: float
    proven: bool

    @cached_property
    def peaks(self) -> Any:
        """Highest import (kW) of each billing period, that of the first not below `peak_so_far`."""
        periods = self.problem.prices.periods
        found = np.zeros(self.problem.prices.charges.size)
        np.maximum.at(found, periods, self.flows.imported)
        found[periods[0]] = max(found[periods[0]], self.problem.peak_so_far)
        return found

    @cached_property
    def bill(self) -> Bill:
        """What it costs."""
        problem, prices, flows, h = self.problem, self.problem.prices, self.flows, self.problem.step
        return Bill(
            energy=h * float(prices.buy @ flows.imported),
            feed_in=-h * float(prices.sell @ flows.exported) + 0.0,
            demand=float(prices.charges @ self.peaks),
            carbon=prices.carbon_price / 1000.0 * self.co2_kg,
            wear=h * problem.battery.wear * float(np.sum(flows.charged + flows.discharged)),
        )

    @property
    def cost(self) -> float:
        """Total of the bill, in the money of the tariff."""
        return self.bill.total

    @property
    def gap(self) -> float:
        """How far the best plan could still be below, as a share of the cost."""
        return max(0.0, self.cost - self.bound) / max(abs(self.cost), 1e-9)

    @property
    def co2_kg(self) -> float:
        """Kg CO2 of the import, by the factor of each step; export earns nothing."""
        return self.problem.step * float(self.problem.prices.factor @ self.flows.imported)

    @property
    def cycles(self) -> float:
        """Energy discharged over the usable energy of the battery; 0 without one."""
        energy = self.problem.battery.energy
        return self.energy()["discharged_kwh"] / energy if energy else 0.0

    def energy(self) -> dict[str, float]:
        """Sums of all series (kWh)."""
        flows, h = self.flows, self.problem.step
        sums = {
            "load_kwh": self.problem.load,
            "pv_kwh": self.problem.pv,
            "imported_kwh": flows.imported,
            "exported_kwh": flows.exported,
            "charged_kwh": flows.charged,
            "discharged_kwh": flows.discharged,
            "curtailed_kwh": flows.curtailed,
        }
        found = {name: h * float(np.sum(values)) for name, values in sums.items()} | {
            "flexible_kwh": h * float(sum(np.sum(one) for one in flows.flexible))
        }
        least = _ROUNDING * max(map(abs, found.values()))
        return {name: one if abs(one) > least else 0.0 for name, one in found.items()}

    def series(self) -> dict[str, Any]:
        """The series by name: the columns of the table."""
        flows, problem = self.flows, self.problem
        named = {f"{one.name}_kw": power for one, power in zip(problem.flexible, flows.flexible, strict=True)}
        return {
            "load_kw": problem.load,
            "pv_kw": problem.pv,
            "import_kw": flows.imported,
            "export_kw": flows.exported,
            "charge_kw": flows.charged,
            "discharge_kw": flows.discharged,
            "curtailed_kw": flows.curtailed,
            "level_kwh": flows.level + 0.0,
            "buy": problem.prices.buy,
            "sell": problem.prices.sell,
            **named,
        }

    def table(self) -> pl.DataFrame:
        """One row a step: `start_h` (h from the first step), powers (kW), level after the step (kWh), prices."""
        import polars as pl

        return pl.DataFrame({"start_h": np.arange(self.problem.steps) * self.problem.step, **self.series()})

    def as_dict(self) -> dict[str, Any]:
        """The figures, without the series, for JSON."""
        bill = self.bill
        return {
            "cost": bill.total,
            "bill": {
                "energy": bill.energy,
                "feed_in": bill.feed_in,
                "demand": bill.demand,
                "carbon": bill.carbon,
                "wear": bill.wear,
            },
            "energy": self.energy(),
            "peaks_kw": [float(one) for one in self.peaks],
            "co2_kg": self.co2_kg,
            "cycles": self.cycles,
            "bound": self.bound,
            "proven": self.proven,
        }
