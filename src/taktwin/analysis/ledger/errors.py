"""What the energy ledger refuses, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, TaktwinError


class LedgerError(TaktwinError, ValueError):
    """A trace, a power or an amount that cannot be used; the message says which, and what to do."""

    exit_code = INPUT
