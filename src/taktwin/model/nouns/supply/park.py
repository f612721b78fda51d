"""The supplier park: the part families of a plant, each with its supplier and delivery mode."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.nouns.supply.family import Family
from taktwin.model.nouns.supply.milkrun import MilkRun
from taktwin.model.nouns.supply.prices import Prices
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Named, Noun, default, problem
from taktwin.model.values.quantity import Duration


class Park(Noun):
    """The part families of a plant: from each, parts, stocks and lanes are made, or lines of called parts."""

    takt: Duration = Field(description="Time between two jobs at the line, for which all stocks are laid out.")
    theta: Duration = Field(
        default_factory=default("120 min", "duration"),
        description="A family whose cover on site stays at or below this in 95 % of the time is zero-inventory.",
    )
    orders: str | None = Field(
        default=None, description="Order stream whose jobs are supplied; needed where there are several."
    )
    call: str | None = Field(default=None, description="Element whose entries call off what comes in sequence.")
    calls: list[str] = Field(
        default_factory=list, description="Other elements at which parts could be called off; the planner chooses."
    )
    dock: str | None = Field(
        default=None,
        description="Dock at which the trucks of what comes out of stock are unloaded, unless the family says its "
        "`dock`.",
    )
    jis_dock: str | None = Field(
        default=None,
        description="Dock at which the trucks of what comes by `jis` are unloaded, unless the family says its `dock`; "
        "it may be the same. Default none: beside the line.",
    )
    milk_runs: Named[MilkRun] = Field(
        default_factory=dict, description="Trucks that call at several suppliers in turn, by name; families name them."
    )
    prices: Prices = Field(default_factory=Prices, description="What supply costs, for the planner.")
    families: Named[Family] = Field(min_length=1, description="Part families, by name.")
    spelt: bool = Field(
        default=False, description="The parts, stocks, lanes and lines of all families stand in the model already."
    )

    def dock_of(self, family: Family) -> str | None:
        """Dock at which the trucks of a family are unloaded in its mode; None: beside the line, or on arrival."""
        run = self.run_of(family)
        if run is not None:
            return run.dock or self.dock
        return family.dock_in(self.dock, self.jis_dock)

    def run_of(self, family: Family) -> MilkRun | None:
        """The milk run by which a family comes in its mode."""
        name = family.stocked.milk_run if family.stocked is not None else None
        return self.milk_runs.get(name) if name is not None else None

    @model_validator(mode="after")
    def _takt(self) -> Park:
        if self.takt.value <= 0:
            raise problem(
                Phrase("the takt of a supplied line cannot be 0"),
                Phrase("give the time between two jobs, as in `120 s`"),
            )
        return self
