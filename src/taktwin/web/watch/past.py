"""What was: states minute by minute, the KPIs of shifts, and what happened to alarms."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from taktwin.kernel.base.state import STATES
from taktwin.live.alarms.book import AlarmRecord
from taktwin.live.alarms.figures import alarm_figures
from taktwin.live.kpis import KPIS, RUN, Window
from taktwin.live.twin.picture import cause_told, date
from taktwin.live.twin.twin import Twin
from taktwin.live.watching.statehistory import MINUTES, UNKNOWN
from taktwin.model.phrase import Phrase
from taktwin.web.refusal import RefusedError
from taktwin.web.replies import both
from taktwin.web.watch.watch import Running

#: Shown of each machine; all of ISO 22400-2 that follow from states alone.
SHOWN = (
    "availability",
    "allocation_efficiency",
    "utilization_efficiency",
    "technical_efficiency",
    "setup_ratio",
    "corrective_maintenance_ratio",
)
_LONGEST_H = MINUTES / 60.0
_MOST = 5_000  # lines of the history


def timeline(running: Running, hours: float) -> dict[str, Any]:
    """The states of all machines in the last hours.

    A minute is one character: ``a`` for the first of the states, ``?`` where nobody knows. It is the state that lasted
    longest in the minute.

    Raises:
        RefusedError: 422, no such length.
    """
    if not 0.0 < hours <= _LONGEST_H:
        raise RefusedError(422, Phrase("the time is too long, or none"), Phrase("ask for one to 24 hours"))
    twin = running.twin
    with twin.lock:
        end = twin.at // 60.0 * 60.0
        begin = end - hours * 3600.0
        found = twin.watcher.history.minutes(begin, end)
        windows = [one for one in twin.watcher.history.windows() if one.end > begin]
        stops = [one for one in (*twin.watcher.stops.found, *twin.watcher.stops.standing(twin.at)) if one.end > begin]
        return {
            "begin": date(twin, begin),
            "end": date(twin, end),
            "minutes": round((end - begin) / 60.0),
            "rows": {name: _letters(codes) for name, codes in found.items()},
            "shifts": [{"name": one.name, "begin_min": (one.begin - begin) / 60.0} for one in windows],
            "stops": [
                {
                    "line": one.line,
                    "begin": date(twin, one.begin),
                    "minutes": one.seconds / 60.0,
                    "goes_on": one.goes_on,
                    "cause": None if one.cause is None else both(one.cause.told),
                }
                for one in sorted(stops, key=lambda one: -one.begin)[:_MOST]
            ],
        }


def states(running: Running, resource: int, begin: float, end: float) -> list[list[float]]:
    """[time, code] of a machine by its number in the scene, as of a replay: by the minute.

    Raises:
        RefusedError: 404 or 422.
    """
    twin = running.twin
    names = twin.watcher.names
    if not 0 <= resource < len(names):
        raise RefusedError(404, Phrase("there is no such machine"), Phrase("ask for one that is shown"))
    if not 0.0 < end - begin <= MINUTES * 60.0:
        raise RefusedError(422, Phrase("the time is too long, or none"), Phrase("ask for one to 24 hours"))
    with twin.lock:
        first = begin // 60.0 * 60.0
        codes = twin.watcher.history.minutes(first, end).get(names[resource])
    found: list[list[float]] = []
    for minute, code in enumerate([] if codes is None else codes.tolist()):
        if code != UNKNOWN and (not found or found[-1][1] != code):
            found.append([max(begin, first + 60.0 * minute), float(code)])
    return found or [[begin, float(STATES.index("starved"))]]


def shifts(running: Running) -> dict[str, Any]:
    """The shifts that are known, the newest first, each in numbers; and the map from states to times of the KPIs."""
    twin = running.twin
    with twin.lock:
        windows = _shifts(twin)
        return {
            "shifts": [_summary(twin, one) for one in reversed(windows)],
            "kpis": list(SHOWN),
            "formulas": {one.name: one.formula for one in KPIS if one.name in SHOWN},
            "map": {"name": RUN.name, "parts": _parts()},
        }


def machines(running: Running, begin: float) -> list[dict[str, Any]]:
    """The KPIs of each machine in the shift that begins at ``begin`` (s from the start of the plant).

    Raises:
        RefusedError: 404, no such shift is known.
    """
    twin = running.twin
    with twin.lock:
        window = next((one for one in _shifts(twin) if one.begin == begin), None)
        if window is None:
            raise RefusedError(404, Phrase("nothing is known of that shift"), Phrase("choose one that the page lists"))
        names, account = twin.watcher.history.names, twin.watcher.history.account(window)
    found = account(names, RUN)  # takes its time, and the plant goes on
    return [
        {
            "machine": one.resource,
            "kpis": [one.kpis[name] for name in SHOWN],
            "failures": one.elements["FE"],
            "states": {name: seconds for name, seconds in one.states.items() if seconds > 0.0},
        }
        for one in found
    ]


def history(running: Running, asked: str, most: int = 500) -> dict[str, Any]:
    """What happened to alarms, the newest first.

    Args:
        running: the plant.
        asked: words that have to be in a line: a machine, a name, an action; empty: all lines.
        most: lines.
    """
    twin = running.twin
    with twin.lock:
        lines = _asked(twin.watcher.book.record, asked)
        return {"lines": len(lines), "history": [_line(twin, one) for one in lines[: -most - 1 : -1]]}


def history_csv(running: Running, asked: str) -> str:
    """The same as a table with commas, the oldest first; all lines that are kept."""
    twin = running.twin
    with twin.lock:
        rows = [_line(twin, one) for one in _asked(twin.watcher.book.record, asked)]
    made = io.StringIO()
    names = ("time", "alarm", "source", "priority", "action", "before", "after", "who", "why")
    written = csv.DictWriter(made, names)
    written.writeheader()
    written.writerows({name: _safe(str(row[name])) for name in names} for row in rows)
    return made.getvalue()


def _safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _asked(record: Sequence[AlarmRecord], asked: str) -> list[AlarmRecord]:
    words = asked.lower().split()
    if not words:
        return list(record)
    return [
        one for one in record if all(word in f"{one.alarm} {one.action} {one.who} {one.why}".lower() for word in words)
    ]


def _line(twin: Twin, one: AlarmRecord) -> dict[str, Any]:
    return {**one.as_dict(), "time": date(twin, one.time), "rule": twin.watcher.book.alarm(one.alarm).rule.name}


def _letters(codes: Any) -> str:
    return "".join("?" if code == UNKNOWN else chr(97 + code) for code in codes.tolist())


def _shifts(twin: Twin) -> list[Window]:
    """The windows that are shifts; what lies between two has no name, unless the plant has no shifts at all."""
    return [one for one in twin.watcher.history.windows() if one.name or twin.shifts.calendar is None]


def _summary(twin: Twin, window: Window) -> dict[str, Any]:
    book, stops = twin.watcher.book, twin.watcher.stops
    inside = [
        (one, max(0.0, min(one.end, window.end) - max(one.begin, window.begin)))
        for one in (*stops.found, *stops.standing(twin.at))
        if one.begin < window.end and one.end > window.begin
    ]
    causes: dict[str, list[Any]] = {}
    for one, seconds in inside:
        told = cause_told(one.cause)
        row = causes.setdefault("" if told is None else str(told["told"]), [one, 0.0, 0])
        row[1] += seconds
        row[2] += 1
    figures = alarm_figures(book.record, window.begin, window.end)
    return {
        "name": window.name,
        "begin_s": window.begin,
        "begin": date(twin, window.begin),
        "end": date(twin, window.end),
        "goes_on": twin.shifts.at(window.begin).end > twin.at,
        "made": twin.shadow.made(window.begin, window.end + 60.0),
        "line_stops": len(inside),
        "stopped_min": sum(seconds for _, seconds in inside) / 60.0,
        "alarms": figures.alarms,
        "alarms_per_hour": figures.per_hour,
        "acknowledged_s": figures.acknowledged_s,
        "causes": [
            {"cause": None if one.cause is None else both(one.cause.told), "minutes": seconds / 60.0, "stops": count}
            for one, seconds, count in sorted(causes.values(), key=lambda row: -row[1])[:8]
        ],
    }


def _parts() -> dict[str, list[str]]:
    """Part of the time -> the states that belong to it."""
    found: dict[str, list[str]] = {}
    for state, part in RUN.parts.items():
        found.setdefault(part, []).append(state)
    return found


def stamp() -> str:
    """For the name of a file: the server's time."""
    return dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
