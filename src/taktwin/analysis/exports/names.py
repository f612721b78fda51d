"""Names of what a run moves, as URIs under a domain: cars, parts, racks, trucks, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from taktwin.model.errors import OptionError

_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~-]+)*")
#: Unit of a part in the model -> its code of UN/ECE Recommendation 20; what is counted in pieces has none in EPCIS.
UNITS = {"kg": "KGM", "g": "GRM", "t": "TNE", "m": "MTR", "m2": "MTK", "m3": "MTQ", "l": "LTR", "L": "LTR"}


@dataclass(frozen=True, slots=True)
class Names:
    """Makes names; the same thing of the same model has the same name in every run.

    Attributes:
        domain: host, and path where there is one, without ``https://``: whoever owns it sees to it that nobody else
            gives these names.
        model: name of the model.
    """

    domain: str
    model: str

    def __post_init__(self) -> None:
        """Check the domain.

        Raises:
            OptionError: it is none.
        """
        if not _DOMAIN.fullmatch(self.domain):
            raise OptionError(f'"{self.domain}" is no domain', "write for example plant.example.org", "domain")

    def car(self, stream: str, number: int) -> str:
        """The job of an order: its stream and its number in it."""
        return self._uri("order", stream, str(number))

    def part(self, stream: str, number: int, line: str, nth: int) -> str:
        """A job that was called for an order: the order, the line that made it, and which of several it is."""
        return self._uri("order", stream, str(number), "part", line, str(nth))

    def material(self, part: str) -> str:
        """The class of a part that is counted, not numbered."""
        return self._uri("part", part)

    def place(self, place: str) -> str:
        """A place, a stock point, a cell or a supplier."""
        return self._uri("place", place)

    def truck(self, way: str, number: int) -> str:
        """A truck of a delivery, or of a lane: in a lane each truck is told apart."""
        return self._uri("truck", way, str(number))

    def rack(self, delivery: str, truck: int, trip: int, number: int) -> str:
        """A rack that one trip of a truck has taken."""
        return self._uri("rack", delivery, str(truck), str(trip), str(number))

    def work(self, cell: str, number: int) -> str:
        """A hit of a cell."""
        return self._uri("hit", cell, str(number))

    def _uri(self, *steps: str) -> str:
        return "/".join((f"https://{self.domain}", *(quote(step, safe="") for step in (self.model, *steps))))


def unit_code(unit: str) -> str | None:
    """The code of a unit; None for pieces, and for what has no code here."""
    return UNITS.get(unit)
