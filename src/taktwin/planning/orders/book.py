"""An order book: models and their demand, customers, what waits, plants, parts, and who goes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taktwin.model.phrase import Phrase
from taktwin.planning.orders.capacity import Capacity
from taktwin.planning.orders.errors import OrderBookError, check_number
from taktwin.planning.orders.launch import DAYS, Demand, Holidays
from taktwin.planning.orders.stage import Stage

Numbers = NDArray[np.float64]
#: Orders in the book at the start, and days that are simulated, at most.
MOST_ORDERS, MOST_DAYS = 2_000_000, 3660
_AT_ONCE = Stage()


def _check_curve(name: str, weeks: tuple[float, ...], shares: tuple[float, ...]) -> None:
    if len(weeks) != len(shares):
        raise OrderBookError(
            Phrase("{name}: {n} waits and {n2} shares", name=name, n=len(weeks), n2=len(shares)),
            Phrase("give a share for each wait"),
        )
    for one in weeks:
        check_number(f"{name}: wait", one)
    for one in shares:
        check_number(name, one, 0.0, 1.0)
    if any(b <= a for a, b in pairwise(weeks)):
        raise OrderBookError(Phrase("{name}: the waits do not rise", name=name), Phrase("sort them, each once"))


class Allocation(StrEnum):
    """Whose car starts first."""

    ORDERED = "ordered"  # first come, first served
    CUSTOMER = "customer"  # by the rank of the customer, then by the time of the order
    DUE = "due"  # by the day promised
    MIX = "mix"  # the variants keep the shares of their demand, within each as ordered


@dataclass(frozen=True)
class Variant:
    """A variant of a model, with its share of the model's orders and its price."""

    name: str
    share: float
    price: float = 0.0


@dataclass(frozen=True)
class Model:
    """A model: its demand and its variants, whose shares sum to 1."""

    name: str
    demand: Demand
    variants: tuple[Variant, ...]


@dataclass(frozen=True)
class Customer:
    """A kind of customers, with its share of the new orders; those with a lower rank go first."""

    name: str
    share: float = 1.0
    rank: int = 0


@dataclass(frozen=True)
class Patience:
    """How long those wait who have a firm order.

    Attributes:
        weeks: waits, rising from above 0 on.
        shares: of the orders, those given up by then; they rise. Straight lines from 0 between; nobody after the last.
    """

    weeks: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _check_curve("share given up", self.weeks, self.shares)
        if any(b < a for a, b in pairwise(self.shares)):
            raise OrderBookError(
                Phrase("the share given up falls with the wait"), Phrase("give the share by then, not in a week")
            )
        if self.weeks and self.weeks[0] <= 0:
            raise OrderBookError(Phrase("orders given up after no wait at all"), Phrase("give waits above 0"))

    def given_up(self, weeks: Any) -> Numbers:
        """The share that has given up by a wait."""
        return np.interp(np.asarray(weeks, float), (0.0, *self.weeks), (0.0, *self.shares))

    def wait(self, uniform: Numbers, age: Numbers) -> Numbers:
        """Weeks from the order to giving up, inf for never, of those who have waited `age` weeks and not given up."""
        if not self.weeks:
            return np.full(uniform.shape, np.inf)
        before = self.given_up(age)
        share = before + uniform * (1.0 - before)
        found = np.interp(share, (0.0, *self.shares), (0.0, *self.weeks))
        return np.where(share >= self.shares[-1], np.inf, np.maximum(found, age))


@dataclass(frozen=True)
class Deposit:
    """Small orders: refundable, they keep a place, and become firm or not.

    Attributes:
        share: of the new orders, those that begin as small ones.
        decide: weeks until the customer decides.
        quotes: waits in weeks that he may be told then.
        shares: of the small orders, those that become firm at such a wait; straight lines between.
    """

    share: float = 0.0
    decide: float = 0.0
    quotes: tuple[float, ...] = (0.0,)
    shares: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        check_number("share of small orders", self.share, 0.0, 1.0)
        check_number("weeks to decide", self.decide)
        _check_curve("share that becomes firm", self.quotes, self.shares)
        if not self.quotes:
            raise OrderBookError(Phrase("no small order becomes firm"), Phrase("give a share"))


@dataclass(frozen=True)
class Plant:
    """A plant: what it can start in a week, which variants it makes, and how long a car is on its way.

    Attributes:
        name: of the plant.
        makes: indices of the variants (see `OrderBook.variants`).
        capacity: cars a week that can start.
        through: time from the start of a car to its end in the plant.
        transport: time from there to the customer.
    """

    name: str
    makes: tuple[int, ...]
    capacity: Capacity
    through: Stage = _AT_ONCE
    transport: Stage = _AT_ONCE


@dataclass(frozen=True)
class Part:
    """A part, and who supplies it.

    Attributes:
        name: of the part.
        supplier: his name.
        uses: parts of a car, by variant.
        capacity: parts a week.
        stock: parts at the start.
        room: parts that can be in stock: a supplier does not make what nobody can store.
    """

    name: str
    supplier: str
    uses: tuple[float, ...]
    capacity: Capacity
    stock: float = 0.0
    room: float = 0.0


