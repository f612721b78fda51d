"""How a check says that something cannot be."""

from __future__ import annotations

from taktwin.model.phrase import Phrase


class ImpossibleError(ValueError):
    """No run of this plant can stand like this; the message names what cannot be."""


def need(condition: object, what: str) -> None:
    """Raises `ImpossibleError` where the condition does not hold."""
    if not condition:
        raise ImpossibleError(what)


def chain(head: int, after: list[int], what: str) -> list[int]:
    """The members of a linked list, from its head on; -1 ends it. Raises `ImpossibleError` where it has no end."""
    found: list[int] = []
    while head >= 0:
        if len(found) >= len(after):
            raise ImpossibleError(Phrase("{what} runs in a circle", what=what))
        found.append(head)
        head = after[head]
    return found
