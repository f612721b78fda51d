"""What the loads of a site need in the weather of its days, at a constant rate in each piece of time.

The rates are electricity, gas, heat and cold in kW, and water in m3/h; cold and heat are made of other media later
(`convert`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from taktwin.analysis.air.moist import GAS_CONSTANT
from taktwin.analysis.air.paintbooth import PaintBooth, booth_year
from taktwin.analysis.site.times import Times
from taktwin.analysis.weather.year import WeatherYear
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.site.air import BoothAir, HallAir
from taktwin.model.nouns.site.place import SiteLoad
from taktwin.model.nouns.site.steady import Lighting, Oxidiser

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

COLD = "cold"
"""Heat that is taken out, kWh: a medium that no run draws."""
AIR_KJ_KG_K = 1.006
"""Heat capacity of dry air at room temperature (ASHRAE Fundamentals 2017, chapter 1)."""
HOT_AIR_KJ_KG_K = 1.09
"""Its mean between 25 and 800 C (ideal gas tables of dry air, rounded)."""
ROOM_K = 293.15
STANDARD_PA = 101325.0


@dataclass(frozen=True, eq=False)
class Need:
    """What one load needs of one medium, kW or m3/h in each piece of time."""

    shop: str
    use: str
    name: str
    medium: str
    rate: Numbers


def needs_of(model: PlantModel, times: Times, weather: WeatherYear) -> Iterator[Need]:
    """The needs of all loads of the site, in the order of the model.

    Args:
        model: of one plant, with a site.
        times: of the ledger.
        weather: a whole year.

    Raises:
        LedgerError: the weather is no whole year.
    """
    site = model.site
    if site is None:
        return
    hours = times.hours_of(weather)

    def shift(load: SiteLoad) -> Numbers:
        name = load.calendar or model.shops[load.shop].calendar
        return times.on(model.calendars[name] if name is not None else None)

    for name, booth in site.booths.items():
        yield from _booth(name, booth, shift(booth), times, weather, hours)
    for name, hall in site.halls.items():
        yield from _hall(name, hall, shift(hall), weather, hours)
    for name, light in site.lighting.items():
        yield Need(light.shop, "lighting", name, "electricity", _light(light, shift(light), weather, hours))
    for name, oxidiser in site.oxidisers.items():
        yield from _oxidiser(name, oxidiser, shift(oxidiser), times)


def _booth(
    name: str, booth: BoothAir, on: Numbers, times: Times, weather: WeatherYear, hours: NDArray[np.int64]
) -> Iterator[Need]:
    """`booth_year` at full air, times the share of the air that runs; nothing runs on a closed day."""
    loads = booth_year(
        PaintBooth(
            booth.supply.value * 3600.0,
            (booth.temperature_low.value, booth.temperature_high.value),
            (booth.humidity_low.value, booth.humidity_high.value),
            booth.recirculated.value,
            booth.heat_recovery.value,
            booth.humidifier,
        ),
        weather,
    ).loads
    share = (on + booth.reduced.value * (1.0 - on)) * times.open
    yield Need(booth.shop, "booth air", name, COLD, loads.cooling_kw[hours] * share)
    yield Need(booth.shop, "booth air", name, "heat", (loads.heating_kw + loads.steam_kw)[hours] * share)
    yield Need(booth.shop, "booth air", name, "water", loads.water_kg_h[hours] / 1000.0 * share)
    yield Need(booth.shop, "booth air", name, "electricity", booth.fans.value / 1000.0 * share)


def _hall(name: str, hall: HallAir, on: Numbers, weather: WeatherYear, hours: NDArray[np.int64]) -> Iterator[Need]:
    """Degree hours: (loss + ventilation) x (set point - outdoor temperature), less the gains, on shift.

    Off shift there is neither ventilation nor gain. Cooling is the same the other way round, with the gains added.
    """
    outdoor = weather.dry_bulb_c[hours]
    density = weather.pressure_pa[hours] / (GAS_CONSTANT * ROOM_K)
    of_air = hall.ventilation.value * density * AIR_KJ_KG_K * (1.0 - hall.heat_recovery.value)
    on_shift, gains = hall.loss.value + of_air, hall.gains.value / 1000.0
    heating = np.maximum(on_shift * (hall.heated_to.value - outdoor) - gains, 0.0) * on
    heating += np.maximum(hall.loss.value * (hall.heated_to_off.value - outdoor), 0.0) * (1.0 - on)
    yield Need(hall.shop, "hall air", name, "heat", heating)
    if hall.cooled_to is not None:
        cooling = np.maximum(on_shift * (outdoor - hall.cooled_to.value) + gains, 0.0) * on
        yield Need(hall.shop, "hall air", name, COLD, cooling)
    yield Need(hall.shop, "hall air", name, "electricity", hall.fans.value / 1000.0 * on)


def _light(light: Lighting, on: Numbers, weather: WeatherYear, hours: NDArray[np.int64]) -> Numbers:
    """The light on shift, less what daylight saves in proportion to the global radiation."""
    day = np.minimum(weather.ghi_w_m2[hours] / light.daylight_from.value, 1.0)
    saved = 1.0 - light.daylight.value * day
    return light.power.value / 1000.0 * saved * on + light.off.value / 1000.0 * (1.0 - on)


def _oxidiser(name: str, oxidiser: Oxidiser, on: Numbers, times: Times) -> Iterator[Need]:
    """Air x density x heat capacity x (chamber - inlet) x (1 - recovery); the heat of the solvent is not counted."""
    mass = oxidiser.air.value * STANDARD_PA / (GAS_CONSTANT * ROOM_K)
    rise = oxidiser.temperature.value - oxidiser.inlet.value
    share = (on + oxidiser.standby.value * (1.0 - on)) * times.open
    gas = mass * HOT_AIR_KJ_KG_K * rise * (1.0 - oxidiser.recovery.value)
    yield Need(oxidiser.shop, "oxidiser", name, "gas", gas * share)
    yield Need(oxidiser.shop, "oxidiser", name, "electricity", oxidiser.fans.value / 1000.0 * share)
