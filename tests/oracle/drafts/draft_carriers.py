"""Carriers of random factories: pools with one span or two, with or without a way back and cleaning."""

from __future__ import annotations

from typing import Any

from tests.oracle.drafts.draft import Data
from tests.oracle.drafts.draft_flow import element_name
from tests.oracle.drafts.draft_paths import PathDraft


class CarrierDraft(PathDraft):
    """Draws carriers for the lines that there are."""

    def carriers(self) -> None:
        """Up to two pools."""
        choose = self.choose
        for number in range(choose.pick([0, 0, 0, 0, 0, 0, 1, 1, 2])):
            lines = [line["flow"] for shop in self.plant["shops"].values() for line in shop["lines"].values()]
            spans = [self._span(flow) for flow in choose.some(lines, 2)]
            spans = [span for span in spans if span is not None]
            if not spans or (len(spans) > 1 and any(self._leads_out(span["to"]) for span in spans)):
                continue
            pool: Data = {"count": choose.integer(1, 6)}
            pool |= spans[0] if len(spans) == 1 else {"spans": spans}
            if choose.chance(60):
                pool["return"] = choose.time(0, 40)
            if choose.chance(30):
                pool["cleaning"] = {"every": choose.integer(1, 4), "time": choose.time(1, 20)}
            if choose.chance(30) and all(self._known_before(span["from"]) for span in spans):
                pool |= self.when(100)
            self.plant.setdefault("carriers", {})[f"skids{number}"] = pool

    def contents(self) -> None:
        """Jobs that stand in buffers at the start."""
        choose = self.choose
        streams = self.plant.get("orders", {}).values()
        plain = len(streams) < 2 and not any("quantity" in one or "file" in one for one in streams)
        if not plain or not choose.chance(10):
            return
        pools = self.plant.get("carriers", {}).values()
        if any("when" in pool for pool in pools) or self.matched:
            return
        for pool in pools:
            pool["count"] += 12  # jobs that stand on their way have one
        for shop in self.plant["shops"].values():
            for line in shop["lines"].values():
                for element in line["flow"]:
                    if "buffer" in element and choose.chance(60):
                        room = element["capacity"] if element["capacity"] != "unlimited" else 4
                        element["contents"] = self._sorts(choose.integer(1, min(room, 2)), bool(line.get("orders")))

    def _sorts(self, jobs: int, main: bool) -> Any:
        """A number of jobs, or sorts of them."""
        choose = self.choose
        if not main or choose.chance(50):
            return jobs
        sorts: list[Data] = []
        for _ in range(jobs):
            sort: Data = {"product": choose.pick(self.products)} if self.products and choose.chance(50) else {}
            if self.coloured and choose.chance(50):
                sort["options"] = {"colour": "green"}
            sorts.append(sort)
        return sorts

    def _span(self, flow: list[Data]) -> Data | None:
        """From one element of a line to the same or a later one."""
        begins = [
            at
            for at, element in enumerate(flow)
            if not {"transport", "batch_station", "delivery", "split_station", "lift"} & set(element)
        ]
        if not begins:
            return None
        begin = self.choose.pick(begins)
        end = self.choose.integer(begin, len(flow) - 1)
        while end > begin and "routes" in flow[end]:
            end -= 1  # a route from there may lead to where the span begins
        last = flow[end]
        if "routes" in last:
            return None
        name = str(next(iter(last.values())))
        return {
            "from": element_name(flow[begin]),
            "to": f"{name}-{last['count']}" if last.get("count", 1) > 1 else name,
        }

    def _leads_out(self, name: str) -> bool:
        """Whether jobs go from an element into another line, where another span may begin."""
        for shop in self.plant["shops"].values():
            for line in shop["lines"].values():
                last = line["flow"][-1]
                ends = {element_name(last), f"{next(iter(last.values()))}-{last.get('count', 1)}"}
                if name in ends or any(
                    element_name(one) == name and one.keys() & {"routes", "into"} for one in line["flow"]
                ):
                    return True
        return False

    def _known_before(self, name: str) -> bool:
        """Whether jobs exist before they come to an element."""
        for shop in self.plant["shops"].values():
            for line in shop["lines"].values():
                if element_name(line["flow"][0]) == name:
                    return False
        return True
