"""What the nouns expect at a place of the model file: a noun, a mapping of names, a list, a quantity, or else."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import Discriminator, Tag

from taktwin.model.values.amountby import AmountBy, PlacesBy
from taktwin.model.values.distribution import OfTime
from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import OfKind
from taktwin.model.values.timeby import TimeBy


@dataclass(frozen=True, slots=True)
class Shape:
    """``kind`` is noun, named, list, quantity or other; ``noun`` its class, ``item`` the type of its entries."""

    kind: str
    noun: type[Noun] | None = None
    item: Any = None
    quantity: str | None = None


@cache
def _fields(noun: type[Noun]) -> dict[str, Any]:
    """Key in the file -> annotation, with its metadata."""
    found: dict[str, Any] = {}
    for name, info in noun.model_fields.items():
        metadata = [*info.metadata]
        if isinstance(info.discriminator, Discriminator):
            metadata.append(info.discriminator)
        annotation: Any = info.annotation
        found[info.alias or name] = typing.Annotated[(annotation, *metadata)] if metadata else annotation
    return found


def shape_of(annotation: Any, data: Any) -> Shape:
    """The shape that an annotation has for some data (which decides between alternatives)."""
    metadata: tuple[Any, ...] = ()
    while typing.get_origin(annotation) is typing.Annotated:
        annotation, *more = typing.get_args(annotation)
        metadata += tuple(more)
    for one in metadata:
        if isinstance(one, OfKind):
            return Shape("quantity", quantity=one.rule.name)
        if isinstance(one, OfTime):
            return Shape("quantity", quantity="time")
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return _alternative(arguments, metadata, data)
    if origin is dict:
        return Shape("named", item=arguments[1])
    if origin is list:
        return Shape("list", item=arguments[0])
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return Shape("noun", noun=annotation)
    return Shape("other", item=annotation)


def _alternative(arguments: tuple[Any, ...], metadata: tuple[Any, ...], data: Any) -> Shape:
    choose = next((one.discriminator for one in metadata if isinstance(one, Discriminator)), None)
    if callable(choose):
        tag = choose(data)
        for argument in arguments:
            if any(isinstance(one, Tag) and one.tag == tag for one in typing.get_args(argument)[1:]):
                return shape_of(argument, data)
        return Shape("other")
    real = [argument for argument in arguments if argument is not type(None)]
    return shape_of(real[0], data) if len(real) == 1 else Shape("other")


def child(shape: Shape, key: str | int) -> Any:
    """Annotation of an entry of a shape, None where it can have no such entry."""
    if shape.kind == "noun" and shape.noun is not None:
        if key in _fields(shape.noun):
            return _fields(shape.noun)[str(key)]
        return TimeBy.model_fields["default"].annotation if issubclass(shape.noun, TimeBy) else _amount(shape.noun)
    if shape.kind in ("named", "list"):
        return shape.item
    return None


def _amount(noun: type[Noun]) -> Any:
    """Annotation of what a value of an option has where quantities go by it."""
    return noun.model_fields["default"].annotation if issubclass(noun, AmountBy | PlacesBy) else None


def shape_at(root: type[Noun], data: Any, path: tuple[str | int, ...]) -> Shape | None:
    """The shape at a path of a model file, None where the nouns know none."""
    shape = shape_of(root, data)
    for key in path:
        annotation = child(shape, key)
        if annotation is None:
            return None
        data = _entry(data, key)
        shape = shape_of(annotation, data)
    return shape


def _entry(data: Any, key: str | int) -> Any:
    if isinstance(data, Mapping):
        return data.get(key)
    if isinstance(data, list) and isinstance(key, int) and key < len(data):
        return data[key]
    return None


def walk(
    annotation: Any, data: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any, Shape]]:
    """Each value of some data with its path and shape, outer before inner, as far as the nouns know it."""
    shape = shape_of(annotation, data)
    yield path, data, shape
    if isinstance(data, Mapping) and shape.kind in ("noun", "named"):
        entries: Any = data.items()
    elif isinstance(data, list) and shape.kind == "list":
        entries = enumerate(data)
    else:
        return
    for key, value in entries:
        inner = child(shape, key)
        if inner is not None and key not in ("mark", "note"):
            yield from walk(inner, value, (*path, key))
