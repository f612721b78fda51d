"""The cars of a day: of an order stream's file, or drawn from its mix; and the plant that makes them in a sequence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taktwin.kernel.base.hashing import mix_all
from taktwin.kernel.base.random import name_key, run_keys
from taktwin.kernel.base.state import P_OPTION
from taktwin.kernel.lowering.orders import PlantOptions
from taktwin.model.errors import ModelError, Problem
from taktwin.model.files.sequencefile import check_idents, read_sequence
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.sequencing import SequenceRules
from taktwin.model.phrase import Phrase
from taktwin.model.text.orderfile import Order, read_orders
from taktwin.model.values.nearest import suggest

# The address of a draw (docs/semantics.md, "Random numbers"); a test holds these to what the engine draws.
_PURPOSE = np.uint64(0xD1B54A32D192ED03)
_NUMBER = np.uint64(0x9E3779B97F4A7C15)
_OPTION_STEP = 16


@dataclass(frozen=True)
class Day:
    """The cars of one day in the order given. ``idents`` names each; ``orders`` says what it is."""

    stream: str
    orders: tuple[Order, ...]
    idents: tuple[str, ...]
    rules: SequenceRules

    def __len__(self) -> int:
        return len(self.orders)

    def value(self, car: int, option: str) -> str | None:
        """Value of an option (or the `product`) of a car; None where it has none."""
        order = self.orders[car]
        return order.product if option == "product" else order.options.get(option)


def stream_of(model: PlantModel, stream: str | None = None) -> str:
    """The order stream whose cars are put in sequence: the named one, the one with `sequence`, or the only one.

    Raises:
        ModelError: there is no such stream, or several could be meant.
    """
    if stream is not None:
        if stream not in model.orders:
            message = Phrase('there is no order stream "{stream}"', stream=stream)
            raise ModelError([Problem(model.name, None, "orders", message, suggest(stream, model.orders))])
        return stream
    ruled = [name for name, one in model.orders.items() if one.sequence is not None]
    known = ruled or list(model.orders)
    if len(known) == 1:
        return known[0]
    what, remedy = Phrase("the plant has no orders"), Phrase("add `orders:`")
    if known:
        what = Phrase("several order streams could be meant: {known}", known=", ".join(known))
        remedy = Phrase("keep `sequence:` at one of them") if ruled else Phrase("give one of them `sequence:`")
    raise ModelError([Problem(model.name, None, "orders", what, remedy)])


def day_of(model: PlantModel, stream: str | None = None) -> Day:
    """The cars of the day of an order stream, in the order given.

    Raises:
        ModelError: which stream or how many cars is not clear, or the file of the stream is wrong.
    """
    name = stream_of(model, stream)
    one = model.orders[name]
    rules = one.sequence or SequenceRules()
    if one.file is not None:
        orders, problems = read_orders(model, name)
        if problems:
            raise ModelError(problems)
        if one.quantity is not None:
            orders = orders[: int(one.quantity.value)]
        orders = _as_made(model, orders)
    elif rules.cars is not None:
        orders = drawn_orders(model, name, int(rules.cars.value), int(rules.draw.value))
    else:
        message = Phrase("the stream draws its orders without end, so it is not said which cars a day has")
        remedy = Phrase("add `sequence: {cars: 600}` to the stream, or give it a `file`")
        raise ModelError([Problem(model.name, None, f"orders.{name}", message, remedy)])
    if not orders:
        raise ModelError(
            [Problem(model.name, None, f"orders.{name}", Phrase("the day has no cars"), Phrase("give it at least one"))]
        )
    width = len(str(len(orders)))
    idents = tuple(order.ident or f"{name}-{number:0{width}d}" for number, order in enumerate(orders, start=1))
    return Day(name, tuple(orders), idents, rules)


def _as_made(model: PlantModel, orders: list[Order]) -> list[Order]:
    """The orders with every option: what a file leaves out the engine makes as the first value of the product."""
    options = PlantOptions(model)
    return [
        replace(
            order,
            options={name: options.first(at, order.product) for at, name in enumerate(options.names) if at}
            | order.options,
        )
        for order in orders
    ]


def drawn_orders(model: PlantModel, stream: str, count: int, seed: int) -> list[Order]:
    """The first orders of a stream with a mix, just as a run with this seed draws them at its begin."""
    options = PlantOptions(model)
    key = run_keys(np.array([name_key(stream)], np.uint64), seed, 0)[0]
    periods = model.orders[stream].mix
    mix = {p: q.value for p, q in periods[0].shares.items()} if periods else dict.fromkeys(options.products, 1.0)
    product = _picked([mix.get(p, 0.0) for p in options.products], _units(key, 0, count))
    chosen = [product]
    for at in range(1, len(options)):
        units = _units(key, at, count)
        codes = np.zeros(count, np.int64)
        for number, name in enumerate(options.products):
            shares = options.shares[at][name]
            mine = product == number
            codes[mine] = _picked([shares.get(v, 0.0) for v in options.values[at]], units[mine])
        chosen.append(codes)
    named = bool(model.products)
    return [
        Order(
            options.products[chosen[0][i]] if named else None,
            {options.names[at]: options.values[at][chosen[at][i]] for at in range(1, len(options))},
        )
        for i in range(count)
    ]


def _units(key: np.uint64, option: int, count: int) -> NDArray[np.float64]:
    """The numbers in (0, 1) that decide on an option, for order 0, 1, ..."""
    with np.errstate(over="ignore"):
        base = mix_all(np.array([key + np.uint64(P_OPTION + _OPTION_STEP * option) * _PURPOSE]))
        bits = mix_all(base + np.arange(count, dtype=np.uint64) * _NUMBER)
    return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) / (1 << 53)


def _picked(shares: list[float], units: NDArray[np.float64]) -> NDArray[np.int64]:
    """For each number the first value whose cumulative share exceeds it; never one without a share at the end."""
    last = max(place for place, share in enumerate(shares) if share > 0.0)
    bounds = np.cumsum(np.array(shares[:last]))
    return np.searchsorted(bounds, units, side="right").astype(np.int64)


def ordered_day(day: Day, sequence: str | Path | Sequence[str] | NDArray[np.integer]) -> NDArray[np.int32]:
    """A sequence of the day's cars as their numbers: from a CSV file, from idents in their order, or from numbers.

    Raises:
        ModelError: it is not a sequence of these cars; every problem with its line and remedy.
    """
    if isinstance(sequence, str | Path):
        return np.array(read_sequence(sequence, day.idents), np.int32)
    if isinstance(sequence, np.ndarray):
        wrong = [car for car in sequence.tolist() if not 0 <= car < len(day)]
        if wrong:
            message = Phrase("there is no car {wrong} in this day", wrong=wrong[0])
            raise ModelError([Problem("sequence", None, "", message, Phrase("number its {n} cars from 0", n=len(day)))])
        return np.array(check_idents([day.idents[car] for car in sequence.tolist()], day.idents), np.int32)
    return np.array(check_idents(list(sequence), day.idents), np.int32)


def in_sequence(model: PlantModel, day: Day, order: NDArray[np.integer], repeat: int = 1) -> PlantModel:
    """The plant whose stream releases the cars of a day in a sequence, the whole day ``repeat`` times.

    Where the stream has a release for each position, the releases stay with the positions, and there is one day.
    """
    cars = [replace(day.orders[int(car)], row=0) for car in order]
    if day.orders[0].release is not None:
        cars = [replace(car, release=slot.release) for car, slot in zip(cars, day.orders, strict=True)]
        repeat = 1
    digest = hashlib.blake2b(",".join(map(str, order.tolist())).encode(), digest_size=6).hexdigest()
    stream = model.orders[day.stream].model_copy(update={"mix": None, "file": f"{digest} x {repeat}"})
    stream._given = tuple(cars) * repeat
    return model.model_copy(update={"orders": {**model.orders, day.stream: stream}})
