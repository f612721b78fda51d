"""What conditioning a flow of air takes: cooling, heating, water, for one state or for thousands at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from taktwin.analysis.air import moist

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]

Humidifier = Literal["water", "steam"]
WATER_KJ_KG_K = 4.186
"""Heat capacity of water."""
FEED_WATER_C = 15.0
"""Temperature of the water that a humidifier takes."""
STEAM_KJ_KG = 2675.6
"""Enthalpy of saturated steam at 100 C above water at 0 C (IAPWS-IF97)."""
_EQUAL = 1e-9
"""Humidity ratios that are equal but for rounding: nothing is dried, and heated again, for that."""


@dataclass(frozen=True)
class AirLoads:
    """Loads of a flow of air; arrays of the shape of the outdoor states.

    Attributes:
        dry_air_kg_s: flow of dry air.
        cooling_kw: taken out by cold coils.
        heating_kw: brought in by hot coils.
        steam_kw: in the steam of a humidifier, above its feed water; 0 with a water humidifier.
        recovered_kw: exchanged between exhaust and outdoor air, which no coil has to bring.
        water_kg_h: that a humidifier evaporates.
        condensate_kg_h: that runs off the cold coils.
    """

    dry_air_kg_s: Numbers
    cooling_kw: Numbers
    heating_kw: Numbers
    steam_kw: Numbers
    recovered_kw: Numbers
    water_kg_h: Numbers
    condensate_kg_h: Numbers


def booth_air(
    outdoor_c: ArrayLike,
    outdoor_relative_humidity: ArrayLike,
    supply_m3_h: ArrayLike,
    setpoint_c: ArrayLike,
    setpoint_relative_humidity: ArrayLike,
    *,
    pressure_pa: ArrayLike = 101325.0,
    recirculated_share: float = 0.0,
    heat_recovery: float = 0.0,
    humidifier: Humidifier = "water",
) -> AirLoads:
    """Loads of a booth's supply air. Heat of fans, of bodies and through walls is not in them.

    The supply flow is measured at its set point. Outdoor air is mixed with the recirculated share, which has the state
    of the set point. Where the mix is moister than the set point it is cooled to the dew point of the set point, at
    which its condensate leaves, and heated again. Else water is added, and the rest is heating or, below 0, cooling:
    h(set) - h(mix) - dw h(water), with 15 C water (4.186 kJ/(kg K)), or steam of 100 C. The exhaust has the state of
    the set point; a heat exchanger of an efficiency (of temperatures) brings the outdoor air towards it, at most down
    to its dew point, and is bypassed in hours in which that would make heating and cooling together larger.

    Args:
        outdoor_c: temperature of the outdoor air in C.
        outdoor_relative_humidity: 0 to 1.
        supply_m3_h: of supply air.
        setpoint_c: temperature of the supply air.
        setpoint_relative_humidity: of it, 0 to 1.
        pressure_pa: of all the air.
        recirculated_share: of the supply air that comes from the booth, 0 up to below 1.
        heat_recovery: efficiency of the exchanger, 0 (none) to below 1.
        humidifier: `water` (spray, adiabatic) or `steam`.

    >>> found = booth_air(30.0, 0.75, 300_000, 23.0, 0.65, pressure_pa=98_500)
    >>> float(found.cooling_kw.round()), float(found.heating_kw.round())
    (3486.0, 675.0)
    """
    import numpy as np

    outdoor, setpoint, pressure = (np.asarray(one, np.float64) for one in (outdoor_c, setpoint_c, pressure_pa))
    ratio = moist.humidity_ratio(outdoor, outdoor_relative_humidity, pressure)
    wanted = moist.humidity_ratio(setpoint, setpoint_relative_humidity, pressure)
    volume = moist.volume_m3_kg(setpoint, wanted, pressure)
    dry_air = np.asarray(supply_m3_h, np.float64) / 3600.0 / volume
    set_kj = moist.enthalpy_kj_kg(setpoint, wanted)
    fresh = 1.0 - recirculated_share
    mixed = fresh * ratio + recirculated_share * wanted
    coil_c = moist.dew_point_c(setpoint, setpoint_relative_humidity)

    def per_kg(incoming_c: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Cooling, heating and steam in kJ per kg of dry air."""
        mixed_kj = fresh * moist.enthalpy_kj_kg(incoming_c, ratio) + recirculated_share * set_kj
        return _coils(mixed_kj, mixed, wanted, set_kj, coil_c, humidifier)

    plain = per_kg(outdoor)
    loads = plain
    recovered = np.zeros(np.shape(plain[0]))
    if heat_recovery > 0.0:
        dew = moist.dew_point_c(outdoor, outdoor_relative_humidity)
        incoming = outdoor + heat_recovery * (setpoint - outdoor)
        incoming = np.where(incoming < outdoor, np.maximum(incoming, dew), incoming)
        helped = per_kg(incoming)
        better = helped[0] + helped[1] < plain[0] + plain[1]
        loads = tuple(np.where(better, one, other) for one, other in zip(helped, plain, strict=True))
        moved = np.abs(moist.enthalpy_kj_kg(incoming, ratio) - moist.enthalpy_kj_kg(outdoor, ratio))
        recovered = np.where(better, fresh * moved, 0.0)
    change = np.where(np.abs(wanted - mixed) <= _EQUAL, 0.0, wanted - mixed)
    return AirLoads(
        dry_air_kg_s=dry_air + 0.0 * change,
        cooling_kw=dry_air * loads[0],
        heating_kw=dry_air * loads[1],
        steam_kw=dry_air * loads[2],
        recovered_kw=dry_air * recovered,
        water_kg_h=dry_air * np.maximum(change, 0.0) * 3600.0,
        condensate_kg_h=dry_air * np.maximum(-change, 0.0) * 3600.0,
    )


def _coils(
    mixed_kj: Numbers, mixed: Numbers, wanted: Numbers, set_kj: Numbers, coil_c: Numbers, humidifier: Humidifier
) -> tuple[Numbers, Numbers, Numbers]:
    """Cooling, heating and steam from a mix to the set point, in kJ per kg of dry air."""
    import numpy as np

    saturated_kj = moist.enthalpy_kj_kg(coil_c, wanted)
    dry_cooling = mixed_kj - saturated_kj - (mixed - wanted) * WATER_KJ_KG_K * coil_c
    reheat = set_kj - saturated_kj
    added = np.where(wanted > mixed + _EQUAL, wanted - mixed, 0.0)
    of_water = WATER_KJ_KG_K * FEED_WATER_C
    per_kg = STEAM_KJ_KG if humidifier == "steam" else of_water
    rest = set_kj - mixed_kj - added * per_kg
    moister = mixed > wanted + _EQUAL
    cooling = np.where(moister, dry_cooling, np.maximum(-rest, 0.0))
    heating = np.where(moister, reheat, np.maximum(rest, 0.0))
    steam = added * (STEAM_KJ_KG - of_water) if humidifier == "steam" else np.zeros(np.shape(rest))
    return np.maximum(cooling, 0.0), heating + np.where(moister, np.maximum(-dry_cooling, 0.0), 0.0), steam
