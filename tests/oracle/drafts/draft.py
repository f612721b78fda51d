"""What a random factory has been given so far: names, options, stocks, and what its parts may use."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.chooser import Chooser

Data = dict[str, Any]

CALENDARS: Data = {
    "broken": {
        "shifts": [
            {
                "name": "first",
                "days": "daily",
                "from": "00:00",
                "to": "00:06",
                "breaks": ["00:01-00:02", "00:03-00:04"],
            },
            {"name": "second", "days": "daily", "from": "00:08", "to": "23:59", "breaks": ["00:10-00:11"]},
        ]
    },
    "closing": {
        "finish": True,
        "shifts": [
            {"days": "daily", "from": "00:00", "to": "00:02"},
            {"days": "daily", "from": "00:01", "to": "00:04", "breaks": ["00:01-00:03"]},
            {"days": "daily", "from": "00:05", "to": "23:55", "breaks": ["00:06-00:07", "00:08-00:09"]},
        ],
    },
    "late": {"shifts": [{"days": "Mon-Sat", "from": "00:02", "to": "23:58"}]},
    "night": {"shifts": [{"days": "daily", "from": "23:55", "to": "00:05", "breaks": ["00:01-00:02"]}]},
}
FAILURES: Data = {
    "jam": {"clock": "operation", "up": "50 s", "repair": "10 s"},
    "fault": {"up": "exp(60 s)", "repair": "lognormal(mean=10 s, cv=1.2)"},
}


class Draft:
    """Names count up, so that they are unique in the plant."""

    def __init__(self, choose: Chooser) -> None:
        self.choose = choose
        self.number = 0
        self.products: list[str] = choose.pick([[], ["car"], ["car", "van"]])
        self.coloured = choose.chance(55)
        self.crews = choose.chance(35)
        self.fleets: list[str] = ["tugs", "carts"][: choose.pick([0, 1, 1, 2])]
        self.calendars = choose.chance(35)
        self.named_failures = choose.chance(20)
        self.parts: list[str] = []
        self.plant: Data = {"name": "factory", "shops": {}}

    def name(self, word: str) -> str:
        """A new name."""
        self.number += 1
        return f"{word}{self.number}"

    def when(self, percent: int = 35) -> Data:
        """A condition on the job, or none."""
        options: list[Data] = []
        if self.coloured:
            options += [{"colour": "red"}, {"colour": ["blue", "green"]}]
        if len(self.products) > 1:
            options.append({"product": "van"})
            if self.coloured:
                options.append({"product": ["car"], "colour": ["red", "green"]})
        return {"when": self.choose.pick(options)} if options and self.choose.chance(percent) else {}

    def working(self, continuous: bool = True, plain: bool = True) -> Data:
        """Failures and calendar of a resource; only one that is not ``plain`` may count jobs, or lose its work."""
        fields: Data = {}
        if self.choose.chance(30):
            fields["failures"] = [self.failure(plain) for _ in range(self.choose.pick([1, 1, 1, 2, 3]))]
        if self.calendars and self.choose.chance(40):
            fields["calendar"] = self.choose.pick(sorted(CALENDARS))
        if self.calendars and continuous and self.choose.chance(15):
            fields["continuous"] = True
        return fields

    def failure(self, plain: bool = True) -> Any:
        """A failure mode: a name, or spelt out in place."""
        if self.named_failures and self.choose.chance(50):
            return self.choose.pick(sorted(FAILURES))
        mode: Data = {
            "clock": self.choose.pick(["time", "operation"]),
            "up": self.choose.time(10, 100),
            "repair": self.choose.time(0 if self.choose.chance(10) else 1, 30),
        }
        chance = self.choose.integer(1, 100)
        if chance <= 15:
            mode["minor"] = True
        elif chance <= 40:
            mode["planned"] = True
        if not plain and chance > 40 and self.choose.chance(40):
            mode["work"] = self.choose.pick(["restart", "scrap"])
        if not plain and self.choose.chance(25):
            del mode["clock"], mode["up"]
            mode["jobs"] = self.choose.integer(1, 6)
        elif mode.get("planned") and self.choose.chance(60):
            del mode["clock"], mode["up"]
            mode["every"] = self.choose.seconds(40, 120)
            mode["repair"] = self.choose.seconds(0, 20)
            if self.choose.chance(50):
                mode["offset"] = self.choose.seconds(0, 150)
        return mode | (
            {"crew": self.choose.pick(["fitters", "menders"])} if self.crews and self.choose.chance(60) else {}
        )

    def amount(self, most: int) -> int | Data:
        """A quantity, now and then by an option: up to so many, for some jobs none."""
        choose = self.choose
        by = (["colour"] if self.coloured else []) + (["product"] if len(self.products) > 1 else [])
        if not by or not choose.chance(20):
            return most
        if choose.pick(by) == "product":
            return {"by": "product", "van": choose.integer(0, most), "default": most}
        last = {"green": most} if choose.chance(50) else {"default": most}
        return {"by": "colour", "red": choose.integer(0, most), "blue": choose.integer(0, most), **last}

    def needs(self, parts: list[str], conditions: bool) -> list[Data]:
        """Parts that are used."""
        found: list[Data] = []
        for part in self.choose.some(parts, 2):
            use: Data = {"part": part, "quantity": self.choose.pick([1, 1, 2, 3])}
            if conditions:
                use["quantity"] = self.amount(use["quantity"])
            if self.choose.chance(50) or f"{part}-far" in self.plant.get("stocks", {}):
                use["from"] = f"{part}-stock"
            found.append(use | (self.when() if conditions else {}))
        if conditions and found and self.choose.chance(10):
            found.append(dict(found[0]))  # the same part twice
        return found
