"""What a file of a cluster may say: its keys. Money a unit is in the file's currency, investments in millions of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Named, Noun, problem
from taktwin.model.values.quantity import Kind, Length, Number, OfKind, Quantity, Share

MONEY = Kind("money", ("number",), "an amount of money", "1000", "at most 1e12", 0.0, 1e12)
VOLUME = Kind("volume", ("volume",), "a volume", "1.6 m3", "1e-9 to 1000 m3", 1e-9, 1e3)
AMOUNT = Kind("amount", ("number",), "a number of vehicles or sets a year", "150000", "at most 1e10", 0.0, 1e10)
DAY_S = 86400.0
YEARS = Kind("years", ("number", "time"), "a number of years", "1.5", "at most 100 years", 0.0, 100 * 365.25 * DAY_S)
WEEKS = Kind("weeks", ("number", "time"), "a number of weeks", "10", "at most 1000 weeks", 0.0, 7000 * DAY_S)
DAYS = Kind("days", ("number", "time"), "a number of days", "2.5", "at most 3650 days", 0.0, 3650 * DAY_S)
RATIO = Kind("ratio", ("number",), "a number", "1.7", "1e-6 to 1e6", 1e-6, 1e6)
BUILDS = Kind("builds", ("number",), "a whole number", "4", "at most 1000", 0.0, 1000.0, integer=True)
GROWTH = Kind("growth", ("number",), "a log growth of a year", "0.15", "at most 5", 0.0, 5.0)
WEIGHT = Kind("weight", ("number",), "a weight", "1.2", "at most 1000", 0.0, 1000.0)
OUTAGES = Kind("outages", ("number", "share"), "a number of outages a year", "0.05", "at most 365", 0.0, 365.0)
HORIZON = Kind("horizon", ("number",), "a whole number of years", "8", "1 to 40", 1.0, 40.0, integer=True)


def _counted(unit: str, seconds: float, most: float) -> AfterValidator:
    """A number of some unit of time, or a time with its own unit, such as 6 for weeks and "42 d"."""

    def counted(given: Quantity) -> Quantity:
        value = given.value / seconds if given.dimension == "time" else given.value
        if value > most:
            raise problem(
                Phrase(
                    '"{text}" is too large, expected at most {most:g} {unit}', text=given.text, most=most, unit=unit
                ),
                Phrase("check the unit"),
            )
        return Quantity(value, given.text, given.mark)

    return AfterValidator(counted)


Money = Annotated[Quantity, OfKind(MONEY)]
Volume = Annotated[Quantity, OfKind(VOLUME)]
Amount = Annotated[Quantity, OfKind(AMOUNT)]
Years = Annotated[Quantity, OfKind(YEARS), _counted("years", 365.25 * DAY_S, 100.0)]
Weeks = Annotated[Quantity, OfKind(WEEKS), _counted("weeks", 7 * DAY_S, 1000.0)]
Days = Annotated[Quantity, OfKind(DAYS), _counted("days", DAY_S, 3650.0)]
Ratio = Annotated[Quantity, OfKind(RATIO)]
Builds = Annotated[Quantity, OfKind(BUILDS)]
Horizon = Annotated[Quantity, OfKind(HORIZON)]
Growth = Annotated[Quantity, OfKind(GROWTH)]
Weight = Annotated[Quantity, OfKind(WEIGHT)]
Outages = Annotated[Quantity, OfKind(OUTAGES)]
Title = str | dict[str, str]


class PlaceNoun(Noun):
    """A district, or a town from which parts come."""

    title: Title = Field(default="", description="Title.")
    lat: float = Field(description="Latitude in degrees, north above 0.")
    lon: float = Field(description="Longitude in degrees, east above 0.")
    local: bool = Field(default=True, description="Whether supply from here counts as local.")
    priority: list[str] = Field(default_factory=list, description="Sub-sectors that the place gives priority.")


class SubSectorNoun(Noun):
    """A sub-sector of the part industry."""

    title: Title = Field(default="", description="Title.")


class VehicleNoun(Noun):
    """A kind of vehicles, with lines of its own."""

    title: Title = Field(default="", description="Title.")
    margin: Money = Field(description="Contribution that is lost with a vehicle that is wanted and not made.")
    season: list[Weight] = Field(default_factory=list, description="Weights of the 12 months; default all the same.")


class PlantNoun(Noun):
    """A plant, or several as one."""

    title: Title = Field(default="", description="Title.")
    place: str = Field(description="Where it stands.")
    makes: str = Field(description="Kind of vehicles.")
    maker: str | None = Field(default=None, description="The maker whose plant it is.")
    capacity: Named[Amount] = Field(description="Year -> vehicles a year; holds until the next year that is given.")
    model: str | None = Field(default=None, description="A plant model of this plant, shipped or beside this file.")
    days: Days = Field(default_factory=lambda: Quantity(250.0, "250"), description="Its working days a year.")
    ahead: Days | None = Field(default=None, description="Days of sales that may be made ahead; default no limit.")


class ExpansionNoun(Noun):
    """How suppliers of a family can add lines."""

    module: Amount = Field(description="Sets a year of one line.")
    output_per_invest: Ratio = Field(description="Value of its output of a year for each unit of money invested.")
    most: Builds = Field(description="Lines that a supplier can add at most.")
    delay: Years = Field(description="From the decision to the first output.")
    ramp: Weeks = Field(description="Time constant of the ramp.")
    opening: Money = Field(description="Investment, in millions, for the first line of a family that is new to it.")
    fixed: Share = Field(description="Cost of a year as a share of the investment.")


class FamilyNoun(Noun):
    """A part family; a set is what goes into one vehicle."""

    title: Title = Field(default="", description="Title.")
    sub_sector: str = Field(description="Its sub-sector.")
    value: Money = Field(description="Value of a set.")
    volume: Volume = Field(description="Volume of a set, packed.")
    use: Named[Number] = Field(description="Kind of vehicles -> sets in each vehicle; none is 0.")
    premium: Share = Field(description="What a set from outside costs more, as a share of its value.")
    expansion: ExpansionNoun | None = Field(default=None, description="How it is expanded; default as all.")


class SupplierNoun(Noun):
    """A supplier, or all of its kind as one."""

    title: Title = Field(default="", description="Title.")
    place: str = Field(description="Where it stands.")
    sub_sectors: list[str] = Field(description="Sub-sectors whose families it could make.")
    makes: Named[Amount] = Field(description="Family -> sets a year that it can make.")
    stock: Days = Field(default_factory=lambda: Quantity(0.0, "0"), description="Days of use at hand in the plants.")
    recovery: Days = Field(default_factory=lambda: Quantity(0.0, "0"), description="Days until it is back.")


class ProjectNoun(Noun):
    """An investment project."""

    title: Title = Field(default="", description="Title.")
    place: str | None = Field(default=None, description="Where.")
    kind: Literal["parts", "plant", "other"] = Field(description="Parts, a car plant, or other; never one multiplier.")
    invest: Money | None = Field(default=None, description="Investment in millions.")
    output: Money | None = Field(default=None, description="Output of a year in millions, as printed.")
    supplier: str | None = Field(default=None, description="Who gets the capacity; default a new one there.")
    adds: Named[Amount] = Field(default_factory=dict, description="Family, or plant -> sets or vehicles a year.")
    delay: Years = Field(description="From the decision to the first output, most likely.")
    late: Years = Field(default_factory=lambda: Quantity(0.0, "0"), description="By how much it may be late.")
    ramp: Weeks = Field(description="Time constant of the ramp.")
    on_time: Share = Field(default_factory=lambda: Quantity(1.0, "100 %"), description="Probability to be on time.")
    signed: int | None = Field(default=None, description="Year in which it was decided; default open to decision.")


class ScenarioNoun(Noun):
    """How demand may come."""

    title: Title = Field(default="", description="Title.")
    probability: Share = Field(description="Probability.")
    demand: Named[Named[Amount]] = Field(description="Kind of vehicles -> year -> vehicles.")
    late: bool = Field(default=False, description="Whether projects are late by what they may be.")


class SharedLaneNoun(Noun):
    """A way that several suppliers and plants share."""

    begin: list[str] = Field(alias="from", description="Places.")
    end: list[str] = Field(alias="to", description="Places.")
    capacity: Amount = Field(description="Cubic metres a year.")


class TransportNoun(Noun):
    """The ways from supplier to plant."""

    cost: Ratio = Field(description="Money for a cubic metre and kilometre.")
    co2: Ratio = Field(description="Kg CO2 for a cubic metre and kilometre.")
    detour: Ratio = Field(description="Way by road over the straight line.")
    outside: str = Field(description="Place from which comes what is bought outside.")
    shared: Named[SharedLaneNoun] = Field(default_factory=dict, description="Ways with a limit.")


class PolicyNoun(Noun):
    """What plans must keep; values hold until the next year that is given."""

    budget: Named[Money] = Field(default_factory=dict, description="Year -> investments in millions at most.")
    local_rate: Named[Share] = Field(default_factory=dict, description="Year -> local supply by value, at least.")
    zero_inventory: Named[Share] = Field(default_factory=dict, description="Year -> value without stock, at least.")
    zero_within: Length = Field(description="Parts from no farther can come without stock.")
    co2_price: Named[Money] = Field(default_factory=dict, description="Year -> money for a tonne of CO2.")
    least_load: Share = Field(description="Load of what is built, at least, once it is there.")
    life: Years = Field(description="Years over which an investment is paid off.")


class TargetNoun(Noun):
    """A target of a year."""

    title: Title = Field(default="", description="Title.")
    of: str = Field(description="Series of the history.")
    year: int = Field(description="Year.")
    value: Amount = Field(description="What is wanted.")


class GrowthNoun(Noun):
    """What is assumed of growth: a range, not a number."""

    of: str = Field(description="Series of the history.")
    least: Growth = Field(description="Lowest mean log growth a year of the curve.")
    most: Growth = Field(description="Highest.")
    sd: list[Growth] = Field(description="Standard deviations of the log growth of a year.")
    until: int = Field(description="Last year that the back-test sees.")
    level: Share = Field(description="Share of futures that a band holds.")


class StockNoun(Noun):
    """More stock of all parts of a supplier."""

    days: Days = Field(description="Days of use more.")
    holding: Share = Field(description="Cost of a year as a share of the value that lies there.")


class SecondNoun(Noun):
    """Another source beside a supplier, which delivers all the time."""

    share: Share = Field(description="Share of the volume that it takes over.")
    premium: Share = Field(description="What its sets cost more, as a share of their value.")
    opening: Money = Field(description="Investment, in millions: tools and approval.")


class FlexibleNoun(Noun):
    """Lines of others that can be changed over to the parts of a supplier."""

    share: Share = Field(description="Share of the volume that they can make.")
    changeover: Days = Field(description="Days until they do.")
    invest: Money = Field(description="Investment, in millions: tools that lie ready.")


class InsuranceNoun(Noun):
    """What could insure against outages of suppliers, and how often they are thought to happen."""

    chance: Outages = Field(description="Outages of a supplier a year.")
    weeks: Named[Share] = Field(description="Length of an outage in weeks -> share of the outages.")
    stock: StockNoun | None = Field(default=None, description="More stock.")
    second: SecondNoun | None = Field(default=None, description="A second source.")
    line: FlexibleNoun | None = Field(default=None, description="Flexible lines of others.")


class ClusterNoun(Noun):
    """A file of a cluster."""

    cluster: Literal[1] = Field(description="Version of the format.")
    name: str = Field(default="", description="Name.")
    title: Title = Field(default="", description="Title.")
    currency: str = Field(default="", description="Money, for the reader.")
    sources: dict[str, str] = Field(default_factory=dict, description="Key -> source that marks name.")
    first: int = Field(description="First year of the plan.")
    years: Horizon = Field(description="Years of the plan.")
    discount: Share = Field(description="Interest of a year.")
    history: Named[Named[Amount]] = Field(default_factory=dict, description="Series -> year -> what came.")
    makers: Named[Named[Amount]] = Field(default_factory=dict, description="Maker -> year -> vehicles.")
    places: Named[PlaceNoun] = Field(description="Districts and towns.")
    sub_sectors: Named[SubSectorNoun] = Field(description="Sub-sectors.")
    vehicles: Named[VehicleNoun] = Field(description="Kinds of vehicles.")
    plants: Named[PlantNoun] = Field(description="Plants.")
    expansion: ExpansionNoun | None = Field(default=None, description="How families are expanded; default not at all.")
    families: Named[FamilyNoun] = Field(description="Part families.")
    suppliers: Named[SupplierNoun] = Field(description="Suppliers.")
    projects: Named[ProjectNoun] = Field(default_factory=dict, description="Investment projects.")
    scenarios: Named[ScenarioNoun] = Field(description="Scenarios of demand.")
    transport: TransportNoun = Field(description="Ways.")
    policies: PolicyNoun = Field(description="What plans must keep.")
    insurance: InsuranceNoun | None = Field(default=None, description="What could insure against outages.")
    targets: Named[TargetNoun] = Field(default_factory=dict, description="Targets.")
    growth: GrowthNoun | None = Field(default=None, description="What is assumed of growth.")
