"""Problems of a model, and the error that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a model.

    ``path`` is written as an override would address it; ``line`` counts from 1; ``remedy`` says what to do. ``file`` is
    empty for a model that was built in Python, and ``--set`` for an override.
    """

    file: str
    line: int | None
    path: str
    message: str
    remedy: str
    level: Level = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        head = ": ".join(part for part in (place, self.path) if part)
        body = f"{self.message}: {self.remedy}" if self.remedy else self.message
        warning = "warning: " if self.level == "warning" else ""
        text = f"{head}: {warning}{body}" if head else warning + body
        return text.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair cannot be printed


class ModelError(ValueError):
    """A model that cannot be used; ``problems`` holds all that was found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(problems, key=lambda one: (one.file, one.line or 0))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ModelError], tuple[list[Problem]]]:
        return type(self), (self.problems,)
