"""Trucks of lanes in a start state: on the way, in the yard of a dock, at a door; and as words."""

from __future__ import annotations

import math

import numpy as np

from taktwin.kernel.common.supply.trucks import BEFORE_AMOUNTS
from taktwin.model.phrase import Phrase
from taktwin.model.start.state import Truck, seconds
from taktwin.model.text.tree import Path_
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import Quantity
from taktwin.runs.start.draft import Draft
from taktwin.runs.start.jobwords import amount
from taktwin.runs.trucks import Arrays, deliveries_at, dock_of, lanes_of, loads_of, place_width, trucks_of

_ROUNDING = 1e-6  # s: by so much a truck may begin before or after its door is free


def set_trucks(draft: Draft, name: str, i: int) -> None:
    """The trucks of a lane, each with what it brings."""
    arrays = _arrays(draft)
    lane, record, given = draft.resources[i], draft.resource_states[i], draft.state.lanes.get(name)
    trucks = given.trucks if given is not None else []
    record["head"], record["count"], record["yard"] = 0, 0, 0
    if len(trucks) > lane["capacity"]:
        message = Phrase(
            "{name} has {capacity} trucks on the way at most, got {n}",
            name=name,
            capacity=lane["capacity"],
            n=len(trucks),
        )
        draft.found.error(("lanes", name, "trucks"), message, Phrase("put some of them together"))
        return
    width, last, before = place_width(arrays, i), -math.inf, True
    for at, truck in enumerate(trucks):
        path: Path_ = ("lanes", name, "trucks", at)
        waits = truck.unloads_in
        if waits is not None:
            _at_the_dock(draft, path, i, truck, before)
            record["yard"] += 1
        last = -math.inf if before and waits is None else last
        if truck.arrives_in.value < last:
            if waits is None:
                message = Phrase("this truck arrives before the one ahead of it, but trucks of a lane do not overtake")
                draft.found.error((*path, "in"), message, Phrase("list them in the order of their arrival"))
            else:
                message = Phrase("this truck is unloaded before the one ahead of it")
                draft.found.error((*path, "in"), message, Phrase("list those at the dock as they are unloaded"))
        last, before = truck.arrives_in.value, waits is not None
        slot = int(lane["list0"]) + width * at
        floats = draft.arrays["floats"]
        floats[slot] = draft.now + last
        floats[slot + 1] = draft.now + waits.value if waits is not None else 0.0
        if waits is None:
            record["last_arrival"] = draft.now + last
        for load, units in _amounts(draft, path, i, truck).items():
            floats[slot + BEFORE_AMOUNTS + load] = units
            draft.arrays["stock_states"]["on_way"][loads_of(arrays, i)["stock"][load]] += units
    record["count"] = len(trucks)


def _arrays(draft: Draft) -> Arrays:
    return {**draft.index.program.arrays, **draft.arrays}


def _at_the_dock(draft: Draft, path: Path_, i: int, truck: Truck, before: bool) -> None:
    """What is wrong with a truck that is said to be at the dock."""
    waits: Quantity | None = truck.unloads_in
    assert waits is not None
    if dock_of(_arrays(draft), i) < 0:
        message = Phrase("this lane has no dock: its parts are in on arrival")
        draft.found.error(
            (*path, "unloads_in"), message, Phrase("remove `unloads_in`, or give the lane a `dock` in the model")
        )
    elif not before:
        message = Phrase("this truck is at the dock, and the one ahead of it is still on the way")
        draft.found.error((*path, "unloads_in"), message, Phrase("list the trucks at the dock first"))
    elif waits.value > truck.arrives_in.value:
        message = Phrase(
            "its unloading begins in {text}, after it has ended, in {end}",
            text=waits.text,
            end=truck.arrives_in.text,
        )
        draft.found.error((*path, "unloads_in"), message, Phrase("give as `in` the time until it is unloaded"))


