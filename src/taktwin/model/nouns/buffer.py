"""Buffers: room for jobs between other elements, without a time of their own."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from taktwin.model.nouns.contents import Contents
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.rule import RULES, Rule, RuleField
from taktwin.model.values.quantity import Room


class Buffer(Place):
    """Room for a number of jobs; passing it takes no time."""

    kind: ClassVar[str] = "buffer"

    name: str = Field(alias="buffer", description="Name of the buffer, unique in the plant.")
    capacity: Room = Field(
        description="Most jobs in it, or `unlimited`; with 0 it is only passed, as if it were not there."
    )
    rule: RuleField = Field(default=Rule(), description=f"Which job leaves next: {RULES}.")
    contents: Contents = Field(
        default_factory=list,
        description="Jobs that stand in it at the start of the plant: their number, or a list of sorts, the first to "
        "leave first. A start state takes their place.",
    )
