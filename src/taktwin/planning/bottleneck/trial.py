"""One trial: the plant with one suspect eased, run as the plant itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.kernel.base.state import FINISHED, LOG_END
from taktwin.kernel.common.joblog import whole_log
from taktwin.kernel.lowering.identity import Identities
from taktwin.kernel.lowering.program import Program, lower
from taktwin.kernel.lowering.relief import SHARE, eased, more_places
from taktwin.model.errors import TaktwinError
from taktwin.model.files.load import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.values.spelt import inside
from taktwin.planning.bottleneck.suspects import Suspect
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import run_on
from taktwin.runs.start.begin import beginning

_PERCENT = round(100 * SHARE)


@dataclass(frozen=True)
class Trial:
    """A plant to try. ``by`` is how much its suspect was eased: per cent of time, or places, people, vehicles."""

    suspect: Suspect | None
    program: Program
    by: int


def tried(one: Suspect, model: PlantModel, program: Program) -> Trial | None:
    """The plant with this suspect eased; None where that is no plant (a guide path is full of vehicles)."""
    if one.fleet is not None:
        return _more_fleet(one, one.fleet, model, program)
    made = eased(program, node=one.node, resource=one.resource, change=one.change)
    if one.change in ("places", "person"):
        return Trial(one, made, more_places(int(program.arrays["nodes"]["cap"][one.node])))
    return Trial(one, made, _PERCENT)


def _more_fleet(one: Suspect, fleet: str, model: PlantModel, program: Program) -> Trial | None:
    now = program.model.fleets[fleet]
    name = inside(one.plant, fleet) if model.plants else fleet
    path = f"plants.{one.plant}.fleets.{name}" if model.plants else f"fleets.{name}"
    if one.change == "vehicle":
        change, by = f"count={int(now.count.value) + 1}", 1
    else:
        change, by = f"speed={now.speed.value / (1.0 - SHARE):.6g} m/s", _PERCENT
    try:
        return Trial(one, lower(load_model(model, [f"{path}.{change}"])), by)
    except TaktwinError:
        return None


def finished_by_plant(trial: Trial, options: RunOptions, replication: int) -> dict[str, np.ndarray]:
    """When jobs were finished in the measured time (s from its begin), by plant."""
    program = trial.program
    simulation = beginning(program, options.start)(program, options.run_seed, replication, False)
    run_on(simulation, options)
    simulation.drain()
    log = whole_log(simulation.logs)
    ends = log[(log["kind"] == LOG_END) & (log["what"] == FINISHED)]
    identities = Identities(program.model)
    found: dict[str, list[np.ndarray]] = {}
    for name, stream in program.flow.streams.items():
        plant = identities.plant("orders", name)
        found.setdefault(plant, []).append(ends["time"][ends["who"] == stream] - simulation.origin)
    return {plant: np.concatenate(times) for plant, times in found.items()}
