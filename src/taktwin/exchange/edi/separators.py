"""The signs that part segments, elements and components, and how they are told (UNA); ISO 9735."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from taktwin.exchange.edi.faults import WrongValueError
from taktwin.model.phrase import Phrase

#: The signs that hold where an interchange has no UNA.
USUAL = ":+.? '"


@dataclass(frozen=True)
class Separators:
    """The six signs behind UNA: component, element, decimal mark, release, reserved, terminator.

    A blank as the release character means that there is none.

    >>> Separators().released("it's")
    "it?'s"
    """

    signs: str = USUAL

    def __post_init__(self) -> None:
        """Check them. Raises WrongValueError: they are not six, not different, or letters, digits and the like."""
        active = [sign for place, sign in enumerate(self.signs) if place != 4 and not (place == 3 and sign == " ")]
        good = len(self.signs) == 6 and len(set(active)) == len(active) and self.signs.isascii()
        if not good or any(sign.isalnum() or sign == " " for sign in active):
            raise WrongValueError(
                "bad_separators", Phrase("the signs {signs} cannot part anything", signs=repr(self.signs))
            )

    @property
    def component(self) -> str:
        """Parts the components of an element."""
        return self.signs[0]

    @property
    def element(self) -> str:
        """Parts the elements of a segment."""
        return self.signs[1]

    @property
    def decimal(self) -> str:
        """Decimal mark of numbers."""
        return self.signs[2]

    @property
    def release(self) -> str:
        """Takes the meaning from the sign behind it; empty where there is none."""
        return self.signs[3].strip()

    @property
    def terminator(self) -> str:
        """Ends a segment."""
        return self.signs[5]

    @cached_property
    def _releases(self) -> dict[int, str]:
        special = (self.component, self.element, self.release, self.terminator)
        return {ord(sign): self.release + sign for sign in special if sign} if self.release else {}

    @cached_property
    def _freeing(self) -> re.Pattern[str]:
        return re.compile(re.escape(self.release) + "(.?)", re.DOTALL)

    def freed(self, text: str) -> str:
        """A value out of what stands in a segment: the sign behind each release character.

        >>> Separators().freed("it?'s ??")
        "it's ?"
        """
        return self._freeing.sub(r"\1", text)

    def released(self, value: str) -> str:
        """A value as it stands in a segment."""
        return value.translate(self._releases)
