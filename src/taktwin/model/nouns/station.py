"""Stations: where a job is worked on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, field_validator, model_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.machines.pauses import PausesEntry
from taktwin.model.nouns.machines.power import MEDIA, MediaAmounts, PowerEntry, check_medium
from taktwin.model.nouns.people.operators import OperatorNeeds
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.routing.route import WAIT, Route, RouteBy
from taktwin.model.nouns.server import Choice, Server, Servers, server_count, server_list
from taktwin.model.nouns.use import Uses
from taktwin.model.phrase import Phrase
from taktwin.model.values.amountby import Jobs
from taktwin.model.values.distribution import Distribution, TimeDistribution
from taktwin.model.values.fromto import TimesFromTo
from taktwin.model.values.noun import Condition, Named, Noun, default, problem
from taktwin.model.values.quantity import Count, Machines, Share
from taktwin.model.values.timeby import Cycle, Planned


class Setup(Noun):
    """Time between two jobs that differ in an option, and cleaning (purge) after a number of equal jobs."""

    model_config = Noun.model_config | {
        "json_schema_extra": {"anyOf": [{"required": ["time"]}, {"required": ["matrix"]}]}
    }

    by: str = Field(description="Option (or `product`) whose change needs a setup.")
    time: TimeDistribution | None = Field(
        default=None, description="Time of the setup; beside a `matrix`, of all changes that it leaves out."
    )
    matrix: TimesFromTo = Field(
        default_factory=dict,
        description="Times that depend on both values: {from: {to: time}}, or the name of a file (CSV or "
        "Excel) with the values to which in its first row and those from which in its first column.",
    )
    purge_after: Count | None = Field(
        default=None, description="A purge is due after so many jobs in a row without a setup."
    )
    purge_time: TimeDistribution | None = Field(default=None, description="Time of the purge; default as `time`.")

    @model_validator(mode="after")
    def _some_time(self) -> Setup:
        if self.time is None and not self.matrix:
            raise problem(
                Phrase("neither `time` nor `matrix` is given"),
                Phrase("say how long a setup takes, as in `time: 5 min`"),
            )
        if self.purge_after is not None and self.purge_time is None and self.time is None:
            raise problem(Phrase("how long does a purge take?"), Phrase("add `purge_time: TIME`, or `time: TIME`"))
        return self

    def change(self, last: str, value: str) -> Distribution | None:
        """Time of the setup from one value to another; None where neither the matrix nor `time` says it."""
        return self.matrix.get(last, {}).get(value, self.time)

    def mean_change(self, shares: dict[str, float]) -> float:
        """Mean setup time for a job, s, of jobs in random order with these shares of the values.

        The sum over all pairs of different values of both shares and the time between them.
        """
        if not self.matrix:
            same = math.fsum(share * share for share in shares.values())
            return max(0.0, 1.0 - same) * (self.time.mean if self.time is not None else 0.0)
        pairs = ((a, b, shares[a] * shares[b]) for a in shares for b in shares if a != b)
        changes = ((share, self.change(a, b)) for a, b, share in pairs)
        return math.fsum(share * time.mean for share, time in changes if time is not None)


class Join(Noun):
    """Jobs of a sub-line that are joined to the job, such as doors or a cockpit."""

    line: str = Field(
        description="Sub-line at whose end the jobs wait; PLANT.LINE or PLANT.SHOP.LINE of another plant."
    )
    quantity: Jobs = Field(
        default_factory=default(1, "places"),
        description="How many of its jobs for each job, or one number for each value of an option.",
    )
    when: Condition = Field(default_factory=dict, description="Only for jobs with these options; empty = for all.")
    matched: bool = Field(
        default=False,
        description="Only jobs that were called for this very job, as seats in sequence; the sub-line has a `call` and "
        "ends with a buffer.",
    )


class Branching(Place):
    """A place from which jobs may go on in several ways."""

    #: Whether its routes may say what jobs do that find them full, and be chosen by the shortest queue.
    sees_queues: ClassVar[bool] = False

    routes: list[Route] = Field(default_factory=list, description="Where shares of the jobs go; the rest goes on.")

    if TYPE_CHECKING:  # each says these in its own way, or has none
        name: str
        cycle: Any
        exceptions: Mapping[int, Any]
        joins: Any
        uses: Any
        scrap: Any
        server_list: Any
        route_by: Any

    @model_validator(mode="after")
    def _no_full_ways(self) -> Branching:
        if not self.sees_queues:
            if any(route.full != WAIT for route in self.routes):
                raise problem(
                    Phrase("`full` is known of the routes of stations alone"),
                    Phrase("drop it, or put a station behind"),
                )
            if getattr(self, "route_by", "share") != "share":
                raise problem(
                    Phrase("`route_by` is known of stations alone"), Phrase("drop it, or put a station behind")
                )
        return self


class WorkPlace(Branching):
    """What a station of any sort may say of its work."""

    setup: Setup | None = Field(default=None, description="Setup between jobs that differ in an option.")
    load: TimeDistribution | None = Field(default=None, description="Time to load a job before the work; default none.")
    unload: TimeDistribution | None = Field(
        default=None, description="Time to unload a job after the work; default none."
    )
    operators: OperatorNeeds = Field(
        default_factory=list,
        description="Operators that it needs: a skill or pool, `{need: ..., count: ..., for: [...]}`, or a list of "
        "these.",
    )
    priority: Count = Field(
        default_factory=default(0, "count"), description="Who asks for operators with a higher one gets them first."
    )
    failures: list[FailureEntry] = Field(
        default_factory=list, description="Failure modes: names, or spelt out in place."
    )
    uses: Uses = Field(default_factory=list, description="Parts drawn for each job: {part: quantity} or a list.")
    scrap: Share = Field(
        default_factory=default(0, "share"), description="Share of the jobs that is scrapped after the work."
    )
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Works on through breaks and off-shift time (an oven).")
    power: PowerEntry | None = Field(default=None, description="Power profile: a name, or spelt out in place.")
    energy_per_job: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each job, besides the power."
    )

    if TYPE_CHECKING:  # each sort of station says these in its own way, or has none
        ideal: Any
        inspect: Any
        inspect_every: Any
        servers: Any
        server_count: Any

    @field_validator("energy_per_job")
    @classmethod
    def _media(cls, value: Named[Any]) -> Named[Any]:
        return check_amounts(value)


class Worked(WorkPlace):
    """The fields that an ``except`` entry of a station may change."""

    sees_queues: ClassVar[bool] = True

    servers: Servers = Field(
        default_factory=default(1, "machines"),
        description="Places that work in parallel: their number, or a list of what differs in each.",
    )
    choice: Choice = Field(
        default="listed",
        description="Which of several free servers takes a job: the first as `listed`, the `fastest` for it, the one "
        "that has been `idle` longest, or the next in turn (`cyclic`).",
    )
    cycle: Cycle | None = Field(
        default=None, description="Time of work for one job: a distribution, or one for each value of an option."
    )
    ideal: Planned | None = Field(
        default=None,
        description="Planned time of one job, or one for each value of an option as in `cycle`, against which "
        "effectiveness and OEE hold the time worked; default the mean of `cycle`. It changes no run.",
    )
    inspect: TimeDistribution | None = Field(
        default=None, description="Time of a quality check after the work; default none."
    )
    inspect_every: Count = Field(
        default_factory=default(1, "count"), description="Every so-manieth job is checked; default each."
    )
    pauses: PausesEntry | None = Field(
        default=None, description="When it sleeps while it is idle: a name, or spelt out in place; default never."
    )
    joins: list[Join] = Field(default_factory=list, description="Sub-lines whose jobs are joined here.")
    route_by: RouteBy = Field(
        default="share",
        description="How a way is chosen among the `routes`: by their `share`, or the one on which the fewest jobs are "
        "(`shortest_queue`).",
    )

    @property
    def server_count(self) -> int:
        """How many servers there are."""
        return server_count(self.servers)

    @property
    def server_list(self) -> list[Server]:
        """One entry for each server where they are spelt out, else none."""
        return server_list(self.servers)


def check_amounts(amounts: dict[str, Any]) -> dict[str, Any]:
    """Raise a pydantic error for an unknown medium or an amount of the wrong dimension."""
    from taktwin.model.values.nearest import suggest

    for medium, amount in amounts.items():
        if medium not in MEDIA:
            raise problem(Phrase('unknown medium "{medium}"', medium=medium), suggest(medium, MEDIA))
        check_medium(medium, amount, rate=False)
    return amounts


class Station(Worked):
    """A station: one job at a time in each server; a finished job waits in its server until it can go on."""

    kind: ClassVar[str] = "station"

    name: str = Field(alias="station", description="Name of the station, unique in the plant.")
    count: Machines = Field(
        default_factory=default(1, "machines"), description="So many equal stations in series: NAME-1 to NAME-n."
    )
    exceptions: dict[int, Worked] = Field(
        default_factory=dict,
        alias="except",
        description="Number of the station (from 1) -> the fields in which it differs.",
    )
    cycle: Cycle = Field(description="Time of work for one job: a distribution, or one for each value of an option.")

    @field_validator("exceptions", mode="before")
    @classmethod
    def _no_mark(cls, value: Any) -> Any:
        return (
            {key: entry for key, entry in value.items() if key not in ("mark", "note")}
            if isinstance(value, dict)
            else value
        )
