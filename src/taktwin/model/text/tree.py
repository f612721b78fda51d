"""A model file as plain data, with the file and line of every value."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import text_of
from taktwin.model.values.textfile import fault_of

MOST_CHARACTERS = 16 * 2**20  # of a YAML text
MOST_DEPTH = 100  # of mappings and lists in each other; a model needs fifteen
MOST_REPEATED = 20_000  # values that aliases and merges say again
_MOST_OPEN = 1000  # brackets, before anything is parsed: the parser takes quadratic time for them
MOST_BITS = 1000  # of a whole number: what is larger is no float either

Path_ = tuple[str | int, ...]
Origin = tuple[str, int | None]


@dataclass(slots=True)
class Lines:
    """File and line of a value, and those of the values below it."""

    origin: Origin = ("", None)
    below: dict[str | int, Lines] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """Plain data (dicts with text keys, lists, scalars) and, beside it, where each value comes from."""

    data: Any
    lines: Lines = field(default_factory=Lines)

    def origin(self, path: Path_) -> Origin:
        """File and line of a path, or of the nearest enclosing value that is in a file."""
        lines, found = self.lines, self.lines.origin
        for key in path:
            if key not in lines.below:
                break
            lines = lines.below[key]
            found = lines.origin
        return found

    def sub(self, path: Path_) -> Tree:
        """The tree below a path; it shares its data with this one."""
        data, lines = self.data, self.lines
        for key in path:
            data, lines = data[key], lines.below.get(key, Lines(lines.origin))
        return Tree(data, lines)

    def put(self, path: Path_, other: Tree) -> None:
        """Put a copy of another tree at a path, whose parent must exist; replaces what is there."""
        data, lines = self.data, self.lines
        for key in path[:-1]:
            data, lines = data[key], lines.below.setdefault(key, Lines(lines.origin))
        data[path[-1]] = copy.deepcopy(other.data)
        lines.below[path[-1]] = copy.deepcopy(other.lines)

    def drop(self, path: Path_) -> None:
        """Take out what stands at a path, whose parent must exist; the entries of a list move up."""
        parent = self.sub(path[:-1])
        data, lines, key = parent.data, parent.lines, path[-1]
        if not isinstance(data, list):
            data.pop(key, None)
            lines.below.pop(key, None)
            return
        assert isinstance(key, int)
        moved = [lines.below.get(place, Lines(lines.origin)) for place in range(len(data)) if place != key]
        del data[key]
        lines.below.clear()
        lines.below.update(enumerate(moved))

    def merge(self, other: Tree) -> None:
        """Lay another tree over this one: mappings are merged key by key, all else is replaced."""
        for key, value in other.data.items():
            if isinstance(value, dict) and isinstance(self.data.get(key), dict):
                self.sub((key,)).merge(other.sub((key,)))
            else:
                self.put((key,), other.sub((key,)))

    def copy(self) -> Tree:
        """A copy that shares nothing with this one."""
        return Tree(copy.deepcopy(self.data), copy.deepcopy(self.lines))


def begins_with(key: str) -> Phrase:
    """The remedy where nothing is in a file whose format's version stands at this key."""
    return Phrase("begin with `{key}: 1` and `name: ...`", key=key)


#: What a model begins with, and what any other file does: the remedy where nothing is in it.
MODEL_BEGINS = begins_with("taktwin")
OTHERS_BEGIN = Phrase("begin with a key and its value, as the page of this command shows")


