"""The state of a plant from which a run starts: what stands where, what is down, what is at hand and on the way.

Written by hand, by a program, or by the engine from a run. Everything may be left out: a place that is not named is
empty, a machine is up, a stock has its initial level, and what is unknown is drawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema

from taktwin.model.nouns.plant import within_calendar
from taktwin.model.phrase import Phrase
from taktwin.model.values.mark import QuantityError
from taktwin.model.values.noun import Named, Noun, problem, text_of
from taktwin.model.values.quantity import Count, Due, Length, Quantity, Remainder, Rest, parse_quantity


def seconds(value: float) -> Quantity:
    """A time for a state that a program builds: quicker than a text, and exact."""
    return Quantity(float(value), f"{float(value)!r} s", None, "time")


def _texts(value: Any) -> Any:
    """Option values such as ``2`` or ``true`` are names too."""
    return {key: text_of(one) for key, one in value.items()} if isinstance(value, Mapping) else value


class JobState(Noun):
    """A job: what it is, and how far it has come where it stands. All of it may be left out."""

    product: str | None = Field(default=None, description="Its product; drawn if left out.")
    options: Annotated[Named[str], BeforeValidator(_texts)] = Field(
        default_factory=dict, description="Option -> value; what is left out is drawn."
    )
    order: Count | None = Field(
        default=None,
        description="Number in its order stream, from 0; if left out, the last numbers released, ahead ones first.",
    )
    stream: str | None = Field(
        default=None, description="Its order stream; needed only where jobs of several come to this place."
    )
    sub: bool | None = Field(
        default=None, description="A job of a sub-line; needed only where sub-line and main jobs come to this place."
    )
    server: Count | None = Field(
        default=None, description="Which parallel server, or crane of a store, has it; from 1."
    )
    left: Remainder | None = Field(
        default=None, description="Station or zone: work that is left. Conveyor: travel that is left to its end."
    )
    spent: Remainder | None = Field(
        default=None,
        description="Instead of `left`: work or travel so far. What is left of a random time is drawn, given this.",
    )
    whole: Remainder | None = Field(
        default=None,
        description="Whole time of the work, where a failure has it begin anew; default `left`, or what has been "
        "`spent` and is left.",
    )
    setup: bool = Field(default=False, description="It is being set up for; `left` and `spent` are of the setup.")
    handling: Literal["load", "inspect", "unload"] | None = Field(
        default=None, description="It is being loaded, inspected or unloaded; `left` and `spent` are of that."
    )
    finished: bool = Field(
        default=False, description="Its work is done, or it is at the end of the conveyor: it waits to go on."
    )
    to: str | None = Field(
        default=None, description="Where a finished job goes next, if not along the line: an element or a line."
    )
    waited: Remainder | None = Field(default=None, description="How long it has been ready to go on; default 0 s.")
    unloads_in: Remainder | None = Field(
        default=None,
        description="Delivery with a dock: its truck is there; time until its unloading begins, 0 s at a door. `left` "
        "is then that until it is unloaded.",
    )
    behind: Remainder | None = Field(
        default=None,
        description="Moving line with `overload: finish`: work of zones behind it that is still being done on it.",
    )
    age: Remainder | None = Field(default=None, description="Time since it entered the plant; default 0 s.")
    visits: Named[Count] = Field(
        default_factory=dict,
        description="Element -> how often it has come there, where the plant asks for it; default 1 where it stands, "
        "else 0.",
    )
    carriers: Named[Count] | None = Field(
        default=None,
        description="Pool of carriers -> trips since its last cleaning of the carrier that the job has, this one "
        "included; default one of each pool between whose `from` and `to` it stands.",
    )


class Returning(Noun):
    """A carrier on its way back."""

    back_in: Remainder = Field(alias="in", description="Time until it can be taken again.")
    trips: Count | None = Field(
        default=None, description="Trips since its last cleaning; default spread, as at the start."
    )


class CarriersState(Noun):
    """Where the carriers of a pool are that no job has."""

    here: list[Count] | None = Field(
        default=None,
        description="Trips since its last cleaning of each carrier that can be taken, in their order; default all "
        "others are here, with their trips spread as at the start.",
    )
    returning: list[Returning] = Field(default_factory=list, description="The carriers on their way back.")


class PlaceState(Noun):
    """What stands in an element, or waits before a line. A list of jobs, or a number of jobs, will do."""

    jobs: list[JobState] = Field(
        default_factory=list, description="Its jobs, the first to come first; or their number, if nothing is known."
    )
    last_taken: str | None = Field(
        default=None, description="Rule {same: OPTION}: the value of the job that was taken last."
    )
    turn: str | None = Field(
        default=None, description="Merge by a ratio: the line or element whose turn it is; default the first."
    )
    turn_taken: Count | None = Field(default=None, description="Jobs that it has had of its turn; default 0.")
    clear_in: Remainder | None = Field(
        default=None, description="Conveyor: travel until the entry is clear for the next job; default 0 s."
    )
    next_pitch: Remainder | None = Field(
        default=None,
        description="Moving line: movement until its jobs are one zone on; default a whole takt. Indexed line: what is "
        "left of the transfer, if it is moving.",
    )
    helping: list[Remainder] = Field(
        default_factory=list, description="Moving line: how long each utility worker who is at work still is."
    )
    returning: dict[int, Remainder] = Field(
        default_factory=dict, description="Delivery: number of a truck that is on its way back -> how long it still is."
    )
    at: Length | None = Field(
        default=None, description="Lift without a job: the level at which it stands; default 0 m."
    )
    late: Remainder | None = Field(
        default=None, description="Zone of a moving line: how long its worker is still busy with the jobs before."
    )
    ahead: Named[Remainder] = Field(
        default_factory=dict,
        description="Instead of `late`, on a line with `overload: finish` and operators: zone further on -> work until "
        "this one has done its own on the job there.",
    )


def _place(value: Any) -> Any:
    if isinstance(value, list):
        return {"jobs": value}
    if isinstance(value, Mapping) and not isinstance(value.get("jobs", []), list):
        return {**value, "jobs": _so_many(value["jobs"])}
    return value if isinstance(value, Mapping | PlaceState) else {"jobs": _so_many(value)}


def _so_many(value: Any) -> list[dict[str, Any]]:
    try:
        return [{} for _ in range(int(parse_quantity(value, "machines").value))]
    except QuantityError as error:
        raise problem(error.message, Phrase("write a number of jobs, or a list of jobs")) from None


class Down(Noun):
    """A failure that is being repaired, or waits for its crew."""

    mode: str | None = Field(
        default=None, description="Failure mode: its name, or its number from 1; may be left out where there is one."
    )
    left: Remainder | None = Field(default=None, description="Repair time that is left.")
    since: Remainder | None = Field(
        default=None, description="Instead of `left`: repair time so far; what is left is drawn, given this."
    )
    waiting: bool = Field(
        default=False,
        description="It waits for its repair crew, or the operators that repair it. Several wait for a crew in the "
        "order of the file.",
    )


class PauseState(Noun):
    """Whether a machine with pauses is awake, and for how long."""

    state: Literal["awake", "brief", "long", "waking"] = Field(
        description="`awake` and idle, in the `brief` or `long` pause, or `waking`."
    )
    left: Remainder | None = Field(
        default=None,
        description="Time until that changes: it falls asleep, sleeps deeper, or has woken; default all of it.",
    )


class MachineState(Noun):
    """A station server, crane, conveyor, make cell or vehicle: failures and setup."""

    down: Down | None = Field(default=None, description="It is down; `down: {}` if nothing more is known.")
    next_failure: Named[Due] = Field(
        default_factory=dict,
        description="Failure mode -> time (`clock: operation`: working time; `jobs`: how many more) to its next "
        "failure; drawn if left out.",
    )
    set_up_for: str | None = Field(
        default=None, description="Value of the option (make cell: recipe) for which it is set up."
    )
    same: Count | None = Field(default=None, description="Jobs of this value worked in a row; counts for the purge.")
    idle: Remainder | None = Field(
        default=None,
        description="Time since its last job left, of a server of a station with `choice: idle`; default all the time.",
    )
    pause: PauseState | None = Field(
        default=None, description="Of a machine with `pauses`; default awake, and if it is idle, from now on."
    )
    next: bool = Field(
        default=False, description="It is the next in turn, of a server of a station with `choice: cyclic`."
    )


class CellState(Noun):
    """The lot that a make cell is making."""

    making: str = Field(description="Name of the recipe.")
    hits: Count = Field(description="Hits of the lot that are still to come, the present one included.")
    changing: bool = Field(default=False, description="The die is being changed; `left` and `spent` are of the change.")
    left: Remainder | None = Field(default=None, description="Time that is left of the hit or die change.")
    spent: Remainder | None = Field(default=None, description="Instead of `left`: time so far; what is left is drawn.")
    whole: Remainder | None = Field(
        default=None,
        description="Whole time of the hit, where a failure has it begin anew; default `left`, or what has been "
        "`spent` and is left.",
    )


class VehicleState(Noun):
    """A trip of a vehicle. A vehicle that is not named is idle."""

    task: str = Field(description="Transport or feed for which it drives.")
    run: Literal["empty", "loaded"] = Field(
        description="`empty`: on its way to fetch, loading included; `loaded`: on its way to deliver."
    )
    left: Remainder = Field(
        description="Time that is left of the run. On a guide path the vehicle begins at a parking place instead."
    )
    job: JobState | None = Field(default=None, description="Transport, loaded: the job it carries.")
    from_: str | None = Field(
        default=None, alias="from", description="Transport, empty: the place from which it fetches a job."
    )
    server: Count | None = Field(
        default=None, description="Transport, empty: which server of a station holds that job; from 1."
    )


class FleetState(Noun):
    """Vehicles on a trip, and requests that wait for one."""

    vehicles: dict[int, VehicleState] = Field(default_factory=dict, description="Number of the vehicle -> its trip.")
    requests: list[str] = Field(
        default_factory=list, description="Transports and feeds that wait for a vehicle, the first to be served first."
    )


class StockState(Noun):
    """What is at hand at a stock point. A number will do."""

    level: Rest = Field(description="Amount at hand.")
    dock: Rest | None = Field(default=None, description="Amount that waits at the dock for room; default 0.")
    called: Rest | None = Field(
        default=None, description="Amount that is called (`call` of a lane) and not drawn yet; default 0."
    )


def _stock(value: Any) -> Any:
    return value if isinstance(value, Mapping | StockState) else {"level": value}


class Truck(Noun):
    """A truck on the way, in the yard of its dock or at a door."""

    arrives_in: Remainder = Field(
        alias="in",
        description="Time to its arrival at the gate. At the dock: until it is unloaded and its parts are in.",
    )
    amount: Rest | None = Field(default=None, description="What it brings, of a lane that brings one part.")
    amounts: Named[Rest] = Field(
        default_factory=dict, description="Stock point -> what it brings there, of a lane with several loads."
    )
    unloads_in: Remainder | None = Field(
        default=None,
        description="It is at the dock: time until its unloading begins; 0 s at a door. Who is not there yet has none.",
    )


class LaneState(Noun):
    """Trucks of a lane that are on the way or at the dock."""

    trucks: list[Truck] = Field(
        default_factory=list,
        description="The trucks: those at the dock first, the first to be unloaded first; then the first to arrive.",
    )
    next_order: Remainder | None = Field(
        default=None, description="Time to the next order; default by the lane's `offset` and `every`."
    )


class OrdersState(Noun):
    """How far an order stream has come."""

    released: Count | None = Field(
        default=None, description="Orders released so far; default one more than the highest order in the plant."
    )
    next_in: Remainder | None = Field(default=None, description="Time to the next release; drawn if left out.")


def read_instant(value: Any) -> dt.datetime | Quantity | None:
    """A date and time, or a time since the start of the plant."""
    if value is None or isinstance(value, Quantity):
        return value
    text = str(value)
    try:
        at = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        pass
    else:
        return within_calendar(at)
    try:
        return parse_quantity(value, "remainder")
    except QuantityError:
        message = Phrase('expected a date and time, or a time since the start of the plant, got "{text}"', text=text)
        raise problem(message, Phrase('write it as in "2026-01-05 10:30", or as in "36 h"')) from None


Instant = Annotated[
    dt.datetime | Quantity | None,
    BeforeValidator(read_instant),
    WithJsonSchema({"type": "string", "examples": ["2026-01-05 10:30", "36 h"]}),
]


class StartState(Noun):
    """What stands where in a plant at one instant: a run can start from it."""

    model_config = Noun.model_config | {"arbitrary_types_allowed": True}

    state: Literal[1] = Field(default=1, description="Version of the language of states.")
    plant: str | None = Field(default=None, description="Name of the plant; if given, the model must have it.")
    at: Instant = Field(
        default=None,
        description="When this is so: date and time, or time since the start of the plant; default the plant's start.",
    )
    places: Named[Annotated[PlaceState, BeforeValidator(_place)]] = Field(
        default_factory=dict, description="Element (or line, for jobs that wait before it) -> the jobs there."
    )
    machines: Named[MachineState] = Field(
        default_factory=dict, description="Station (server: NAME.2), crane, conveyor, cell, vehicle -> its condition."
    )
    cells: Named[CellState] = Field(default_factory=dict, description="Make cell -> the lot that it is making.")
    fleets: Named[FleetState] = Field(default_factory=dict, description="Fleet -> its trips.")
    stocks: Named[Annotated[StockState, BeforeValidator(_stock)]] = Field(
        default_factory=dict, description="Stock point -> what is at hand; default its initial level."
    )
    lanes: Named[LaneState] = Field(default_factory=dict, description="Lane -> its trucks.")
    carriers: Named[CarriersState] = Field(
        default_factory=dict, description="Pool of carriers -> where those are that no job has."
    )
    orders: Named[OrdersState] = Field(default_factory=dict, description="Order stream -> how far it has come.")

    _origins: Any = PrivateAttr(default=None)
