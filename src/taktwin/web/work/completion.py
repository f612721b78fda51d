"""What may stand at a place of a model text: keys and words of the JSON Schema, found by the indentation around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

_KEY = re.compile(r"""([\w-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)""")
_MOST = 80
_LAST = ("mark", "note")


@cache
def _schema() -> dict[str, Any]:
    from taktwin.model.schema import json_schema

    return json_schema()


def completions(text: str, line: int, column: int) -> dict[str, Any]:
    """Words that may stand where the cursor is.

    Args:
        text: of a model; it need not be free of errors.
        line: of the cursor, from 1.
        column: of the cursor, from 0.

    Returns:
        ``start``: column where the word begins that is completed; ``items``: each with ``word``, ``about``, and
        ``key``: whether a value follows it.
    """
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return {"start": column, "items": []}
    head = lines[line - 1][:column]
    typed = re.search(r"[\w-]*$", head)
    start = typed.start() if typed else column
    path, taken, value = _place(lines, line - 1, head[:start])
    if "#" in head[:start]:
        items = []
    elif value:
        items = [{"word": word, "about": "", "key": False} for word in _words(_at(path))]
    else:
        items = _keys(_at(path), taken)
    wanted = head[start:].lower()
    near = [one for one in items if one["word"].lower().startswith(wanted)]
    return {"start": start, "items": near[:_MOST]}


@dataclass
class _Open:
    """A mapping or a list that is open: where it stands, the entry that is read (None in a list), and its keys."""

    column: int
    key: str | None
    keys: set[str] = field(default_factory=set)


def _place(lines: list[str], row: int, before: str) -> tuple[list[str | None], set[str], bool]:
    """Path of the mapping that the cursor is in, the keys that it has, and whether the cursor is behind a key.

    ``None`` in the path stands for an entry of a list. Behind a key, the path ends with it.
    """
    opened: list[_Open] = []
    for line in lines[:row]:
        if line.strip() and not line.lstrip().startswith("#"):
            _read(opened, line)
    rest, column = _read(opened, before, until_key=True)
    key = re.match(r"\s*([\w-]+)\s*:\s+", rest)
    if key is not None:
        _enter(opened, column, key[1])
        rest = rest[key.end() :]
        if not rest:
            return [one.key for one in opened], set(), True
    elif not rest.strip():
        _close(opened, column)
        taken = opened.pop().keys if opened and opened[-1].column == column and opened[-1].key is not None else set()
        return [one.key for one in opened], taken | _below_here(lines, row, column), False
    return _in_brackets(opened, rest)


def _read(opened: list[_Open], line: str, until_key: bool = False) -> tuple[str, int]:
    """Go on by a line of block style; what is left of it, and the column where that begins."""
    column = len(line) - len(line.lstrip(" "))
    while match := re.match(r"-( +|$)", line[column:]):
        while opened and (opened[-1].column > column or (opened[-1].column == column and opened[-1].key is None)):
            opened.pop()
        opened.append(_Open(column, None))
        column += len(match[0])
    if not until_key and (key := _KEY.match(line[column:])):
        _enter(opened, column, key[1].strip("\"'"))
    return line[column:], column


def _close(opened: list[_Open], column: int) -> None:
    while opened and (opened[-1].column > column or (opened[-1].column == column and opened[-1].key is None)):
        opened.pop()


def _enter(opened: list[_Open], column: int, key: str) -> None:
    _close(opened, column)
    if not opened or opened[-1].column != column:
        opened.append(_Open(column, key))
    opened[-1].key = key
    opened[-1].keys.add(key)


def _below_here(lines: list[str], row: int, column: int) -> set[str]:
    """Keys of the same mapping that stand below the cursor."""
    found = set()
    for line in lines[row + 1 :]:
        lead = len(line) - len(line.lstrip(" "))
        if line.strip() and lead < column:
            break
        if lead == column and (key := _KEY.match(line[column:])):
            found.add(key[1].strip("\"'"))
    return found


def _in_brackets(opened: list[_Open], rest: str) -> tuple[list[str | None], set[str], bool]:
    """As `_place`, within the braces and brackets of one line."""
    inner: list[tuple[_Open, str]] = []
    value = False
    for piece in re.findall(
        r"[{}\[\],]|[\w-]+\s*:\s|\"[^\"]*\"?|'[^']*'?|[^{}\[\],\"']+?(?=[{}\[\],\"']|[\w-]+\s*:\s|$)", rest
    ):
        if piece in "{[":
            inner.append((_Open(0, None), piece))
            value = False
        elif piece in "}]":
            if inner:
                inner.pop()
            value = False
        elif piece == ",":
            value = False
        elif piece.rstrip().endswith(":") and inner and inner[-1][1] == "{":
            inner[-1][0].key = piece.rstrip().rstrip(":").rstrip()
            inner[-1][0].keys.add(str(inner[-1][0].key))
            value = True
        elif piece.strip():
            value = False
    if not inner:
        return [], set(), False
    path = [one.key for one in opened] + [one.key for one, _ in inner[:-1]]
    last, bracket = inner[-1]
    if bracket == "[":
        return [*path, None], set(), True
    return ([*path, last.key], set(), True) if value else (path, last.keys, False)


def _at(path: list[str | None]) -> list[dict[str, Any]]:
    nodes = _spread([_schema()])
    for key in path:
        nodes = _below(nodes, key)
    return nodes


def _spread(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same with references and alternatives followed."""
    found, seen, waiting = [], set(), list(nodes)
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, dict) or id(node) in seen:
            continue
        seen.add(id(node))
        found.append(node)
        if "$ref" in node:
            target: Any = _schema()
            for part in str(node["$ref"]).removeprefix("#/").split("/"):
                target = target[part]
            waiting.append(target)
        for key in ("anyOf", "oneOf", "allOf"):
            waiting += node.get(key, [])
        waiting += [node[key] for key in ("else", "then") if isinstance(node.get(key), dict)]
    return found


