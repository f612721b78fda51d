"""Size: what a model asks for in resources, guide-path points and trucks, before anything is made of it."""

from __future__ import annotations

import math

from taktwin.model.checks.findings import Findings
from taktwin.model.nouns.movingline import ZonedLine
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station, WorkPlace
from taktwin.model.nouns.store import Store
from taktwin.model.nouns.supply.lane import Lane, LaneLoad
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_

#: Servers, cranes, conveyors, zones of lines, vehicles and operators of a plant, its copies included.
MOST_RESOURCES = 50_000
#: Points of a guide path: between all pairs of them a way is kept.
MOST_POINTS = 2_000
#: Trucks of a lane that are on the way at once, on average.
MOST_TRUCKS = 10_000
#: Trucks that one order can need.
MOST_TRUCKS_OF_AN_ORDER = 100


def resources(model: PlantModel) -> list[tuple[float, Path_, str]]:
    """Number of resources that each element and fleet spells out, copies included, with its place and what they are."""
    parts: list[tuple[float, Path_, str]] = []
    copies = model.streams.count.value if model.streams is not None else 1.0
    copied = set(model.streams.shops) if model.streams is not None else set()
    for shop, line, place, element in model.all_elements():
        path: Path_ = ("shops", shop, "lines", line, "flow", place)
        times = (copies if shop in copied else 1.0) * max(1.0, model.shops[shop].lines[line].copies.value)
        if isinstance(element, Station):
            other = [one.server_count for one in element.exceptions.values()]
            servers = element.server_count * element.count.value + sum(other)
            larger = "count" if element.count.value > element.server_count else "servers"
            parts.append((servers * times, (*path, larger), f"{element.count.value:g} x {element.server_count}"))
        elif isinstance(element, ZonedLine):
            parts.append((element.zones.value * times, (*path, "zones"), "zones"))
        elif isinstance(element, WorkPlace):
            parts.append((element.server_count * times, (*path, "servers"), "servers"))
        elif isinstance(element, Store):
            parts.append((element.cranes.value * times, (*path, "cranes"), "cranes"))
        else:
            parts.append((times, path, "element"))
    for name, fleet in model.fleets.items():
        parts.append((fleet.count.value, ("fleets", name, "count"), "vehicles"))
    for name, pool in model.operators.items():
        parts.append((float(pool.most), ("operators", name, "count"), "operators"))
    return parts


def check_size(found: Findings) -> None:
    """Check that what the model spells out fits into some hundred MiB and is ready within seconds."""
    model = found.model
    parts = resources(model)
    copies = model.streams.count.value if model.streams is not None else 1.0
    total = sum(count for count, _, _ in parts)
    if total > MOST_RESOURCES:
        count, path, what = max(parts)
        if copies > count / copies:
            path = ("streams", "count")
        message = Phrase(
            "the plant has {total:.0f} servers, cranes and vehicles, {count:.0f} of them here ({what})",
            total=total,
            count=count,
            what=what,
        )
        found.error(
            path,
            message,
            Phrase(
                "keep to {most_resources} in all: leave out a factor, or model a part of the plant",
                most_resources=MOST_RESOURCES,
            ),
        )
    for name, guide in model.paths.items():
        points = len(guide.names())
        if points > MOST_POINTS:
            found.error(
                ("paths", name, "ways"),
                f"{points} points",
                Phrase("keep to {most_points}: drop those on the way", most_points=MOST_POINTS),
            )
    for name, lane in model.lanes.items():
        if lane.every is None:
            if (most := most_on_the_way(lane)) > MOST_TRUCKS:
                message = Phrase("up to {most:.3g} trucks are on the way at once: one for each order", most=most)
                found.error(
                    ("lanes", name),
                    message,
                    Phrase("keep to {most_trucks}: larger containers, or add `every`", most_trucks=MOST_TRUCKS),
                )
        elif lane.every.value > 0 and lane.way_mean / lane.every.value > MOST_TRUCKS:
            trucks = lane.way_mean / lane.every.value
            way = lane.lead.text if lane.milk_run is None else f"{lane.way_mean:.6g} s"
            message = Phrase(
                "{trucks:.3g} trucks are on the way at once: one each {text} for {way}",
                trucks=trucks,
                text=lane.every.text,
                way=way,
            )
            found.error(
                ("lanes", name, "every"),
                message,
                Phrase("keep to {most_trucks}: check both units", most_trucks=MOST_TRUCKS),
            )
        if (trucks := trucks_of_an_order(lane)) > MOST_TRUCKS_OF_AN_ORDER:
            message = Phrase(
                "an order can need {trucks:.3g} trucks of {value:g} containers",
                trucks=trucks,
                value=lane.capacity.value,
            )
            found.error(
                ("lanes", name, "capacity"),
                message,
                Phrase(
                    "keep to {most_trucks_of_an_order}: check `container`",
                    most_trucks_of_an_order=MOST_TRUCKS_OF_AN_ORDER,
                ),
            )


def trucks_of_an_order(lane: Lane) -> float:
    """Most trucks that one order of a lane needs; 1 where their room is unlimited."""
    if lane.capacity.value <= 0 or math.isinf(lane.capacity.value):
        return 1.0
    loads = [load for load in lane.all_loads if load.container.value > 0]
    containers = sum(math.ceil(most_of_an_order(load) / load.container.value - 1e-9) for load in loads)
    return max(1.0, math.ceil(containers / lane.capacity.value))


def most_of_an_order(load: LaneLoad) -> float:
    """Most units that one order of a load brings: from a position of 0 up to the level, or to above `reorder`."""
    if load.up_to is not None:
        return load.up_to.value
    assert load.quantity is not None
    return load.quantity.value + (load.reorder.value if load.reorder is not None else 0.0)


def most_on_the_way(lane: Lane) -> float:
    """Most trucks of a lane without `every` that are on the way at once.

    An order of a load brings at least what it takes from the reorder level to the top, or a container where a stock
    point that has less than is wanted sends it. So much is never on the way that the position is above its top. What is
    called and waits for parts comes on top of that, and has no bound.
    """
    orders, containers = 1.0, 0.0
    for load in lane.all_loads:
        container, reorder = load.container.value, load.reorder.value if load.reorder is not None else 0.0
        if container <= 0 or most_of_an_order(load) <= 0:
            continue  # told as an error of its own
        top = most_of_an_order(load) + (container if load.up_to is not None else 0.0)
        least = load.quantity.value if load.quantity is not None else container
        if load.up_to is not None and load.reorder is not None:
            least = max(least, load.up_to.value - reorder)
        if lane.from_ is not None:
            least = min(least, container)
        orders += math.ceil(top / least)
        containers += math.ceil(top / container) + math.ceil(top / least)  # one of each order may not be full
    return orders + math.ceil(containers / max(1.0, lane.capacity.value))
