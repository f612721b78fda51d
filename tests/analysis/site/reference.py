"""The year of the small plant once more: hour by hour, in plain Python, with textbook formulas and nothing of Taktwin.

Saturation pressure is that of Magnus (Alduchov and Eskridge, Improved Magnus form approximation of saturation vapor
pressure, Journal of Applied Meteorology 35, 1996), enthalpies are those of any textbook (1.006 and 1.86 kJ/(kg K), 2501
kJ/kg). Machines are worked out by hand: on shift `weld` works 4 of 5 min, since `spray` takes 5 min for each job.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter

Air = tuple[float, float, float]
"""Outdoor temperature (C), relative humidity (0 to 1), pressure (Pa)."""
BREAK = 12
CLOSED = {(1, 1), *((10, day) for day in range(1, 8))}


def saturation(t: float) -> float:
    """Pa."""
    return 610.94 * math.exp(17.625 * t / (t + 243.04))


def dew(w: float, p: float) -> float:
    """Temperature at which air of w kg/kg is saturated, C."""
    x = math.log(w * p / (0.621945 + w) / 610.94)
    return 243.04 * x / (17.625 - x)


def ratio(t: float, rh: float, p: float) -> float:
    """Kg of water for each kg of dry air."""
    e = rh * saturation(t)
    return 0.621945 * e / (p - e)


def enthalpy(t: float, w: float) -> float:
    """KJ for each kg of dry air."""
    return 1.006 * t + w * (2501.0 + 1.86 * t)


def booth(air: Air) -> tuple[float, float, float]:
    """Cold (kW), heat (kW) and water (kg/h) of 60,000 m3/h at 22 to 24 C and 60 to 70 %, 70 % of it recirculated."""
    outside, rh, p = air
    w_out = ratio(outside, rh, p)
    t = min(max(outside, 22.0), 24.0)
    w = min(max(w_out, ratio(t, 0.60, p)), ratio(t, 0.70, p))
    kg = 60_000 / 3600 * p / (287.042 * (t + 273.15) * (1 + 1.607858 * w))
    best: tuple[float, float, float] | None = None
    for helped in (False, True):
        incoming = outside
        if helped:
            incoming = outside + 0.5 * (t - outside)
            if incoming < outside:
                incoming = max(incoming, dew(w_out, p))
        h_mix = 0.3 * enthalpy(incoming, w_out) + 0.7 * enthalpy(t, w)
        w_mix = 0.3 * w_out + 0.7 * w
        if w_mix > w + 1e-9:  # cooled to its dew point, and heated again
            point = dew(w, p)
            cold = h_mix - enthalpy(point, w) - (w_mix - w) * 4.186 * point
            heat, water = enthalpy(t, w) - enthalpy(point, w) + max(-cold, 0.0), 0.0
        else:
            rest = enthalpy(t, w) - h_mix - (w - w_mix) * 4.186 * 15.0
            cold, heat, water = max(-rest, 0.0), max(rest, 0.0), (w - w_mix) * 3600.0
        cold = max(cold, 0.0)
        if best is None or cold + heat < best[0] + best[1]:
            best = cold, heat, water
    assert best is not None
    return kg * best[0], kg * best[1], kg * best[2]


def shift(hour: int) -> float:
    """Share of an hour of a working day that is on shift: 6 to 22 o'clock, without 12:00 to 12:30."""
    return 0.5 if hour == BREAK else float(6 <= hour < 22)


def year(weather: dict[tuple[int, int, int], tuple[float, float, float, float]]) -> tuple[Counter[str], float]:
    """Amounts of the year 2026 by use and medium (kWh, m3), and the highest hour of electricity (kW).

    Args:
        weather: (month, day, hour from 0) -> temperature, relative humidity, pressure, global radiation.
    """
    sums: Counter[str] = Counter()
    hours: list[tuple[dt.datetime, bool, float]] = []
    now = dt.datetime(2026, 1, 1)
    while now.year == 2026:
        is_open = now.weekday() < 5 and (now.month, now.day) not in CLOSED
        hours.append((now, is_open, shift(now.hour) if is_open else 0.0))
        now += dt.timedelta(hours=1)
    drawn = sum(on for _, _, on in hours) * 84.0
    leak = drawn / 3.0 / sum(is_open for _, is_open, _ in hours)  # a quarter of what is compressed
    highest = 0.0
    for at, is_open, on in hours:
        outside, rh, p, sun = weather[at.month, at.day, at.hour]
        air = on + 0.1 * (1 - on) if is_open else 0.0
        cold, heat, water = booth((outside, rh, p))
        cop = min(max(5.0 + 0.1 * (30.0 - outside), 1.0), 8.0)
        ventilation = 12.0 + 10.0 * p / (287.042 * 293.15) * 1.006
        hall = max(ventilation * (18.0 - outside) - 60.0, 0.0) * on + max(12.0 * (8.0 - outside), 0.0) * (1 - on)
        one = Counter({
            "machines electricity": (104.0 + 200.0) * on + 7.0 * (1 - on),
            "machines gas": 300.0 * on,
            "machines water": 12 * 0.8 * on,
            "compressors electricity": 84.0 * 0.11 * on,
            "leakage electricity": leak * 0.11 if is_open else 0.0,
            "chillers electricity": cold * air / cop,
            "booth gas": heat * air / 0.92,
            "booth water": water * air / 1000.0,
            "booth electricity": 60.0 * air,
            "hall gas": hall / 0.92,
            "hall electricity": 15.0 * on,
            "lighting electricity": 40.0 * (1.0 - 0.3 * min(sun / 400.0, 1.0)) * on + 4.0 * (1 - on),
            "oxidiser gas": 2.0 * 101325 / (287.042 * 293.15) * 1.09 * 775.0 * 0.05 * on,
            "oxidiser electricity": 12.0 * on,
        })  # fmt: skip
        sums.update(one)
        power = sum(amount for name, amount in one.items() if name.endswith(" electricity"))
        highest = max(highest, power if on == 1.0 else 0.0)  # of hours that are on shift as a whole
    return sums, highest
