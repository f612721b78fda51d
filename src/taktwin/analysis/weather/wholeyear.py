"""Whether a year as a whole can be: its mean day, its noon, its sum of radiation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taktwin.analysis.weather.climate import believed_at
from taktwin.analysis.weather.findings import Remark, refusal
from taktwin.analysis.weather.sun import Sun
from taktwin.analysis.weather.year import WeatherYear
from taktwin.exchange.epw.read import WeatherError
from taktwin.exchange.refused import PlainFault
from taktwin.model.phrase import Phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEEPEST_DIP = 0.1
"""How far the mean day of a year may dip, as a share, before it rises again: the mean of 365 days has one hump."""
LATEST_NOON_H = 0.9
"""How far the middle of a year's radiation may lie from that of the sun.

An hour is a clock or a longitude that is wrong; morning fog moves it by half an hour.
"""


def check_year(year: WeatherYear, sun: Sun) -> list[Remark]:
    """Refuse a year that no sun can have given; say what is odd.

    Raises:
        WeatherError: there is no radiation, the mean day has two humps, noon is at another time, or the sum of global
            radiation is not that of the place.
    """
    remarks, faults = list[Remark](), list[PlainFault]()
    for check in (_check_total, _check_mean_day, _check_noon, _check_believed):
        try:
            remarks += check(year, sun)
        except WeatherError as error:
            faults += error.faults
    if faults:
        raise WeatherError(year.name, faults)
    return remarks


def _check_total(year: WeatherYear, sun: Sun) -> list[Remark]:
    """A seventh to 85 % of what arrives at the atmosphere comes through in a year; in Chongqing it is 26 to 38 %."""
    total = float(year.ghi_w_m2.sum()) / 1000.0
    above = float((sun.extraterrestrial_w_m2 * sun.cos_zenith).sum()) / 1000.0
    if not above / 7.0 < total < 0.85 * above:
        detail = Phrase(
            "global radiation is {total:,.0f} kWh/m2 a year, before the atmosphere it is {above:,.0f}",
            total=total,
            above=above,
        )
        raise refusal(year.name, "radiation", detail)
    return []


def mean_day(year: WeatherYear) -> NDArray[np.float64]:
    """Mean global radiation of each hour of the day in W/m2, shape (24,)."""
    return year.ghi_w_m2.reshape(-1, 24).mean(axis=0)


def _check_mean_day(year: WeatherYear, sun: Sun) -> list[Remark]:  # noqa: ARG001 - all checks are called alike
    """The mean day rises to its noon and falls behind it. Dips come of radiation put together from other hours."""
    day = mean_day(year)
    for hour in range(1, 23):
        around = min(float(day[:hour].max()), float(day[hour + 1 :].max()))
        if day[hour] < (1.0 - DEEPEST_DIP) * around:
            detail = Phrase(
                "the mean day has two humps: {dip:.0f} W/m2 in the hour to {hour}:00, {around:.0f} W/m2 on both sides",
                dip=float(day[hour]),
                hour=hour + 1,
                around=around,
            )
            raise refusal(year.name, "mean_day", detail)
    return []


def _check_noon(year: WeatherYear, sun: Sun) -> list[Remark]:
    import numpy as np

    hour = year.labels[:, 3] - 0.5
    if not year.ghi_w_m2.any():
        return []  # said by the total
    middle = float(np.average(hour, weights=year.ghi_w_m2))
    noon = float(np.average(hour, weights=sun.extraterrestrial_w_m2 * sun.cos_zenith))
    late = middle - noon
    if abs(late) > LATEST_NOON_H:
        detail = Phrase("the radiation of the file is {late:+.1f} h off the sun of its place", late=late)
        remedy = Phrase("correct longitude and time zone in the header, or take a file in standard time")
        raise refusal(year.name, "noon", detail, remedy)
    if abs(late) < 0.25:
        return []
    return [Remark("noon", Phrase("the radiation lies {minutes:+.0f} min off the sun", minutes=60.0 * late))]


def _check_believed(year: WeatherYear, sun: Sun) -> list[Remark]:  # noqa: ARG001
    total = float(year.ghi_w_m2.sum()) / 1000.0
    believed = believed_at(year.place)
    if believed is None:
        text = Phrase(
            "global radiation of {total:,.0f} kWh/m2 a year: no climate of this place to compare with", total=total
        )
        return [Remark("climate", text)]
    if not believed.least <= total <= believed.most:
        detail = Phrase(
            "global radiation is {total:,.0f} kWh/m2 a year; at {place} {least:g} to {most:g} are believed",
            total=total,
            place=believed.place.name,
            least=believed.least,
            most=believed.most,
        )
        raise refusal(year.name, "climate", detail)
    return []