def _amounts(draft: Draft, path: Path_, i: int, truck: Truck) -> dict[int, float]:
    """Load -> what the truck brings of it; notes an error where that is unknown, or nothing."""
    names = list(draft.index.program.stocks)
    loads = {names[stock]: load for load, stock in enumerate(loads_of(_arrays(draft), i)["stock"].tolist())}
    given = dict(truck.amounts)
    if truck.amount is not None:
        if len(loads) > 1 or given:
            message = Phrase("`amount` is of a lane that brings one part, and this brings {n}", n=len(loads))
            if given:
                message = Phrase("`amount` and `amounts` are both given")
            draft.found.error((*path, "amount"), message, Phrase("say what it brings as `amounts: {STOCK: N}`"))
            return {}
        given = {next(iter(loads)): truck.amount}
    found: dict[int, float] = {}
    for name, units in given.items():
        if name not in loads:
            message = Phrase("this lane brings nothing to {name}", name=name)
            draft.found.error((*path, "amounts", name), message, suggest(name, loads))
        else:
            found[loads[name]] = units.value
    if sum(found.values()) <= 0.0:
        key = "amount" if not truck.amounts else "amounts"
        draft.found.error(
            (*path, key), Phrase("the truck brings nothing"), Phrase("give an amount above 0, or drop it")
        )
    return found


def set_docks(draft: Draft) -> None:
    """Until when the doors of each dock are taken by the trucks that are there, and who waits in the yard."""
    program, floats = draft.index.program, draft.arrays["floats"]
    for at, (name, dock) in enumerate(zip(program.model.docks, program.arrays["docks"], strict=True)):
        trucks = sorted(_trucks_at(draft, at))
        doors = np.full(int(dock["doors"]), draft.now)
        waits: list[float] = []
        for begin, end, path, place in trucks:
            door = int(doors.argmin())
            if begin <= draft.now < doors[door]:
                message = Phrase(
                    "{name} has {n} doors, and more trucks are being unloaded there", name=name, n=len(doors)
                )
                draft.found.error(
                    path, message, Phrase("give the time until a door is free, or how many doors there are")
                )
                break
            if abs(begin - doors[door]) > _ROUNDING:
                message = Phrase(
                    "a door of {name} is free in {doors:.6g} s: its unloading begins then",
                    name=name,
                    doors=doors[door] - draft.now,
                )
                draft.found.error(
                    path, message, Phrase("correct the time, or say that it comes to the gate now: `in: 0 s`")
                )
                break
            begin = doors[door]
            if place >= 0:
                floats[place + 1] = begin
            else:
                draft.resource_states["base"][-1 - place] = begin
            doors[door] = max(begin, end)
            if begin > draft.now:
                waits.append(begin)
        first, room = int(dock["door0"]), int(dock["room0"])
        floats[first : first + doors.size] = doors
        floats[room : room + len(waits)] = waits
        record = draft.arrays["dock_states"][at]
        record["count"] = record["most"] = len(waits)
        record["unloading"] = float((doors - draft.now).sum())


def _trucks_at(draft: Draft, dock: int) -> list[tuple[float, float, Path_, int]]:
    """Of each truck at a dock: begin and end of its unloading (s), its place in the file, and in the floats.

    A truck of a delivery stands nowhere in these: it has -1 - its resource.
    """
    arrays, found = _arrays(draft), []
    names = {i: name for name, i in draft.index.lanes.items()}
    for i in lanes_of(arrays):
        if dock_of(arrays, i) == dock:
            ends, begins, _ = trucks_of(arrays, i)
            for at in range(int(draft.resource_states["yard"][i])):
                path: Path_ = ("lanes", names[i], "trucks", at, "unloads_in")
                place = int(draft.resources["list0"][i]) + place_width(arrays, i) * at
                found.append((float(begins[at]), float(ends[at]), path, place))
    for i in deliveries_at(arrays, dock):
        if draft.resource_states["yard"][i]:
            record, number = draft.resource_states[i], int(draft.resource_states["job"][i])
            path = next(job.path for job in draft.jobs if job.number == number)
            found.append((float(record["base"]), float(record["last_arrival"]), (*path, "unloads_in"), -1 - i))
    return found


def trucks_in_words(arrays: Arrays, i: int, stocks: list[str], now: float) -> list[Truck]:
    """The trucks of a lane at time ``now`` (s) in the words of a state; ``stocks`` names all stock points."""
    found: list[Truck] = []
    names = [stocks[stock] for stock in loads_of(arrays, i)["stock"].tolist()]
    yard = int(arrays["resource_states"]["yard"][i])
    for at, (time, begin, amounts) in enumerate(zip(*trucks_of(arrays, i), strict=True)):
        words: dict[str, object] = {"in": seconds(max(0.0, float(time) - now))}
        if len(names) == 1:
            words["amount"] = amount(amounts[0])
        else:
            words["amounts"] = {name: amount(one) for name, one in zip(names, amounts, strict=True) if one > 0.0}
        if at < yard:
            words["unloads_in"] = seconds(max(0.0, float(begin) - now))
        found.append(Truck.model_validate(words))
    return found
