"""Random supplier parks: part families of all delivery modes, fitted along a line of cars of two options."""

from __future__ import annotations

from typing import Any

from taktwin.model.families.spell import spell_parks
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.text.tree import Tree
from tests.oracle.drafts.chooser import Chooser, Numbered
from tests.oracle.drafts.draft import CALENDARS, Data

TAKT_S = 20
STATIONS = 4
MOST_AT_START = 120.0
OPTIONS: Data = {
    "colour": {"red": "50 %", "blue": "30 %", "green": "20 %"},
    "tow": {"with": "25 %", "without": "75 %"},
}
WHEN: tuple[Data, ...] = ({"tow": "with"}, {"colour": ["red", "green"]}, {"colour": "blue", "tow": "without"})


def draw_park(choose: Chooser) -> Data:
    """A plant as plain data, with its park not spelt out yet."""
    flow: list[Data] = [{"station": "paint-exit", "cycle": "5 s"}]
    flow.append({"buffer": "way", "capacity": choose.integer(4, 40)})
    for number in range(1, STATIONS + 1):
        flow.append({"station": f"fit-{number}", "cycle": choose.time(5, 18)})
        if choose.chance(40):
            flow.append({"buffer": f"b-{number}", "capacity": choose.integer(1, 4)})
    plant: Data = {
        "name": "park",
        "options": OPTIONS,
        "orders": {"cars": {"interval": f"{TAKT_S} s"}},
        "start": "2026-01-05 00:00",
        "calendars": CALENDARS,
        "suppliers": {name: _supplier(choose) for name in ("near", "far")},
        "docks": {name: {"doors": choose.pick([1, 1, 2])} for name in ("north", "south")},
        "shops": {"trim": {"lines": {"main": {"orders": "cars", "flow": flow}}}},
    }
    families = {f"family-{number}": _family(choose) for number in range(1, choose.integer(1, 5) + 1)}
    park = {"takt": f"{TAKT_S} s", "call": "paint-exit", "families": families}
    if any((one.get(one["mode"]) or {}).get("milk_run") for one in families.values()):
        park["milk_runs"] = {"round": _round(choose)}
    closed = {name for name, one in plant["suppliers"].items() if "calendar" in one}
    for one in families.values():
        if one["supplier"] in closed:  # stock lasts until it opens: too many small trucks
            one.get(one["mode"], {}).pop("capacity", None)
    if closed and "milk_runs" in park:
        park["milk_runs"]["round"].pop("capacity", None)
    return plant | {"supply": park}


def _round(choose: Chooser) -> Data:
    """A milk run by both suppliers."""
    stops = [{"supplier": name, "drive": choose.time(0, 30), "load": choose.time(0, 20)} for name in ("far", "near")]
    run: Data = {"stops": stops}
    if choose.chance(70):
        run["every"] = choose.seconds(20, 120)
    if choose.chance(40):
        run["capacity"] = choose.integer(1, 6)
    if choose.chance(60):
        run |= {"dock": choose.pick(["north", "south"]), "unload": choose.time(0, 30)}
    return run


def _supplier(choose: Chooser) -> Data:
    """How far away, and in which shifts it works."""
    supplier: Data = {"drive": choose.time(10, 90)}
    return supplier | ({"calendar": choose.pick(sorted(CALENDARS))} if choose.chance(30) else {})


def _family(choose: Chooser) -> Data:
    mode = choose.pick(["warehouse", "kanban", "jit", "vendor_managed", "jis", "jis", "in_plant"])
    places = [f"fit-{number}" for number in range(1, STATIONS + 1)]
    family: Data = {"supplier": choose.pick(["near", "far"]), "mode": mode, "quantity": choose.integer(1, 4)}
    family["container"] = family["quantity"] * choose.integer(1, 6)
    if choose.chance(40):
        family["when"] = choose.pick(list(WHEN))
    if choose.chance(50):
        family["variants"] = choose.some(["colour", "tow"], 2)
    if mode in ("jis", "in_plant"):
        family["at"] = choose.pick(places)
        family[mode] = _in_sequence(choose)
        if choose.chance(50):
            family["dock"] = choose.pick(["north", "south"])
        return family
    family["at"] = choose.some(places, 2) or places[0]
    stocked: Data = {"cover": choose.seconds(0, 90)}
    policy = choose.pick(["up_to", "s_S", "r_Q"]) if choose.chance(40) else None
    stocked |= {"policy": policy} if policy is not None else {}
    if policy in ("s_S", "r_Q") or (policy is None and mode == "vendor_managed"):
        stocked["lot"] = choose.seconds(20, 90)
    if choose.chance(30):
        return family | {mode: stocked | {"milk_run": "round"}}
    if choose.chance(20):
        stocked["review"] = "continuous"
    else:
        stocked["every"] = choose.seconds(20, 120)
    if choose.chance(40):
        stocked["capacity"] = choose.integer(1, 6)
    if choose.chance(60):
        family["dock"] = choose.pick(["north", "south"])
        if choose.chance(80):
            stocked["unload"] = choose.time(0, 30)
    return family | {mode: stocked}


def _in_sequence(choose: Chooser) -> Data:
    given: dict[str, Any] = {
        "rack": choose.integer(1, 4),
        "racks": choose.integer(1, 2),
        "trucks": choose.integer(1, 3),
    }
    if choose.chance(50):
        given |= {"make": choose.time(2, 12), "servers": choose.integer(1, 2)}
        if choose.chance(40):
            given["reject"] = "10 %"
    if choose.chance(60):
        given["wait"] = choose.seconds(10, 90)
    if choose.chance(40):
        given["reverse"] = True
    for word in ("load", "unload", "back"):
        if choose.chance(40):
            given[word] = choose.time(0, 20)
    if choose.chance(40):
        given["room"] = choose.integer(3, 12)
    return given


def park(seed: int, number: int) -> Data:
    """Park ``number`` of a seed, as plain data."""
    return draw_park(Numbered(seed, number))


def spelt_park(seed: int, number: int) -> Data:
    """The same park with its families spelt out, as the file would say it."""
    data = park(seed, number)
    found = spell_parks(Tree(data), PlantModel.model_validate(data))
    assert found is not None
    for stock in found.data.get("stocks", {}).values():
        stock["initial"] = min(stock["initial"], MOST_AT_START)  # else what lasts until a supplier opens never lacks
    return dict(found.data)
