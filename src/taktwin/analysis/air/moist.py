"""Moist air: saturation, humidity ratio, dew point, wet bulb, enthalpy, density; arrays of any shape.

The equations are those of the ASHRAE Handbook, Fundamentals (2017), chapter 1, in SI units: dry air and water vapour as
ideal gases, saturation by Hyland and Wexler (1983). Valid from -100 to 200 C. The tests hold them to PsychroLib.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]

RATIO = 0.621945
"""Molar mass of water over that of dry air."""
GAS_CONSTANT = 287.042
"""Of dry air, J/(kg K)."""
TRIPLE_POINT_C = 0.01
"""Below it saturation is over ice."""
#: Coefficients of ln(p): of 1/T, 1, T, T^2, T^3, T^4, ln T (equations 5 and 6).
_ICE = (-5.6745359e3, 6.3925247, -9.677843e-3, 6.2215701e-7, 2.0747825e-9, -9.484024e-13, 4.1635019)
_WATER = (-5.8002206e3, 1.3914993, -4.8640239e-2, 4.1764768e-5, -1.4452093e-8, 0.0, 6.5459673)


def saturation_pressure_pa(dry_bulb_c: ArrayLike) -> Numbers:
    """Pressure of saturated vapour in Pa, over ice below `TRIPLE_POINT_C`.

    Args:
        dry_bulb_c: temperature in C.

    >>> float(saturation_pressure_pa(20.0).round(1))
    2338.8
    """
    import numpy as np

    return np.exp(_log_saturation(np.asarray(dry_bulb_c, np.float64))[0])


def humidity_ratio(dry_bulb_c: ArrayLike, relative_humidity: ArrayLike, pressure_pa: ArrayLike) -> Numbers:
    """Water in kg per kg of dry air (equations 20 and 22).

    Args:
        dry_bulb_c: temperature in C.
        relative_humidity: from 0 to 1.
        pressure_pa: of the moist air, Pa.

    >>> float(humidity_ratio(30.0, 0.75, 98_500.0).round(5))
    0.02078
    """
    import numpy as np

    vapour = np.asarray(relative_humidity, np.float64) * saturation_pressure_pa(dry_bulb_c)
    return RATIO * vapour / (np.asarray(pressure_pa, np.float64) - vapour)


def vapour_pressure_pa(humidity_ratio: ArrayLike, pressure_pa: ArrayLike) -> Numbers:
    """Partial pressure of the water in Pa (equation 20 solved for it).

    Args:
        humidity_ratio: kg per kg of dry air.
        pressure_pa: of the moist air, Pa.
    """
    import numpy as np

    ratio = np.asarray(humidity_ratio, np.float64)
    return np.asarray(pressure_pa, np.float64) * ratio / (RATIO + ratio)


def dew_point_c(dry_bulb_c: ArrayLike, relative_humidity: ArrayLike) -> Numbers:
    """Temperature in C at which the vapour saturates; frost point below 0 C. Never above the dry bulb.

    The saturation pressure is inverted by Newton's method on its logarithm.

    Args:
        dry_bulb_c: temperature in C.
        relative_humidity: above 0, up to 1.
    """
    import numpy as np

    dry, humidity = np.broadcast_arrays(np.asarray(dry_bulb_c, np.float64), np.asarray(relative_humidity, np.float64))
    return np.minimum(saturation_temperature_c(humidity * saturation_pressure_pa(dry)), dry)


def saturation_temperature_c(vapour_pa: ArrayLike) -> Numbers:
    """Temperature in C at which vapour of a pressure is saturated.

    Args:
        vapour_pa: partial pressure of the vapour, Pa, above 0.
    """
    import numpy as np

    wanted = np.log(np.asarray(vapour_pa, np.float64))
    found = 243.12 * (wanted - 6.4154) / (24.0354 - wanted)  # Magnus' formula: within 1 K
    found = np.clip(found, -99.0, 199.0)
    for _ in range(8):  # three are enough away from the triple point, where the slope has a step
        value, slope = _log_saturation(found)
        found = np.clip(found - (value - wanted) / slope, -100.0, 200.0)
    return found


def relative_humidity_of(dry_bulb_c: ArrayLike, dew_point_c: ArrayLike) -> Numbers:
    """Relative humidity, 0 to 1, of air with a dew point.

    Args:
        dry_bulb_c: temperature in C.
        dew_point_c: in C.
    """
    return saturation_pressure_pa(dew_point_c) / saturation_pressure_pa(dry_bulb_c)


def enthalpy_kj_kg(dry_bulb_c: ArrayLike, humidity_ratio: ArrayLike) -> Numbers:
    """Enthalpy in kJ per kg of dry air: 1.006 t + w (2501 + 1.86 t) (equation 30).

    Args:
        dry_bulb_c: temperature in C.
        humidity_ratio: kg per kg of dry air.

    >>> float(enthalpy_kj_kg(30.0, humidity_ratio(30.0, 0.75, 98_500.0)).round(1))
    83.3
    """
    import numpy as np

    dry, ratio = np.asarray(dry_bulb_c, np.float64), np.asarray(humidity_ratio, np.float64)
    return 1.006 * dry + ratio * (2501.0 + 1.86 * dry)


def volume_m3_kg(dry_bulb_c: ArrayLike, humidity_ratio: ArrayLike, pressure_pa: ArrayLike) -> Numbers:
    """Volume in m3 of the air that holds 1 kg of dry air (equation 26).

    Args:
        dry_bulb_c: temperature in C.
        humidity_ratio: kg per kg of dry air.
        pressure_pa: of the moist air, Pa.
    """
    import numpy as np

    kelvin = np.asarray(dry_bulb_c, np.float64) + 273.15
    wet = 1.0 + np.asarray(humidity_ratio, np.float64) / RATIO
    return GAS_CONSTANT * kelvin * wet / np.asarray(pressure_pa, np.float64)


def density_kg_m3(dry_bulb_c: ArrayLike, humidity_ratio: ArrayLike, pressure_pa: ArrayLike) -> Numbers:
    """Mass of moist air per m3 (equation 11).

    Args:
        dry_bulb_c: temperature in C.
        humidity_ratio: kg per kg of dry air.
        pressure_pa: of the moist air, Pa.
    """
    import numpy as np

    return (1.0 + np.asarray(humidity_ratio, np.float64)) / volume_m3_kg(dry_bulb_c, humidity_ratio, pressure_pa)


def wet_bulb_c(dry_bulb_c: ArrayLike, humidity_ratio: ArrayLike, pressure_pa: ArrayLike) -> Numbers:
    """Thermodynamic wet bulb in C, by bisection (equations 33 and 35).

    Args:
        dry_bulb_c: temperature in C.
        humidity_ratio: kg per kg of dry air.
        pressure_pa: of the moist air, Pa.
    """
    import numpy as np

    dry, ratio, pressure = np.broadcast_arrays(
        *(np.asarray(one, np.float64) for one in (dry_bulb_c, humidity_ratio, pressure_pa))
    )
    low = np.minimum(saturation_temperature_c(vapour_pressure_pa(np.maximum(ratio, 1e-7), pressure)), dry)
    high = dry.copy()
    for _ in range(50):
        middle = (low + high) / 2.0
        over = _ratio_at_wet_bulb(dry, middle, pressure) > ratio
        low, high = np.where(over, low, middle), np.where(over, middle, high)
    return (low + high) / 2.0


def _ratio_at_wet_bulb(dry: Numbers, wet: Numbers, pressure: Numbers) -> Numbers:
    """Humidity ratio of air with a wet bulb: over water (equation 33), over ice (35)."""
    import numpy as np

    saturated = humidity_ratio(wet, 1.0, pressure)
    water = ((2501.0 - 2.326 * wet) * saturated - 1.006 * (dry - wet)) / (2501.0 + 1.86 * dry - 4.186 * wet)
    ice = ((2830.0 - 0.24 * wet) * saturated - 1.006 * (dry - wet)) / (2830.0 + 1.86 * dry - 2.1 * wet)
    return np.where(wet >= 0.0, water, ice)


def _log_saturation(celsius: Numbers) -> tuple[Numbers, Numbers]:
    """Logarithm of the saturation pressure (Pa) and its slope (1/K)."""
    import numpy as np

    kelvin = celsius + 273.15
    icy = celsius <= TRIPLE_POINT_C
    by, one, first, second, third, fourth, log = (
        np.where(icy, ice, water) for ice, water in zip(_ICE, _WATER, strict=True)
    )
    value = (
        by / kelvin
        + one
        + kelvin * (first + kelvin * (second + kelvin * (third + kelvin * fourth)))
        + log * np.log(kelvin)
    )
    slope = (
        -by / kelvin**2
        + first
        + kelvin * (2.0 * second + kelvin * (3.0 * third + kelvin * 4.0 * fourth))
        + log / kelvin
    )
    return value, slope
