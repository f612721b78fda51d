"""Energy of a site: weather, photovoltaics, moist air, paint booths.

See docs/weather.md for an example of each. Nothing slow is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taktwin.analysis.air.loads import AirLoads, booth_air
    from taktwin.analysis.air.paintbooth import BoothYear, PaintBooth, booth_year
    from taktwin.analysis.air.state import AirState, air_state
    from taktwin.analysis.photovoltaics.mounting import Mounting
    from taktwin.analysis.photovoltaics.output import PvYear, PvYield, pv_yield
    from taktwin.analysis.weather.guard import CheckedWeather, read_weather
    from taktwin.analysis.weather.months import monthly
    from taktwin.analysis.weather.synthetic import synthetic_names, synthetic_year
    from taktwin.analysis.weather.year import WeatherYear
    from taktwin.exchange.epw.read import WeatherError

_NAMES = {
    "analysis.air.loads": "AirLoads booth_air",
    "analysis.air.paintbooth": "BoothYear PaintBooth booth_year",
    "analysis.air.state": "AirState air_state",
    "analysis.photovoltaics.mounting": "Mounting",
    "analysis.photovoltaics.output": "PvYear PvYield pv_yield",
    "analysis.weather.guard": "CheckedWeather read_weather",
    "analysis.weather.months": "monthly",
    "analysis.weather.synthetic": "synthetic_names synthetic_year",
    "analysis.weather.year": "WeatherYear",
    "exchange.epw.read": "WeatherError",
}
_PLACES = {name: f"taktwin.{module}" for module, names in _NAMES.items() for name in names.split()}

__all__ = [
    "AirLoads",
    "AirState",
    "BoothYear",
    "CheckedWeather",
    "Mounting",
    "PaintBooth",
    "PvYear",
    "PvYield",
    "WeatherError",
    "WeatherYear",
    "air_state",
    "booth_air",
    "booth_year",
    "monthly",
    "pv_yield",
    "read_weather",
    "synthetic_names",
    "synthetic_year",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for."""
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'taktwin.energy' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
