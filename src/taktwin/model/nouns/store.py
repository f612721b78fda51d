"""Stores with random access, such as a painted body store."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.machines.power import PowerEntry
from taktwin.model.nouns.place import Place
from taktwin.model.nouns.rule import RULES, Rule, RuleField
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import default
from taktwin.model.values.quantity import Machines, Room


class Store(Place):
    """A store from which cranes fetch any job by a rule."""

    kind: ClassVar[str] = "store"

    name: str = Field(alias="store", description="Name of the store, unique in the plant.")
    capacity: Room = Field(description="Most jobs in it, or `unlimited`.")
    cycle: TimeDistribution = Field(description="Time of one retrieval.")
    cranes: Machines = Field(
        default_factory=default(1, "machines"), description="Retrievals that run at the same time."
    )
    rule: RuleField = Field(
        default=Rule(),
        description=f"Which job is fetched next: {RULES}.",
    )
    failures: list[FailureEntry] = Field(default_factory=list, description="Failure modes of each crane.")
    calendar: str | None = Field(default=None, description="Shift calendar; default that of the shop.")
    continuous: bool = Field(default=False, description="Works on through breaks and off-shift time.")
    power: PowerEntry | None = Field(default=None, description="Power profile of each crane.")
