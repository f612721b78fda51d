"""Rules of one's own for random plants: one in four has some."""

from __future__ import annotations

import inspect
import zlib
from collections.abc import Callable
from types import FunctionType
from typing import Any

from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.own.rule import rule
from taktwin.model.own.ruled import with_rules
from taktwin.model.spelt.expand import expand


def newest(position, count):  # type: ignore[no-untyped-def]
    return count - position


def in_threes(order, ready):  # type: ignore[no-untyped-def]
    return order % 3 + 0.001 * (ready % 7.0)


def impatient(waited, age):  # type: ignore[no-untyped-def]
    return -waited if waited > 30.0 else age


def by_due(due, now, order):  # type: ignore[no-untyped-def]
    return due - now if due < 1e9 else 1e9 + order


def longest_work(work):  # type: ignore[no-untyped-def]
    return -work


def other_colour(colour, last_colour):  # type: ignore[no-untyped-def]
    return colour == last_colour


def last_server(server, order):  # type: ignore[no-untyped-def]
    return -server if order % 2 == 0 else server


def rested(idle, now, free_since):  # type: ignore[no-untyped-def]
    return idle % 5.0 + 0.0 * now * free_since


def in_turn(turn, work):  # type: ignore[no-untyped-def]
    return turn + 0.01 * work


def by_share(u, below, share):  # type: ignore[no-untyped-def]
    return 0.0 if u < below + share else 1.0


def alternate(way, order):  # type: ignore[no-untyped-def]
    return (way + order) % 2


def emptiest(level, room, way):  # type: ignore[no-untyped-def]
    return level - 0.1 * min(room, 9.0) - 0.01 * way


RETRIEVAL = (newest, in_threes, impatient, by_due, longest_work, other_colour)
CHOICE = (last_server, rested, in_turn)
ROUTE = (by_share, alternate, emptiest)


def ruled(model: PlantModel, seed: int) -> PlantModel:
    """The plant, one in four with rules of its own, which follow from the seed and the names of its elements."""
    if seed % 4 != 3 or model.plants:
        return model
    coloured = "colour" in model.options
    functions: list[Callable[..., Any]] = []
    for _, _, _, element in expand(model).all_elements():
        at = zlib.crc32(f"{seed} {element.name}".encode())
        if at % 3 == 0:
            continue
        if isinstance(element, Buffer | Store):
            known = [one for one in RETRIEVAL if coloured or "colour" not in inspect.signature(one).parameters]
            functions.append(rule.retrieval(element.name)(_copy(known[at % len(known)])))
        elif isinstance(element, Station):
            if element.server_count > 1:
                functions.append(rule.choice(element.name)(_copy(CHOICE[at % len(CHOICE)])))
            if element.routes:
                functions.append(rule.route(element.name)(_copy(ROUTE[at % len(ROUTE)])))
    return with_rules(model, functions) if functions else model


def _copy(function: Any) -> Any:
    """The same function, so that a decorator marks this one alone."""
    return FunctionType(function.__code__, function.__globals__, function.__name__)
