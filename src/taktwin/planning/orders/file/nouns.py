"""What a file of an order book may say: its keys, with their units."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Named, Noun, problem
from taktwin.model.values.quantity import Count, Duration, Kind, OfKind, Quantity, Share

RATE = Kind("a week", ("number",), "a number a week", "1500", "0 to 1e7 a week", 0.0, 1e7)
FACTOR = Kind("factor", ("number",), "a number", "1.5", "at most 1000", 0.0, 1000.0)
MONEY = Kind("money", ("number",), "an amount of money", "249800", "at most 1e9", 0.0, 1e9)
PARTS = Kind("parts", ("number",), "a number of parts", "2", "at most 1e9", 0.0, 1e9)
SPREAD = Kind("spread", ("share",), "a share", "10 %", "0 to 1", 0.0, 1.0)

Rate = Annotated[Quantity, OfKind(RATE)]
Factor = Annotated[Quantity, OfKind(FACTOR)]
Money = Annotated[Quantity, OfKind(MONEY)]
Parts = Annotated[Quantity, OfKind(PARTS)]
Spread = Annotated[Quantity, OfKind(SPREAD)]

ZERO = Quantity(0.0, "0")
NO_TIME = Quantity(0.0, "0", None, "time")
NO_SHARE = Quantity(0.0, "0", None, "share")


def _date(value: Any) -> dt.date:
    if isinstance(value, dt.datetime):
        value = value.date() if value.time() == dt.time() else value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(str(value).split("[")[0].strip())
    except ValueError:
        raise problem(
            Phrase('expected a date, got "{value}"', value=value), Phrase("write it as in 2023-09-12")
        ) from None


Date = Annotated[dt.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]


class LaunchNoun(Noun):
    """The orders of a launch."""

    date: Date = Field(description="Day of the launch.")
    orders: Count = Field(description="Orders that it brings in all, beside the base.")
    decay: Duration = Field(description="Time constant of its burst; 0.5 to 2 weeks as a rule.")


class RenewalNoun(Noun):
    """Buyers who wait for a renewed model."""

    date: Date = Field(description="Day on which the renewed model can be ordered.")
    before: Duration = Field(description="How long before it they wait; 1 to 3 months as a rule.")
    factor: Factor = Field(description="Of the demand in that time.")


class BassNoun(Noun):
    """Buyers by Bass."""

    buyers: Count = Field(description="Buyers in all.")
    p: Factor = Field(description="Innovation, a year.")
    q: Factor = Field(description="Imitation, a year.")
    launched: Date = Field(description="Day on which the first could buy.")


class DemandNoun(Noun):
    """Orders of a model by time."""

    base: Rate = Field(default=ZERO, description="Orders a week beside all else.")
    base_from: Date | None = Field(default=None, description="Day from which on they come; default the start.")
    launches: list[LaunchNoun] = Field(default_factory=list, description="Bursts of orders.")
    renewals: list[RenewalNoun] = Field(default_factory=list, description="Dips before renewed models.")
    bass: BassNoun | None = Field(default=None, description="Buyers by Bass, beside the base.")
    uncertainty: Spread = Field(
        default=NO_SHARE, description="How far all of it may be off (coefficient of variation)."
    )
    scatter: Spread = Field(default=NO_SHARE, description="The same of each week.")


class VariantNoun(Noun):
    """A variant of a model."""

    share: Share = Field(description="Share of the model's orders.")
    price: Money = Field(default=ZERO, description="Its price.")


class ModelNoun(Noun):
    """A model that is ordered."""

    demand: DemandNoun = Field(default_factory=DemandNoun, description="Its new orders.")
    price: Money | None = Field(default=None, description="Its price.")
    reference_price: Money | None = Field(default=None, description="Price at which the demand is known.")
    elasticity: Factor = Field(default=ZERO, description="Demand changes by (price / reference price)^-elasticity.")
    variants: Named[VariantNoun] = Field(default_factory=dict, description="Its variants, if what they need differs.")
    product: str | None = Field(default=None, description="Its name in the model of a plant; default its name here.")
    option: str | None = Field(default=None, description="Option of that model whose values the variants are.")


class WaitingNoun(Noun):
    """Orders that wait at the start, of which no list is given."""

    model: str = Field(description="Model.")
    number: Count = Field(description="How many.")
    over: Duration = Field(description="Time before the start in which they came, evenly.")
    small: bool = Field(default=False, description="Whether they are small orders.")


class CustomerNoun(Noun):
    """A kind of customers."""

    share: Share = Field(description="Share of the new orders.")
    rank: Count = Field(default=ZERO, description="With `allocation: customer` lower ranks go first.")


class SmallNoun(Noun):
    """Small orders: refundable; they keep a place until the customer decides."""

    share: Share = Field(description="Of the new orders, those that begin as small ones.")
    decide: Duration = Field(description="Time until the customer decides.")
    firm: Any = Field(description="Share that becomes firm, or a share by the wait at that time: {2 weeks: 80 %}.")


class CompensationNoun(Noun):
    """Money for delay."""

    per_day: Money = Field(description="For each day beyond the promise.")
    most: Money = Field(description="For an order at most.")


class OrdersNoun(Noun):
    """What waits, and the rules of the book."""

    waiting: list[WaitingNoun] = Field(default_factory=list, description="Orders at the start, in groups.")
    file: str | None = Field(default=None, description="Table of orders at the start, one row an order or several.")
    allocation: Literal["ordered", "customer", "due", "mix"] = Field(
        default="ordered", description="Whose car starts first: as ordered, by customer, by the day due, by the mix."
    )
    customers: Named[CustomerNoun] = Field(default_factory=dict, description="Kinds of customers; default one.")
    given_up: Any = Field(default=None, description="Share of the firm orders given up by a wait: {4 weeks: 2 %}.")
    small: SmallNoun | None = Field(default=None, description="Small orders; default none.")
    holidays: Named[Factor] = Field(
        default_factory=dict, description="Factor of the demand by month: {1: 0.7, 2: 0.5}."
    )
    promise: Duration | None = Field(default=None, description="What those were promised who have no day of their own.")
    compensation: CompensationNoun | None = Field(default=None, description="Money for delay; default none.")


class RampNoun(Noun):
    """How added capacity comes."""

    shape: Literal["exponential", "logistic", "learning", "at once"] = Field(
        default="exponential", description="Its shape: exponential, logistic, learning or at once."
    )
    time: Duration | None = Field(
        default=None,
        description="Exponential: time constant. Logistic: time to a half; it goes from 10 % to 90 % in as long.",
    )
    first: Share | None = Field(default=None, description="Learning: share of the full rate at the begin.")
    retained: Share | None = Field(
        default=None, description="Learning: time of a unit that is left after a doubling of what was made; 80 %."
    )
    made: Count | None = Field(default=None, description="Learning: units made before.")


class GrowthNoun(Noun):
    """Capacity that is added."""

    told: Date = Field(description="Day on which it is decided, or the supplier is told.")
    reaches: Rate = Field(description="Units a week after it.")
    lead: Duration = Field(default=NO_TIME, description="From then until the ramp begins.")
    lead_uncertainty: Spread = Field(default=NO_SHARE, description="How far the lead may be off.")
    ramp: RampNoun = Field(default_factory=RampNoun, description="How it comes.")
    pace_uncertainty: Spread = Field(default=NO_SHARE, description="How far the times of the ramp may be off.")


class ShortageNoun(Noun):
    """A time in which a part of the capacity is there."""

    begin: Date = Field(alias="from", description="First day.")
    end: Date = Field(alias="to", description="Day after the last.")
    left: Share = Field(description="Share of the capacity that is there.")
    chance: Share = Field(
        default=Quantity(1.0, "100 %", None, "share"), description="Probability that it comes at all."
    )


class CapacityNoun(Noun):
    """Capacity of a plant or a supplier."""

    capacity: Rate | None = Field(default=None, description="Units a week at the start.")
    plan: Named[Rate] = Field(
        default_factory=dict, description="Instead: units a week by date, with straight lines between."
    )
    growths: list[GrowthNoun] = Field(default_factory=list, description="What is added, in the order of the days told.")
    shortages: list[ShortageNoun] = Field(default_factory=list, description="Times in which less is there.")
    uncertainty: Spread = Field(
        default=NO_SHARE, description="How far all of it may be off (coefficient of variation)."
    )
    scatter: Spread = Field(default=NO_SHARE, description="The same of each week.")


class StageNoun(Noun):
    """Time that a car takes."""

    mean: Duration = Field(description="Mean.")
    cv: Factor = Field(default=ZERO, description="Coefficient of variation.")


class SimulatedNoun(Noun):
    """The plant in a model of its own, which is run for its true capacity and the time of a car in it."""

    model: str = Field(description="Model file, beside this file, or a model that comes with Taktwin.")
    days: Duration = Field(default=Quantity(7 * 86400.0, "7 d", None, "time"), description="That are measured.")
    warmup: Duration = Field(default=Quantity(86400.0, "1 d", None, "time"), description="Before them.")
    lines: Count = Field(default=Quantity(1.0, "1"), description="How many plants like this stand side by side.")


class PlantNoun(CapacityNoun):
    """A plant."""

    makes: list[str] = Field(default_factory=list, description="Models, or `MODEL VARIANT`; default all.")
    through: StageNoun | None = Field(default=None, description="Time from start to end of a car; default none.")
    transport: StageNoun | None = Field(default=None, description="Time to the customer; default none.")
    simulated: SimulatedNoun | None = Field(default=None, description="Model of the plant; default none.")


class PartNoun(CapacityNoun):
    """A part that may run short."""

    supplier: str = Field(description="Who supplies it.")
    uses: Named[Parts] = Field(description="Parts of a car: by model, or `MODEL VARIANT`; the others need none.")
    stock: Duration = Field(default=NO_TIME, description="In stock at the start, in time of its capacity.")
    room: Duration = Field(
        default=Quantity(7 * 86400.0, "1 week", None, "time"), description="Most in stock, in time of its capacity."
    )


class OrderBookNoun(Noun):
    """A file of an order book."""

    orderbook: Literal[1] = Field(description="Version of the format.")
    name: str = Field(default="", description="Name for the reader.")
    start: Date = Field(description="Day on which it begins.")
    sources: Named[str] = Field(default_factory=dict, description="What the marks cite: key and source.")
    models: Named[ModelNoun] = Field(description="What is ordered.")
    orders: OrdersNoun = Field(default_factory=OrdersNoun, description="What waits, and the rules of the book.")
    plants: Named[PlantNoun] = Field(description="Who makes it.")
    parts: Named[PartNoun] = Field(default_factory=dict, description="Parts that may run short; default none.")
