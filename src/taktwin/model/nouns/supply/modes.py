"""Delivery modes of a part family: out of stock that is refilled, or in the sequence of the jobs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Noun, default, problem
from taktwin.model.values.quantity import Count, Duration, Machines, Places, Room, Share

#: Out of a warehouse, by cards, by truck in a time window, out of a stock that the supplier keeps on site, in the
#: sequence of the jobs, made inside the plant.
Mode = Literal["warehouse", "kanban", "jit", "vendor_managed", "jis", "in_plant"]
#: Modes whose parts come out of a stock on site, and those whose parts come for one job each.
STOCKED: tuple[Mode, ...] = ("warehouse", "kanban", "jit", "vendor_managed")
SEQUENCED: tuple[Mode, ...] = ("jis", "in_plant")
#: When a stock is looked at, and what is ordered then; see `Stocked`.
Review = Literal["periodic", "continuous"]
Policy = Literal["up_to", "s_S", "r_Q"]
#: The policy of each mode where the family says none.
POLICY: dict[Mode, Policy] = {"warehouse": "up_to", "kanban": "up_to", "jit": "up_to", "vendor_managed": "s_S"}


class Stocked(Noun):
    """How the stock of a family is refilled: by a truck that looks at it every so often, by cards, or by a milk run."""

    milk_run: str | None = Field(
        default=None,
        description="Milk run of the park whose trucks bring it; it says `every`, `lead`, `capacity`, `unload` and "
        "the dock.",
    )
    review: Review | None = Field(
        default=None,
        description="When the stock is looked at: `periodic`, `every` so often; or `continuous`, as parts are drawn, "
        "as with electronic cards. Default `continuous` where it is `vendor_managed` without `every`, else `periodic`.",
    )
    policy: Policy | None = Field(
        default=None,
        description="What is ordered then: what lacks `up_to` the level; from the level on a `lot` more than it "
        "(`s_S`), or so many lots that it is above the level (`r_Q`). Default `s_S` where it is `vendor_managed`, else "
        "`up_to`.",
    )
    lot: Duration | None = Field(
        default=None,
        description="Demand for so long is in a lot of `s_S` or `r_Q`, in full containers. Default 24 h in a "
        "`warehouse`, 1 h by `kanban` or `jit`, 8 h where it is `vendor_managed`.",
    )
    every: Duration | None = Field(
        default=None,
        description="Time between two orders. Default 24 h in a `warehouse`, 1 h by `jit`, 8 h where a "
        "`vendor_managed` stock is `periodic`, and 30 min by `kanban`: so often the cards of the containers that were "
        "opened are collected.",
    )
    cover: Duration | None = Field(
        default=None,
        description="Demand for so long is still there when a truck comes, the latest that is planned. Default 24 h in "
        "a `warehouse`, 1 h by `kanban`, 30 min by `jit`, 4 h where it is `vendor_managed`.",
    )
    lead: TimeDistribution | None = Field(
        default=None, description="Time from the order to the arrival; default the `drive` of the supplier."
    )
    capacity: Count | None = Field(default=None, description="Containers on a truck; default as many as are ordered.")
    unload: TimeDistribution | None = Field(default=None, description="Time of a truck at the dock; default none.")

    @model_validator(mode="after")
    def _one_timetable(self) -> Stocked:
        if self.milk_run is not None:
            for key in ("review", "every", "lead", "capacity", "unload"):
                if getattr(self, key) is not None:
                    raise problem(
                        Phrase("`{key}` is said by the milk run that brings it", key=key),
                        Phrase("drop `{key}`, or `milk_run`", key=key),
                    )
        if self.review == "continuous" and self.every is not None:
            message = Phrase("what is looked at as parts are drawn has no time between two orders")
            raise problem(message, Phrase("drop `every`, or write `review: periodic`"))
        return self


class Sequenced(Noun):
    """How parts come in sequence: called for one job, put into racks, driven to the line, fitted into this job."""

    line: str | None = Field(
        default=None,
        description="A line of the model that makes them, with `call` and trucks of its own: nothing but the join is "
        "made of the family.",
    )
    call: str | None = Field(
        default=None, description="Element whose entries call the parts off; default that of the park."
    )
    make: TimeDistribution | None = Field(
        default=None, description="Time to make the parts of one job; default none: they come out of finished stock."
    )
    servers: Machines = Field(
        default_factory=default(1, "machines"), description="Jobs whose parts are made at the same time."
    )
    reject: Share = Field(
        default_factory=default("0 %", "share"), description="Share that is rejected and made again; needs `make`."
    )
    rack: Places | None = Field(default=None, description="Jobs in a rack; default those of a `container`.")
    racks: Places | None = Field(
        default=None, description="Most racks on a truck; default those of half an hour, as far as they are full."
    )
    trucks: Machines | None = Field(
        default=None, description="How many trucks go to and fro; default so many that they are busy 80 % at most."
    )
    wait: Duration | None = Field(
        default=None, description="A rack that is not full goes as well when one of its jobs has waited so long."
    )
    load: TimeDistribution | None = Field(default=None, description="Time to load a truck; default none.")
    drive: TimeDistribution | None = Field(default=None, description="Time of the way; default that of the supplier.")
    back: TimeDistribution | None = Field(default=None, description="Time of the way back; default as `drive`.")
    unload: TimeDistribution | None = Field(
        default=None, description="Time to unload a truck at the line, or at a door of its dock; default none."
    )
    reverse: bool = Field(default=False, description="The racks leave the truck in reverse order.")
    room: Room = Field(
        default_factory=default("unlimited", "room"), description="Room at the line, in jobs, or `unlimited`."
    )

    @model_validator(mode="after")
    def _sound(self) -> Sequenced:
        if self.reject.value > 0 and self.make is None:
            raise problem(
                Phrase("rejects are made again, but nothing is made"),
                Phrase("give the time of it: `make: TIME`, or drop `reject`"),
            )
        if self.reject.value >= 1:
            raise problem(Phrase("all parts are rejected"), Phrase("give a share below 100 %"))
        for key in ("rack", "racks", "trucks"):
            given = getattr(self, key)
            if given is not None and given.value < 1:
                raise problem(Phrase("nothing comes with `{key}: 0`", key=key), Phrase("write 1 or more, or drop it"))
        return self
