"""What is wrong with a payload."""

from __future__ import annotations

from typing import Any

from taktwin.model.errors import INPUT, TaktwinError


class PayloadError(TaktwinError, ValueError):
    """A payload that cannot be read, or a value that cannot be written; nothing of it is taken.

    Attributes:
        detail: what is wrong, without the place.
        place: byte of the payload at which it was found, counted from 0; None where there is none.
    """

    exit_code = INPUT

    def __init__(self, message: str, remedy: str, place: int | None = None) -> None:
        super().__init__(message if place is None else f"byte {place}: {message}", remedy)
        self.detail, self.place = message, place

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.detail, self.remedy, self.place)
