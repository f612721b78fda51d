"""Which resource of the oracle draws what: each gets its meter when the plant is built."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from taktwin.model.nouns.machines.power import MediumPower, PowerProfile
from taktwin.model.values.quantity import Quantity
from tests.oracle.books.meter import Meter
from tests.oracle.paths.guidedfleet import GuidedFleet

if TYPE_CHECKING:
    from tests.oracle.plant import Plant
    from tests.oracle.resource import Resource


def put_meter(plant: Plant, resource: Resource, shop: str | None, noun: Any, entry: Any = None) -> None:
    """Give a resource its meter, if it draws anything.

    ``noun`` is what the model says of it; ``entry`` the power profile of this one alone, where it has one.
    """
    if entry is not None:
        plant.ledger.saw("energy: power of one server alone")
    entry = noun.power if entry is None else entry
    for_each = getattr(noun, "energy_per_job", None) or getattr(noun, "energy_per_hit", None) or {}
    if entry is None and not for_each:
        return
    profile = plant.model.power[entry] if isinstance(entry, str) else entry or PowerProfile()
    resource.meter = _meter(plant, profile, for_each)
    plant.ledger.saw(f"energy: power of a {resource.word}")
    resource.meter.group = (shop, _plant_of(plant, "shops", shop))


def put_meters_of_fleets(plant: Plant) -> None:
    """Give the vehicles of all fleets their meters; those with a battery draw what its charger draws."""
    for name, fleet in plant.fleets.items():
        model = fleet.model
        guided = isinstance(fleet, GuidedFleet)
        for vehicle in fleet.guided if guided else fleet.vehicles:
            if guided and model.battery is not None:
                plant.ledger.saw("energy: power of a charger")
                charger = model.battery.charge.value / model.battery.efficiency.value
                vehicle.meter = _meter(plant, _only_in_setup(charger), {})
            else:
                put_meter(plant, vehicle, model.shop, model)
            if vehicle.meter is not None:
                vehicle.meter.group = (model.shop, _plant_of(plant, "fleets", name))


def _plant_of(plant: Plant, group: str, name: str | None) -> str:
    """The plant of a shop or a fleet, in a model of several; else the only one."""
    owner = plant.model._spelt.owner
    return plant.model.name if name is None else owner.get((group, name), plant.model.name)


def _meter(plant: Plant, profile: PowerProfile, for_each: Any) -> Meter:
    return Meter(profile, for_each, plant.model.bucket.value, plant.ledger.saw)


def _only_in_setup(watt: float) -> PowerProfile:
    """A vehicle charges in the state `setup`."""
    drawn, nothing = (Quantity(value, "", dimension="power") for value in (watt, 0.0))
    return PowerProfile(electricity=MediumPower(working=nothing, setup=drawn))
