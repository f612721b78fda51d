"""A station simulated: days of random arrivals, each figure with its interval.

What is drawn is addressed by seed, replication and purpose, one number for each car, so stations that differ in packs,
chargers or bays serve the same cars.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.analysis.interval import t_interval
from taktwin.model.phrase import Phrase
from taktwin.product.swap.errors import SwapError
from taktwin.product.swap.station import DAY_S, HOURS, Station

DAYS, WARMUP, REPLICATIONS = 20, 2, 10
_ARRIVALS, _CHARGE, _TAKES, _NEEDS = range(4)
"""Purposes of random numbers."""


@dataclass(frozen=True)
class Estimate:
    """A mean over replications with its 95 % interval; one replication has none."""

    mean: float
    low: float | None
    high: float | None

    def as_dict(self) -> dict[str, float | None]:
        """For JSON."""
        return {"mean": self.mean, "low": self.low, "high": self.high}


@dataclass(frozen=True)
class Hour:
    """An hour of the day.

    Attributes:
        cars: that came.
        wait_s: mean wait of those that were served.
        at_once: share of the cars that waited for nothing.
        kw: taken of the grid, in the mean.
    """

    cars: Estimate
    wait_s: Estimate
    at_once: Estimate
    kw: Estimate


@dataclass(frozen=True)
class Served:
    """What a station did.

    Attributes:
        station: that was simulated.
        swaps: of a day.
        wait_s: mean wait of the cars that were served.
        late_s: the wait that 95 % of them did not exceed.
        at_once: share of the cars that waited for nothing.
        in_time: share of the cars that were served within the station's `within`.
        lost: share of the cars that found no room.
        for_pack: of the time that cars waited, the share in which a bay was free and no pack charged.
        bays_used: share of the time in which a bay is in use.
        charged: packs that stand charged, in the mean.
        kwh: taken of the grid in a day.
        hours: of the day.
    """

    station: Station
    swaps: Estimate
    wait_s: Estimate
    late_s: Estimate
    at_once: Estimate
    in_time: Estimate
    lost: Estimate
    for_pack: Estimate
    bays_used: Estimate
    charged: Estimate
    kwh: Estimate
    hours: tuple[Hour, ...]


FIGURES = (
    "swaps", "wait_s", "late_s", "at_once", "in_time", "lost", "for_pack", "bays_used", "charged", "kwh",
)  # fmt: skip


SHARES = ("at_once", "in_time", "lost", "for_pack", "bays_used")


def estimate(values: Sequence[float], most: float = math.inf) -> Estimate:
    """The mean of what replications found; those that found nothing (no car came) are left out.

    No figure is below 0 or above `most`, and no interval reaches beyond.
    """
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return Estimate(math.nan, None, None)
    bounds = t_interval(known)
    low, high = (None, None) if bounds is None else (max(bounds[0], 0.0), min(bounds[1], most))
    return Estimate(math.fsum(known) / len(known), low, high)


def simulate(
    station: Station,
    days: int = DAYS,
    warmup: int = WARMUP,
    replications: int = REPLICATIONS,
    seed: int = 1,
    exponential: bool = False,
) -> Served:
    """Simulate a station.

    Args:
        station: to simulate.
        days: of each replication that count.
        warmup: days before them that do not; all packs are charged at its begin.
        replications: with random numbers of their own.
        seed: of the random numbers.
        exponential: whether swaps and charging take exponential times with the same means, as in `chain`.

    Raises:
        SwapError: more cars come than the station can serve, and all may wait: they would wait the longer the longer
            one looks.
    """
    if math.isinf(station.room):
        check_load(station, exponential)
    found = [_replication(station, days, warmup, seed, one, exponential) for one in range(replications)]
    hours = tuple(
        Hour(*(estimate([float(one[name][hour]) for one in found]) for name in ("cars", "waits", "prompt", "kw")))
        for hour in range(HOURS)
    )
    figures = {
        name: estimate([float(one[name]) for one in found], 1.0 if name in SHARES else math.inf) for name in FIGURES
    }
    return Served(station, hours=hours, **figures)


def check_load(station: Station, exponential: bool = False) -> None:
    """See to it that a station can serve its cars. Raises SwapError."""
    most = most_swaps(station, exponential)
    if station.cars_a_day >= most:
        limits = station.limits()
        short = min(limits, key=lambda name: limits[name])
        message = Phrase(
            "{name}: {cars_a_day:.4g} cars come in a day, and {bays} bays, {packs} packs and {chargers} chargers "
            "serve {most:.4g} at most",
            name=station.name,
            cars_a_day=station.cars_a_day,
            bays=station.bays,
            packs=station.packs,
            chargers=station.chargers,
            most=most,
        )
        raise SwapError(
            message, Phrase("add {short}, send fewer cars, or give a `room` beyond which they drive on", short=short)
        )


def most_swaps(station: Station, exponential: bool = False, cars: int = 2000) -> float:
    """Swaps of a day when cars always wait."""
    takes, charging = _times(station, cars, 1, 0, exponential)
    # the first cars find all packs charged, so only the second half counts
    begins = np.sort(_serve(station, np.zeros(cars), takes, charging, 0.0, 0.0, math.inf)[0])
    half = cars // 2
    return (cars - 1 - half) * DAY_S / (begins[-1] - begins[half])


def _replication(
    station: Station, days: int, warmup: int, seed: int, replication: int, exponential: bool
) -> dict[str, Any]:
    begin, end = warmup * DAY_S, (warmup + days) * DAY_S
    arrivals = _arrivals(station, end, seed, replication)
    takes, charging = _times(station, arrivals.size, seed, replication, exponential)
    waits, seconds, (for_bay, for_pack, in_bays, charged) = _serve(
        station, arrivals, takes, charging, begin, end, station.room
    )
    counted = arrivals >= begin
    arrivals, waits = arrivals[counted], waits[counted]
    hour = (arrivals // 3600).astype(int) % HOURS
    served = waits >= 0
    came = np.bincount(hour, minlength=HOURS)
    with np.errstate(invalid="ignore"):
        prompt = np.bincount(hour[waits == 0], minlength=HOURS) / came
        by_hour = np.bincount(hour[served], waits[served], HOURS) / np.bincount(hour[served], minlength=HOURS)
    kw = seconds * station.grid_power / 1000 / 3600 / days
    cars, ours, lasted = arrivals.size, waits[served], end - begin
    return {
        "swaps": served.sum() / days,
        "wait_s": ours.mean() if ours.size else math.nan,
        "late_s": np.quantile(ours, 0.95) if ours.size else math.nan,
        "at_once": (waits == 0).sum() / cars if cars else math.nan,
        "in_time": (served & (waits <= station.within)).sum() / cars if cars else math.nan,
        "lost": 1 - served.sum() / cars if cars else math.nan,
        "for_pack": for_pack / (for_bay + for_pack) if for_bay + for_pack else math.nan,
        "bays_used": in_bays / station.bays / lasted,
        "charged": charged / lasted,
        "kwh": kw.sum(),
        "cars": came / days,
        "waits": by_hour,
        "prompt": prompt,
        "kw": kw,
    }


def _serve(
    station: Station, arrivals: Any, takes: Any, charging: Any, begin: float, end: float, room: float
) -> tuple[Any, Any, Any]:
    """Waits, seconds of charging by hour of the day, and the other results of the kernel."""
    from taktwin.product.swap.kernel.serve import FOUND, serve

    n = arrivals.size
    waits, starts, hours, found = np.zeros(n), np.zeros(n, np.int64), np.zeros(HOURS), np.zeros(FOUND)
    places = np.zeros(station.bays), np.zeros(station.bays, np.int64), np.zeros(station.chargers)
    serve(
        arrivals, takes, charging, float(room), begin, end, *places, np.zeros(station.packs), waits, starts, hours,
        found,
    )  # fmt: skip
    return waits, hours, found


def _arrivals(station: Station, end: float, seed: int, replication: int) -> Any:
    """When cars come until `end`, s: a Poisson process whose rate is that of the hour.

    Unit exponentials are laid end to end and each is put where the expected number of cars has come to it (Law,
    Simulation Modeling and Analysis, 8.6.2).
    """
    days = math.ceil(end / DAY_S)
    edges = np.arange(days * HOURS + 1) * 3600.0
    expected = np.concatenate([[0.0], np.cumsum(np.tile(station.cars, days))])
    random = _random(seed, replication, _ARRIVALS)
    found = np.zeros(0)
    while not found.size or found[-1] < expected[-1]:
        more = random.standard_exponential(max(64, int(expected[-1] * 1.1)))
        found = np.concatenate([found, (found[-1] if found.size else 0.0) + np.cumsum(more)])
    found = found[found < expected[-1]]
    at = (
        np.searchsorted(expected, found, side="right") - 1
    )  # the last of equal ones: hours without cars are jumped over
    return edges[at] + (found - expected[at]) / (expected[at + 1] - expected[at]) * 3600.0


def _times(station: Station, cars: int, seed: int, replication: int, exponential: bool) -> tuple[Any, Any]:
    """How long each swap takes, and how long its pack is charged, s."""
    if exponential:
        return (
            station.takes * _random(seed, replication, _TAKES).standard_exponential(cars),
            station.charging_s * _random(seed, replication, _NEEDS).standard_exponential(cars),
        )
    low, high = station.arrive
    left = low + (high - low) * _random(seed, replication, _CHARGE).random(cars)
    return np.full(cars, station.takes), (station.leave - left) * station.energy / station.power


def _random(seed: int, replication: int, purpose: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, replication, purpose])))
