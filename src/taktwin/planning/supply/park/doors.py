"""The doors of the docks as a limit of a plan: minutes a day that its trucks need there, and that there are.

A family whose trucks come to a dock needs its deliveries a day times the mean of `unload`; a door has 1,440 min a day,
less what lanes that belong to no family need for the trucks of their timetable. All docks of the park count together.
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


def door_minutes(family: Family, park: Park, way: Way) -> float:
    """Minutes at doors a day of a family that comes in such a way; 0 where its trucks take none."""
    own = family.model_copy(update={"mode": way.mode})
    given = own.sequenced if way.mode in SEQUENCED else own.stocked
    if park.dock_of(own) is None or given is None or given.unload is None:
        return 0.0
    return math.ceil(10.0 * way.estimate.deliveries_a_day * given.unload.mean / 60.0) / 10.0


def free_minutes(model: PlantModel, park: Park) -> float | None:
    """Minutes a day that the docks of a park have for its families; None where it has no dock."""
    docks = {park.dock, park.jis_dock, *(family.dock for family in park.families.values())} - {None}
    if not docks:
        return None
    free = DAY_MIN * sum(model.docks[dock].doors.value for dock in docks if dock is not None)
    for name, lane in model.lanes.items():
        if name not in park.families and lane.dock in docks and lane.every is not None:
            free -= DAY_MIN * lane.unload.mean / lane.every.value
    return max(0.0, free)


def within_doors(
    parts: Sequence[Part], needed: Mapping[tuple[str, str], float], free: float | None
) -> tuple[tuple[Part, ...], float | None]:
    """The parts with what each option needs of the doors, and the limit; None where no plan could need so much.

    Args:
        parts: of a problem.
        needed: minutes a day by part and option.
        free: minutes a day that there are; None for no limit.
    """
    most = sum(max(needed.get((part.name, one.name), 0.0) for one in part.options) for part in parts)
    if free is None or most <= free:
        return tuple(parts), None
    told = [
        replace(
            part,
            options=tuple(replace(one, dock_minutes=needed.get((part.name, one.name), 0.0)) for one in part.options),
        )
        for part in parts
    ]
    return tuple(told), free
