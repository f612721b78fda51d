"""The years of weather of a site: files through the guard, or the synthetic ones of its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from taktwin.analysis.weather.guard import read_weather
from taktwin.analysis.weather.synthetic import synthetic_names, synthetic_year
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.errors import OptionError
from taktwin.model.nouns.site.site import Site
from taktwin.model.phrase import Phrase


def weather_years(site: Site, sources: Sequence[str | Path | WeatherYear] = ()) -> list[WeatherYear]:
    """The years of weather to take.

    Args:
        site: whose weather it is.
        sources: EPW files, names of synthetic years, or years at hand; none: all synthetic years of the place.

    Raises:
        OptionError: there is no synthetic year of the place.
        WeatherError: a file cannot be weather.
        OSError: a file cannot be read.
    """
    if sources:
        return [_year(one) for one in sources]
    return [synthetic_year(name).year for name in names_of_place(site)]


def names_of_place(site: Site) -> list[str]:
    """Names of the synthetic years of the place of a site, at least one.

    Raises:
        OptionError: there is none.
    """
    place = site.place.strip().casefold()
    names = [name for name in synthetic_names() if place and name.split("-")[0] == place]
    if not names:
        message = Phrase("no weather is given, and there is no synthetic year of {place}", place=site.place)
        raise OptionError(message, Phrase("name a weather file (EPW) of the place"), "weather")
    return names


def of_elsewhere(site: Site, years: Sequence[WeatherYear]) -> list[WeatherYear]:
    """The years whose place is not that of the site: neither name is a part of the other.

    Args:
        site: whose weather it should be.
        years: that are taken.
    """
    own = site.place.strip().casefold()

    def other(year: WeatherYear) -> bool:
        name = year.place.name.strip().casefold()
        return not name or not (own in name or name in own)

    return [year for year in years if other(year)]


def _year(source: str | Path | WeatherYear) -> WeatherYear:
    if isinstance(source, WeatherYear):
        return source
    return synthetic_year(str(source)).year if str(source) in synthetic_names() else read_weather(source).year
