"""The ways in which a family can come, each with its estimate of cost and cover and what it sets in the model.

Out of stock the lot is the demand between two orders, the cover as the family says it. A lot of (s, S) or (r, Q) is
one of one part number, so trucks come as often as one of all is used up, or is looked for, and half of the difference
lies there on top. By a milk run a family pays its share of the round by volume, as far as the farthest supplier; who
comes by none is taken to share a truck with others, unless the park names milk runs: then the truck is its own. In
sequence the lot is a truck, the frozen horizon that measured from the call to the fitting; its scatter counts as one of
the leaving. A way whose call comes too late for its lot is none.

*While the line stands*, at night and in breaks, trucks go on until all that was ordered or called has come. Where that
is more than the 5 % of the time in which a cover may be exceeded, the cover counts as that of a full site: out of stock
the levels up to which all stocks are filled, in sequence all that was called, which is the horizon. With
q = 1 - 5 % / share of the time off shift, it is the q quantile of a normal horizon.

*While a supplier is closed* and the line works on, the stock that its levels have for it (`families.closed`) lies
there all the time, and each delivery counts as if it were the first behind the shifts; a call in sequence must come
earlier by as much, or the way is none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from statistics import NormalDist
from typing import Any

import numpy as np

from taktwin.model.checks.ways.shiftwindows import shifts_of
from taktwin.model.families.closed import line_shifts, longest_closed
from taktwin.model.families.numbers import PartNumber
from taktwin.model.families.ordering import Ordering, ordering_of
from taktwin.model.families.sequenced import trip_of
from taktwin.model.families.stocked import level_of, lot_of, reorder_of
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.family import Family as FamilyNoun
from taktwin.model.nouns.supply.modes import SEQUENCED, STOCKED, Mode
from taktwin.model.nouns.supply.park import Park
from taktwin.model.phrase import Phrase
from taktwin.model.text.names import Names
from taktwin.model.text.tree import plain
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.survival import exceeded_by
from taktwin.planning.supply.modes.costdata import Delivery, Family, Lane, Prices, Vehicle
from taktwin.planning.supply.modes.costs import Estimate, estimate, lateness
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.problem import Option
from taktwin.planning.supply.park.horizon import Horizon

#: Share of the time in which a cover may be exceeded.
EXCEEDED = 0.05


@dataclass(frozen=True)
class Way:
    """One way: ``name`` is its mode, in sequence with the element that calls; ``settings`` is what its mode says."""

    name: str
    mode: Mode
    settings: dict[str, Any]
    estimate: Estimate
    cover: float
    """On site, exceeded in 5 % of the time, nights included (min)."""
    stops: float
    """Cost of the line's stops a year, by formula."""
    frozen_horizon: float | None = None
    """From the call to the fitting (min); None out of stock."""
    closed: float = 0.0
    """Minutes of the cover that is kept which are for the time in which suppliers are closed."""

    @property
    def kind(self) -> str:
        """Ways of a kind have the same errors of their formulas: those in sequence, and each mode out of stock."""
        return "in sequence" if self.mode in SEQUENCED else self.mode

    @property
    def cost(self) -> float:
        """A year, without stops."""
        return self.estimate.money.total - self.estimate.money.stops

    @property
    def option(self) -> Option:
        """The way as an option to choose."""
        found = self.estimate.option
        cover, cost = math.ceil(10.0 * self.cover) / 10.0, round(self.cost + self.stops)
        return replace(found, cover=cover, cost=cost, frozen_horizon=self.frozen_horizon)

    def changes(self, family: str) -> dict[str, Any]:
        """What to set in the model: path -> value."""
        found: dict[str, Any] = {f"supply.families.{family}.mode": self.mode}
        return found | ({f"supply.families.{family}.{self.mode}": self.settings} if self.settings else {})


