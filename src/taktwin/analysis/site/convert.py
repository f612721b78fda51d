"""What a site buys for what it needs: cold, heat and compressed air are made of electricity, gas or bought heat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taktwin.analysis.ledger.errors import LedgerError
from taktwin.analysis.site.demand import COLD, Need
from taktwin.analysis.site.machines import Key, Machines
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.site.site import Site
from taktwin.model.nouns.site.utilities import Chillers, Compressors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

MACHINES = "machines"


@dataclass(frozen=True, eq=False)
class Entry:
    """A line of the ledger: what a shop drew of one medium for one use.

    Attributes:
        shop: None for what belongs to no shop.
        use: `machines`, `leakage`, `booth air`, `hall air`, `lighting` or `oxidiser`.
        name: of the load in the model; `machines` for all machines of the shop.
        medium: electricity, gas, heat (bought), water, compressed_air (where no compressors are modelled).
        via: what made the medium that was needed of this one: `compressors`, `chillers`, `boiler`, `heat network`;
            None where it was drawn as it is.
        amounts: of each step, kWh or m3.
    """

    shop: str | None
    use: str
    name: str
    medium: str
    via: str | None
    amounts: Numbers

    @property
    def total(self) -> float:
        """Sum of all steps."""
        return float(self.amounts.sum())


def entries_of(
    model: PlantModel, site: Site, machines: Machines, needs: Iterable[Need], weather: WeatherYear
) -> list[Entry]:
    """All lines of the ledger.

    Args:
        model: of one plant.
        site: of it.
        machines: what they drew.
        needs: of the loads of the site.
        weather: a whole year, for the chillers.

    Raises:
        LedgerError: a medium is needed that the site has no source of.
    """
    times = machines.times
    found: list[Entry] = []
    for (shop, medium), amounts in machines.drawn.items():
        if medium == "heat":
            found.append(_heat(site, shop, MACHINES, MACHINES, amounts))
        elif medium != "compressed_air" or site.compressed_air is None:
            found.append(Entry(shop, MACHINES, MACHINES, medium, None, amounts))
    if site.compressed_air is not None:
        found += _compressed(model, site.compressed_air, machines)
    cop = None if site.chillers is None else _cop(site.chillers, weather.dry_bulb_c[times.hours_of(weather)])
    for need in needs:
        if need.medium == "heat":
            found.append(_heat(site, need.shop, need.use, need.name, times.by_step(need.rate)))
        elif need.medium != COLD:
            found.append(Entry(need.shop, need.use, need.name, need.medium, None, times.by_step(need.rate)))
        elif cop is not None:
            amounts = times.by_step(need.rate / cop)
            found.append(Entry(need.shop, need.use, need.name, "electricity", "chillers", amounts))
        elif need.rate.any():
            raise LedgerError(f"site: {need.name} is cooled, but there are no chillers", "add `chillers` to the site")
    return [one for one in found if one.amounts.any()]


def _heat(site: Site, shop: str | None, use: str, name: str, amounts: Numbers) -> Entry:
    if site.heat is None:
        if not amounts.any():
            return Entry(shop, use, name, "heat", None, amounts)
        message = f"site: {name} of {shop or 'no shop'} draws heat, but the site does not say where it comes from"
        raise LedgerError(message, "add `heat: {source: gas, efficiency: 92 %}` to the site")
    bought = amounts / site.heat.efficiency.value
    if site.heat.source == "gas":
        return Entry(shop, use, name, "gas", "boiler", bought)
    return Entry(shop, use, name, "heat", "heat network", bought)


def _cop(chillers: Chillers, outdoor_c: Numbers) -> Numbers:
    """Cold for each kWh: cop + per_kelvin x (at - outdoor temperature), within its bounds."""
    found = chillers.cop.value + chillers.per_kelvin.value * (chillers.at.value - outdoor_c)
    return np.clip(found, chillers.least.value, chillers.most.value)


def _compressed(model: PlantModel, given: Compressors, machines: Machines) -> Iterator[Entry]:
    """Electricity of what is drawn, and of a constant leak while the network is under pressure.

    leak = leakage / (1 - leakage) x mean draw under pressure. Each shop bears the leak in proportion to what it draws.
    """
    times = machines.times
    drawn: dict[Key, Numbers] = {key: one for key, one in machines.drawn.items() if key[1] == "compressed_air"}
    total = float(sum(float(one.sum()) for one in drawn.values()))
    pressure = times.by_step(times.on(None if given.calendar is None else model.calendars[given.calendar]))
    hours = float(pressure.sum())
    leak = given.leakage.value / (1.0 - given.leakage.value) * total / hours if hours else 0.0
    for (shop, _), amounts in drawn.items():
        yield Entry(shop, MACHINES, MACHINES, "electricity", "compressors", amounts * given.specific.value)
        share = float(amounts.sum()) / total if total else 0.0
        leaked = pressure * leak * share * given.specific.value
        yield Entry(shop, "leakage", "compressed air", "electricity", "compressors", leaked)
