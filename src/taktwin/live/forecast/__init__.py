"""The look ahead: from what stands where, what a shift will produce, in many replications with fresh random numbers."""

from taktwin.live.forecast.begin import forecast_start, forgotten
from taktwin.live.forecast.forecast import forecast
from taktwin.live.forecast.options import ForecastOptions
from taktwin.live.forecast.result import Forecast
from taktwin.live.forecast.shiftend import shift_end
from taktwin.live.forecast.source import holds_events, shadow_of

__all__ = [
    "Forecast",
    "ForecastOptions",
    "forecast",
    "forecast_start",
    "forgotten",
    "holds_events",
    "shadow_of",
    "shift_end",
]
