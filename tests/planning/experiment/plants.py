"""A plant so small that a replication takes no time."""

from __future__ import annotations

from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.experiment.factor import Factor
from taktwin.planning.experiment.scenario import Scenario, full_factorial

LINE = "shops.workshop.lines.line"
CYCLE = f"{LINE}.server.cycle"
ROOM = f"{LINE}.queue.capacity"


def mm1() -> PlantModel:
    return load_model("mm1")


def cycles(*minutes: float) -> list[Scenario]:
    """One scenario for each mean cycle time (min)."""
    return full_factorial([Factor(CYCLE, tuple(f"exp({one} min)" for one in minutes))])
