"""How each kind of element is built, by its type key; a test of a new kind adds its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.oracle.books.powers import put_meter
from tests.oracle.elements.batchstation import build_batches
from tests.oracle.elements.buffer import Buffer
from tests.oracle.elements.conveyor import Belt, Conveyor
from tests.oracle.elements.delivery import build_delivery
from tests.oracle.elements.lift import build_lift
from tests.oracle.elements.splitstation import build_split
from tests.oracle.elements.station import Station, Work
from tests.oracle.elements.transport import Transport
from tests.oracle.elements.zonedline import build_line
from tests.oracle.place import Place

Builder = Callable[[Any, str, Any], tuple[Place, Place]]


def _station(plant: Any, shop: str, element: Any) -> tuple[Place, Place]:
    station = plant.add(Station(plant, element.name, plant.work(element)), shop)
    plant.servers(station, shop, element, element.server_count)
    return station, station


def _buffer(plant: Any, shop: str, element: Any) -> tuple[Place, Place]:
    buffer = plant.add(Buffer(plant, element.name, element.capacity.value, element.rule), shop)
    return buffer, buffer


def _conveyor(plant: Any, shop: str, element: Any) -> tuple[Place, Place]:
    conveyor = plant.add(Conveyor(plant, element.name, element.capacity.value), shop)
    calendar = plant.calendar(element.calendar, shop, element.continuous)
    conveyor.belt = Belt(plant, conveyor, element, calendar)
    put_meter(plant, conveyor.belt, shop, element)
    plant.resources.append(conveyor.belt)
    return conveyor, conveyor


def _store(plant: Any, shop: str, element: Any) -> tuple[Place, Place]:
    room = plant.add(Buffer(plant, element.name, element.capacity.value, element.rule), shop)
    crane = plant.add(Station(plant, f"{element.name} crane", Work(lambda job: element.cycle)), shop)
    crane.kind = "store"
    plant.servers(crane, shop, element, element.cranes.value)
    room.dest = crane
    return room, crane


def _transport(plant: Any, shop: str, element: Any) -> tuple[Place, Place]:
    transport = plant.add(Transport(plant, element), shop)
    return transport, transport


ELEMENTS: dict[str, Builder] = {
    "station": _station,
    "buffer": _buffer,
    "conveyor": _conveyor,
    "store": _store,
    "transport": _transport,
    "batch_station": build_batches,
    "delivery": build_delivery,
    "split_station": build_split,
    "lift": build_lift,
    **dict.fromkeys(("moving_line", "indexed_line"), build_line),
}