def read_tree(text: str, file: str, begins: str = MODEL_BEGINS) -> Tree:
    """Parse YAML text; `ModelError` with the line of a syntax error or of a key that is given twice.

    Text that is too long, nested too deeply, or grows without measure by its aliases is refused too. ``begins`` is what
    to say of a file without any key.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if len(text) > MOST_CHARACTERS:
        message = Phrase(
            "the text has {n} characters, at most {most_characters} can be read",
            n=len(text),
            most_characters=MOST_CHARACTERS,
        )
        raise ModelError(
            [Problem(file, 1, "", message, Phrase("split it, with `extends`; put orders into a CSV file"))]
        )
    line = _line_too_deep(text)
    if line is not None:
        raise ModelError([Problem(file, line, "", *_TOO_DEEP)])
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except RecursionError:
        raise ModelError([Problem(file, None, "", *_TOO_DEEP)]) from None
    except MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        what = (error.problem or error.context or "cannot be read").strip()
        line = at.line + 1 if at else None
        raise ModelError(
            [Problem(file, line, "", Phrase("YAML syntax: {what}", what=what), _syntax_remedy(what, text, line))]
        ) from None
    except YAMLError as error:
        line = _line_of_character(text, error)
        remedy = Phrase("remove the control character") if line else Phrase("check the YAML syntax")
        what = str(error).strip().splitlines()[0]
        raise ModelError([Problem(file, line, "", Phrase("YAML syntax: {what}", what=what), remedy)]) from None
    if root is None:
        raise ModelError([Problem(file, 1, "", Phrase("the file is empty"), begins)])
    reader = _Reader(file)
    lines = Lines((file, 1))
    data = reader.value(root, (), lines)
    if reader.problems:
        raise ModelError(reader.problems)
    if not isinstance(data, dict):
        raise ModelError([Problem(file, 1, "", Phrase("expected a mapping at the top"), begins)])
    return Tree(data, lines)


_TOO_DEEP = (
    Phrase("mappings and lists are nested more than {most_depth} deep", most_depth=MOST_DEPTH),
    Phrase("close the brackets, or write it flatter"),
)


def _line_too_deep(text: str) -> int | None:
    """The line where far too many brackets are open; those in texts may count as well."""
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        if depth > _MOST_OPEN:
            return text.count("\n", 0, match.start()) + 1
    return None


def _syntax_remedy(what: str, text: str, line: int | None) -> str:
    content = text.splitlines()[line - 1] if line and line <= len(text.splitlines()) else ""
    if "mapping values are not allowed" in what:
        if "[" in content:
            return Phrase("put the text with its mark in quotation marks, or leave the colon out: 100 s [derived takt]")
        return Phrase("put a text with a colon in quotation marks, and check the indentation")
    if "\\t" in what or "\t" in content[: len(content) - len(content.lstrip())]:
        return Phrase("indent with spaces, not with tabs")
    if "end of stream" in what or "flow" in what or "expected ',' or" in what:
        return Phrase(
            "close the bracket or quotation mark; in { } and [ ] put texts with brackets or commas in quotation marks"
        )
    return Phrase("check indentation, colons, brackets and quotation marks on this line and the one before")


def _line_of_character(text: str, error: Exception) -> int | None:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else None


class _Reader:
    """Turns YAML nodes into plain data and notes their lines."""

    def __init__(self, file: str) -> None:
        from ruamel.yaml import YAML

        self.file = file
        self.problems: list[Problem] = []
        self._scalar = YAML(typ="safe", pure=True).constructor
        self._active: set[int] = set()
        self._seen: set[int] = set()
        self._repeated = 0

    def value(self, node: Any, path: Path_, lines: Lines) -> Any:
        line = node.start_mark.line + 1
        self._watch(node, path, line)
        if id(node) in self._active:
            self.problems.append(
                Problem(self.file, line, _dotted(path), Phrase("this anchor holds itself"), Phrase("remove the alias"))
            )
            return None
        self._active.add(id(node))
        try:
            if node.id == "mapping":
                return self._mapping(node, path, lines)
            if node.id == "sequence":
                return [self._entry(item, path, index, lines) for index, item in enumerate(node.value)]
            return self._plain(node, path)
        finally:
            self._active.discard(id(node))

    def _watch(self, node: Any, path: Path_, line: int) -> None:
        """Give up at once where the data would grow without measure."""
        if len(path) > MOST_DEPTH:
            raise ModelError([*self.problems, Problem(self.file, line, _dotted(path[:5]), *_TOO_DEEP)])
        self._repeated += id(node) in self._seen
        self._seen.add(id(node))
        if self._repeated > MOST_REPEATED:
            message = Phrase("aliases repeat more than {most_repeated} values", most_repeated=MOST_REPEATED)
            raise ModelError(
                [*self.problems, Problem(self.file, line, _dotted(path), message, Phrase("remove the aliases"))]
            )

    def _entry(self, node: Any, path: Path_, key: str | int, lines: Lines, line: int | None = None) -> Any:
        lines.below[key] = Lines((self.file, line or node.start_mark.line + 1))
        return self.value(node, (*path, key), lines.below[key])

    def _mapping(self, node: Any, path: Path_, lines: Lines) -> dict[str, Any]:
        data: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if key_node.id != "scalar":
                self.problems.append(
                    Problem(
                        self.file, line, _dotted(path), Phrase("a key must be a text"), Phrase("write `KEY: VALUE`")
                    )
                )
                continue
            if key_node.tag == "tag:yaml.org,2002:merge":
                for part in value_node.value if value_node.id == "sequence" else [value_node]:
                    inner = self.value(part, path, lines) if part.id == "mapping" else None
                    if isinstance(inner, dict):
                        merged = {**inner, **merged}
                continue
            key = text_of(self._plain(key_node, path))
            if key in data:
                message, remedy = Phrase('the key "{key}" is given twice', key=key), Phrase("keep one of them")
                self.problems.append(Problem(self.file, line, _dotted((*path, key)), message, remedy))
                continue
            data[key] = self._entry(value_node, path, key, lines, line)
        return {**merged, **data} if merged else data

    def _plain(self, node: Any, path: Path_) -> Any:
        fault = fault_of(node.value)
        if fault is not None:
            return self._odd(node, path, *fault)
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        try:
            found = self._scalar.construct_object(node, deep=True)
        except Exception as error:  # ruamel's constructors raise various kinds of error for odd scalars
            why = (str(error) or type(error).__name__).splitlines()[0]
            return self._odd(
                node,
                path,
                Phrase('cannot read "{value}" ({why})', value=node.value[:80], why=why),
                Phrase("put it in quotation marks"),
            )
        if isinstance(found, int) and found.bit_length() > MOST_BITS:
            return self._odd(
                node,
                path,
                Phrase("a whole number of {value} bits", value=found.bit_length()),
                Phrase("put it in quotation marks"),
            )
        return found

    def _odd(self, node: Any, path: Path_, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, _dotted(path), message, remedy))


def _dotted(path: Path_) -> str:
    return ".".join(str(part) for part in path)


def plain(value: Any) -> Any:
    """Plain data (text keys) of nested mappings and lists."""
    if isinstance(value, Mapping):
        return {text_of(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return value
