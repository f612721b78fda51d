"""Collects the problems of a model while it is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from taktwin.model.checks.flowgraph import FlowGraph, Node, flow_graph
from taktwin.model.errors import Level, Problem
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.text.abroad import Abroad
from taktwin.model.text.names import Names
from taktwin.model.text.path import ShownPaths
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.nearest import suggest

if TYPE_CHECKING:
    from taktwin.model.checks.ways.jobflow import Traffic
    from taktwin.model.checks.ways.loads import Load


class Findings:
    """The problems found so far; paths are given as in the typed model and shown as in the file.

    Of a model with several plants each has its own, and ``plants`` are those of all of them by name, these included.
    """

    def __init__(self, model: PlantModel) -> None:
        self.model = model
        self.plants: dict[str, Findings] = {model.name: self}
        self.problems: list[Problem] = []
        self._tree: Tree = model._origins if isinstance(model._origins, Tree) else Tree({})
        self._paths = ShownPaths(self._tree.data)
        self.known_file = isinstance(model._origins, Tree)

    @cached_property
    def names(self) -> Names:
        """The names of the model; worked out when first asked for, as a model of the wrong size has far too many."""
        return Names(self.model)

    @cached_property
    def abroad(self) -> Abroad:
        """What the names of other plants stand for."""
        return Abroad({name: one.names for name, one in self.plants.items()})

    def element(self, name: str) -> tuple[Findings, Node] | None:
        """The findings of the plant of an element that this plant names, and its node there."""
        if len(self.plants) == 1 or name in self.names.elements:
            node = self.names.elements.get(name)
            return None if node is None else (self, node)
        found = self.abroad.element(self.model.name, name)
        if found is None:
            return None
        other = self.plants[found.plant]
        return other, other.names.elements[found.name]

    def line(self, name: str, shop: str) -> tuple[Findings, tuple[str, str]] | None:
        """The findings of the plant of a line that a shop of this plant names, and its shop and name there."""
        own = self.names.line(name, shop)
        if own is not None or len(self.plants) == 1:
            return None if own is None else (self, own)
        found = self.abroad.line(self.model.name, shop, name)
        return None if found is None else (self.plants[found.plant], (found.shop, found.line))

    @cached_property
    def graph(self) -> FlowGraph:
        """Where jobs go from each place of the model."""
        return flow_graph(self.model, self.names)

    @cached_property
    def traffic(self) -> list[Traffic]:
        """How many jobs come to each place of a model without errors, in each period of the mix."""
        from taktwin.model.checks.ways.between import traffic_of_plants

        found = traffic_of_plants({name: one.model for name, one in self.plants.items()})
        for name, one in self.plants.items():
            one.__dict__["traffic"] = found[name]  # each plant needs that of the others
        return found[self.model.name]

    @cached_property
    def loads(self) -> list[Load]:
        """The load of each resource that follows from this, the highest first."""
        from taktwin.model.checks.ways.loads import loads_of

        return loads_of(self.traffic)

    def written(self, path: Path_) -> Any:
        """What the file has at a path of the typed model; None if that is not known."""
        at: Any = self._tree.data
        for key in as_written(self._tree.data, path):
            at = at.get(key) if isinstance(at, Mapping) else at[int(key)] if isinstance(at, list) else None
        return at

    def error(self, path: Path_, message: str, remedy: str) -> None:
        """Note an error."""
        self._add(path, message, remedy, "error")

    def warn(self, path: Path_, message: str, remedy: str) -> None:
        """Note a warning."""
        self._add(path, message, remedy, "warning")

    def add(self, problem: Problem) -> None:
        """Note a problem of another file."""
        self.problems.append(problem)

    def reference(self, path: Path_, name: str | None, known: Iterable[str], what: str) -> bool:
        """Note an error where a name is not among the known ones; True where it is (or None)."""
        known = list(known)
        if name is None or name in known:
            return True
        self.error(path, Phrase('there is no {what} "{name}"', what=what, name=name), suggest(name, known))
        return False

    def _add(self, path: Path_, message: str, remedy: str, level: Level) -> None:
        path = as_written(self._tree.data, path)
        file, line = self._tree.origin(path)
        shown = self._paths.show(path) if self.known_file else ".".join(str(key) for key in path)
        self.problems.append(Problem(file, line, shown, message, remedy, level))


def as_written(data: Any, path: Path_) -> Path_:
    """A path of the typed model as it stands in the file: places in a list that is written as a mapping become keys."""
    found: list[str | int] = []
    for given in path:
        key = given
        if isinstance(data, Mapping) and isinstance(key, int) and str(key) not in data:
            keys = [one for one in data if one not in ("mark", "note")]
            if key >= len(keys):
                break
            key = keys[key]
        elif isinstance(data, Mapping) and not isinstance(key, str):
            key = str(key)
        found.append(key)
        if isinstance(data, Mapping):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            data = None
    return tuple(found)
