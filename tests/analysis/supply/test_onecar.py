"""The parts of one order."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.analysis.supply.onecar import last_finished, parts_of_order
from taktwin.model.errors import OptionError
from tests.analysis.supply.park import park_run

#: Bolts come by truck at 1 h, 3 h, ..., 60 at a time; a tug takes 10 of them to the line when 5 are left there.
FED = """
taktwin: 1
name: fed
orders: {cars: {interval: 10 min}}
parts: {bolt: {}, made: {}}
suppliers: {trader: {}}
stocks: {dock: {part: bolt, initial: 30}, line: {part: bolt, initial: 10}, own: {part: made, initial: unlimited}}
lanes: {bolts: {supplier: trader, to: dock, every: 2 h, quantity: 60, lead: 1 h}}
fleets: {tugs: {count: 1, speed: 1 m/s}}
feeds: {bolts: {from: dock, to: line, fleet: tugs, distance: 60 m, lot: 10, reorder: 5}}
shops:
  s:
    lines:
      main:
        orders: cars
        flow: [{station: fit, cycle: 5 min, uses: [{part: bolt, quantity: 5, from: line}, {part: made}]}]
"""


def test_parts_in_sequence_are_those_of_the_trace() -> None:
    run = park_run()
    stream, job = last_finished(run.result) or ("", 0)
    car = parts_of_order(run.model, run.result, job, stream)
    (seats,) = (one for one in car.parts if one.sequenced)
    (way,) = run.trace_job(job).parts
    assert (seats.part, seats.family, seats.called, seats.fitted) == ("seats", "seats", way.begin_s, way.end_s)
    truck = next(step for step in way.steps if step.kind == "delivery")
    assert (seats.sent, seats.at_line) == (truck.enter_s, truck.leave_s)


def test_a_truck_that_waits_for_a_door_says_when_it_came() -> None:
    run = taktwin.load("soundproofing").simulate(days=0.5, warmup=0.2, seed=2, trace=True)
    stream, job = last_finished(run.result) or ("", 0)
    told = [one for one in parts_of_order(run.model, run.result, job, stream).parts if one.sequenced]
    assert len(told) == 4
    for one in told:
        times = [one.called, one.sent, one.at_gate, one.at_line, one.fitted]
        known = [time for time in times if time is not None]
        assert len(known) == 5
        assert known == sorted(known)
        assert known[3] - known[2] >= 240.0  # the unloading


def test_first_in_first_out_leads_back_to_the_truck() -> None:
    run = taktwin.load(FED).simulate(days=1, warmup=0, trace=True)

    def bolts(job: int) -> tuple[float | None, ...]:
        (part,) = parts_of_order(run.model, run.result, job, "cars").parts  # what is made in the plant is left out
        return part.called, part.sent, part.at_gate

    # 10 at the line and 30 at the dock are 8 cars; then 60 of each truck, 12 cars
    assert bolts(7) == (None, None, None)
    assert bolts(8) == (0.0, 0.0, 3600.0)
    assert bolts(19) == (0.0, 0.0, 3600.0)
    assert bolts(20) == (7200.0, 7200.0, 10800.0)
    (last,) = parts_of_order(run.model, run.result, 20, "cars").parts
    came = run.result.movements.filter(stock="line", event="received")["time"].to_list()  # type: ignore[union-attr]
    assert last.at_line == came[(20 * 5 - 10) // 10]
    assert 10800.0 <= (last.at_line or 0.0) <= (last.fitted or 0.0)


def test_only_orders_of_traced_runs() -> None:
    run = park_run()
    with pytest.raises(OptionError, match="no job 99999"):
        parts_of_order(run.model, run.result, 99999, "cars")
    with pytest.raises(OptionError, match="no trace"):
        parts_of_order(run.model, park_run(trace=False).result, 800, "cars")
