"""What the dispatch refuses, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, RUN, TaktwinError


class DispatchError(TaktwinError, ValueError):
    """A site, a tariff or a series that cannot be used; the message says where, what was expected and what to do."""

    exit_code = INPUT


class NoDispatchError(DispatchError):
    """The load cannot be served within the limits; the message says which limit, when and how much is missing."""


class DispatchTimeError(DispatchError):
    """Time ran out before there was a plan."""

    exit_code = RUN
