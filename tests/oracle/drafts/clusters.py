"""Random clusters: two or three random factories as plants of one model, with lanes between their stocks."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.chooser import Chooser, Numbered
from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.draft_power import draw_powers
from tests.oracle.drafts.factories import draw_plant

#: What plants share, and what only the root of a model says.
_OF_THE_MODEL = ("taktwin", "name", "bucket", "start")
_CLOCKS = ("2026-01-05 00:00", "2026-01-05 07:30", "2026-01-04 17:00")


def draw_cluster(choose: Chooser) -> Data:
    """A model of several plants as plain data."""
    plants: dict[str, Data] = {}
    for name in ("north", "south", "east")[: choose.pick([2, 2, 3])]:
        plant = draw_plant(choose)
        for key in _OF_THE_MODEL:
            plant.pop(key, None)
        if choose.chance(50):
            plant["start"] = choose.pick(_CLOCKS)
        plants[name] = plant
    for at, plant in enumerate(plants):
        if choose.chance(60):
            _in_sequence(choose, plants, plant, at)
    whole: Data = {"name": "cluster", "start": "2026-01-05 00:00", "plants": plants}
    lanes = {f"between-{at}": lane for at, lane in enumerate(_lanes(choose, plants))}
    for plant in plants.values():
        draw_powers(choose, plant)
        whole |= {"bucket": plant.pop("bucket")} if "bucket" in plant else {}
    return whole | ({"lanes": lanes} if lanes else {})


def _in_sequence(choose: Chooser, plants: dict[str, Data], name: str, number: int) -> None:
    """A line of one plant that is called at an element of another, and joined there or in any other."""
    callers = [one for one in plants if one != name and _knows(plants[one], plants[name])]
    places = [(one, flow, at) for one in callers for flow in _flows(plants[one]) for at in range(len(flow))]
    calling = [(one, flow, at) for one, flow, at in places if _name(flow[at]) and flow[at].get("capacity") != 0]
    if not calling:
        return
    caller, flow, at = choose.pick(calling)
    line, most = f"called-{number}", choose.pick([1, 1, 2])
    call: Data = {"at": f"{caller}.{_name(flow[at])}", **_quantity(choose, plants[caller], most)}
    own = [element for element in flow[at:] if _may_join(element)]
    matched = bool(own) and choose.chance(50) and "contents" not in str(plants[caller])
    others = [element for one in plants if one != name for flow in _flows(plants[one]) for element in flow]
    stations = own if matched else [element for element in others if _may_join(element)]
    if not stations:
        return
    copied = plants[name].get("streams", {}).get("shops", [])
    shop = choose.pick([one for one in plants[name]["shops"] if one not in copied] or [f"beside-{number}"])
    asked = {key: call[key] for key in ("when", "quantity") if key in call}
    join: Data = {"line": choose.pick([f"{name}.{line}", f"{name}.{shop}.{line}"])}
    choose.pick(stations).setdefault("joins", []).append(join | (asked | {"matched": True} if matched else {}))
    colours = list(plants[name].get("options", {}).get("colour", {}))
    if colours and choose.chance(50):  # each plant numbers its own values
        plants[name]["options"]["colour"] = {c: plants[name]["options"]["colour"][c] for c in reversed(colours)}
    cycle: Any = {"by": "colour", **{c: choose.time(0, 30) for c in colours}} if colours else choose.time(0, 30)
    plants[name]["shops"].setdefault(shop, {}).setdefault("lines", {})[line] = {
        "call": call,
        "flow": [
            {"buffer": f"for-{number}", "capacity": "unlimited"},
            {"station": f"make-{number}", "cycle": cycle},
            {"buffer": f"side-{number}", "capacity": choose.pick(["unlimited", 4, 9])},
        ],
    }


def _quantity(choose: Chooser, plant: Data, most: int) -> Data:
    """How many jobs are called, and for which jobs of a plant."""
    colours = list(plant.get("options", {}).get("colour", {}))
    if colours and choose.chance(30):
        return {"when": {"colour": colours[:2]}, "quantity": most}
    if colours and choose.chance(30):
        return {"quantity": {"by": "colour", colours[0]: most, "default": choose.integer(0, 2)}}
    return {"quantity": most}


def _knows(caller: Data, called: Data) -> bool:
    """Whether jobs of a plant have all options, and only products, that another asks for."""
    products = called.get("products", {}).keys()
    fit = not products or (caller.get("products", {}).keys() <= products and caller.get("products"))
    return bool(fit) and called.get("options", {}).keys() <= caller.get("options", {}).keys()


def _flows(plant: Data) -> list[list[Data]]:
    """The flows of the lines that orders start, as far as there is one of each."""
    copied = plant.get("streams", {}).get("shops", [])
    return [
        line["flow"]
        for shop, data in plant["shops"].items()
        for line in data.get("lines", {}).values()
        if "orders" in line and shop not in copied and "copies" not in line
    ]


def _name(element: Data) -> str | None:
    return next((str(element[kind]) for kind in ("station", "buffer", "store", "conveyor") if kind in element), None)


def _may_join(element: Data) -> bool:
    return "station" in element and "count" not in element


def _lanes(choose: Chooser, plants: dict[str, Data]) -> list[Data]:
    """Up to four lanes between stocks of the same part."""
    stocks: list[tuple[str, str, str]] = [
        (plant, stock, point["part"])
        for plant, data in plants.items()
        for stock, point in data.get("stocks", {}).items()
    ]
    pairs = [
        (f"{one}.{stock}", f"{other}.{to}")
        for one, stock, part in stocks
        for other, to, same in stocks
        if part == same and one != other
    ]
    docks = {name: [f"{name}.{dock}" for dock in plant.get("docks", {})] for name, plant in plants.items()}
    drawn = [choose.pick(pairs) for _ in range(choose.integer(0, 4))] if pairs else []
    lanes = [_lane(choose, origin, to, docks[to.split(".")[0]]) for origin, to in drawn]
    _calls(choose, plants, lanes)
    return lanes


def _calls(choose: Chooser, plants: dict[str, Data], lanes: list[Data]) -> None:
    """What some lanes bring is called where jobs enter an element of the plant at their end."""
    inside = {
        f"{plant}.{load['to']}"
        for plant, data in plants.items()
        for lane in data.get("lanes", {}).values()
        for load in _loads(lane)
        if "call" in load
    }
    for lane in lanes:
        flows = [
            line["flow"]
            for shop in plants[lane["to"].split(".")[0]]["shops"].values()
            for line in shop["lines"].values()
        ]
        places = [str(next(iter(one.values()))) for flow in flows for one in flow if one.get("capacity") != 0]
        if lane["to"] not in inside and choose.chance(40):
            inside.add(lane["to"])
            plant = lane["to"].split(".")[0]
            lane["call"] = {"at": f"{plant}.{choose.pick(places)}", "quantity": choose.pick([1, 1, 2])}


def _loads(lane: Data) -> list[Data]:
    """The loads of a lane of a plant."""
    stops = [load for stop in lane.get("milk_run", ()) for load in stop["loads"]]
    return stops or lane.get("loads", [lane])


def _lane(choose: Chooser, origin: str, to: str, docks: list[str]) -> Data:
    """A lane from stock to stock, by trucks of some containers and to one of the docks there now and then."""
    lane: dict[str, Any] = {"from": origin, "to": to, "every": choose.seconds(5, 60), "lead": choose.time(0, 60)}
    if choose.chance(50):
        lane |= {"up_to": choose.integer(3, 8), "container": choose.integer(1, 4)}
    else:
        lane |= {"quantity": choose.integer(1, 8), "container": choose.pick([1, 1, 2])}
    if choose.chance(40):
        lane["capacity"] = choose.integer(1, 3)
    if docks and choose.chance(60):
        lane |= {"dock": choose.pick(docks), "unload": choose.time(0, 20)}
    return lane


def cluster(seed: int, number: int) -> Data:
    """Cluster ``number`` of a seed, as plain data."""
    return draw_cluster(Numbered(seed, number))
