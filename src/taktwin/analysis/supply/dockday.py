"""A dock through the day: trucks at the gate, doors taken, trucks in the yard; of a traced run.

The tables of a traced run tell when a truck of a lane comes to the gate (`shipments`) and when its parts are in
(`movements`), which is when it leaves its door; of a truck of a delivery the `trace` tells both. Doors are given first
come, first served; so when each truck begins follows from these two.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.plant import PlantModel

SLOTS = 48
"""Parts of a day: half an hour each."""
_DAY_S = 86400.0
_SLOT_S = _DAY_S / SLOTS


@dataclass(frozen=True)
class DockDay:
    """A dock by part of the day, the mean over days and replications; arrays of shape [SLOTS], nan: not in the run."""

    dock: str
    doors: int
    trucks: NDArray[np.float64]
    """Trucks an hour that come to the gate."""
    busy: NDArray[np.float64]
    """Doors taken."""
    waiting: NDArray[np.float64]
    """Trucks in the yard."""


def dock_days(model: PlantModel, results: Sequence[RunTables], start_hour: float) -> list[DockDay]:
    """Each dock of a plant through the day, in the order of the model; empty unless all runs were traced.

    Args:
        model: that was run.
        results: tables of its replications.
        start_hour: hour of the clock at time 0 of the tables.
    """
    visits = [dock_visits(model, result) for result in results]
    found = []
    for name, dock in model.docks.items():
        sums, seconds = np.zeros((3, SLOTS)), np.zeros(SLOTS)
        for result, docks in zip(results, visits, strict=True):
            if docks is None:
                return []
            end, shift = result.elapsed_s, start_hour * 3600.0
            seconds += _by_slot([(0.0, end)], shift, end)
            at = docks.get(name, np.zeros((0, 3)))
            came = at[(at[:, 0] >= 0.0) & (at[:, 0] < end), 0]
            sums[0] += np.bincount(((came + shift) % _DAY_S // _SLOT_S).astype(np.int64), minlength=SLOTS)
            sums[1] += _by_slot(at[:, 1:], shift, end)
            sums[2] += _by_slot(at[:, :2], shift, end)
        with np.errstate(divide="ignore", invalid="ignore"):
            means = np.where(seconds > 0.0, sums / seconds, np.nan)
        found.append(DockDay(name, int(dock.doors.value), means[0] * 3600.0, means[1], means[2]))
    return found


def dock_visits(model: PlantModel, result: RunTables) -> dict[str, NDArray[np.float64]] | None:
    """The trucks at each dock: gate, begin of unloading, end; s, shape [truck, 3]. None unless the run was traced.

    What lies behind the end of the run is infinite. Two trucks of one lane of which the later one is unloaded first
    are taken in the order in which they came.
    """
    shipments, movements = getattr(result, "shipments", None), getattr(result, "movements", None)
    if shipments is None or movements is None:
        return None
    sent = shipments.select("lane", "number", "stock", "arrives").sort("arrives", maintain_order=True)
    came_in = (
        movements.filter((pl.col("event") == "received") & pl.col("resource").is_null())
        .select("stock", pl.col("time").alias("in"))
        .sort("in", maintain_order=True)
    )
    of_stock = pl.int_range(pl.len()).over("stock").alias("place")
    trucks = (
        sent.with_columns(of_stock)
        .join(came_in.with_columns(of_stock), on=["stock", "place"], how="left", maintain_order="left")
        .unique(["lane", "number"], keep="first", maintain_order=True)
        .with_columns(pl.col("in").fill_null(math.inf))
    )
    docks = {name: lane.dock for name, lane in model.lanes.items() if lane.dock is not None}
    free = {name: [-math.inf] * int(dock.doors.value) for name, dock in model.docks.items()}
    visits: dict[str, list[tuple[float, float, float]]] = {name: [] for name in model.docks}
    came = [
        (arrives, end, docks.get(lane)) for lane, arrives, end in trucks.select("lane", "arrives", "in").iter_rows()
    ]
    came += _of_deliveries(model, getattr(result, "trace", None))
    for arrives, end, dock in sorted(came, key=lambda one: one[0]):  # of equal ones those of lanes come first
        if dock in free:
            begin = max(arrives, heapq.heappop(free[dock]))
            heapq.heappush(free[dock], end)
            visits[dock].append((arrives, begin, end))
    return {name: np.array(found, np.float64).reshape(-1, 3) for name, found in visits.items()}


def _of_deliveries(model: PlantModel, trace: pl.DataFrame | None) -> list[tuple[float, float, str]]:
    """The trucks of deliveries at docks: when they come to the gate, when they are unloaded (s), and where."""
    elements = {element.name: element for _, _, _, element in model.all_elements()}
    docks = {name: one.dock for name, one in elements.items() if isinstance(one, Delivery) and one.dock is not None}
    if not docks or trace is None:
        return []
    found: list[tuple[float, float, str]] = []
    gates: dict[str, tuple[float, str]] = {}
    told = trace.filter(pl.col("event") == "dock").select("time", "name", "model_element", "state")
    for time, truck, element, state in told.iter_rows():
        if state == "gate":
            gates[truck] = time, docks[element]
        elif state == "unloaded":
            arrives, dock = gates.pop(truck, (-math.inf, docks[element]))
            found.append((arrives, time, dock))
    return sorted([*found, *((arrives, math.inf, dock) for arrives, dock in gates.values())])


def _by_slot(spans: NDArray[np.float64] | list[tuple[float, float]], shift: float, end: float) -> NDArray[np.float64]:
    """Seconds of spans (begin, end) within the measured time, by part of the day; shape [SLOTS]."""
    found = np.zeros(SLOTS)
    for begin, until in np.clip(np.asarray(spans, np.float64).reshape(-1, 2), 0.0, end) + shift:
        while begin < until:
            edge = (begin // _SLOT_S + 1.0) * _SLOT_S
            found[int(begin // _SLOT_S) % SLOTS] += min(edge, until) - begin
            begin = edge
    return found
