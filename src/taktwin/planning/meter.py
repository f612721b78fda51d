"""Progress of a use case: what shows it, by the name of the work that is being done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from taktwin.model.phrase import Phrase

Progress = Callable[[float], None]
"""Called with the share done, 0 to 1."""
Meter = Callable[[str], AbstractContextManager[Progress | None]]
"""Called with what is being done; gives what takes the share done (or None where nobody looks)."""
#: Works that come before those whose progress counts.
CHECKING, WARMING_UP = Phrase("checking the scenarios"), Phrase("finding the warm-up")
PREPARING = (CHECKING, WARMING_UP)


def telling(progress: Progress | None = None, silent: tuple[str, ...] = ()) -> Meter:
    """A meter that tells one callable the share of each work but the ``silent`` ones; of all none without one."""
    return lambda task: nullcontext(None if task in silent else progress)
