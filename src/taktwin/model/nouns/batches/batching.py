"""What places have in common whose servers take several jobs at once: batch stations, and deliveries by truck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import model_validator

from taktwin.model.nouns.server import Server
from taktwin.model.nouns.station import Join, WorkPlace
from taktwin.model.values.noun import problem
from taktwin.model.values.quantity import Quantity


class Batching(WorkPlace):
    """Takes a batch of jobs at once, works on all of them together, and passes them on one after another."""

    route_by: ClassVar[str] = "share"

    # what a station may say and these may not, for whoever looks at both
    exceptions: ClassVar[Mapping[int, Any]] = {}
    joins: ClassVar[tuple[Join, ...]] = ()
    ideal: ClassVar[None] = None
    inspect: ClassVar[None] = None
    inspect_every: ClassVar[Quantity] = Quantity(1.0, "1")
    server_list: ClassVar[tuple[Server, ...]] = ()
    #: Keys that a station has and these have not: why not, and what to do instead.
    refused: ClassVar[dict[str, tuple[str, str]]] = {}

    if TYPE_CHECKING:  # each says these in its own words
        name: str
        most: Any
        least: Any
        wait: Any
        same: Sequence[str]
        servers: Any
        cycle: Any

    @property
    def server_count(self) -> int:
        """How many servers there are."""
        return int(self.servers.value)

    @property
    def begins_with(self) -> int:
        """How many jobs are enough for a batch."""
        return int((self.least or self.most).value)

    @property
    def enough_key(self) -> str:
        """The key that says how many jobs are enough."""
        return "most" if self.least is None else "least"

    @property
    def most_key(self) -> str:
        """The key that says how many jobs a batch has at most."""
        return "most"

    @property
    def back_mean(self) -> float:
        """Mean time until a server that has passed on its jobs can take others, s."""
        return 0.0

    @model_validator(mode="before")
    @classmethod
    def _refused(cls, value: Any) -> Any:
        for key, (message, remedy) in cls.refused.items():
            if isinstance(value, Mapping) and key in value:
                raise problem(message, remedy)
        return value
