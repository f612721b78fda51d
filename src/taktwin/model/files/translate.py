"""pydantic's errors in the words of a model file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from taktwin.model.errors import Problem
from taktwin.model.nouns.element import ELEMENT_TYPES
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.text.path import ShownPaths
from taktwin.model.text.shape import shape_at
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.nearest import nearest, suggest
from taktwin.model.values.noun import Noun

#: How pydantic names one of several types that a value may have.
_WAY = re.compile(r"str|int|float|bool|(dict|list)\[.*")

_EXPECTED: dict[str, tuple[str, str]] = {
    "string_type": (Phrase("expected a text"), Phrase("write a name or a text")),
    "dict_type": (Phrase("expected a mapping"), Phrase("write `KEY: VALUE` entries")),
    "model_type": (Phrase("expected a mapping"), Phrase("write `KEY: VALUE` entries")),
    "model_attributes_type": (Phrase("expected a mapping"), Phrase("write `KEY: VALUE` entries")),
    "list_type": (Phrase("expected a list"), Phrase("begin each entry with `- `, or write [A, B]")),
    "bool_type": (Phrase("expected true or false"), Phrase("write true or false")),
    "bool_parsing": (Phrase("expected true or false"), Phrase("write true or false")),
    "int_type": (Phrase("expected a whole number"), Phrase("write a number such as 2")),
    "int_parsing": (Phrase("expected a whole number"), Phrase("write a number such as 2")),
    "float_type": (Phrase("expected a number"), Phrase("write a number such as 12.5")),
    "float_parsing": (Phrase("expected a number"), Phrase("write a number such as 12.5")),
    "finite_number": (Phrase("expected a finite number"), Phrase("write a number such as 12.5")),
    "greater_than_equal": (Phrase("expected -1e8 to 1e8"), Phrase("write a number of metres within these bounds")),
    "less_than_equal": (Phrase("expected -1e8 to 1e8"), Phrase("write a number of metres within these bounds")),
    "too_short": (Phrase("too few entries"), Phrase("add what is missing")),
    "too_long": (Phrase("too many entries"), Phrase("remove what is too much")),
}


def translate(error: ValidationError, tree: Tree, root: type[Noun] = PlantModel) -> list[Problem]:
    """The problems of a validation error of a ``root``, one for each place and message."""
    found: dict[tuple[str, str], Problem] = {}
    paths = ShownPaths(tree.data)
    details = [(_path_of(detail["loc"], tree.data), detail) for detail in error.errors(include_url=False)]
    cut = _cut_texts(details)
    for path, detail in details:
        if path[:-1] in cut and (path[-1] in cut[path[:-1]] or _open(detail.get("input"))):
            path, (message, remedy) = path[:-1], _cut(cut[path[:-1]])
        elif detail["type"] == "string_type" and any(path == parent for parent in cut):
            continue  # it may be a text as well, and is a mapping
        else:
            message, remedy = _message(detail, path, tree, root)
        file, line = tree.origin(path)
        problem = Problem(file, line, paths.show(path), message, remedy)
        found.setdefault((problem.path, message), problem)
    return list(found.values())


def _cut_texts(details: list[tuple[Path_, Any]]) -> dict[Path_, list[str | int]]:
    """Mapping -> its keys without a value that nobody knows there: what stood behind a comma in a text of `{ }`."""
    found: dict[Path_, list[str | int]] = {}
    for path, detail in details:
        nothing = path and "input" in detail and detail["input"] is None
        if nothing and detail["type"] in ("extra_forbidden", "string_type") and _cut_off(path[-1]):
            found.setdefault(path[:-1], []).append(path[-1])
    return found


def _cut_off(key: str | int) -> bool:
    """Whether a key looks like the end of a text: no name of a key has blanks, brackets or figures at its begin."""
    return isinstance(key, str) and (" " in key or ")" in key or key[:1].isdigit())


def _open(given: Any) -> bool:
    """Whether a text ends within brackets."""
    return isinstance(given, str) and given.count("(") > given.count(")")


def _cut(keys: list[str | int]) -> tuple[str, str]:
    rest = ", ".join(f'"{key}"' for key in keys)
    return Phrase("a text is cut at a comma: {rest}", rest=rest), Phrase(
        "put the whole text in quotation marks: within { } a comma ends it"
    )


def _path_of(location: tuple[int | str, ...], data: Any) -> Path_:
    path: list[str | int] = []
    for given in location:
        key = given
        if isinstance(key, str) and key.startswith(("<", "[")) and not (isinstance(data, Mapping) and key in data):
            continue
        if isinstance(data, Mapping) and not isinstance(key, str):
            key = str(key)
        if isinstance(data, list) and isinstance(key, str):
            continue  # a list that stands for the mapping which holds it
        if isinstance(data, Mapping) and key not in data and _WAY.fullmatch(str(key)):
            continue  # which of several types it was taken for
        path.append(key)
        if isinstance(data, Mapping):
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            data = None
    return tuple(path)


def _message(detail: Any, path: Path_, tree: Tree, root: type[Noun]) -> tuple[str, str]:
    kind, given = detail["type"], detail.get("input")
    if kind == "taktwin":
        return detail["ctx"]["message"], detail["ctx"]["remedy"]
    if kind == "extra_forbidden":
        return _unknown_key(_noun_at(detail["loc"][:-1], path[:-1], tree, root), path)
    if kind == "missing":
        return Phrase('the key "{key}" is missing', key=path[-1]), _missing_remedy(
            _noun_at(detail["loc"][:-1], path[:-1], tree, root), path
        )
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        return _no_element(given)
    if kind == "literal_error":
        words = [word.strip(" '\"") for word in detail["ctx"]["expected"].replace(" or ", ",").split(",")]
        near = nearest(str(given), words)
        remedy = (
            Phrase("did you mean `{near}`?", near=near)
            if near
            else Phrase("use one of: {names}", names=", ".join(words))
        )
        return Phrase('expected {value}, got "{given}"', value=detail["ctx"]["expected"], given=given), remedy
    if kind in _EXPECTED:
        expected, remedy = _EXPECTED[kind]
        return (
            expected
            if kind.startswith("too_")
            else Phrase("{expected}, got {value}", expected=expected, value=_show(given))
        ), remedy
    return detail["msg"], Phrase("see `taktwin schema` for what is allowed here")


def _noun_at(location: Path_, path: Path_, tree: Tree, root: type[Noun]) -> type[Noun] | None:
    """The noun at a path of the file, or where the file has a short form, at the place in the noun's full form."""
    shape = shape_at(root, tree.data, path) or shape_at(root, None, location)
    return shape.noun if shape is not None else None


