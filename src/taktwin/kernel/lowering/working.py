"""Lowering of what every working resource has: failures, calendar, power, shop."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from taktwin.kernel.base import state as k
from taktwin.kernel.base.kind import Kind
from taktwin.kernel.lowering.builder import Builder
from taktwin.kernel.lowering.identity import Group
from taktwin.model.nouns.calendar import WEEK_S, through_sunday
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.feed import Feed
from taktwin.model.nouns.fleets.transport import Transport
from taktwin.model.nouns.machines.pauses import Pause, Pauses
from taktwin.model.nouns.machines.power import MEDIA, PowerProfile
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.quantity import Quantity

#: Which figure of a power profile holds in which state.
POWER_STATE = {
    "working": "working",
    "setup": "setup",
    "starved": "idle",
    "blocked": "idle",
    "down": "standby",
    "minor_stop": "standby",
    "waiting_parts": "idle",
    "waiting_operator": "idle",
    "waiting_transport": "idle",
    "waiting_carrier": "idle",
    "waiting_crew": "standby",
    "walking": "idle",
    "brief_pause": "brief",
    "long_pause": "long",
    "waking": "waking",
    "maintenance": "standby",
    "off_shift": "off",
}

_CLOCKS = {"time": k.BY_TIME, "operation": k.BY_OPERATION}


def _constant(value: Quantity) -> Distribution:
    """A number of works, or the time between two dates of a plan, which the kernel draws as it draws a time."""
    return Distribution("constant", (value.value,))


def _clock(mode: FailureMode, finishes: bool) -> tuple[int, Distribution | None]:
    """The clock of a mode, and what it draws on it; ``finishes``: planned work waits for the work in hand."""
    if mode.jobs is not None:
        return k.BY_COUNT, _constant(mode.jobs)  # at the end of a work in any case
    after = k.AFTER_WORK if mode.planned and finishes else 0
    if mode.every is not None:
        return k.BY_PLAN + after, _constant(mode.every)
    return _CLOCKS[mode.clock] + after, mode.up


def _state(mode: FailureMode) -> int:
    return k.MAINTENANCE if mode.planned else k.MINOR_STOP if mode.minor else k.DOWN


def _pause(pause: Pause | None) -> tuple[float, float]:
    """After how long a machine falls into a pause, and how long it wakes from it (s)."""
    if pause is None or pause.after is None:
        return math.inf, 0.0
    return pause.after.value, pause.wake.value


def said(own: Any, source: Any, field: str) -> Any:
    """What is said of one server, else what is said of all."""
    given = getattr(own, field, None)
    return given if given is not None else getattr(source, field)


def trip_seconds(trip: Transport | Feed, speed: float) -> dict[str, float]:
    """Time of the empty and the loaded way of a trip; on a guide path neither is used."""
    if trip.distance is None:
        return {}
    return {"empty_s": (trip.empty or trip.distance).value / speed, "loaded_s": trip.distance.value / speed}


class Working:
    """Turns the common fields of stations, cells, vehicles and loads into fields of resources."""

    def __init__(self, builder: Builder, model: PlantModel, groups: list[Group]) -> None:
        self.builder = builder
        self.model = model
        self._groups = {(group.shop, group.plant): at for at, group in enumerate(groups)}
        self.calendars = {name: i for i, name in enumerate(model.calendars)}  # their resources come last, see `program`
        #: Presences of operators that are no calendar of the model: name and windows; their numbers follow on those.
        self.presences: list[tuple[str, list[tuple[float, float]]]] = []
        self.crews: dict[str, int] = {}
        self._power: dict[str, int] = {}
        self.no_power = builder.numbers([0.0] * (len(MEDIA) * (len(k.STATES) + 1)))

    def failures(self, entries: list[str | FailureMode], finishes: bool = False) -> dict[str, int]:
        """``mode0`` and ``modes`` of a resource, and how many of them look at its work, count it, or spoil it.

        ``finishes``: it ends the work in hand before planned work begins.
        """
        first = len(self.builder.modes)
        own = counts = spoils = 0
        for entry in entries:
            mode = self.model.failures[entry] if isinstance(entry, str) else entry
            clock, up = _clock(mode, finishes)
            own += clock >= k.AFTER_WORK or clock == k.BY_OPERATION
            counts += mode.jobs is not None
            spoils += mode.work != "resume"
            self.builder.modes.append(
                {
                    "clock": clock,
                    "work": k.WORK_AFTER.index(mode.work),
                    "state": _state(mode),
                    "up": self.builder.distribution(up),
                    "offset": (mode.offset or mode.every).value if mode.every is not None else 0.0,
                    "repair": self.builder.distribution(mode.repair),
                    "crew": self.crews[mode.crew] if mode.crew else -1,
                }
            )
        return {"mode0": first, "modes": len(entries), "own_modes": own, "counts": counts, "spoils": spoils}

    def pauses(self, kind: Kind, entry: str | Pauses | None) -> dict[str, int]:
        """``pauses`` and ``pause0`` of a resource; nothing where it never sleeps."""
        own = self.model.pauses[entry] if isinstance(entry, str) else entry
        depths = [own.brief, own.long] if own is not None else []
        times = [time for depth in depths for time in _pause(depth)]
        if not any(math.isfinite(after) for after in times[::2]):
            return {}
        hours = self._awake(own.awake) if own is not None and own.awake is not None else []
        if hours is None:
            return {}
        idle = k.WITHOUT_JOB if kind.holds == "belt" else k.WITHOUT_WORK
        times += [float(len(hours)), *(time for window in hours for time in window)]
        return {"pauses": idle, "pause0": self.builder.numbers(times)}

    def _awake(self, calendar: str) -> list[tuple[float, float]] | None:
        """The hours of a calendar in the week that begins at time 0; None where these are all hours."""
        windows = through_sunday(self.model.calendars[calendar].windows())
        begins = ((begin - self.model.week_offset) % WEEK_S for begin, _ in windows)
        return [(at, at + (end - begin)) for at, (begin, end) in zip(begins, windows, strict=True)] or None

    def calendar(self, own: str | None, shop: str | None, continuous: bool = False) -> dict[str, int]:
        """``calendar``: number of the calendar that the resource follows, -1 for none."""
        name = own or (self.model.shops[shop].calendar if shop in self.model.shops else None)
        if name is None or continuous:
            return {"calendar": -1}
        return {"calendar": self.calendars[name]}

    def finish(self, resource: dict[str, Any], kind: Kind, own: bool = False) -> None:
        """Have a resource end the work in hand before it leaves its shift, where its calendar or it itself says so."""
        names = list(self.model.calendars)
        at = resource["calendar"]
        if kind.finishes and 0 <= at < len(names) and (own or self.model.calendars[names[at]].finish):
            resource["finish"] = 1
            resource["counts"] += 1  # the end of each work is looked at

    def presence(self, name: str, windows: list[tuple[float, float]]) -> dict[str, int]:
        """``calendar`` of operators who are there in these windows of the week."""
        known = [one for _, one in self.presences]
        if windows not in known:
            self.presences.append((name, windows))
            known.append(windows)
        return {"calendar": len(self.calendars) + known.index(windows)}

    def power(self, entry: str | PowerProfile | None, per_job: Mapping[str, Any] | None = None) -> dict[str, int]:
        """``power``: offset of the resource's powers, for each medium by state and then the amount for each job."""
        per_job = per_job or {}
        if entry is None and not per_job:
            return {"power": self.no_power}
        profile = self.model.power[entry] if isinstance(entry, str) else (entry or PowerProfile())
        values: list[float] = []
        for medium in MEDIA:
            draws = profile.media.get(medium)
            values += [getattr(draws, POWER_STATE[s]).value if draws else 0.0 for s in k.STATES]
            values.append(per_job[medium].value if medium in per_job else 0.0)
        key = repr(values)
        if key not in self._power:
            self._power[key] = self.builder.numbers(values)
        return {"power": self._power[key]}

    def group(self, shop: str | None, plant: str) -> dict[str, int]:
        """``group``: number of the shop, or of the plant's logistics, in the accounts by shop."""
        return {"group": self._groups[shop, plant]}
