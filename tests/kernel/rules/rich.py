"""Three small plants that together use every feature of the model language, with random times."""

from __future__ import annotations

from tests.kernel.plants import Data, line
from tests.kernel.rules.small import BREAK

COLOURS: Data = {"options": {"colour": {"red": "50 %", "blue": "30 %", "green": "20 %"}}}


def body() -> Data:
    """Servers side by side, buffers, both kinds of belt, both clocks of failures, a crew and a calendar."""
    robot = {"clock": "operation", "up": "exp(60 s)", "repair": "gamma(mean=12 s, cv=0.7)", "crew": "fitters"}
    power = {"clock": "time", "up": "exp(90 s)", "repair": "uniform(2 s, 8 s)"}
    flow = [
        {"buffer": "in", "capacity": "unlimited"},
        {
            "station": "weld",
            "cycle": "exp(9 s)",
            "servers": 2,
            "failures": [robot | {"work": "restart"}, power],
            "calendar": "day",
        },
        {"conveyor": "belt", "transit": "12 s", "capacity": 4, "failures": [power]},
        {"station": "glue", "cycle": "tri(2 s, 4 s, 7 s)", "failures": [robot | {"work": "scrap"}], "scrap": "5 %"},
        {"conveyor": "plain belt", "transit": "9 s", "capacity": 3, "accumulating": False, "calendar": "day"},
        {"station": "grind", "cycle": "lognormal(mean=4 s, cv=1.2)", "energy_per_job": {"electricity": "1 kWh"}},
        {"buffer": "out", "capacity": 2},
        {"station": "check", "cycle": "erlang(k=3, mean=5 s)", "failures": [robot, {"jobs": 4, "repair": "3 s"}]},
    ]
    data = line(flow, {"interval": "exp(5 s)"}, calendars=BREAK, crews={"fitters": {"size": 1}})
    data["power"] = {"light": {"electricity": {"working": "3 kW", "off": "1 kW"}}}
    data["shops"]["shop"]["loads"] = {"lamps": {"power": "light", "calendar": "day"}}
    return data


def paint() -> Data:
    """Options, setups, purges, rework, a store, and sub-lines that are called or endless and then joined."""
    setup = {"by": "colour", "time": "exp(3 s)", "purge_after": 2, "purge_time": "2 s"}
    routes = [{"to": "rework", "share": "20 %"}, {"to": "scrap", "share": "5 %", "when": {"colour": "red"}}]
    flow = [
        {"station": "prime", "cycle": "weibull(shape=1.5, scale=5 s)"},
        {"store": "sort", "capacity": 4, "cycle": "exp(2 s)", "rule": {"same": "colour"}},
        {"station": "coat", "cycle": {"by": "colour", "red": "exp(6 s)", "default": "4 s"}, "setup": setup},
        {"station": "inspect", "cycle": "3 s", "routes": routes, "point": "inspected"},
        {"buffer": "bodies", "capacity": 3, "rule": "sequence"},
        {"station": "marry", "cycle": "5 s", "joins": [{"line": "doors", "quantity": 2}, {"line": "hoods"}]},
    ]
    lines = {
        "doors": {
            "call": {"at": "prime", "quantity": 2},
            "flow": [
                {"buffer": "calls", "capacity": "unlimited"},
                {"station": "door", "cycle": "exp(2 s)"},
                {"buffer": "door rack", "capacity": 4},
            ],
        },
        "hoods": {
            "endless": True,
            "flow": [{"station": "hood", "cycle": "exp(4 s)"}, {"buffer": "hood rack", "capacity": 2}],
        },
        "rework": {
            "to": "coat",
            "flow": [{"buffer": "yard", "capacity": "unlimited"}, {"station": "sand", "cycle": "exp(8 s)"}],
        },
    }
    return {**line(flow, {"mix": {"car": "70 %", "van": "30 %"}}, lines=lines), **COLOURS, "products": PRODUCTS}


PRODUCTS: Data = {"car": {}, "van": {"options": {"colour": {"blue": "100 %"}}}}


def supply() -> Data:
    """A press with die changes and scrap, lanes, a dock, feeds, transports and a fleet that fails and has breaks."""
    makes = {
        name: {"part": name, "into": f"{name} rack", "hit": "exp(2 s)", "lot": 4, "reorder": 3, "scrap": "20 %",
               "uses": {"coil": 1}}
        for name in ("left", "right")
    }  # fmt: skip
    uses = [{"part": "left", "from": "left rack"}, {"part": "right", "from": "right rack"}]
    flow = [
        {"station": "a", "cycle": "exp(7 s)", "uses": uses},
        {"transport": "way", "fleet": "tugs", "distance": "6 m", "empty": "4 m", "capacity": 2},
        {"station": "b", "cycle": "exp(6 s)", "uses": [{"part": "bolt", "from": "near", "quantity": 2}]},
    ]
    mode = {"clock": "operation", "up": "exp(40 s)", "repair": "exp(9 s)"}
    press = {"makes": makes, "change": "exp(4 s)", "failures": [mode]}
    far = {"supplier": "mill", "every": "25 s", "lead": "exp(40 s)"}
    data = line(flow, {"interval": "7 s"}, shop={"cells": {"press": press}}, calendars=BREAK)
    fleet = {"count": 2, "speed": "1 m/s", "load": "exp(2 s)", "unload": "1 s", "calendar": "day", "failures": [mode]}
    return data | {
        "parts": {name: {"family": "parts", "unit": "piece"} for name in ("left", "right", "coil", "bolt")},
        "suppliers": {"mill": {}},
        "stocks": {
            "left rack": {"part": "left", "capacity": 8},
            "right rack": {"part": "right", "initial": 2},
            "coils": {"part": "coil", "initial": 5, "capacity": 12},
            "far": {"part": "bolt", "initial": 10},
            "near": {"part": "bolt", "initial": 4, "capacity": 9},
        },
        "lanes": {
            "coils in": far | {"to": "coils", "quantity": 10},
            "bolts in": far | {"to": "far", "up_to": 20, "container": 3},
        },
        "feeds": {"bolts": {"from": "far", "to": "near", "fleet": "tugs", "distance": "9 m", "lot": 4, "reorder": 4}},
        "fleets": {"tugs": fleet},
    }


PLANTS = {"body": body, "paint": paint, "supply": supply}
