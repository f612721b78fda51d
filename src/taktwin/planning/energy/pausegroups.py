"""Machines that share an entry of `pauses`: what they draw while they do not work, and when it would pay to sleep."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from taktwin.analysis.kinds import SHOP_LOADS
from taktwin.analysis.tables import ACTIVE, ON_SHIFT, RunTables
from taktwin.model.nouns.calendar import WEEK_S
from taktwin.model.nouns.conveyor import Conveyor
from taktwin.model.nouns.machines.pauses import Pauses
from taktwin.model.nouns.machines.power import POWER_STATES, VOLUME_MEDIA, PowerProfile
from taktwin.model.nouns.makecell import MakeCell
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.nouns.station import Station
from taktwin.model.spelt.expand import expand

NOT_WORKING = tuple(state for state in POWER_STATES if state not in ("working", "setup"))
"""The states of a power profile whose energy is idle energy, on and off shift."""

_SECONDS = {"brief": "brief_pause", "long": "long_pause", "waking": "waking"}

Times = tuple[float | None, float | None]
"""After how long the brief and the long pause begin (s); None: never."""


@dataclass(frozen=True)
class PauseGroup:
    """The machines that share an entry of `pauses`.

    Attributes:
        name: of the entry.
        machines: shop and element of each, all counts and copies spelt out.
        brief: break-even time of the brief pause (s); None: there is none, or it saves nothing.
        long: of the long one, from the brief one if there is one.
        now: what the model says.
        watts: power in the states idle, brief, long and waking (W; electricity, gas and heat together).
        wake_s: time of waking from the brief and from the long pause (s).
        hours: in which it is awake: begins and ends in the week that begins at time 0 (s).
        profile: what the first of them draws.
    """

    name: str
    machines: tuple[tuple[str, str], ...]
    brief: float | None
    long: float | None
    now: Times
    watts: dict[str, float]
    wake_s: tuple[float, float]
    hours: tuple[tuple[float, float], ...] = ()
    profile: PowerProfile = field(default_factory=PowerProfile)

    def changes(self, times: Times) -> list[str]:
        """The changes `PATH=VALUE` of the model that set these times; of a pause that it has."""
        both = (("brief", self.now[0], self.brief, times[0]), ("long", self.now[1], self.long, times[1]))
        return [
            f"pauses.{self.name}.{depth}.after={'null' if after is None else f'{after:.6g} s'}"
            for depth, now, pays, after in both
            if now is not None or pays is not None
        ]


def groups_of(model: PlantModel) -> list[PauseGroup]:
    """The entries of `pauses` that some machine uses, in the order of the file.

    The break-even time is the length of stay at the higher power that takes as much energy as waking from the lower
    one (the first guess of any rule that does not know how long it will stand: Irani, Shukla and Gupta, ACM
    Transactions on Embedded Computing Systems 2 (2003) 325); of all media that are counted in kWh together.
    """
    users: dict[str, list[tuple[str, str]]] = {name: [] for name in model.pauses}
    profiles: dict[str, PowerProfile] = {}
    for shop, name, noun in _machines(expand(model)):
        if isinstance(noun.pauses, str):
            users[noun.pauses].append((shop, name))
            power = model.power[noun.power] if isinstance(noun.power, str) else noun.power
            if power is not None:
                profiles.setdefault(noun.pauses, power)
    found = []
    for name, machines in users.items():
        if machines:
            profile = profiles.get(name, PowerProfile())
            watts = {
                state: math.fsum(watts_of(profile, state).values()) for state in ("idle", "brief", "long", "waking")
            }
            brief, long = _break_even(model.pauses[name], watts)
            both = (model.pauses[name].brief, model.pauses[name].long)
            now = [None if one is None or one.after is None else one.after.value for one in both]
            wake = [0.0 if one is None else one.wake.value for one in both]
            hours = _hours(model, model.pauses[name].awake)
            both_wake = (wake[0], wake[1])
            times = (now[0], now[1])
            found.append(PauseGroup(name, tuple(machines), brief, long, times, watts, both_wake, hours, profile))
    return found


def _hours(model: PlantModel, calendar: str | None) -> tuple[tuple[float, float], ...]:
    """The hours of a calendar in the week that begins at time 0; none where it is not given."""
    if calendar is None:
        return ()
    windows = model.calendars[calendar].windows()
    begins = [(begin - model.week_offset) % WEEK_S for begin, _ in windows]
    return tuple(sorted((at, at + end - begin) for at, (begin, end) in zip(begins, windows, strict=True)))


def _machines(model: PlantModel) -> Iterator[tuple[str, str, Station | Conveyor | MakeCell]]:
    for shop, _, _, element in model.all_elements():
        if isinstance(element, Station | Conveyor):
            yield shop, element.name, element
    yield from model.all_cells()


def watts_of(profile: PowerProfile, state: str) -> dict[str, float]:
    """What is drawn in a state of each medium that is counted in kWh (W)."""
    return {medium: getattr(power, state).value for medium, power in profile.media.items() if counted(medium)}


def _break_even(said: Pauses, watts: Mapping[str, float]) -> Times:
    stay, spent = watts["idle"], 0.0
    times: list[float | None] = []
    for depth, pause in (("brief", said.brief), ("long", said.long)):
        if pause is None or watts[depth] >= stay:
            times.append(None)
            continue
        waking = watts["waking"] * pause.wake.value
        times.append(max(1.0, (waking - spent) / (stay - watts[depth])))
        stay, spent = watts[depth], waking
    brief, long = times[0], times[1]
    if brief is not None and long is not None and long <= brief:
        brief = None  # the long one pays as soon as the brief one does
    return brief, long


def counted(medium: str) -> bool:
    """Whether a medium is counted in kWh."""
    return medium not in VOLUME_MEDIA


@dataclass(frozen=True)
class Idle:
    """What a replication took while it did not work (kWh; electricity, gas and heat), and what it made.

    Attributes:
        whole: of all machines and loads.
        shops: of each shop.
        groups: of the machines of each group.
        spared: of each group what its pauses spared: its time asleep and waking at the power of an idle machine, less
            what it took in this time.
        jobs: that were finished.
    """

    whole: float
    shops: dict[str, float]
    groups: dict[str, float]
    spared: dict[str, float]
    jobs: int


def in_the_books(model: PlantModel, energy: pl.DataFrame) -> pl.DataFrame:
    """The rows of a table of media that are counted in kWh, without the loads in whose place the site stands."""
    rows = energy.filter(pl.col("unit") == "kWh")
    for shop, names in model.site.instead_of.items() if model.site is not None else ():
        of_shop = (
            pl.col("kind").is_in(SHOP_LOADS) & (pl.col("model_shop") == shop) & pl.col("model_element").is_in(names)
        )
        rows = rows.filter(~of_shop.fill_null(False))
    return rows


def idle_of(result: RunTables, groups: Sequence[PauseGroup], model: PlantModel) -> Idle:
    """The energy that a replication took in other states than working and setup.

    Loads in whose place the site stands (`instead_of`) are in no book of the site, and not in this either.
    """
    table = in_the_books(model, result.energy).select(
        pl.col("shop").fill_null(""), "station", pl.sum_horizontal(NOT_WORKING).alias("idle")
    )
    sums = {(shop, name): idle for shop, name, idle in table.group_by("shop", "station").sum().iter_rows()}
    shops: dict[str, float] = {}
    for shop, name in sorted(sums):
        shops[shop] = shops.get(shop, 0.0) + sums[shop, name]
    of_groups = {one.name: math.fsum(sums.get(machine, 0.0) for machine in one.machines) for one in groups}
    spared = {one.name: _spared(result, one) for one in groups}
    jobs = int(result.orders.filter(pl.col("main")).get_column("finished").sum())
    return Idle(math.fsum(sums.values()), shops, of_groups, spared, jobs)


def _spared(result: RunTables, group: PauseGroup) -> float:
    names = [name for _, name in group.machines]
    rows = result.resources.filter(pl.col("station").is_in(names))
    seconds = {state: float(rows.get_column(column).sum()) for state, column in _SECONDS.items()}
    return math.fsum((group.watts["idle"] - group.watts[state]) * seconds[state] for state in seconds) / 3.6e6


def load_of(results: Sequence[RunTables], groups: Sequence[PauseGroup]) -> dict[str, float]:
    """Of each group the share of the scheduled time in which its busiest machine is active: who has least to spare."""
    rows = pl.concat([result.resources for result in results])
    active = pl.sum_horizontal(ACTIVE).sum() / pl.sum_horizontal(ON_SHIFT).sum()
    shares: Mapping[tuple[str, str], float] = {
        (shop, name): share
        for shop, name, share in rows.group_by("shop", "station").agg(active.alias("share")).iter_rows()
    }
    return {one.name: max(_number(shares.get(machine)) for machine in one.machines) for one in groups}


def _number(value: Any) -> float:
    return 0.0 if value is None or math.isnan(value) else float(value)
