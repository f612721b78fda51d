"""An order book out of its file, or one that comes with Taktwin; every fault is told with file, line and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from taktwin.model.files.nounfile import Faults, read_noun, shown
from taktwin.model.phrase import Phrase
from taktwin.model.text.tree import Path_, Tree
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.nearest import suggest
from taktwin.model.values.quantity import parse_quantity
from taktwin.planning.orders.bass import Bass
from taktwin.planning.orders.book import (
    Allocation,
    Customer,
    Deposit,
    Model,
    OrderBook,
    Patience,
    Variant,
    Waiting,
)
from taktwin.planning.orders.errors import OrderBookError
from taktwin.planning.orders.file.marks import MarkCount, count_marks
from taktwin.planning.orders.file.nouns import ModelNoun, OrderBookNoun, SimulatedNoun
from taktwin.planning.orders.file.supply import Supply
from taktwin.planning.orders.file.table import read_waiting
from taktwin.planning.orders.launch import DAYS, Burst, Demand, Holidays, Price, Renewal

_BOOKS = "taktwin.library.orders"
_WEEK_S = 7 * 86400.0
#: The variant of a model that has none.
ONLY = "all"


@dataclass(frozen=True, eq=False)
class OrderBookFile:
    """What a file says.

    Attributes:
        book: the order book.
        name: for the reader.
        marks: how many numbers are seen, derived, assumed, and without a mark.
        simulated: plants that have a model of their own.
        products: for each variant its product, option and value in the models of plants.
        read: the files that were read.
    """

    book: OrderBook
    name: str
    marks: MarkCount
    simulated: Mapping[str, SimulatedNoun]
    products: tuple[tuple[str, str | None, str], ...]
    read: tuple[Path, ...]


def book_names() -> list[str]:
    """The names of the order books that come with Taktwin."""
    return sorted(Path(one.name).stem for one in files(_BOOKS).iterdir() if one.name.endswith(".yaml"))


def read_order_book(source: str | Path, orders: str | Path | None = None) -> OrderBookFile:
    """The order book of a YAML file, or one of `book_names`.

    Args:
        source: the file or the name.
        orders: table of the orders that wait, in place of those that the file tells.

    Raises:
        ModelError: with file, line, field, what was expected and a remedy of each problem.
        OSError: the file cannot be read.
    """
    if str(source) in book_names():
        with as_file(files(_BOOKS) / f"{source}.yaml") as path:
            return _Reader(path, orders).read()
    return _Reader(Path(source), orders).read()


class _Reader:
    def __init__(self, path: Path, orders: str | Path | None) -> None:
        self.path, self.table = path, None if orders is None else Path(orders)
        self.tree: Tree
        self.tree, self.noun = read_noun(path, OrderBookNoun)
        self.faults = Faults(self.tree)
        self.kinds: list[tuple[str, str]] = []
        """Model and variant of each index."""

    def read(self) -> OrderBookFile:
        """All of it."""
        noun, faults = self.noun, self.faults
        for key, what in (("models", noun.models), ("plants", noun.plants)):
            if not what:
                faults.stop((key,), f"there are no {key}", "add one")
        models = tuple(found for name, one in noun.models.items() if (found := self._model(name, one)))
        supply = Supply(faults, noun.start, self.kinds)
        plants = tuple(supply.plant(name, one) for name, one in noun.plants.items())
        parts = tuple(supply.part(name, one) for name, one in noun.parts.items())
        rules = self._rules()
        marks = count_marks(self.tree, OrderBookNoun, faults)
        faults.raise_found()
        waiting, read = self._waiting(models, rules["customers"])
        faults.raise_found()
        with faults.noted(()):
            book = OrderBook(
                start=noun.start,
                models=models,
                plants=tuple(one for one in plants if one),
                waiting=waiting,
                parts=tuple(one for one in parts if one),
                **rules,
            )
            simulated = {name: one.simulated for name, one in noun.plants.items() if one.simulated is not None}
            products = tuple(self._product(model, variant) for model, variant in self.kinds)
            return OrderBookFile(book, noun.name or self.path.stem, marks, simulated, products, (self.path, *read))
        faults.raise_found()
        raise AssertionError

    def _product(self, model: str, variant: str) -> tuple[str, str | None, str]:
        noun = self.noun.models[model]
        return noun.product or model, noun.option if variant != ONLY else None, variant

    def week(self, day: Any) -> float:
        """A date in weeks from the start."""
        return (day - self.noun.start).days / DAYS

    def _model(self, name: str, noun: ModelNoun) -> Model | None:
        path: Path_ = ("models", name)
        variants = [Variant(key, one.share.value, one.price.value) for key, one in noun.variants.items()]
        if not variants:
            variants = [Variant(ONLY, 1.0, noun.price.value if noun.price else 0.0)]
        elif abs((total := sum(one.share for one in variants)) - 1.0) > 1e-6:
            self.faults.add((*path, "variants"), f"the shares sum to {total:.4g}", "let them sum to 100 %")
        self.kinds += [(name, one.name) for one in variants]
        price = None
        if noun.elasticity.value:
            if noun.price is None or noun.reference_price is None:
                message = Phrase("an elasticity needs `price` and `reference_price`")
                self.faults.add((*path, "elasticity"), message, "add both, or drop it")
            else:
                with self.faults.noted((*path, "price")):
                    price = Price(noun.price.value, noun.reference_price.value, noun.elasticity.value)
        if noun.option is None and noun.variants and noun.product is not None:
            message = Phrase("it is not said which option of the plant's model the variants are")
            self.faults.add((*path, "product"), message, "add `option: NAME`")
        demand = self._demand((*path, "demand"), noun, price)
        return None if demand is None else Model(name, demand, tuple(variants))

    def _demand(self, path: Path_, noun: ModelNoun, price: Price | None) -> Demand | None:
        given, faults = noun.demand, self.faults
        bursts, renewals, trend = [], [], None
        for k, one in enumerate(given.launches):
            with faults.noted((*path, "launches", k)):
                bursts.append(Burst(self.week(one.date), one.orders.value, one.decay.value / _WEEK_S))
        for k, one in enumerate(given.renewals):
            with faults.noted((*path, "renewals", k)):
                renewals.append(Renewal(self.week(one.date), one.before.value / _WEEK_S, one.factor.value))
        if given.bass is not None:
            with faults.noted((*path, "bass")):
                trend = Bass(given.bass.buyers.value, given.bass.p.value, given.bass.q.value)
        begin = -np.inf if given.base_from is None else self.week(given.base_from)
        launched = 0.0 if given.bass is None else self.week(given.bass.launched)
        with faults.noted(path):
            return Demand(
                given.base.value, begin, tuple(bursts), tuple(renewals), trend, launched, price,
                given.uncertainty.value, given.scatter.value,
            )  # fmt: skip
        return None

    def _rules(self) -> dict[str, Any]:
        """What the orders' part says beside what waits."""
        given, faults, found = self.noun.orders, self.faults, {}
        customers = tuple(Customer(name, one.share.value, int(one.rank.value)) for name, one in given.customers.items())
        if customers and abs(sum(one.share for one in customers) - 1.0) > 1e-6:
            total = sum(one.share for one in customers)
            faults.add(
                ("orders", "customers"),
                Phrase("the shares sum to {total:.4g}", total=total),
                Phrase("let them sum to 100 %"),
            )
        found["customers"] = customers or (Customer("all"),)
        found["allocation"] = Allocation(given.allocation)
        with faults.noted(("orders", "given_up")):
            found["patience"] = Patience(*self._curve(("orders", "given_up"), given.given_up))
        found["deposit"] = Deposit()
        if given.small is not None:
            at = ("orders", "small", "firm")
            firm = given.small.firm if isinstance(given.small.firm, Mapping) else {"0": given.small.firm}
            with faults.noted(at):
                curve = self._curve(at, firm)
                if curve[0]:
                    found["deposit"] = Deposit(given.small.share.value, given.small.decide.value / _WEEK_S, *curve)
        months: dict[int, float] = {}
        for key, factor in given.holidays.items():
            if not key.isascii() or not key.isdigit() or not 1 <= int(key[:4]) <= 12:
                faults.add(
                    ("orders", "holidays", key),
                    Phrase('there is no month "{key}"', key=key),
                    Phrase("write its number, 1 to 12"),
                )
            else:
                months[int(key)] = factor.value
        found["holidays"] = Holidays(self.noun.start, months)
        found["promise"] = None if given.promise is None else given.promise.value / _WEEK_S
        if given.compensation is not None:
            found["compensation"] = (given.compensation.per_day.value, given.compensation.most.value)
        return found

    def _curve(self, path: Path_, given: Any) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Waits in weeks and shares of `{4 weeks: 2 %}`."""
        if given is None:
            return (), ()
        if not isinstance(given, Mapping):
            message = Phrase("expected shares by waits, got {given}", given=shown(given))
            raise OrderBookError(message, Phrase("write for example {4 weeks: 2 %, 10 weeks: 8 %}"))
        weeks, shares = [], []
        for key, share in given.items():
            if key in ("mark", "note"):
                continue
            try:
                weeks.append(parse_quantity(key, "duration").value / _WEEK_S)
                shares.append(parse_quantity(share, "share").value)
            except QuantityError as error:
                self.faults.add((*path, key), error.message, error.remedy)
                return (), ()
        return tuple(weeks), tuple(shares)

    def _waiting(self, models: tuple[Model, ...], customers: tuple[Customer, ...]) -> tuple[Waiting, tuple[Path, ...]]:
        given = self.noun.orders
        names = [one.name for one in models]
        table = self.table or (None if given.file is None else self.path.parent / given.file)
        if table is not None:
            if self.table is None and given.waiting:
                message = Phrase("orders are given in a table and in groups")
                self.faults.stop(("orders", "waiting"), message, "drop `waiting`, or `file`")
            return read_waiting(table, self.noun.start, self.kinds, customers, given.small is not None), (table,)
        groups = []
        for k, one in enumerate(given.waiting):
            path: Path_ = ("orders", "waiting", k)
            if one.model not in names:
                self.faults.add((*path, "model"), f'there is no model "{one.model}"', suggest(one.model, names))
                continue
            if one.small and given.small is None:
                self.faults.add(
                    (*path, "small"), "it is not said what becomes of small orders", "add `small` to orders"
                )
            groups.append((names.index(one.model), int(one.number.value), one.over.value / _WEEK_S, one.small))
        if sum(count for _, count, _, _ in groups) > 2_000_000:
            self.faults.stop(("orders", "waiting"), "more than 2,000,000 orders wait", "correct the numbers")
        return Waiting.groups(groups), ()
