"""Climates by month that come with Taktwin: what is believed of a place, and what synthetic years are made of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from taktwin.exchange.epw.file import Place

_FILES = ("chongqing.yaml",)


@dataclass(frozen=True)
class Months:
    """A climate by month: tuples of twelve values from January on.

    Attributes:
        name: of the synthetic year that is made of it.
        place: where it is of.
        source: of the figures.
        ghi_kwh_m2: sums of global radiation.
        dhi_kwh_m2: sums of diffuse radiation.
        dry_bulb_c: mean temperatures.
        lowest_c: lowest temperatures.
        highest_c: highest temperatures.
        relative_humidity: means in percent.
        wind_m_s: means.
    """

    name: str
    place: Place
    source: str
    ghi_kwh_m2: tuple[float, ...]
    dhi_kwh_m2: tuple[float, ...]
    dry_bulb_c: tuple[float, ...]
    lowest_c: tuple[float, ...]
    highest_c: tuple[float, ...]
    relative_humidity: tuple[float, ...]
    wind_m_s: tuple[float, ...]


@dataclass(frozen=True)
class Believed:
    """Range of the year's global radiation, in kWh/m2, that is believed within a distance of a place."""

    place: Place
    radius_km: float
    least: float
    most: float
    source: str


@cache
def climates() -> Mapping[str, Months]:
    """Name -> climate, of ``library/climate``."""
    found = {}
    for content in _contents():
        place = _place(content["place"])
        for name, year in content["years"].items():
            lists = {key: tuple(map(float, value)) for key, value in year.items() if key != "source"}
            found[name] = Months(name=name, place=place, source=year["source"], **lists)
    return found


def believed_at(place: Place) -> Believed | None:
    """What is believed of the radiation at a place; None where no shipped climate is near."""
    for content in _contents():
        row, near = content["believed"], _place(content["place"])
        radius = float(str(row["radius"]).removesuffix("km"))
        if distance_km(place, near) <= radius:
            return Believed(near, radius, float(row["least"]), float(row["most"]), row["source"])
    return None


def distance_km(one: Place, other: Place) -> float:
    """Distance of two places along a great circle (haversine formula, radius 6,371 km)."""
    a, b = math.radians(one.latitude_deg), math.radians(other.latitude_deg)
    apart = math.radians(one.longitude_deg - other.longitude_deg)
    half = math.sin((a - b) / 2.0) ** 2 + math.cos(a) * math.cos(b) * math.sin(apart / 2.0) ** 2
    return 2.0 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _place(row: Mapping[str, Any]) -> Place:
    figures = (float(row[key]) for key in ("latitude", "longitude", "timezone", "altitude"))
    return Place(row["name"], row["station"], "synthetic", *figures)


@cache
def _contents() -> tuple[Any, ...]:
    from ruamel.yaml import YAML

    texts = ((files("taktwin.library.climate") / name).read_text(encoding="utf-8") for name in _FILES)
    return tuple(YAML(typ="safe", pure=True).load(text) for text in texts)
