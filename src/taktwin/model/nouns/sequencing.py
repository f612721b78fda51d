"""What a good sequence of the cars of a day is: ratios, colour batches, and what comes first."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taktwin.model.values.noun import Condition, Named, Noun, default
from taktwin.model.values.quantity import Count, Duration

#: What can be minimised; the order in `SequenceRules.objectives` is their rank.
OBJECTIVES = ("high_violations", "paint_color_changes", "low_violations", "smoothing")


class RatioRule(Noun):
    """At most so many of any so many cars in a row may have what `when` says: they make more work somewhere."""

    at_most: Count = Field(description="Most cars that may count, the N of the ratio N/P.")
    of: Count = Field(description="Cars in a row that are looked at, the P of the ratio N/P.")
    when: Condition = Field(description="The cars that count: option (or `product`) -> values.")
    priority: Literal["high", "low"] = Field(
        default="high", description="`high`: overloads a station; `low`: only makes work uneven."
    )


class SequenceRules(Noun):
    """The cars of a day of this stream, and what makes one sequence of them better than another."""

    cars: Count | None = Field(
        default=None, description="Cars of the day, drawn from the mix. A stream with a file is a day as it is."
    )
    draw: Count = Field(
        default_factory=default(1, "count"),
        description="Which day is drawn: the orders that a run with this seed would begin with.",
    )
    colour: str | None = Field(default=None, description="Option whose change costs a colour change in paint.")
    batch_limit: Count | None = Field(
        default=None, description="Most cars of one colour in a row; a hard limit of the sequence."
    )
    ratios: Named[RatioRule] = Field(default_factory=dict, description="Ratio constraints, by name.")
    objectives: list[str] = Field(
        default_factory=lambda: list(OBJECTIVES[:3]),
        description="What is minimised, the most important first: " + ", ".join(f"`{one}`" for one in OBJECTIVES) + ".",
    )
    at: str | None = Field(
        default=None, description="Point at which the sequence has to be kept, such as the entry of the trim line."
    )
    takt: Duration | None = Field(
        default=None, description="Time for one car at the stations whose time depends on an option."
    )
    drift: Duration = Field(
        default_factory=default(0, "duration"),
        description="How far beyond the takt such a station may still work before others must help (utility work).",
    )
