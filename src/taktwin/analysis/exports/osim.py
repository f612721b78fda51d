"""What a traced run sends, as a material flow simulation result: the input of the next tier's twin (Catena-X, OSim)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

from taktwin.analysis.exports.catenax import whole
from taktwin.analysis.exports.names import Names
from taktwin.analysis.exports.partners import Partners
from taktwin.analysis.exports.things import stays_on_trucks, things_of
from taktwin.analysis.exports.trips import Trip, trips
from taktwin.analysis.trace.everyone import follow_all
from taktwin.exchange.catenax.material_flow import FlowUnit, MaterialFlowSimulationResult
from taktwin.exchange.catenax.osim import BatchOut, RackOut, ShipmentOut, simulation_result
from taktwin.model.errors import OptionError
from taktwin.model.nouns.plant import PlantModel
from taktwin.runs.fingerprint import model_hash
from taktwin.runs.tables import Result

FLOW_UNITS: dict[str, FlowUnit] = {"piece": "Piece", "kg": "KG", "l": "Liter", "L": "Liter"}
#: The standard asks when a batch expires and a result ends to be of use; a run does not know it. Days from its end.
LASTS_DAYS = 365


def flow_result(
    result: Result,
    model: PlantModel,
    partners: Partners,
    zone: dt.tzinfo = dt.UTC,
    *,
    lanes: Sequence[str] | None = None,
    quality: int = 0,
) -> MaterialFlowSimulationResult:
    """The shipments that a run foresees: trucks of lanes, and trucks of deliveries that bring parts in sequence.

    A truck of a lane that brings full containers is so many handling units of one container, and one more with the
    rest. A truck of a delivery has a handling unit for each rack, in it a batch of one piece for each numbered part.
    Only trucks that left within the measured time are told; one that has not come by the end has its simulated arrival
    all the same where a lane knows it.

    Args:
        result: of a run with ``trace=True``.
        model: that was run.
        partners: numbers of sites; that of the plant (or of the first plant) owns the result.
        zone: of the plant's clock.
        lanes: names of the lanes whose trucks are told; None for all, and the deliveries.
        quality: of the data that the run stands on, 0 to 5.

    Raises:
        OptionError: the run has no trace, there is no such lane, or a part has a unit that the standard lacks.
        DocumentError: a value is not what the model allows.

    Example:
        ``flow_result(run.result, run.model, Partners()).write()``
    """
    if result.shipments is None or result.trace is None:
        raise OptionError("the run has no trace", "simulate with `trace=True`, or `taktwin run --trace`")
    zero = model.start.replace(tzinfo=zone) + dt.timedelta(days=result.started_days + result.warmup_days)
    end = zero + dt.timedelta(seconds=result.elapsed_s)
    known = list(result.shipments.get_column("lane").unique(maintain_order=True))
    for lane in lanes or ():
        if lane not in model.lanes and lane not in known:
            raise OptionError(f'there is no lane "{lane}"', f"the lanes are {', '.join(known) or 'none'}", "lanes")
    made = _Making(result, model, partners, zero, end + dt.timedelta(days=LASTS_DAYS))
    shipments = made.of_lanes(lanes)
    if lanes is None:
        shipments += made.of_deliveries()
    shipments.sort(key=lambda one: one.arrival)
    plant = result.plants[0] if result.plants else model.name
    return simulation_result(
        f"{model.name}-{model_hash(model)[:12]}-{result.seed}-{result.replication}",
        partners.site(plant),
        shipments,
        end,
        end + dt.timedelta(days=LASTS_DAYS),
        quality=quality,
        description=f"simulation of {model.name}, {result.days:g} days",
    )


class _Making:
    """The shipments, while they are made."""

    def __init__(
        self, result: Result, model: PlantModel, partners: Partners, zero: dt.datetime, expires: dt.datetime
    ) -> None:
        self.result, self.model, self.partners, self.zero, self.expires = result, model, partners, zero, expires
        self.plants = dict(result.stocks.select("stock", "plant").iter_rows())

    def at(self, seconds: float) -> dt.datetime:
        """The instant of a time of the run."""
        return self.zero + dt.timedelta(seconds=seconds)

    def of_lanes(self, lanes: Sequence[str] | None) -> list[ShipmentOut]:
        """The trucks of lanes that left within the measured time."""
        assert self.result.shipments is not None
        rows = self.result.shipments.filter(pl.col("ordered") >= 0.0)
        if lanes is not None:
            rows = rows.filter(pl.col("lane").is_in(lanes))
        found = []
        for row in rows.iter_rows(named=True):
            sender = self._site(row["from"]) if row["from"] else self.partners.site(row["supplier"])
            number = f"{row['lane']}/{row['number']}"
            found.append(
                ShipmentOut(
                    number,
                    self._site(row["stock"]),
                    self.at(row["arrives"]),
                    self._containers(number, row["lane"], row["part"], row["amount"]),
                    carrier=sender,
                    preceding=sender,
                )
            )
        return found

    def _containers(self, number: str, lane: str, part: str, amount: float) -> list[RackOut]:
        """The containers of a truck: full ones, and one with the rest."""
        size = self._container(lane)
        full = int(amount / size + 1e-9) if size > 1.0 else 0
        rest = amount - full * size
        racks = []
        if full:
            racks.append(RackOut(f"{number}/1", "container", [self._batch(part, size, number)], count=full))
        if rest > 1e-9:
            racks.append(RackOut(f"{number}/{len(racks) + 1}", "container", [self._batch(part, rest, number)]))
        return racks

    def _container(self, lane: str) -> float:
        """Units in a container of a lane; a lane of one plant of several is named with it."""
        from taktwin.model.spelt.expand import expand

        return expand(self.model).lanes[lane].container.value

    def _batch(self, part: str, amount: float, number: str) -> BatchOut:
        unit = self.model.parts[part].unit if part in self.model.parts else "piece"
        if unit not in FLOW_UNITS:
            remedy = f"the standard has {', '.join(sorted(set(FLOW_UNITS.values())))}; count it in one of these"
            raise OptionError(f'the unit "{unit}" of {part} is not one of the standard', remedy)
        return BatchOut(part, whole(amount), self.expires, unit=FLOW_UNITS[unit], batch=number)

    def of_deliveries(self) -> list[ShipmentOut]:
        """The trips of deliveries that have come; before that the run does not know when they will."""
        everyone = follow_all(self.result, self.model)
        things = list(things_of(everyone, Names(self.partners.domain, self.model.name)))
        return [
            self._trip(trip, trip.arrive_s)
            for trip in trips(self.result, everyone, stays_on_trucks(things))
            if trip.enter_s >= 0.0 and trip.arrive_s is not None
        ]

    def _trip(self, trip: Trip, arrive: float) -> ShipmentOut:
        number, site = f"{trip.delivery}/{trip.truck}/{trip.number}", self.partners.site(trip.delivery, trip.plant)
        racks = [
            RackOut(
                f"{number}/{nth}",
                "rack",
                [BatchOut(one.line, 1, self.expires, serial=one.name, order=str(one.order)) for one in inside],
            )
            for nth, inside in enumerate(trip.racks, start=1)
            if inside
        ]
        owner = self.partners.site(trip.plant)
        return ShipmentOut(number, site, self.at(arrive), racks, carrier=owner, preceding=owner)

    def _site(self, stock: str) -> str:
        return self.partners.site(stock, self.plants[stock])
