"""What the choice of delivery modes refuses, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, TaktwinError


class ModeError(TaktwinError, ValueError):
    """Parts, options or limits that cannot be used; the message says where, what was expected and what to do."""

    exit_code = INPUT
