"""What the choice of delivery modes refuses, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, RUN, TaktwinError


class ModeError(TaktwinError, ValueError):
    """Parts, options or limits that cannot be used; the message says where, what was expected and what to do."""

    exit_code = INPUT


class TimeUpError(ModeError):
    """Time ran out before there was a plan, or a proof that there is none."""

    exit_code = RUN
