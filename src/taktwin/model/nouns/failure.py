"""Failure modes: how a resource fails and is repaired."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Noun


class FailureMode(Noun):
    """One way in which a resource fails: up for a time, then under repair."""

    clock: Literal["time", "operation"] = Field(
        default="time",
        description="`time`: the up time runs on the wall clock; `operation`: it runs only while the resource works.",
    )
    up: TimeDistribution = Field(description="Time from the end of a repair to the next failure.")
    repair: TimeDistribution = Field(description="Time of a repair, once the crew is there.")
    crew: str | None = Field(
        default=None, description="Repair crew that is needed; without one the repair begins at once."
    )


def name_or_inline(value: Any) -> str:
    """Tag of a field that takes a name or a mapping in its place."""
    return "<name>" if isinstance(value, str) else "<inline>"


#: The name of a failure mode, or a failure mode in its place.
FailureEntry = Annotated[
    Annotated[str, Tag("<name>")] | Annotated[FailureMode, Tag("<inline>")], Discriminator(name_or_inline)
]
