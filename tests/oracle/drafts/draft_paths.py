"""Guide paths of random factories: for the fleets that there are, and a hall of its own with feeds alone."""

from __future__ import annotations

from itertools import pairwise

from tests.oracle.drafts.draft import CALENDARS, Data
from tests.oracle.drafts.draft_supply import SupplyDraft

GRID = 4  # m between neighbouring positions of points
LENGTHS = (2, 2, 3, 4, 4, 6, 6, 10, 10, 20)  # m


class PathDraft(SupplyDraft):
    """Draws guide paths; the last to be drawn, so that the same factory without them is the same in all else."""

    def guide_paths(self) -> None:
        """Put some of the fleets on guide paths, and add a hall in some factories."""
        choose = self.choose
        fleets: Data = self.plant.get("fleets", {})
        guided = [name for name in fleets if choose.chance(35)]
        groups = [guided] if len(guided) == 2 and choose.chance(40) else [[name] for name in guided]
        for group in groups:
            trips = [trip for trip in self._trips() if trip["fleet"] in group]
            self._put_on_paths(group, trips)
        if choose.chance(20):
            self.hall()

    def _trips(self) -> list[Data]:
        """All transports and feeds."""
        lines = [line for shop in self.plant["shops"].values() for line in shop["lines"].values()]
        transports = [element for line in lines for element in line["flow"] if "transport" in element]
        return [*transports, *self.plant.get("feeds", {}).values()]

    def hall(self) -> None:
        """Feeds between stocks that never run out and a station that uses what comes: vehicles in each other's way."""
        choose = self.choose
        fleets = [self.name("agvs") for _ in range(choose.pick([1, 1, 1, 2]))]
        for fleet in fleets:
            self.plant.setdefault("fleets", {})[fleet] = {"load": choose.time(0, 8), "unload": choose.time(0, 8)}
            if choose.chance(15):
                self.plant["fleets"][fleet] |= self.working(continuous=False)
            elif choose.chance(30):  # some stand so long that others lose patience
                mode = {"up": choose.drawn(50, 200), "repair": f"{choose.integer(130, 250)} s"}
                self.plant["fleets"][fleet]["failures"] = [mode]
        uses: list[Data] = []
        trips: list[Data] = []
        for _ in range(choose.integer(1, 5)):
            part = self.name("rack")
            self.plant.setdefault("parts", {})[part] = {"family": "racks"}
            stocks = self.plant.setdefault("stocks", {})
            stocks[f"{part}-full"] = {"part": part, "initial": "unlimited"}
            stocks[f"{part}-used"] = {"part": part, "initial": 0}
            feed: Data = {"from": f"{part}-full", "to": f"{part}-used", "fleet": choose.pick(fleets), "lot": 1}
            feed["reorder"] = choose.integer(0, 8)
            trips.append(feed)
            self.plant.setdefault("feeds", {})[self.name("feed")] = feed
            uses.append({"part": part, "from": f"{part}-used"})
        name = self.name("hall")
        whole = {"mix": {self.products[0]: "100 %"}} if self.products else {}
        self.plant.setdefault("orders", {})[name] = whole
        flow = [{"station": self.name("m"), "cycle": choose.time(1, 20), "uses": uses}]
        self.plant["shops"][name] = {"lines": {name: {"orders": name, "flow": flow}}}
        self._put_on_paths(fleets, trips, most=choose.pick([2, 5, 8]))

    def _put_on_paths(self, fleets: list[str], trips: list[Data], most: int = 5) -> None:
        """A guide path, its vehicles, and where each trip begins and ends on it."""
        choose = self.choose
        ways, points, positions = self._ways()
        path: Data = {"ways": ways, "stations": {}, "parking": {}}
        if positions:
            path["points"] = positions
        stations = choose.some(points, 4)
        for trip in trips:
            trip.pop("distance", None)
            trip.pop("empty", None)
            trip["from_point"], trip["to_point"] = choose.pick(stations), choose.pick(stations)
            if choose.chance(50):
                trip["priority"] = choose.integer(0, 2)
            path["stations"] |= {trip[end]: choose.pick([1, 1, 2]) for end in ("from_point", "to_point")}
        path["stations"] = path["stations"] or {stations[0]: 1}
        name = self.name("path")
        self.plant.setdefault("paths", {})[name] = path
        vehicles = 0
        charged = choose.chance(40)
        for fleet in fleets:
            fields: Data = self.plant["fleets"][fleet]
            fields |= self._vehicle(name, most) | ({"battery": self._battery()} if charged else {})
            vehicles += fields["count"]
        if charged:
            path["chargers"] = {choose.pick(points): choose.pick([1, 1, 2]) for _ in range(choose.pick([1, 1, 2]))}
        parking = choose.some(points, 2)
        path["parking"] = dict.fromkeys(parking, 1) | {parking[-1]: vehicles}
        if choose.chance(40):
            path["waiting"] = {point: choose.integer(1, 3) for point in choose.some(points, 2)}

    def _ways(self) -> tuple[list[Data | str], list[str], Data]:
        """Ways that lead from each point to each other, the points, and their positions if lengths follow from them.

        Loops and two-way stretches are hung on what there is already; a two-way one may be a dead end.
        """
        choose = self.choose
        points = [self.name("x")]
        pieces: dict[frozenset[str], tuple[str, str, bool]] = {}

        def add(one: str, other: str, both: bool) -> None:
            if one != other:
                pieces.setdefault(frozenset((one, other)), (one, other, both))

        for _ in range(choose.integer(1, 4)):
            both = choose.chance(50)
            start = choose.pick(points)
            new = [self.name("x") for _ in range(choose.integer(1 if both else 2, 4))]
            chain = [start, *new]
            if not (both and choose.chance(50)):
                chain.append(choose.pick(points))
            for one, other in pairwise(chain):
                add(one, other, both)
            points += new
        for _ in range(choose.integer(0, 2)):
            add(choose.pick(points), choose.pick(points), choose.chance(50))
        texts = [f"{one} {'<>' if both else '>'} {other}" for one, other, both in pieces.values()]
        if choose.chance(30):
            columns = choose.integer(1, 4)
            return list(texts), points, {p: [GRID * (i % columns), GRID * (i // columns)] for i, p in enumerate(points)}
        ways: list[Data | str] = []
        for text in texts:
            way: Data = {"way": text, "length": f"{choose.pick(LENGTHS)} m"}
            ways.append(way | ({"speed": choose.pick(["0.5 m/s", "1 m/s", "1.7 m/s"])} if choose.chance(15) else {}))
        return ways, points, {}

    def _vehicle(self, path: str, most: int) -> Data:
        """What a fleet on a guide path has besides its failures and its calendar."""
        choose = self.choose
        fields: Data = {
            "count": choose.integer(1, most),
            "paths": path,
            "speed": choose.pick(["1 m/s", "2 m/s", "1.3 m/s"]),
            "length": choose.pick(["1 m", "2 m", "1.4 m"]),
        }
        if choose.chance(35):
            fields["acceleration"] = choose.pick(["0.5 m/s2", "1 m/s2", "0.3 m/s2"])
        if choose.chance(15):
            fields["deceleration"] = choose.pick(["0.5 m/s2", "0.8 m/s2"])
        fields["dispatch"] = choose.pick(["oldest", "nearest", "least_loaded", "priority"])
        return fields

    def _battery(self) -> Data:
        """A battery that lasts some minutes."""
        choose = self.choose
        battery: Data = {
            "capacity": f"{choose.pick([5, 10, 20, 40])} Wh",
            "driving": f"{choose.integer(200, 800)} W",
            "charge": f"{choose.integer(1, 3)} kW",
            "policy": choose.pick(["threshold", "interim", "opportunity"]),
        }
        for field, watt in (("handling", 200), ("idle", 40)):
            if choose.chance(50):
                battery[field] = f"{choose.integer(0, watt)} W"
        if choose.chance(50):
            battery |= {"low": f"{choose.integer(0, 60)} %", "high": f"{choose.integer(70, 100)} %"}
        if choose.chance(50):
            battery["initial"] = f"{choose.integer(10, 100)} %"
        if choose.chance(30):
            battery["efficiency"] = "80 %"
        if battery["policy"] != "threshold" and self.calendars and choose.chance(40):
            battery["hours"] = choose.pick(sorted(CALENDARS))
        return battery
