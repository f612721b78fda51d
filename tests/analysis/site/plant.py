"""A small plant with a site, and weather that is the same in every hour."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

import taktwin
from taktwin.analysis.weather.year import WeatherYear
from taktwin.api.run import Run
from taktwin.energy import synthetic_year

#: Two shifts from Monday to Friday; `weld` and `spray` are the only machines. Monday, 5 January 2026.
TEXT = """\
taktwin: 1
name: small
start: 2026-01-05 00:00
orders: {cars: {}}
calendars:
  day: {shifts: [{days: Mon-Fri, from: "06:00", to: "22:00", breaks: ["12:00-12:30"]}]}
shops:
  body:
    calendar: day
    loads:
      old-light: {power: {electricity: {working: 40 kW, off: 4 kW}}}
    lines:
      main:
        orders: cars
        to: top
        flow:
          - station: weld
            cycle: 4 min
            power:
              electricity: {working: 120 kW, idle: 40 kW, off: 2 kW}
              compressed_air: {working: 100 m3/h, idle: 20 m3/h}
          - {buffer: out, capacity: 10}
  paint:
    calendar: day
    lines:
      top:
        flow:
          - station: spray
            cycle: 5 min
            power: {electricity: {working: 200 kW, idle: 150 kW, off: 5 kW}, gas: {working: 300 kW, idle: 250 kW}}
            energy_per_job: {water: 0.8 m3}
"""
SITE = """\
site:
  place: Chongqing
  grid: {region: Chongqing, year: 2022}
  market: {region: China, year: 2022, kind: residual}
  instead_of: {body: old-light}
  booths:
    booth: {shop: paint, supply: 60000 m3/h, recirculated: 70 %, heat_recovery: 50 %, fans: 60 kW, reduced: 10 %}
  halls:
    hall: {shop: body, ventilation: 36000 m3/h, loss: 12, gains: 60 kW, heated_to: 18, heated_to_off: 8, fans: 15 kW}
  lighting:
    light: {shop: body, power: 40 kW, off: 4 kW, daylight: 30 %, daylight_from: 400}
  oxidisers:
    burner: {shop: paint, air: 7200 m3/h, temperature: 800, inlet: 25, recovery: 95 %, fans: 12 kW}
  compressed_air: {specific: 0.11, leakage: 25 %}
  chillers: {cop: 5, at: 30, per_kelvin: 0.1, most: 8}
  heat: {source: gas, efficiency: 92 %}
  photovoltaics: {roof: {peak: 500 kW}}
  tariff:
    currency: CNY
    buy: {"00:00-08:00": 0.33, "08:00-12:00": 0.68, "12:00-18:00": 1.15, "18:00-24:00": 0.70}
    demand_charge: 38
    gas: 0.30
    water: 4.5
  waste: {sludge: {shop: paint, per_job: 3 kg, code: HW12}}
  year: {days: Mon-Fri, closed: ["01-01", "10-01 to 10-07"]}
"""


def text(*changes: tuple[str, str]) -> str:
    """The plant with its site, each old text replaced by a new one."""
    found = TEXT + SITE
    for old, new in changes:
        assert found.count(old) == 1, f"{old!r} stands {found.count(old)} times"
        found = found.replace(old, new)
    return found


@cache
def run(days: float = 7.0, warmup: float = 7.0, *changes: tuple[str, str]) -> Run:
    """A run of it, made once."""
    return taktwin.load(text(*changes)).simulate(days=days, warmup=warmup)


@cache
def bright() -> WeatherYear:
    """A synthetic year."""
    return synthetic_year("chongqing-bright").year


def always(dry_bulb_c: float, relative_humidity: float = 0.5, ghi: float = 0.0) -> WeatherYear:
    """A year in which all hours are alike, at the pressure of the sea."""
    from taktwin.analysis.air.moist import dew_point_c

    year = bright()

    def full(value: float) -> np.ndarray:
        return np.full(year.hours, value)

    return replace(
        year,
        name="always",
        dry_bulb_c=full(dry_bulb_c),
        dew_point_c=full(float(dew_point_c(dry_bulb_c, relative_humidity))),
        relative_humidity=full(relative_humidity),
        pressure_pa=full(101325.0),
        ghi_w_m2=full(ghi),
        dni_w_m2=full(0.0),
        dhi_w_m2=full(ghi),
    )
