"""What the shadow remembers over a restart: all that it believed a moment ago, as numbers and texts for JSON.

It is that of the oldest moment to which a late event may still go back, with the events that have come since: they are
folded again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from typing import Any

from taktwin.live.shadow.counter import Counter
from taktwin.live.shadow.floor import Floor, Lot, Machine, Standing, Vehicle
from taktwin.live.shadow.verdict import Figures
from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase

FORMAT = 3
_JOB = ("node", "since", "sure", "born", "seen", "server", "clock", "parts")
_MACHINE = ("state", "before", "since", "was", "work", "setup", "last")
_VEHICLE = ("place", "load", "battery", "error", "silent")
#: Fields of a floor that map whole numbers to numbers or lists of them.
_PLAIN = ("stocks", "busy", "pitched", "entered", "made", "strangers")


class ShadowError(TaktwinError, ValueError):
    """What is to be remembered is no memory of this plant's shadow."""

    exit_code = INPUT


def floor_told(floor: Floor) -> dict[str, Any]:
    """A floor as numbers, texts, lists and mappings with texts as keys."""
    return {
        "now": floor.now,
        "jobs": [[*job.key, *(getattr(job, name) for name in _JOB)] for jobs in floor.places.values() for job in jobs],
        "gone": [[*key, *left] for key, left in floor.gone.items()],
        "machines": {str(i): [getattr(one, name) for name in _MACHINE] for i, one in floor.machines.items()},
        "vehicles": {str(i): [getattr(one, name) for name in _VEHICLE] for i, one in floor.vehicles.items()},
        "options": [[*key, values] for key, values in floor.options.items()],
        "released": {str(i): list(one) for i, one in floor.released.items()},
        "carried": [[*key, *one] for key, one in floor.carried.items()],
        "untold": sorted(floor.untold),
        "stops": {vehicle: list(one) for vehicle, one in floor.stops.items()},
        "trucks": {
            lane: [[at, [[stock, amount] for stock, amount in loads.items()]] for at, loads in trucks]
            for lane, trucks in floor.trucks.items()
        },
        "lots": {cell: asdict(lot) for cell, lot in floor.lots.items()},
        "counted": [[*key, asdict(one)] for key, one in floor.counted.items()],
        "finished": floor.finished,
        "figures": asdict(floor.figures),
        **{name: {str(i): one for i, one in getattr(floor, name).items()} for name in _PLAIN},
    }


def floor_remembered(told: Mapping[str, Any], moving: Callable[[int], frozenset[int]]) -> Floor:
    """The floor of `floor_told`; ``moving`` says in which states the clock of a resource goes on.

    Raises:
        ShadowError: it is none.
    """
    try:
        floor = Floor(now=float(told["now"]), finished=int(told["finished"]))
        for stream, order, sub, *rest in told["jobs"]:
            said = dict(zip(_JOB, rest, strict=True))
            job = Standing((int(stream), int(order), bool(sub)), int(said["node"]), float(said["since"]))
            floor.add(job)
            for name, value in said.items():
                setattr(job, name, value)
        floor.gone = OrderedDict(
            ((int(one[0]), int(one[1]), bool(one[2])), (float(one[3]), bool(one[4]), float(one[5])))
            for one in told["gone"]
        )
        for i, values in told["machines"].items():
            machine = floor.machines[int(i)] = Machine(moving(int(i)))
            for name, value in zip(_MACHINE, values, strict=True):
                setattr(machine, name, value)
        floor.vehicles = {
            int(i): Vehicle(**dict(zip(_VEHICLE, values, strict=True))) for i, values in told["vehicles"].items()
        }
        floor.options = {(int(one[0]), int(one[1])): [int(v) for v in one[2]] for one in told["options"]}
        floor.released = {int(i): (int(one[0]), float(one[1])) for i, one in told["released"].items()}
        floor.carried = {(str(one[0]), int(one[1])): (float(one[2]), float(one[3])) for one in told["carried"]}
        stops = told.get("stops", {})  # earlier versions did not keep them
        floor.untold = {int(stock) for stock in told.get("untold", ())}
        floor.stops = {str(name): (int(one[0]), bool(one[1]), float(one[2])) for name, one in stops.items()}
        floor.trucks = {
            lane: [(float(at), {int(stock): float(amount) for stock, amount in loads}) for at, loads in trucks]
            for lane, trucks in told["trucks"].items()
        }
        floor.lots = {cell: Lot(**lot) for cell, lot in told["lots"].items()}
        floor.counted = {(int(one[0]), bool(one[1])): Counter(**one[2]) for one in told["counted"]}
        floor.figures = Figures(**{one.name: told["figures"][one.name] for one in fields(Figures)})
        for name in _PLAIN:
            setattr(floor, name, {int(i): one for i, one in told[name].items()})
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        message = Phrase("this is no memory of a shadow ({name}: {error})", name=type(error).__name__, error=str(error))
        raise ShadowError(message, Phrase("fold the journal from its beginning")) from None
    return floor
