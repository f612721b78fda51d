"""The site of a plant: what it draws besides its machines, generates, pays and emits."""

from __future__ import annotations

from pydantic import Field

from taktwin.model.nouns.site.air import BoothAir, HallAir
from taktwin.model.nouns.site.factors import FactorOf, Waste, WorkingDays
from taktwin.model.nouns.site.generation import Photovoltaics, SiteBattery, SiteTariff
from taktwin.model.nouns.site.steady import Lighting, Oxidiser
from taktwin.model.nouns.site.utilities import Chillers, Compressors, HeatSource
from taktwin.model.values.noun import Named, Noun, TextOrTexts
from taktwin.model.values.quantity import Length


class Site(Noun):
    """The site: loads of air and light, utilities, photovoltaics, battery, tariff, factors; no run reads it."""

    place: str = Field(description="Where it is, such as Chongqing; synthetic weather is taken of this place alone.")
    altitude: Length | None = Field(
        default=None, description="Altitude; weather of a place 300 m or more higher or lower is refused."
    )
    grid: FactorOf = Field(description="Emission factor of the grid, for scope 2 by location.")
    market: FactorOf | None = Field(
        default=None, description="Factor of what no contract covers, for scope 2 by market; default not told."
    )
    instead_of: Named[TextOrTexts] = Field(
        default_factory=dict,
        description="Shop -> its `loads` that stand for what the site says better: the ledger leaves them out.",
    )
    booths: Named[BoothAir] = Field(default_factory=dict, description="Air of paint booths, by name.")
    halls: Named[HallAir] = Field(default_factory=dict, description="Air of halls, by name.")
    lighting: Named[Lighting] = Field(default_factory=dict, description="Light, by name.")
    oxidisers: Named[Oxidiser] = Field(default_factory=dict, description="Oxidisers of exhaust air, by name.")
    compressed_air: Compressors | None = Field(
        default=None, description="Compressors; without them compressed air stays a volume, and takes no electricity."
    )
    chillers: Chillers | None = Field(default=None, description="Chillers; needed where air is cooled.")
    heat: HeatSource | None = Field(default=None, description="Source of heat; needed where heat is drawn.")
    photovoltaics: Named[Photovoltaics] = Field(default_factory=dict, description="Photovoltaics, by name.")
    battery: SiteBattery | None = Field(default=None, description="Battery, for the plan of the least cost.")
    tariff: SiteTariff | None = Field(default=None, description="What the media cost.")
    waste: Named[Waste] = Field(default_factory=dict, description="Waste, by name.")
    year: WorkingDays = Field(
        default_factory=WorkingDays, description="Days of a year on which the plant works; default all."
    )