@dataclass(frozen=True)
class Plant:
    """What the ways of all families have in common."""

    model: PlantModel
    park: Park
    prices: Prices
    takt_min: float
    """Minutes of production for a job, measured."""
    rates: Mapping[str, float]
    """Jobs' worth of each family that is drawn a minute of production, measured."""
    horizons: Mapping[tuple[str, str], Horizon]
    written: Mapping[str, Any]
    """The families as the file has them."""

    def ways(self, name: str, numbers: list[PartNumber], more: Mapping[str, float]) -> tuple[list[Way], list[str]]:
        """The ways of a family, and for those that are none the reason; ``more``: way -> cover, as many times."""
        family = self.park.families[name]
        given, said = [], []
        for mode in STOCKED:
            if mode == "vendor_managed" and family.vendor_managed is None and family.mode != mode:
                continue  # nothing says that the supplier would
            try:
                given.append(self._out_of_stock(name, family, numbers, mode, more.get(mode, 1.0)))
            except ModeError as error:
                said.append(error.sentence)
        for mode in SEQUENCED:
            for call in self._calls(family, mode):
                try:
                    given.append(self._in_sequence(name, family, numbers, mode, call))
                except ModeError as error:
                    said.append(error.sentence)
        return given, said

    def _calls(self, family: FamilyNoun, mode: Mode) -> list[str]:
        own = getattr(family, mode)
        if len(family.at) > 1 or family.numbers.value > 1 or (mode == "in_plant" and own is None):
            return []
        if own is not None and own.line is not None:
            return []
        calls = [own.call if own is not None else None, self.park.call, *self.park.calls]
        known = [call for call in dict.fromkeys(calls) if call is not None]
        return [call for call in known if (call, family.at[0]) in self.horizons]

    def _family(self, name: str, family: FamilyNoun, numbers: list[PartNumber]) -> Family:
        price = family.container_value.value if family.container_value is not None else 0.0
        jobs = family.container.value / family.units
        volume = 1000.0 * family.volume_of_job
        # of what nobody drew in the run, as much as the mix says
        rate = self.rates[name] or math.fsum(one.share for one in numbers) / self.takt_min
        return Family(name, family.value_of_job, volume, rate, jobs, price, len(numbers))

    def _lane(self, family: FamilyNoun, time: Distribution, mode: Mode) -> Lane:
        prices = self.park.prices
        mean, sd = _moments(time)
        km = self._km(family.supplier)
        truck = Vehicle(
            1000.0 * prices.truck_volume.value,
            prices.truck_km.value,
            prices.truck_trip.value,
            prices.dock_truck.value / 60.0,
        )
        cart = Vehicle(1000.0 * prices.cart_volume.value, 0.0, prices.cart_trip.value)
        stocked = mode in STOCKED
        shared = stocked and not self.park.milk_runs  # where there are some, they say who shares
        vehicle = cart if mode == "in_plant" else truck
        # the scatter of a horizon is more than that of the way, and has no long tail to the late side
        kind = "gamma" if stocked and sd > 0 else "normal"
        return Lane(family.supplier, km, mean / 60.0, vehicle, sd / 60.0, kind, shared)

    def _km(self, supplier: str) -> float:
        distance = self.model.suppliers[supplier].distance
        return distance.value / 1000.0 if distance is not None else 0.0

    def _way(self, name: str, family: FamilyNoun, headway: float) -> Lane:
        """The way of a family out of stock with a truck every ``headway`` min: its own, or its share of a milk run."""
        given, run = family.stocked, self.park.run_of(family)
        assert given is not None
        own = self._lane(family, given.lead or self.model.suppliers[family.supplier].drive, family.mode)
        if run is None:
            return own
        times = [time for stop in run.stops for time in (stop.drive, stop.load)]
        times.append(run.lead or self.model.suppliers[run.stops[-1].supplier].drive)
        moments = [_moments(time) for time in times]
        travel, sd = math.fsum(mean for mean, _ in moments), math.hypot(*(one for _, one in moments))
        of_round = {other: one for other, one in self.park.families.items() if self.park.run_of(one) is run}
        of_round[name] = family
        rates = {other: self.rates[other] * headway for other in of_round}
        litres = math.fsum(rates[other] * 1000.0 * one.volume_of_job for other, one in of_round.items())
        trucks = max(1.0, litres / own.vehicle.litres)
        if run.capacity is not None:
            full = math.fsum(rates[other] * one.units / one.container.value for other, one in of_round.items())
            trucks = max(trucks, full / run.capacity.value)
        vehicle = replace(own.vehicle, litres=litres / trucks if litres > 0.0 else own.vehicle.litres)
        km = max(self._km(stop.supplier) for stop in run.stops)
        kind = "gamma" if sd > 0.0 and travel > 0.0 else "normal"
        return replace(
            own, km=km, travel=travel / 60.0, travel_sd=sd / 60.0, travel_kind=kind, vehicle=vehicle, shared=True
        )

    def _out_of_stock(self, name: str, family: FamilyNoun, numbers: list[PartNumber], mode: Mode, more: float) -> Way:
        """A way out of stock.

        Raises:
            ModeError: a stock at the dock would never hold a lot of its feed, so the line would stand for ever.
        """
        own = family.model_copy(update={"mode": mode})
        assert own.stocked is not None
        order = ordering_of(self.model, self.names, self.park, own)
        cover = order.cover
        data = self._family(name, family, numbers)
        headway, above = _between(order, data)
        lot = headway * data.per_min
        lane = self._way(name, own, headway)
        if own.stocked.cover is None:  # nobody said how much: enough for the lateness of its way
            late = lateness(lane, Delivery(mode, mode, max(lot, 1e-6))).needed(self.prices.stop_chance)
            cover = max(cover, math.ceil(late) * 60.0)
        changed = more != 1.0 or cover != order.cover
        cover *= more
        above += order.closed / 60.0
        delivery = Delivery(mode, mode, max(lot, 1e-6), safety=cover / 60.0 + above)
        settings = self._settings(name, mode)
        if changed:
            settings["cover"] = f"{cover:.0f} s"
        found = estimate(data, lane, delivery, self.prices)
        # what lies there for the mix of variants also bridges a late truck
        late = lateness(lane, delivery).excess(cover / 60.0 + found.cover_variants)
        stops = self.prices.days_a_year * found.deliveries_a_day * late * self.prices.stop
        full = self._full(name, own, numbers, data.per_min, replace(order, cover=cover))
        closed = order.closed / 60.0
        return Way(mode, mode, settings, found, self._cover(found, full), stops, closed=closed)

    def _full(self, name: str, family: FamilyNoun, numbers: list[PartNumber], rate: float, order: Ordering) -> float:
        """Cover when all stocks of a family are full (min), those beside the line included."""
        takt = self.park.takt.value
        levels = [level_of(one, family, takt, order) + lot_of(one, family, takt, order) for one in numbers]
        if family.feed is not None and min(levels) < family.feed.lot.value:
            raise ModeError(
                Phrase(
                    "family {family}, delivery {mode}: a stock at the dock is filled up to {level:g}, which is less "
                    "than a lot of its feed ({lot:.4g})",
                    family=name,
                    mode=family.mode,
                    level=min(levels),
                    lot=family.feed.lot.value,
                ),
                Phrase("give it more `cover`, or make the lot smaller"),
            )
        units = math.fsum(levels)
        # whole containers are ordered: with each number half of one too many
        units += len(numbers) * max(0.0, family.container.value - family.quantity.value) / 2.0
        if family.feed is not None:  # what is called from the dock comes on top of the level at which it is called
            units += math.fsum(reorder_of(one, family, family.feed.jobs.value) for one in numbers)
            units += family.feed.lot.value / 2.0
        return units / family.units / rate

    def _cover(self, found: Estimate, full: float) -> float:
        """The estimated cover, or that of a full site, if the line stands for long enough."""
        return max(found.cover_95, full) if self.standing > EXCEEDED else found.cover_95

    @property
    def standing(self) -> float:
        """Share of the time in which the line is off shift."""
        return 1.0 - self.prices.minutes_a_day / 1440.0

    def _in_sequence(self, name: str, family: FamilyNoun, numbers: list[PartNumber], mode: Mode, call: str) -> Way:
        own = family.model_copy(update={"mode": mode})
        given = own.sequenced
        assert given is not None
        drive = given.drive or self.model.suppliers[family.supplier].drive
        trip = trip_of(own, self.park, drive)
        horizon = self.horizons[call, family.at[0]]
        preparing = math.fsum(time.mean for time in (given.make, given.load, given.unload) if time is not None)
        called = f"{mode}@{call}"
        data = self._family(name, family, numbers)
        lot = float(trip["rack"] * trip["racks"])
        if given.wait is not None:  # what few jobs need leaves before the racks are full
            lot = max(1.0, min(lot, given.wait.value / 60.0 * data.per_min))
        delivery = Delivery(
            called,
            mode,
            lot,
            frozen_horizon=horizon.mean + 1.0 / data.per_min,  # the first job of a lot waits for the others only
            preparing=preparing / 60.0,
            spread=horizon.sd,
            supplier_cover=self.park.prices.upstream.value / 60.0,
            sequencing=self.park.prices.sequencing.value,
        )
        settings = self._settings(name, mode)
        if call != self.park.call:
            settings["call"] = call
        lane = self._lane(family, drive, mode)
        found = estimate(data, lane, delivery, self.prices)
        shifts = shifts_of(self.model, self.model.suppliers[family.supplier].calendar)
        closed = longest_closed(shifts, line_shifts(self.model, self.names, family)) / 60.0
        stops = found.money.stops
        if closed > 0.0:
            if closed > found.cover_left:
                raise ModeError(_closed(name, called, closed, found.cover_left), Phrase("call earlier"))
            late = lateness(lane, delivery).excess(found.cover_left - closed)
            stops = self.prices.days_a_year * found.deliveries_a_day * late * self.prices.stop
        above = max(1e-3, 1.0 - EXCEEDED / self.standing) if self.standing > EXCEEDED else 0.5
        share = min(1.0, data.per_min * self.takt_min)  # of the jobs between call and fitting, those that need it
        drawn = math.sqrt(horizon.mean / self.takt_min * share * (1.0 - share)) / data.per_min
        scatter = NormalDist().inv_cdf(above) * horizon.sd
        full = max(0.0, horizon.mean + math.copysign(math.hypot(scatter, drawn), scatter))
        return Way(called, mode, settings, found, self._cover(found, full), stops, horizon.mean)

    @cached_property
    def names(self) -> Names:
        """The names in the model."""
        return Names(self.model)

    def _settings(self, name: str, mode: Mode) -> dict[str, Any]:
        return plain(self.written[name].get(mode) or {})


