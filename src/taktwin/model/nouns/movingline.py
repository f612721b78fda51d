"""Lines whose jobs all move together: the moving line, which moves all the time, and the indexed line, which waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.machines.power import MediaAmounts, PowerEntry
from taktwin.model.nouns.people.operators import OperatorNeeds
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.routing.route import Route, RouteBy
from taktwin.model.nouns.server import Server
from taktwin.model.nouns.station import Join, Setup, check_amounts
from taktwin.model.nouns.use import Uses
from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import Distribution
from taktwin.model.values.noun import Named, Noun, default, problem
from taktwin.model.values.quantity import Count, Duration, Length, Machines, Quantity
from taktwin.model.values.timeby import Cycle

#: Failure modes of a line, those of its zones included; the engine counts them in one byte.
MOST_MODES = 100


class Zone(Noun):
    """One zone of a line, with the fields in which it differs from what the line says of all."""

    point: str | None = Field(
        default=None, description="Name of the point at which the entry of each job into this zone is noted."
    )
    cycle: Cycle | None = Field(
        default=None, description="Time of the work on one job: a distribution, or one for each value of an option."
    )
    uses: Uses = Field(default_factory=list, description="Parts drawn for each job: {part: quantity} or a list.")
    joins: list[Join] = Field(default_factory=list, description="Sub-lines whose jobs are joined here.")
    failures: list[FailureEntry] = Field(
        default_factory=list, description="Failure modes of this zone, which stop the whole line."
    )
    operators: OperatorNeeds = Field(
        default_factory=list, description="Operators that the work in this zone needs: a skill or pool, or more of it."
    )
    priority: Count = Field(
        default_factory=default(0, "count"), description="Who asks for operators with a higher one gets them first."
    )

    # what a station may say and a zone may not, for whoever looks at both
    routes: ClassVar[tuple[Route, ...]] = ()
    route_by: ClassVar[RouteBy] = "share"
    setup: ClassVar[Setup | None] = None
    server_list: ClassVar[tuple[Server, ...]] = ()
    servers: ClassVar[Quantity] = Quantity(1.0, "1")
    ideal: ClassVar[Duration | None] = None
    server_count: ClassVar[int] = 1
    load: ClassVar[Distribution | None] = None
    unload: ClassVar[Distribution | None] = None
    inspect: ClassVar[Distribution | None] = None
    inspect_every: ClassVar[Quantity] = Quantity(1.0, "1")
    scrap: ClassVar[Quantity] = Quantity(0.0, "0 %")
    merge: ClassVar[None] = None
    calendar: ClassVar[str | None] = None
    continuous: ClassVar[bool] = False


class MovingZone(Zone):
    """One zone of a moving line, with the fields in which it differs from what the line says of all."""

    drift: Duration | None = Field(
        default=None, description="How long the worker may go on in the next zone; default that of the line."
    )


class ZonedLine(Place):
    """What a moving line and an indexed line have in common: zones in a row whose jobs move together."""

    one_leaves: ClassVar[bool] = True
    if TYPE_CHECKING:  # each kind of line has these, with an alias or a type of its own
        name: str
        exceptions: Mapping[int, Zone]

    zones: Machines = Field(description="So many zones in a row: NAME-1 to NAME-n. A zone holds one job, or a gap.")
    cycle: Cycle = Field(
        description="Time of the work on one job in each zone: a distribution, or one for each value of an option."
    )
    uses: Uses = Field(default_factory=list, description="Parts drawn in each zone: {part: quantity} or a list.")
    joins: list[Join] = Field(default_factory=list, description="Sub-lines whose jobs are joined; with one zone only.")
    failures: list[FailureEntry] = Field(default_factory=list, description="Failure modes of the line as a whole.")
    operators: OperatorNeeds = Field(
        default_factory=list,
        description="Operators that the work in each zone needs: a skill or pool, `{need: ..., count: ...}`, a list.",
    )
    priority: Count = Field(
        default_factory=default(0, "count"), description="Who asks for operators with a higher one gets them first."
    )
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Runs on through breaks and off-shift time.")
    power: PowerEntry | None = Field(default=None, description="Power profile of the whole line: a name, or spelt out.")
    energy_per_job: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each job, besides the power."
    )

    # what a station may say and such a line may not, for whoever looks at both
    routes: ClassVar[tuple[Route, ...]] = ()
    route_by: ClassVar[RouteBy] = "share"
    setup: ClassVar[Setup | None] = None
    server_list: ClassVar[tuple[Server, ...]] = ()
    servers: ClassVar[Quantity] = Quantity(1.0, "1")
    ideal: ClassVar[Duration | None] = None
    server_count: ClassVar[int] = 1
    load: ClassVar[Distribution | None] = None
    unload: ClassVar[Distribution | None] = None
    inspect: ClassVar[Distribution | None] = None
    inspect_every: ClassVar[Quantity] = Quantity(1.0, "1")
    scrap: ClassVar[Quantity] = Quantity(0.0, "0 %")

    @property
    def count(self) -> Quantity:
        """How many zones there are."""
        return self.zones

    @field_validator("energy_per_job")
    @classmethod
    def _media(cls, value: Named[Quantity]) -> Named[Quantity]:
        return check_amounts(value)

    @field_validator("exceptions", mode="before", check_fields=False)
    @classmethod
    def _no_mark(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: entry for key, entry in value.items() if key not in ("mark", "note")}


class MovingLine(ZonedLine):
    """A line that moves all the time: a job enters every takt and is worked on while it moves through the zones."""

    kind: ClassVar[str] = "moving_line"

    name: str = Field(alias="moving_line", description="Name of the line, unique in the plant.")
    takt: Duration = Field(description="Time in which the line moves by one zone: every takt a job, or a gap, enters.")
    pitch: Length | None = Field(
        default=None, description="Length of a zone. The line moves at pitch / takt; it changes no run."
    )
    overload: Literal["stop", "finish", "utility"] = Field(
        default="stop",
        description="Work that is not done at the end of its zone (and of `drift`): the line stops until it is "
        "(`stop`), the worker goes on in the next zones and begins the next job late (`finish`), or a utility worker "
        "takes over the rest (`utility`).",
    )
    drift: Duration | None = Field(
        default=None,
        description="With `stop` and `utility`: how long a worker may go on in the next zone; default 0 s.",
    )
    utility_workers: Count | None = Field(
        default=None,
        description="With `utility`: so many at most; while all are busy the line stops. Default: as many as needed.",
    )
    exceptions: dict[int, MovingZone] = Field(
        default_factory=dict,
        alias="except",
        description="Number of the zone (from 1) -> the fields in which it differs.",
    )

    @model_validator(mode="after")
    def _rule(self) -> MovingLine:
        if self.takt.value <= 0.0:
            raise problem(
                Phrase("the takt is 0: the line would move without end"), Phrase("give the time of one pitch")
            )
        if self.pitch is not None and self.pitch.value <= 0.0:
            raise problem(
                Phrase("the pitch is 0: a zone has a length"), Phrase("give the length of a zone, or drop `pitch`")
            )
        if self.overload != "utility" and self.utility_workers is not None:
            raise problem(
                Phrase("`utility_workers` has no meaning with `overload: {overload}`", overload=self.overload),
                Phrase("write `overload: utility`, or drop it"),
            )
        if self.utility_workers is not None and self.utility_workers.value < 1:
            raise problem(
                Phrase("there are no utility workers"), Phrase("write `overload: stop`, or give their number")
            )
        drifts = [self.drift, *(zone.drift for zone in self.exceptions.values())]
        if self.overload == "finish" and any(drift is not None for drift in drifts):
            raise problem(Phrase("with `overload: finish` a worker drifts as far as he needs"), Phrase("drop `drift`"))
        for drift in drifts:
            if drift is not None and drift.value > self.takt.value:
                raise problem(
                    Phrase(
                        "a drift of {text} is longer than the takt of {text2}", text=drift.text, text2=self.takt.text
                    ),
                    Phrase("let workers drift no further than through the next zone, or write `overload: finish`"),
                )
        return self


class IndexedLine(ZonedLine):
    """A synchronous transfer line: when every zone is done all jobs move on by one zone, together."""

    kind: ClassVar[str] = "indexed_line"

    name: str = Field(alias="indexed_line", description="Name of the line, unique in the plant.")
    transfer: Duration = Field(
        default_factory=default("0 s", "duration"), description="Time in which all jobs move on by one zone."
    )
    exceptions: dict[int, Zone] = Field(
        default_factory=dict,
        alias="except",
        description="Number of the zone (from 1) -> the fields in which it differs.",
    )
