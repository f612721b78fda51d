"""A name for content: equal arrays, numbers and texts have equal names, in any process."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase


def digest_of(*values: Any) -> str:
    """The name of arrays, numbers, texts, tuples, mappings and dataclasses of them."""
    found = hashlib.blake2b(digest_size=12)
    _feed(found, values)
    return found.hexdigest()


def _feed(found: Any, value: Any) -> None:
    if isinstance(value, np.ndarray):
        found.update(f"array {value.dtype} {value.shape}".encode())
        found.update(np.ascontiguousarray(value).tobytes())
    elif isinstance(value, dict):
        found.update(f"mapping {len(value)}".encode())
        for key in sorted(value):
            _feed(found, key)
            _feed(found, value[key])
    elif isinstance(value, tuple | list):
        found.update(f"row {len(value)}".encode())
        for one in value:
            _feed(found, one)
    elif is_dataclass(value):
        _feed(found, [getattr(value, one.name) for one in fields(value)])
    elif value is None or isinstance(value, str | bytes | int | float | np.generic):
        plain = value.item() if isinstance(value, np.generic) else value
        found.update(f"{type(plain).__name__} {plain!r};".encode())
    else:
        raise TypeError(Phrase("{name} has no name", name=type(value).__name__))
