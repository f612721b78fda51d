"""Moving lines, indexed lines and batch stations of the random plants of `tests.kernel.models`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]


def zoned(plant: Any, times: Callable[..., st.SearchStrategy[str]], plain: bool) -> Data:
    """A moving or an indexed line; a plain one draws no parts. ``plant`` is the plant that is being drawn."""
    zones, moving = plant.draw(st.integers(1, 4)), plant.chance(65)
    line: Data = {"moving_line" if moving else "indexed_line": plant.name("l"), "zones": zones}
    line |= {"cycle": plant.draw(times(0, 20)), **plant.working()}
    drift: Data = {}
    if moving:
        takt = plant.draw(st.integers(4, 20))
        line |= {"takt": f"{takt} s", "overload": plant.pick(["stop", "stop", "finish", "utility"])}
        if line["overload"] != "finish" and plant.chance(60):
            drift = {"drift": f"{plant.draw(st.integers(0, takt))} s"}
        if line["overload"] == "utility" and plant.chance(50):
            line["utility_workers"] = plant.draw(st.integers(1, 2))
    elif plant.chance(60):
        line["transfer"] = f"{plant.draw(st.integers(0, 5))} s"
    if plant.chance(50):
        line |= drift
    zone: Data = {"cycle": plant.cycle(zero=True), **drift}
    if plant.chance(30):
        zone["failures"] = [plant.failure()]
    if plant.stocks and not plain and plant.chance(70):
        stock = plant.pick(plant.stocks)
        zone["uses"] = [{"part": stock, "from": f"{stock}-stock", **plant.when()}]
    if plant.chance(60):
        line["operators"] = need_of(plant)
        if plant.chance(30):
            line["priority"] = plant.draw(st.integers(0, 2))
        if plant.chance(40):
            zone["operators"] = plant.pick([[], need_of(plant)])
    line["except"] = {plant.draw(st.integers(1, zones)): zone}
    return line


def need_of(plant: Any) -> Data:
    """Operators that a zone needs, of the one pool of the plant."""
    pools = plant.plant.setdefault("operators", {})
    if not pools:
        pools["hands"] = {"count": plant.draw(st.integers(1, 3))}
        if plant.chance(40):
            pools["hands"]["walk"] = f"{plant.draw(st.integers(1, 9))} s"
        if plant.calendars and plant.chance(60):
            pools["hands"]["calendar"] = plant.pick(["broken", "late"])
    return {"need": "hands", "count": plant.draw(st.integers(1, pools["hands"]["count"]))}


def delivery(plant: Any, times: Callable[..., st.SearchStrategy[str]]) -> list[Data]:
    """Trucks with the buffer before them."""
    rack, racks = plant.draw(st.integers(1, 3)), plant.draw(st.integers(1, 2))
    trucks: Data = {"delivery": plant.name("d"), "rack": rack, "racks": racks, "trucks": plant.draw(st.integers(1, 2))}
    trucks |= {"drive": plant.draw(times(0, 30)), "back": plant.draw(times(0, 30)), **plant.working(plain=False)}
    if plant.chance(60):
        trucks["wait"] = plant.pick(["0 s", "10 s", "60 s"])
    if plant.chance(40):
        trucks["unload"] = plant.draw(times(1, 9))
    if plant.chance(40):
        trucks["reverse"] = True
    return [{"buffer": plant.name("b"), "capacity": plant.draw(st.integers(rack, rack * racks + 2))}, trucks]


def batches(plant: Any, times: Callable[..., st.SearchStrategy[str]]) -> list[Data]:
    """A batch station, or a delivery, with the buffer before it."""
    if plant.chance(35):
        return delivery(plant, times)
    most = plant.draw(st.integers(1, 4))
    station: Data = {"batch_station": plant.name("o"), "most": most, "cycle": plant.draw(times(0, 30))}
    station |= plant.working(plain=False)
    enough = most
    if plant.chance(50):
        station["least"] = enough = plant.draw(st.integers(1, most))
    if plant.chance(60):
        station["wait"] = plant.pick(["0 s", "10 s", "60 s"])
    if plant.chance(30):
        station["servers"] = 2
    if plant.chance(40):
        station["same"] = "colour" if plant.coloured else "product"
    if plant.power and plant.chance(40):
        station["energy_per_job"] = {"electricity": "2 kWh"}
    return [{"buffer": plant.name("b"), "capacity": plant.draw(st.integers(enough, enough + 3))}, station]
