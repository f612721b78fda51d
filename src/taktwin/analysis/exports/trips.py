"""Trips of the trucks of deliveries: which racks one took, and which jobs were in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from taktwin.analysis.kinds import DELIVERIES
from taktwin.analysis.trace.everyone import Everyone
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.runs.tables import Result


@dataclass(frozen=True, slots=True)
class Riding:
    """A job on a truck: its name, when it came, and when it went on (None: it has not, or it is not told)."""

    name: str
    line: str
    order: int
    enter_s: float
    leave_s: float | None


@dataclass(frozen=True, slots=True)
class Trip:
    """A truck on its way: delivery, number of the truck from 1, number of its trip from 1, racks in loading order."""

    delivery: str
    plant: str
    truck: int
    number: int
    enter_s: float
    racks: list[list[Riding]] = field(default_factory=list)

    @property
    def arrive_s(self) -> float | None:
        """When the first of its jobs left it; None where none has."""
        return min((one.leave_s for rack in self.racks for one in rack if one.leave_s is not None), default=None)


#: A truck-stay of a numbered thing: (place, when it came, order number) -> the things.
Stays = dict[tuple[str, float, int], list[Riding]]


def trips(result: Result, everyone: Everyone, stays: Stays) -> list[Trip]:
    """The trips of a run, by time. Jobs that could not be followed ride in their racks, but have no name there.

    Args:
        result: of a traced run.
        everyone: the ways of its orders.
        stays: the stays on trucks of what has a name; it is used up.
    """
    assert result.trace is not None
    rows = result.trace.filter(pl.col("kind").is_in(DELIVERIES))
    of_server = dict(result.resources.select("resource", "station").iter_rows())
    began: dict[tuple[str, float], list[tuple[int, int]]] = {}
    states = rows.filter((pl.col("event") == "state") & (pl.col("job") >= 0))
    for row in states.iter_rows(named=True):
        began.setdefault((of_server[row["name"]], row["time"]), []).append((row["server"] or 1, row["job"]))
    batches: dict[tuple[str, float], list[tuple[int, str]]] = {}
    for row in rows.filter(pl.col("event") == "enter").iter_rows(named=True):
        batches.setdefault((row["name"], row["time"]), []).append((row["job"], row["plant"]))
    found: list[Trip] = []
    counted: dict[tuple[str, int], int] = {}
    for (place, time), jobs in sorted(batches.items(), key=lambda one: (one[0][1], one[0][0])):
        element = everyone.families.graph.elements[everyone.families.names.elements[place]]
        assert isinstance(element, Delivery)
        rack = int(element.rack.value)
        riding = [waiting.pop(0) if (waiting := stays.get((place, time, order))) else None for order, _ in jobs]
        numbers = [order for order, _ in jobs]
        for truck, begin, end in _shares(numbers, began.get((place, time), []), rack, element.reverse):
            trip = counted[place, truck] = counted.get((place, truck), 0) + 1
            racks = [
                [one for one in riding[at : min(at + rack, end)] if one is not None] for at in range(begin, end, rack)
            ]
            found.append(Trip(place, jobs[begin][1], truck, trip, time, racks))
    return found


def _shares(
    jobs: Sequence[int], began: Sequence[tuple[int, int]], rack: int, reverse: bool
) -> list[tuple[int, int, int]]:
    """The trucks that took jobs at one instant, as (truck, first, behind the last), in loading order.

    A truck that begins names the first of its jobs, which in reverse order begins its last rack.
    """
    marks = []
    for truck, job in dict(began).items():
        if job in jobs:
            marks.append((jobs.index(job), truck))
    marks.sort()
    if len(marks) <= 1:
        return [(marks[0][1] if marks else 1, 0, len(jobs))]
    if reverse:
        ends = [min(at + rack, len(jobs)) for at, _ in marks]
        ends[-1] = len(jobs)
        return [(truck, begin, end) for (_, truck), begin, end in zip(marks, [0, *ends[:-1]], ends, strict=True)]
    begins = [0, *(at for at, _ in marks[1:])]
    ends = [*begins[1:], len(jobs)]
    return [(truck, begin, end) for (_, truck), begin, end in zip(marks, begins, ends, strict=True)]
