"""A job: what it is, where it goes next, and since when it could."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.oracle.clock import INF

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
    born: float = 0.0
    due: float = INF
    dest: Place | None = None
    visits: dict[Place, int] = field(default_factory=dict)
    caller: Job | None = None  # the main job for which it was called, or out of which it came
    ended: bool = False

    @property
    def main(self) -> bool:
        """Of an order stream (not of a sub-line)."""
        return self.stream is not None

    @property
    def owner(self) -> Job | None:
        """The main job for which it is there; itself if it is one."""
        return self if self.main else self.caller

    def fulfils(self, when: Condition, place: Place) -> bool:
        """Every option of the condition has one of the values; visits are those to ``place``."""
        return all(
            self.visits_named(values, place) is not None if option == "visit" else self.options[option] in values
            for option, values in when.items()
        )

    def visits_named(self, texts: list[str], place: Place, visit: int | None = None) -> str | None:
        """Which of the texts, such as 2 or 3+, names a visit to a place (the present one): the closest one."""
        count = self.visits.get(place, 0) if visit is None else visit
        if str(count) in texts:
            return str(count)
        later = [int(text[:-1]) for text in texts if text.endswith("+") and int(text[:-1]) <= count]
        return f"{max(later)}+" if later else None
