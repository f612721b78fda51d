"""The order book and the plant: cars in the order of their start for a plant model, and what the plant truly makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.planning.orders.book import OrderBook
from taktwin.planning.orders.capacity import Capacity
from taktwin.planning.orders.errors import OrderBookError
from taktwin.planning.orders.future import simulate_future
from taktwin.planning.orders.launch import DAYS
from taktwin.planning.orders.ramp import PlannedRamp
from taktwin.planning.orders.stage import Stage

if TYPE_CHECKING:
    import polars as pl

    from taktwin.model.nouns.plant import PlantModel

#: A variant of an order book in the model of a plant: product, option, value (no option where it has one variant).
Product = tuple[str, str | None, str]


def plant_orders(
    book: OrderBook, products: Sequence[Product], plant: str | None = None, weeks: float = 1.0, seed: int = 1
) -> pl.DataFrame:
    """The cars that a plant starts in the first weeks of one future, as a table for `orders:` of its model.

    Columns: `product`, one for each option, `due` (hours from the start of the book until the car must have left the
    plant: its start and the time through it that nine of ten cars keep), `customer`, and `ident` where the orders have
    names.
    plant: its start and the time through it that nine of ten cars keep), `customer`,
    and `ident` where the orders have names.

    Args:
        book: the order book.
        products: of each variant, as `OrderBookFile.products`.
        plant: its name; the first one by default.
        weeks: from the start.
        seed: of the future.

    Raises:
        OrderBookError: there is no such plant, or it starts no car in that time.
    """
    import polars as pl

    from taktwin.planning.orders.kernel.days import STARTED

    names = [one.name for one in book.plants]
    if plant is not None and plant not in names:
        raise OrderBookError(
            Phrase('there is no plant "{plant}"', plant=plant), Phrase("name one of {names}", names=", ".join(names))
        )
    at = 0 if plant is None else names.index(plant)
    days = max(1, int(np.ceil(weeks * DAYS)))
    found = simulate_future(book, days, seed, 0)
    mine = np.flatnonzero((found.plant == at) & (found.state == STARTED) & (found.start <= weeks * DAYS))
    if not mine.size:
        raise OrderBookError(
            Phrase("{names} starts no car in {weeks:g} weeks", names=names[at], weeks=weeks), Phrase("give more weeks")
        )
    mine = mine[np.argsort(found.start[mine], kind="stable")]
    through = float(book.plants[at].through.quantile(0.9))
    kinds = [products[k] for k in found.variant[mine].tolist()]
    columns: dict[str, list[str]] = {"product": [one[0] for one in kinds]}
    for option in dict.fromkeys(one[1] for one in products if one[1] is not None):
        columns[option] = [value if name == option else "" for _, name, value in kinds]
    due = np.ceil((found.start[mine] + through) * 240) / 10  # a tenth of an hour
    columns["due"] = [f"{one:.1f} h" for one in due.tolist()]
    columns["customer"] = [book.customers[k].name for k in found.customer[mine].tolist()]
    if book.waiting.ident:
        columns["ident"] = [_ident(book, k, float(found.ordered[k])) for k in mine.tolist()]
    return pl.DataFrame(columns)


def _ident(book: OrderBook, k: int, ordered: float) -> str:
    """The name of an order; one that comes later is named by its number."""
    return book.waiting.ident[k] if k < book.waiting.count else f"new-{k - book.waiting.count + 1}-{int(ordered)}"


@dataclass(frozen=True)
class TrueCapacity:
    """What a plant makes when it is run with the orders of the book.

    Attributes:
        plant: its name in the book.
        nominal: cars a week that the book says it can start.
        true: cars a week that left the plant in the run.
        low: of `true`, with 95 % confidence; by replication.
        high: likewise.
        through: days of a car from its start to its end.
    """

    plant: str
    nominal: float
    true: float
    low: float
    high: float
    through: Stage

    def as_dict(self) -> dict[str, Any]:
        """For JSON; the time through the plant as median and 90 % quantile, in days."""
        low, high = (None if one != one else one for one in (self.low, self.high))
        middle, late = self.through.quantile(np.array([0.5, 0.9])).tolist()
        return {
            "plant": self.plant, "nominal": self.nominal, "true": self.true, "low": low, "high": high,
            "through_median_d": middle, "through_p90_d": late,
        }  # fmt: skip


def true_capacity(
    book: OrderBook,
    plant: str,
    model: str | Path | PlantModel,
    orders: pl.DataFrame | None = None,
    days: float = 7.0,
    warmup: float = 1.0,
    lines: int = 1,
    replications: int = 3,
    seed: int = 1,
) -> TrueCapacity:
    """Run the model of a plant, with cars always at hand, and count.

    Args:
        book: the order book.
        plant: its name there.
        model: of the plant; its first order stream releases a job whenever there is room.
        orders: of `plant_orders`, over and over; None for the mix of the model.
        days: measured.
        warmup: days before them.
        lines: how many such plants stand side by side: the book's plant makes so many times as much.
        replications: of the run; two or more give an interval.
        seed: of the run.

    Raises:
        ModelError: the model or its orders cannot be used.
        SimulationError: it cannot be run on.
    """
    from scipy.stats import t as student

    from taktwin.model.files.load import load_model
    from taktwin.runs.options import RunOptions
    from taktwin.runs.replications import simulate

    found = load_model(model)
    if orders is not None:
        found = with_orders(found, orders)
    results = simulate(found, RunOptions(days=days, warmup=warmup, replications=replications, seed=seed))
    rates, through = [], []
    for one in results:
        jobs = one.jobs
        left = jobs.filter((jobs["outcome"] == "finished") & (jobs["ended"] >= 0) & (jobs["ended"] <= days * 86400))
        rates.append(lines * left.height * DAYS / days)
        through.append(((left["ended"] - left["born"]) / 86400).to_numpy())
    mean = float(np.mean(rates))
    half = float("nan")
    if len(rates) > 1:
        half = float(student.ppf(0.975, len(rates) - 1) * np.std(rates, ddof=1) / len(rates) ** 0.5)
    measured = np.concatenate(through)
    nominal = next(one for one in book.plants if one.name == plant).capacity
    now = float(replace(nominal, growths=(), shortages=()).planned(DAYS).sum())
    stage = Stage.of(np.quantile(measured, np.linspace(0, 1, 101))) if measured.size else Stage()
    return TrueCapacity(plant, now, mean, mean - half, mean + half, stage)


def with_orders(model: PlantModel, orders: pl.DataFrame) -> PlantModel:
    """The plant whose first order stream releases the cars of `plant_orders`, over and over, whenever there is room.

    Raises:
        ModelError: it has no order stream, or an order is none that it can make.
    """
    import tempfile

    from taktwin.model.files.write import scratch_folder, whole_file
    from taktwin.model.text.orderfile import read_orders

    if not model.orders:
        message, remedy = (
            Phrase("the model has no order stream of one plant"),
            Phrase("give it `orders:`, or name one plant"),
        )
        raise ModelError([Problem(model.name, None, "orders", message, remedy)])
    name = next(iter(model.orders))
    kept = orders.drop("due", "ident", strict=False)  # what comes over and over is due at no time of its own
    with scratch_folder(Path(tempfile.gettempdir()) / "orders.csv") as folder:
        path = folder / "orders.csv"
        with whole_file(path) as file:
            kept.write_csv(file)
        update = {"file": str(path), "mix": None, "interval": None, "quantity": None, "batch": None}
        stream = model.orders[name].model_copy(update=update)
        stream._given = None
        changed = model.model_copy(update={"orders": {**model.orders, name: stream}})
        cars, problems = read_orders(changed, name)
    if problems:
        raise ModelError(problems)
    repeat = max(1, -(-200_000 // len(cars)))
    ready = stream.model_copy(update={"file": f"order book x {repeat}"})
    ready._given = tuple(replace(one, row=0) for one in cars) * repeat
    return model.model_copy(update={"orders": {**model.orders, name: ready}})


def with_true_capacity(book: OrderBook, found: Sequence[TrueCapacity]) -> OrderBook:
    """The book whose plants make what they truly make: all of their capacity changes by true / nominal, and a car takes
    the time that was measured.
    """  # noqa: D205
    known = {one.plant: one for one in found}
    plants = []
    for plant in book.plants:
        one = known.get(plant.name)
        if one is None or one.nominal == 0:
            plants.append(plant)
            continue
        scale = one.true / one.nominal
        plants.append(replace(plant, capacity=_scaled(plant.capacity, scale), through=one.through))
    return replace(book, plants=tuple(plants))


def _scaled(capacity: Capacity, scale: float) -> Capacity:
    now = capacity.now
    if isinstance(now, PlannedRamp):
        now = PlannedRamp(now.times, [scale * one for one in now.rates])
    else:
        now = scale * now
    growths = tuple(replace(one, more=scale * one.more) for one in capacity.growths)
    return replace(capacity, now=now, growths=growths)
