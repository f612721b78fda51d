"""What the page refuses, with the status of HTTP that says so."""

from __future__ import annotations

from taktwin.model.errors import TaktwinError


class RefusedError(TaktwinError, RuntimeError):
    """A request that is not served: ``status`` is that of HTTP, message and remedy are for people."""

    def __init__(self, status: int, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.status = status

    def __reduce__(self) -> tuple[type[RefusedError], tuple[int, str, str]]:
        return type(self), (self.status, self.message, self.remedy)
