"""A hypothesis strategy: small plants over every feature of the model language.

Times are often small whole numbers, so that many things happen at the same instant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.kernel.kinds.linemodels import batches, zoned

Data = dict[str, Any]
COLOURS = ("red", "blue", "green")


@cache
def _whole(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low, high).map(lambda n: f"{n} s")


@cache  # hypothesis looks through each strategy when it is drawn from first, which took half the time of a plant
def times(low: int = 1, high: int = 30) -> st.SearchStrategy[str]:
    """A time distribution of mean 1 to 30 s: half of them constant."""
    mean = st.integers(max(1, low), high)
    drawn = st.one_of(
        mean.map(lambda m: f"exp({m} s)"),
        mean.map(lambda m: f"uniform({m} s, {2 * m} s)"),
        mean.map(lambda m: f"tri({0.8 * m} s, {m} s, {1.3 * m} s)"),
        mean.map(lambda m: f"lognormal(mean={m} s, cv=1.2)"),
        mean.map(lambda m: f"gamma(mean={m} s, cv=0.7)"),
        mean.map(lambda m: f"weibull(shape=1.5, scale={m} s)"),
        mean.map(lambda m: f"erlang(k=3, mean={m} s)"),
        mean.map(lambda m: f"normal(mean={m} s, sd={m} s)"),
        mean.map(lambda m: f"discrete({m} s = 50 %, {2 * m} s = 30 %, 0 s = 20 %)"),
        mean.map(lambda m: f"empirical({m} s, {2 * m} s, {m} s, {m + 1} s)"),
        mean.map(lambda m: f"interpolated({m} s, {2 * m} s, {m + 3} s)"),
    )
    return st.one_of(_whole(low, high), drawn)


CALENDARS: Data = {
    "broken": {
        "shifts": [
            {"days": "daily", "from": "00:00", "to": "00:25", "breaks": ["00:05-00:07", "00:15-00:16"]},
            {"days": "daily", "from": "00:30", "to": "23:00", "breaks": ["00:40-00:45"]},
        ]
    },
    "late": {"shifts": [{"days": "daily", "from": "00:03", "to": "00:50"}]},
}
POWER: Data = {
    "machine": {
        "electricity": {"working": "30 kW", "setup": "20 kW", "idle": "7 kW", "standby": "2 kW", "off": "0.5 kW"}
    },
    "oven": {"gas": {"working": "1 MW", "idle": "0.8 MW"}, "compressed_air": {"working": "36 m3/h", "idle": "2 m3/h"}},
}


class Draw:
    """Draws one plant; names count up, so that they are unique."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.number = 0
        self.products = draw(st.sampled_from([[], ["car"], ["car", "van"]]))
        self.coloured = draw(st.booleans())
        self.stocks: list[str] = []
        self.plant: Data = {"bucket": f"{draw(st.sampled_from([300, 450, 900]))} s", "shops": {}}
        self.crews = draw(st.booleans())
        self.fleet = draw(st.booleans())
        self.calendars = draw(st.booleans())
        self.power = draw(st.booleans())

    def chance(self, percent: int) -> bool:
        """True in that share of the draws; shrinks to False."""
        return self.draw(st.integers(0, 99)) >= 100 - percent

    def pick(self, values: Sequence[Any]) -> Any:
        """One of the values; shrinks to the first."""
        return values[self.draw(st.integers(0, len(values) - 1))]

    def name(self, word: str) -> str:
        """A new name."""
        self.number += 1
        return f"{word}{self.number}"

    def when(self, percent: int = 40) -> Data:
        """A condition on the job, or none."""
        options: list[Data] = []
        if self.coloured:
            options += [{"colour": "red"}, {"colour": ["blue", "green"]}]
        if len(self.products) > 1:
            options.append({"product": "van"})
        return {"when": self.pick(options)} if options and self.chance(percent) else {}

    def working(self, continuous: bool = True, plain: bool = True) -> Data:
        """Failures, calendar and power; only what is not ``plain`` may fail by jobs, or lose its work."""
        fields: Data = {}
        if self.chance(35):
            fields["failures"] = [self.failure(plain) for _ in range(self.draw(st.integers(1, 2)))]
        if self.calendars and self.chance(40):
            fields["calendar"] = self.pick(sorted(CALENDARS))
        elif continuous and self.chance(15):
            fields["continuous"] = True
        if self.power and self.chance(60):
            fields["power"] = self.pick(sorted(POWER))
        return fields

    def failure(self, plain: bool = True) -> Data:
        """A failure mode, spelt out in place."""
        mode = {
            "clock": self.pick(["time", "operation"]),
            "up": self.draw(times(20, 300)),
            "repair": self.draw(times(1, 40)),
        }
        if not plain and self.chance(40):
            mode["work"] = self.pick(["restart", "scrap"])
        if not plain and self.chance(25):
            del mode["clock"], mode["up"]
            mode["jobs"] = self.draw(st.integers(1, 6))
        return mode | ({"crew": "fitters"} if self.crews and self.chance(60) else {})

    def cycle(self, zero: bool) -> Any:
        """Time of work."""
        if self.coloured and self.chance(25):
            return {"by": "colour", "red": self.draw(times()), "default": self.draw(times())}
        return self.draw(times(0 if zero else 1))

    def station(self, zero: bool = False, plain: bool = False) -> Data:
        """A station; a plain one has neither parts nor scrap."""
        element: Data = {"station": self.name("m"), "cycle": self.cycle(zero), **self.working(plain=False)}
        if self.chance(25):
            element["servers"] = self.draw(st.integers(2, 3))
            if self.chance(30):
                element["servers"] = [{"cycle": self.draw(times())}, {}]
                element["choice"] = self.pick(["listed", "fastest", "idle", "cyclic"])
        if self.coloured and self.chance(30):
            element["setup"] = {"by": "colour", "time": self.draw(times(0, 10))}
            if self.chance(50):
                element["setup"] |= {"purge_after": self.draw(st.integers(1, 4)), "purge_time": self.draw(times(0, 10))}
        if self.power and self.chance(40):
            element["energy_per_job"] = {"electricity": "2 kWh", "water": "0.1 m3"}
        if self.chance(15):
            element["pauses"] = self.pauses()
        if plain:
            return element
        if self.chance(20):
            element["scrap"] = f"{self.draw(st.integers(1, 30))} %"
        if self.stocks and self.chance(60):
            chosen = self.draw(st.lists(st.sampled_from(self.stocks), min_size=1, max_size=2, unique=True))
            element["uses"] = [
                {"part": stock, "from": f"{stock}-stock", "quantity": self.draw(st.integers(1, 2)), **self.when()}
                for stock in chosen
            ]
        return element

    def pauses(self) -> Data:
        """A brief pause, a long one, or both."""
        brief = {"after": self.draw(_whole(1, 20)), "wake": self.draw(_whole(0, 10))}
        long = {"after": self.draw(_whole(21, 60)), "wake": self.draw(_whole(0, 30))}
        return self.draw(st.sampled_from([{"brief": brief}, {"long": long}, {"brief": brief, "long": long}]))

    def rule(self) -> Any:
        """A retrieval rule."""
        return self.pick(["fifo", "sequence", *([{"same": "colour"}] if self.coloured else [])])

    def between(self) -> Data:
        """An element that is no station."""
        kind = self.pick(["buffer", "buffer", "conveyor", "store"])
        capacity = self.draw(st.integers(1, 6))
        if kind == "buffer":
            return {"buffer": self.name("b"), "capacity": capacity, "rule": self.rule()}
        if kind == "conveyor":
            belt: Data = {"conveyor": self.name("c"), "capacity": capacity, "transit": self.draw(_whole(0, 40))}
            if self.chance(50):
                belt["spacing"] = self.draw(_whole(0, 15))
            if self.chance(20):
                belt["pauses"] = self.pauses()
            return belt | {"accumulating": self.chance(50)} | self.working()
        store: Data = {
            "store": self.name("w"),
            "capacity": capacity,
            "cycle": self.draw(times(0, 10)),
            "rule": self.rule(),
        }
        return store | {"cranes": self.draw(st.integers(1, 2))} | self.working(plain=False)

    def flow(self, most: int, plain: bool = False) -> list[Data]:
        """Elements of a line, the first of them a station that takes time."""
        elements = [self.station(plain=plain)]
        for _ in range(self.draw(st.integers(0, most - 1))):
            if self.chance(50):
                elements.append(self.between())
            elif self.fleet and not elements[-1].get("transport") and self.chance(40):
                elements.append(self.transport())
            elements.append(self.station(zero=True, plain=plain))
        if self.chance(15):
            elements.append(self.between())
        elif self.chance(20):
            elements.insert(0, {"buffer": self.name("b"), "capacity": self.draw(st.integers(1, 5))})
        if self.chance(18):
            elements.insert(self.draw(st.integers(0, len(elements))), zoned(self, times, plain))
        if self.chance(12):
            at = self.draw(st.integers(0, len(elements)))
            elements[at:at] = batches(self, times)
        for element in elements:
            if self.chance(15):
                element["point"] = self.name("point")
        return elements

    def transport(self) -> Data:
        """A trip of the fleet."""
        element: Data = {"transport": self.name("t"), "fleet": "tugs", "distance": f"{self.draw(st.integers(0, 40))} m"}
        if self.chance(50):
            element["empty"] = f"{self.draw(st.integers(0, 40))} m"
        return element | ({} if self.chance(30) else {"capacity": self.draw(st.integers(1, 3))})

    # --- parts of the plant

    def jobs(self) -> None:
        """Options, products and the order stream."""
        if self.coloured:
            self.plant["options"] = {"colour": {"red": "50 %", "blue": "30 %", "green": "20 %"}}
        stream: Data = {}
        if self.products:
            self.plant["products"] = {name: {} for name in self.products}
            if self.coloured and self.chance(30):
                self.plant["products"][self.products[-1]] = {"options": {"colour": {"red": "100 %"}}}
            one = {name: f"{100 // len(self.products)} %" for name in self.products}
            stream["mix"] = one
            if self.chance(30):
                stream["mix"] = [{"from": "0 s", "shares": one}, {"from": "20 min", "shares": {"car": "100 %"}}]
        if self.chance(50):
            stream["interval"] = self.draw(times(5, 40))
        if self.chance(15):
            stream["quantity"] = self.draw(st.integers(0, 60))
        self.plant["orders"] = {"jobs": stream}

    def supply(self, shop: Data) -> None:
        """Stocks with what refills them: a make cell, a lane, or a feed from a second stock."""
        kinds = self.draw(st.lists(st.sampled_from(["cell", "lane", "feed"]), max_size=3))
        makes: Data = {}
        for kind in kinds:
            if kind == "feed" and not self.fleet:
                kind = "lane"
            part = self.name("p")
            self.stocks.append(part)
            capacity = self.pick([20, 50, "unlimited"])
            self.plant.setdefault("parts", {})[part] = {"family": "things", "unit": "piece"}
            stocks = self.plant.setdefault("stocks", {})
            stocks[f"{part}-stock"] = {"part": part, "initial": self.draw(st.integers(0, 20)), "capacity": capacity}
            if kind == "cell":
                makes[part] = self.make(part)
            elif kind == "lane":
                self.lane(f"{part}-stock")
            else:
                stocks[f"{part}-far"] = {"part": part, "initial": self.draw(st.integers(0, 30)), "capacity": 60}
                self.lane(f"{part}-far")
                self.plant.setdefault("feeds", {})[self.name("feed")] = {
                    "from": f"{part}-far", "to": f"{part}-stock", "fleet": "tugs", "distance": "20 m",
                    "lot": self.draw(st.integers(1, 10)), "reorder": self.draw(st.integers(0, 10)),
                }  # fmt: skip
        if makes:
            shop["cells"] = {
                self.name("cell"): {"makes": makes, "change": self.draw(times(0, 20)), **self.working(plain=False)}
            }
            if self.chance(25):
                next(iter(shop["cells"].values()))["pauses"] = self.pauses()

    def make(self, part: str) -> Data:
        """A recipe of a make cell."""
        recipe: Data = {
            "part": part, "into": f"{part}-stock", "hit": self.draw(times(1, 8)),
            "per_hit": self.draw(st.integers(1, 2)), "lot": self.draw(st.integers(1, 10)),
            "reorder": self.draw(st.integers(0, 15)),
        }  # fmt: skip
        if self.chance(40):
            recipe["scrap"] = "10 %"
        others = [p for p in self.stocks if p != part and f"{p}-stock" in self.plant["stocks"] and p not in self.made]
        if others and self.chance(40):
            recipe["uses"] = [{"part": others[0], "from": f"{others[0]}-stock", "quantity": 1}]
        self.made.append(part)
        return recipe

    made: list[str]

    def lane(self, stock: str) -> None:
        """Deliveries, at fixed times or as parts are drawn."""
        lane: Data = {
            "supplier": "mill",
            "to": stock,
            "every": self.draw(_whole(20, 400)),
            "lead": self.draw(times(0, 300)),
        }
        if self.chance(50):
            lane |= {"up_to": self.draw(st.integers(5, 20)), "container": self.draw(st.integers(1, 4))}
        else:
            lane["quantity"] = self.draw(st.integers(1, 12))
        if self.chance(30):
            lane["reorder"] = self.draw(st.integers(0, lane.get("up_to", 8) - 1))
        if ("up_to" in lane or "reorder" in lane) and self.chance(30):
            del lane["every"]
        elif self.chance(30):
            lane["offset"] = self.draw(_whole(0, 100))
        if self.chance(30):
            lane["capacity"] = self.draw(st.integers(1, 5))
        if self.chance(30):
            self.plant["docks"] = {"north": {"doors": 2}}
            lane |= {"dock": "north", "unload": self.draw(times(0, 40)), "unload_container": "2 s"}
        if self.chance(30):
            short = ("to", "up_to", "quantity", "container", "reorder")
            lane["loads"] = [{key: lane.pop(key) for key in short if key in lane}]
            other = next((name for name in self.plant["stocks"] if name != stock), None)
            if other is not None:
                level = {"quantity": self.draw(st.integers(1, 9)), "reorder": self.draw(st.integers(0, 9))}
                lane["loads"].insert(0, {"to": other, **level, "container": 4})
        self.plant["suppliers"] = {"mill": {"title": "Mill"}}
        self.plant.setdefault("lanes", {})[self.name("lane")] = lane

    def sublines(self, shop: Data, main: list[Data]) -> None:
        """Sub-lines, joined at stations of the main line; a called one is joined where it is called or later."""
        places = [i for i, element in enumerate(main) if "station" in element or "zones" in element]
        for _ in range(self.draw(st.integers(0, 2))):
            at = self.pick(places)
            station = main[at]
            if "zones" in station:
                station = next(iter(station["except"].values()))
            name = self.name("sub")
            flow = self.flow(2, plain=True)
            when = self.when(30)
            quantity = self.draw(st.integers(1, 2))
            line: Data = {"flow": flow}
            matched = False
            if self.chance(50):
                caller = next(iter(main[self.draw(st.integers(0, at))].values()))
                line["call"] = {"at": caller, "quantity": quantity, **when}
                flow.insert(0, {"buffer": self.name("b"), "capacity": "unlimited"})
                matched = self.chance(40)
                if quantity > 1 or matched:  # they are joined at once, so all must be able to wait
                    flow.append({"buffer": self.name("b"), "capacity": self.draw(st.integers(2, 4))})
            else:
                line["endless"] = True
                flow.append({"buffer": self.name("b"), "capacity": self.draw(st.integers(2, 4))})
            shop["lines"][name] = line
            join = {"line": name, "quantity": quantity, **when}
            station.setdefault("joins", []).append(join | ({"matched": True} if matched else {}))

    def rework(self, shop: Data, main: list[Data]) -> None:
        """A rework line through an unlimited buffer, back into the main line."""
        places = [i for i, element in enumerate(main) if "station" in element]
        at = self.pick(places)
        targets = [
            element for element in main[: at + 1] if not {"transport", "batch_station", "delivery"} & set(element)
        ]
        back = self.pick(targets)
        name = self.name("rework")
        route: Data = {"to": name, "share": f"{self.draw(st.integers(1, 40))} %", **self.when(30)}
        if self.chance(40):
            route["when"] = {**route.get("when", {}), "visit": self.pick(["1", [1, 2], "2+"])}
        main[at].setdefault("routes", []).append(route)
        if self.chance(30):
            main[at]["routes"].append({"to": "scrap", "share": "5 %"})
        flow = [{"buffer": self.name("b"), "capacity": "unlimited"}, self.station(plain=True)]
        shop["lines"][name] = {"flow": flow, "to": next(iter(back.values()))}

    def carriers(self, main: list[Data]) -> None:
        """A pool of carriers that jobs need on a part of the main line."""
        begins = [
            at for at, element in enumerate(main) if not {"transport", "batch_station", "delivery"} & set(element)
        ]
        begin = self.pick(begins)
        end = self.draw(st.integers(begin, len(main) - 1))
        first, last = (str(next(iter(main[at].values()))) for at in (begin, end))
        pool: Data = {"count": self.draw(st.integers(1, 5)), "from": first, "to": last}
        if self.chance(60):
            pool["return"] = self.draw(times(0, 40))
        if self.chance(40):
            pool["cleaning"] = {"every": self.draw(st.integers(1, 4)), "time": self.draw(times(1, 20))}
        if begin > 0:
            pool |= self.when(30)
        self.plant["carriers"] = {"skids": pool}

    def whole(self) -> Data:
        """The plant."""
        self.made = []
        self.jobs()
        first: Data = {"lines": {}}
        self.supply(first)
        main = self.flow(4)
        first["lines"]["main"] = {"orders": "jobs", "flow": main}
        self.sublines(first, main)
        if self.chance(40):
            self.rework(first, main)
        self.plant["shops"]["one"] = first
        if self.chance(30):
            self.plant["shops"]["two"] = {"lines": {"next": {"flow": [self.between(), *self.flow(2)]}}}
            first["lines"]["main"]["to"] = "next"
        for shop in self.plant["shops"].values():
            if self.calendars and self.chance(30):
                shop["calendar"] = "broken"
            if self.power and self.chance(30):
                shop["loads"] = {self.name("light"): {"power": "machine"}}
        if self.calendars:
            self.plant["calendars"] = CALENDARS
        if self.power:
            self.plant["power"] = POWER
        if self.crews:
            self.plant["crews"] = {"fitters": {"size": self.draw(st.integers(1, 2))}}
        if self.fleet:
            fleet: Data = {"count": self.draw(st.integers(1, 3)), "speed": "2 m/s"}
            if self.chance(50):
                fleet |= {"load": self.draw(times(0, 5)), "unload": self.draw(times(0, 5))}
            fleet |= self.working(continuous=False)
            self.plant["fleets"] = {"tugs": fleet}
        if self.chance(25):
            self.carriers(main)
        for lane in self.plant.get("lanes", {}).values():
            if "loads" not in lane and self.chance(25):
                caller = self.pick([one for one in main if one.get("capacity") != 0])
                lane["call"] = {"at": next(iter(caller.values())), **self.when(30)}
        return self.plant


@st.composite
def plants(draw: Any) -> Data:
    """Plain data of a small plant."""
    return Draw(draw).whole()
