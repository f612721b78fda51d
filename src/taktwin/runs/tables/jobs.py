"""Tables of main jobs: birth, end, options, and when they passed the named points; the trace on demand."""

from __future__ import annotations

import numpy as np
import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import job_numbers, whole_log
from taktwin.kernel.lowering.identity import Identities, Where
from taktwin.kernel.lowering.orders import Options
from taktwin.runs.tables.accounts import Accounts, Logged
from taktwin.runs.tables.columns import JOBS, PASSAGES, TRACE, identity_of

_OUTCOMES = {k.FINISHED: "finished", k.SCRAPPED: "scrapped", k.JOINED: "joined"}


def read_log(simulation: Logged) -> pl.DataFrame:
    """The kernel's log, with the columns of `state.LOG`; times in s from the end of the warm-up."""
    rows = whole_log(simulation.logs)
    log = pl.DataFrame({name: np.ascontiguousarray(rows[name]) for name in rows.dtype.names or ()})
    return log.with_columns(pl.col("time") - simulation.origin, pl.col("who").cast(pl.Int64))


def jobs_table(simulation: Accounts, log: pl.DataFrame) -> pl.DataFrame:
    """Jobs of order streams that were in the plant within the measured time."""
    options = simulation.program.options
    who = _whose(simulation)
    born = log.filter(pl.col("kind") == k.LOG_BORN).select(*who, pl.col("who"), pl.col("time").alias("born"))
    times = [born.get_column(name).to_numpy() for name in ("who", "order_number", "born")]
    born = born.with_columns(pl.Series("released", simulation.released(*times), dtype=pl.Float64))
    # a birth's further words are in the rows behind it
    words = log.filter(pl.col("kind").is_in([k.LOG_BORN, k.LOG_MORE])).get_column("what").to_numpy()
    words = words.reshape(-1, len(options.words))
    born = born.with_columns(pl.Series(f"word{w}", words[:, w]) for w in range(words.shape[1]))
    ended = log.filter(pl.col("kind") == k.LOG_END).select(
        who[0], pl.col("time").alias("ended"), pl.col("what").alias("outcome")
    )
    table = (
        born.join(ended, on="job", how="left")
        .join(_ordered(simulation), on=["stream", "order_number"], how="left", maintain_order="left")
        .filter(pl.col("ended").is_null() | (pl.col("ended") >= 0.0))
        .sort("born", "job")
    )
    chosen = _options_of(options)
    outcome = (
        pl.col("outcome")
        .replace_strict(_OUTCOMES, return_dtype=pl.String, default="in_process")
        .fill_null("in_process")
    )
    before = ("job", "stream", "order_number", "plant")
    behind = [name for name in ("ident", "customer", "released", "born", "ended", "due") if name not in chosen]
    return JOBS.frame(
        table.select(*before, *chosen.values(), *behind, outcome.alias("outcome")),
        own=[name for name in chosen if name not in ("product", "customer")],
    )


def _ordered(simulation: Accounts) -> pl.DataFrame:
    """What order files say of their jobs: stream, order_number, ident, customer, due; null where they do not say it.

    ``due`` is s from the end of the warm-up.
    """
    schema = {"ident": pl.String, "customer": pl.String, "due": pl.Float64}
    files = []
    for stream, orders in simulation.program.flow.orders.items():
        told = [(one.ident or None, one.customer or None, one.due) for one in orders]
        if any(any(value is not None for value in one) for one in told):
            table = pl.DataFrame(told, schema=schema, orient="row")
            files.append(
                table.select(
                    pl.lit(stream).alias("stream"),
                    pl.int_range(pl.len(), dtype=pl.Int64).alias("order_number"),
                    pl.col("ident", "customer"),
                    pl.col("due") - simulation.origin,
                )
            )
    return pl.concat(files) if files else pl.DataFrame(schema={"stream": pl.String, "order_number": pl.Int64, **schema})


