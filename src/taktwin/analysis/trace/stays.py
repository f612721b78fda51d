"""How the stay of a job at a station divides into work and waiting, from the states of the server that had it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection

import polars as pl

from taktwin.analysis.trace.words import WAITS

#: The states in which the job is worked on, or the server made ready for it.
AT_WORK = ("working", "setup")
#: Places whose servers have one job or batch at a time, from its entry until it leaves.
_BY_SERVER = ("station", "batch_station", "split_station")

_WHOSE = ("plant", "shop", "line", "model_element", "server")
_Key = tuple[str, str | None, str | None, str | None]


class Servers:
    """The states of the servers of some elements over time, as far as stays that begin from ``begin`` on ask for them.

    ``elements`` are their names in the model file.
    """

    def __init__(self, trace: pl.DataFrame, elements: Collection[str], begin: float = -math.inf) -> None:
        self._states: dict[_Key, dict[int | None, tuple[list[float], list[str], list[int]]]] = {}
        of_them = pl.col("model_element").is_in(list(elements))
        rows = trace.filter((pl.col("event") == "state") & pl.col("kind").is_in(_BY_SERVER) & of_them)
        late = pl.col("time") >= begin
        before = rows.filter(~late).group_by(_WHOSE, maintain_order=True).last()  # what they were in when it began
        rows = pl.concat([before.select(rows.columns), rows.filter(late)])
        columns = (*_WHOSE, "time", "state", "job")
        for plant, shop, line, element, server, time, state, job in rows.select(columns).iter_rows():
            servers = self._states.setdefault((plant, shop, line, element), {})
            times, states, jobs = servers.setdefault(server, ([], [], []))
            times.append(time)
            states.append(state)
            jobs.append(job)

    def stretches(self, row: dict[str, object], job: int, until: float) -> list[tuple[float, float, str]] | None:
        """The states of the server that had a job from its entry (a row of the trace) on, as (begin, end, state).

        None where it is not told which server had it: of several none, or not just one, names the job.
        """
        begin = float(row["time"])  # type: ignore[arg-type]
        key = (row["plant"], row["shop"], row["line"], row["model_element"])
        servers = self._states.get(key, {})  # type: ignore[call-overload]
        if len(servers) > 1:
            servers = {name: one for name, one in servers.items() if _names(one, job, begin, until)}
        if row["kind"] not in _BY_SERVER or len(servers) != 1:
            return None
        ((times, states, _),) = servers.values()
        at = bisect_right(times, begin) - 1  # of several changes at one instant the last holds
        if at < 0:
            return None
        found = []
        while begin < until:
            end = min(times[at + 1], until) if at + 1 < len(times) else until
            if end > begin:
                found.append((begin, end, states[at]))
            begin, at = max(begin, end), at + 1
        return found

    def worked(self, row: dict[str, object], job: int, until: float) -> float | None:
        """Seconds of work on a job from its entry until it left; None where that is not told."""
        if row["kind"] in WAITS:
            return 0.0
        stretches = self.stretches(row, job, until)
        if stretches is None:
            return None
        return sum(end - begin for begin, end, state in stretches if state in AT_WORK)

    def begins(self, row: dict[str, object], job: int, until: float) -> float | None:
        """When the work on a job began that had come with this row; None: not before ``until``, or not told."""
        for begin, _, state in self.stretches(row, job, until) or ():
            if state in AT_WORK:
                return begin
        return None


def _names(server: tuple[list[float], list[str], list[int]], job: int, begin: float, until: float) -> bool:
    times, _, jobs = server
    first = bisect_right(times, begin)
    while first > 0 and times[first - 1] == begin:
        first -= 1
    return job in jobs[first : bisect_right(times, until)]
