"""Every table of a run and every column in it, declared once: the makers, the files and `docs/tables.md` follow."""

from __future__ import annotations

from typing import Any

import polars as pl

from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.identity import Where
from taktwin.model.nouns.machines.power import MEDIA, POWER_STATES
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.values.spelt import Noted
from taktwin.runs.tables.contract import Column, Table
from taktwin.runs.tables.contract import called as _called
from taktwin.runs.tables.contract import real as _real
from taktwin.runs.tables.contract import text as _text
from taktwin.runs.tables.contract import whole as _whole
from taktwin.runs.tables.meanings import MEANING_OF_POWER, MEANING_OF_STATE
from taktwin.runs.tables.movecolumns import MOVEMENTS, SHIPMENTS

#: First column of every file in a run's folder; the tables in memory are of one replication each and lack it.
REPLICATION = _whole("replication", "", "number of the replication, from 0")

# --- identity: who a row is about. No name needs to be taken apart.
_PLANT = _text("plant", "name of the plant")
_SHOP = _called("shop", "shop by its name in this plant, where each copy of a shop has one of its own; null: none")
_LINE = _called("line", "line by its name in this plant; null: none")
_COPY = _whole("copy", "", "number of the copy, from 1, of a shop or line that stands several times; null: it does not")
_SERVER = _whole("server", "", "number within the element, from 1: server, crane or vehicle; null: there is but one")
_MODEL_SHOP = _text("model_shop", "shop by its name in the model file, the same for all copies")
_MODEL_LINE = _text("model_line", "line by its name in the model file")
_MODEL_ELEMENT = _text(
    "model_element", "element by its name in the model file; of a crane its store, of a zone its line"
)
_SHOP_IDENTITY = (_PLANT, _SHOP, _COPY, _MODEL_SHOP)
_IDENTITY = (_PLANT, _SHOP, _LINE, _COPY, _MODEL_SHOP, _MODEL_LINE, _MODEL_ELEMENT)
_ORDER = _whole("order", "", "place in plant order, from 0")
_JOB = _whole("job", "", "number of the job, one for each job of the plant")
_STREAM = _called("stream", "order stream that the job belongs to")
_ORDER_NUMBER = _whole("order_number", "", "number of the order within its stream, from 0")
_TIME = _real("time", "s", "time from the end of the warm-up")


def identity_of(where: Where | None) -> dict[str, Any]:
    """The identity columns of an element; all null for none."""
    return {column.name: getattr(where, column.name, None) for column in _IDENTITY}


def shop_identity(model: PlantModel, shop: str | None, plant: str | None = None) -> dict[str, Any]:
    """The identity columns of a shop of a spelt-out model; all but the plant are null for none.

    ``plant`` is whose the thing is that belongs to no shop; None where the model has but one.
    """
    noted = model._spelt.shops.get(shop, Noted(shop)) if shop is not None else Noted("", None, plant)
    name = noted.name if shop is not None else None
    return {"plant": noted.plant or model.name, "shop": shop, "copy": noted.copy, "model_shop": name}


