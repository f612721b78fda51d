"""Servers of a station that differ from each other: one queue before several machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from taktwin.model.nouns.failure import FailureEntry
from taktwin.model.nouns.machines.power import PowerEntry
from taktwin.model.values.noun import Condition, Noun, default
from taktwin.model.values.quantity import Machines, Quantity
from taktwin.model.values.timeby import Cycle


class Server(Noun):
    """A machine of a station, with the fields in which it differs from what the station says."""

    count: Machines = Field(default_factory=default(1, "machines"), description="So many equal ones.")
    cycle: Cycle | None = Field(default=None, description="Its time of work for one job; default that of the station.")
    when: Condition = Field(default_factory=dict, description="It takes only jobs with these options; empty = all.")
    failures: list[FailureEntry] | None = Field(
        default=None, description="Its failure modes; default those of the station."
    )
    calendar: str | None = Field(default=None, description="Its shift calendar; default that of the station.")
    continuous: bool | None = Field(default=None, description="It works on through breaks; default as the station.")
    power: PowerEntry | None = Field(default=None, description="Its power profile; default that of the station.")


def _how(value: Any) -> str:
    return "<each>" if isinstance(value, list | Mapping) else "<count>"


#: Equal servers by their number, or a list in which each is spelt out.
Servers = Annotated[
    Annotated[Machines, Tag("<count>")] | Annotated[list[Server], Tag("<each>"), Field(min_length=1)],
    Discriminator(_how),
]
#: Which of several free servers takes a job.
Choice = Literal["listed", "fastest", "idle", "cyclic"]


def server_count(servers: Quantity | list[Server]) -> int:
    """How many servers there are."""
    if isinstance(servers, list):
        return sum(int(one.count.value) for one in servers)
    return int(servers.value)


def server_list(servers: Quantity | list[Server]) -> list[Server]:
    """One entry for each server where they are spelt out, else none."""
    return [one for one in servers for _ in range(int(one.count.value))] if isinstance(servers, list) else []
