"""The states of a traced run, one after the other, as a plant would say them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import polars as pl

from taktwin.live.alarms.book import AlarmBook
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase


def state_changes(trace: pl.DataFrame | None, kinds: tuple[str, ...] = ()) -> pl.DataFrame:
    """The changes of state of a trace: time (s), resource, kind, state, in the order of time.

    Args:
        trace: table `trace` of a run (see `docs/tables.md`).
        kinds: of resources that are wanted; all where none are named.

    Raises:
        OptionError: the run has no trace.
    """
    if trace is None:
        raise OptionError(Phrase("the run has no trace"), Phrase("simulate with `trace=True`, or --trace"))
    found = trace.filter(pl.col("event") == "state")
    if kinds:
        found = found.filter(pl.col("kind").is_in(kinds))
    return found.select("time", pl.col("name").alias("resource"), "kind", "state").sort("time", maintain_order=True)


def replay(
    book: AlarmBook,
    changes: pl.DataFrame,
    until: float = math.inf,
    told: Callable[[float, str, str], None] | None = None,
) -> Iterator[float]:
    """Feed changes of state to a book; yields the time (s) of each instant after all its changes are in.

    Args:
        book: that is fed.
        changes: of `state_changes`.
        until: changes from this time (s) on are left out; the clock of the book is set to it where it is finite.
        told: is called with each change (time, resource, state) as well.
    """
    last = math.nan
    columns = (changes.get_column(name).to_list() for name in ("time", "resource", "state"))
    for time, resource, state in zip(*columns, strict=True):
        if time >= until:
            break
        if time != last and last == last:
            yield last
        last = time
        book.observe(time, resource, state)
        if told is not None:
            told(time, resource, state)
    if last == last:
        yield last
    if math.isfinite(until):
        book.tick(until)
        yield until
