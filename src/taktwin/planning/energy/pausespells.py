"""How long the machines of a plant stand idle, spell by spell, and what pauses would save in these spells."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from taktwin.analysis.kinds import BELTS
from taktwin.model.nouns.calendar import DAY_S, WEEK_S
from taktwin.planning.energy.pausegroups import PauseGroup, Times
from taktwin.runs.tables import Result

_IDLE = ("starved", "blocked", "waiting_transport", "waiting_carrier")
_ENDED = ("down", "waiting_crew", "minor_stop", "maintenance", "off_shift")
"""States that end a spell, and after which a machine is awake."""
GRID = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Times of the break-even time that are looked at."""


@dataclass(frozen=True)
class Choice:
    """Times of a group, and what they would do in the spells of a run.

    Attributes:
        times: after how long each pause begins (s).
        saved_kwh: what is drawn less, waking counted.
        waking_s: time of waking, which the work has to do without.
    """

    times: Times
    saved_kwh: float
    waking_s: float


@dataclass(frozen=True, eq=False)
class Spells:
    """The idle spells of a group's machines.

    Attributes:
        group: the machines.
        lengths: of the spells (s).
        wakes: whether work followed, for which it must wake.
        ahead: whether hours followed in which it is awake: it wakes within the spell, ahead of them.
    """

    group: PauseGroup
    lengths: Any
    wakes: Any
    ahead: Any = False

    def best(self, most_waking_s: float = math.inf) -> Choice:
        """The times on the grid that save most, of those that wake for no longer; never where none saves."""
        found = [self.of(times) for times in self._grid()]
        allowed = [one for one in found if one.waking_s <= most_waking_s and one.saved_kwh > 0.0]
        return max(allowed, key=lambda one: one.saved_kwh, default=Choice((None, None), 0.0, 0.0))

    def _grid(self) -> Iterator[Times]:
        briefs = [None] + [factor * self.group.brief for factor in GRID if self.group.brief is not None]
        longs = [None] + [factor * self.group.long for factor in GRID if self.group.long is not None]
        for brief in briefs:
            for long in longs:
                if brief is None or long is None or brief < long:
                    yield brief, long

    def of(self, times: Times) -> Choice:
        """What some times would do in these spells, if nothing else changed.

        A machine draws the power of its pause from the time on at which it begins, and wakes when work follows. The
        time of waking is counted against the idle power: what is made in all does not change, so it goes off time in
        which the machine would stand idle. Who wakes ahead of its hours takes no time off the work.
        """
        brief, long = (math.inf if one is None else one for one in times)
        group = self.group
        wake, wake_of_long = (np.where(self.ahead, one, 0.0) for one in group.wake_s)  # within the spell
        sleeps = self.lengths > np.where(math.isfinite(brief), brief + wake, long + wake_of_long)
        deep = np.where(sleeps, np.maximum(self.lengths - wake_of_long - long, 0.0), 0.0)
        light = np.where(deep > 0.0, long - brief, self.lengths - wake - brief) if math.isfinite(brief) else 0.0
        light = np.where(sleeps, light, 0.0)
        waking = np.where(deep > 0.0, group.wake_s[1], np.where(light > 0.0, group.wake_s[0], 0.0))
        waking = waking * (self.wakes | self.ahead)
        watts = group.watts
        joule = light * (watts["idle"] - watts["brief"]) + deep * (watts["idle"] - watts["long"])
        joule -= waking * (watts["waking"] - watts["idle"])
        return Choice(times, float(joule.sum()) / 3.6e6, float((waking * ~np.asarray(self.ahead, dtype=bool)).sum()))


def spells_of(result: Result, groups: Sequence[PauseGroup]) -> list[Spells]:
    """The idle spells of each group in a traced run in which nothing sleeps; those before the first event are left out.

    A conveyor is idle without a job only.
    """
    assert result.trace is not None
    of_machine = {machine: at for at, one in enumerate(groups) for machine in one.machines}
    owners = {
        resource: (of_machine[shop, station], kind in BELTS)
        for resource, shop, station, kind in result.resources.select("resource", "shop", "station", "kind").iter_rows()
        if (shop, station) in of_machine
    }
    rows = result.trace.filter((pl.col("event") == "state") & pl.col("name").is_in(list(owners)))
    pieces: list[list[tuple[float, bool, bool]]] = [[] for _ in groups]
    begun: dict[str, float] = {}
    origin = result.warmup_days * DAY_S
    for time, name, state in rows.select("time", "name", "state").iter_rows():
        at, belt = owners[name]
        idle = state == "starved" if belt else state in _IDLE
        if idle:
            begun.setdefault(name, time)
        elif name in begun:
            since = begun.pop(name)
            pieces[at] += _outside(groups[at].hours, since + origin, time + origin, state not in _ENDED)
    return [
        Spells(
            group,
            np.array([one[0] for one in found]),
            np.array([one[1] for one in found], dtype=bool),
            np.array([one[2] for one in found], dtype=bool),
        )
        for group, found in zip(groups, pieces, strict=True)
    ]


def _outside(
    hours: Sequence[tuple[float, float]], since: float, until: float, wakes: bool
) -> Iterator[tuple[float, bool, bool]]:
    """The parts of a spell outside the hours: how long, whether it must wake for work, whether ahead of hours."""
    week = math.floor(since / WEEK_S) * WEEK_S
    while hours and since < until:
        for begin, end in ((week + lap * WEEK_S + a, week + lap * WEEK_S + b) for lap in (-1, 0, 1) for a, b in hours):
            if end <= since:
                continue
            if begin > until:
                break
            if begin > since:
                yield begin - since, False, True
            since = max(since, end)
        else:
            week += WEEK_S
            continue
        break
    if since < until:
        yield until - since, wakes, False
