"""The doors of each dock as a limit of a plan: minutes a day that its trucks need there, and that there are.

A family whose trucks come to a dock needs its deliveries a day times the mean of `unload`; by a milk run its share of
the trucks. A door has 1,440 min a day, less what lanes that belong to no family need for the trucks of their timetable.
So this is the least that a plan must keep: how long trucks wait for a door, and whether the line stands, the runs tell.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.modes import SEQUENCED
from taktwin.model.nouns.supply.park import Park
from taktwin.planning.supply.modes.problem import Part
from taktwin.planning.supply.park.ways import Way

DAY_MIN = 1440.0


def door_minutes(family: Family, park: Park, way: Way) -> tuple[str, float] | None:
    """Dock, and minutes at its doors a day, of a family that comes in such a way; None where its trucks take none."""
    own = family.model_copy(update={"mode": way.mode})
    given = own.sequenced if way.mode in SEQUENCED else own.stocked
    dock, run = park.dock_of(own), park.run_of(own)
    unload = run.unload if run is not None else given.unload if given is not None else None
    if dock is None or unload is None:
        return None
    trucks = way.estimate.trips_a_day if run is not None else way.estimate.deliveries_a_day
    return dock, math.ceil(10.0 * trucks * unload.mean / 60.0) / 10.0


def free_minutes(model: PlantModel, park: Park) -> dict[str, float]:
    """Minutes a day that each dock to which trucks of a park can come has for its families."""
    runs = {run.dock for run in park.milk_runs.values()}
    docks = {park.dock, park.jis_dock, *(family.dock for family in park.families.values()), *runs} - {None}
    free = {dock: DAY_MIN * noun.doors.value for dock, noun in model.docks.items() if dock in docks}
    for name, lane in model.lanes.items():
        own = name in park.families or name in park.milk_runs
        if not own and lane.dock in free and lane.every is not None:
            free[lane.dock] = max(0.0, free[lane.dock] - DAY_MIN * lane.unload.mean / lane.every.value)
    return free


def within_doors(
    parts: Sequence[Part], needed: Mapping[tuple[str, str], tuple[str, float]], free: Mapping[str, float]
) -> tuple[tuple[Part, ...], dict[str, float]]:
    """The parts with what each option needs of the doors, and the limits; of docks alone for which a plan needs more.

    Args:
        parts: of a problem.
        needed: dock and minutes a day by part and option.
        free: minutes a day that there are, by dock.
    """

    def need(part: str, option: str, dock: str) -> float:
        where, minutes = needed.get((part, option), ("", 0.0))
        return minutes if where == dock else 0.0

    most = {dock: sum(max(need(part.name, one.name, dock) for one in part.options) for part in parts) for dock in free}
    limits = {dock: minutes for dock, minutes in free.items() if most[dock] > minutes}
    if not limits:
        return tuple(parts), {}
    told = []
    for part in parts:
        at_doors = [needed.get((part.name, one.name), ("", 0.0)) for one in part.options]
        options = tuple(
            replace(one, dock=dock or None, dock_minutes=minutes)
            for one, (dock, minutes) in zip(part.options, at_doors, strict=True)
        )
        told.append(replace(part, options=options))
    return tuple(told), limits
