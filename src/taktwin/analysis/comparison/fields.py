"""What differs in the models of two runs: every value of the file by its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from taktwin.model.text.path import entry_name
from taktwin.model.values.mark import QuantityError, split_mark

_SAYS_NOTHING = frozenset({"mark", "note", "sources", "description", "extends", "set", "name", "taktwin"})
"""Keys that change nothing in a run, or have had their effect."""

OWN_RULES = "rules of one's own"
"""Stands for a path where rules of one's own differ, which are no part of the model."""


@dataclass(frozen=True)
class Change:
    """A value of one model that the other has otherwise; None where it does not have it."""

    path: str
    before: str | None
    after: str | None

    def as_dict(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What differs, in the order of the first model; marks, notes and sources are no differences."""
    old, new = flat(before), flat(after)
    found = [Change(path, value, new.get(path)) for path, value in old.items() if new.get(path) != value]
    return found + [Change(path, None, value) for path, value in new.items() if path not in old]


def rules_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Whether other rules of one's own decided, by the manifests of the runs."""
    old, new = (_rules(manifest.get("rules")) for manifest in (before, after))
    return [] if old == new else [Change(OWN_RULES, old, new)]


def _rules(about: Mapping[str, str] | None) -> str | None:
    return None if about is None else f"{about['file']} ({about['hash']})"


def flat(model: Mapping[str, Any]) -> dict[str, str]:
    """Path -> value as text of every value of a model; entries of lists go by their names, else by their places."""
    return dict(_values(model, ()))


def _values(data: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if not (key in _SAYS_NOTHING and (not path or key in ("mark", "note"))):
                yield from _values(value, (*path, str(key)))
    elif isinstance(data, list) and any(isinstance(entry, Mapping | list) for entry in data):
        names = [entry_name(entry) for entry in data]
        for place, (name, entry) in enumerate(zip(names, data, strict=True)):
            plain = name is not None and names.count(name) == 1
            yield from _values(entry, (*path, name if plain and name is not None else str(place)))
    else:
        yield ".".join(path), _text(data)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if isinstance(value, str):
        try:
            return split_mark(value)[0]
        except QuantityError:
            return value
    return "" if value is None else str(value)
