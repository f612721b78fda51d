"""Where the sun stands in each hour of a year, by pvlib."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from taktwin.analysis.weather.year import WeatherYear
from taktwin.exchange.epw.file import Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hours = NDArray[np.float64]


@dataclass(frozen=True)
class Sun:
    """The sun over a year; one value an hour.

    Attributes:
        zenith_deg: at the middle of the hour, without refraction.
        apparent_zenith_deg: the same with refraction.
        azimuth_deg: at the middle of the hour, clockwise from north.
        highest_deg: highest elevation within the hour: at its begin, middle or end.
        extraterrestrial_w_m2: radiation before the atmosphere, on a plane towards the sun.
    """

    zenith_deg: Hours
    apparent_zenith_deg: Hours
    azimuth_deg: Hours
    highest_deg: Hours
    extraterrestrial_w_m2: Hours

    @property
    def cos_zenith(self) -> Hours:
        """At the middle of the hour, 0 below the horizon."""
        import numpy as np

        return np.maximum(np.cos(np.radians(self.zenith_deg)), 0.0)

    @property
    def cos_highest(self) -> Hours:
        """Cosine of the zenith where the sun stands highest within the hour, 0 below the horizon."""
        import numpy as np

        return np.maximum(np.sin(np.radians(self.highest_deg)), 0.0)


def sun_of(year: WeatherYear) -> Sun:
    """The sun of a year's hours.

    Hours end at their label, so the sun of an hour stands where it is 30 minutes before.

    Args:
        year: place and hours.
    """
    return _sun(year.place, year.utc(0.0).tobytes())


@lru_cache(maxsize=16)
def _sun(place: Place, ends: bytes) -> Sun:
    """The sun at hours that end at some instants (datetime64[s] in UTC, as bytes); kept, as many ask for the same."""
    import numpy as np
    import pandas as pd
    from pvlib.irradiance import get_extra_radiation
    from pvlib.solarposition import get_solarposition

    label = np.frombuffer(ends, "datetime64[s]")

    def position(times: NDArray[Any]) -> pd.DataFrame:
        return get_solarposition(  # pyright: ignore[reportReturnType]  # a table, with these arguments
            pd.DatetimeIndex(times, tz="UTC"), place.latitude_deg, place.longitude_deg, place.altitude_m
        )

    middle = position(label - np.timedelta64(30, "m"))
    # an hour mostly ends where the next one begins: each of these instants is worked out once
    bounds, place_of = np.unique(np.concatenate((label - np.timedelta64(60, "m"), label)), return_inverse=True)
    begin, end = position(bounds)["zenith"].to_numpy()[place_of].reshape(2, -1)
    lowest = np.minimum.reduce([begin, middle["zenith"], end])
    return Sun(
        zenith_deg=middle["zenith"].to_numpy(),
        apparent_zenith_deg=middle["apparent_zenith"].to_numpy(),
        azimuth_deg=middle["azimuth"].to_numpy(),
        highest_deg=90.0 - lowest,
        extraterrestrial_w_m2=np.asarray(get_extra_radiation(middle.index), np.float64),
    )
