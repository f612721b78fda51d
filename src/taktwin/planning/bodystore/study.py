"""How much store buys which sequence adherence: from runs of a plant to the curves of other stores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from taktwin.analysis.adherence import adherence_table
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import one_plant
from taktwin.planning.bodystore.curve import lane_curve, store_curve
from taktwin.planning.bodystore.plant import Points, hold_table, kinds_of, points_of, traffic
from taktwin.planning.bodystore.retrieval import RULES, StoreError
from taktwin.planning.meter import Meter, telling
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

CURVES = ("places", "lanes", "hold")
"""The tables that are curves, as far as they were asked for."""


@dataclass(frozen=True, kw_only=True)
class BodyStoreOptions:
    """Which stores are compared, and how the plant is run.

    Attributes:
        store: of the model; None for the first.
        places: sizes of a store with random access.
        rule: who goes instead of a missing car: lowest, substitute, same (with ``same``) or first.
        same: options that make cars of one kind, for the rule same.
        lanes: also stores of so many lanes.
        length: cars in a lane.
        hold: also what it costs to wait for a missing car until so many are there.
        patience: longest such wait, minutes; None for no end.
        days: measured, after the warm-up.
        replications: independent runs; two or more give intervals.
        seed: of the runs.

    Raises:
        StoreError, RunOptionError: a value is out of range, or two do not fit each other.
    """

    store: str | None = None
    places: Sequence[int] = (0, 5, 10, 20, 40, 80, 110)
    rule: str = "lowest"
    same: Sequence[str] = ()
    lanes: Sequence[int] = ()
    length: int = 10
    hold: Sequence[int] = ()
    patience: float | None = None
    days: float = 20.0
    replications: int = 5
    seed: int = 1

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise StoreError(Phrase("there is no rule '{rule}'", rule=self.rule), f"use {', '.join(RULES)}", "rule")
        if self.rule == "same" and not self.same:
            raise StoreError(
                Phrase("it needs to know which cars are of one kind"),
                Phrase("give `same`, such as product,colour"),
                "rule",
            )
        if self.same and self.rule != "same":
            raise StoreError(Phrase("only the rule same looks at options"), Phrase("give `rule` same"), "same")
        for name, sizes, least in (("places", self.places, 0), ("lanes", self.lanes, 1), ("hold", self.hold, 0)):
            if any(size != int(size) or size < least for size in sizes):
                raise StoreError(
                    Phrase("cars and lanes are whole numbers, here {least} or more", least=least), "", name
                )
        if not self.places:
            raise StoreError(Phrase("no size is given"), Phrase('write for example "0 20 40"'), "places")
        if self.length < 1:
            raise StoreError(Phrase("a lane holds at least 1 car, got {length}", length=self.length), "", "length")
        if self.patience is not None and not self.hold:
            raise StoreError(Phrase("it bounds the waits of `hold`"), Phrase("give both"), "patience")
        if self.patience is not None and not self.patience >= 0:
            raise StoreError(
                Phrase("it must be 0 or more minutes, got {patience:g}", patience=self.patience), "", "patience"
            )
        self.runs  # noqa: B018 - made once, to be checked

    @property
    def runs(self) -> RunOptions:
        """The runs of the plant."""
        return RunOptions(days=self.days, seed=self.seed, replications=self.replications)


@dataclass(frozen=True)
class BodyStoreStudy:
    """The adherence as simulated and behind other stores.

    ``tables`` holds `simulated_entry` and `simulated_behind` (`taktwin.analysis.adherence.adherence_table`), `places`
    and, where they were asked for, `lanes` and `hold`.
    """

    model: PlantModel
    options: BodyStoreOptions
    points: Points
    tables: dict[str, pl.DataFrame]

    @property
    def table(self) -> pl.DataFrame:
        """The curve of a store with random access: places, measure, mean, low, high."""
        return self.tables["places"]

    @property
    def curves(self) -> dict[str, pl.DataFrame]:
        """The tables of `CURVES` that there are."""
        return {name: self.tables[name] for name in CURVES if name in self.tables}

    def as_dict(self, name: str | None = None) -> dict[str, Any]:
        """What `taktwin bodystore --json` prints: how it was run, the points of the store, and the tables as rows."""
        head = {
            "model": name or self.model.name,
            "seed": self.options.seed,
            "days": self.options.days,
            "replications": self.options.replications,
            "rule": self.options.rule,
            "entry": self.points.entry,
            "behind": self.points.behind,
        }
        return head | {name: table.rows(named=True) for name, table in self.tables.items()}


def study_store(
    model: PlantModel, options: BodyStoreOptions | None = None, meter: Meter | None = None
) -> BodyStoreStudy:
    """Take the order in which cars come to a store from runs of the plant, and send it through other stores.

    Raises:
        StoreError: the plant has no such store, it notes no passages, or nobody passed it.
        LoweringError, SimulationError: the plant cannot be run.
    """
    options, meter = options or BodyStoreOptions(), meter or telling()
    points = points_of(one_plant(model), options.store)
    with meter(Phrase("simulating")) as step:
        results = simulate(model, options.runs, step)
    series = [(result, one) for result in results for one in traffic(result, points)]
    orders = [one.numbers for _, one in series]
    kinds = [kinds_of(result, one.numbers, options.same) for result, one in series] if options.same else None
    tables = {
        "simulated_entry": adherence_table(results, points.entry),
        "simulated_behind": adherence_table(results, points.behind),
        "places": store_curve(orders, _rising(options.places), options.rule, kinds),
    }
    if options.lanes:
        tables["lanes"] = lane_curve(orders, _rising(options.lanes), options.length)
    if options.hold:
        waiting = math.inf if options.patience is None else options.patience * 60.0
        tables["hold"] = hold_table(results, points, _rising(options.hold), waiting)
    return BodyStoreStudy(model, options, points, tables)


def _rising(sizes: Sequence[int]) -> list[int]:
    """Each size once, rising."""
    return sorted({int(size) for size in sizes})
