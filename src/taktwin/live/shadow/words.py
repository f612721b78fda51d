"""What the shadow believes, in the words of a start state; and a start state as what the shadow believes first."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from taktwin.live.shadow.floor import Floor, Lot, Standing
from taktwin.live.shadow.machinewords import cells_in_words, machines_in_words
from taktwin.live.shadow.network import Network
from taktwin.live.shadow.placewords import PlaceWords
from taktwin.live.shadow.stockwords import lanes_in_words, orders_in_words, stocks_in_words
from taktwin.model.start.file import StartStateError
from taktwin.model.start.state import JobState, StartState, seconds
from taktwin.runs.start import Starter

_JOB = re.compile(r"^places\.(?P<place>.+)\.jobs\.(?P<at>\d+)(?:\.(?P<field>\w+))?")
_HOW = ("left", "spent", "setup", "finished", "waited", "to", "server", "handling", "whole")
_TRIES = 6


def state_words(starter: Starter, network: Network, floor: Floor, at: float) -> StartState:
    """The state at ``at`` s from the start of the plant; what does not fit the plant has been left out."""
    words = PlaceWords(network, floor, at)
    places, fleets = words.all_places()
    model = starter.program.model
    whole = at == int(at)
    data: dict[str, Any] = {
        "plant": model.name,
        "at": model.start + dt.timedelta(seconds=at) if whole else seconds(at),
        "places": places,
        "fleets": fleets,
        "machines": machines_in_words(network, floor, at),
        "cells": cells_in_words(network, floor, at),
        "stocks": stocks_in_words(network, floor),
        "lanes": lanes_in_words(network, floor, at),
        "orders": orders_in_words(network, floor, at),
    }
    return fitted(starter, StartState.model_validate(data))


def fitted(starter: Starter, state: StartState) -> StartState:
    """The state without what does not fit the plant: first how far a job is, then the job, the machine, the stock."""
    for attempt in range(_TRIES):
        try:
            starter.prepare(state)
        except StartStateError as error:
            found = {one.path for one in error.problems}
            state = _without(state, found, attempt)
        else:
            return state
    keep = {"plant": state.plant, "at": state.at, "orders": state.orders, "stocks": state.stocks}
    return StartState.model_validate(keep)


def _without(state: StartState, paths: set[str], attempt: int) -> StartState:
    """The state without the fields at which problems were found."""
    drop: dict[str, set[int]] = {}
    for path in paths:
        match = _JOB.match(path)
        if match is not None and match["place"] in state.places:
            job: JobState = state.places[match["place"]].jobs[int(match["at"])]
            told = [word for word in _HOW if word in job.model_fields_set]
            if told and attempt < 2 and match["field"] != "order":
                place = state.places[match["place"]]
                place.jobs[int(match["at"])] = job.model_copy(
                    update={word: JobState.model_fields[word].get_default() for word in told}
                )
                place.jobs[int(match["at"])].__pydantic_fields_set__.difference_update(told)
            else:
                drop.setdefault(match["place"], set()).add(int(match["at"]))
            continue
        group, _, rest = path.partition(".")
        entries = getattr(state, group, None)
        if group == "places":
            for name in [name for name in state.places if rest == name or rest.startswith(f"{name}.")]:
                jobs = state.places[name].jobs
                if rest == name and jobs:
                    drop.setdefault(name, set()).add(len(jobs) - 1)
                else:
                    state.places[name] = type(state.places[name])(jobs=jobs)
        elif path == "machines":  # a crew repairs more than it can: the last to fail waits for somebody else
            _drop_last_repair(state)
        elif isinstance(entries, dict):
            for name in [name for name in entries if rest == name or rest.startswith(f"{name}.") or not rest]:
                del entries[name]
    for name, numbers in drop.items():
        jobs = state.places[name].jobs
        jobs[:] = [job for at, job in enumerate(jobs) if at not in numbers]
    return state


def _drop_last_repair(state: StartState) -> None:
    repairs = [
        (machine.down.since.value, name)
        for name, machine in state.machines.items()
        if machine.down is not None and machine.down.since is not None
    ]
    if repairs:
        del state.machines[min(repairs)[1]]


def floor_of(starter: Starter, network: Network, state: StartState, floor: Floor) -> Floor:
    """What is believed first: what a start state says of jobs, stocks and orders. Raises `StartStateError`."""
    prepared = starter.prepare(state)
    floor.now = prepared.now
    index = starter.index
    jobs, values = prepared.jobs, prepared.values
    nodes = prepared.arrays["node_states"]
    at_place: dict[int, int] = {}
    for n in range(network.size):
        job = int(nodes["head"][n]) if network.holds[n] in ("queue", "belt", "behind", "source") else -1
        while job >= 0:
            at_place[job] = n
            job = int(jobs["next"][job])
    resources = prepared.arrays["resource_states"]
    for i, node in enumerate(network.node_of_resource):
        if node >= 0 and network.holds[node] == "servers" and resources["job"][i] >= 0:
            at_place[int(resources["job"][i])] = node
    zones = prepared.arrays["line_zone_states"]["job"].tolist()
    for z, node in enumerate(prepared.arrays["line_zones"]["node"].tolist()):
        if node >= 0 and zones[z] >= 0:
            at_place[zones[z]] = node
    for number, node in at_place.items():
        record = jobs[number]
        key = (int(record["stream"]), int(record["order"]), not record["main"])
        job_ = Standing(key, node, prepared.now)
        job_.born = float(record["born"])
        floor.add(job_)
        if record["main"] and key[1] >= 0:
            floor.options[key[:2]] = values[number, : len(starter.program.options)].tolist()
    for name, i in index.orders.items():
        released = int(resources["jobs"][i])
        if released:
            floor.released[i] = (released, prepared.now)
        del name
    levels = prepared.arrays["stock_states"]
    for stock in floor.stocks:
        floor.stocks[stock] = float(levels["level"][stock] + levels["dock"][stock])
    for name, cell in state.cells.items():
        entry = network.program.arrays["entries"][index.recipes[name][cell.making]]
        begun = int(entry["lot"]) - int(cell.hits.value) + (0 if cell.changing else 1)
        floor.lots[name] = Lot(stock=int(entry["target"]), begun=begun, at=floor.now)
    for name, lane in state.lanes.items():
        floor.trucks[name] = []
        for truck in lane.trucks:
            loads = {network.program.stocks[stock]: q.value for stock, q in truck.amounts.items()}
            if truck.amount is not None:
                only = next(iter(_stocks_of(network, name)))
                loads[only] = truck.amount.value
            floor.trucks[name].append((prepared.now, loads))
    return floor


def _stocks_of(network: Network, lane: str) -> list[int]:
    arrays = network.program.arrays
    row = arrays["lanes"][int(arrays["resources"]["row"][network.index.lanes[lane]])]
    return arrays["lane_loads"]["stock"][int(row["load0"]) : int(row["load0"] + row["loads"])].tolist()
