"""A log of states: who was in which state from when to when, checked, and cut to windows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from taktwin.live.kpis.shifts import Window
from taktwin.live.kpis.timemap import UNKNOWN
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase

_COLUMNS = ("resource", "begin", "end", "state")
_OPTIONAL = ("order", "product")


@dataclass(frozen=True)
class StateLog:
    """Spans of one state each: columns resource, begin, end (s), state, order, product (null: none).

    Attributes:
        spans: in the order of resource and time, none overlapping another of its resource.
        begin: first time of the observation (s).
        end: last time of the observation (s).
    """

    spans: pl.DataFrame
    begin: float
    end: float

    @classmethod
    def of_spans(cls, spans: pl.DataFrame, begin: float, end: float) -> StateLog:
        """The log of spans, cut to an observation; what no span says is unknown.

        Raises:
            OptionError: a column is missing, the observation is empty, a span ends before it begins, or two of a
                resource overlap.
        """
        missing = [name for name in _COLUMNS if name not in spans.columns]
        if missing:
            raise OptionError(
                Phrase('a log of states without "{missing}"', missing=missing[0]),
                f"give {', '.join(_COLUMNS)}",
                "spans",
            )
        if not end > begin:
            raise OptionError(
                Phrase("an observation from {begin:g} s to {end:g} s", begin=begin, end=end),
                Phrase("give an end behind its begin"),
                "end",
            )
        none = [pl.lit(None, pl.String).alias(name) for name in _OPTIONAL if name not in spans.columns]
        table = spans.with_columns(none).select(*_COLUMNS, *_OPTIONAL).sort("resource", "begin", maintain_order=True)
        wrong = table.filter(~(pl.col("end") >= pl.col("begin")))
        if wrong.height:
            one = wrong.row(0, named=True)
            message = Phrase(
                '"{resource}" is {state} from {begin} s to {end} s',
                resource=one["resource"],
                state=one["state"],
                begin=one["begin"],
                end=one["end"],
            )
            raise OptionError(message, Phrase("give an end that is not before the begin"), "spans")
        before = pl.col("end").shift(1).over("resource")
        twice = table.filter(pl.col("begin") < before)
        if twice.height:
            one = twice.row(0, named=True)
            message = Phrase('"{resource}" is in two states at {begin} s', resource=one["resource"], begin=one["begin"])
            raise OptionError(message, Phrase("let each span end where the next begins"), "spans")
        cut = table.with_columns(pl.col("begin").clip(begin, None), pl.col("end").clip(None, end))
        return cls(cut.filter(pl.col("end") > pl.col("begin")), begin, end)

    @classmethod
    def of_changes(cls, changes: pl.DataFrame, begin: float, end: float) -> StateLog:
        """The log of changes (columns time, resource, state, in the order of time): each state lasts to the next.

        Before its first change a resource is in an unknown state. Raises OptionError as `of_spans`.
        """
        extra = [name for name in _OPTIONAL if name in changes.columns]
        table = changes.sort("resource", "time", maintain_order=True)
        after = pl.col("time").shift(-1).over("resource").fill_null(end)
        spans = table.select(
            "resource",
            pl.col("time").alias("begin"),
            pl.max_horizontal(after, "time").alias("end"),
            "state",
            *extra,
        )
        return cls.of_spans(spans, begin, end)

    @property
    def resources(self) -> list[str]:
        """Who is in the log, in its order."""
        return self.spans.get_column("resource").unique(maintain_order=True).to_list()

    def within(self, window: Window) -> pl.DataFrame:
        """The spans of a window, cut to it, and what is unknown: the seconds of each resource sum to its length.

        `began` is when a span began before it was cut (s).
        """
        low, high = max(window.begin, self.begin), min(window.end, self.end)
        inside = self.spans.filter((pl.col("end") > low) & (pl.col("begin") < high)).with_columns(
            pl.col("begin").alias("began"), pl.col("begin").clip(low, None), pl.col("end").clip(None, high)
        )
        known = inside.group_by("resource").agg((pl.col("end") - pl.col("begin")).sum().alias("known"))
        rest = pl.DataFrame({"resource": self.resources}, schema={"resource": pl.String}).join(
            known, on="resource", how="left"
        )
        lost = rest.select(
            "resource", (window.end - window.begin - pl.col("known").fill_null(0.0)).alias("seconds")
        ).filter(pl.col("seconds") > 1e-9 * (window.end - window.begin))
        spans = inside.with_columns((pl.col("end") - pl.col("begin")).alias("seconds"))
        unknown = lost.select(
            "resource",
            pl.lit(None, pl.Float64).alias("begin"),
            pl.lit(None, pl.Float64).alias("end"),
            pl.lit(UNKNOWN).alias("state"),
            *(pl.lit(None, pl.String).alias(name) for name in _OPTIONAL),
            pl.lit(None, pl.Float64).alias("began"),
            "seconds",
        )
        return pl.concat([spans, unknown])


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A standstill of a resource within a window.

    ``begin`` and ``end`` (s) are cut to the window; `cut_begin` and `cut_end` say that it began before it, or goes on
    behind it, and ``whole_s`` how long it is in all.
    """

    resource: str
    window: str
    states: tuple[str, ...]
    begin: float
    end: float
    cut_begin: bool
    cut_end: bool
    whole_s: float


def stops(log: StateLog, windows: Sequence[Window], states: Iterable[str], least_s: float = 0.0) -> list[Stop]:
    """The standstills in windows: spans of some states on end, also from one such state into another.

    Args:
        log: of the states.
        windows: such as shifts; a stop in two of them is told in each.
        states: that are a stop.
        least_s: shorter ones, as a whole, are left out (s).

    Example:
        ``stops(log, [Window("late", 0, 3600)], ("down", "waiting_crew"))[0].cut_end``
    """
    whole: list[tuple[str, float, float, tuple[str, ...]]] = []
    wanted = log.spans.filter(pl.col("state").is_in(list(states)))
    for resource, begin, end, state in wanted.select(_COLUMNS).iter_rows():
        if whole and whole[-1][0] == resource and whole[-1][2] == begin:
            last = whole.pop()
            whole.append((resource, last[1], end, tuple(dict.fromkeys((*last[3], state)))))
        else:
            whole.append((resource, begin, end, (state,)))
    found = []
    for window in windows:
        for resource, begin, end, names in whole:
            low, high = max(begin, window.begin), min(end, window.end)
            if high > low and end - begin >= least_s:
                found.append(
                    Stop(
                        resource=resource,
                        window=window.name,
                        states=names,
                        begin=low,
                        end=high,
                        cut_begin=begin < window.begin,
                        cut_end=end > window.end,
                        whole_s=end - begin,
                    )
                )
    return found
