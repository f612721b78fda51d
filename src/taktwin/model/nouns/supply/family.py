"""Part families: what a job needs of them, who sends it, and in which delivery mode it comes."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.nouns.supply.modes import POLICY, SEQUENCED, STOCKED, Mode, Sequenced, Stocked
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Condition, Noun, TextOrTexts, default, problem
from taktwin.model.values.quantity import Count, Mass, Number


class FamilyFeed(Noun):
    """Vehicles that bring the parts of a family from the dock to the line, where they come out of stock."""

    fleet: str = Field(description="Fleet whose vehicles carry the lots.")
    from_point: str = Field(description="Station of the fleet's guide path where a vehicle loads.")
    to_point: str = Field(description="Station of the fleet's guide path where a vehicle unloads.")
    lot: Number = Field(description="Units in a lot.")
    jobs: Count = Field(
        default_factory=default(18, "count"),
        description="A lot is called when what is beside the line and on the way is enough for so many jobs.",
    )


class Family(Noun):
    """A part family. It comes in one mode; what the other modes would need can stand beside it."""

    title: str | dict[str, str] | None = Field(
        default=None, description="Name for people: a text, or {en: ..., zh: ...}."
    )
    supplier: str = Field(description="Who sends it.")
    at: TextOrTexts = Field(
        min_length=1, description="Station or zone of a line where it is fitted, or a list of these."
    )
    shop: str | None = Field(default=None, description="Shop to which its stock belongs.")
    when: Condition = Field(default_factory=dict, description="Only for jobs with these options; empty = for all.")
    quantity: Number = Field(
        default_factory=default(1, "number"), description="Units that a job needs at each of these places."
    )
    unit: str = Field(default="piece", description="Unit in which it is counted.")
    variants: TextOrTexts = Field(
        default_factory=list,
        description="Options (or `product`) by whose values its part numbers differ: one for each combination.",
    )
    numbers: Count = Field(
        default_factory=default(1, "count"),
        description="Part numbers that no option tells apart, as of fasteners; they share one stock.",
    )
    value: Number | None = Field(default=None, description="Value of one unit, in any currency.")
    volume: Number | None = Field(default=None, description="Packed volume of one unit, in m3.")
    mass: Mass | None = Field(default=None, description="Mass of one unit.")
    container: Number = Field(default_factory=default(1, "number"), description="Units in a container.")
    container_value: Number | None = Field(default=None, description="Price of a container.")
    feed: FamilyFeed | None = Field(
        default=None, description="How its parts come from the dock to the line; default they are drawn at the dock."
    )
    dock: str | None = Field(
        default=None,
        description="Dock at which its trucks are unloaded; default, where it comes out of stock, the `dock` of the "
        "park, by `jis` the `jis_dock` of the park, and made inside the plant none: beside the line.",
    )
    mode: Mode = Field(description="The delivery mode in which it comes.")
    warehouse: Stocked | None = Field(default=None, description="Out of a warehouse: large lots, seldom.")
    kanban: Stocked | None = Field(default=None, description="By cards: what has been opened is ordered again.")
    jit: Stocked | None = Field(default=None, description="By truck in short time windows.")
    vendor_managed: Stocked | None = Field(
        default=None,
        description="Out of a stock on site that the supplier owns until parts are drawn, and keeps between two levels "
        "by itself.",
    )
    jis: Sequenced | None = Field(default=None, description="In the sequence of the jobs.")
    in_plant: Sequenced | None = Field(default=None, description="Made inside the plant, in the sequence of the jobs.")

    def dock_in(self, dock: str | None, jis_dock: str | None) -> str | None:
        """Dock of its trucks in its mode, where the park says these two; None is beside the line, or on arrival."""
        if self.dock is not None or self.mode == "in_plant":
            return self.dock
        return jis_dock if self.mode == "jis" else dock

    @property
    def stocked(self) -> Stocked | None:
        """How its stock is refilled, in a mode with one."""
        return (getattr(self, self.mode) or Stocked()) if self.mode in STOCKED else None

    @property
    def sequenced(self) -> Sequenced | None:
        """How it comes in sequence, in a mode that does."""
        return (getattr(self, self.mode) or Sequenced()) if self.mode in SEQUENCED else None

    @property
    def value_of_job(self) -> float:
        """Value of what a job needs at all its places; 0 where none is given."""
        return self.units * (self.value.value if self.value is not None else 0.0)

    @property
    def volume_of_job(self) -> float:
        """Packed volume of what a job needs, m3; 0 where none is given."""
        return self.units * (self.volume.value if self.volume is not None else 0.0)

    @property
    def units(self) -> float:
        """Units that a job needs at all its places."""
        return self.quantity.value * len(self.at)

    @model_validator(mode="after")
    def _sound(self) -> Family:
        for key in ("quantity", "container", "numbers"):
            if getattr(self, key).value <= 0:
                raise problem(
                    Phrase("there is no family with `{key}: 0`", key=key),
                    Phrase("give a value above 0, or drop the family"),
                )
        if len(set(self.at)) < len(self.at) or len(set(self.variants)) < len(self.variants):
            raise problem(Phrase("a name is given twice in `at` or `variants`"), Phrase("name each once"))
        for mode in STOCKED:
            own = getattr(self, mode)
            if own is not None and own.lot is not None and (own.policy or POLICY[mode]) == "up_to":
                remedy = Phrase("write `policy: s_S` or `policy: r_Q`, or drop `lot`")
                raise problem(Phrase("what is filled up to a level each time has no `lot`"), remedy)
        if self.mode in SEQUENCED and len(self.at) > 1:
            remedy = Phrase("name one place in `at`, or make a family of each")
            raise problem(Phrase("what comes in sequence is fitted at one place"), remedy)
        if self.mode in SEQUENCED and self.numbers.value > 1:
            remedy = Phrase("tell its numbers apart by options: `variants: [...]`")
            raise problem(Phrase("what comes in sequence is told apart by options"), remedy)
        return self
