"""Make cells: press lines, casting machines and others that make parts in lots."""

from __future__ import annotations

from pydantic import Field, field_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.people.operators import OperatorNeeds
from taktwin.model.nouns.power import MediaAmounts, PowerEntry
from taktwin.model.nouns.station import check_amounts
from taktwin.model.nouns.use import Uses
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Named, Noun, default, default_time
from taktwin.model.values.quantity import Count, Number, Quantity, Share


class Make(Noun):
    """One recipe (die) of a make cell: what it makes and when a lot is due."""

    part: str = Field(description="Part that it makes.")
    into: str | None = Field(
        default=None, description="Stock point that it refills; may be left out where one alone holds the part."
    )
    hit: TimeDistribution = Field(description="Time of one hit.")
    per_hit: Number = Field(default_factory=default(1, "number"), description="Parts from one hit.")
    lot: Count = Field(description="Hits in a lot.")
    reorder: Number = Field(description="A lot is due when the level of the stock is at or below this.")
    scrap: Share = Field(default_factory=default(0, "share"), description="Share of the hits whose parts are scrapped.")
    uses: Uses = Field(default_factory=list, description="Parts drawn for each hit: {part: quantity} or a list.")


class MakeCell(Noun):
    """Makes parts in lots. An idle cell takes, of the recipes that are due, the one with the least level / reorder."""

    makes: Named[Make] = Field(min_length=1, description="Name of the recipe (die) -> recipe.")
    change: TimeDistribution = Field(
        default_factory=default_time("0 s"), description="Die change between two different recipes."
    )
    operators: OperatorNeeds = Field(
        default_factory=list,
        description="Operators that it needs for `setup` (the die change), `work` (each hit) or `repair`.",
    )
    priority: Count = Field(
        default_factory=default(0, "count"), description="Who asks for operators with a higher one gets them first."
    )
    failures: list[FailureEntry] = Field(
        default_factory=list, description="Failure modes: names, or spelt out in place."
    )
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Works on through breaks and off-shift time.")
    power: PowerEntry | None = Field(default=None, description="Power profile: a name, or spelt out in place.")
    energy_per_hit: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each hit, besides the power."
    )

    @field_validator("energy_per_hit")
    @classmethod
    def _media(cls, value: Named[Quantity]) -> Named[Quantity]:
        return check_amounts(value)