@dataclass(frozen=True, eq=False)
class Waiting:
    """The orders that are in the book at the start, in the order in which they came.

    Attributes:
        age: days since they came.
        variant: index; -1 where it is drawn by the shares of the model.
        model: index.
        customer: index.
        due: the day promised, from the start; nan for none.
        small: whether it is a small order.
        ident: their names, or none at all.
    """

    age: Numbers
    variant: NDArray[np.int64]
    model: NDArray[np.int64]
    customer: NDArray[np.int64]
    due: Numbers
    small: NDArray[np.bool_]
    ident: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return self.age.size

    def rows(self, rows: NDArray[np.int64]) -> Waiting:
        """Some of them."""
        ident = tuple(self.ident[row] for row in rows) if self.ident else ()
        return Waiting(
            self.age[rows],
            self.variant[rows],
            self.model[rows],
            self.customer[rows],
            self.due[rows],
            self.small[rows],
            ident,
        )

    @classmethod
    def none(cls) -> Waiting:
        """An empty book."""
        whole = np.zeros(0, np.int64)
        return cls(np.zeros(0), whole, whole, whole, np.zeros(0), np.zeros(0, bool))

    @classmethod
    def groups(cls, groups: Sequence[tuple[int, int, float, bool]]) -> Waiting:
        """Out of groups of model, number of orders, weeks over which they came evenly, and whether they are small."""
        if not groups:
            return cls.none()
        parts = [
            (np.full(n, model), weeks * DAYS * (n - np.arange(n) - 0.5) / max(n, 1), np.full(n, small))
            for model, n, weeks, small in groups
        ]
        model, age, small = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        order = np.argsort(-age, kind="stable")
        n = order.size
        whole = np.zeros(n, np.int64)
        return cls(age[order], np.full(n, -1), model[order], whole, np.full(n, np.nan), small[order])


@dataclass(frozen=True)
class OrderBook:
    """All that is known of an order book.

    Attributes:
        start: the day on which day 0 begins.
        models: at least one.
        plants: at least one; each variant is made by one at least.
        waiting: orders at the start.
        parts: those that may run short.
        customers: kinds of them; their shares sum to 1.
        allocation: whose car starts first.
        patience: of firm orders.
        deposit: small orders.
        holidays: months in which less is ordered.
        promise: weeks that those have been promised who have no day of their own.
        compensation: money for a day of delay, and its most for an order.

    Raises:
        OrderBookError: what the attributes say does not hold.
    """

    start: dt.date
    models: tuple[Model, ...]
    plants: tuple[Plant, ...]
    waiting: Waiting = field(default_factory=Waiting.none)
    parts: tuple[Part, ...] = ()
    customers: tuple[Customer, ...] = (Customer("all"),)
    allocation: Allocation = Allocation.ORDERED
    patience: Patience = Patience()
    deposit: Deposit = Deposit()
    holidays: Holidays | None = None
    promise: float | None = None
    compensation: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        if not self.models or not self.plants:
            raise OrderBookError(Phrase("an order book needs a model and a plant"), Phrase("add them"))
        made = {one for plant in self.plants for one in plant.makes}
        for k, (model, variant) in enumerate(self.variants):
            if k not in made:
                message = Phrase("no plant makes {name} {name2}", name=self.models[model].name, name2=variant.name)
                raise OrderBookError(message, Phrase("name it in `makes` of a plant"))
        for what, shares in (
            *((f"variants of {model.name}", [one.share for one in model.variants]) for model in self.models),
            ("customers", [one.share for one in self.customers]),
        ):
            if abs(sum(shares) - 1.0) > 1e-6:
                raise OrderBookError(
                    Phrase("the shares of the {what} sum to {shares:.4g}", what=what, shares=sum(shares)),
                    Phrase("let them sum to 100 %"),
                )
        if self.waiting.count > MOST_ORDERS:
            raise OrderBookError(
                Phrase("{count:,} orders wait", count=self.waiting.count),
                Phrase("give {most_orders:,} at most", most_orders=MOST_ORDERS),
            )

    @property
    def variants(self) -> list[tuple[int, Variant]]:
        """All variants, each with the index of its model; their places here are their indices."""
        return [(k, one) for k, model in enumerate(self.models) for one in model.variants]

    def variant_name(self, k: int) -> str:
        """Model and variant; the model alone where it has one variant."""
        model, variant = self.variants[k]
        found = self.models[model]
        return found.name if len(found.variants) == 1 else f"{found.name} {variant.name}"

    @property
    def calendar(self) -> Holidays:
        """The holidays, with none where none are given."""
        return self.holidays or Holidays(self.start)

    def expected(self, days: int) -> Numbers:
        """New orders expected by day and model (days, models); small ones among them."""
        return np.stack([model.demand.in_days(self.calendar, days) for model in self.models], axis=1)

    def expected_variants(self, days: int) -> Numbers:
        """The same by variant (days, variants)."""
        by_model = self.expected(days)
        return np.stack([by_model[:, k] * one.share for k, one in self.variants], axis=1)
