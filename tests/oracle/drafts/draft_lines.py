"""Moving and indexed lines of random factories."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.draft import Data, Draft


class LineDraft(Draft):
    """Draws lines whose jobs move together."""

    def work_time(self) -> Any:
        """Time of the work in a zone."""
        if self.coloured and self.choose.chance(30):
            return {"by": "colour", "red": self.choose.time(), "default": self.choose.time(0)}
        return self.choose.time(0, 20)

    def zoned(self, plain: bool = False) -> Data:
        """A moving line or an indexed line; a plain one draws no parts."""
        choose = self.choose
        zones = choose.integer(1, 4)
        moving = choose.chance(65)
        line: Data = {"moving_line" if moving else "indexed_line": self.name("l"), "zones": zones}
        line |= {"cycle": self.work_time(), **self.working()}
        drifts = False
        if moving:
            takt = choose.integer(4, 20)
            line["takt"] = f"{takt} s"
            line["overload"] = choose.pick(["stop", "stop", "finish", "utility"])
            drifts = line["overload"] != "finish"
            if drifts and choose.chance(50):
                line["drift"] = f"{choose.integer(0, takt)} s"
            if line["overload"] == "utility" and choose.chance(50):
                line["utility_workers"] = choose.integer(1, 2)
        elif choose.chance(60):
            line["transfer"] = choose.seconds(0, 5)
        if zones > 1 and choose.chance(60):
            line["except"] = {}
            for number in choose.some(list(range(1, zones + 1)), 2):
                zone: Data = {"cycle": self.work_time()}
                if choose.chance(30):
                    zone["failures"] = [self.failure()]
                if drifts and choose.chance(30):
                    zone["drift"] = f"{choose.integer(0, takt)} s"
                if choose.chance(20):
                    zone["point"] = self.name("point")
                if self.parts and not plain and choose.chance(80):
                    zone["uses"] = self.needs(self.parts, conditions=True)
                line["except"][number] = zone
        return line
