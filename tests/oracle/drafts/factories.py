"""Random small factories over every feature of the model language."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.oracle.drafts.chooser import Chooser, Drawn, Numbered
from tests.oracle.drafts.draft import CALENDARS, FAILURES, Data
from tests.oracle.drafts.draft_carriers import CarrierDraft
from tests.oracle.drafts.draft_power import draw_powers
from tests.oracle.drafts.draft_staff import StaffDraft


class Factory(StaffDraft, CarrierDraft):
    """Draws a whole factory."""

    def stream(self) -> Data:
        """An order stream."""
        choose = self.choose
        stream: Data = {}
        if self.coloured and len(self.products) == 2 and choose.chance(35):
            stream["file"] = choose.pick(["orders/pulled.csv", "orders/timed.csv"])
        elif self.products:
            whole = {self.products[0]: "100 %"}
            shares = whole if len(self.products) == 1 else {"car": "60 %", "van": "40 %"}
            stream["mix"] = shares
            if choose.chance(30):
                later = {"from": "2 min", "shares": {self.products[-1]: "100 %"}}
                stream["mix"] = [{"shares": shares}, later, {"from": "3 min", "shares": whole}]
        if stream.get("file") != "orders/timed.csv" and choose.chance(50):
            stream["interval"] = choose.time(5, 40)
            if self.calendars and choose.chance(50):
                stream["calendar"] = choose.pick(sorted(CALENDARS))
            if choose.chance(15):
                stream["interval"] = choose.time(20, 90)
                stream["batch"] = choose.pick([2, 3, 6, {1: "50 %", 4: "50 %"}, {3: "20 %", 2: "30 %", 1: "50 %"}])
        if choose.chance(15):
            stream["quantity"] = choose.integer(0, 30)
        return stream

    def jobs(self) -> None:
        """Options, products and the order streams."""
        choose = self.choose
        if self.coloured:
            self.plant["options"] = {"colour": {"red": "50 %", "blue": "30 %", "green": "20 %"}}
            if choose.chance(20):
                self.plant["options"]["roof"] = {"steel": "100 %", "glass": "0 %"}
        if self.products:
            self.plant["products"] = {name: {} for name in self.products}
            if self.coloured and choose.chance(30):
                self.plant["products"][self.products[-1]] = {"options": {"colour": {"green": "70 %", "red": "30 %"}}}
        self.plant["orders"] = {"jobs": self.stream()}

    def lines(self) -> None:
        """The shops with their lines."""
        choose = self.choose
        first: Data = {"lines": {}}
        self.plant["shops"]["one"] = first
        self.supply(first)
        main = self.flow(4)
        first["lines"]["main"] = {"orders": "jobs", "flow": main}
        if choose.chance(10):
            self.splits(first, main)
        self.sublines(first, main)
        if choose.chance(35):
            self.rework(first, main)
        if choose.chance(20):
            self.parallel(first, main)
        self.shortest(main)
        self.merges(first, main)
        self.levels(first, main)
        if choose.chance(30):
            self.sequenced([main])
        if choose.chance(12):
            twin = self.flow(2)
            first["lines"]["twin"] = {"orders": "jobs", "flow": twin}
        if choose.chance(25):
            self.plant["shops"]["two"] = {"lines": {"next": {"flow": [self.between(), *self.flow(2)]}}}
            first["lines"]["main"]["to"] = "next"
        if choose.chance(25 if "two" in self.plant["shops"] else 10):
            self.plant["orders"]["others"] = self.stream()
            other = {"orders": "others", "flow": self.flow(2)}
            self.plant["shops"].setdefault("three", {"lines": {}})["lines"]["other"] = other
            if "two" in self.plant["shops"]:
                if choose.chance(50):
                    turns = {"main": choose.integer(1, 3), "other": choose.integer(1, 3)}
                    rule = choose.pick([{"ratio": turns}, {"first": ["other"]}, {"rule": "due"}])
                    self.plant["shops"]["two"]["lines"]["next"]["flow"][0]["merge"] = rule
                other["to"] = "next"  # jobs of two streams, with the same order numbers, in one line

    def rest(self) -> None:
        """Calendars, crews, fleets, copies and the time of the start."""
        choose = self.choose
        if self.calendars:
            self.plant["calendars"] = CALENDARS
            self.plant["start"] = choose.pick(
                ["2026-01-05 00:00", "2026-01-05 00:01", "2026-01-11 23:56", "2026-01-10 23:57:30"]
            )
            for shop in self.plant["shops"].values():
                if choose.chance(30):
                    shop["calendar"] = choose.pick(["broken", "closing"])
        for shop in self.plant["shops"].values():
            if choose.chance(10):
                load: Data = {"power": {"electricity": {"working": "1 kW"}}}
                shop["loads"] = {self.name("light"): load | ({"continuous": True} if choose.chance(30) else {})}
        if self.crews:
            self.plant["crews"] = {name: {"size": choose.integer(1, 2)} for name in ("fitters", "menders")}
        if self.named_failures:
            self.plant["failures"] = FAILURES
        for name in self.fleets:
            fleet: Data = {"count": choose.integer(1, 3), "speed": choose.pick(["1 m/s", "2 m/s", "1.3 m/s"])}
            if choose.chance(50):
                fleet |= {"load": choose.time(0, 5), "unload": choose.time(0, 5)}
            self.plant.setdefault("fleets", {})[name] = fleet | self.working(continuous=False)
        copied = any("copies" in line for shop in self.plant["shops"].values() for line in shop["lines"].values())
        if len(self.plant["shops"]) == 1 and not copied and choose.chance(5):
            self.plant["streams"] = {"count": 2, "shops": ["one"]}

    def pauses(self) -> None:
        """Stations, conveyors and make cells that sleep while they are idle."""
        choose = self.choose
        if not choose.chance(30):
            return
        named = {"naps": self.pause()} if choose.chance(30) else {}
        for shop in self.plant["shops"].values():
            flows = [element for line in shop["lines"].values() for element in line["flow"]]
            machines = [one for one in flows if {"station", "conveyor"} & set(one)]
            for machine in [*machines, *shop.get("cells", {}).values()]:
                if choose.chance(50):
                    machine["pauses"] = "naps" if named and choose.chance(50) else self.pause()
        if named:
            self.plant["pauses"] = named

    def pause(self) -> Data:
        """A brief pause, a long one, or both; one without `after` never begins; some are awake in shifts."""
        choose = self.choose
        brief: Data = {"after": choose.seconds(1, 20), "wake": choose.seconds(0, 10)}
        if choose.chance(10):
            del brief["after"]
        long: Data = {"after": choose.seconds(21, 60), "wake": choose.seconds(0, 30)}
        found: Data = choose.pick([{"brief": brief}, {"long": long}, {"brief": brief, "long": long}])
        if choose.chance(25):
            self.plant["calendars"] = CALENDARS
            found["awake"] = choose.pick(sorted(CALENDARS))
        return found

    def serial(self) -> Data:
        """One or two plain lines, for which the kernel has a path of its own."""
        choose = self.choose
        lines: Data = {}
        for name in ["main", "second"][: choose.pick([1, 1, 2])]:
            stream: Data = {"interval": choose.time(3, 20)} if choose.chance(50) else {}
            if choose.chance(30):
                stream["quantity"] = choose.integer(0, 30)
            self.plant.setdefault("orders", {})[name] = stream
            flow: list[Data] = []
            for _ in range(choose.integer(1, 5)):
                station: Data = {"station": self.name("m"), "cycle": choose.time(1, 20)}
                if choose.chance(30):
                    station["failures"] = [
                        {
                            "clock": choose.pick(["time", "operation"]),
                            "up": choose.time(10, 100),
                            "repair": choose.time(1, 30),
                        }
                        for _ in range(choose.pick([1, 1, 2]))
                    ]
                flow.append(station)
                if choose.chance(50):
                    flow.append({"buffer": self.name("b"), "capacity": choose.pick([1, 2, 3, 8, "unlimited"])})
            for element in flow:
                if choose.chance(10):
                    element["point"] = self.name("point")
            lines[name] = {"orders": name, "flow": flow}
        self.plant["shops"] = {"one": {"lines": lines}}
        return self.plant

    def whole(self) -> Data:
        """The plant as plain data."""
        if self.choose.chance(10):
            return self.serial()
        self.jobs()
        self.lines()
        self.rest()
        self.guide_paths()
        self.staff()
        self.carriers()
        self.contents()
        self.calls_of_parts()
        self.pauses()
        return self.plant


def draw_factory(choose: Chooser) -> Data:
    """A factory as plain data."""
    plant = draw_plant(choose)
    draw_powers(choose, plant)
    return plant


def draw_plant(choose: Chooser) -> Data:
    """A factory that draws nothing."""
    return Factory(choose).whole()


def draw_hall(choose: Chooser) -> Data:
    """A plant that is nothing but a hall with a guide path."""
    draft = Factory(choose)
    draft.products, draft.crews, draft.named_failures = [], False, False
    if draft.calendars:
        draft.plant |= {"calendars": CALENDARS, "start": "2026-01-05 00:00"}
    draft.hall()
    draw_powers(choose, draft.plant)
    return draft.plant


def factory(seed: int, number: int, halls: bool = False) -> Data:
    """Factory (or hall) ``number`` of a seed, as plain data."""
    return (draw_hall if halls else draw_factory)(Numbered(seed, number))


def hall(seed: int, number: int) -> Data:
    """Hall ``number`` of a seed, as plain data."""
    return factory(seed, number, halls=True)


@st.composite
def factories(draw: Any) -> Data:
    """A hypothesis strategy of the same factories."""
    return draw_factory(Drawn(draw))
