"""What cannot be driven, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, RUN, TaktwinError


class DriveError(TaktwinError, ValueError):
    """A cycle or a car that cannot be used; the message says where, and what to do."""

    exit_code = INPUT


class CannotFollowError(DriveError):
    """A car that cannot follow its cycle; the message says when, and what is missing."""

    exit_code = RUN
