"""What an option costs a year, and how much cover it has on site: formulas, before any simulation.

Notation: demand r (cars' worth a minute), lot Q, headway t = Q / r, cover b left at the planned arrival, lateness X of
a delivery, D = r x minutes of production a year, n = D / Q deliveries a year.

*Cover.* A delivery raises the cover by t, demand lowers it by one minute a minute, so with lateness X it runs from
b - X to b - X + t and is even in between. On site, at a time taken at random,

    mean = b - E[X] + t / 2,    P(cover <= x) = (m(b - x) - m(b + t - x)) / t,    m(a) = E[(X - a)+],

the second by integrating P(X > v) over the headway. Both hold as long as deliveries do not overtake each other and
stops are rare: exactly if X stays within half a headway, or if all deliveries are equally late.

*Stops.* A delivery stops the line with P(X > b), for E[(X - b)+] on average.

*Lateness.* Travel time less its mean, and the spread of the leaving: variances add; the sum is taken as of the travel
time's kind. A look at the stock every R minutes orders up to R too late, R / 2 on average: mean + R / 2, variance +
R^2 / 12, and lots grow by what is drawn meanwhile, r R / 2 (the undershoot of an s,S policy, to first order).

*Cover left.* Where no safety is given: the quantile of X for the chance of a stop that is allowed. In sequence (with a
frozen horizon H) the call for the first car of a lot comes H ahead, and the lot leaves when its last car is called and
prepared: b = H - (preparing + t + travel).

*Variants.* What does not come in sequence needs stock of each of V variants: v minutes of cover more, always there. If
every car draws its variant alike and alone, a variant's demand until the next lot is there, P = t + travel + R minutes,
is binomial with variance r P (V - 1) / V^2. For a chance p that it is not enough, V times z(p) standard deviations are
z sqrt(r P (V - 1)) cars' worth (the square-root law), and V - 1 more containers are open, half full on average:
r v = z sqrt(r P (V - 1)) + (V - 1) x (cars' worth in a container) / 2. A sequence does without. The normal law says too
little where few cars have a variant: for 7 until the next lot, 3 % are short where 2 % were allowed.

*Money a year.*

- capital: interest x value x r x (mean cover with v + travel + cover at the supplier), by Little's law on the way;
- space: price x area of the fullest moment: r (b + t + v) x volume / stacked height;
- handling: D / (cars' worth in a container) x moves by mode x price of a move;
- transport: n x vehicles x (2 x km x price + price of a trip) + n x price of a delivery; vehicles = lot / what one
  takes, rounded up unless it is shared;
- containers: number x price x (1 / life + interest / 2), straight-line depreciation with half of it tied up on average;
  number = r x (b + t + v + 2 x travel + cover at the supplier) / (cars' worth in one), rounded up: the card formula of
  kanban, demand x loop time with safety / container (Monden, Toyota Production System);
- stops: n x E[(X - b)+] x price of a minute;
- sequencing: D x price.

Not in it: changes of the sequence after the call, wrong and faulty parts, the supplier's own production.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields

from taktwin.model.phrase import Phrase
from taktwin.planning.supply.modes.costdata import TOUCHES, Delivery, Family, Lane, Prices
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.modes.lateness import Lateness
from taktwin.planning.supply.modes.problem import Option, Part


@dataclass(frozen=True)
class Money:
    """Costs a year."""

    capital: float
    space: float
    handling: float
    transport: float
    containers: float
    stops: float
    sequencing: float

    @property
    def total(self) -> float:
        """All of them."""
        return math.fsum(getattr(self, one.name) for one in fields(self))


@dataclass(frozen=True)
class Estimate:
    """An option of a family, estimated."""

    family: Family
    lane: Lane
    delivery: Delivery
    money: Money
    cover_left: float
    """At the planned arrival (min)."""
    cover_variants: float
    """For the mix of variants (min), always there."""
    cover_mean: float
    """On site (min)."""
    cover_95: float
    """On site, exceeded in 5 % of the time (min)."""
    deliveries_a_day: float
    trips_a_day: float
    """Of vehicles; a share of one where it is shared."""
    km_a_year: float
    """Of vehicles, there and back."""
    dock_minutes: float
    """A day."""
    space: float
    """dm2, at the fullest moment."""
    containers: int
    stop_chance: float
    """Of a delivery."""
    stop_minutes: float
    """A year."""

    @property
    def option(self) -> Option:
        """The same as an option to choose.

        Whole money and dm2, and tenths of minutes; what is used up is rounded up.
        """
        delivery = self.delivery
        return Option(
            delivery.name,
            delivery.mode,
            round(self.money.total),
            _up(self.cover_95, 1),
            _up(self.dock_minutes, 1),
            int(_up(self.space, 0)),
            delivery.lot,
            delivery.frozen_horizon,
        )


def estimate(family: Family, lane: Lane, delivery: Delivery, prices: Prices) -> Estimate:
    """Cost and cover of one option; the formulas stand at the head of this module.

    Raises:
        ModeError: in sequence, the call-off comes too late for the lot to be prepared and driven.
    """
    rate = family.per_min
    lot = delivery.lot + rate * delivery.review / 2.0
    headway = lot / rate
    late = lateness(lane, delivery)
    left = _cover_left(family, lane, delivery, prices, headway, late)
    mix = _cover_variants(family, lane, delivery, prices, headway)
    mean = max(0.0, left - late.expected + headway / 2.0) + mix
    deliveries = rate * prices.minutes_a_day / lot  # a day
    vehicles = lot * family.volume / lane.vehicle.litres
    if not lane.shared:
        vehicles = max(1.0, math.ceil(vehicles - 1e-9))
    trips = deliveries * vehicles
    racks = rate * prices.minutes_a_day / family.per_container  # a day
    days, year = prices.days_a_year, rate * prices.minutes_a_day * prices.days_a_year
    fullest = left + mix + delivery.lot / rate
    area = rate * fullest * family.volume / 1000.0 / prices.stack
    loop = fullest + 2.0 * lane.travel + delivery.supplier_cover
    containers = math.ceil(rate * loop / family.per_container - 1e-9)
    stopped = days * deliveries * late.excess(left)
    tied = mean + lane.travel + delivery.supplier_cover
    money = Money(
        capital=prices.capital * family.value * rate * tied,
        space=prices.space * area,
        handling=prices.touch * TOUCHES[delivery.mode] * racks * days,
        transport=days
        * (trips * (2.0 * lane.km * lane.vehicle.price_km + lane.vehicle.price_trip) + deliveries * prices.delivery),
        containers=containers * family.container_price * (1.0 / prices.container_life + prices.capital / 2.0),
        stops=stopped * prices.stop,
        sequencing=delivery.sequencing * year,
    )
    return Estimate(
        family,
        lane,
        delivery,
        money,
        cover_left=left,
        cover_variants=mix,
        cover_mean=mean,
        cover_95=cover_quantile(late, left, headway, 0.95) + mix,
        deliveries_a_day=deliveries,
        trips_a_day=trips,
        km_a_year=2.0 * lane.km * trips * days,
        dock_minutes=trips * lane.vehicle.dock_minutes + racks * prices.dock_container,
        space=100.0 * area,
        containers=containers,
        stop_chance=late.exceeds(left),
        stop_minutes=stopped,
    )


def part_of(family: Family, lane: Lane, deliveries: Iterable[Delivery], prices: Prices) -> Part:
    """A part with an option for each delivery, ready to be chosen from.

    Raises:
        ModeError: as `estimate`.
    """
    options = tuple(estimate(family, lane, one, prices).option for one in deliveries)
    return Part(family.name, options, lane.supplier, family.value, family.volume)


def lateness(lane: Lane, delivery: Delivery) -> Lateness:
    """The lateness of a delivery against its planned arrival, which is leaving + mean travel time."""
    sd = math.sqrt(lane.travel_sd**2 + delivery.spread**2 + delivery.review**2 / 12.0)
    mean = delivery.review / 2.0
    if lane.travel_kind == "gamma" and lane.travel > 0:
        return Lateness("gamma", lane.travel + mean, sd, -lane.travel)
    return Lateness("normal", mean, sd)


def cover_quantile(late: Lateness, left: float, headway: float, share: float) -> float:
    """The cover on site (min) that is not exceeded in this share of the time, 0 or more."""
    middle, wide = left - late.expected, headway + 40.0 * late.sd + 1.0
    low, high = middle - wide, middle + wide
    for _ in range(100):  # the distribution function rises: halve what it can be
        x = (low + high) / 2.0
        below = (late.excess(left - x) - late.excess(left + headway - x)) / headway
        low, high = (x, high) if below < share else (low, x)
    return max(0.0, high)


def _cover_left(
    family: Family, lane: Lane, delivery: Delivery, prices: Prices, headway: float, late: Lateness
) -> float:
    horizon = delivery.frozen_horizon
    if horizon is None:
        if delivery.safety is not None:
            return delivery.safety
        return max(0.0, late.needed(prices.stop_chance))
    needed = delivery.preparing + headway + lane.travel
    if horizon < needed:
        raise ModeError(
            Phrase(
                "family {family}, delivery {delivery}: the call-off comes {horizon:.4g} min before the fitting, but "
                "preparing ({preparing:.4g}), calling a lot ({lot:.4g}) and driving ({drive:.4g}) take "
                "{needed:.4g} min",
                family=family.name,
                delivery=delivery.name,
                horizon=horizon,
                preparing=delivery.preparing,
                lot=headway,
                drive=lane.travel,
                needed=needed,
            ),
            Phrase("lengthen the frozen horizon, or make the lot smaller"),
        )
    return horizon - needed


def _cover_variants(family: Family, lane: Lane, delivery: Delivery, prices: Prices, headway: float) -> float:
    if delivery.frozen_horizon is not None:
        return 0.0
    others, rate = family.variants - 1, family.per_min
    until = headway + lane.travel + delivery.review
    z = max(0.0, Lateness("normal", 0.0, 1.0).needed(prices.stop_chance))
    return (z * math.sqrt(rate * until * others) + others * family.per_container / 2.0) / rate


def _up(value: float, decimals: int) -> float:
    scale = 10.0**decimals
    return math.ceil(value * scale - 1e-6) / scale