def _unknown_key(noun: type[Noun] | None, path: Path_) -> tuple[str, str]:
    known = list(noun.field_keys()) if noun is not None else []
    return Phrase('unknown key "{key}"', key=path[-1]), suggest(str(path[-1]), known, most=30)


def _missing_remedy(noun: type[Noun] | None, path: Path_) -> str:
    if noun is not None:
        for name, info in noun.model_fields.items():
            if (info.alias or name) == path[-1] and info.description:
                about = f"{info.description[0].lower()}{info.description[1:].rstrip('.')}"
                return Phrase("add `{key}: ...` ({about})", key=path[-1], about=about)
    return Phrase("add `{key}: ...`", key=path[-1])


def _no_element(given: Any) -> tuple[str, str]:
    types = ", ".join(ELEMENT_TYPES)
    if not isinstance(given, Mapping):
        return Phrase("expected an element ({types}), got {value}", types=types, value=_show(given)), Phrase(
            "write it as in `- station: NAME`"
        )
    for key in given:
        near = nearest(str(key), ELEMENT_TYPES)
        if near is not None:
            return Phrase('unknown element type "{key}"', key=key), Phrase("did you mean `{near}`?", near=near)
    remedy = Phrase("begin it with its type and name, as in `- station: NAME`")
    return Phrase("this element has no type ({types})", types=types), remedy


def _show(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return f'"{str(value).lower() if isinstance(value, bool) else value}"'
