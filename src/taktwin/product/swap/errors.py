"""What a station cannot do, and why."""

from __future__ import annotations

from taktwin.model.errors import RUN, TaktwinError


class SwapError(TaktwinError, ValueError):
    """A station that cannot serve its cars; the message says what is missing."""

    exit_code = RUN
