"""Marks of a whole file: every number must say where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from taktwin.model.errors import Problem
from taktwin.model.files.load import find_source, load_tree
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.text.path import ShownPaths, find_path, step
from taktwin.model.text.shape import shape_at, walk
from taktwin.model.text.tree import Path_, Tree, read_tree
from taktwin.model.values.mark import Mark, QuantityError, own_mark
from taktwin.model.values.nearest import suggest

_UNLIMITED = "unlimited"


def unmarked_numbers(source: str | Path) -> list[Problem]:
    """The numbers of a file (path, shipped name or text) without own or inherited mark, and marks of unknown sources.

    Only the file itself is looked at, not what it extends; a mark inside `extends` counts for nothing here, but its
    sources may be cited. Raises `ModelError` where the file cannot be read.
    """
    text, file, _ = find_source(source)
    tree = read_tree(text, file)
    whole, _ = load_tree(source)
    return unmarked_in(tree, whole)


def unmarked_in(tree: Tree, whole: Tree) -> list[Problem]:
    """As `unmarked_numbers`, for the tree of a file and the tree after `extends` and `set`."""
    checker = _Checker(tree, whole)
    checker.mapping((), tree.data, PlantModel)
    overrides = tree.data.get("set")
    if isinstance(overrides, dict):
        checker.overrides(overrides)
    return checker.problems


class _Checker:
    def __init__(self, tree: Tree, whole: Tree) -> None:
        self.tree, self.whole = tree, whole
        self.paths = ShownPaths(tree.data)
        sources = whole.data.get("sources")
        self.sources = list(sources) if isinstance(sources, dict) else []
        self.problems: list[Problem] = []

    def mapping(self, path: Path_, data: Any, annotation: Any) -> None:
        """Check the numbers in some data of known type; its marks are looked up in the file's tree."""
        for inner, value, shape in walk(annotation, data):
            here = (*path, *inner)
            if isinstance(value, dict):
                self._cites(here, own_mark(value))
            if shape.kind == "quantity" and value is not None and path + inner:
                self._number(here, value)

    def overrides(self, entries: dict[str, Any]) -> None:
        """Check the values under `set`: their type is that of the place that they change."""
        self._cites(("set",), own_mark(entries))
        for text, value in entries.items():
            if text in ("mark", "note"):
                continue
            try:
                target = find_path(self.whole.data, text)
            except QuantityError:
                continue  # an unknown path is reported when the model is loaded
            shape = shape_at(PlantModel, self.whole.data, target)
            if shape is None:
                continue
            if shape.kind == "quantity":
                self._number(("set", text), value)
            elif shape.noun is not None:
                self.mapping(("set", text), value, shape.noun)
            elif shape.item is not None and shape.kind in ("named", "list"):
                made = dict[str, shape.item] if shape.kind == "named" else list[shape.item]
                self.mapping(("set", text), value, made)

    def _number(self, path: Path_, value: Any) -> None:
        if isinstance(value, str) and value.strip() == _UNLIMITED:
            return  # no number, hence nothing to cite
        mark = own_mark(value)
        if mark is not None:
            self._cites(path, mark)
        elif not self._inherited(path):
            message = Phrase('the number "{value}" has no mark', value=value)
            self._problem(
                path,
                message,
                Phrase('add "[seen: SOURCE]", "[derived: RULE]" or "[assumed: REASON]", or a `mark:` above it'),
            )

    def _inherited(self, path: Path_) -> bool:
        data = self.tree.data
        for key in path:
            if isinstance(data, dict) and own_mark(data) is not None:
                return True
            data = step(data, key)
        return False

    def _cites(self, path: Path_, mark: Mark | None) -> None:
        if mark is not None and mark.kind == "seen" and mark.source not in self.sources:
            self._problem(
                path,
                Phrase('the mark cites the source "{source}", which is not in `sources`', source=mark.source),
                suggest(str(mark.source), self.sources),
            )

    def _problem(self, path: Path_, message: str, remedy: str) -> None:
        file, line = self.tree.origin(path)
        self.problems.append(Problem(file, line, self.paths.show(path), message, remedy))
