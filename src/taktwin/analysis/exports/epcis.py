"""What happened in a traced run as events of EPCIS 2.0."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from taktwin.analysis.exports.names import Names, unit_code
from taktwin.analysis.exports.things import Thing, at_station, stays_on_trucks, things_of
from taktwin.analysis.exports.trips import Trip, trips
from taktwin.analysis.kinds import CELLS
from taktwin.analysis.trace.everyone import Everyone, NotFollowed, follow_all
from taktwin.exchange.epcis import events as e
from taktwin.exchange.epcis import plantevents as p
from taktwin.exchange.epcis.document import EpcisDocument, Event, document
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.tables import Result


@dataclass(frozen=True, slots=True)
class RunEvents:
    """The events of a run.

    Attributes:
        document: with the events by time.
        counts: how many there are of each kind, under `taktwin.analysis.exports.books`' names.
        not_followed: orders of which nothing is told, and why.
    """

    document: EpcisDocument
    counts: dict[str, int]
    not_followed: list[NotFollowed]


def run_events(result: Result, model: PlantModel, names: Names, zone: dt.tzinfo = dt.UTC) -> RunEvents:
    """The events of a run: what was made, rejected, packed, shipped, received, unpacked and fitted; by time.

    Only what happened within the run is told, the warm-up included; a truck that is still on its way has left and has
    not come. Seconds become instants by the model's `start`, which is local time of ``zone``.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.
        names: how things are named.
        zone: of the plant's clock.

    Raises:
        OptionError: the run has no trace.

    Example:
        ``run_events(run.result, run.model, Names("plant.example.org", "seats")).document.write()``
    """
    if result.trace is None or result.movements is None:
        raise OptionError("the run has no trace", "simulate with `trace=True`, or `taktwin run --trace`")
    zero = model.start.replace(tzinfo=zone) + dt.timedelta(days=result.started_days + result.warmup_days)
    everyone = follow_all(result, model)
    made = _Making(result, model, names, zero, everyone)
    made.all_of_things()
    made.all_of_trips()
    made.all_of_lanes()
    made.all_of_stocks()
    made.events.sort(key=lambda one: one[0])
    created = zero + dt.timedelta(seconds=result.elapsed_s)
    return RunEvents(document([one for _, one in made.events], created), dict(made.counts), everyone.not_followed)


@dataclass
class _Making:
    """The events, while they are made."""

    result: Result
    model: PlantModel
    names: Names
    zero: dt.datetime
    everyone: Everyone
    events: list[tuple[float, Event]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.things = list(things_of(self.everyone, self.names))
        self.calls: dict[tuple[str, int], list[Thing]] = {}
        for thing in self.things:
            if not thing.way.main:
                self.calls.setdefault((thing.stream, thing.order), []).append(thing)

    def add(self, kind: str, seconds: float, event: Event) -> None:
        """Keep an event."""
        self.events.append((seconds, event))
        self.counts[kind] += 1

    def at(self, seconds: float) -> dt.datetime:
        """The instant of a time of the run."""
        return self.zero + dt.timedelta(seconds=seconds)

    def amount(self, part: str, amount: float) -> p.Amount:
        """An amount of a part as EPCIS has it."""
        unit = self.model.parts[part].unit if part in self.model.parts else "piece"
        return self.names.material(part), amount, unit_code(unit)

    def all_of_things(self) -> None:
        """Jobs and parts: made, rejected, and how they ended, but for those that were fitted."""
        for thing in self.things:
            way, place = thing.way, self.names.place
            if thing.made_s is not None:
                when = self.at(thing.made_s)
                self.add("made", thing.made_s, e.made([thing.name], when, place(thing.made_at.place)))
            for step in way.steps:
                if step.rejected and step.leave_s is not None:
                    when = self.at(step.leave_s)
                    self.add("rejected", step.leave_s, p.rejected([thing.name], when, place(step.place)))
            ends = {"finished": p.left, "scrapped": p.scrapped, "joined": p.joined}
            if way.end_s is not None and way.outcome in ends:
                event = ends[way.outcome]([thing.name], self.at(way.end_s), place(way.steps[-1].place))
                self.add(way.outcome, way.end_s, event)

    def all_of_trips(self) -> None:
        """Trucks of deliveries: racks packed, loaded and shipped as the truck takes them, received and unpacked."""
        for trip in trips(self.result, self.everyone, stays_on_trucks(self.things)):
            racks = [self.names.rack(trip.delivery, trip.truck, trip.number, n + 1) for n in range(len(trip.racks))]
            truck = self.names.truck(trip.delivery, trip.truck)
            place, when = self.names.place(trip.delivery), self.at(trip.enter_s)
            for rack, inside in zip(racks, trip.racks, strict=True):
                if inside:
                    self.add("packed", trip.enter_s, e.packed([one.name for one in inside], rack, when, place))
            self.add("loaded", trip.enter_s, e.loaded(racks, truck, when, place))
            self.add("trips shipped", trip.enter_s, e.shipped([truck], when, place))
            self._come(trip, truck, racks)

    def _come(self, trip: Trip, truck: str, racks: list[str]) -> None:
        arrive, place = trip.arrive_s, self.names.place(trip.delivery)
        if arrive is None:
            return
        self.add("trips received", arrive, e.received([truck], self.at(arrive), place, place))
        self.add("unloaded", arrive, p.off_truck(racks, truck, self.at(arrive), place))
        for rack, inside in zip(racks, trip.racks, strict=True):
            out: dict[float, list[str]] = {}
            for one in inside:
                if one.leave_s is not None:
                    out.setdefault(one.leave_s, []).append(one.name)
            for time, parts in out.items():
                self.add("unpacked", time, e.unpacked(parts, rack, self.at(time), place))

    def all_of_lanes(self) -> None:
        """Trucks of lanes: loaded and shipped when they were ordered, received and unloaded when they came."""
        shipments = self.result.shipments
        assert shipments is not None
        for row in shipments.iter_rows(named=True):
            truck, amount = self.names.truck(row["lane"], row["number"]), self.amount(row["part"], row["amount"])
            sender = self.names.place(row["supplier"] or row["from"])
            stock = self.names.place(row["stock"])
            way = {"sender": sender, "receiver": stock}
            if row["ordered"] is not None:
                begin = self.at(row["ordered"])
                on = p.amount_on_truck(amount, truck, begin, sender, on=True)
                self.add("lane loaded", row["ordered"], on)
                self.add("lane shipped", row["ordered"], p.truck_shipped(truck, amount, begin, sender, **way))
            if row["arrives"] <= self.result.elapsed_s:
                end = self.at(row["arrives"])
                self.add("lane received", row["arrives"], p.truck_received(truck, amount, end, stock, **way))
                off = p.amount_on_truck(amount, truck, end, stock, on=False)
                self.add("lane unloaded", row["arrives"], off)

    def all_of_stocks(self) -> None:
        """What was drawn and fitted, what cells made of what, and what vehicles carried from stock to stock."""
        assert self.result.movements is not None
        fitted: dict[tuple[str, float], tuple[list[str], list[p.Amount], str]] = {}
        for thing in self.things:
            if thing.way.outcome == "fitted" and thing.way.end_s is not None:
                key = self.names.car(thing.stream, thing.order), thing.way.end_s
                place = self.names.place(thing.way.fitted_at or "")
                fitted.setdefault(key, ([], [], place))[0].append(thing.name)
        cells = set(self.result.resources.filter(pl.col("kind").is_in(CELLS)).get_column("resource"))
        works: dict[str, list[p.Amount]] = {}
        hits: Counter[str] = Counter()
        for row in self.result.movements.iter_rows(named=True):
            amount, place = self.amount(row["part"], row["amount"]), self.names.place(row["stock"])
            if row["stream"] is not None:
                self._drawn(fitted, row, amount, place)
            elif row["resource"] in cells:
                self._cell(works, hits, row, amount)
            elif row["resource"] is not None:
                into = row["event"] == "received"
                event = p.amount_moved(amount, self.at(row["time"]), place, into=into)
                self.add("carried in" if into else "carried out", row["time"], event)
        for (car, time), (parts, amounts, place) in fitted.items():
            self.add("fitted", time, p.assembled([car], parts, amounts, self.at(time), place))

    def _drawn(self, fitted: dict[Any, Any], row: dict[str, Any], amount: p.Amount, place: str) -> None:
        """A part that was drawn for a job; it is fitted to it together with what else is at that instant."""
        if row["main"]:
            name = self.names.car(row["stream"], row["order_number"])
        else:
            able = self.calls.get((row["stream"], row["order_number"]), [])
            one = at_station(able, row["time"])
            name = one.name if one is not None else f"{self.names.car(row['stream'], row['order_number'])}/part"
        fitted.setdefault((name, row["time"]), ([], [], place))[1].append(amount)

    def _cell(
        self, works: dict[str, list[p.Amount]], hits: Counter[str], row: dict[str, Any], amount: p.Amount
    ) -> None:
        """Material that a cell has drawn waits for what becomes of it; of a hit that was scrapped nothing comes."""
        cell, when = row["resource"], self.at(row["time"])
        place = self.names.place(cell)
        if row["event"] == "drawn":
            works.setdefault(cell, []).append(amount)
            return
        hits[cell] += 1
        went_in = works.pop(cell, [])
        if not went_in:
            self.add("cell made", row["time"], p.amount_made(amount, when, place))
            return
        run = self.names.work(cell, hits[cell])
        event = p.assembled([], [], went_in, when, place, classes=[amount], run=run)
        self.add("cell made", row["time"], event)
