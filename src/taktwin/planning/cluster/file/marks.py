"""Where the numbers of a cluster come from: those without a mark, own or inherited, and marks of unknown sources."""

from __future__ import annotations

from typing import Any

from taktwin.model.errors import Problem
from taktwin.model.phrase import Phrase
from taktwin.model.text.path import step
from taktwin.model.text.shape import walk
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.mark import own_mark
from taktwin.model.values.nearest import suggest
from taktwin.planning.cluster.file.nouns import ClusterNoun

#: Numbers that are choices of whoever asks, not facts: which years are planned.
CHOICES = {("years",)}


def unmarked(tree: Tree) -> list[Problem]:
    """Numbers without a mark, and marks that cite what is not in `sources`, in the order of the file."""
    sources = list(tree.data.get("sources") or {})
    found: list[Problem] = []

    def add(path: Path_, message: str, remedy: str) -> None:
        file, line = tree.origin(path)
        found.append(Problem(file, line, ".".join(map(str, path)), message, remedy, "warning"))

    for path, value, shape in walk(ClusterNoun, tree.data):
        mark = own_mark(value)
        if mark is not None and mark.kind == "seen" and mark.source not in sources:
            message = Phrase('the mark cites the source "{source}", which is not in `sources`', source=mark.source)
            add(path, message, suggest(str(mark.source), sources))
        number = shape.kind == "quantity" and value is not None and path not in CHOICES
        if number and mark is None and not _inherited(tree.data, path):
            remedy = Phrase('add "[seen: SOURCE]", "[derived: RULE]" or "[assumed: REASON]", or a `mark:` above it')
            add(path, Phrase('the number "{value}" has no mark', value=value), remedy)
    return sorted(found, key=lambda one: one.line or 0)


def _inherited(data: Any, path: Path_) -> bool:
    for key in path:
        if isinstance(data, dict) and own_mark(data) is not None:
            return True
        data = step(data, key)
    return False
