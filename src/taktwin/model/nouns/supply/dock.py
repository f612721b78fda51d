"""Docks: where trucks of lanes and of deliveries are unloaded."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Machines


class Dock(Noun):
    """Doors at which trucks are unloaded, first come, first served; a truck that finds none free waits in the yard."""

    doors: Machines = Field(description="Trucks that can be unloaded at the same time.")
