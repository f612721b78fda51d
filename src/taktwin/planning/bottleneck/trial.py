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
    if one.pool is not None:
        return _more_operators(one, one.pool, model, program)
    made = eased(program, node=one.node, resource=one.resource, change=one.change)
    if one.change in ("places", "person"):
        return Trial(one, made, more_places(int(program.arrays["nodes"]["cap"][one.node])))
    return Trial(one, made, 1 if one.change == "carriers" else _PERCENT)


def _more_fleet(one: Suspect, fleet: str, model: PlantModel, program: Program) -> Trial | None:
    now, path = program.model.fleets[fleet], _path(one, "fleets", fleet, model)
    if one.change == "vehicle":
        change, by = f"count={int(now.count.value) + 1}", 1
    else:
        change, by = f"speed={now.speed.value / (1.0 - SHARE):.6g} m/s", _PERCENT
    return _changed(one, model, [f"{path}.{change}"], by)


def _more_operators(one: Suspect, pool: str, model: PlantModel, program: Program) -> Trial | None:
    """One more in each shift in which there are some."""
    count, path = program.model.operators[pool].count, _path(one, "operators", pool, model)
    numbers = {f"count.{shift}": n for shift, n in count.items()} if isinstance(count, dict) else {"count": count}
    changes = [f"{path}.{key}={int(number.value) + 1}" for key, number in numbers.items() if number.value > 0]
    return _changed(one, model, changes, 1)


def _path(one: Suspect, group: str, name: str, model: PlantModel) -> str:
    """Where the model says it."""
    return f"plants.{one.plant}.{group}.{inside(one.plant, name)}" if model.plants else f"{group}.{name}"


def _changed(one: Suspect, model: PlantModel, changes: list[str], by: int) -> Trial | None:
    try:
        return Trial(one, lower(load_model(model, changes)), by)
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
