"""Batch stations of random factories, each with the buffer in which its jobs wait."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.draft_lines import LineDraft


class BatchDraft(LineDraft):
    """Draws batch stations."""

    def batches(self, rule: Any) -> list[Data]:
        """A buffer and the batch station behind it."""
        choose = self.choose
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
        room = choose.integer(enough, enough + 4)
        return [{"buffer": self.name("b"), "capacity": room, "rule": rule}, station]
