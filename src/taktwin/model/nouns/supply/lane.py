"""Lanes: deliveries by truck to stock points, from a supplier or from another stock point."""

from __future__ import annotations

from pydantic import Field, model_validator

from taktwin.model.nouns.supply.milkrun import RunStop
from taktwin.model.phrase import Phrase
from taktwin.model.values.amountby import Amount
from taktwin.model.values.distribution import TimeDistribution
from taktwin.model.values.noun import Condition, Noun, default, default_time, problem
from taktwin.model.values.quantity import Duration, Number, Units

_REORDER = (
    "An order is placed only when the position (level, dock and what is on the way, less what is called) is at or "
    "below this; of a `quantity` then so many that the position is above it."
)
_CALL = "What is called counts as gone for the orders of this load, before it is drawn."


def _one_amount(noun: LaneLoad | Lane, what: str) -> None:
    """Raises a pydantic error unless exactly one of `quantity` and `up_to` is given."""
    if (noun.quantity is None) == (noun.up_to is None):
        got = "neither" if noun.quantity is None else "both"
        raise problem(
            Phrase("{what} needs `quantity` or `up_to`, got {got}", what=what, got=got),
            Phrase("keep exactly one of `quantity` and `up_to`"),
        )


class CallOff(Noun):
    """Has demand count when a job enters an element, and not only when its parts are drawn."""

    at: str = Field(
        description="Element whose entries call, in the plant of the stock point; between plants PLANT.ELEMENT."
    )
    when: Condition = Field(default_factory=dict, description="Only for jobs with these options; empty = for all.")
    quantity: Amount = Field(
        default_factory=default(1, "number"),
        description="Units for each job, or one number for each value of an option.",
    )


class LaneLoad(Noun):
    """What the trucks of a lane bring to one stock point: a fixed quantity, or what fills it up to a level."""

    to: str = Field(description="Stock point that is refilled.")
    quantity: Number | None = Field(default=None, description="Units in each order.")
    up_to: Number | None = Field(
        default=None, description="Level to which each order fills the stock, what is on the way counted as well."
    )
    container: Number = Field(
        default_factory=default(1, "number"),
        description="Units in a container. What fills up to a level is rounded up to full ones.",
    )
    reorder: Number | None = Field(default=None, description=_REORDER)
    call: CallOff | None = Field(default=None, description=_CALL)

    @model_validator(mode="after")
    def _amount(self) -> LaneLoad:
        _one_amount(self, "a load")
        return self


class Stop(RunStop):
    """A supplier on a milk run: the way to it, the loading there, and what is loaded."""

    loads: list[LaneLoad] = Field(min_length=1, description="What is loaded there.")


#: Fields of a lane that say its only load in short.
SHORT = ("to", "quantity", "up_to", "container", "reorder", "call")


