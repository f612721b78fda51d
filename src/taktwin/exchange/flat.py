"""A JSON document as tables: a row for each element of its innermost arrays, with all that stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taktwin.exchange.content import Row

_Steps = tuple[str, ...]


def flat_tables(value: Any, name: str) -> dict[str, tuple[Row, ...]]:
    """The tables of a document.

    An array is innermost where none of its elements holds an array of objects. A row has the values of the element, and
    those of all objects around it; columns are called by their way, without the arrays' positions:
    ``positions.deliveries.trackingNumber``. Values of an array of plain values stand in one cell. A document without
    arrays is one row.

    Args:
        value: the parsed document.
        name: of the table; where a document has several innermost arrays, each table has the way to its own behind it.

    Example:
        >>> flat_tables({"part": "A", "days": [{"day": 1, "n": {"value": 4}}, {"day": 2}]}, "demand")["demand"][0]
        {'part': 'A', 'days.day': 1, 'days.n.value': 4}
    """
    found: dict[_Steps, list[dict[str, Any]]] = {}
    for steps, row in _rows(value, (), {}):
        found.setdefault(steps, []).append(row)
    if len(found) == 1:
        return {name: tuple(next(iter(found.values())))}
    return {"_".join((name, *steps[-1:])) if steps else name: tuple(rows) for steps, rows in _apart(found)}


def _apart(found: dict[_Steps, list[dict[str, Any]]]) -> Iterator[tuple[_Steps, list[dict[str, Any]]]]:
    """Ways with the last step told apart from those of other arrays."""
    seen: set[str] = set()
    for steps, rows in found.items():
        last = steps[-1] if steps else ""
        yield ((*steps[:-1], last) if last not in seen else (*steps[:-1], "_".join(steps))), rows
        seen.add(last)


def _rows(value: Any, steps: _Steps, around: dict[str, Any]) -> Iterator[tuple[_Steps, dict[str, Any]]]:
    plain: dict[str, Any] = dict(around)
    arrays: list[tuple[_Steps, list[Any]]] = []
    _collect(value, steps, plain, arrays)
    if not arrays:
        yield steps, plain
    for way, elements in arrays:
        for element in elements:
            yield from _rows(element, way, plain)


def _collect(value: Any, steps: _Steps, plain: dict[str, Any], arrays: list[tuple[_Steps, list[Any]]]) -> None:
    """The plain values of an object and of the objects in it, and its arrays of objects."""
    if isinstance(value, dict):
        for name, one in value.items():
            _collect(one, (*steps, name), plain, arrays)
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        arrays.append((steps, value))
    else:
        plain[".".join(steps)] = _cell(value)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return ", ".join(str(_cell(one)) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
