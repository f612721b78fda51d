"""What the acoustics refuse, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, TaktwinError


class StackError(TaktwinError, ValueError):
    """A stack, a scatter or a curve that cannot be used; the message says what is wrong, and what to do."""

    exit_code = INPUT
