"""From the trace of a run to the ways of one order: its job, and what was called for it."""

from __future__ import annotations

from typing import Any

import polars as pl

from taktwin.analysis.trace.families import Families, Family, families_of
from taktwin.analysis.trace.stays import Servers
from taktwin.analysis.trace.steps import JobTrace, Step, Untold, Way
from taktwin.analysis.trace.words import CALLED, main_states, part_states, rejections
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result

Row = dict[str, Any]

_OF_JOBS = ("job", "stream", "order_number", "plant", "released", "born", "ended", "due", "outcome", "replication")
_OVERTAKE = "some of them went other ways than others, or came back"


def follow(result: Result, model: PlantModel, job: int, stream: str | None = None) -> JobTrace:
    """The way of an order's job and of the jobs that were called for it.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.
        job: number of the order in its stream, from 0.
        stream: which order stream; None where only one has such a job.

    Raises:
        OptionError: the run has no trace; there is no such job, or several streams have one; its way begins before the
            run; or it stands in places that jobs of others with its number can pass as well.

    Example:
        ``follow(run.result, run.model, 20).main.lead_time_s``
    """
    if result.trace is None:
        raise OptionError("the run has no trace", "simulate with `trace=True`")
    told = job_row(result, job, stream)
    families = families_of(model)
    own = families.of_order(told["stream"])
    others = [family for family in families.found if family not in own]
    rows = result.trace.filter((pl.col("event") == "enter") & (pl.col("job") == job)).to_dicts()
    known = [row for row in rows if families.node(row["name"]) is not None]
    exits = [row for row in rows if row["kind"] == "exit"]
    begin = min((row["time"] for row in known), default=0.0)
    servers = Servers(result.trace, {row["model_element"] for row in known}, begin)
    return Following(families, servers, told, known, exits).whole(own, others)


def job_row(result: Result, job: int, stream: str | None = None) -> Row:
    """The row of an order's job in the table of jobs.

    Raises:
        OptionError: there is none, or several streams have one.
    """
    found = result.jobs.filter(pl.col("order_number") == job)
    if stream is not None:
        streams = result.jobs.get_column("stream").unique().sort().to_list()
        if stream not in streams and found.filter(pl.col("stream") == stream).is_empty():
            known = f"streams with jobs in this run: {', '.join(streams) or 'none'}"
            raise OptionError(f'no job of an order stream "{stream}" is in this run', known, "stream")
        found = found.filter(pl.col("stream") == stream)
    if found.is_empty():
        highest = result.jobs.get_column("order_number").max()
        remedy = f"the highest number is {highest}, the first is 0" if highest is not None else "no job has begun"
        raise OptionError(f"no job with order number {job} is in this run", f"{remedy}; or run more days", "job")
    if found.height > 1:
        names = ", ".join(found.get_column("stream").sort().to_list())
        raise OptionError(f"several order streams have a job {job}: {names}", "say which with the stream", "stream")
    return found.row(0, named=True)


