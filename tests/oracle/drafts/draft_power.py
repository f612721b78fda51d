"""What resources of random factories draw; drawn last, so that the same factory without it is the same in all else."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.chooser import Chooser
from tests.oracle.drafts.draft import Data

#: Medium -> units of its power, and of the amount for each work.
UNITS = {
    "electricity": ("kW", "kWh"),
    "gas": ("kW", "kWh"),
    "heat": ("kW", "kWh"),
    "compressed_air": ("m3/h", "m3"),
    "water": ("m3/h", "m3"),
}
BUCKETS = ("60 s", "90 s", "100 s", "150 s", "200 s", "7 min")
_FIGURES = ("setup", "idle", "standby", "off")
#: Elements that draw by state, and those of them with an amount for each job.
_ELEMENTS = ("station", "batch_station", "delivery", "split_station", "lift", "moving_line", "indexed_line", "conveyor")


def draw_powers(choose: Chooser, plant: Data) -> None:
    """Give most of what is in a plant a power profile, an amount for each work, or both."""
    if not choose.chance(60):
        return
    plant["bucket"] = choose.pick(BUCKETS)
    names = ["usual", "lean"][: choose.pick([0, 1, 2])]
    if names:
        plant["power"] = {name: _profile(choose) for name in names}

    def entry() -> Any:
        return choose.pick(names) if names and choose.chance(30) else _profile(choose)

    for shop in plant["shops"].values():
        for line in shop["lines"].values():
            for element in line["flow"]:
                _element(choose, element, entry)
        for cell in shop.get("cells", {}).values():
            if choose.chance(60):
                cell["power"] = entry()
            if choose.chance(40):
                cell["energy_per_hit"] = _amounts(choose)
        for load in shop.get("loads", {}).values():
            load["power"] = entry()
        if choose.chance(15):
            shop.setdefault("loads", {})[f"fan {len(plant['shops'])}"] = {"power": entry()}
    for fleet in plant.get("fleets", {}).values():
        if "battery" not in fleet and choose.chance(60):  # else the battery says what the charger draws
            fleet["power"] = entry()
        if choose.chance(25) and "streams" not in plant:
            fleet["shop"] = choose.pick(list(plant["shops"]))


def _element(choose: Chooser, element: Data, entry: Any) -> None:
    if "store" in element or any(kind in element for kind in _ELEMENTS):
        if choose.chance(60):
            element["power"] = entry()
        if "store" not in element and choose.chance(30):
            element["energy_per_job"] = _amounts(choose)
    for server in element["servers"] if isinstance(element.get("servers"), list) else ():
        if choose.chance(30):
            server["power"] = entry()


def _profile(choose: Chooser) -> Data:
    """One to three media, each with some of the powers given."""
    found: Data = {}
    for medium in choose.some(list(UNITS), 3):
        unit, _ = UNITS[medium]
        found[medium] = {"working": f"{choose.integer(0, 90)} {unit}"}
        for word in _FIGURES:
            if choose.chance(50):
                found[medium][word] = f"{choose.integer(0, 40) / 4} {unit}"
    return found


def _amounts(choose: Chooser) -> Data:
    """One or two media that each work takes, whatever its time."""
    return {medium: f"{choose.integer(1, 20) / 8} {UNITS[medium][1]}" for medium in choose.some(list(UNITS), 2)}
