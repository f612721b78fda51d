"""Changes of single values: ``PATH=VALUE``, in a tree or in a document that keeps its comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.text.path import find_path
from taktwin.model.text.tree import Lines, Path_, Tree, plain, read_tree
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.textfile import fault_of, spelt, texts_in

#: The file name under which the problems of an override are reported.
OVERRIDE = "--set"


def put(tree: Tree, text: str, value: Tree) -> Path_:
    """Put a value at the path that a text addresses; mappings on the way that are still absent are made.

    No value (null) takes out what stands there.
    """
    path = find_path(tree.data, text)
    here = tree.data
    for index, key in enumerate(path[:-1]):
        if isinstance(here, dict) and here.get(key) is None:
            here[key] = {}
            tree.sub(path[:index]).lines.below[key] = Lines(value.origin(()))
        here = here[key]
    if value.data is None:
        tree.drop(path)
    else:
        tree.put(path, value)
    return path


def split_override(text: str) -> tuple[str, Any]:
    """Path and value of ``PATH=VALUE``; the value is read as YAML. Raises `ModelError`."""
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        remedy = Phrase("write PATH=VALUE, as in shops.body.lines.main.ff.cycle=110 s")
        raise ModelError([Problem(OVERRIDE, None, text, Phrase("an override needs a path and a value"), remedy)])
    value = value.strip()
    try:
        data = read_tree(f"value: {value}\n", OVERRIDE).data["value"] if value else None
    except ModelError as error:
        if not value.startswith(("{", "[", '"', "'")):
            return path.strip(), value  # a text with a colon, such as a mark, needs no quotation marks here
        first = error.problems[0]
        raise ModelError([Problem(OVERRIDE, None, path.strip(), first.message, first.remedy)]) from None
    return path.strip(), data


def apply_override(document: Any, override: str | tuple[str, Any]) -> None:
    """Apply ``PATH=VALUE`` (or a pair) to a `Tree`, or to the data of a document that keeps its comments.

    ``PATH=null`` takes out what stands there.

    Raises `ModelError` for an unknown path; the document is then as it was.
    """
    text, value = split_override(override) if isinstance(override, str) else override
    fault = next((fault for one in (text, *texts_in(value)) if (fault := fault_of(one)) is not None), None)
    if fault is not None:
        raise ModelError([Problem(OVERRIDE, None, spelt(text[:80]), *fault)])
    try:
        if isinstance(document, Tree):
            put(document, text, Tree(plain(value), Lines((OVERRIDE, None))))
            return
        put_value(document, text, value)
    except QuantityError as error:
        raise ModelError([Problem(OVERRIDE, None, text, error.message, error.remedy)]) from None


def put_value(data: Any, text: str, value: Any) -> None:
    """Put a value at a path of round-trip data; raises `QuantityError` for an unknown path."""
    view = plain(data)
    path = find_path(view, text)
    here = data
    for key in path[:-1]:
        here = _entry(here, key)
        if here is None:
            raise QuantityError(
                Phrase('"{key}" on the way to "{text}" is still absent', key=key, text=text),
                Phrase("set it first, as a whole"),
            )
    key = _real_key(here, path[-1])
    if value is not None:
        here[key] = value
    elif isinstance(here, list) or key in here:
        del here[key]


def _real_key(here: Any, key: str | int) -> Any:
    if isinstance(here, Mapping):
        return next((one for one in here if str(one) == str(key)), key)
    return key


def _entry(here: Any, key: str | int) -> Any:
    return here.get(_real_key(here, key)) if isinstance(here, Mapping) else here[key]
