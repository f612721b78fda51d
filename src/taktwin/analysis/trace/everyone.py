"""From the trace of a run to the ways of all its orders, and of what was called for them."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from taktwin.analysis.trace.families import Families, families_of
from taktwin.analysis.trace.follow import Following, Row
from taktwin.analysis.trace.stays import Servers
from taktwin.analysis.trace.steps import JobTrace
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result


@dataclass(frozen=True, kw_only=True)
class NotFollowed:
    """An order whose way cannot be told, and why."""

    stream: str
    order_number: int
    why: str


@dataclass(frozen=True, kw_only=True)
class Everyone:
    """The ways of the orders of a run, in the order of their births, and the orders that could not be followed."""

    ways: list[JobTrace]
    not_followed: list[NotFollowed]
    families: Families


def follow_all(result: Result, model: PlantModel) -> Everyone:
    """The ways of all orders of a run, as `follow` tells the way of one.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.

    Raises:
        OptionError: the run has no trace.

    Example:
        ``len(follow_all(run.result, run.model).ways) == run.result.jobs.height``
    """
    if result.trace is None:
        raise OptionError("the run has no trace", "simulate with `trace=True`")
    families = families_of(model)
    rows: dict[int, list[Row]] = {}
    for row in result.trace.filter((pl.col("event") == "enter") & (pl.col("job") >= 0)).iter_rows(named=True):
        rows.setdefault(row["job"], []).append(row)
    elements = set(result.trace.get_column("model_element").drop_nulls().unique())
    servers = Servers(result.trace, elements)
    ways, not_followed = [], []
    for told in result.jobs.iter_rows(named=True):
        number = int(told["order_number"])
        entered = rows.get(number, [])
        known = [row for row in entered if families.node(row["name"]) is not None]
        exits = [row for row in entered if row["kind"] == "exit"]
        own = families.of_order(told["stream"])
        others = [family for family in families.found if family not in own]
        try:
            ways.append(Following(families, servers, told, known, exits).whole(own, others))
        except OptionError as error:
            not_followed.append(NotFollowed(stream=told["stream"], order_number=number, why=error.message))
    return Everyone(ways=ways, not_followed=not_followed, families=families)
