"""A state of moist air, given by what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from taktwin.analysis.air import moist
from taktwin.analysis.supply.checks import number
from taktwin.model.errors import OptionError


@dataclass(frozen=True)
class AirState:
    """Moist air; see `air_state`.

    Attributes:
        dry_bulb_c: temperature, C.
        relative_humidity: 0 to 1.
        humidity_ratio: kg of water per kg of dry air.
        dew_point_c: C.
        wet_bulb_c: thermodynamic wet bulb, C.
        enthalpy_kj_kg: per kg of dry air, 0 for dry air at 0 C.
        density_kg_m3: of the moist air.
        pressure_pa: Pa.
    """

    dry_bulb_c: float
    relative_humidity: float
    humidity_ratio: float
    dew_point_c: float
    wet_bulb_c: float
    enthalpy_kj_kg: float
    density_kg_m3: float
    pressure_pa: float


def air_state(
    dry_bulb_c: float,
    *,
    relative_humidity: float | None = None,
    dew_point_c: float | None = None,
    humidity_ratio: float | None = None,
    pressure_pa: float = 101325.0,
) -> AirState:
    """The state of moist air with a temperature and one measure of its humidity.

    Equations of the ASHRAE Handbook, Fundamentals (2017), chapter 1, see `taktwin.analysis.air.moist`.

    Args:
        dry_bulb_c: temperature, -60 to 100 C.
        relative_humidity: above 0, up to 1.
        dew_point_c: in C, up to the dry bulb.
        humidity_ratio: kg of water per kg of dry air, above 0, up to saturation.
        pressure_pa: 30,000 to 120,000 Pa.

    Raises:
        OptionError: a figure is out of range, or not exactly one measure of humidity is given.

    >>> outside = air_state(30.0, relative_humidity=0.75, pressure_pa=98_500.0)
    >>> round(outside.enthalpy_kj_kg, 1), round(outside.dew_point_c, 1)
    (83.3, 25.1)
    """
    given: dict[str, Any] = {
        "relative_humidity": relative_humidity,
        "dew_point_c": dew_point_c,
        "humidity_ratio": humidity_ratio,
    }
    known = [name for name, value in given.items() if value is not None]
    if len(known) != 1:
        raise OptionError(
            f"one measure of humidity is needed, got {len(known)}",
            f"give one of {', '.join(given)}",
            known[-1] if known else "relative_humidity",
        )
    dry = number("dry_bulb_c", dry_bulb_c, least=-60.0, most=100.0, smallest=0.0)  # as near to 0 C as may be
    pressure = number("pressure_pa", pressure_pa, least=30_000.0, most=120_000.0)
    if relative_humidity is not None:
        humidity = number("relative_humidity", relative_humidity, above=0.0, most=1.0)
    elif dew_point_c is not None:
        dew_point = number("dew_point_c", dew_point_c, least=-90.0, most=dry, smallest=0.0)
        humidity = float(moist.relative_humidity_of(dry, dew_point))
    else:
        vapour = moist.vapour_pressure_pa(number("humidity_ratio", humidity_ratio, above=0.0), pressure)
        humidity = float(vapour / moist.saturation_pressure_pa(dry))
        if humidity > 1.0 + 1e-9:
            most = float(moist.humidity_ratio(dry, 1.0, pressure))
            raise OptionError(
                f"humidity_ratio must be {most:.6g} or less at {dry:g} C, got {humidity_ratio:g}", "", "humidity_ratio"
            )
        humidity = min(humidity, 1.0)
    ratio = float(moist.humidity_ratio(dry, humidity, pressure))
    if not 0.0 < ratio < 1.0:
        raise OptionError(
            "there is hardly any air beside the vapour", "lower dry_bulb_c, or raise pressure_pa", "dry_bulb_c"
        )
    return AirState(
        dry_bulb_c=dry,
        relative_humidity=humidity,
        humidity_ratio=ratio,
        dew_point_c=float(moist.dew_point_c(dry, humidity)),
        wet_bulb_c=float(moist.wet_bulb_c(dry, ratio, pressure)),
        enthalpy_kj_kg=float(moist.enthalpy_kj_kg(dry, ratio)),
        density_kg_m3=float(moist.density_kg_m3(dry, ratio, pressure)),
        pressure_pa=pressure,
    )
