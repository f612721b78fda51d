"""Power profiles: what a resource draws of each medium in each state."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from taktwin.model.nouns.failure import name_or_inline
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Named, Noun, default, fill, later, problem
from taktwin.model.values.quantity import Energy, Flow, Quantity

Medium = Literal["electricity", "gas", "heat", "compressed_air", "water"]
MEDIA: tuple[Medium, ...] = ("electricity", "gas", "heat", "compressed_air", "water")
#: Media that are counted as a volume (m3); the others are counted as energy (J).
VOLUME_MEDIA: tuple[Medium, ...] = ("compressed_air", "water")
POWER_STATES: tuple[str, ...] = ("working", "setup", "idle", "brief", "long", "waking", "standby", "off")


def check_medium(medium: str, quantity: Quantity, rate: bool) -> None:
    """Raise a pydantic error where a quantity's dimension does not fit its medium."""
    volume = medium in VOLUME_MEDIA
    wanted = ("flow" if volume else "power") if rate else ("volume" if volume else "energy")
    if quantity.dimension != wanted and quantity.value != 0:
        example = {"flow": "30 m3/h", "power": "5 kW", "volume": "0.2 m3", "energy": "2 kWh"}[wanted]
        word = {"flow": "a volume flow", "power": "a power", "volume": "a volume", "energy": "an energy"}[wanted]
        raise problem(
            Phrase(
                '{medium}: expected {word} such as "{example}", got "{text}"',
                medium=medium,
                word=word,
                example=example,
                text=quantity.text,
            ),
            f"give {word}",
        )


class MediumPower(Noun):
    """What a resource draws of one medium in each state."""

    working: Flow = Field(description="While it works.")
    setup: Flow = Field(default_factory=later, description="While it is set up; default as `working`.")
    idle: Flow = Field(
        default_factory=default(0, "flow"), description="While it is starved, blocked or waits for parts or transport."
    )
    standby: Flow = Field(default_factory=later, description="While it is down or waits for a crew; default as `idle`.")
    brief: Flow = Field(default_factory=later, description="In a brief pause (see `pauses`); default as `standby`.")
    long: Flow = Field(default_factory=later, description="In a long pause; default as `brief`.")
    waking: Flow = Field(default_factory=later, description="While it wakes from a pause; default as `working`.")
    off: Flow = Field(default_factory=default(0, "flow"), description="Off shift.")

    @model_validator(mode="after")
    def _fill(self) -> MediumPower:
        if self.setup is None:
            fill(self, "setup", self.working)
        if self.standby is None:
            fill(self, "standby", self.idle)
        if self.brief is None:
            fill(self, "brief", self.standby)
        if self.long is None:
            fill(self, "long", self.brief)
        if self.waking is None:
            fill(self, "waking", self.working)
        return self


class PowerProfile(Noun):
    """What a resource draws, by medium and state: electricity, gas and heat in W, compressed air and water in m3/s."""

    electricity: MediumPower | None = Field(default=None, description="Electric power by state.")
    gas: MediumPower | None = Field(default=None, description="Gas, as power (lower heating value), by state.")
    heat: MediumPower | None = Field(default=None, description="Heat from a network, as power, by state.")
    compressed_air: MediumPower | None = Field(
        default=None, description="Compressed air, as free-air volume flow, by state."
    )
    water: MediumPower | None = Field(default=None, description="Water, as volume flow, by state.")

    @property
    def media(self) -> dict[Medium, MediumPower]:
        """The media that are drawn, by name."""
        found: dict[Medium, MediumPower] = {}
        for medium in MEDIA:
            power = getattr(self, medium)
            if power is not None:
                found[medium] = power
        return found

    @model_validator(mode="after")
    def _dimensions(self) -> PowerProfile:
        for medium, power in self.media.items():
            for state in POWER_STATES:
                check_medium(medium, getattr(power, state), rate=True)
        return self


#: The name of a power profile, or a profile in its place.
PowerEntry = Annotated[
    Annotated[str, Tag("<name>")] | Annotated[PowerProfile, Tag("<inline>")], Discriminator(name_or_inline)
]
#: Medium -> amount for each job or hit (J, or m3 for compressed air and water).
MediaAmounts = Named[Energy]
