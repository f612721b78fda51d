"""Tables of main jobs: birth, end, options, and when they passed the named points; the trace on demand."""

from __future__ import annotations

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.runs.tables.accounts import Accounts

_OUTCOMES = {k.FINISHED: "finished", k.SCRAPPED: "scrapped"}


def read_log(simulation: Accounts) -> pl.DataFrame:
    """The kernel's log, with the columns of `state.LOG`; times in s from the end of the warm-up."""
    rows = whole_log(simulation.logs)
    log = pl.DataFrame({name: np.ascontiguousarray(rows[name]) for name in rows.dtype.names or ()})
    return log.with_columns(pl.col("time") - simulation.origin, pl.col("who").cast(pl.Int64))


def _job_number(stream: pl.Expr, order: pl.Expr, first: int) -> pl.Expr:
    """One number for a job: its order number, and above 2^40 the number of its stream."""
    return order + (stream - first) * (1 << 40)


def jobs_table(simulation: Accounts, log: pl.DataFrame) -> pl.DataFrame:
    """Main jobs that were in the plant within the measured time."""
    streams = simulation.program.flow.streams
    options = simulation.program.options
    first = min(streams.values(), default=0)
    names = {index: name for name, index in streams.items()}
    born = log.filter(pl.col("kind") == k.LOG_BORN).select(
        _job_number(pl.col("who"), pl.col("order"), first).alias("job"),
        pl.col("who").alias("at"),
        pl.col("time").alias("born"),
        pl.col("what").alias("options"),
    )
    ended = log.filter(pl.col("kind") == k.LOG_END).select(
        _job_number(pl.col("who"), pl.col("order"), first).alias("job"),
        pl.col("time").alias("ended"),
        pl.col("what").alias("outcome"),
    )
    table = (
        born.join(ended, on="job", how="left")
        .filter(pl.col("ended").is_null() | (pl.col("ended") >= 0.0))
        .sort("born", "job")
    )
    columns = [pl.col("job"), pl.col("at").replace_strict(names, return_dtype=pl.String, default="").alias("stream")]
    step = 1
    for name, values in reversed(list(zip(options.names, options.values, strict=True))):
        code = (pl.col("options") // step) % len(values)
        columns.insert(2, code.replace_strict(dict(enumerate(values)), return_dtype=pl.String, default="").alias(name))
        step *= len(values)
    outcome = (
        pl.col("outcome")
        .replace_strict(_OUTCOMES, return_dtype=pl.String, default="in_process")
        .fill_null("in_process")
    )
    return table.select(*columns, "born", "ended", outcome.alias("outcome"))


def passages_table(simulation: Accounts, log: pl.DataFrame) -> pl.DataFrame:
    """Passages of main jobs at named points, at shop entries and at line off."""
    first = min(simulation.program.flow.streams.values(), default=0)
    points = dict(enumerate(simulation.program.flow.points))
    passed = log.filter((pl.col("point") >= 0) & (pl.col("time") >= 0.0))  # births and ends may be passages, too
    point = pl.col("point").replace_strict(points, return_dtype=pl.String, default="")
    return passed.select(
        _job_number(pl.col("who"), pl.col("order"), first).alias("job"), point.alias("point"), "time"
    ).sort(
        "time",
        maintain_order=True,  # the fast path of serial lines logs station by station
    )


def trace_table(simulation: Accounts, log: pl.DataFrame) -> pl.DataFrame | None:
    """Every change of state and every entry of a job into a place (only when the run was traced)."""
    if not simulation.world["trace"][0]:
        return None
    names = dict(enumerate(simulation.program.resource_names))
    nodes = dict(enumerate(simulation.program.node_names))
    states = dict(enumerate(k.STATES))
    changes = log.filter(pl.col("kind") == k.LOG_STATE).select(
        "time",
        pl.lit("state").alias("event"),
        pl.col("who").replace_strict(names, return_dtype=pl.String).alias("name"),
        pl.col("what").replace_strict(states, return_dtype=pl.String).alias("state"),
        pl.col("order").alias("job"),
    )
    entries = log.filter(pl.col("kind") == k.LOG_ENTER).select(
        "time",
        pl.lit("enter").alias("event"),
        pl.col("who").replace_strict(nodes, return_dtype=pl.String).alias("name"),
        pl.lit(None, dtype=pl.String).alias("state"),
        pl.col("order").alias("job"),
    )
    return pl.concat([changes, entries]).sort("time", maintain_order=True)
