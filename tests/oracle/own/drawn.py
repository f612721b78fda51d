"""Rules of one's own for random plants: one in four has some.

One lets orders go by the clock alone. It is asked by the clock as well, and changes its mind at no other time: else it
would depend on what else happens in the plant.
"""

from __future__ import annotations

import inspect
import math
import zlib
from collections.abc import Callable
from types import FunctionType
from typing import Any

from taktwin.kernel.lowering.program import lower
from taktwin.model.nouns.buffer import Buffer
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.nouns.store import Store
from taktwin.model.own.errors import RuleError
from taktwin.model.own.rule import rule
from taktwin.model.own.ruled import with_rules
from taktwin.model.spelt.expand import expand

#: So often the rule that goes by the clock is asked, s.
CLOCK_S = 25.0


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


def mixed_up(order):  # type: ignore[no-untyped-def]
    return order % 5


def by_colour(colour, due, order):  # type: ignore[no-untyped-def]
    return colour + 0.001 * (order % 4) + (0.0 if due > 1e9 else 1e-6 * due)


def some_never(order, work):  # type: ignore[no-untyped-def]
    return math.inf if order % 6 == 5 else -work


def few_at_a_time(wip, position, count):  # type: ignore[no-untyped-def]
    return math.inf if wip > 3 else -position if count > 4 else position


def while_empty(level, waited, order):  # type: ignore[no-untyped-def]
    return math.inf if level > 0 and order % 4 > 0 else order % 3 + 0.0 * waited


def another_colour(colour, last_colour, ready, wip):  # type: ignore[no-untyped-def]
    return math.inf if colour == last_colour and wip > 1 else colour + 0.0 * ready


def not_before(now, ready, order):  # type: ignore[no-untyped-def]
    return math.inf if now - now % CLOCK_S < ready + 20.0 + order % 50 else -order


def nearest(empty, position):  # type: ignore[no-untyped-def]
    return empty + 0.001 * position


def fullest(before, level, vehicle):  # type: ignore[no-untyped-def]
    return level - before - 0.1 * vehicle


def last_come(position, wanted, vehicle):  # type: ignore[no-untyped-def]
    return -position + 0.1 * wanted - 0.01 * vehicle


def roomy(room, priority):  # type: ignore[no-untyped-def]
    return -min(room, 1e6) - priority


def quickest(repair, position):  # type: ignore[no-untyped-def]
    return repair + 0.001 * position


def seldom(failures, position):  # type: ignore[no-untyped-def]
    return failures - 0.1 * position


RELEASE = (mixed_up, by_colour, some_never, few_at_a_time, while_empty, another_colour, not_before)
DISPATCH = (nearest, fullest, last_come, roomy)
REPAIR = (quickest, seldom)
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
    for name in model.fleets:
        at = zlib.crc32(f"{seed} {name}".encode())
        functions.append(rule.dispatch(name)(_copy(DISPATCH[at % len(DISPATCH)])))
    for name in model.crews:
        at = zlib.crc32(f"{seed} {name}".encode())
        functions.append(rule.repair(name)(_copy(REPAIR[at % len(REPAIR)])))
    functions += [made for name in model.orders if (made := _release(model, name, seed)) is not None]
    return with_rules(model, functions) if functions else model


def _release(model: PlantModel, name: str, seed: int) -> Callable[..., Any] | None:
    """A rule for an order stream, where there is one that it can have."""
    at = zlib.crc32(f"{seed} {name}".encode())
    buffer = next((one.name for _, _, _, one in expand(model).all_elements() if isinstance(one, Buffer | Store)), None)
    for k in range(len(RELEASE)):
        one = RELEASE[(at + k) % len(RELEASE)]
        asked = inspect.signature(one).parameters
        if ("colour" in asked and "colour" not in model.options) or ("level" in asked and buffer is None):
            continue
        if model.paths and {"now", "waited"} & set(asked):
            continue  # the oracle has instants at which a vehicle only passes by, and asks at them
        numbers = {"level": rule.level(buffer)} if "level" in asked and buffer is not None else {}
        made = rule.release(name, every=f"{CLOCK_S:g} s" if one is not_before else None, **numbers)(_copy(one))
        try:
            lower(with_rules(model, made))
        except RuleError:
            continue
        return made
    return None


def _copy(function: Any) -> Any:
    """The same function, so that a decorator marks this one alone."""
    return FunctionType(function.__code__, function.__globals__, function.__name__)
