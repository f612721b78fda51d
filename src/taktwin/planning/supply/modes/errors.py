"""What the choice of delivery modes refuses, and why."""

from __future__ import annotations

from taktwin.model.errors import INPUT, RUN, TaktwinError
from taktwin.model.phrase import Phrase


class ModeError(TaktwinError, ValueError):
    """Parts, options or limits that cannot be used; the message says where, what was expected and what to do."""

    exit_code = INPUT

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, a phrase where it is one: for people in any language."""
        return Phrase("{what}; {remedy}", what=self.message, remedy=self.remedy) if self.remedy else self.message


class TimeUpError(ModeError):
    """Time ran out before there was a plan, or a proof that there is none."""

    exit_code = RUN
