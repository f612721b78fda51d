"""What is wrong with a rule of one's own."""

from __future__ import annotations

from taktwin.model.errors import INPUT, TaktwinError


class RuleError(TaktwinError, ValueError):
    """A rule that cannot be used; the message names file, line and function."""

    exit_code = INPUT
