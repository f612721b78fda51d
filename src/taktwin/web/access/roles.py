"""Roles, and what each may do. What is not named here takes the highest one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What somebody may do; each includes those before it."""

    VIEW = 1  #: see everything
    ACKNOWLEDGE = 2  #: acknowledge and shelve alarms, too
    ADMIN = 3  #: change models, run and cancel, too


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks."""

    name: str
    role: Role


#: Anybody may have these: the page itself, which holds nothing of a plant, and the door.
PUBLIC = ("/static/",)
PUBLIC_EXACT = ("/", "/favicon.ico", "/api/session")
#: Actions below these take the role *acknowledge*.
ACKNOWLEDGED = ("/api/alarms/",)
_READING = ("GET", "HEAD")


def needed(method: str, path: str) -> Role | None:
    """The role that a request takes; None: it is for anybody.

    Args:
        method: of HTTP; that of a WebSocket is ``GET``.
        path: without the query.
    """
    if path in PUBLIC_EXACT or (path.startswith(PUBLIC) and method in _READING):
        return None
    if method in _READING:
        return Role.VIEW
    return Role.ACKNOWLEDGE if path.startswith(ACKNOWLEDGED) else Role.ADMIN


def changes(method: str, path: str) -> bool:
    """Whether a request may change something; the door is no change."""
    return method not in _READING and path not in PUBLIC_EXACT
