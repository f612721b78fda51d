"""The family of our errors, and the problems of a model.

Whatever Taktwin refuses or cannot do is a `TaktwinError`; anything else that is raised is a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["error", "warning"]
#: Exit codes of the command line: wrong usage; what was read is wrong; the run or the writing failed.
USAGE, INPUT, RUN = 2, 3, 4


class TaktwinError(Exception):
    """Something that the caller can do something about.

    Attributes:
        message: what is wrong, and where.
        remedy: what to do about it; empty where the message says it.
        parameter: the parameter of the call that is in question, by its name in Python; None for none.
        exit_code: of the command line. An error that names a parameter is wrong usage, whatever its class.
    """

    exit_code: int = RUN

    def __init__(self, message: str = "", remedy: str = "", parameter: str | None = None) -> None:
        super().__init__(message, remedy, parameter)  # these are what pickle makes it of again
        self.message, self.remedy, self.parameter = message, remedy, parameter
        if parameter is not None:
            self.exit_code = USAGE

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


class OptionError(TaktwinError, ValueError):
    """A parameter that cannot be meant, or parameters that do not fit each other."""

    exit_code = USAGE


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

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"file": self.file, "line": self.line, "path": self.path, "message": self.message, "remedy": self.remedy}

    @property
    def place(self) -> str:
        """File, line and path, as far as they are known."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (place, self.path) if part)

    def __str__(self) -> str:
        head = self.place
        body = f"{self.message}: {self.remedy}" if self.remedy else self.message
        warning = "warning: " if self.level == "warning" else ""
        text = f"{head}: {warning}{body}" if head else warning + body
        return text.encode("utf-8", "backslashreplace").decode("utf-8")  # half a surrogate pair cannot be printed


class ModelError(TaktwinError, ValueError):
    """A model that cannot be used; ``problems`` holds all that was found, in the order of the file."""

    exit_code = INPUT

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = sorted(problems, key=lambda one: (one.file, one.line or 0))
        remedies = dict.fromkeys(problem.remedy for problem in self.problems if problem.remedy)
        super().__init__("\n".join(str(problem) for problem in self.problems), "\n".join(remedies))

    def __str__(self) -> str:
        return self.message  # each problem with its remedy

    def __reduce__(self) -> tuple[type[ModelError], tuple[list[Problem]]]:
        return type(self), (self.problems,)