class Lane(Noun):
    """Deliveries by truck of one part, or of several: a fixed quantity, or what fills the stock up to a level.

    A supplier has as much as is ordered. From a stock point no more than is there leaves, in full containers.
    """

    supplier: str | None = Field(default=None, description="Supplier who sends; or `from`.")
    from_: str | None = Field(
        default=None,
        alias="from",
        description="Stock point from which deliveries are taken, in place of a supplier; between plants PLANT.STOCK.",
    )
    to: str | None = Field(
        default=None, description="Stock point that is refilled; between plants PLANT.STOCK. Or several `loads`."
    )
    every: Duration | None = Field(
        default=None,
        description="Time between two orders; default: an order is placed as soon as parts are drawn or called.",
    )
    offset: Duration = Field(
        default_factory=default(0, "duration"), description="Time of the first order after the start."
    )
    quantity: Number | None = Field(default=None, description="Units in each delivery.")
    up_to: Number | None = Field(
        default=None, description="Level to which each order fills the stock, what is on the way counted as well."
    )
    container: Number = Field(
        default_factory=default(1, "number"),
        description="Units in a container. What fills up to a level is rounded up to full ones; a stock point that has "
        "less than is wanted gives full ones.",
    )
    reorder: Number | None = Field(default=None, description=_REORDER)
    call: CallOff | None = Field(default=None, description=_CALL)
    loads: list[LaneLoad] | None = Field(
        default=None,
        min_length=1,
        description="Several parts that come together, from a supplier, in place of `to`, `quantity`, `up_to`, "
        "`container`, `reorder` and `call`.",
    )
    milk_run: list[Stop] | None = Field(
        default=None,
        min_length=1,
        description="Suppliers that its trucks call at one after the other, each with what it sends, in place of "
        "`supplier` and what it sends.",
    )
    lead: TimeDistribution = Field(
        default_factory=default_time("0 s"),
        description="Time from the order to the arrival at the gate; where the supplier has shifts from when the truck "
        "leaves, on a milk run from the last stop.",
    )
    capacity: Units = Field(
        default_factory=default("unlimited", "units"),
        description="Containers in a truck, or `unlimited`; a larger order comes in several trucks.",
    )
    dock: str | None = Field(
        default=None, description="Dock at which its trucks are unloaded; default: their parts are in on arrival."
    )
    unload: TimeDistribution = Field(
        default_factory=default_time("0 s"), description="Time that a truck is unloaded at a door of the dock."
    )
    unload_container: Duration = Field(
        default_factory=default(0, "duration"), description="Time that each container in the truck adds to `unload`."
    )

    @property
    def all_loads(self) -> list[LaneLoad]:
        """What its trucks bring: the loads, those of all stops, or the only one that is said in short."""
        if self.milk_run is not None:
            return [load for stop in self.milk_run for load in stop.loads]
        if self.loads is not None:
            return self.loads
        return [LaneLoad.model_construct(**{field: getattr(self, field) for field in SHORT})]

    @property
    def senders(self) -> dict[str, str]:
        """Stock point -> the supplier who sends what is brought there; empty where it comes from a stock point."""
        if self.milk_run is not None:
            return {load.to: stop.supplier for stop in self.milk_run for load in stop.loads}
        return {load.to: self.supplier for load in self.all_loads} if self.supplier is not None else {}

    @property
    def suppliers(self) -> list[str]:
        """Its suppliers, in the order in which its trucks call at them."""
        return list(dict.fromkeys(self.senders.values()))

    @property
    def way_mean(self) -> float:
        """Mean time from the order to the arrival, s, without waits for the shifts of suppliers."""
        return self.lead.mean + sum(stop.drive.mean + stop.load.mean for stop in self.milk_run or ())

    @model_validator(mode="after")
    def _one_sender(self) -> Lane:
        if self.milk_run is not None:
            for field, given in (("supplier", self.supplier), ("from", self.from_), ("loads", self.loads)):
                if given is not None:
                    raise problem(
                        Phrase("a milk run says at each stop who sends what, so no `{field}`", field=field),
                        Phrase("drop `{field}`", field=field),
                    )
            return self
        if (self.supplier is None) == (self.from_ is None):
            got = "neither" if self.supplier is None else "both"
            raise problem(
                Phrase("a lane needs `supplier` or `from`, got {got}", got=got),
                Phrase("keep exactly one of `supplier` and `from`"),
            )
        return self

    @model_validator(mode="after")
    def _one_form(self) -> Lane:
        several = self.loads if self.milk_run is None else self.all_loads
        if several is None:
            if self.to is None:
                raise problem(
                    Phrase("a lane needs `to` or `loads`, got neither"), Phrase("say what it refills: `to: STOCK`")
                )
            _one_amount(self, "a lane")
            return self
        short = [field for field in SHORT if field in self.model_fields_set and getattr(self, field) is not None]
        if short:
            remedy = Phrase("say it of each load: `loads: [{to: STOCK, up_to: N}]`")
            what = "loads" if self.milk_run is None else "milk_run"
            raise problem(Phrase("a lane with `{what}` has no `{short}` of its own", what=what, short=short[0]), remedy)
        if self.from_ is not None:
            remedy = Phrase("write a lane for each stock point from which parts are taken")
            raise problem(Phrase("a lane with `loads` comes from a supplier, not `from` a stock point"), remedy)
        names = [load.to for load in several]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise problem(Phrase('two loads of a lane go to "{twice}"', twice=twice), Phrase("make one load of them"))
        return self

    @model_validator(mode="after")
    def _when_to_order(self) -> Lane:
        if self.every is not None:
            return self
        if "offset" in self.model_fields_set:
            raise problem(
                Phrase("a lane without `every` has no first order, so no `offset`"),
                Phrase("add `every: TIME`, or drop it"),
            )
        if any(load.quantity is not None and load.reorder is None for load in self.all_loads):
            message = Phrase(
                "without `every` a `quantity` is ordered when the position falls to `reorder`, and none is given"
            )
            raise problem(message, Phrase("add `reorder: N`, or `every: TIME`"))
        return self

    @model_validator(mode="after")
    def _at_a_dock(self) -> Lane:
        for field in ("unload", "unload_container"):
            if self.dock is None and field in self.model_fields_set:
                raise problem(
                    Phrase("`{field}` is the time at a door of a dock, and the lane has none", field=field),
                    Phrase("add `dock: NAME`"),
                )
        return self