RESOURCES = Table(
    "resources",
    "a server of a station, batch or split station, a lift, crane, conveyor, moving or indexed line, make cell, "
    "vehicle, operator, load of a shop or the operators of a zone, in plant order; its states sum to the measured time",
    (
        _called("resource", "name of the resource"),
        _text(
            "kind",
            "`station`, `batch_station`, `split_station`, `delivery`, `lift`, `crane`, `conveyor`, `moving_line`, "
            "`indexed_line`, `cell`, `vehicle`, `operator`, `load`, or `zone`: the operators of one",
        ),
        _called("station", "element that it belongs to, by its name in this plant: station, crane, ..., fleet or pool"),
        _SERVER,
        *_IDENTITY,
        _ORDER,
        _whole("jobs", "works", "works done: jobs, hits of a cell, trips of a vehicle, calls of an operator"),
        _whole("scrapped", "works", "works after which the job or hit was scrapped"),
        _whole("setups", "setups", "setups done"),
        _whole("failures", "failures", "failures, minor stops not counted"),
        _whole("minor_stops", "stops", "minor stops"),
        _whole("maintenances", "maintenances", "planned maintenance begun"),
        _whole(
            "first_pass",
            "works",
            "works after which the job went its regular way, neither scrapped nor rerouted: along the line, or by any "
            "route of a place whose routes take all jobs (a gate before several lines)",
        ),
        _whole(
            "active_periods",
            "periods",
            "uninterrupted periods of work, setup, repair and waiting for a crew",
        ),
        _real("ideal_s", "s", "planned time of the works done, each at its `ideal`, else at its mean"),
        *(_real(state, "s", MEANING_OF_STATE[state]) for state in k.STATES),
    ),
)
BUFFERS = Table(
    "buffers",
    "a buffer, store, conveyor, moving or indexed line, batch or split station, or transport, in plant order",
    (
        _called("buffer", "name of the element in this plant"),
        _text("kind", "`buffer`, `store`, `conveyor`, `moving_line`, `batch_station`, ... or `transport`"),
        *_IDENTITY,
        _ORDER,
        _real("capacity", "jobs", "places; infinite without a limit"),
        _real("mean", "jobs", "mean level over the measured time, nights included"),
        _whole("min", "jobs", "lowest level"),
        _whole("max", "jobs", "highest level"),
        _whole("final", "jobs", "level at the end"),
        _real("scheduled_s", "s", "measured time in which a station before or after it is scheduled"),
        _real("scheduled_mean", "jobs", "mean level over the scheduled time"),
        _real("full_share", "share", "share of the scheduled time with no free place"),
        _real("empty_share", "share", "share of the scheduled time with no job"),
        _whole("entered", "jobs", "jobs that entered"),
    ),
)
_OF_PART = "unit of the part"
STOCKS = Table(
    "stocks",
    "a stock point; `initial` + `received` - `drawn` = `final`",
    (
        _called("stock", "name of the stock point"),
        _text("part", "part that it holds"),
        _text("family", "family of the part; null: none"),
        _PLANT,
        _SHOP,
        _real("initial", _OF_PART, "level at the begin; infinite where it never runs out"),
        _real("final", _OF_PART, "level at the end"),
        _real("on_way", _OF_PART, "amount ordered or being made for it that has not come in at the end"),
        _real("received", _OF_PART, "amount that came in"),
        _real("drawn", _OF_PART, "amount that was drawn"),
        _real("mean", _OF_PART, "mean level"),
        _real("min", _OF_PART, "lowest level"),
        _real("max", _OF_PART, "highest level"),
        _real("capacity", _OF_PART, "room; infinite without a limit"),
        _real("reached_zero_share", "share", "share of the time with nothing in it"),
        _real("stopped_s", "s", "time that stations and cells waited for it"),
    ),
)
DOCKS = Table(
    "docks",
    "a dock at which trucks of lanes and of deliveries are unloaded, in the order of the file",
    (
        _called("dock", "name of the dock"),
        _PLANT,
        _whole("doors", "doors", "doors of the dock"),
        _whole("trucks", "trucks", "trucks that came to its gate"),
        _real("busy_share", "share", "share of the time in which a door is taken, mean of all doors"),
        _real("wait_mean_s", "s", "mean time of these trucks in the yard, also what lies ahead at the end; null: none"),
        _real("wait_max_s", "s", "longest time of one of them in the yard"),
        _whole("most_waiting", "trucks", "most trucks that waited in the yard at once"),
    ),
)
WAITS = Table(
    "waits",
    "what a station or cell waited for: a part from a stock point, jobs of a sub-line, or operators",
    (
        _called("resource", "station, zone of a line, or cell that waited, by its name in this plant"),
        *_IDENTITY,
        _called("cause", "part, line whose jobs it waited for, or skill or pool of operators"),
        _text("kind", "`part`, `join`, `matched` (a join of what was called for this very job) or `operators`"),
        _called("stock", "stock point of the part; else null"),
        _real(
            "seconds",
            "s",
            "time waited, all servers together; of a zone also the time for which its line stands for work that began "
            "late for want of it",
        ),
    ),
)
JOBS = Table(
    "jobs",
    "a job of an order stream that was in the plant within the measured time; a column for each option of the plant "
    "stands behind `product`",
    (
        _JOB,
        _STREAM,
        _ORDER_NUMBER,
        _PLANT,
        _text("product", "product; `job` where the plant names none"),
        _text("ident", "its own name in the order file; null: none is given"),
        _text("customer", "who ordered it, by the order file; null: none is given"),
        _real("released", "s", "when it was released; where nothing says so, when it entered its first element"),
        _real("born", "s", "when it entered its first element, from the end of the warm-up"),
        _real("ended", "s", "when it left the plant, or became part of another job; null: it has not"),
        _real("due", "s", "when it was to have left, by the order file; null: none is given"),
        _text("outcome", "`finished`, `scrapped`, `joined` (it became part of another job) or `in_process`"),
    ),
    after="product",
)
ORDERS = Table(
    "orders",
    "an order stream",
    (
        _STREAM,
        _PLANT,
        Column("main", pl.Boolean, "", "whether its jobs leave the plant; false: they become parts of other jobs"),
        _whole("entered", "jobs", "jobs that entered their first element"),
        _whole("finished", "jobs", "jobs that left the plant"),
        _whole("scrapped", "jobs", "jobs that were scrapped"),
        _whole("joined", "jobs", "jobs that became part of another"),
        _real("waiting_mean", "jobs", "mean number of jobs that are released and wait for their first element"),
        _whole("waiting_final", "jobs", "such jobs at the end"),
        _whole("due", "jobs", "jobs whose due date lies within the measured time"),
        _whole("on_time", "jobs", "those of them that were finished by then"),
        _real("tardiness_s", "s", "sum of the delays of those that were not; what is not finished counts to the end"),
    ),
)
PASSAGES = Table(
    "passages",
    "a passage of a job of an order stream at a named point, at the entry of a shop, or at line off, in the order of "
    "time",
    (
        _JOB,
        _STREAM,
        _ORDER_NUMBER,
        _PLANT,
        _called("point", "name of the point; the shop (by its name in this plant) whose entry it is; or `line off`"),
        _TIME,
    ),
)
_AMOUNT = "kWh, m3"
_MEDIUM = _text("medium", ", ".join(f"`{medium}`" for medium in MEDIA[:-1]) + f" or `{MEDIA[-1]}`")
_UNIT = _text("unit", "`kWh`, or `m3` for media that are counted by volume")
_BUCKET = _whole("bucket", "", "number of the bucket, from 0")
_START = _real("start_s", "s", "begin of the bucket, from the end of the warm-up")
ENERGY = Table(
    "energy",
    "a medium that a resource draws",
    (
        _called("resource", "name of the resource"),
        _called("station", "element that it belongs to, by its name in this plant"),
        _SERVER,
        _text("kind", "kind of the resource"),
        *_IDENTITY,
        _MEDIUM,
        _real("amount", _AMOUNT, "amount in all: the sum of the columns behind `unit`"),
        _UNIT,
        *(_real(name, _AMOUNT, f"amount {MEANING_OF_POWER[name]}") for name in POWER_STATES),
        _real("per_job", _AMOUNT, "amount that each work takes, whatever its time"),
    ),
)
_BOOKED_ON = _text("booked_on", "state in which it was drawn, or `per_job`: what each work takes, whatever its time")
LEDGER = Table(
    "ledger",
    "what a resource drew of a medium in one state, or with its works, over the measured time: power x seconds in the "
    "state, or amount x works; what is nothing has no row",
    (
        _called("resource", "name of the resource"),
        _text("kind", "kind of the resource"),
        _called("station", "element that it belongs to, by its name in this plant"),
        _SERVER,
        *_IDENTITY,
        _MEDIUM,
        _BOOKED_ON,
        _real("amount", _AMOUNT, "amount"),
        _UNIT,
    ),
)
LEDGER_BUCKETS = Table(
    "ledger_buckets",
    "an amount of the ledger in a bucket of time, summed over the group that the run was asked for: each shop "
    "(default), or each resource",
    (
        _BUCKET,
        _START,
        _called("group", "shop or resource, by its name in this plant; `logistics`: what belongs to no shop"),
        *_SHOP_IDENTITY,
        _MEDIUM,
        _BOOKED_ON,
        _real("amount", _AMOUNT, "amount"),
        _UNIT,
    ),
)
SERIES = Table(
    "series",
    "a value in a bucket of time; buckets are as long as the model's `bucket`, a last part of one is left out",
    (
        _BUCKET,
        _START,
        _text(
            "kind",
            "`finished`: jobs that left a shop; `level`: mean level of a buffer, store, conveyor or transport (jobs); "
            "`stock`: mean level of a stock point (unit of the part); `state`: seconds of a shop's station servers in "
            "a state; `energy`: amount of a medium that a shop drew (kWh, m3); `scheduled`: seconds in which a station "
            "before or after a buffer, store, conveyor or transport is scheduled, where that is not always so",
        ),
        _called("name", "shop, element or stock point, by its name in this plant"),
        *_SHOP_IDENTITY,
        _text("state", "state, for the kind `state`; else null"),
        _text("medium", "medium, for the kind `energy`; else null"),
        _real("value", "see `kind`", "value"),
    ),
)
SHOPS = Table(
    "shops",
    "a shop, in plant order",
    (
        *_SHOP_IDENTITY,
        _ORDER,
        _real("scheduled_s", "s", "on-shift time of the shop's calendar"),
        _whole("finished", "jobs", "jobs that left the shop"),
        Column("continuous", pl.Boolean, "", "whether the shop has no calendar and works day and night"),
    ),
)
VEHICLES = Table(
    "vehicles",
    "a vehicle on a guide path, in plant order; its shares of the measured time sum to 1",
    (
        _called("vehicle", "name of the vehicle"),
        _called("fleet", "its fleet"),
        _SERVER,
        _PLANT,
        _SHOP,
        _whole("trips", "trips", "trips done"),
        _real("empty", "share", "driving empty"),
        _real("loaded", "share", "driving loaded"),
        _real("handling", "share", "loading and unloading"),
        _real("charging", "share", "charging"),
        _real("blocked", "share", "waiting for the way or for a place"),
        _real("idle", "share", "nothing to do"),
        _real("away", "share", "down or off shift"),
        _real("empty_m", "m", "way driven empty"),
        _real("loaded_m", "m", "way driven loaded"),
        _real("level_kwh", "kWh", "charge at the end; null without a battery, as the three below"),
        _real("least_kwh", "kWh", "least charge; below 0: it is charged too late"),
        _real("used_kwh", "kWh", "charge used"),
        _real("charged_kwh", "kWh", "charge taken in"),
    ),
)
CARRIERS = Table(
    "carriers",
    "a pool of carriers, in the order of the file; `there` + `in_use` + `on_way` = `count`",
    (
        _called("carriers", "name of the pool"),
        _PLANT,
        _whole("count", "carriers", "carriers of the pool"),
        _whole("taken", "carriers", "times that a job took one"),
        _real("there", "carriers", "mean number that could be taken"),
        _real("in_use", "carriers", "mean number that jobs had"),
        _real("on_way", "carriers", "mean number on the way back, or being cleaned"),
        _whole("least_there", "carriers", "fewest that could be taken"),
        _real("none_share", "share", "share of the time with none that could be taken"),
    ),
)
ZONES = Table(
    "zones",
    "a zone of a moving line or of an indexed line, in plant order",
    (
        _called("zone", "name of the zone: that of its line with its number"),
        _text("kind", "`moving_line` or `indexed_line`"),
        _called("station", "its line among the elements, by its name in this plant"),
        _whole("number", "", "number of the zone, from 1"),
        *_IDENTITY,
        _ORDER,
        _whole("jobs", "works", "jobs whose work here has begun"),
        _real("work_s", "s", "work done by the worker of the zone; without what utility workers took over"),
        _whole("overloads", "works", "works that were not done where they had to be: calls of the andon"),
        _real("overload_s", "s", "work that was left over at these"),
        _real("helped_s", "s", "of that what utility workers took over"),
        _whole("stops", "stops", "how often the line stood for this zone; indexed line: how often it was ready last"),
        _real("stopped_s", "s", "time that the line stood for it"),
        _whole("failures", "failures", "failures of the zone"),
    ),
)
TRACE = Table(
    "trace",
    "a change of state of a resource, a job's entry into a place, or where a truck of a delivery is at its dock; only "
    "of a traced run (`--trace`)",
    (
        _TIME,
        _text("event", "`state`, `enter` or `dock`"),
        _called("name", "resource, or place"),
        _text("kind", "kind of the resource or place; null: what jobs do not stand in"),
        _SERVER,
        *_IDENTITY,
        _text("state", "state that begins; for the event `dock` `gate`, `door` or `unloaded`; for `enter` null"),
        _whole("job", "", "order number of the job, -1 for none"),
    ),
)
TABLES = (
    RESOURCES,
    BUFFERS,
    STOCKS,
    DOCKS,
    WAITS,
    JOBS,
    ORDERS,
    PASSAGES,
    ENERGY,
    LEDGER,
    LEDGER_BUCKETS,
    SERIES,
    SHOPS,
    VEHICLES,
    CARRIERS,
    ZONES,
    TRACE,
    MOVEMENTS,
    SHIPMENTS,
)