class Following:
    """One order, while its rows are put together."""

    def __init__(self, families: Families, servers: Servers, told: Row, known: list[Row], exits: list[Row]) -> None:
        self.families, self.servers, self.told, self.exits = families, servers, told, exits
        self.job = int(told["order_number"])
        self.known = known
        self.untold: list[Untold] = []

    def whole(self, own: list[Family], others: list[Family]) -> JobTrace:
        """The ways of the order's jobs; ``own`` are its families. Raises OptionError as `follow`."""
        (main,) = (family for family in own if family.stream is not None)
        self._check_apart(own, others)
        rows = self._of(main)
        if not rows or rows[0]["time"] != self.told["born"]:
            message = f"job {self.job} was in the plant before the run began, so its way is not whole"
            raise OptionError(message, "take a job that begins later, or run from the start of the plant", "job")
        self.main_rows = rows
        ended, outcome = self.told["ended"], self.told["outcome"]
        steps = self._steps(rows, ended, main_states([row["kind"] for row in rows]))
        way = Way(line=_line(rows[0]), main=True, begin_s=rows[0]["time"], end_s=ended, outcome=outcome, steps=steps)
        parts = [part for family in own if family is not main for part in self._parts(family)]
        parts.sort(key=lambda part: (part.begin_s, part.line, part.number))
        options = {
            name: str(value) for name, value in self.told.items()
            if name not in _OF_JOBS and value is not None and isinstance(value, str)
        }  # fmt: skip
        return JobTrace(
            job=self.job, stream=self.told["stream"], plant=self.told["plant"], options=options,
            released_s=self.told["released"], main=way, parts=parts, untold=self.untold,
        )  # fmt: skip

    def _of(self, family: Family) -> list[Row]:
        return [row for row in self.known if self.families.node(row["name"]) in family.nodes]

    def _check_apart(self, own: list[Family], others: list[Family]) -> None:
        """Refuse an order of which some place can have been entered by jobs of several sorts with its number."""
        for row in self.known:
            node = self.families.node(row["name"])
            able = [one for one in (*own, *others) if node in one.nodes and self._begun(one)]
            if len(able) > 1 and any(one in own for one in able):
                lines = " and ".join(sorted({one.line for one in able}))
                raise OptionError(
                    f'at "{row["name"]}" the jobs with order number {self.job} from the lines {lines} cannot be told '
                    "apart",
                    "let the lines part before it, or look at the table `trace` of the run",
                    "job",
                )

    def _begun(self, family: Family) -> bool:
        return any(self.families.node(row["name"]) in family.first for row in self.known)

    def _parts(self, family: Family) -> list[Way]:
        rows = self._of(family)
        if not rows:
            return []
        calls = [row["time"] for row in self.known if row["name"] == family.caller]
        at_first = sum(self.families.node(row["name"]) in family.first for row in rows)
        count = at_first
        if family.again:  # some of those that enter the first place have been there before
            count = min(at_first, len(calls) * family.each) if family.each is not None and not family.out_of else 0
        apart = [rows] if count == 1 else _split(rows, count)
        if apart is None:
            self.untold.append(Untold(line=family.line, jobs=count or at_first, why=_OVERTAKE))
            return []
        each = count // len(calls) if calls and count % len(calls) == 0 else 0
        ways = []
        for number, own in enumerate(apart):
            begun = own[0]["time"] if family.out_of or not each else min(calls[number // each], own[0]["time"])
            ways.append(self._part(family, own, number + 1, count, begun))
        return ways

    def _part(self, family: Family, rows: list[Row], number: int, several: int, begun: float) -> Way:
        ended, outcome, fitted_at = self._end(rows[-1])
        states = part_states([row["name"] for row in rows], [row["kind"] for row in rows])
        steps = self._steps(rows, ended, states)
        if begun < rows[0]["time"]:  # it waited for room at the first place
            first = steps[0]
            steps.insert(0, Step(
                place=family.line, kind="source", plant=first.plant, shop=first.shop, line=first.line, state=CALLED,
                enter_s=begun, leave_s=first.enter_s, worked_s=0.0,
            ))  # fmt: skip
        return Way(
            line=family.line, main=False, called_by=family.caller, number=number, several=several, begin_s=begun,
            end_s=ended, outcome=outcome, fitted_at=fitted_at, steps=steps,
        )  # fmt: skip

    def _end(self, last: Row) -> tuple[float | None, str, str | None]:
        """When and how the way of a part ended whose last place this is, and where it was fitted."""
        node = self.families.node(last["name"])
        assert node is not None
        gone = self.told["ended"]
        if node not in self.families.graph.ends:
            return None, "in_process" if gone is None else "not_told", None
        fit = self.families.fits.get(node)
        if fit is None:
            after = [row for row in self.exits if row["time"] >= last["time"] and row["time"] != gone]
            return (after[0]["time"], "finished", None) if len(after) == 1 else (None, "not_told", None)
        if not fit.matched:
            return None, "not_told", None
        for row, until in self._visits(fit.element):
            begin = self.servers.begins(row, self.job, until)
            if begin is None and until < float("inf"):
                begin = max(row["time"], last["time"])
            if begin is not None and last["time"] <= begin:
                return begin, "fitted", fit.element
        if gone is not None and last["time"] <= gone:
            return gone, "scrapped", None
        return None, "in_process" if gone is None else "not_told", None

    def _visits(self, element: str) -> list[tuple[Row, float]]:
        """The entries into an element, each with when that job left it."""
        rows = self.main_rows
        gone = self.told["ended"] if self.told["ended"] is not None else float("inf")
        found = [
            (row, after["time"] if after is not None else gone)
            for row, after in zip(rows, [*rows[1:], None], strict=True)
            if row["name"] == element
        ]
        return found or [(row, float("inf")) for row in self.known if row["name"] == element]

    def _steps(self, rows: list[Row], ended: float | None, states: list[str]) -> list[Step]:
        rejected = rejections([row["name"] for row in rows])
        leaves = [*(row["time"] for row in rows[1:]), ended]
        return [
            Step(
                place=row["name"], kind=row["kind"], plant=row["plant"], shop=row["shop"], line=row["line"],
                state=state, enter_s=row["time"], leave_s=leave, rejected=back,
                worked_s=None if leave is None else self.servers.worked(row, self.job, leave),
            )
            for row, leave, state, back in zip(rows, leaves, states, rejected, strict=True)
        ]  # fmt: skip


def _split(rows: list[Row], count: int) -> list[list[Row]] | None:
    """The rows of each of several jobs that went the same way: the n-th entry into a place is that of the n-th job.

    None where they did not go the same way.
    """
    places: dict[str, list[Row]] = {}
    for row in rows:
        places.setdefault(row["name"], []).append(row)
    numbers = [len(entries) for entries in places.values()]
    if count < 1 or numbers[0] != count or numbers != sorted(numbers, reverse=True):
        return None
    found = [[entries[n] for entries in places.values() if n < len(entries)] for n in range(count)]
    for own in found:
        times = [row["time"] for row in own]
        if times != sorted(times):
            return None
    return found


def _line(row: Row) -> str:
    return f"{row['shop']}.{row['line']}"