def name_of(family: FamilyNoun, park: Park) -> str:
    """The way in which a family comes in the model, by its name among `Plant.ways`."""
    given = family.sequenced
    return family.mode if given is None else f"{family.mode}@{given.call or park.call}"


def _between(order: Ordering, family: Family) -> tuple[float, float]:
    """Minutes between two trucks of a family out of stock, and minutes of stock that its lots are above that."""
    if order.policy == "up_to":
        return (order.every / 60.0 if order.every is not None else family.per_container / family.per_min), 0.0
    review, lot = (order.every or 0.0) / 60.0, order.lot / 60.0
    headway = max(review, (lot + review / 2.0) / family.variants)
    return headway, max(0.0, review + lot - headway) / 2.0


def _closed(family: str, delivery: str, closed: float, spare: float) -> Phrase:
    return Phrase(
        "family {family}, delivery {delivery}: its supplier is closed for {closed:.4g} min while the line works, and "
        "the call-off comes only {spare:.4g} min earlier than it has to",
        family=family,
        delivery=delivery,
        closed=closed,
        spare=spare,
    )


@lru_cache(maxsize=4096)  # a plan asks for the same times again and again
def _moments(time: Distribution) -> tuple[float, float]:
    """Mean and standard deviation, s: of its quantiles at a thousand places in the middle of equal shares."""
    values = np.array([exceeded_by(time, (place + 0.5) / 1000.0) for place in range(1000)])
    return time.mean, float(np.std(values)) if time.kind != "constant" else 0.0
