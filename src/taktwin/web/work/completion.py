"""What may stand at a place of a model text: keys and words of the JSON Schema, found by the indentation around it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_KEY = re.compile(
    r"""^(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[^\s#'"{}\[\],&*!|>%@`:][^:#]*?|"[^"]*"|'[^']*')\s*:(?:\s+(?P<rest>.*))?$"""
)
_MOST = 80


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
        ``start``: column where the word begins that is completed; ``items``: each with ``word`` and ``about``.
    """
    lines = text.split("\n")
    if not 1 <= line <= len(lines):
        return {"start": column, "items": []}
    head = lines[line - 1][:column]
    typed = re.search(r"[\w-]*$", head)
    start = typed.start() if typed else column
    before = head[:start]
    path, taken, bracket = _place(lines, line - 1, before)
    value = re.search(r"(?:^|[\s{,-])([\w-]+):\s+$", before)
    if value is not None and not before.rstrip().endswith(("{", ",")):
        nodes = _below(_at(path), value[1])
        items = [{"word": word, "about": ""} for word in _words(nodes)]
    elif bracket or re.fullmatch(r" *(?:- +)*", before):
        items = _keys(_at(path), taken)
    else:
        items = []
    wanted = head[start:].lower()
    near = [one for one in items if str(one["word"]).lower().startswith(wanted)]
    return {"start": start, "items": near[:_MOST]}


def _place(lines: list[str], row: int, before: str) -> tuple[list[str | None], set[str], bool]:
    """Path of the mapping that the cursor is in, keys that it has, and whether it is one in braces on this line.

    ``None`` in the path stands for an entry of a list.
    """
    inner = _open_brace(before)
    if inner is not None:
        outer, keys = inner
        path, _, _ = _place(lines, row, "")
        return [*_path_to(lines, row, outer), *([] if path is None else [])], keys, True
    indent = (
        len(before) - len(before.lstrip(" -")) if before.strip(" -") == "" else len(before) - len(before.lstrip(" "))
    )
    return _path_above(lines, row, indent, "-" in before), _siblings(lines, row, indent), False


def _open_brace(before: str) -> tuple[str, set[str]] | None:
    """What stands before the brace that is still open at the end of a line, and the keys behind it."""
    depth = 0
    for place in range(len(before) - 1, -1, -1):
        if before[place] in "}]":
            depth += 1
        elif before[place] in "{[":
            if depth == 0:
                keys = set(re.findall(r"([\w-]+)\s*:", before[place + 1 :]))
                return (before[:place], keys) if before[place] == "{" else None
            depth -= 1
    return None


def _path_to(lines: list[str], row: int, outer: str) -> list[str | None]:
    """Path of what stands in a brace on a line: its key, or a list entry."""
    nested = _open_brace(outer)
    key = re.search(r"([\w-]+)\s*:\s*$", outer)
    if nested is not None:
        above = _path_to(lines, row, nested[0])
        return [*above, key[1] if key else None]
    stripped = outer.lstrip(" ")
    indent = len(outer) - len(stripped)
    dashes = re.match(r"(?:- +)+", stripped)
    if dashes is not None:
        return [*_path_above(lines, row, indent + len(dashes[0]), True), *([key[1]] if key else [])]
    return [*_path_above(lines, row, indent, False), *([key[1]] if key else [])]


def _path_above(lines: list[str], row: int, indent: int, dashed: bool) -> list[str | None]:
    path: list[str | None] = []
    if dashed:
        path.append(None)
        own = lines[row]
        indent = min(indent, len(own) - len(own.lstrip(" ")) + 1)
    for above in range(row - 1, -1, -1):
        match = _KEY.match(lines[above])
        bare = lines[above].strip()
        if not bare or bare.startswith("#"):
            continue
        lead = len(lines[above]) - len(lines[above].lstrip(" "))
        dash = re.match(r" *((?:- +)+)", lines[above])
        inside = lead + (len(dash[1]) if dash else 0)
        if match is not None and inside < indent:
            path.append(match["key"].strip("\"'"))
            indent = inside
        if dash and lead < indent <= inside:
            path.append(None)
            indent = lead + 1
        if indent == 0:
            break
    return path[::-1]


def _siblings(lines: list[str], row: int, indent: int) -> set[str]:
    found = set()
    for step in (-1, 1):
        place = row + step
        while 0 <= place < len(lines):
            bare = lines[place].strip()
            if bare and not bare.startswith("#"):
                dash = re.match(r" *((?:- +)*)", lines[place])
                lead = len(lines[place]) - len(lines[place].lstrip(" "))
                inside = lead + (len(dash[1]) if dash else 0)
                match = _KEY.match(lines[place])
                if match and inside == indent:
                    found.add(match["key"].strip("\"'"))
                if inside < indent or (step == 1 and inside == indent and dash and dash[1]):
                    break
                if step == -1 and inside == indent and dash and dash[1]:
                    break
            place += step
    return found


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


def _keys(nodes: list[dict[str, Any]], taken: set[str]) -> list[dict[str, str]]:
    found: dict[str, str] = {}
    for node in nodes:
        for name, value in node.get("properties", {}).items():
            about = str(value.get("description", "")) if isinstance(value, dict) else ""
            if name not in taken and not found.get(name):
                found[name] = about[:300]
    return [{"word": name, "about": about} for name, about in found.items()]


def _words(nodes: list[dict[str, Any]]) -> list[str]:
    found = []
    for node in nodes:
        found += [
            one for one in (*node.get("enum", ()), *([node["const"]] if "const" in node else ())) if one is not None
        ]
        if node.get("type") == "boolean":
            found += ["true", "false"]
    return list(dict.fromkeys(str(one) for one in found))
