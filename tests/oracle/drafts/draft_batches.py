"""Batch stations of random factories, each with the buffer in which its jobs wait."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.draft_lines import LineDraft


class BatchDraft(LineDraft):
    """Draws batch stations and split stations, which have much of what other stations have."""

    def servers(self, alike: bool) -> list[Data]:
        """Servers that differ."""
        raise NotImplementedError

    def setup(self, by: str = "") -> Data:
        """Setup and purge, of an option."""
        raise NotImplementedError

    def splits(self, shop: Data, main: list[Data]) -> None:
        """A split station in the main line, and the lines into which its parts go."""
        choose = self.choose
        into: list[Data] = []
        for _ in range(choose.integer(1, 2)):
            name = self.name("parts")
            flow: list[Data] = [{"station": self.name("m"), "cycle": choose.time()}]
            if choose.chance(50):
                flow.insert(0, {"buffer": self.name("b"), "capacity": choose.integer(1, 4)})
            shop["lines"][name] = {"flow": flow}
            into.append({"line": name, "quantity": self.amount(choose.integer(1, 3)), **self.when(30)})
        if choose.chance(15):
            into.append({"line": into[0]["line"], **self.when(50)})
        station: Data = {"split_station": self.name("s"), "into": into, "cycle": self.work_time()}
        station |= self.working(plain=False)
        if choose.chance(30):
            station["servers"] = 2 if choose.chance(60) else self.servers(alike=True)
        if (self.coloured or len(self.products) > 1) and choose.chance(25):
            station["setup"] = self.setup()
        if choose.chance(25):
            station["scrap"] = f"{choose.integer(5, 60)} %"
        if self.parts and choose.chance(50):
            station["uses"] = self.needs(self.parts, conditions=True)
        stations = [at for at, element in enumerate(main) if "station" in element]
        at = choose.pick(stations) + 1
        main.insert(at, station)
        for element in main[at + 1 : at + 2]:  # servers cannot choose among those that a split station gives
            for server in element["servers"] if isinstance(element.get("servers"), list) else []:
                server.pop("when", None)

    def delivery(self, rule: Any, plain: bool) -> list[Data]:
        """A buffer and the trucks that come for what stands in it."""
        choose = self.choose
        rack, racks = choose.pick([1, 2, 2, 3]), choose.integer(1, 2)
        trucks: Data = {"delivery": self.name("d"), "rack": rack, "racks": racks, "trucks": choose.integer(1, 2)}
        trucks |= {"drive": self.work_time(), "back": choose.time(0, 40)} | self.working(plain=False)
        if choose.chance(45):
            trucks["wait"] = choose.seconds(0, 60)
        if choose.chance(50):
            trucks["reverse"] = True
        for word in ("load", "unload"):
            if choose.chance(40):
                trucks[word] = choose.time(0, 10)
        if choose.chance(30):
            trucks["finish"] = True
        if choose.chance(60):
            docks = self.plant.setdefault("docks", {"north": {"doors": choose.pick([1, 1, 1, 2])}})
            trucks |= {"dock": choose.pick(list(docks)), "unload": choose.time(0, 60)}
        if not plain and choose.chance(15):
            trucks["scrap"] = f"{choose.integer(5, 60)} %"
        room = choose.integer(rack, rack * racks + 3)
        return [{"buffer": self.name("b"), "capacity": room, "rule": rule}, trucks]

    def batches(self, rule: Any, plain: bool) -> list[Data]:
        """A buffer and the batch station behind it; a plain one draws no parts and scraps nothing."""
        choose = self.choose
        if choose.chance(40):
            return self.delivery(rule, plain)
        most = choose.integer(1, 4)
        station: Data = {"batch_station": self.name("o"), "most": most, "cycle": self.work_time()}
        station |= self.working(plain=False)
        enough = most
        if choose.chance(50):
            station["least"] = enough = choose.integer(1, most)
        if choose.chance(60):
            station["wait"] = choose.seconds(0, 60)
        if choose.chance(30):
            station["servers"] = choose.integer(2, 3)
        sorts: list[Any] = [*(["colour", ["colour", "product"]] if self.coloured else []), "product"]
        if choose.chance(45):
            station["same"] = choose.pick(sorts)
            same = station["same"]
            if choose.chance(50):
                station["setup"] = self.setup(same if isinstance(same, str) else choose.pick(same))
        if not plain and choose.chance(30):
            station["scrap"] = f"{choose.integer(5, 60)} %"
        if not plain and self.parts and choose.chance(60):
            station["uses"] = self.needs(self.parts, conditions=True)
        room = choose.integer(enough, enough + 4)
        return [{"buffer": self.name("b"), "capacity": room, "rule": rule}, station]
