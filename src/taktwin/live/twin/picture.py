"""What a twin knows at a moment, as plain values for a console, a page, or JSON."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

from taktwin.kernel.base.state import STATES
from taktwin.live.alarms.cause import Cause
from taktwin.live.shadow import Shadow
from taktwin.live.twin.outlook import Outlook
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.shifts import Shifts
from taktwin.live.twin.sources import Source
from taktwin.live.twin.watcher import Watcher
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.start import Starter

_STOPPED = ("down", "minor_stop", "waiting_crew", "waiting_parts", "waiting_operator", "maintenance")
_MOST = 50  # stops and alarms that are named


class Seen(Protocol):
    """What is shown of a twin: see `Twin`."""

    at: float
    first: float | None
    last: dict[str, float]
    model: PlantModel
    outlook: Outlook
    settings: TwinSettings
    shadow: Shadow
    shifts: Shifts
    sources: tuple[Source, ...]
    starter: Starter
    watcher: Watcher

    def counts(self) -> dict[str, int]:
        """Place -> what its counter has counted."""
        ...


def picture(twin: Seen) -> dict[str, Any]:
    """What is known now.

    ``time`` is that of the plant, ``age_s`` how old the newest of what is shown is; ``shift``: what it has made;
    ``vehicles``: state, place, load, battery and error of each;
    ``machines``: how many are in each state, and those that have ``stopped``; ``lines``: those that stand, and why;
    ``alarms``: those that somebody has to look at; ``places``: jobs in each; ``divergence``: how well what was told and
    the model go together; ``mapping``: what of it does not fit the model or the tags; ``sources``: how long each has
    been silent; ``forecast``: the last look ahead, of the whole shift. Times of day are those of the plant.
    """
    at, shadow = twin.at, twin.shadow
    shift = twin.shifts.at(at)
    floor = shadow.settled()
    book, stops, names = twin.watcher.book, twin.watcher.stops, twin.watcher.names
    where = shadow.where()
    states = {names[i]: STATES[one.state] for i, one in floor.machines.items()}
    machines = {name: states.get(name, "unknown") for name in twin.watcher.flow.place_of}
    since = {names[i]: one.since for i, one in floor.machines.items()}
    ended = [one for one in stops.found if one.end > shift.begin]
    standing = stops.standing(at)
    minutes = sum(one.end - max(one.begin, shift.begin) for one in (*ended, *standing)) / 60.0
    return {
        "plant": twin.model.name,
        "time": date(twin, at),
        "time_s": at,
        "age_s": max(0.0, at - max(twin.last.values(), default=shadow.now)),
        "shift": {
            "name": shift.name,
            "begin": date(twin, shift.begin),
            "end": date(twin, shift.end),
            "made": shadow.made(shift.begin, shift.end),
            "target": twin.settings.target,
            "seen_from": None if twin.first is None or twin.first <= shift.begin else date(twin, twin.first),
            "line_stops": len(ended) + len(standing),
            "stopped_min": minutes,
        },
        "jobs": shadow.jobs,
        "finished": shadow.finished,
        "counters": twin.counts(),
        "machines": {
            "states": dict(Counter(machines.values()).most_common()),
            "stopped": [
                {"machine": name, "state": state, "since": date(twin, since[name]), "for_s": at - since[name]}
                for name, state in sorted(machines.items(), key=lambda one: since.get(one[0], at))
                if state in _STOPPED
            ][:_MOST],
        },
        "states": machines,
        "vehicles": shadow.vehicles(),
        "lines": [
            {
                "line": one.line,
                "place": one.place,
                "since": date(twin, one.begin),
                "for_s": one.seconds,
                "cause": cause_told(one.cause),
            }
            for one in standing
        ],
        "alarms": [
            {
                "alarm": one.name,
                "source": one.source,
                "priority": one.rule.priority,
                "state": one.now.state,
                "since": date(twin, one.since),
            }
            for one in book.alarms()
        ][-_MOST:],
        "places": {name: len(where[name]) for name in twin.starter.index.places if name in where},
        "divergence": shadow.as_dict(),
        "mapping": _mapping(twin.sources),
        "sources": {name: {"silent_s": max(0.0, at - last)} for name, last in sorted(twin.last.items())},
        "forecast": twin.outlook.as_dict(),
    }


def _mapping(sources: Sequence[Source]) -> dict[str, Any] | None:
    """What of the mapping does not fit, by the tags so far; None without one. All connectors share it."""
    translations = (getattr(one, "translation", None) for one in sources)
    check = next((one.check for one in translations if one is not None), None)
    return None if check is None else check.as_dict()


def cause_told(cause: Cause | None) -> dict[str, Any] | None:
    """A cause as plain values, with its sentence."""
    return None if cause is None else {**cause.as_dict(), "told": cause.told}


def date(twin: Seen, time: float) -> str:
    """The date and time of an instant, s from the start of the plant."""
    return (twin.model.start + dt.timedelta(seconds=round(time))).isoformat(sep=" ", timespec="seconds")
