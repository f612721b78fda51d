"""What the media of a ledger cost, without the battery and with it."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from taktwin.analysis.site.ledger import SiteLedger
from taktwin.model.nouns.site.generation import SiteBattery, SiteTariff
from taktwin.planning.dispatch.plan import DispatchPlan
from taktwin.planning.dispatch.prices import billing_months, time_of_use
from taktwin.planning.dispatch.problem import DispatchProblem
from taktwin.planning.dispatch.rounded import dispatch_near
from taktwin.planning.dispatch.site import Battery
from taktwin.planning.dispatch.tariff import Tariff

_J_PER_KWH = 3.6e6


@dataclass(frozen=True)
class SiteBill:
    """Money of the time of a ledger, in the currency of its tariff.

    Attributes:
        electricity: bought, by the time of the day.
        feed_in: below 0 where it earns.
        demand: of the highest import of each month; a month that is not whole is charged for its share of the month.
        gas: at its price; 0 where none is given.
        heat: likewise.
        water: likewise.
        carbon: of scope 1 and scope 2 by location.
        wear: of the battery.
    """

    electricity: float
    feed_in: float
    demand: float
    gas: float = 0.0
    heat: float = 0.0
    water: float = 0.0
    carbon: float = 0.0
    wear: float = 0.0

    @property
    def total(self) -> float:
        """All of it."""
        return sum(getattr(self, one.name) for one in fields(self))


def bill_of(ledger: SiteLedger, tariff: SiteTariff) -> SiteBill:
    """The bill without a battery: the sun serves the site first, the rest of it is fed in.

    Args:
        ledger: of a site.
        tariff: of it.

    Raises:
        FactorError: a factor of the site is not known.
    """
    buy, months, charges = _prices(ledger, tariff)
    peaks = np.zeros(charges.size)
    np.maximum.at(peaks, months, ledger.bought / ledger.step_h)
    return SiteBill(
        electricity=float(buy @ ledger.bought),
        feed_in=-tariff.sell.value * float(ledger.fed_in.sum()) + 0.0,
        demand=float(charges @ peaks),
        carbon=tariff.carbon.value / 1000.0 * ledger.emissions.location_kg,
        **_others(ledger, tariff),
    )


def unpriced(ledger: SiteLedger, tariff: SiteTariff) -> list[str]:
    """Media that are drawn and have no price: they are not in the bill."""
    return [name for name in ("gas", "heat", "water") if ledger.totals.get(name) and getattr(tariff, name) is None]


def _others(ledger: SiteLedger, tariff: SiteTariff) -> dict[str, float]:
    prices = {name: getattr(tariff, name) for name in ("gas", "heat", "water")}
    return {name: ledger.totals.get(name, 0.0) * price.value for name, price in prices.items() if price is not None}


def _prices(ledger: SiteLedger, tariff: SiteTariff) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Price of each step, the month of each step from 0, and the demand charge of each month or part of one."""
    times = ledger.times
    bands = {band: price.value for band, price in tariff.buy.items()}
    buy = np.asarray(time_of_use(bands, times.start, ledger.step_h, times.steps))
    months = np.asarray(billing_months(times.start, ledger.step_h, times.steps))
    hours = np.bincount(months) * ledger.step_h
    first = np.datetime64(times.start, "M") + np.arange(hours.size)
    whole = ((first + 1).astype("datetime64[h]") - first.astype("datetime64[h]")).astype(np.float64)
    return buy, months, tariff.demand_charge.value * np.minimum(hours / whole, 1.0)


@dataclass(frozen=True, eq=False)
class WithBattery:
    """The plan of the least cost with the battery, all known beforehand: the most that it can save.

    Attributes:
        plan: power of each step; `plan.proven` is whether it is the cheapest, `plan.bound` what none can be below.
        bill: with it.
        location_kg: scope 1 and 2 by location with it, kg CO2.
    """

    plan: DispatchPlan
    bill: SiteBill
    location_kg: float


def with_battery(ledger: SiteLedger, tariff: SiteTariff, battery: SiteBattery) -> WithBattery:
    """Plan the battery for the load and the sun of a ledger.

    Args:
        ledger: of a site.
        tariff: of it.
        battery: at it; its level at the end is that of the begin.

    Raises:
        FactorError: a factor of the site is not known.
        NoDispatchError: never for a site without limits of import, so a bug if it is.
    """
    buy, months, charges = _prices(ledger, tariff)
    factor = ledger.emissions.grid.value
    store = Battery(
        battery.energy.value / _J_PER_KWH,
        battery.power.value / 1000.0,
        battery.charge_efficiency.value,
        battery.discharge_efficiency.value,
        wear=battery.wear.value,
    )
    prices = Tariff(buy, tariff.sell.value, charges, months, tariff.carbon.value, factor)
    hours = ledger.step_h
    load = ledger.of_medium("electricity") / hours
    problem = DispatchProblem(load, prices, ledger.sun / hours, hours, store, battery_feeds_in=battery.feeds_in)
    plan = dispatch_near(problem)
    others = ledger.emissions.scope1_kg + ledger.emissions.heat_kg
    location = others + plan.co2_kg
    found = SiteBill(
        electricity=plan.bill.energy,
        feed_in=plan.bill.feed_in,
        demand=plan.bill.demand,
        wear=plan.bill.wear,
        carbon=tariff.carbon.value / 1000.0 * location,
        **_others(ledger, tariff),
    )
    return WithBattery(plan, found, location)
