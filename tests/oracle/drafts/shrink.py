"""Make a model that shows a difference smaller: drop entries and simplify values as long as the difference stays."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

Data = dict[str, Any]
Steps = tuple[Any, ...]


def shrink(data: Data, fails: Callable[[Data], bool], budget: int = 3000) -> Data:
    """The smallest data found for which ``fails`` still holds, within so many tries."""
    tries = 0
    smaller = True
    while smaller:
        smaller = False
        for candidate in list(_candidates(data)):
            if tries >= budget:
                return data
            attempt = copy.deepcopy(data)
            if not _apply(attempt, *candidate):
                continue
            tries += 1
            if fails(attempt):
                data, smaller = attempt, True
    return data


def _candidates(data: Data) -> Iterator[tuple[Steps, Any]]:
    """Paths and what to put there instead; None = drop the entry. Large parts come first."""
    paths = sorted(_paths(data, ()), key=len)
    for path in paths:
        yield path, None
    for path in paths:
        for simple in _simpler(_at(data, path)):
            yield path, simple


def _simpler(value: Any) -> Iterator[Any]:
    """Simpler values of the same kind."""
    if isinstance(value, str) and "(" in value and value.endswith(")"):
        yield from ("10 s", "7 s")
    elif isinstance(value, str) and value.endswith(" s"):
        yield from (simple for simple in ("1 s", "10 s") if simple != value)
    elif isinstance(value, int) and not isinstance(value, bool) and value > 1:
        yield from (1, value // 2)


def _paths(value: Any, path: Steps) -> Iterator[Steps]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from _paths(inner, (*path, key))


def _at(data: Any, path: Steps) -> Any:
    for key in path:
        data = data[key]
    return data


def _apply(data: Data, path: Steps, value: Any) -> bool:
    """Change ``data`` in place; False where the path is no longer there."""
    try:
        holder = _at(data, path[:-1])
        if value is None:
            del holder[path[-1]]
        else:
            if holder[path[-1]] == value:
                return False
            holder[path[-1]] = value
    except (KeyError, IndexError, TypeError):
        return False
    return True
