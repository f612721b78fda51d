"""Fleets get their vehicles, and these their guide paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.elements.fleet import Vehicle
from tests.oracle.elements.transport import Feed, Transport
from tests.oracle.paths.guided import GuidedVehicle
from tests.oracle.paths.guidedfleet import GuidedFleet
from tests.oracle.paths.guidepath import GuidePath

if TYPE_CHECKING:
    from tests.oracle.plant import Plant


def add_vehicles(plant: Plant) -> None:
    """The vehicles of all fleets."""
    for name, fleet in plant.fleets.items():
        calendar = plant.calendar(fleet.model.calendar, fleet.model.shop)
        names = [f"{name}.{number}" for number in range(1, int(fleet.model.count.value) + 1)]
        failures = fleet.model.failures
        if isinstance(fleet, GuidedFleet):
            fleet.guided = [GuidedVehicle(plant, fleet, one, failures, calendar) for one in names]
            plant.resources += fleet.guided
            _join_hours(plant, fleet)
        else:
            fleet.vehicles = [Vehicle(plant, fleet, one, failures, calendar) for one in names]
            plant.resources += fleet.vehicles


def _join_hours(plant: Plant, fleet: GuidedFleet) -> None:
    """The vehicles of a fleet that charge without need in the hours of a calendar."""
    battery = fleet.model.battery
    hours = plant.calendar(battery.hours, None) if battery is not None and battery.hours is not None else None
    if hours is not None:
        for one in fleet.guided:
            assert one.battery is not None
            one.battery.hours = hours
            hours.toppers.append(one)


def add_guide_paths(plant: Plant, trips: list[Feed | Transport]) -> None:
    """The guide paths on which fleets run; who runs on one knows it."""
    for name in plant.model.paths:
        fleets = [one for one in plant.fleets.values() if isinstance(one, GuidedFleet) and one.model.paths == name]
        if not fleets:
            continue
        zones, stops = sum(len(path.zones) for path in plant.paths), sum(len(path.stops) for path in plant.paths)
        path = GuidePath(plant, name, fleets, zones, stops)
        for fleet in fleets:
            fleet.path = path
        path.open([(trip.from_point, trip.to_point) for trip in trips if trip.fleet in fleets])
        plant.paths.append(path)
    plant.movers += plant.paths
