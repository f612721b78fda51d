"""What the accounts of carbon, coal, solvents and waste refuse, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, TaktwinError


class CarbonError(TaktwinError, ValueError):
    """A figure that cannot be used; the message says which, what was expected and what to do."""

    exit_code = INPUT


class FactorError(CarbonError, LookupError):
    """A factor that is not known, or not for this year; the message names the nearest known ones."""


class BalanceError(CarbonError):
    """A balance of masses that cannot close."""
