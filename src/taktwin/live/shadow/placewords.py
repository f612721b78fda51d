"""The jobs that the shadow believes in, place by place, in the words of a start state."""

from __future__ import annotations

from typing import Any

from taktwin.kernel.base import state as k
from taktwin.live.shadow.floor import MASKS, Floor, Machine, Standing
from taktwin.live.shadow.network import Network
from taktwin.live.shadow.stockwords import trips_in_words
from taktwin.model.start.state import seconds
from taktwin.model.values.quantity import Quantity
from taktwin.runs.start.jobwords import amount
from taktwin.runs.start.remaining import longest

_DONE = (k.BLOCKED, k.WAITING_TRANSPORT, k.WAITING_CARRIER)
_MARGIN = 1.0 - 1e-9


class PlaceWords:
    """Says what stands where at ``at`` s from the start of the plant."""

    def __init__(self, network: Network, floor: Floor, at: float) -> None:
        self.net, self.floor, self.at = network, floor, at
        self.names = network.index.place_names
        self.index = network.index
        self.streams = network.index.stream_names
        self.room_of = {crane: store for store, crane in network.index.cranes.items()}

    def all_places(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Places and fleets of a start state."""
        found: dict[str, Any] = {}
        fleets = trips_in_words(self.net, self.floor, self.at)
        lines: dict[int, list[tuple[int, Standing]]] = {}
        for node, jobs in self.floor.places.items():
            held = self.net.holds[node]
            if not jobs:
                continue
            if held == "zone":
                lines.setdefault(self.net.line_of[node], []).append((node, jobs[0]))
            elif held == "belt":
                self._entry(found, node)["jobs"] += self._on_belt(node, jobs)
            elif held == "servers":
                room = self.room_of.get(node, node)
                said = [self._at_server(node, job) for job in jobs]
                entry = self._entry(found, room)
                entry["jobs"] = said + entry["jobs"]  # who is on a crane goes before who stands in the store
            elif held == "behind":
                self._behind(node, jobs, self._entry(found, node)["jobs"], fleets)
            elif held == "source" or held == "queue":
                self._entry(found, node)["jobs"] += [self._job(job, node, waited=self._since(job)) for job in jobs]
        for line, jobs in lines.items():
            self._on_line(found, line, jobs)
        return {name: one for name, one in found.items() if any(one.values())}, fleets

    def _entry(self, found: dict[str, Any], node: int) -> dict[str, Any]:
        return found.setdefault(self.names[node], {"jobs": []})

    def _since(self, job: Standing) -> Quantity:
        return seconds(max(0.0, self.at - job.since))

    def _machine(self, i: int) -> Machine:
        found = self.floor.machines.get(i)
        return found if found is not None else Machine(self.net.moving(i))

    # --- a job

    def values(self, job: Standing) -> list[int] | None:
        """Its options as numbers, as far as they are known; its order's, where it was called."""
        return self.floor.options.get(job.key[:2])

    def _job(self, job: Standing, node: int, **how: Any) -> dict[str, Any]:
        stream, order, sub = job.key
        said: dict[str, Any] = dict(how)
        origin = self.index.origins[self.net.line_of.get(node, node)]
        if order >= 0:
            said["order"] = amount(order)
        if sub == bool(origin.streams):
            said["sub"] = sub
        if stream >= 0 and (len(origin.streams) if not sub else len(self.index.orders)) > 1:
            said["stream"] = self.streams[stream]
        values = self.values(job)
        if values is not None and not sub:
            options = self.index.options(node)
            named = list(zip(options.names, options.values, values, strict=False))
            if values[0] >= 0:
                said["product"] = named[0][1][values[0]]
            told = {name: known[value] for name, known, value in named[1:] if value >= 0}
            if told:
                said["options"] = told
        if not sub and self.net.holds[node] != "source":
            said["age"] = seconds(max(0.0, self.at - job.born))
        return said

    def _at_server(self, node: int, job: Standing) -> dict[str, Any]:
        """A job in a server: finished, at work for so long, being set up for, or not begun."""
        how: dict[str, Any] = {}
        i = job.server
        if i < 0:
            return self._job(job, node, **({"spent": seconds(0.0)} if node in self.room_of else {}))
        if self.net.nodes_res[node] > 1 or node in self.room_of:
            how["server"] = amount(i - self.net.resource0[node] + 1)
        machine = self._machine(i)
        state = machine.state if machine.state not in MASKS else machine.before
        if state in _DONE:
            how |= {"finished": True, "waited": seconds(max(0.0, self.at - machine.was))}
        elif state == k.SETUP:
            how |= {"setup": True, "spent": seconds(machine.setup_clock(self.at) - machine.setup)}
        elif state == k.WORKING:
            spent = max(0.0, machine.clock(self.at) - job.clock)
            most = self._longest(node, i, job)
            how["spent"] = seconds(min(spent, most) if most is not None else spent)
        return self._job(job, node, **how)

    def _longest(self, node: int, i: int, job: Standing) -> float | None:
        """The longest time of the work, s; None where it depends on what is not known."""
        arrays, given = self.net.program.arrays, self.net.nodes[node]
        record = arrays["resources"][i] if given["unequal"] else given
        dist, by = int(record["dist"]), int(record["by_option"])
        if by >= 0:
            values = self.values(job)
            if values is None or by >= len(values) or values[by] < 0:
                return None
            dist = int(arrays["ints"][int(record["by0"]) + values[by]])
        return longest(arrays["dists"][dist]) if dist >= 0 else None

    # --- belts, lines, transports

    def _on_belt(self, node: int, jobs: list[Standing]) -> list[dict[str, Any]]:
        """The jobs on a conveyor, each at least its spacing behind the one before it."""
        given = self.net.nodes[node]
        transit, spacing = float(given["transit"]), float(given["spacing"])
        machine = self._machine(self.net.resource0[node])
        state = machine.state if machine.state not in MASKS else machine.before
        said: list[dict[str, Any]] = []
        clock, before = machine.clock(self.at), 0.0
        for at, job in enumerate(jobs):
            if at == 0 and state in _DONE:
                waited = seconds(max(0.0, self.at - machine.was))
                said.append(self._job(job, node, finished=True, waited=waited))
                continue
            left = min(transit, max(0.0, transit - (clock - job.clock)))
            if at:
                queues = given["accumulating"] and before <= 1e-6
                left = max(left, before if queues else before + spacing)
            before = left = min(left, transit)
            said.append(self._job(job, node, left=seconds(left)))
        return said

    def _on_line(self, found: dict[str, Any], line: int, jobs: list[tuple[int, Standing]]) -> None:
        """The jobs in the zones of a line, and how far it is from its next pitch."""
        net, given = self.net, self.net.program.arrays["lines"][int(self.net.nodes["row"][line])]
        machine = self._machine(net.resource0[line])
        state = machine.state if machine.state not in MASKS else machine.before
        clock, takt = machine.clock(self.at), float(given["takt"])
        last = net.zones[line][-1]
        pitched = self.floor.pitched.get(line, clock)
        done = state in _DONE and any(node == last for node, _ in jobs)
        for node, job in jobs:
            if done and node == last:
                how: dict[str, Any] = {"finished": True, "waited": seconds(max(0.0, self.at - machine.was))}
            elif state == k.WAITING_PARTS and self._lacks(node, job):
                how = {}
            else:
                work = net.mean_work(node, self.values(job))
                spent = max(0.0, clock - job.clock)
                how = {} if work is None else {"left": seconds(max(0.0, work - spent))}
                if job.clock > clock and not given["indexed"]:
                    self._entry(found, node)["late"] = seconds(job.clock - clock)
            self._entry(found, node)["jobs"].append(self._job(job, node, **how))
        if not done and not given["indexed"]:
            moved = min(takt, clock - pitched)
            self._entry(found, line)["next_pitch"] = seconds(takt - moved)

    def _lacks(self, node: int, job: Standing) -> bool:
        """Whether a zone may still wait for jobs of sub-lines."""
        values = self.values(job)
        wanted = sum(
            amount_
            for _, amount_, cond0, conds in self.net.joins.get(node, ())
            if self.net.holds_for(cond0, conds, values)
        )
        return job.parts < wanted

    def _behind(self, node: int, jobs: list[Standing], waiting: list[Any], fleets: dict[str, Any]) -> None:
        """The jobs of a transport: on a vehicle as long as the way takes, then at its far end."""
        row = self.net.program.arrays["entries"][int(self.net.nodes["row"][node])]
        way = float(row["loaded_s"])
        fleet = next(name for name, n in self.index.fleets.items() if n == int(self.net.nodes["fleet"][node]))
        task = self.net.program.node_names[node]
        for job in jobs:
            left = way - (self.at - job.since)
            if left <= 0.0:
                waiting.append(self._job(job, node, waited=seconds(-left)))
                continue
            vehicles = fleets.setdefault(fleet, {"vehicles": {}})["vehicles"]
            count = self.net.nodes_res[self.index.fleets[fleet]]
            number = next((one for one in range(1, count + 1) if one not in vehicles), None)
            if number is None:
                waiting.append(self._job(job, node, waited=seconds(0.0)))
                continue
            vehicles[number] = {"task": task, "run": "loaded", "left": seconds(left), "job": self._job(job, node)}
