"""Paths into a model: ``shops.body.lines.main.flow.ff.cycle``; list entries are addressed by their name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from taktwin.model.nouns.element import ELEMENT_TYPES
from taktwin.model.nouns.plant import BESIDE_PLANTS, OnePlant, PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.text.shape import child, shape_at, shape_of
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.nearest import suggest
from taktwin.model.values.noun import text_of

#: Keys whose value names a list entry, in this order.
NAME_KEYS: tuple[str, ...] = (*ELEMENT_TYPES, "part", "line", "to", "name")


def entry_name(entry: Any) -> str | None:
    """The name by which a list entry is addressed, None where it has none."""
    if isinstance(entry, Mapping):
        if "days" in entry:
            return None  # a shift: its `to` is a time of day, no name
        return next((text_of(entry[key]) for key in NAME_KEYS if isinstance(entry.get(key), str | int)), None)
    return entry if isinstance(entry, str) else None


def _place_in(entries: list[Any], key: str) -> int | None:
    names = [entry_name(entry) for entry in entries]
    if names.count(key) >= 1:
        return names.index(key)
    return int(key) if key.isdigit() and int(key) < len(entries) else None


class ShownPaths:
    """Shows paths into data that does not change meanwhile: the names of a list are counted once, not for each path."""

    def __init__(self, data: Any) -> None:
        self._data = data
        self._counts: dict[int, Counter[str | None]] = {}

    def show(self, path: tuple[str | int, ...]) -> str:
        """See `show_path`."""
        return show_path(self._data, path, self._counts)


def show_path(data: Any, path: tuple[str | int, ...], counts: dict[int, Counter[str | None]] | None = None) -> str:
    """A path as text, with the names of list entries where they are unique in their list, else their place from 0.

    ``counts`` keeps how often each name is in a list (by its identity) for the next path into the same data.
    """
    words: list[str] = []
    counts = {} if counts is None else counts
    for key in path:
        word = str(key)
        if isinstance(data, list) and isinstance(key, int) and key < len(data):
            name = entry_name(data[key])
            if id(data) not in counts:
                counts[id(data)] = Counter(map(entry_name, data))
            if name is not None and counts[id(data)][name] == 1:
                word = name
        words.append(word)
        data = step(data, key)
    return ".".join(words)


def step(data: Any, key: str | int) -> Any:
    """The entry of a mapping or a list, None where there is none."""
    if isinstance(data, Mapping):
        return data.get(key)
    if isinstance(data, list) and isinstance(key, int) and key < len(data):
        return data[key]
    return None


def find_path(data: Any, text: str) -> tuple[str | int, ...]:
    """Resolve the text of a path in the data of a model.

    Missing keys are fine where the nouns allow them (an optional field, a new entry of a mapping as the last key).
    Raises `QuantityError` with the nearest path else. The word ``flow`` may be left out.
    """
    words = text.strip().split(".")
    if not text.strip() or not all(words):
        raise QuantityError(
            Phrase('cannot read the path "{text}"', text=text), Phrase("write it as in shops.body.lines.main.ff.cycle")
        )
    path: list[str | int] = []
    here = data
    index = 0
    while index < len(words):
        word, last = words[index], index == len(words) - 1
        if index == 0:
            _check_plant(data, text, word)
        found = _find_key(data, here, tuple(path), word, last)
        flow = here.get("flow") if isinstance(here, Mapping) else None
        if found is None and isinstance(flow, list) and _place_in(flow, word) is not None:
            path.append("flow")
            here = flow
            continue
        if found is None:
            raise _unknown(data, here, tuple(path), words, index)
        path.append(found)
        here = step(here, found)
        index += 1
    return tuple(path)


def _check_plant(data: Any, text: str, word: str) -> None:
    """A path into a plant begins with `plants` and its name where there are several."""
    plants = data.get("plants") if isinstance(data, Mapping) else None
    if not isinstance(plants, Mapping) or not plants:
        if word == "plants" and isinstance(data, Mapping) and "shops" in data:
            rest = text.split(".", 2)[-1]
            raise QuantityError(
                Phrase('unknown path "{text}": here is one plant alone', text=text),
                Phrase("did you mean `{rest}`?", rest=rest),
            )
        return
    if word in plants:
        raise QuantityError(
            Phrase('unknown path "{text}": "{word}" is a plant', text=text, word=word),
            Phrase("did you mean `plants.{text}`?", text=text),
        )
    if word in OnePlant.field_keys() and word not in (*BESIDE_PLANTS, "set"):
        message = Phrase(
            'unknown path "{text}": `{word}` belongs to a plant, and this model has several', text=text, word=word
        )
        raise QuantityError(
            message,
            Phrase("write plants.NAME.{text}, NAME one of: {names}", text=text, names=", ".join(map(str, plants))),
        )


def _find_key(data: Any, here: Any, path: tuple[str | int, ...], word: str, last: bool) -> str | int | None:
    if isinstance(here, list):
        return _place_in(here, word)
    if isinstance(here, Mapping):
        if word in here:
            return word
    elif here is not None:
        return None
    shape = shape_at(PlantModel, data, path)
    if shape is None:
        return None
    if shape.kind == "noun" and shape.noun is not None:
        return word if word in shape.noun.field_keys() or child(shape, word) is not None else None
    # A new entry of a mapping with free names: only where a misspelt name cannot be taken for a new one.
    if shape.kind == "named" and (not here or word.isdigit()):
        return word
    if shape.kind == "named" and last and shape_of(shape.item, None).kind != "noun":
        return word
    return None


def _unknown(data: Any, here: Any, path: tuple[str | int, ...], words: list[str], index: int) -> QuantityError:
    word = words[index]
    known: list[str] = []
    if isinstance(here, list):
        known = [name for name in map(entry_name, here) if name is not None]
    elif isinstance(here, Mapping):
        shape = shape_at(PlantModel, data, path)
        known = list(shape.noun.field_keys()) if shape is not None and shape.noun is not None else []
        known = [*known, *(key for key in here if key not in known)]
        flow = here.get("flow")
        known += [name for name in map(entry_name, flow if isinstance(flow, list) else []) if name is not None]
    place = f'in "{show_path(data, path)}"' if path else "at the top"
    if not known:
        return QuantityError(
            Phrase('the path "{names}" leads into a single value at "{word}"', names=".".join(words), word=word),
            Phrase("end it at {value}", value=show_path(data, path)),
        )
    remedy = suggest(word, [one for one in known if one not in ("mark", "note")])
    if remedy.startswith("did you mean"):
        right = ".".join([*words[:index], remedy.split("`")[1], *words[index + 1 :]])
        remedy = Phrase("did you mean `{right}`?", right=right)
    return QuantityError(
        Phrase('unknown path "{names}": there is no "{word}" {place}', names=".".join(words), word=word, place=place),
        remedy,
    )