def _below(nodes: list[dict[str, Any]], key: str | None) -> list[dict[str, Any]]:
    found = []
    for node in nodes:
        if key is None:
            items = node.get("items")
            found += items if isinstance(items, list) else [items] if isinstance(items, dict) else []
        elif key in node.get("properties", {}):
            found.append(node["properties"][key])
        elif isinstance(node.get("additionalProperties"), dict):
            found.append(node["additionalProperties"])
    return _spread(found)


def _keys(nodes: list[dict[str, Any]], taken: set[str]) -> list[dict[str, Any]]:
    """Keys that are not there yet, those first that have to be; of several kinds, the one that the keys say."""
    objects = [node for node in nodes if node.get("properties")]
    told = [len(taken & set(node.get("required", ()))) for node in objects]
    most = max(told, default=0)
    of_kind = [node for node, count in zip(objects, told, strict=True) if most and count == most]
    kinds = _kinds()
    found: dict[str, tuple[int, str]] = {}
    for node in of_kind or objects:
        for name, value in node["properties"].items():
            rank = -1 if name in kinds else 0 if name in node.get("required", ()) else 2 if name in _LAST else 1
            about = str(value.get("description", ""))[:300] if isinstance(value, dict) else ""
            if name not in taken:
                before = found.get(name, (rank, about))
                found[name] = (min(rank, before[0]), before[1] or about)
    return [
        {"word": name, "about": about, "key": True}
        for name, (_, about) in sorted(found.items(), key=lambda one: one[1][0])
    ]


@cache
def _kinds() -> frozenset[str]:
    from taktwin.model.nouns.element import ELEMENTS

    return frozenset(element.kind for element in ELEMENTS)


def _words(nodes: list[dict[str, Any]]) -> list[str]:
    found = []
    for node in nodes:
        found += [
            one for one in (*node.get("enum", ()), *([node["const"]] if "const" in node else ())) if one is not None
        ]
        if node.get("type") == "boolean":
            found += ["true", "false"]
    return list(dict.fromkeys(str(one) for one in found))
