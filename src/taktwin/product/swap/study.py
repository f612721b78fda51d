"""A station with its cars: how long they wait, what it takes of the grid, and what would keep its promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.product.swap.file.read import StationFile, read_station
from taktwin.product.swap.simulate import DAYS, FIGURES, REPLICATIONS, WARMUP, Served, most_swaps, simulate
from taktwin.product.swap.size import MOST_PACKS, Sizes, sizes
from taktwin.product.swap.station import Station

if TYPE_CHECKING:
    import polars as pl

MOST_CARS = 10_000.0
"""In a day."""


@dataclass(frozen=True)
class SwapStudy:
    """What was found.

    Attributes:
        served: what the station does.
        most: swaps of a day when cars always wait.
        sizes: packs and chargers that keep the promise; None where it was not asked for.
    """

    served: Served
    most: float
    sizes: Sizes | None

    @property
    def station(self) -> Station:
        """The station."""
        return self.served.station

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where the station promises nothing, or its interval holds the promise."""
        share, found = self.station.share, self.served.in_time
        if share is None or found.low is None or found.high is None or found.low < share <= found.high:
            return None
        return found.low >= share

    def table(self) -> pl.DataFrame:
        """A row for each hour of the day: hour, cars, wait_s, at_once, load_kw, load_low_kw, load_high_kw."""
        import polars as pl

        hours = self.served.hours
        return pl.DataFrame(
            {
                "hour": range(len(hours)),
                "cars": [one.cars.mean for one in hours],
                "wait_s": [one.wait_s.mean for one in hours],
                "at_once": [one.at_once.mean for one in hours],
                "load_kw": [one.kw.mean for one in hours],
                "load_low_kw": [one.kw.low for one in hours],
                "load_high_kw": [one.kw.high for one in hours],
            }
        ).fill_nan(None)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        station = self.station
        return {
            "station": station.name,
            "cars_a_day": station.cars_a_day,
            "most_swaps_a_day": self.most,
            "limits_a_day": station.limits(),
            "promise": None
            if station.share is None
            else {"share": station.share, "within_s": station.within, "kept": self.kept},
            "figures": {name: _known(getattr(self.served, name).as_dict()) for name in FIGURES},
            "hours": self.table().to_dicts(),
            "sizes": None
            if self.sizes is None
            else {
                "share": station.share,
                "within_s": station.within,
                "bays": self.sizes.bays,
                "sizes": [
                    {
                        "packs": one.station.packs,
                        "chargers": one.station.chargers,
                        "in_time": _known(one.in_time.as_dict()),
                    }
                    for one in self.sizes.sizes
                ],
            },
        }


def study_swap(
    source: str | Path | StationFile | Station,
    cars: float | None = None,
    bays: int | None = None,
    packs: int | None = None,
    chargers: int | None = None,
    size: bool = False,
    days: int = DAYS,
    replications: int = REPLICATIONS,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> SwapStudy:
    """Read a station and simulate it.

    Args:
        source: the file, one of `station_names`, what `read_station` made of it, or a station.
        cars: that come in a day, spread over the hours as in the file; None for those of the file.
        bays: None for those of the file.
        packs: the same.
        chargers: the same.
        size: whether to look for the packs and chargers that keep the promise.
        days: of each replication.
        replications: with random numbers of their own; two or more.
        seed: of the random numbers.
        progress: is told the share of the search that is done.

    Raises:
        ModelError, OSError: as of `read_station`.
        OptionError: a number is out of its bounds, or the station promises nothing.
        SwapError: more cars come than the station can serve, or nothing keeps the promise.
    """
    station = source
    if not isinstance(station, Station):
        station = (station if isinstance(station, StationFile) else read_station(station)).station
    if cars is not None:
        if not 0 < cars <= MOST_CARS:
            raise OptionError(
                Phrase("{cars:g} cars come in a day", cars=cars),
                Phrase("give more than 0, and {most_cars:,.0f} at most", most_cars=MOST_CARS),
                "cars",
            )
        station = station.with_cars(cars)
    for name, number in (("bays", bays), ("packs", packs), ("chargers", chargers)):
        if number is not None:
            if not 1 <= number <= MOST_PACKS:
                raise OptionError(f"{number} {name}", Phrase("give 1 to {most_packs}", most_packs=MOST_PACKS), name)
            station = replace(station, **{name: number})
    for name, number, least in (("days", days, 1), ("replications", replications, 2)):
        if number < least:
            raise OptionError(f"{number} {name}", Phrase("give {least} or more", least=least), name)
    found = sizes(station, days, WARMUP, replications, seed, progress) if size else None
    return SwapStudy(simulate(station, days, WARMUP, replications, seed), most_swaps(station), found)


def _known(figures: dict[str, float | None]) -> dict[str, float | None]:
    """NaN is no JSON."""
    return {name: None if value is None or value != value else value for name, value in figures.items()}
