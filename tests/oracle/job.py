"""A job: what it is, where it goes next, and since when it could."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle.place import Place

Condition = dict[str, list[str]]
CALLED_BY_NOBODY = -1  # order number of the jobs of an endless line


@dataclass(eq=False)
class Job:
    """``order`` is its number in its stream; ``options`` its product and options."""

    order: int
    options: dict[str, str]
    stream: str | None = None
    ready: float = 0.0
    dest: Place | None = None

    @property
    def main(self) -> bool:
        """Of an order stream (not of a sub-line)."""
        return self.stream is not None

    def fulfils(self, when: Condition) -> bool:
        """Every option of the condition has one of the values."""
        return all(self.options[option] in values for option, values in when.items())
