"""Routes: where a finished job goes instead of the next element, and what it does where there is no room."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from taktwin.model.values.noun import Condition, Noun, default
from taktwin.model.values.quantity import Share

#: What a job does that finds its way full, beside going elsewhere: it waits, or it goes on along its line.
WAIT, GO_ON = "wait", "go_on"
#: How a station chooses among its routes: by their shares, or the way on which the fewest jobs are.
RouteBy = Literal["share", "shortest_queue"]


class Route(Noun):
    """Where a share of the jobs goes instead of the next element."""

    to: str = Field(description="Element, line or `scrap`.")
    share: Share = Field(
        default_factory=default("100 %", "share"), description="Share of the jobs (of those that `when` admits)."
    )
    when: Condition = Field(default_factory=dict, description="Only for jobs with these options; empty = for all.")
    full: str = Field(
        default=WAIT,
        description="What a job does whose work ends when `to` is full: `wait` there, `go_on` along the line, or go to "
        "another element or line, or to `scrap`.",
    )

    @property
    def elsewhere(self) -> str | None:
        """The element, line or `scrap` to which jobs go that find it full; None where they wait or go on."""
        return None if self.full in (WAIT, GO_ON) else self.full
