"""Where the names of a start state are in the kernel's arrays. Made once for a program, used for every state."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.orders import PlantOptions
from taktwin.kernel.lowering.program import Program
from taktwin.model.text.names import Names


@dataclass
class Origin:
    """Whose jobs come to a place: order streams, and whether jobs of sub-lines do."""

    streams: set[int] = field(default_factory=set)
    subs: bool = False


class Index:
    """Names of places, machines, cells, fleets, tasks, lanes and orders -> rows of the kernel's arrays.

    ``places``: element, or line with a start -> its node. ``cranes``: node of a store -> node of its cranes.
    ``modes``: resource -> names of its failure modes. ``recipes``: cell -> recipe -> row. ``targets``: node of a
    station -> name -> node, for the places that a finished job may go to. ``origins``: node -> whose jobs come there.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        arrays = program.arrays
        self.resources, self.nodes, self.ints = arrays["resources"], arrays["nodes"], arrays["ints"]
        self.kinds = [KINDS.all[code] for code in self.resources["kind"]]
        self.node_kinds = [KINDS.all[code] for code in self.nodes["kind"]]
        self.places: dict[str, int] = dict(program.flow.first)
        self.cranes = dict(program.flow.cranes)
        names = Names(program.model)
        for (shop, line), node in program.flow.source.items():
            self.places[line if len(names.lines[line]) == 1 else f"{shop}.{line}"] = node
        self.place_names = {node: name for name, node in self.places.items()}
        self.place_names |= {crane: self.place_names[store] for store, crane in self.cranes.items()}
        self.machines = {
            name: i
            for i, (name, kind) in enumerate(zip(program.resource_names, self.kinds, strict=True))
            if kind.machine and self.resources["node"][i] >= 0
        }
        self.cells, self.lanes = program.resources_of("cell"), program.resources_of("lane")
        self.orders = program.resources_of("stream")
        self.stream_names = {i: name for name, i in self.orders.items()}
        self.fleets = program.nodes_of("fleet")
        self.tasks = program.nodes_of("transport") | program.nodes_of("feed")
        self.modes = {i: self._mode_names(i) for i in self.machines.values()}
        self.recipes = self._recipe_rows()
        self.targets = self._targets()
        self.origins = self._origins()
        #: pool of carriers -> the places in which jobs stand that have one, as a rule
        self.spans = {name: self._span(pool) for name, pool in program.flow.pools.items()}

    def givers(self, node: int) -> list[int]:
        """The places from which a place takes jobs."""
        first = int(self.nodes["pred0"][node])
        return self.ints[first : first + int(self.nodes["preds"][node])].tolist()

    def options(self, node: int) -> PlantOptions:
        """The options of the jobs that come to a place: those of its plant."""
        return self.program.options.plants[self.program.flow.node_where[node].plant]

    def setup_option(self, node: int) -> int:
        """The option whose change needs a setup, -1 for none."""
        return int(self.nodes["setup_option"][node])

    def _mode_names(self, i: int) -> list[str]:
        entries = self.program.flow.failures[i]
        named = [entry if isinstance(entry, str) else None for entry in entries]
        return [
            name if name is not None and named.count(name) == 1 else str(number)
            for number, name in enumerate(named, start=1)
        ]

    def _recipe_rows(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for _, name, cell in self.program.model.all_cells():
            first = int(self.nodes["row"][self.resources["node"][self.cells[name]]])
            found[name] = {recipe: first + at for at, recipe in enumerate(cell.makes)}
        return found

    def _origins(self) -> dict[int, Origin]:
        """Follow the flow from each source of jobs to every place that they can come to."""
        after: dict[int, list[int]] = {}
        for node in range(len(self.node_kinds)):
            for giver in self.givers(node) if node not in self.program.flow.pools.values() else ():
                after.setdefault(giver, []).append(node)
        splits = [node for node in self.targets if self.node_kinds[node].splits]
        for node in splits:  # what comes out of jobs is of sub-lines
            after[node] = self._onward(node)
        origins: dict[int, Origin] = {node: Origin() for node in range(len(self.node_kinds))}
        lines = {(shop, name): line for shop, name, line in self.program.model.all_lines()}
        for place, source in self.program.flow.source.items():
            orders = lines[place].orders
            seen, todo = {source}, [source]
            while todo:
                node = todo.pop()
                if orders is None:
                    origins[node].subs = True
                else:
                    origins[node].streams.add(self.orders[orders])
                # a source gives to its first place, also where that place does not name it
                for other in (*after.get(node, ()), *([int(self.nodes["dest"][node])] if node == source else [])):
                    if other not in seen:
                        seen.add(other)
                        todo.append(other)
        come = [to for node in splits for to in self._coming_out(node)]
        for node in come:
            come += [other for other in after.get(node, ()) if other not in come]
        for node in (*splits, *come):
            origins[node].subs = True
        arrays = self.program.arrays
        for line in arrays["lines"]:  # whoever comes to a line comes to its zones
            for zone in arrays["line_zones"]["node"][line["zone0"] : line["zone0"] + line["zones"]].tolist():
                origins[zone] = origins[int(line["node"])]
        return origins

    def _span(self, pool: int) -> set[int]:
        """The places between those at which carriers of a pool are taken and given back, these included."""
        after: dict[int, list[int]] = {}
        for node, kind in enumerate(self.node_kinds):
            for giver in self.givers(node) if kind.is_place and node not in self.program.flow.pools.values() else ():
                after.setdefault(giver, []).append(node)
        for node in self.targets:
            if self.node_kinds[node].splits:  # what comes out of a job has none of its carriers
                after[node] = self._onward(node)
        entries = self.program.arrays["entries"]["target"]
        seen = set(self.givers(pool))
        todo = list(seen)
        while todo:
            node = todo.pop()
            first = int(self.nodes["give0"][node])
            if pool not in entries[first : first + int(self.nodes["gives"][node])]:
                new = [other for other in after.get(node, ()) if other not in seen]
                seen.update(new)
                todo += new
        return seen

    def _rows_out(self, node: int) -> np.ndarray:
        """The rows that lead out of a place: of its routes, and of a split station what comes out there."""
        first = int(self.nodes["route0"][node])
        rows: np.ndarray = self.program.arrays["entries"][first : first + int(self.nodes["routes"][node])]
        return rows

    def _onward(self, node: int) -> list[int]:
        """Where the job itself goes on to from a split station."""
        rows = self._rows_out(node)
        routes = rows["target"][rows["amount"] == 0].tolist()
        return [int(self.nodes["dest"][node]), *(to for to in routes if to >= 0)]

    def _coming_out(self, node: int) -> list[int]:
        """Where what comes out at a split station goes to."""
        rows = self._rows_out(node)
        found: list[int] = rows["target"][rows["amount"] > 0].tolist()
        return found

    def _targets(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for node, kind in enumerate(self.node_kinds):
            if kind.holds == "servers" and self.nodes["routes"][node]:
                of_node = self._rows_out(node)
                rows = [*of_node["target"].tolist(), *of_node["full"].tolist()]
                found[node] = {self.place_names[to]: to for to in rows if to in self.place_names}
        return found
