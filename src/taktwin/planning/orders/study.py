"""The study of an order book: when it clears, who may be promised what, what binds, who must be told when."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.meter import Meter, telling
from taktwin.planning.orders.book import Numbers, OrderBook, Plant
from taktwin.planning.orders.capacity import Capacity
from taktwin.planning.orders.collected import Collected, collect
from taktwin.planning.orders.coverage import Coverage, coverage_of
from taktwin.planning.orders.launch import DAYS
from taktwin.planning.orders.options import OrderOptions
from taktwin.planning.orders.promise import interval, kept, promised
from taktwin.planning.orders.ramp import PlannedRamp
from taktwin.planning.orders.shortage import ShortageCost, shortage_cost
from taktwin.planning.orders.suppliers import Told, suppliers_told

if TYPE_CHECKING:
    import polars as pl

SIMULATING = Phrase("simulating the order book")


_BAND = ("low", "median", "high")


@dataclass(frozen=True, eq=False)
class OrderStudy:
    """What was found.

    Attributes:
        name: of the order book.
        book: that was simulated; with the ramp that was asked for, where one was.
        options: what was asked.
        found: figures of the futures.
        told: what suppliers must be told.
        coverage: how many promises fresh futures keep; None where it was not asked for.
        shortage: what shortages cost; None where the book has none.
    """

    name: str
    book: OrderBook
    options: OrderOptions
    found: Collected
    told: list[Told]
    coverage: Coverage | None
    shortage: ShortageCost | None = None

    @property
    def totals(self) -> dict[str, tuple[float, float, float]]:
        """Orders until the end, low, middle and high of 95 % of the futures: ordered, started, given up, waiting."""
        found = self.found
        sums = {key: getattr(found, key).sum(axis=1) for key in ("ordered", "started", "left")}
        return {key: interval(one) for key, one in {**sums, "waiting": found.waiting[:, -1]}.items()}

    @cached_property
    def clears(self) -> tuple[float, float, float]:
        """Weeks until the backlog clears: low, middle, high of 95 % of the futures; inf: not before the end."""
        return interval(self.found.cleared)

    @cached_property
    def promises(self) -> Numbers:
        """The day promised to each quoted order of the book (see `quotes`), at the confidence asked for."""
        return promised(self.found.arrival, self.options.confidence)

    @cached_property
    def wait_promised(self) -> Numbers:
        """Days promised to a customer who asks, by week of asking and variant."""
        return promised(self.found.wait, self.options.confidence)

    def day(self, number: float) -> dt.date | None:
        """The date of a day from the start; None where it is not known."""
        return self.book.start + dt.timedelta(days=math.floor(number)) if math.isfinite(number) else None

    def quotes(self) -> pl.DataFrame:
        """The orders of the book, one row each (of a large book 2,000 of them), the first first.

        Columns: `position` from 1, `ident`, `product`, `customer`, `ordered`, `due` (dates), `median_day`,
        `promise_day` (days from the start, None where it is not known before the end), `promise` (date), `kept` (share
        of the futures in which `due` is kept).
        """
        import polars as pl

        book, found = self.book, self.found
        given, rows = book.waiting, found.rows.tolist()
        median = promised(found.arrival, 0.5)
        due = given.due[found.rows]
        share = np.where(np.isnan(due), np.nan, kept(found.arrival, due)) if rows else np.zeros(0)
        known = [given.variant[row] >= 0 for row in rows]
        names = [
            book.variant_name(int(given.variant[row])) if is_known else book.models[given.model[row]].name
            for row, is_known in zip(rows, known, strict=True)
        ]
        return pl.DataFrame(
            {
                "position": found.rows + 1,
                "ident": [given.ident[row] for row in rows] if given.ident else [None] * len(rows),
                "product": names,
                "customer": [book.customers[given.customer[row]].name for row in rows],
                "ordered": [self.day(-float(given.age[row])) for row in rows],
                "due": [self.day(float(one) - 0.5) for one in due],
                "median_day": [_finite(one) for one in median],
                "promise_day": [_finite(one) for one in self.promises],
                "promise": [self.day(float(one)) for one in self.promises],
                "kept": [_finite(one) for one in share],
            },
            schema={
                "position": pl.Int64, "ident": pl.String, "product": pl.String, "customer": pl.String,
                "ordered": pl.Date, "due": pl.Date, "median_day": pl.Float64, "promise_day": pl.Float64,
                "promise": pl.Date, "kept": pl.Float64,
            },
        )  # fmt: skip

    def weekly(self) -> pl.DataFrame:
        """One row a week: means of the futures, `waiting` with its 95 % band, and what a new customer is told.

        Columns: `week` from 0, `start` (date), `ordered`, `left` (given up or refused), `capacity`, `started`,
        `delivered`, `waiting`, `waiting_low`, `waiting_high`; `quote_weeks` (median wait, the longest of the variants)
        and `promise_weeks` (at the confidence asked for), None where they reach beyond the end.
        """
        import polars as pl

        found = self.found
        bands = [interval(found.waiting[:, week]) for week in range(found.weeks)]
        median = promised(found.wait, 0.5).max(axis=1) / DAYS
        return pl.DataFrame(
            {
                "week": np.arange(found.weeks),
                "start": [self.day(DAYS * week) for week in range(found.weeks)],
                **{
                    key: getattr(found, key).mean(axis=0)
                    for key in ("ordered", "left", "capacity", "started", "delivered", "waiting")
                },
                "waiting_low": [one[0] for one in bands],
                "waiting_high": [one[2] for one in bands],
                "quote_weeks": [_finite(one) for one in median],
                "promise_weeks": [_finite(one) for one in self.wait_promised.max(axis=1) / DAYS],
            }
        )

    def binding(self) -> pl.DataFrame:
        """What orders waited for: `kind` (plant or part), `name`, `supplier`, `share` of the days until the backlog
        clears (in the middle future, or the end), `first_week` in which it was so on half of the days, or None.
        """  # noqa: D205
        import polars as pl

        until = max(1, min(self.found.weeks, math.ceil(min(self.clears[1], self.found.weeks))))
        bound = self.found.bound
        rows = []
        for place, one in enumerate([*self.book.plants, *self.book.parts]):
            often = np.flatnonzero(bound[:, place] >= 0.5)
            rows.append(
                {
                    "kind": "plant" if isinstance(one, Plant) else "part",
                    "name": one.name,
                    "supplier": "" if isinstance(one, Plant) else one.supplier,
                    "share": float(bound[:until, place].mean()),
                    "first_week": int(often[0]) if often.size else None,
                }
            )
        return pl.DataFrame(rows, schema_overrides={"first_week": pl.Int64}).sort("share", descending=True)

    def as_dict(self) -> dict[str, Any]:
        """All figures, for JSON."""
        options, found = self.options, self.found
        return {
            "name": self.name,
            "start": self.book.start.isoformat(),
            "until_weeks": options.until,
            "futures": options.futures,
            "seed": options.seed,
            "confidence": options.confidence,
            "waiting_at_start": self.book.waiting.count,
            "clears_weeks": dict(zip(("low", "median", "high"), map(_finite, self.clears), strict=True)),
            "clears_share": float(np.isfinite(found.cleared).mean()),
            "new_customer": [
                {
                    "product": self.book.variant_name(k),
                    "median_weeks": _finite(promised(found.wait[:, 0], 0.5)[k] / DAYS),
                    "promise_weeks": _finite(self.wait_promised[0, k] / DAYS),
                }
                for k in range(len(self.book.variants))
            ],
            "totals": {key: dict(zip(_BAND, one, strict=True)) for key, one in self.totals.items()},
            "shortage": None if self.shortage is None else _shortage(self.shortage),
            "binding": self.binding().to_dicts(),
            "suppliers": [_told(one) for one in self.told],
            "compensation": dict(zip(("low", "median", "high"), interval(found.compensation), strict=True)),
            "late_orders": dict(zip(("low", "median", "high"), interval(found.late), strict=True)),
            "coverage": None if self.coverage is None else self.coverage.as_dict(),
            "weeks": [_iso(row) for row in self.weekly().to_dicts()],
            "orders": [_iso(row) for row in self.quotes().to_dicts()],
        }


def study_orders(
    book: OrderBook, options: OrderOptions, name: str = "orders", meter: Meter | None = None
) -> OrderStudy:
    """Simulate futures of an order book, and say what follows.

    Args:
        book: as `read_order_book` makes it, or from Python.
        options: how far, how often, how surely; what ramp.
        name: for the reader.
        meter: shows progress.

    Example:
        >>> from taktwin.planning.orders.file.read import read_order_book
        >>> study = study_orders(read_order_book("m7-launch").book, OrderOptions(futures=20))  # doctest: +SKIP
        >>> study.clears  # doctest: +SKIP
    """
    meter = meter or telling()
    if options.factor is not None:
        book = ramped(book, options.factor, options.within)
    with meter(SIMULATING) as progress:
        found = collect(book, options.days, options.seed, options.futures, progress)
    told = suppliers_told(book, options.days, options.seed, options.futures, options.confidence)
    study = OrderStudy(name, book, options, found, told, None, shortage_cost(book, options, found))
    return replace(study, coverage=check_promises(study, options.fresh)) if options.fresh else study


def check_promises(study: OrderStudy, futures: int, book: OrderBook | None = None) -> Coverage:
    """How many of the promises of a study are kept in fresh futures.

    Args:
        study: whose promises are tried.
        futures: how many, with a seed that the study has not used.
        book: the order book as it truly is; by default as it was assumed, so that chance alone differs.
    """
    options = study.options
    fresh = collect(book or study.book, options.days, options.seed + 1, futures)
    return coverage_of(study.promises, study.wait_promised, fresh, options.days, options.confidence)


def ramped(book: OrderBook, factor: float, within: float) -> OrderBook:
    """The same book, whose plants reach so many times what they can at the start, in a straight line.

    Args:
        book: the order book.
        factor: of the capacity of the start.
        within: weeks from the start.
    """
    return replace(
        book, plants=tuple(replace(one, capacity=_ramped(one.capacity, factor, within)) for one in book.plants)
    )


def _ramped(capacity: Capacity, factor: float, within: float) -> Capacity:
    now = float(replace(capacity, growths=(), shortages=()).planned(DAYS).sum())
    return replace(capacity, now=PlannedRamp([0.0, within], [now, factor * now]), growths=())


def _shortage(one: ShortageCost) -> dict[str, Any]:
    bands = {key: dict(zip(_BAND, getattr(one, key), strict=True)) for key in ("missing", "end", "given_up")}
    return {"week": one.week, **bands}


def _told(one: Told) -> dict[str, Any]:
    names = _BAND
    return {
        "part": one.part,
        "supplier": one.supplier,
        "needed_per_week": one.needed,
        "now_per_week": one.now,
        "grown_per_week": one.grown,
        "reach_per_week": one.reach,
        "short_share": one.short,
        "told_week": one.told,
        "latest_week": dict(zip(names, map(_finite, one.latest), strict=True)),
        "enough_now": one.latest[1] == math.inf,
        "never_enough": one.latest[1] == -math.inf,
        "latest_week_sure": _finite(one.sure),
        "earlier_weeks": None if one.earlier is None else dict(zip(names, map(_finite, one.earlier), strict=True)),
    }


def _finite(value: float) -> float | None:
    """For JSON and tables: None for what is not known."""
    return float(value) if math.isfinite(value) else None


def _iso(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, dt.date) else value for key, value in row.items()}
