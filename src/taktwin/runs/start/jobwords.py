"""The jobs of a running simulation in the words of a start state."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.model.start.state import JobState, seconds
from taktwin.model.values.quantity import Quantity
from taktwin.runs.simulation import Simulation
from taktwin.runs.start.index import Index

#: Phases of a station by hand, in the words of a state.
HANDLING = {k.LOADING: "load", k.INSPECTING: "inspect", k.UNLOADING: "unload"}


def amount(value: float) -> Quantity:
    """A bare number."""
    return Quantity(float(value), f"{value:.0f}" if value == int(value) else repr(float(value)))


class JobWords:
    """Describes jobs: what each is, and how far it has come where it stands."""

    def __init__(self, simulation: Simulation, index: Index) -> None:
        self.index = index
        self.now = simulation.now
        self.arrays = simulation.arrays
        self.resource_states, self.node_states = simulation.arrays["resource_states"], simulation.arrays["node_states"]
        self.nodes, self.resources = simulation.arrays["nodes"], simulation.arrays["resources"]
        self.jobs, self.values = simulation.arrays["jobs"], simulation.arrays["values"]
        self.after = self.jobs["next"]
        self.trips = simulation.arrays["carriers"]["trips"]

    def job(self, j: int, node: int, **fields: Any) -> JobState:
        """A job at a place; ``fields`` say how far it is."""
        record, values, origin = self.jobs[j], self.values[j], self.index.origins[node]
        main, order, stream = bool(record["main"]), int(record["order"]), int(record["stream"])
        options = self.index.options(node)
        about: dict[str, Any] = {"product": options.products[int(values[0])]}
        about["options"] = {
            name: options.values[at][int(values[at])] for at, name in enumerate(options.names) if at > 0
        }
        if order >= 0:
            about["order"] = amount(order)
        if main != bool(origin.streams):
            about["sub"] = not main
        several = len(origin.streams) if main else len(self.index.orders)
        if several > 1 and stream >= 0:
            about["stream"] = self.index.stream_names[stream]
        counted = {name: int(values[visits.column]) for name, visits in self.index.program.options.visits.items()}
        here = self.index.place_names[node]
        told = {name: amount(count) for name, count in counted.items() if count != int(name == here)}
        if told:
            about["visits"] = told
        about |= self._carriers(values, node)
        if main and self.index.node_kinds[node].holds != "source":
            fields["age"] = seconds(self.now - float(record["born"]))
        return JobState(**about, **fields)

    def _carriers(self, values: np.ndarray, node: int) -> dict[str, dict[str, Quantity]]:
        """Which carriers it has, and their trips; empty where it can have none."""
        columns = self.index.program.options.carriers
        held = {name: amount(self.trips[int(values[at]) - 1]) for name, at in columns.items() if values[at]}
        return {"carriers": held} if held or any(node in self.index.spans[name] for name in columns) else {}

    def seconds(self, time: float) -> Quantity:
        """A time."""
        return seconds(time)

    def number(self, count: int) -> Quantity:
        """A whole number."""
        return amount(count)

    def since_ready(self, j: int) -> Quantity:
        """How long a job has been ready to go on."""
        return seconds(self.now - float(self.jobs["ready"][j]))

    def queue(self, node: int) -> list[int]:
        """The jobs in the queue of a place."""
        jobs: list[int] = []
        at = int(self.node_states["head"][node])
        while at >= 0:
            jobs.append(at)
            at = int(self.after[at])
        return jobs

    def in_queue(self, node: int) -> list[JobState]:
        """The jobs in a buffer, behind a transport, or before a line."""
        return [self.job(j, node, waited=self.since_ready(j)) for j in self.queue(node)]

    def at_station(self, node: int) -> list[JobState]:
        """The jobs in the servers of a station, or in the cranes of a store."""
        first, count = int(self.nodes["res0"][node]), int(self.nodes["res"][node])
        return [
            self.at_server(
                node,
                i,
                i - first + 1 if count > 1 or node in self.index.cranes.values() else None,
                int(self.resource_states["job"][i]),
            )
            for i in range(first, first + count)
            if self.resource_states["job"][i] >= 0
        ]

    def at_server(self, node: int, i: int, number: int | None, j: int) -> JobState:
        """A job in a server, which is given by its number where there are several."""
        record = self.resource_states[i]
        fields: dict[str, Any] = {} if number is None else {"server": amount(number)}
        if record["done"] == 1:
            if record["yard"] > 0:  # a truck at a dock
                begins, ends = (max(0.0, float(record[word]) - self.now) for word in ("base", "last_arrival"))
                fields |= {"unloads_in": seconds(begins), "left": seconds(ends)}
            else:
                fields |= {"finished": True, "waited": self.since_ready(j)}
            dest = int(self.jobs["dest"][j])
            if dest != self.nodes["dest"][node]:
                fields["to"] = self.index.place_names[dest]
        elif record["phase"] != k.NO_WORK:
            fields |= self.rest(i)
            if record["phase"] == k.IN_SETUP:
                fields["setup"] = True
            elif int(record["phase"]) in HANDLING:
                fields["handling"] = HANDLING[int(record["phase"])]
        return self.job(j, node, **fields)

    def rest(self, i: int) -> dict[str, Quantity]:
        """Time that is left of what a machine does, and all of it where a failure may have it begin anew."""
        fields = {"left": self.left(i)}
        if self.resources["spoils"][i] and self.resource_states["phase"][i] == k.IN_WORK:
            fields["whole"] = seconds(float(self.resource_states["whole"][i]))
        return fields

    def left(self, i: int) -> Quantity:
        """Time that is left of what a machine does."""
        record = self.resource_states[i]
        return seconds(max(0.0, float(record["work_end"]) - self.now) if record["running"] else float(record["left"]))

    def on_belt(self, node: int) -> dict[str, Any]:
        """The jobs on a conveyor, and when its entry is clear."""
        record = self.resource_states[int(self.nodes["res0"][node])]
        belt = clock_of(record, self.now)
        found: list[JobState] = []
        left = 0.0
        for at, j in enumerate(self.queue(node)):
            if at == 0 and record["done"] == 1:
                found.append(self.job(j, node, finished=True, waited=self.since_ready(j)))
                continue
            left = max(0.0, float(self.jobs["ready"][j]) - belt)
            found.append(self.job(j, node, left=seconds(left)))
        clear = max(0.0, float(record["entry_clear"]) - (self.now if record["running"] else 0.0))
        transit, spacing = float(self.nodes["transit"][node]), float(self.nodes["spacing"][node])
        assumed = max(0.0, spacing - (transit - left)) if found else 0.0
        return {"jobs": found, **({"clear_in": seconds(clear)} if clear != assumed else {})}


def clock_of(record: Any, now: float) -> float:
    """The operating clock of a machine, s: it runs while the machine works, but not in setups."""
    running = record["running"] == 1 and record["phase"] != k.IN_SETUP
    return float(record["clock"]) + (now - float(record["began"]) if running else 0.0)
