"""Operators of random factories: pools, and what stations and cells need them for."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.draft import FAILURES, Data
from tests.oracle.drafts.draft_flow import STATIONS, element_name
from tests.oracle.drafts.draft_paths import PathDraft

PURPOSES = ("setup", "load", "work", "inspect", "unload", "repair")


class StaffDraft(PathDraft):
    """Draws operators, after all else has been drawn."""

    def staff(self) -> None:
        """Pools in some factories, and handling times at some of their stations."""
        choose = self.choose
        if not choose.chance(25):
            return
        pools = ["team", "gang", "fixers"][: choose.integer(1, 3)]
        stations = [
            element
            for shop in self.plant["shops"].values()
            for line in shop["lines"].values()
            for element in line["flow"]
            if STATIONS & set(element)
        ]
        lines = [
            element
            for shop in self.plant["shops"].values()
            for line in shop["lines"].values()
            for element in line["flow"]
            if {"moving_line", "indexed_line"} & set(element)
        ]
        cells = [(name, cell) for shop in self.plant["shops"].values() for name, cell in shop.get("cells", {}).items()]
        zones = [f"{element_name(line)}-1" for line in lines]
        names = [element_name(element) for element in stations] + zones + [name for name, _ in cells]
        self.plant["operators"] = {pool: self.pool(names) for pool in pools}
        for station in stations:
            for word in (
                ("load", "unload") if {"batch_station", "delivery"} & set(station) else ("load", "inspect", "unload")
            ):
                if choose.chance(15):
                    station[word] = choose.time(0 if choose.chance(20) else 1, 8)
            if "inspect" in station and choose.chance(50):
                station["inspect_every"] = choose.integer(1, 3)
            if choose.chance(65):
                self.needs_of(station, self.purposes(station, "setup" in station))
        for line in lines:
            if choose.chance(65):
                self.needs_of(line, ["work"])
            if choose.chance(40):
                other = line.setdefault("except", {}).setdefault(choose.integer(1, line["zones"]), {})
                self.needs_of(other, ["work"])
        for _, cell in cells:
            if choose.chance(50):
                self.needs_of(cell, self.purposes(cell, cell.get("change", "0 s") != "0 s"))

    def purposes(self, element: Data, setup: bool) -> list[str]:
        """What operators can be needed for at a station or cell."""
        modes = [FAILURES[mode] if isinstance(mode, str) else mode for mode in element.get("failures", [])]
        able = {"work": True, "setup": setup, "repair": any("crew" not in mode for mode in modes)}
        able["unload"] = "unload" in element and "dock" not in element
        return [one for one in PURPOSES if able.get(one, one in element)]

    def pool(self, names: list[str]) -> Data:
        """A pool; ``names`` are stations and cells."""
        choose = self.choose
        pool: Data = {
            "count": choose.pick([1, 1, 2, 3]),
            "skills": choose.pick([[], ["weld"], ["fit"], ["weld", "fit"]]),
        }
        if self.calendars and choose.chance(50):
            pool["calendar"] = choose.pick(["broken", "late", "night"])
            if pool["calendar"] == "broken" and choose.chance(60):
                pool["count"] = {"first": choose.integer(0, 2), "second": choose.integer(1, 3)}
        if choose.chance(60):
            walk: Any = choose.seconds(1, 10)
            if choose.chance(50):
                walk = {"time": walk}
                if len(names) > 2 and choose.chance(60):
                    first, second, third = names[0], choose.pick(names[1:-1]), names[-1]
                    pairs = [[first, second], [third, first]]
                    walk["ways"] = [{"stations": pair, "time": choose.seconds(0, 15)} for pair in pairs]
                if choose.chance(60):
                    walk["speed"] = "1.3 m/s"
                    walk["places"] = {name: [choose.integer(0, 9), choose.integer(0, 5)] for name in names[:3]}
            pool["walk"] = walk
        return pool

    def needs_of(self, element: Data, purposes: list[str]) -> None:
        """What a station or cell needs: no more than its pools have, those taken off that go to its needs before."""
        choose = self.choose
        pools = self.plant["operators"]
        words = [*pools, *(skill for skill in ("weld", "fit") if any(skill in one["skills"] for one in pools.values()))]
        left = {name: _most(pool["count"]) for name, pool in pools.items()}
        found: list[Data] = []
        for _ in range(choose.pick([1, 1, 2])):
            word = choose.pick(words)
            able = [name for name, pool in pools.items() if word == name or word in pool["skills"]]
            most = sum(left[name] for name in able)
            if not most:
                continue
            need: Data = {"need": word, "count": choose.integer(1, min(most, 2))}
            if not choose.chance(30):
                need["for"] = choose.some(purposes, len(purposes))
            count = need["count"]
            for name in able:
                some = min(count, left[name])
                left[name] -= some
                count -= some
            found.append(need)
        if found:
            element["operators"] = found if len(found) > 1 or choose.chance(50) else found[0]
            if choose.chance(30):
                element["priority"] = choose.integer(0, 2)


def _most(count: Any) -> int:
    return max(count.values()) if isinstance(count, dict) else count
