"""Stocks of random factories, and what refills them: make cells, lanes, feeds."""

from __future__ import annotations

from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.draft_flow import FlowDraft


class SupplyDraft(FlowDraft):
    """Draws supply."""

    def supply(self, shop: Data) -> None:
        """Up to three parts, each with a stock and what refills it."""
        choose = self.choose
        makes: Data = {}
        made: list[str] = []
        for _ in range(choose.pick([0, 1, 2, 3])):
            kind = choose.pick(["lane", "cell", "cell", "feed"])
            if kind == "feed" and not self.fleets:
                kind = "lane"
            part = self.name("p")
            self.parts.append(part)
            self.plant.setdefault("parts", {})[part] = {"family": "things"}
            stocks = self.plant.setdefault("stocks", {})
            capacity = choose.pick([8, 20, "unlimited"])
            stocks[f"{part}-stock"] = {"part": part, "initial": choose.integer(0, 8), "capacity": capacity}
            if kind == "lane" and choose.chance(20):
                stocks[f"{part}-far"] = {"part": part, "initial": choose.integer(0, 20), "capacity": 30}
                self.lane(f"{part}-far")
                self.lane(f"{part}-stock", f"{part}-far")
            elif kind == "lane":
                self.lane(f"{part}-stock")
                if choose.chance(15):
                    stocks[f"{part}-stock"]["initial"] = "unlimited"
            elif kind == "cell":
                makes[f"die-{part}"] = self.make(part, [p for p in self.parts if p != part and p not in made])
                made.append(part)
            else:
                stocks[f"{part}-far"] = {"part": part, "initial": choose.integer(0, 20), "capacity": 30}
                self.lane(f"{part}-far")
                for _ in range(choose.pick([1, 1, 2])):
                    self.feed(part)
        if makes:
            cells = shop.setdefault("cells", {})
            names = list(makes)
            split = len(names) if choose.chance(70) else 1
            for group in (names[:split], names[split:]):
                if group:
                    cell: Data = {"makes": {name: makes[name] for name in group}, **self.working(plain=False)}
                    if choose.chance(70):
                        cell["change"] = choose.time(0, 20)
                    if choose.chance(50):
                        cell["changes"] = {
                            last: {recipe: choose.time(0, 20) for recipe in group if recipe != last} for last in group
                        }
                    cells[self.name("cell")] = cell

    def make(self, part: str, others: list[str]) -> Data:
        """A recipe of a make cell."""
        choose = self.choose
        recipe: Data = {
            "part": part,
            "hit": choose.time(1, 8),
            "per_hit": choose.pick([1, 1, 2]),
            "lot": choose.integer(1, 4),
            "reorder": choose.integer(0, 8),
        }
        if choose.chance(40):
            recipe["scrap"] = "20 %"
        if others and choose.chance(40):
            recipe["uses"] = self.needs(others[:1], conditions=False)
        return recipe

    def feed(self, part: str) -> None:
        """A feed from the far stock."""
        choose = self.choose
        feed: Data = {
            "from": f"{part}-far",
            "to": f"{part}-stock",
            "fleet": choose.pick(self.fleets),
            "distance": f"{choose.integer(0, 40)} m",
            "lot": choose.integer(1, 5),
            "reorder": choose.integer(0, 6),
        }
        if choose.chance(30):
            feed["empty"] = f"{choose.integer(0, 40)} m"
        self.plant.setdefault("feeds", {})[self.name("feed")] = feed

    def second_load(self, loads: list[Data], at_times: bool) -> None:
        """The part of another lane comes with this one too, before or behind its own."""
        choose = self.choose
        stocks = [name for name in self.plant["stocks"] if name != loads[0]["to"]]
        if stocks:
            level = {choose.pick(["up_to", "quantity"]): choose.integer(1, 8)}
            if "quantity" in level and not at_times:
                level["reorder"] = choose.integer(0, 7)
            load: Data = {"to": choose.pick(stocks), **level, "container": choose.integer(1, 3)}
            loads.insert(choose.integer(0, 1), load)

    def by_truck(self, lane: Data) -> None:
        """A lane with trucks of some containers, a dock, or both."""
        choose = self.choose
        if choose.chance(60):
            lane["capacity"] = choose.integer(1, 4)
        if choose.chance(70):
            docks = self.plant.setdefault("docks", {"north": {"doors": choose.pick([1, 1, 2, 3])}})
            lane |= {"dock": choose.pick(list(docks)), "unload": choose.time(0, 30)}
            if choose.chance(40):
                lane["unload_container"] = choose.seconds(0, 5)

    def supplier(self) -> str:
        """One with shifts or one without."""
        works = self.calendars and self.choose.chance(40)
        known = self.plant.setdefault("suppliers", {})
        known |= {"works": {"calendar": "broken"}} if works else {"mill": {"title": "Mill"}}
        return "works" if works else "mill"

    def milk_run(self, lane: Data) -> None:
        """What a lane brings is fetched from one or two suppliers."""
        choose = self.choose
        short = ("to", "up_to", "quantity", "container", "reorder")
        loads = lane.pop("loads", None) or [{key: lane.pop(key) for key in short if key in lane}]
        groups = [loads[:1], loads[1:]] if loads[1:] else [loads]
        lane.pop("supplier")
        lane["milk_run"] = []
        for group in groups:
            stop: Data = {"supplier": self.supplier(), "loads": group}
            for word in ("drive", "load"):
                if choose.chance(70):
                    stop[word] = choose.time(0, 20)
            lane["milk_run"].append(stop)

    def lane(self, stock: str, source: str | None = None) -> None:
        """Deliveries, at fixed times or as parts are drawn."""
        choose = self.choose
        origin = {"from": source} if source is not None else {"supplier": self.supplier()}
        lane: Data = {**origin, "to": stock, "every": choose.seconds(5, 60), "lead": choose.time(0, 60)}
        if choose.chance(50):
            lane |= {"up_to": choose.integer(3, 8), "container": choose.integer(1, 4)}
        else:
            lane["quantity"] = choose.integer(1, 8)
        if choose.chance(30):
            lane["reorder"] = choose.integer(0, lane.get("up_to", 7) - 1)
        if ("up_to" in lane or "reorder" in lane) and choose.chance(35):
            del lane["every"]
        elif choose.chance(30):
            lane["offset"] = choose.seconds(0, 60)
        if choose.chance(30):
            self.by_truck(lane)
        if source is None and choose.chance(20):
            short = ("to", "up_to", "quantity", "container", "reorder")
            lane["loads"] = [{key: lane.pop(key) for key in short if key in lane}]
            self.second_load(lane["loads"], "every" in lane)
        if source is None and choose.chance(20):
            self.milk_run(lane)
        self.plant.setdefault("suppliers", {})
        self.plant.setdefault("lanes", {})[self.name("lane")] = lane

    def calls_of_parts(self) -> None:
        """What some lanes bring is called where jobs enter an element, and not only drawn."""
        choose = self.choose
        flows = [line["flow"] for shop in self.plant["shops"].values() for line in shop["lines"].values()]
        places = [str(next(iter(one.values()))) for flow in flows for one in flow if one.get("capacity") != 0]
        loads: dict[str, Data] = {}
        for lane in self.plant.get("lanes", {}).values():
            stops = [load for stop in lane.get("milk_run", ()) for load in stop["loads"]]
            for load in stops or lane.get("loads", [lane]):
                loads.setdefault(load["to"], load)
        for load in loads.values():
            if choose.chance(30):
                load["call"] = {"at": choose.pick(places), "quantity": choose.pick([1, 1, 2]), **self.when()}
