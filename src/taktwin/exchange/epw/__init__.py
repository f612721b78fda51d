"""Weather files of EnergyPlus (EPW): a year of hours, read as it stands and written again with what was repaired."""

from taktwin.exchange.epw.fields import FIELDS, Field
from taktwin.exchange.epw.file import EpwFile, Place
from taktwin.exchange.epw.read import WeatherError, parse_epw, read_epw
from taktwin.exchange.epw.write import epw_text, new_file, with_values

__all__ = [
    "FIELDS",
    "EpwFile",
    "Field",
    "Place",
    "WeatherError",
    "epw_text",
    "new_file",
    "parse_epw",
    "read_epw",
    "with_values",
]
