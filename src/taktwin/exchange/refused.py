"""A file of another company that is refused as a whole: what is wrong with it, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from taktwin.model.errors import INPUT, TaktwinError


class Fault(Protocol):
    """One thing that is wrong with a message."""

    @property
    def kind(self) -> str:
        """A word for programs, such as `bad_date`; the same in every language."""
        ...

    @property
    def place(self) -> str:
        """Where in the file, for people."""
        ...

    @property
    def detail(self) -> str:
        """What is wrong, for people."""
        ...

    @property
    def remedy(self) -> str:
        """What to do about it, for people."""
        ...

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        ...


OneFault = TypeVar("OneFault", bound=Fault)


@dataclass(frozen=True, slots=True)
class PlainFault:
    """A fault whose place is a text."""

    kind: str
    place: str
    detail: str
    remedy: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {one: str(getattr(self, one)) for one in ("kind", "place", "detail", "remedy")}


MOST_FAULTS = 100  # that an error tells: whoever mends these sees the others next


class MessageError(TaktwinError, ValueError, Generic[OneFault]):
    """A message that cannot be used; nothing of its file is taken.

    Attributes:
        file: name of the file; empty for bytes.
        faults: what was found, in the order of the file; the first hundred.
    """

    exit_code = INPUT

    def __init__(self, file: str, faults: Sequence[OneFault]) -> None:
        self.file = file
        self.faults: tuple[OneFault, ...] = tuple(faults[:MOST_FAULTS])
        lines = [(file, one.place, one.kind, f"{one.detail}; {one.remedy}") for one in self.faults]
        super().__init__("\n".join(": ".join(filter(None, line)) for line in lines))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.file, self.faults)
