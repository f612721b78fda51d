"""Tables of main jobs: birth, end, options, and when they passed the named points; the trace on demand."""

from __future__ import annotations

import numpy as np
import polars as pl

from taktwin.engine import state as k
from taktwin.engine.tables.accounts import Accounts

_OUTCOMES = {k.FINISHED: "finished", k.SCRAPPED: "scrapped"}


def read_log(simulation: Accounts) -> pl.DataFrame:
    """The kernel's log as columns code, time (s from the end of the warm-up), a, b, c."""
    rows = np.concatenate(simulation.logs) if simulation.logs else np.zeros((0, 5))
    return pl.DataFrame(
        {
            "code": rows[:, 0].astype(np.int64),
            "time": rows[:, 1] - simulation.origin,
            "a": rows[:, 2].astype(np.int64),
            "b": rows[:, 3].astype(np.int64),
            "c": rows[:, 4].astype(np.int64),
        }
    )


def _job_number(stream: pl.Expr, order: pl.Expr, first: int) -> pl.Expr:
    """One number for a job: its order number, and above 2^40 the number of its stream."""
    return order + (stream - first) * (1 << 40)


def jobs_table(simulation: Accounts, log: pl.DataFrame) -> pl.DataFrame:
    """Main jobs that were in the plant within the measured time."""
    streams = simulation.program.flow.streams
    options = simulation.program.options
    first = min(streams.values(), default=0)
    names = {index: name for name, index in streams.items()}
    born = log.filter(pl.col("code") == k.LOG_BORN).select(
        _job_number(pl.col("b"), pl.col("a"), first).alias("job"),
        pl.col("b").alias("at"),
        pl.col("time").alias("born"),
        pl.col("c"),
    )
    ended = log.filter(pl.col("code") == k.LOG_END).select(
        _job_number(pl.col("b"), pl.col("a"), first).alias("job"),
        pl.col("time").alias("ended"),
        pl.col("c").alias("outcome"),
    )
    table = (
        born.join(ended, on="job", how="left")
        .filter(pl.col("ended").is_null() | (pl.col("ended") >= 0.0))
        .sort("born", "job")
    )
    columns = [pl.col("job"), pl.col("at").replace_strict(names, return_dtype=pl.String, default="").alias("stream")]
    step = 1
    for name, values in reversed(list(zip(options.names, options.values, strict=True))):
        code = (pl.col("c") // step) % len(values)
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
    passed = log.filter((pl.col("code") == k.LOG_PASS) & (pl.col("time") >= 0.0))
    point = pl.col("b").replace_strict(points, return_dtype=pl.String, default="")
    return passed.select(_job_number(pl.col("c"), pl.col("a"), first).alias("job"), point.alias("point"), "time").sort(
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
    changes = log.filter(pl.col("code") == k.LOG_STATE).select(
        "time",
        pl.lit("state").alias("event"),
        pl.col("a").replace_strict(names, return_dtype=pl.String).alias("name"),
        pl.col("b").replace_strict(states, return_dtype=pl.String).alias("state"),
        pl.col("c").alias("job"),
    )
    entries = log.filter(pl.col("code") == k.LOG_ENTER).select(
        "time",
        pl.lit("enter").alias("event"),
        pl.col("a").replace_strict(nodes, return_dtype=pl.String).alias("name"),
        pl.lit(None, dtype=pl.String).alias("state"),
        pl.col("b").alias("job"),
    )
    return pl.concat([changes, entries]).sort("time", maintain_order=True)
