"""The values of a model as a table, each with its line; a change of one is a change of the text and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from taktwin.model.errors import ModelError
from taktwin.model.files.parsed import parsed
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import read_tree
from taktwin.web.refusal import RefusedError

#: A number, perhaps with a unit; a distribution; perhaps with a mark of where it comes from.
_QUANTITY = re.compile(
    r"\s*(?P<value>[-+]?[\d.][\d.,_]*(?:[eE][-+]?\d+)?\s*[^\s\d\[(][^\[]{0,30}?|[-+]?[\d.][\d.,_]*(?:[eE][-+]?\d+)?|[a-z]{2,20}\(.*?\))"
    r"\s*(?:\[(?P<mark>[^\]]*)\])?\s*"
)
_TIME = re.compile(r"\d{1,2}:\d\d|\d{4}-\d\d|.*\d\d:\d\d")
_MOST = 2000
_PLAIN = re.compile(r"[A-Za-z0-9.+%][^:#\[\]{},&*!|>'\"@`\n]*")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar of a YAML text: its path, and where it stands in the text."""

    path: tuple[str | int, ...]
    text: str
    style: str | None
    start: int
    end: int
    line: int


def scalars(text: str) -> Iterator[Scalar]:
    """All scalar values of a YAML text that was read without error; what stands behind an alias is left out."""
    from ruamel.yaml import YAML

    root = YAML(typ="safe", pure=True).compose(text)
    below: list[tuple[tuple[str | int, ...], Any]] = [((), root)]
    seen: set[int] = set()
    while below:
        path, node = below.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "scalar":
            mark = node.start_mark
            yield Scalar(path, node.value, node.style, mark.index, node.end_mark.index, mark.line + 1)
        elif node.id == "mapping":
            below += [((*path, key.value), value) for key, value in node.value if key.id == "scalar"][::-1]
        else:
            below += [((*path, place), value) for place, value in enumerate(node.value)][::-1]


def quantities(text: str) -> list[dict[str, Any]]:
    """Rows of the table, in the order of the text.

    Each has ``path`` and ``line``; ``name``, the path with elements by their names; ``value``; and ``mark``, where the
    value comes from, "" for none.

    Raises:
        ModelError: the text is no YAML.
    """
    tree = parsed(text, "", read_tree).data
    rows = []
    for one in scalars(text):
        match = _QUANTITY.fullmatch(one.text)
        if match is None or _TIME.match(one.text) or one.path[0] in ("taktwin", "title", "name"):
            continue
        path = ".".join(map(str, one.path))
        about = {"path": path, "name": _named(tree, one.path), "line": one.line}
        rows.append({**about, "value": match["value"].strip(), "mark": match["mark"] or ""})
        if len(rows) == _MOST:
            break
    return rows


def _named(tree: Any, path: tuple[str | int, ...]) -> str:
    """A path in which entries of lists are called by their names, as overrides call them."""
    parts: list[str] = []
    here: Any = tree
    for key in path:
        here = _entry(here, key)
        name = next(iter(here.values()), None) if isinstance(key, int) and isinstance(here, dict) else None
        parts.append(name if isinstance(name, str) and len(name) < 60 else str(key))
    return ".".join(parts)


def _entry(value: Any, key: str | int) -> Any:
    """An entry of a mapping or a list; None where keys are written otherwise than they are read, as numbers may be."""
    if isinstance(value, list):
        return value[key] if isinstance(key, int) and key < len(value) else None
    return value.get(key) if isinstance(value, dict) else None


def changed(text: str, path: str, line: int, value: str) -> str:
    """The text with another value at a path; its mark, comments and layout stay.

    Raises:
        RefusedError: 409, there is no such value on that line; 422, the value would change more than itself.
        ModelError: the text is no YAML.
    """
    before = parsed(text, "", read_tree).data
    found = (one for one in scalars(text) if one.line == line and ".".join(map(str, one.path)) == path)
    one = next(found, None)
    if one is None:
        remedy = Phrase("the text has changed; look at the table again")
        raise RefusedError(409, Phrase("there is no value {path} on line {line}", path=path, line=line), remedy)
    match = _QUANTITY.fullmatch(one.text)
    mark = f" [{match['mark']}]" if match is not None and match["mark"] is not None else ""
    wanted = value.strip() + mark
    after = text[: one.start] + _written(wanted, one, text) + text[one.end :]
    try:
        then = parsed(after, "", read_tree).data
    except ModelError:
        then = None
    if then is None or not _only(before, then, one.path):
        raise RefusedError(
            422,
            Phrase('"{value}" cannot stand there', value=value[:80]),
            Phrase("write a value such as 120 s, 8 h or tri(1 s, 2 s, 4 s)"),
        )
    return after


def _written(wanted: str, one: Scalar, text: str) -> str:
    """The value as YAML, with the quotation marks that it had or needs."""
    if one.style in ("'", '"') or not _PLAIN.fullmatch(wanted):
        in_brackets = one.style is None and re.search(r"[{\[][^\n]*$", text[: one.start].rpartition("\n")[2])
        if one.style is None and not in_brackets and re.fullmatch(r"[A-Za-z0-9.+%][^:#\n'\"]*", wanted):
            return wanted  # behind a key on a line of its own, brackets and commas need no quotation marks
        mark = one.style if one.style in ("'", '"') else '"'
        inner = wanted.replace("'", "''") if mark == "'" else wanted.replace("\\", "\\\\").replace('"', '\\"')
        return f"{mark}{inner}{mark}"
    return wanted


def _only(before: Any, after: Any, path: tuple[str | int, ...]) -> bool:
    """Whether two trees differ at one path at most, and a scalar stands there."""
    if not path:
        return not isinstance(after, dict | list)
    key, rest = path[0], path[1:]
    if isinstance(before, dict) and isinstance(after, dict):
        return list(before) == list(after) and all(
            _only(before[name], after[name], rest) if str(name) == str(key) else before[name] == after[name]
            for name in before
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(
            _only(before[place], after[place], rest) if place == key else before[place] == after[place]
            for place in range(len(before))
        )
    return False
