"""How modules are mounted, and what follows for their temperature."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from taktwin.analysis.supply.checks import number
from taktwin.model.errors import OptionError
from taktwin.model.values.nearest import suggest

#: Kind of mounting -> (parameters of the cell temperature model of Sandia in pvlib, tilt in degrees by default).
KINDS: dict[str, tuple[str, float]] = {
    "roof": ("close_mount_glass_glass", 5.0),
    "rack": ("open_rack_glass_glass", 10.0),
    "bipv": ("insulated_back_glass_polymer", 5.0),
    "facade": ("insulated_back_glass_polymer", 90.0),
}


@dataclass(frozen=True)
class Mounting:
    """Modules of one direction.

    Attributes:
        mounting: `roof` (close above it), `rack` (open), `bipv` (they are the roof, insulated behind), `facade`.
        tilt: degrees from the horizontal; None is what the kind has as a rule: 5, 10, 5 and 90.
        azimuth: direction that they face, degrees clockwise from north; 180 is south.
        gamma: change of power with the cell temperature, 1/K; -0.0035 of usual crystalline modules.
        losses: share of the direct current that is lost by soiling, mismatch, wiring, ageing (PVWatts: 0.14).
        inverter: nominal efficiency of the inverter, with a rating of 1 kW of alternating current per kWp.
        albedo: reflectance of the ground.
    """

    mounting: str = "roof"
    tilt: float | None = None
    azimuth: float = 180.0
    gamma: float = -0.0035
    losses: float = 0.14
    inverter: float = 0.96
    albedo: float = 0.2

    def __post_init__(self) -> None:
        """Check the figures.

        Raises:
            OptionError: one is out of range, or there is no such kind.
        """
        if self.mounting not in KINDS:
            raise OptionError(f"there is no mounting '{self.mounting}'", suggest(self.mounting, KINDS), "mounting")
        if self.tilt is not None:
            number("tilt", self.tilt, least=0.0, most=90.0)
        number("azimuth", self.azimuth, least=0.0, most=360.0)
        number("gamma", self.gamma, least=-0.02, most=0.0)
        number("losses", self.losses, least=0.0, below=1.0)
        number("inverter", self.inverter, above=0.0, most=1.0)
        number("albedo", self.albedo, least=0.0, most=1.0)

    @property
    def tilt_deg(self) -> float:
        """The tilt, that of the kind where none was given."""
        return KINDS[self.mounting][1] if self.tilt is None else self.tilt

    def __str__(self) -> str:
        return f"{self.mounting} {self.tilt_deg:g}/{self.azimuth:g}"


def parse_mounting(text: str) -> Mounting:
    """A mounting as it is written on the command line: `tilt=10,azimuth=180,mounting=roof`, or just `facade`.

    Args:
        text: NAME=VALUE with commas between them; the names are those of `Mounting`. A word alone is its kind.

    Raises:
        OptionError: a name is not known or stands twice, or a value cannot be.

    >>> parse_mounting("facade,azimuth=270").tilt_deg
    90.0
    """
    names = [one.name for one in fields(Mounting)]
    found: dict[str, object] = {}
    for part in re.split(r"\s*,\s*", text.strip()):
        name, equals, value = part.partition("=")
        name, value = (name.strip(), value.strip()) if equals else ("mounting", name.strip())
        if name not in names:
            raise OptionError(f"a mounting has no '{name}'", suggest(name, names), "text")
        if name in found:
            raise OptionError(f"'{name}' stands twice in '{text}'", "give it once", "text")
        found[name] = value if name == "mounting" else _figure(name, value)
    return Mounting(**found)  # type: ignore[arg-type]  # a text for the kind, numbers for the rest


def _figure(name: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise OptionError(f"{name} is no number: '{value}'", f"write for example {name}=10", "text") from None
