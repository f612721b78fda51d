"""Where the numbers of an order book come from: seen, derived, assumed, or not said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taktwin.model.files.nounfile import Faults
from taktwin.model.phrase import Phrase
from taktwin.model.text.path import step
from taktwin.model.text.shape import walk
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.mark import Mark, own_mark
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import Noun


@dataclass(frozen=True)
class MarkCount:
    """Numbers of a file by their marks; `unmarked` names those that have none."""

    seen: int
    derived: int
    assumed: int
    unmarked: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"seen": self.seen, "derived": self.derived, "assumed": self.assumed, "unmarked": list(self.unmarked)}


def count_marks(tree: Tree, noun: type[Noun], faults: Faults) -> MarkCount:
    """Count the numbers of a file by their own or inherited mark; note marks that cite a source which is not there.

    Args:
        tree: of the file.
        noun: that it is.
        faults: takes unknown sources, where the file has `sources` at all.
    """
    sources = [key for key in tree.data.get("sources") or {} if key not in ("mark", "note")]
    counts = {"seen": 0, "derived": 0, "assumed": 0}
    unmarked: list[str] = []
    for path, value, shape in walk(noun, tree.data):
        if isinstance(value, Mapping) and (mark := own_mark(value)) is not None:
            _cited(path, mark, sources, faults)
        if shape.kind != "quantity" or value is None or not path:
            continue
        own = own_mark(value)
        if own is not None:
            _cited(path, own, sources, faults)
        mark = own or _inherited(tree.data, path)
        if mark is None:
            unmarked.append(".".join(map(str, path)))
        else:
            counts[mark.kind] += 1
    return MarkCount(**counts, unmarked=tuple(unmarked))


def _inherited(data: Any, path: Path_) -> Mark | None:
    found = None
    for key in path:
        if isinstance(data, Mapping):
            found = own_mark(data) or found
        data = step(data, key)
    return found


def _cited(path: Path_, mark: Mark, sources: list[str], faults: Faults) -> None:
    if mark.kind == "seen" and sources and mark.source not in sources:
        message = Phrase('the mark cites the source "{source}", which is not in `sources`', source=mark.source)
        faults.add(path, message, suggest(str(mark.source), sources))
