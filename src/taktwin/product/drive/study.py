"""A car on a cycle: what it takes with the battery alone, or with each strategy of its source; how good they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.drive.audible import audible_share, quiet_caps
from taktwin.product.drive.car import KWH_PER_LITRE
from taktwin.product.drive.climate import at_temperature
from taktwin.product.drive.clutch import Clutched, drive_clutched
from taktwin.product.drive.cold import cold_start
from taktwin.product.drive.cycle import Cycle, read_cycle
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.file.read import CarFile, read_car
from taktwin.product.drive.lighter import Lighter, lighter
from taktwin.product.drive.modes import Mode, drive_modes
from taktwin.product.drive.optimum import STATES, bound_kwh, drive_best
from taktwin.product.drive.synthetic import cycle_names, synthetic_cycle
from taktwin.product.drive.trip import (
    Trip,
    drive_adaptive,
    drive_electric,
    drive_equivalent,
    drive_load_following,
    drive_thermostat,
    powers_of,
)
from taktwin.product.drive.utility import DEFAULT, UtilityCurve, read_utility
from taktwin.product.drive.weighted import Weighted, weighted

if TYPE_CHECKING:
    import polars as pl

STRATEGIES = ("thermostat", "load_following", "adaptive", "equivalent", "quiet", "best")
MORE = ("recognising",)
"""Strategies that are driven where they are named."""
CO2_PER_LITRE = 2.31
"""Of gasoline, kg (tank to wheel)."""
FAR = 0.15
"""Of the bus demand: where the battery moved more, two trips cannot be compared."""

FINER = 4
"""Times as many states of charge, where the optimum does not come out as the least."""


@dataclass(frozen=True, eq=False)
class Driven:
    """A strategy on a cycle.

    Attributes:
        trip: that was driven.
        balanced_kwh: its fuel with the battery as full at the end as at the start.
        over_best: by how much that is more than the least possible, as a share.
        audible: share of the time in which the source is heard.
        comparable: whether the battery moved little enough to compare it.
    """

    trip: Trip
    balanced_kwh: float
    over_best: float
    audible: float
    comparable: bool

    @property
    def per_100km(self) -> float:
        """Litres of gasoline or kg of hydrogen on 100 km, balanced."""
        return self.trip.per_100km(self.balanced_kwh)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "strategy": self.trip.strategy,
            "fuel_kwh": self.trip.fuel_kwh,
            "fuel_kwh_balanced": self.balanced_kwh,
            "per_100km_balanced": self.per_100km,
            "over_best": self.over_best,
            "end_charge": self.trip.end,
            "starts": self.trip.starts,
            "on_share": self.trip.on_share,
            "audible_share": self.audible,
            "comparable": self.comparable,
        }


@dataclass(frozen=True, eq=False)
class DriveStudy:
    """What was found.

    Attributes:
        file: the car.
        cycle: that was driven.
        electric: with the battery alone; None of a car with a source.
        driven: strategies of the source; empty of a car without one.
        bound_kwh: no trip takes less fuel; None of a car without a source.
        weighted: battery and fuel, weighted by how far people drive between charges; None but of range extenders.
        curve: of that weight.
        lighter: what a lighter part saves; None where it was not asked for.
        temperature: of air and battery, C; None for 20 C and no cabin.
        modes: of a long way from a full battery; empty where it was not asked for.
        clutched: with the engine's clutch to the wheels; None of a car without one.
        repeat: how often the cycle was driven.
    """

    file: CarFile
    cycle: Cycle
    electric: Trip | None
    driven: tuple[Driven, ...]
    bound_kwh: float | None
    weighted: Weighted | None = None
    curve: UtilityCurve | None = None
    lighter: Lighter | None = None
    temperature: float | None = None
    modes: tuple[Mode, ...] = ()
    clutched: Clutched | None = None
    repeat: int = 1

    @property
    def cycle_once_km(self) -> float:
        """The way of the cycle, driven once, km."""
        return self.cycle.distance / 1000 / self.repeat

    @property
    def books(self) -> dict[str, float]:
        """Energies of the cycle in kWh, see `Demand.books`."""
        trip = self.electric or self.driven[0].trip
        return trip.demand.books()

    @property
    def electric_per_100km(self) -> float | None:
        """What the battery gives at its terminals on 100 km, kWh; None of a car with a source."""
        return None if self.electric is None else self.electric.terminal_kwh / self.electric.km * 100

    @property
    def range_km(self) -> float | None:
        """How far a full battery goes at that, with its losses inside; None with a source, or where it gains charge."""
        if self.electric is None or self.electric.internal_kwh <= 0:
            return None
        return self.file.car.battery.energy / 3.6e6 / self.electric.internal_kwh * self.electric.km

    @property
    def bound_per_100km(self) -> float | None:
        """The bound as litres of gasoline or kg of hydrogen on 100 km; None of a car without a source."""
        return None if self.bound_kwh is None else self.driven[0].trip.per_100km(self.bound_kwh)

    @property
    def cold(self) -> tuple[float, float] | None:
        """What the adaptive strategy takes more where the engine begins cold, L, least and most; else the first one.

        None of a car without an engine.
        """
        source = self.file.car.source
        if source is None or source.fuel != "gasoline":
            return None
        by = {one.trip.strategy: one.trip for one in self.driven}
        low, high = cold_start(by.get("adaptive") or self.driven[0].trip)
        return low / KWH_PER_LITRE, high / KWH_PER_LITRE

    @property
    def roads(self) -> dict[str, float]:
        """Class of road -> share of the time in which it is told; empty where nothing recognises it."""
        if not any(one.trip.strategy == "recognising" for one in self.driven):
            return {}
        from taktwin.product.drive.scenarios.classes import CLASSES, shipped

        told = shipped()["recogniser"].of(self.cycle)
        return {name: float((told == at).mean()) for at, name in enumerate(CLASSES)} | {
            "unknown": float((told < 0).mean())
        }

    def table(self) -> pl.DataFrame:
        """Each second of each strategy: strategy, second, speed_kmh, bus_w, source_w, charge."""
        import polars as pl

        trips = [one.trip for one in self.driven] or [self.electric]
        frames = [
            pl.DataFrame(
                {
                    "strategy": trip.strategy,
                    "second": range(trip.demand.bus.size),
                    "speed_kmh": self.cycle.means * 3.6,
                    "bus_w": trip.demand.bus,
                    "source_w": trip.generated,
                    "charge": trip.charge,
                }
            )
            for trip in trips
            if trip is not None
        ]
        return pl.concat(frames)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "car": self.file.car.name,
            "cycle": self.cycle.name,
            "temperature_c": self.temperature,
            "synthetic": self.cycle.name in cycle_names(),
            **self.cycle.statistics(),
            "books_kwh": self.books,
            "battery_kwh_per_100km": self.electric_per_100km,
            "range_km": self.range_km,
            "bound_kwh": self.bound_kwh,
            "bound_per_100km": self.bound_per_100km,
            "cold_start_litres": None if self.cold is None else list(self.cold),
            "driven": [one.as_dict() for one in self.driven],
            "roads": self.roads,
            "weighted": None
            if self.weighted is None or self.curve is None
            else {
                "curve": self.curve.name,
                **{name: value for name, value in asdict(self.weighted).items() if name not in ("kwh", "fuel")},
                "kwh_per_100km": self.weighted.kwh,
                "fuel_per_100km": self.weighted.fuel,
            },
            "modes": [
                {
                    "mode": one.name,
                    "km": one.trip.km,
                    "per_100km": one.per_100km,
                    "starts": one.trip.starts,
                    "end_charge": one.trip.end,
                }
                for one in self.modes
            ],
            "clutch": None
            if self.clutched is None
            else {
                "per_100km": self.clutched.per_100km,
                "series_per_100km": self.clutched.series_per_100km,
                "bound_per_100km": self.clutched.bound_per_100km,
                "closed_share": self.clutched.closed_share,
            },
            "lighter": None if self.lighter is None else {**asdict(self.lighter), "share": self.lighter.share},
        }


def study_drive(
    car: str | Path | CarFile,
    cycle: str | Path | Cycle,
    repeat: int = 1,
    strategies: tuple[str, ...] = (),
    utility: str | Path = DEFAULT,
    kg: tuple[float, float] | None = None,
    temperature: float | None = None,
    trip_km: float | None = None,
    progress: Callable[[float], None] | None = None,
) -> DriveStudy:
    """Drive a cycle.

    Args:
        car: a file, one of `car_names`, or what `read_car` made of it.
        cycle: a file, one of `cycle_names`, or a cycle.
        repeat: how often the cycle is driven, one after the other.
        strategies: of `STRATEGIES` and `MORE`; by default all of the first. `best` is driven in any case, as the
            others are held against it.
        utility: curve of the share on the battery, of a range extender: a file, or one of `utility_names`.
        kg: least and most that a part is lighter; None for no such question.
        temperature: of air and battery, C, with the cabin heated or cooled; None for 20 C and no cabin.
        trip_km: of a way from a full battery, driven in several modes; None for no such question.
        progress: is told the share of the trips that is driven.

    Raises:
        ModelError, DriveError, OSError: as of `read_car`, `read_cycle` and `read_utility`.
        OptionError: no such strategy or cycle.
        CannotFollowError: the car cannot follow the cycle.
    """
    file = car if isinstance(car, CarFile) else read_car(car)
    for name in strategies:
        if name not in (*STRATEGIES, *MORE):
            known = ", ".join((*STRATEGIES, *MORE))
            raise OptionError(
                Phrase('there is no strategy "{name}"', name=name),
                Phrase("there are {known}", known=known),
                "strategies",
            )
    if isinstance(cycle, Cycle):
        driving = cycle
    else:
        driving = synthetic_cycle(str(cycle)) if str(cycle) in cycle_names() else read_cycle(cycle)
    if not driving.distance:
        raise DriveError(
            Phrase("the car stands all the time on {name}", name=driving.name), Phrase("give speeds above 0")
        )
    if temperature is not None:
        file = replace(file, car=at_temperature(file.car, temperature, file.cabin))
    modes = () if trip_km is None else drive_modes(file.car, driving, trip_km)
    saved = None if kg is None else lighter(file.car, driving, kg)
    once, driving = driving, driving.repeated(repeat)
    if file.car.source is None:
        if strategies:
            message = Phrase(
                "{name} has no range extender and no fuel cell, so there is no strategy", name=file.car.name
            )
            raise OptionError(message, Phrase("drop the strategies"), "strategies")
        return DriveStudy(
            file,
            driving,
            drive_electric(file.car, driving),
            (),
            None,
            lighter=saved,
            temperature=temperature,
            repeat=repeat,
        )
    wanted = strategies or STRATEGIES
    names = tuple(dict.fromkeys((*wanted, "best", "equivalent")))
    trips: dict[str, Trip] = {}
    for name in names:
        trips[name] = _trip(name, file, driving)
        if progress is not None:
            progress(len(trips) / (len(names) + 1))
    bound, price = bound_kwh(file.car, driving)
    factor = trips["equivalent"].factor or price
    trips["best"] = _least(trips, factor, file, driving)
    best = trips["best"].balanced_kwh(factor)
    driven = tuple(
        Driven(
            trip,
            trip.balanced_kwh(factor),
            trip.balanced_kwh(factor) / best - 1,
            audible_share(trip, file.noise),
            _moved(trip) <= FAR,
        )
        for name, trip in trips.items()
        if name in wanted or name == "best"
    )
    curve, both = None, None
    if file.car.source.fuel == "gasoline":
        curve = read_utility(utility)
        both = weighted(file.car, once, curve)
    shaft = None if file.clutch is None else drive_clutched(file.car, driving, file.clutch)
    return DriveStudy(file, driving, None, driven, bound, both, curve, saved, temperature, modes, shaft, repeat)


def _least(trips: dict[str, Trip], factor: float, file: CarFile, cycle: Cycle) -> Trip:
    """The trip with the least fuel that is known.

    A grid of charges blurs what a start costs, so on some cycles another strategy comes out a few thousandths lower:
    then a grid that is finer is tried, and where that does not help, that strategy is the best that is known.
    """

    def fuel(trip: Trip) -> float:
        return trip.balanced_kwh(factor)

    others = [trip for name, trip in trips.items() if name != "best" and _moved(trip) <= FAR]
    least, best = min(others, key=fuel, default=trips["best"]), trips["best"]
    if fuel(least) < fuel(best):
        best = min(best, drive_best(file.car, cycle, states=FINER * (STATES - 1) + 1), key=fuel)
    return replace(least, strategy="best") if fuel(least) < fuel(best) else best


def _moved(trip: Trip) -> float:
    """What the battery moved, over what the bus took."""
    return abs(trip.end - trip.car.charge) * trip.car.battery.energy / abs(float(trip.demand.bus.sum()))


def _trip(name: str, file: CarFile, cycle: Cycle) -> Trip:
    car = file.car
    if name == "thermostat":
        return drive_thermostat(car, cycle)
    if name == "load_following":
        return drive_load_following(car, cycle)
    if name == "adaptive":
        return drive_adaptive(car, cycle)
    if name == "recognising":
        from taktwin.product.drive.scenarios.worth import drive_recognising

        return drive_recognising(car, cycle)
    if name == "best":
        return drive_best(car, cycle)
    if name == "quiet":
        quiet = drive_equivalent(car, cycle, caps=quiet_caps(car, cycle, file.noise, powers_of(car)))
        return replace(quiet, strategy="quiet")
    return drive_equivalent(car, cycle)
