"""What a text of the user names stays inside the workspace: models and other files may name files in their turn.

A model may extend another file and read orders, times and vehicles from files. On the command line that is the user's
own affair; on a page it would let whoever may edit a model read any file of the server. So every text that could be a
path is looked at, wherever it stands: one that begins at a root, climbs out, or is a link that leads out is refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.parsed import parsed
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Tree, read_tree
from taktwin.model.values.textfile import read_text
from taktwin.web.refusal import RefusedError
from taktwin.web.workspace import MODELS, Workspace

_APART = re.compile(r"[\s,;()\[\]{}\"'=#]+")
_ROOTED = re.compile(r"^(?:[/\\~]|[A-Za-z]:[/\\]|file:)")
_CLIMBS = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)")
_REMEDY = "put the file into the folder of the page, and name it from there"
_LONGEST_NAME = 250
#: Keys whose text is for people. A mark says where a value comes from: `60 s [derived: 100 / 36]`.
_WORDS = ("title", "note", "description", "mark")
_MARK = re.compile(r"\s\[[^\]]*\]\s*$")


def check_file(workspace: Workspace, path: Path, text: str | None = None) -> None:
    """See to it that a model, and whatever it extends, names no file outside the workspace.

    Args:
        workspace: what is inside.
        path: of the file.
        text: what is to stand in it; None: what stands there. Files that are no YAML are not looked at.

    Raises:
        ModelError: it does, or is no readable YAML; file, line and remedy are named.
    """
    if path.suffix.lower() not in MODELS:
        return
    waiting, seen = [(path, text)], set()
    while waiting:
        one, given = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        name = workspace.name_of(one)
        try:  # under its whole path, as the checker reads it next, so that a long text is parsed once
            tree = parsed(read_text(one) if given is None else given, str(one), read_tree)
        except ModelError as error:
            raise ModelError(replace(problem, file=name) for problem in error.problems) from None
        for place, value, line in strings(tree):
            key = ".".join(map(str, place))
            _check(workspace, one.parent, _read(place, value), name, line, key)
            if place[-1:] == ("extends",) and len(value) <= _LONGEST_NAME:
                beside = (one.parent / value, one.parent / f"{value}.yaml")
                waiting += [(found, None) for found in beside if found.is_file()]


def check_text(workspace: Workspace, text: str, field: str) -> None:
    """As `check_file`, of a text in a form, such as a changed value of a model.

    Raises:
        RefusedError: 422.
    """
    try:
        _check(workspace, workspace.folder, text, "", None, field)
    except ModelError as error:
        raise RefusedError(422, f"{field}: {error.problems[0].message}", _REMEDY) from None


def strings(tree: Tree) -> Iterator[tuple[tuple[str | int, ...], str, int | None]]:
    """Path, text and line of every text in a tree, names included."""
    below: list[tuple[tuple[str | int, ...], Any]] = [((), tree.data)]
    while below:
        path, value = below.pop()
        if isinstance(value, str):
            yield path, value, tree.origin(path)[1]
        elif isinstance(value, dict):
            for key, entry in value.items():
                yield (*path, key, "name"), str(key), tree.origin((*path, key))[1]
                below.append(((*path, key), entry))
        elif isinstance(value, list):
            below += [((*path, place), entry) for place, entry in enumerate(value)]


def _read(path: tuple[str | int, ...], text: str) -> str:
    """What of a text is ever read as more than words: nothing of a title or a note, and no mark behind a value."""
    words = path[-1] in _WORDS or (path[-1] in ("en", "zh") and path[-2:-1] == ("title",)) or path[0] == "sources"
    return "" if words else _MARK.sub("", text)


def _check(workspace: Workspace, folder: Path, text: str, file: str, line: int | None, path: str) -> None:
    for piece in dict.fromkeys([text.strip(), *_APART.split(text)]):
        if not piece.strip("/\\~") or len(piece) > _LONGEST_NAME:
            continue
        leads = _leads_out(workspace, folder / piece) or _leads_out(workspace, folder / f"{piece}.yaml")
        if _ROOTED.match(piece) or _CLIMBS.search(piece) or leads:
            raise ModelError(
                [
                    Problem(
                        file,
                        line,
                        path,
                        Phrase('"{piece}" may lie outside the folder of the page', piece=piece),
                        _REMEDY,
                    )
                ]
            )


def _leads_out(workspace: Workspace, path: Path) -> bool:
    try:
        return os.path.lexists(path) and not Path(os.path.realpath(path)).is_relative_to(workspace.folder)
    except (OSError, ValueError):
        return False
