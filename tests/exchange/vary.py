"""Other documents made of one JSON document: a value gone, another in its place, twice, or one that nobody named."""

from __future__ import annotations

import copy
import random
from typing import Any

ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 5, 6, 0.5, 1e18, 1.1e18, 1000, "", "x", "0001", "A1S1", [], {}, ["x", "x"],
    {"x": 1}, "BPNS0000000000XY", "BPNL0000000000XY", "BPNS0000000000X!", "unit:piece", "2024-01-01",
    "2024-01-01T00:00:00Z", "x2024-01-01T00:00:00", "2024-13-01T00:00:00Z", "5f0c1a52-8c1e-4f5e-9d3b-2f6f0c7a9b11",
    "x" * 4001, "INBOUND", "KG", "resolved", "ADD", "shipping", "urn:epcglobal:cbv:bizstep:shipping",
)  # fmt: skip


def varied(document: Any, draw: random.Random, changes: int = 3) -> Any:
    """A copy with one to ``changes`` changes, anywhere in it."""
    document = copy.deepcopy(document)
    for _ in range(draw.randint(1, changes)):
        holder, key = draw.choice(list(_entries(document)) or [(None, None)])
        if holder is None:
            return draw.choice(ODD)
        kind = draw.randrange(6)
        if kind < 2:
            del holder[key]
        elif kind < 4:
            holder[key] = copy.deepcopy(draw.choice(ODD))
        elif isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        else:
            holder[draw.choice(("notNamed", "ex:field", key))] = copy.deepcopy(draw.choice(ODD))
    return document


def _entries(value: Any) -> Any:
    """Each place of a document, as what holds it and the key there."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in list(pairs):
        yield value, key
        yield from _entries(one)
