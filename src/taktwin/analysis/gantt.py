"""What resources did in a window of time, from the trace of a run."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from taktwin.analysis.tables import RunTables
from taktwin.model.errors import OptionError
from taktwin.model.values.nearest import suggest

_SPANS = {"resource": pl.String, "state": pl.String, "start_s": pl.Float64, "end_s": pl.Float64}


def spans(
    result: RunTables, resources: Sequence[str], start_s: float, end_s: float, trace: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Spans of one state of some resources, cut to a window.

    Columns: resource, state, start_s, end_s (s from the end of the warm-up), in the order of the resources and of time.
    A resource of which the trace does not know the state yet begins with its first change. ``trace`` is that of the
    window and what was before, where the run itself has none.

    Raises:
        OptionError: the run has no trace, the window is empty, or there is no such resource.
    """
    trace = getattr(result, "trace", None) if trace is None else trace
    if trace is None:
        raise OptionError("the run has no trace", "simulate with `trace=True`, or --trace")
    if not end_s > start_s:
        raise OptionError(f"the window from {start_s:g} s to {end_s:g} s is empty", "give an end behind its start")
    known = result.resources.get_column("resource").to_list()
    changes = trace.filter(pl.col("event") == "state").select("name", "time", "state")
    found: list[tuple[str, str, float, float]] = []
    for name in resources:
        if name not in known:
            raise OptionError(f'there is no resource "{name}"', suggest(name, known, most=20), "resources")
        own = changes.filter((pl.col("name") == name) & (pl.col("time") < end_s))
        times, states = own.get_column("time").to_list(), own.get_column("state").to_list()
        for begin, end, state in zip(times, [*times, end_s][1:], states, strict=True):
            begin, end = max(begin, start_s), min(end, end_s)
            if end > begin:
                if found and found[-1][0] == name and found[-1][1] == state and found[-1][3] == begin:
                    found[-1] = (name, state, found[-1][2], end)
                else:
                    found.append((name, state, begin, end))
    return pl.DataFrame(found, schema=_SPANS, orient="row")
