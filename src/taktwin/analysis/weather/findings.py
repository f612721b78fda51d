"""What the guard says: what it changed, by which rule; what it left but would have known; why it refuses a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from taktwin.exchange.epw.read import WeatherError
from taktwin.exchange.refused import PlainFault
from taktwin.model.phrase import Phrase

#: What each rule finds and does. A missing value is then filled in as any other, see `docs/weather.md`.
RULES: dict[str, Phrase] = {
    "no_number": Phrase("no number: filled in"),
    "missing": Phrase("missing: filled in"),
    "out_of_range": Phrase("out of range: filled in"),
    "spike": Phrase("more than 15 K beside the hours around it: filled in"),
    "pressure_of_height": Phrase("more than 7 kPa from the pressure of the altitude: filled in"),
    "over_saturated": Phrase("humidity above 100 %: 100 %"),
    "dew_above_dry_bulb": Phrase("dew point above dry bulb: from the relative humidity"),
    "night": Phrase("radiation with the sun far below the horizon: 0"),
    "ghi_above_sky": Phrase("more global radiation than the sky can give: from the other two"),
    "dhi_above_sky": Phrase("more diffuse radiation than the sky can give: from the other two"),
    "dni_above_sun": Phrase("more direct radiation than the sun gives on the ground: from the other two"),
    "closure": Phrase("global radiation is not diffuse plus direct: from the other two"),
    "missing_hour": Phrase("missing hour: made from its neighbours"),
    "repeated_hour": Phrase("the same hour twice: left out"),
    "summer_time": Phrase("summer time: set back by an hour"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that the guard changed.

    Attributes:
        month: of the hour.
        day: of the month.
        hour: 1 to 24; it ends at its label.
        line: in the file; 0 for an hour that is not in it.
        field: what was changed, as in `FIELDS`; `time` of the label, `row` of a whole hour.
        was: as in the file, empty where there was nothing.
        now: as it is now, empty where there is nothing.
        rule: a key of `RULES`.
    """

    month: int
    day: int
    hour: int
    line: int
    field: str
    was: str
    now: str
    rule: str

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was left as it is.

    Attributes:
        kind: a word for programs.
        text: a sentence for people.
    """

    kind: str
    text: Phrase

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return {"kind": self.kind, "text": str(self.text)}


FETCH_ANOTHER = Phrase("take another file")


def refusal(file: str, kind: str, detail: Phrase, remedy: Phrase = FETCH_ANOTHER, line: int = 0) -> WeatherError:
    """The error that refuses a file for one reason; ``line`` 0 is none."""
    place = Phrase("line {number}", number=line) if line else ""
    return WeatherError(file, [PlainFault(kind, place, detail, remedy)])
