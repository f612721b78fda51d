"""Lines of random factories: their elements, sub-lines and rework."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.draft_batches import BatchDraft


def element_name(element: Data) -> str:
    """The name under which other parts of the model refer to an element."""
    name = str(next(iter(element.values())))
    return f"{name}-1" if element.get("count", 1) > 1 else name


#: Stations of all sorts, by their keys.
STATIONS = {"station", "batch_station", "delivery", "split_station"}


class FlowDraft(BatchDraft):
    """Draws lines."""

    matched = False  # some jobs are joined to those alone for which they were called

    # --- elements

    def cycle(self, zero: bool) -> Any:
        """Time of work."""
        if self.coloured and self.choose.chance(20):
            return {"by": "colour", "red": self.choose.time(), "default": self.choose.time(0 if zero else 1)}
        if len(self.products) > 1 and self.choose.chance(10):
            return {"by": "product", "car": self.choose.time(), "van": self.choose.time()}
        return self.choose.time(0 if zero and self.choose.chance(30) else 1, 20)

    def setup(self, by: str = "") -> Data:
        """Setup and purge, of an option."""
        by = by or self.choose.pick(["colour", "product"] if self.coloured else ["product"])
        setup: Data = {"by": by, "time": self.choose.time(0, 10)}
        if self.choose.chance(40):
            values = ["red", "green", "blue"] if by == "colour" else self.products
            setup["matrix"] = {
                last: {value: self.choose.time(0, 10) for value in values if value != last and self.choose.chance(70)}
                for last in values
            }
        if self.choose.chance(50):
            setup["purge_after"] = self.choose.integer(1, 4)
            if self.choose.chance(60):
                setup["purge_time"] = self.choose.time(0, 10)
        return setup

    def station(self, zero: bool = False, plain: bool = False) -> Data:
        """A station; a plain one has neither parts nor scrap."""
        choose = self.choose
        element: Data = {"station": self.name("m"), "cycle": self.cycle(zero), **self.working(plain=False)}
        if choose.chance(25):
            element["servers"] = choose.integer(2, 3)
            if choose.chance(40):
                element["servers"] = self.servers(plain)
            if choose.chance(50):
                element["choice"] = choose.pick(["listed", "fastest", "idle", "cyclic"])
        if (self.coloured or len(self.products) > 1) and choose.chance(25):
            element["setup"] = self.setup()
        if plain:
            return element
        if choose.chance(20):
            element["scrap"] = f"{choose.integer(1, 30)} %"
        if self.parts and choose.chance(50):
            element["uses"] = self.needs(self.parts, conditions=True)
        if choose.chance(7):
            element["count"] = choose.integer(2, 3)
            if choose.chance(50):
                element["except"] = {2: {"cycle": choose.time()}}
        return element

    def servers(self, alike: bool) -> list[Data]:
        """Servers that differ; the last takes whatever comes."""
        choose = self.choose
        found: list[Data] = []
        for _ in range(choose.integer(1, 2)):
            server: Data = self.working(plain=False)
            if choose.chance(60):
                server["cycle"] = self.cycle(zero=False)
            if choose.chance(20):
                server["count"] = 2
            found.append(server | ({} if alike else self.when(50)))
        return [*found, {"cycle": choose.time()} if choose.chance(50) else {}]

    @property
    def has_due(self) -> bool:
        """The orders have due dates."""
        return "file" in self.plant.get("orders", {}).get("jobs", {})

    def rule(self) -> Any:
        """A retrieval rule."""
        if self.has_due and self.choose.chance(40):
            return "due"
        rules: list[Any] = ["fifo", "sequence", "lifo", "due"]
        if self.coloured:
            rules += [{"same": "colour"}, {"same": "colour"}]
            rules.append(
                {"priority": "colour", "order": self.choose.pick([["red"], ["green", "blue"], ["blue", "red"]])}
            )
        return self.choose.pick(rules)

    def between(self) -> Data:
        """An element that is no station."""
        choose = self.choose
        kind = choose.pick(["buffer", "buffer", "conveyor", "conveyor", "store"])
        capacity = choose.integer(1, 6)
        if kind == "buffer":
            return {"buffer": self.name("b"), "capacity": capacity, "rule": self.rule()}
        if kind == "conveyor":
            belt: Data = {"conveyor": self.name("c"), "capacity": capacity, "transit": choose.seconds(0, 40)}
            if choose.chance(50):
                belt["spacing"] = choose.seconds(0, 15)
            return belt | {"accumulating": choose.chance(50)} | self.working()
        store: Data = {"store": self.name("w"), "capacity": capacity, "cycle": choose.time(0, 10)}
        return store | {"rule": self.rule(), "cranes": choose.pick([1, 1, 2])} | self.working(plain=False)

    def lift(self, zero: bool) -> Data:
        """A lift; its inlets and outlets are drawn when all lines are known."""
        choose = self.choose
        lift: Data = {"lift": self.name("h"), "speed": choose.pick(["0.7 m/s", "1 m/s", "2 m/s"]), **self.working()}
        for word in ("load", "unload"):
            if choose.chance(60):
                lift[word] = choose.time(0 if zero else 1, 5)
        lift["outlet"] = f"{choose.integer(0, 9)} m"
        if choose.chance(50):
            lift["rule"] = "nearest"
        return lift

    def levels(self, shop: Data, main: list[Data]) -> None:
        """Levels of the inlets of the lifts in the main line, and other outlets of some."""
        choose = self.choose
        for at, element in enumerate(main):
            if "lift" not in element:
                continue
            before = [name for name, line in shop["lines"].items() if line.get("to") == element["lift"]]
            before.append("main" if at == 0 else str(next(iter(main[at - 1].values()))))
            element["inlets"] = {name: f"{choose.integer(0, 12)} m" for name in before if choose.chance(80)}
            later = [one for one in main[at + 2 :] if self.takes_the_first(one)]
            if later and choose.chance(50):
                entry = choose.pick(later)
                if "ratio" in entry.get("merge", {}):
                    entry["merge"]["ratio"][element["lift"]] = choose.integer(1, 3)
                way = {"to": element_name(entry), "at": f"{choose.integer(0, 12)} m"}
                element["routes"] = [{**way, "share": f"{choose.integer(10, 90)} %", **self.when(40)}]

    @staticmethod
    def takes_the_first(element: Data) -> bool:
        """An element that takes whatever job a lift or a split station has."""
        chooses = isinstance(servers := element.get("servers"), list) and any("when" in one for one in servers)
        return not chooses and not {"transport", "batch_station", "delivery", "lift"} & set(element)

    def transport(self) -> Data:
        """A trip of a fleet."""
        element: Data = {
            "transport": self.name("t"),
            "fleet": self.choose.pick(self.fleets),
            "distance": f"{self.choose.integer(0, 40)} m",
            "capacity": self.choose.integer(1, 3),
        }
        if self.choose.chance(30):
            del element["capacity"]  # then as many as vehicles
        if self.choose.chance(50):
            element["empty"] = f"{self.choose.integer(0, 40)} m"
        return element

    def flow(self, most: int, plain: bool = False) -> list[Data]:
        """Elements of a line, the first of them a station that takes time."""
        choose = self.choose
        elements = [self.station(plain=plain)]
        for _ in range(choose.integer(0, most - 1)):
            if choose.chance(50):
                elements.append(self.between())
            if self.fleets and choose.chance(20):
                elements.append(self.transport())
            elements.append(self.station(zero=True, plain=plain))
        if choose.chance(15):
            elements.append(self.between())
        elif choose.chance(20):
            first = self.between()
            if "store" not in first and first.get("transit") != "0 s":
                elements.insert(0, first)
        if choose.chance(9):
            elements.insert(choose.integer(0, len(elements)), self.zoned(plain))
        if choose.chance(8):
            elements.insert(choose.integer(1, len(elements)), self.lift(zero=False))
        if choose.chance(10):
            at = choose.integer(0, len(elements))
            elements[at:at] = self.batches(self.rule(), plain)
        for before, element in pairwise([Data(source="line"), *elements]):
            if isinstance(element.get("servers"), list) and not {"buffer", "store", "station"} & set(before):
                for server in element["servers"]:
                    server.pop("when", None)  # only there can a server choose
        for element in elements:
            if choose.chance(10):
                element["point"] = self.choose.pick(["gate", self.name("point")])
        return elements

    # --- lines that lead into others

    def sublines(self, shop: Data, main: list[Data]) -> None:
        """Sub-lines, joined at stations of the main line; a called one is joined where it is called or later."""
        choose = self.choose
        places = [
            i
            for i, element in enumerate(main)
            if "zones" in element or "split_station" in element or ("station" in element and "count" not in element)
        ]
        for _ in range(choose.pick([0, 0, 1, 1, 2]) if places else 0):
            at = choose.pick(places)
            station = main[at]
            if "zones" in station:
                station = station.setdefault("except", {}).setdefault(choose.integer(1, station["zones"]), {})
            name = self.name("sub")
            flow = self.flow(2, plain=True)
            when = self.when(30)
            most = choose.pick([1, 1, 2])
            quantity = self.amount(most)
            line: Data = {"flow": flow}
            if choose.chance(50):
                caller = element_name(main[choose.integer(0, at)])
                line["call"] = {"at": caller, "quantity": quantity, **when}
                flow.insert(0, {"buffer": self.name("b"), "capacity": "unlimited"})
            else:
                line["endless"] = True
            matched = "call" in line and choose.chance(40)
            if most > 1 or matched or choose.chance(50):
                end = {"buffer": self.name("b"), "capacity": choose.integer(2, 4), "rule": self.rule()}
                flow.append(end)
            shop["lines"][name] = line
            join = {"line": name, "quantity": quantity, **when}
            station.setdefault("joins", []).append(join | ({"matched": True} if matched else {}))
            self.matched = self.matched or matched
            if "endless" in line and flow[-1].get("buffer") and choose.chance(15):
                station["joins"].append({"line": name, **self.when(80)})

    def rework(self, shop: Data, main: list[Data]) -> None:
        """A rework line through an unlimited buffer, back into the main line."""
        choose = self.choose
        places = [i for i, element in enumerate(main) if STATIONS & set(element)]
        at = choose.pick(places)
        targets = [
            element for element in main[: at + 1] if not {"transport", "batch_station", "delivery"} & set(element)
        ]
        back = choose.pick(targets)
        name = self.name("rework")
        routes = main[at].setdefault("routes", [])
        routes.append({"to": name, "share": f"{choose.integer(1, 40)} %", **self.when(40)})
        if choose.chance(30):
            routes.append({"to": "scrap", "share": "5 %", **self.when(30)})
        later = [element for element in main[at + 1 :] if not {"transport", "batch_station", "delivery"} & set(element)]
        if "split_station" in main[at]:
            later = [element for element in later if self.takes_the_first(element)]
        if later and choose.chance(30):
            routes.append({"to": element_name(choose.pick(later)), "share": "20 %", **self.when(30)})
        if int(main[at].get("scrap", "0 %").removesuffix(" %")) > 35:  # with all of these routes no more than 100 %
            main[at]["scrap"] = "35 %"
        flow = [{"buffer": self.name("b"), "capacity": "unlimited", "rule": self.rule()}, self.station(plain=True)]
        if choose.chance(65):  # a rework area of finite room
            flow[0]["capacity"] = choose.integer(1, 2)
            full = choose.pick(["wait", "go_on", "go_on", "scrap", *(element_name(one) for one in later[:2])])
            if "station" in main[at]:
                routes[0]["full"] = full
        shop["lines"][name] = {"flow": flow, "to": element_name(back)}
        if choose.chance(50):
            again = [element for element in main[main.index(back) : at + 1] if "station" in element]
            self.visits(shop, main[at], again)

    def parallel(self, shop: Data, main: list[Data]) -> None:
        """Lines in parallel, of which the shortest queue is taken, and which meet again further on."""
        choose = self.choose
        plain = [
            i for i, element in enumerate(main) if "station" in element and not {"routes", "except"} & set(element)
        ]
        if not plain:
            return
        at = choose.pick(plain)
        later = [one for one in main[at + 1 :] if not {"transport", "batch_station", "delivery"} & set(one)]
        onward = later[:1] if later[:1] == main[at + 1 : at + 2] else []  # one of the ways is on along the line
        if not onward and not self.coloured:
            return  # all jobs would leave the line here
        ways: list[Data] = [{"to": element_name(one)} for one in onward]
        for _ in range(choose.integer(1 if onward else 2, 3)):
            name = self.name("way")
            first = [self.between()] if choose.chance(60) else []
            line: Data = {"flow": [*first, self.station(plain=True)]}
            if later and choose.chance(70):
                line["to"] = element_name(choose.pick(later))
            if choose.chance(30):
                line["copies"] = 2
            shop["lines"][name] = line
            ways.append({"to": name, **self.when(30 if onward else 100)})
            if choose.chance(30) and not {"servers"} & set(line["flow"][0]):
                ways[-1]["full"] = choose.pick(["wait", "go_on", "scrap"])
        main[at] |= {"routes": ways, "route_by": "shortest_queue"}

    def sequenced(self, lines: list[list[Data]]) -> None:
        """Elements behind the first of a line that take jobs in the order of their release only."""
        for flow in lines:
            later = [one for one in flow[1:] if not {"transport", "batch_station", "delivery", "lift"} & set(one)]
            if later and self.choose.chance(50):
                self.choose.pick(later)["in_sequence"] = True

    def shortest(self, main: list[Data]) -> None:
        """Rules by the time at the next station, where that depends on the job."""
        for at, element in enumerate(main):
            behind = next((one for one in main[at + 1 :] if "station" in one), None)
            by_job = behind is not None and isinstance(behind["cycle"], dict)
            if ("buffer" in element or "store" in element) and by_job and self.choose.chance(50):
                element["rule"] = "shortest"

    def merges(self, shop: Data, main: list[Data]) -> None:
        """Whose jobs go first where lines lead into the main line."""
        choose = self.choose
        for name, line in shop["lines"].items():
            entry = next((element for element in main if element_name(element) == line.get("to")), None)
            if entry is None or "merge" in entry or "lift" in entry or not choose.chance(60):
                continue
            at = main.index(entry)
            before = "main" if at == 0 else str(next(iter(main[at - 1].values())))
            names = choose.pick([[name, before], [before, name]])
            if choose.chance(80 if self.has_due else 10):
                entry["merge"] = {"rule": "due"}
            elif choose.chance(50):
                entry["merge"] = {"first": names[:1] if choose.chance(50) else names}
            elif self.only_line(shop, main, line["to"]):
                entry["merge"] = {"ratio": {one: choose.integer(1, 3) for one in names}}

    def only_line(self, shop: Data, main: list[Data], to: str) -> bool:
        """One line leads to an element of the main line, and no route does."""
        routes = (route for one in main for route in one.get("routes", []))
        lines = sum(line.get("to") == to for line in shop["lines"].values())
        return lines == 1 and not any(to in (route["to"], route.get("full")) for route in routes)

    def visit(self) -> Any:
        """Visits that a condition names."""
        return self.choose.pick(["1", "2+", ["1", "2"], [1, "3+"], 2])

    def visits(self, shop: Data, last: Data, again: list[Data]) -> None:
        """What depends on the visit in a loop: its routes, times, parts, sub-lines and calls."""
        choose = self.choose
        for route in last["routes"]:
            if choose.chance(60):
                route.setdefault("when", {})
                route["when"] = {**route["when"], "visit": self.visit()}
        first = last["routes"][0]
        if first.get("when") == {"visit": "1"}:
            first["share"] = "100 %"  # they all come twice
            del last["routes"][1:]
            last.pop("scrap", None)
        for element in again:
            if choose.chance(40):
                element["cycle"] = {"by": "visit", "1": choose.time(), choose.pick(["2+", "default"]): choose.time(0)}
            for entry in [*element.get("uses", []), *element.get("joins", [])]:
                if choose.chance(30):
                    entry["when"] = {**entry.get("when", {}), "visit": self.visit()}
        named = {element_name(element) for element in again}
        for line in shop["lines"].values():
            if line.get("call", {}).get("at") in named and choose.chance(50):
                line["call"]["when"] = {**line["call"].get("when", {}), "visit": self.visit()}
