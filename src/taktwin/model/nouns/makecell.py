"""Make cells: press lines, casting machines and others that make parts in lots."""

from __future__ import annotations

import math
from collections.abc import Mapping

from pydantic import Field, field_validator

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.machines.pauses import PausesEntry
from taktwin.model.nouns.machines.power import MediaAmounts, PowerEntry
from taktwin.model.nouns.people.operators import OperatorNeeds
from taktwin.model.nouns.station import check_amounts
from taktwin.model.nouns.use import Uses
from taktwin.model.values.distribution import Distribution, TimeDistribution
from taktwin.model.values.fromto import TimesFromTo
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
        default_factory=default_time("0 s"),
        description="Die change between two different recipes; beside `changes`, of all pairs that they leave out.",
    )
    changes: TimesFromTo = Field(
        default_factory=dict,
        description="Die changes whose time depends on both recipes: {from: {to: time}}, or the name of a file (CSV or "
        "Excel) with the recipes to which in its first row and those from which in its first column.",
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
    pauses: PausesEntry | None = Field(
        default=None, description="When it sleeps while it is idle: a name, or spelt out in place; default never."
    )
    energy_per_hit: MediaAmounts = Field(
        default_factory=dict, description="Medium -> amount for each hit, besides the power."
    )

    def change_between(self, last: str, recipe: str) -> Distribution:
        """Time of the die change from one recipe to another."""
        return self.changes.get(last, {}).get(recipe, self.change)

    def mean_change(self, recipe: str, lots: Mapping[str, float] | None = None) -> float:
        """Mean time of the die change to a recipe, s, of lots in random order; 0 in a cell with one recipe.

        The mean over the other recipes of the time from each, by its ``lots`` a second (default: of all as many).
        """
        before = {last: 1.0 if lots is None else lots.get(last, 0.0) for last in self.makes if last != recipe}
        total = math.fsum(before.values())
        if total <= 0.0:
            return 0.0
        means = (share * self.change_between(last, recipe).mean for last, share in before.items())
        return math.fsum(means) / total

    @field_validator("energy_per_hit")
    @classmethod
    def _media(cls, value: Named[Quantity]) -> Named[Quantity]:
        return check_amounts(value)
