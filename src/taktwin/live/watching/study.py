"""A run watched as if it were the plant: the use case behind `taktwin watch`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from taktwin.analysis.exports.savedrun import read_traced
from taktwin.analysis.kinds import WORK_UNITS
from taktwin.live.alarms import AlarmBook, PlantFlow
from taktwin.live.alarms.book import AlarmRecord
from taktwin.live.alarms.figures import AlarmFigures, alarm_figures
from taktwin.live.alarms.replay import replay, state_changes
from taktwin.live.kpis import Figures, StateLog, Stop, TimeMap, Window, figures, shift_windows, stops
from taktwin.live.kpis.definitions import KPIS
from taktwin.live.kpis.timemap import RUN
from taktwin.live.watching.linestops import LineStop, LineStops
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.expand import expand

if TYPE_CHECKING:
    from taktwin.analysis.tables import RunTables
    from taktwin.model.nouns.plant import PlantModel

DAY_S = 86400.0


@dataclass(frozen=True, kw_only=True)
class ShiftSummary:
    """A shift in numbers: jobs finished, alarms, line stops and how long they lasted in it (s)."""

    window: Window
    finished: int
    alarms: AlarmFigures
    line_stops: int
    stopped_s: float


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What a watch says of a run.

    Attributes:
        windows: its shifts, or the whole time.
        shifts: each in numbers.
        line_stops: in the order of their begin.
        record: the audit trail of the alarms.
        alarms: their figures over the whole time.
        kpis: of each work unit in each shift, from states alone: what was made is not in a trace by shift.
        stops: failures of machines in each shift, cut at its ends.
        line_ends: the servers of the last machine of each line.
        time_map: by which states became times.
        begin, end: of the watch (s from the end of the warm-up).
    """

    windows: list[Window]
    shifts: list[ShiftSummary]
    line_stops: list[LineStop]
    record: list[AlarmRecord]
    alarms: AlarmFigures
    kpis: list[Figures]
    stops: list[Stop]
    line_ends: list[str]
    time_map: TimeMap
    begin: float
    end: float

    @property
    def causes(self) -> list[tuple[str, int, float]]:
        """(cause, line stops, seconds), that which cost most first; the name is empty where none was found."""
        count: Counter[str] = Counter()
        seconds: dict[str, float] = {}
        for one in self.line_stops:
            name = one.cause.name if one.cause is not None else ""
            count[name] += 1
            seconds[name] = seconds.get(name, 0.0) + one.seconds
        return [(name, count[name], seconds[name]) for name in sorted(seconds, key=lambda name: -seconds[name])]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "begin_s": self.begin,
            "end_s": self.end,
            "shifts": [
                {
                    "name": one.window.name,
                    "begin_s": one.window.begin,
                    "end_s": one.window.end,
                    "finished_jobs": one.finished,
                    "line_stops": one.line_stops,
                    "stopped_s": one.stopped_s,
                    "alarms": one.alarms.as_dict(),
                }
                for one in self.shifts
            ],
            "line_stops": [one.as_dict() for one in self.line_stops],
            "causes": [{"cause": name, "line_stops": n, "seconds": total} for name, n, total in self.causes],
            "alarms": self.alarms.as_dict(),
            "record": [one.as_dict() for one in self.record],
            "time_map": self.time_map.as_dict(),
            "formulas": {one.name: one.formula for one in KPIS},
            "kpis": [one.as_dict() for one in self.kpis],
            "stops": [vars(one) | {"states": list(one.states)} for one in self.stops],
        }


def watch_run(
    folder: str | Path,
    *,
    replication: int = 0,
    least_s: float = 300.0,
    calendar: str | None = None,
    time_map: TimeMap = RUN,
) -> Watched:
    """Watch the traced run in a folder (see `watched`).

    Raises:
        SavedRunError: there is no whole run in it, it was not traced, or it has no such replication.
        OptionError: there is no such calendar, or a time cannot be meant.
    """
    result, model = read_traced(folder, replication)
    return watched(result, model, least_s=least_s, calendar=calendar, time_map=time_map)


def watched(
    result: RunTables,
    model: PlantModel,
    *,
    least_s: float = 300.0,
    calendar: str | None = None,
    time_map: TimeMap = RUN,
) -> Watched:
    """Watch a traced run: its states are fed to the alarms, the line stops and the KPIs as a plant would say them.

    The warm-up is fed as well, so that the watch begins with what is under way; what it says is of the measured time.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.
        least_s: standstills of an end of a line that are shorter are none (s).
        calendar: whose shifts cut the time; None: that of most shops, or one window where no shop has any.
        time_map: from states to the parts of the time.

    Raises:
        OptionError: the run has no trace, there is no such calendar, or a time cannot be meant.

    Example:
        ``watched(run.result, run.model).causes[0]``
    """
    if not least_s > 0:
        raise OptionError(
            Phrase("a least standstill of {least_s:g} s", least_s=least_s), Phrase("give a time above 0"), "least_s"
        )
    end = float(result.elapsed_s)
    windows = _windows(result, model, calendar, end)
    trace: pl.DataFrame | None = getattr(result, "trace", None)
    changes = state_changes(trace)
    flow = PlantFlow(model)
    book, lines = AlarmBook(flow), LineStops(flow, least_s)
    for time in replay(book, changes, until=end, told=lines.change):
        lines.look(time, book.states)
    line_stops = [one for one in lines.close(end) if one.end > 0]
    record = [one for one in book.record if one.time >= 0]
    log = StateLog.of_changes(changes.filter(pl.col("kind").is_in(WORK_UNITS)), 0.0, end)
    ended = result.jobs.filter(pl.col("outcome") == "finished").get_column("ended").drop_nulls()
    return Watched(
        windows=windows,
        shifts=[_summary(one, ended, record, line_stops) for one in windows],
        line_stops=line_stops,
        record=record,
        alarms=alarm_figures(record, 0.0, end),
        kpis=figures(log, windows=windows, time_map=time_map),
        stops=stops(log, windows, time_map.failures),
        line_ends=[resource for place in flow.ends.values() for resource in flow.places[place].resources],
        time_map=time_map,
        begin=0.0,
        end=end,
    )


def _windows(result: RunTables, model: PlantModel, calendar: str | None, end: float) -> list[Window]:
    """The shifts of a calendar; one window where there is none. Of several plants each has its own calendars."""
    spelt = expand(model)
    if calendar is None:
        named = Counter(shop.calendar for shop in spelt.shops.values() if shop.calendar is not None)
        calendar = named.most_common(1)[0][0] if named else None
    if calendar is None:
        return [Window("all", 0.0, end)]
    origin = (result.warmup_days + result.started_days) * DAY_S
    return shift_windows(spelt, calendar, 0.0, end, origin) or [Window("all", 0.0, end)]


def _summary(
    window: Window, ended: pl.Series, record: Sequence[AlarmRecord], line_stops: Sequence[LineStop]
) -> ShiftSummary:
    inside = [
        min(one.end, window.end) - max(one.begin, window.begin)
        for one in line_stops
        if one.begin < window.end and one.end > window.begin
    ]
    return ShiftSummary(
        window=window,
        finished=int(((ended > window.begin) & (ended <= window.end)).sum()),
        alarms=alarm_figures(record, window.begin, window.end),
        line_stops=len(inside),
        stopped_s=sum(inside, 0.0),
    )