def _options_of(options: Options) -> dict[str, pl.Expr]:
    """Product and options of a job from the words of its birth, by the numbers that its plant gives their values."""
    codes: dict[int, pl.Expr] = {}
    for w, word in enumerate(options.words):
        step = 1
        for at in reversed(word):
            codes[at] = (pl.col(f"word{w}") // step) % options.sizes[at]
            step *= options.sizes[at]
    found: dict[str, list[pl.Expr]] = {}
    for name, plant in options.plants.items():
        for at, (option, values) in enumerate(zip(plant.names, plant.values, strict=True)):
            text = codes[at].replace_strict(dict(enumerate(values)), return_dtype=pl.String, default="")
            found.setdefault(option, []).append(pl.when(pl.col("plant") == name).then(text))
    return {name: pl.coalesce(texts).alias(name) for name, texts in found.items()}


def _whose(simulation: Accounts) -> list[pl.Expr]:
    """The columns job, stream, order_number and plant, of a log whose ``who`` is the stream."""
    streams = simulation.program.flow.streams
    first = min(streams.values(), default=0)
    names = {index: name for name, index in streams.items()}
    identities = Identities(simulation.program.model)
    plants = {index: identities.plant("orders", name) for name, index in streams.items()}
    return [
        job_numbers(pl.col("order"), pl.col("who") - first).alias("job"),
        pl.col("who").replace_strict(names, return_dtype=pl.String, default="").alias("stream"),
        pl.col("order").alias("order_number"),
        pl.col("who").replace_strict(plants, return_dtype=pl.String, default="").alias("plant"),
    ]


def passages_table(simulation: Accounts, log: pl.DataFrame) -> pl.DataFrame:
    """Passages of main jobs at named points, at shop entries and at line off."""
    points = dict(enumerate(simulation.program.flow.points))
    passes = pl.col("kind").is_in([k.LOG_BORN, k.LOG_PASS, k.LOG_END])  # births and ends may be passages, too
    passed = log.filter(passes & (pl.col("point") >= 0) & (pl.col("time") >= 0.0))
    point = pl.col("point").replace_strict(points, return_dtype=pl.String, default="")
    table = passed.select(*_whose(simulation), point.alias("point"), "time")
    return PASSAGES.frame(table.sort("time", maintain_order=True))  # the fast path of serial lines logs by station


def trace_table(simulation: Logged, log: pl.DataFrame) -> pl.DataFrame | None:
    """Changes of state, entries of jobs into places, trucks of deliveries at docks (only when the run was traced)."""
    if not simulation.world["trace"][0]:
        return None
    program, flow = simulation.program, simulation.program.flow
    resources = _identities(program.resource_names, flow.resource_where)
    changes = log.filter(pl.col("kind") == k.LOG_STATE).join(resources, on="who", how="left", maintain_order="left")
    docks = log.filter(pl.col("kind") == k.LOG_DOCK).join(resources, on="who", how="left", maintain_order="left")
    entered = (pl.col("kind") == k.LOG_ENTER) & (pl.col("who") >= 0)  # below that jobs become parts of others
    entries = log.filter(entered).join(
        _identities(program.node_names, flow.node_where), on="who", how="left", maintain_order="left"
    )
    states = pl.col("what").replace_strict(dict(enumerate(k.STATES)), return_dtype=pl.String)
    at_dock = pl.col("what").replace_strict(dict(enumerate(k.AT_DOCK)), return_dtype=pl.String, default=None)
    both = pl.concat(
        [
            changes.with_columns(pl.lit("state").alias("event"), states.alias("state")),
            docks.with_columns(pl.lit("dock").alias("event"), at_dock.alias("state")),
            entries.with_columns(pl.lit("enter").alias("event"), pl.lit(None, dtype=pl.String).alias("state")),
        ]
    )
    both = both.with_columns(pl.col("order").alias("job"), pl.col("of_kind").alias("kind"))
    return TRACE.frame(both.select(list(TRACE.schema)).sort("time", maintain_order=True))


def _identities(names: list[str], where: dict[int, Where]) -> pl.DataFrame:
    """``who`` of a log -> name, kind, server and identity."""
    rows = [
        {
            "who": i,
            "name": name,
            "of_kind": getattr(where.get(i), "kind", None),
            "server": getattr(where.get(i), "server", None),
            **identity_of(where.get(i)),
        }
        for i, name in enumerate(names)
    ]
    named = {name: dtype for name, dtype in TRACE.schema.items() if name in ("name", "server", *identity_of(None))}
    return pl.DataFrame(rows, schema={"who": pl.Int64, **named, "of_kind": pl.String})
