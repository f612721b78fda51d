"""What flows from each supplier to the plant: by which way, in how many trucks, how many m3 a day."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from taktwin.analysis.supply.lines import families_by_line
from taktwin.analysis.tables import RunTables
from taktwin.model.nouns.batches.delivery import Delivery
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.lane import Lane, LaneLoad
from taktwin.model.values.distribution import Distribution

LANE = "lane"
"""Mode of a plain lane, which belongs to no part family."""
SEQUENCE = "sequence"
"""Mode of a line of called parts with trucks of its own, which belongs to no part family."""
_DAY_S = 86400.0


@dataclass(frozen=True)
class Flow:
    """What comes from one supplier in one delivery mode."""

    supplier: str
    mode: str
    """A delivery mode of part families, `LANE` or `SEQUENCE`."""
    travel_min: float
    """Mean time of the way: the `drive` of the supplier, or of the trucks in sequence; else the `lead` of the lane."""
    things: tuple[str, ...]
    """Part families; parts of a plain lane; the line whose jobs are called."""
    trucks_per_day: float
    """Of a traced run those that came. Else by plan: one for each order that is due, more where it does not take it all
    (at most so many: where nothing lacks, none is sent). In sequence at least so many: as if all left full."""
    m3_per_day: float | None
    """Volume of what was drawn or fitted; None where a volume is not known."""


@dataclass(frozen=True)
class _Load:
    supplier: str
    mode: str
    travel_s: float
    things: tuple[str, ...]
    trucks: float
    m3: float | None


def supplier_flows(model: PlantModel, results: Sequence[RunTables]) -> list[Flow]:
    """What comes to a plant from outside in a run, the shortest way first; empty for one that is not supplied.

    Args:
        model: that was run, with its supplier park spelt out (as `load_model` gives it).
        results: tables of its replications.
    """
    loads: dict[tuple[str, str], list[_Load]] = {}
    for one in (*_by_lanes(model, results), *_by_deliveries(model, results)):
        loads.setdefault((one.supplier, one.mode), []).append(one)
    flows = []
    for (supplier, mode), several in loads.items():
        volumes = [one.m3 for one in several]
        trucks = math.fsum(one.trucks for one in several)
        m3 = None if None in volumes else math.fsum(one for one in volumes if one is not None)
        things = tuple(dict.fromkeys(thing for one in several for thing in one.things))
        flows.append(Flow(supplier, mode, min(one.travel_s for one in several) / 60.0, things, trucks, m3))
    return sorted(flows, key=lambda flow: (flow.travel_min, flow.supplier, flow.mode))


def _by_lanes(model: PlantModel, results: Sequence[RunTables]) -> Iterator[_Load]:
    days = sum(result.elapsed_s for result in results) / _DAY_S
    drawn: dict[str, float] = {}
    for result in results:
        for stock, amount in result.stocks.select("stock", "drawn").iter_rows():
            drawn[stock] = drawn.get(stock, 0.0) + amount / days
    families = model.supply.families if model.supply is not None else {}
    sent = _trucks_sent(results)
    for name, lane in model.lanes.items():
        units = {load.to: drawn.get(load.to, 0.0) for load in lane.all_loads}
        parts = {load.to: model.stocks[load.to].part for load in lane.all_loads if load.to in model.stocks}
        trucks = _trucks(lane, units) if sent is None else sent.get(name, 0) / days
        for supplier in lane.suppliers:
            groups: dict[str, dict[str, str]] = {}  # delivery mode -> stock point -> part
            for stock, part in parts.items():
                if lane.senders[stock] == supplier:
                    family = families.get(model.parts[part].family or "")
                    groups.setdefault(family.mode if family is not None else LANE, {})[stock] = part
            for mode, own in groups.items():
                volumes = [_volume(model, part, units[stock]) for stock, part in own.items()]
                m3 = None if None in volumes else math.fsum(one for one in volumes if one is not None)
                named = (part if mode == LANE else str(model.parts[part].family) for part in own.values())
                yield _Load(supplier, mode, _way(model, supplier, lane.lead), tuple(dict.fromkeys(named)), trucks, m3)


def _trucks_sent(results: Sequence[RunTables]) -> dict[str, int] | None:
    """Trucks of each lane that came in the measured time; None for runs that were not traced."""
    found: dict[str, int] = {}
    for result in results:
        table = getattr(result, "shipments", None)
        if table is None:
            return None
        came = table.filter(pl.col("arrives").is_between(0.0, result.elapsed_s)).select("lane", "number").unique()
        for lane, count in came.group_by("lane").len().iter_rows():
            found[lane] = found.get(lane, 0) + count
    return found


def _trucks(lane: Lane, units: dict[str, float]) -> float:
    """Trucks a day by the plan of a lane that brings so many units a day to its stock points."""
    if lane.every is None:
        return math.fsum(units[load.to] / _ordered(load) for load in lane.all_loads)
    orders = _DAY_S / lane.every.value
    containers = math.fsum(units[load.to] / load.container.value for load in lane.all_loads)
    capacity = lane.capacity.value
    return max(orders, containers / capacity) if containers > 0.0 else 0.0


def _volume(model: PlantModel, part: str, units: float) -> float | None:
    volume = model.parts[part].volume
    return None if volume is None else volume.value * units


def _way(model: PlantModel, supplier: str, lead: Distribution) -> float:
    noun = model.suppliers[supplier]
    return noun.drive.mean if "drive" in noun.model_fields_set else lead.mean


def _by_deliveries(model: PlantModel, results: Sequence[RunTables]) -> Iterator[_Load]:
    days = sum(result.elapsed_s for result in results) / _DAY_S
    families = model.supply.families if model.supply is not None else {}
    of_line = families_by_line(model)
    for shop, line, _, element in model.all_elements():
        if not isinstance(element, Delivery) or model.shops[shop].lines[line].call is None:
            continue
        entered = pl.col("buffer") == element.name
        jobs = sum(float(result.buffers.filter(entered).get_column("entered").sum()) for result in results) / days
        name = of_line.get(line)
        family = families[name] if name is not None else None
        drive = element.drive
        travel = drive.mean if isinstance(drive, Distribution) else 0.0
        trucks = jobs / element.most.value
        if name is None or family is None:
            yield _Load(shop, SEQUENCE, travel, (line,), trucks, None)
            continue
        m3 = family.volume_of_job * jobs if family.volume is not None else None
        yield _Load(family.supplier, family.mode, travel, (name,), trucks, m3)


def _ordered(load: LaneLoad) -> float:
    """Units in an order of a lane that orders as soon as parts are drawn; at least a container."""
    least = load.container.value
    if load.quantity is not None:
        return max(least, load.quantity.value)
    if load.up_to is not None and load.reorder is not None:
        return max(least, load.up_to.value - load.reorder.value)
    return least
