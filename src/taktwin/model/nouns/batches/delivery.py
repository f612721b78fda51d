"""Deliveries: trucks that carry whole racks of jobs from a supplier to where they are needed, and come back empty."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from taktwin.model.nouns.batches.batching import Batching
from taktwin.model.phrase import Phrase
from taktwin.model.values.distribution import Distribution, TimeDistribution
from taktwin.model.values.noun import default, problem
from taktwin.model.values.quantity import Duration, Machines, Places, Quantity
from taktwin.model.values.timeby import Cycle, TimeBy


class Delivery(Batching):
    """Jobs stand before it in racks; a free truck takes whole racks, drives, lets the jobs out, and drives back."""

    kind: ClassVar[str] = "delivery"
    same: ClassVar[tuple[str, ...]] = ()
    refused: ClassVar[dict[str, tuple[str, str]]] = {
        "setup": (Phrase("a truck is not set up"), Phrase("drop `setup`, or put it at a station before")),
        "joins": (
            Phrase("nothing is joined to the jobs on a truck"),
            Phrase("join it at a station before or behind the delivery"),
        ),
        "inspect": (
            Phrase("the jobs on a truck are not checked"),
            Phrase("put a station with the check before or behind it"),
        ),
        "cycle": (Phrase("a delivery has no `cycle`: its trucks drive"), Phrase("write `drive: TIME`")),
        "servers": (Phrase("a delivery has trucks, no servers"), Phrase("write `trucks: NUMBER`")),
        "capacity": (Phrase("what a truck holds is told in racks"), Phrase("write `rack: JOBS` and `racks: NUMBER`")),
    }

    name: str = Field(alias="delivery", description="Name of the delivery, unique in the plant.")
    trucks: Machines = Field(default_factory=default(1, "machines"), description="How many trucks go to and fro.")
    rack: Places = Field(
        default_factory=default(1, "places"), description="Jobs in a rack, in the order in which they came."
    )
    racks: Places = Field(default_factory=default(1, "places"), description="Most racks on a truck.")
    wait: Duration | None = Field(
        default=None,
        description="A rack that is not full goes as well when one of its jobs has waited so long; default never.",
    )
    drive: Cycle = Field(
        description="Time of the drive with the jobs, without the unloading: a distribution, or one for each value of "
        "an option of the first job."
    )
    back: TimeDistribution | None = Field(
        default=None, description="Time of the way back, from when the last job has left the truck; default as `drive`."
    )
    load: TimeDistribution | None = Field(
        default=None, description="Time to load a truck, however many racks it takes; default none."
    )
    unload: TimeDistribution | None = Field(
        default=None, description="Time to unload a truck, however many racks it has; default none."
    )
    reverse: bool = Field(
        default=False,
        description="The racks leave the truck in reverse order: they were loaded in sequence into one that cannot be "
        "driven through.",
    )
    finish: bool = Field(
        default=False,
        description="A truck that is on a trip when its shift ends, or a break begins, ends it; it sets out in shifts "
        "alone. Else it stands, unless its calendar says `finish`.",
    )
    dock: str | None = Field(
        default=None,
        description="Dock at whose doors its trucks are unloaded, first come, first served with those of lanes; "
        "default: beside the line, at no door. Of another plant PLANT.DOCK.",
    )

    @property
    def most(self) -> Quantity:
        """Jobs on a full truck."""
        jobs = int(self.rack.value) * int(self.racks.value)
        return Quantity(float(jobs), str(jobs))

    @property
    def least(self) -> Quantity:
        """A truck leaves with one rack."""
        return self.rack

    @property
    def servers(self) -> Quantity:
        """The trucks."""
        return self.trucks

    @property
    def cycle(self) -> Cycle:
        """The drive."""
        return self.drive

    @property
    def enough_key(self) -> str:
        """A rack is enough."""
        return "rack"

    @property
    def most_key(self) -> str:
        """As many racks as a truck takes."""
        return "racks"

    @property
    def way_back(self) -> Distribution:
        """Time of the way back."""
        back = self.back if self.back is not None else self.drive
        assert not isinstance(back, TimeBy)  # it has been refused
        return back

    @property
    def back_mean(self) -> float:
        """Mean time of the way back, s."""
        return self.way_back.mean

    @model_validator(mode="after")
    def _numbers(self) -> Delivery:
        for word, one in (("trucks", self.trucks), ("rack", self.rack), ("racks", self.racks)):
            if one.value < 1:
                raise problem(
                    Phrase("there is no delivery with `{word}: {text}`", word=word, text=one.text),
                    Phrase("write 1 or more"),
                )
        if self.back is None and isinstance(self.drive, TimeBy):
            raise problem(Phrase("how long is the way back? the drive depends on the jobs"), Phrase("add `back: TIME`"))
        if self.dock is not None and any("unload" in need.for_ for need in self.operators):
            raise problem(
                Phrase(
                    "a truck is unloaded at a door of the dock, whose people are not counted, and operators are "
                    "needed for it, too"
                ),
                Phrase("drop `unload` from `for`, or drop `dock`: a pool of operators can stand for its doors"),
            )
        return self
