"""What the cluster refuses, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, TaktwinError


class ClusterError(TaktwinError, ValueError):
    """A cluster, a case or a target that cannot be used; the message says what is wrong, and what to do."""

    exit_code = INPUT


class NoPlanError(ClusterError):
    """No plan keeps all limits; the message says what stands in the way where it is known."""
