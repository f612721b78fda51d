"""Rules of one's own for release: worked out by hand, beside the same rule by events, and beside shipped limits."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import taktwin
from taktwin import RuleError, rule
from taktwin.kernel.base import state as k
from taktwin.kernel.lowering.program import lower
from taktwin.model.own.ruled import with_rules
from taktwin.runs.simulation import Simulation, SimulationError
from taktwin.runs.start.begin import begin_anew
from tests.kernel.plants import Data, line, model_of

FLOW = [{"station": "a", "cycle": "10 s"}, {"buffer": "b", "capacity": 3}, {"station": "c", "cycle": "12 s"}]
COLOURS: Data = {"options": {"colour": {"red": "30 %", "blue": "70 %"}}}


def born(data: Data, own: Any, seconds: float = 100.0, by_events: bool = False) -> list[tuple[float, int]]:
    """When which order has gone into the line."""
    program = lower(with_rules(model_of(data), own))
    if by_events:
        program.arrays["steps"] = np.zeros(0, k.STEP)
    simulation = begin_anew(program, 3, 0, False)
    simulation.advance_to(seconds)
    simulation.drain()
    log = np.concatenate([np.zeros(0, k.LOG), *simulation.logs])
    log = log[log["kind"] == k.LOG_BORN]
    return list(zip(log["time"].tolist(), log["order"].tolist(), strict=True))


@rule.release("jobs")
def newest(order):
    return -order


@rule.release("jobs")
def two_at_a_time(wip, position):
    return position if wip < 2 else math.inf


@pytest.mark.rule("the order with the lowest number goes first")
def test_the_lowest_number_of_those_that_wait_goes_first():
    """Orders come every 8 s, the station takes one every 10 s: at 48 s orders 4 and 5 wait, and the newest goes."""
    gone = born(line(FLOW, orders={"interval": "8 s"}), newest, 60.0)
    assert gone == [(8.0, 0), (18.0, 1), (28.0, 2), (38.0, 3), (48.0, 5), (58.0, 6)]


def test_equal_numbers_go_as_they_came():
    data = line(FLOW, orders={"interval": "4 s"})
    assert born(data, rule.release("jobs")(lambda order: 0.0 * order)) == born(data, None)


@pytest.mark.rule("With an infinite number an order waits")
@pytest.mark.rule("a rule that goes by anything else is asked last of all")
@pytest.mark.rule("is asked again when all that has become possible has been done")
def test_a_limit_of_jobs_in_the_line():
    """Two jobs in the line: from the third on each waits until one has left, at 30, 42, 54 s ..."""
    gone = born(line(FLOW, orders={"interval": "8 s"}), two_at_a_time, 60.0)
    assert gone == [(8.0, 0), (18.0, 1), (30.0, 2), (42.0, 3), (54.0, 4)]


@pytest.mark.rule("of others without times the next one waits, from the moment at which the one before it has gone")
def test_a_limit_of_jobs_where_orders_have_no_times():
    gone = born(line(FLOW), two_at_a_time, 50.0)
    assert gone == [(0.0, 0), (10.0, 1), (22.0, 2), (34.0, 3), (46.0, 4)]


def test_it_sees_the_plant_after_all_other_moves():
    """At 22 s the job behind goes on and the buffer is empty when the rule is asked, though the line looks first."""

    @rule.release("jobs", behind=rule.level("b"))
    def while_empty(behind, order):
        return order if behind == 0 else math.inf

    gone = born(line(FLOW, orders={"interval": "5 s"}), while_empty, 60.0)
    assert gone == [(5.0, 0), (15.0, 1), (27.0, 2), (39.0, 3), (51.0, 4)]


def orders(folder: Path, text: str) -> Data:
    path = folder / "orders.csv"
    path.write_text(text, encoding="utf-8")
    return line(FLOW, orders={"file": str(path)}, products={"car": {}}, **COLOURS)


LIST = "product,colour,due\ncar,red,90 s\ncar,blue,30 s\ncar,red,60 s\ncar,blue,\n"


@pytest.mark.rule("and besides at each multiple of `every`")
def test_a_rule_that_goes_by_the_clock_is_asked_by_the_clock(tmp_path: Path):
    """Each 25 s after its due date (0, 40, 80 s): asked each 10 s it goes at 30, 70 and 110 s; not asked, never."""
    data = orders(tmp_path, "product,colour,due\ncar,red,0 s\ncar,red,40 s\ncar,red,80 s\n")

    found = {}
    for every in ("10 s", None):

        @rule.release("jobs", every=every)
        def late(now, due):
            return due if now >= due + 25.0 else math.inf

        found[every] = born(data, late, 200.0)
    assert found == {"10 s": [(30.0, 0), (70.0, 1), (110.0, 2)], None: []}


def test_a_run_that_begins_with_jobs_is_asked_by_the_clock_as_well():
    """An order comes every 7 s and goes 25 s later at the earliest, when it is asked: each 10 s."""
    full = [*FLOW[:1], {**FLOW[1], "contents": [{"options": {"colour": "red"}}]}, *FLOW[2:]]

    @rule.release("jobs", every="10 s")
    def late(now, ready):
        return ready if now - now % 10.0 >= ready + 25.0 else math.inf

    gone = [time for time, _ in born(line(full, orders={"interval": "7 s"}, **COLOURS), late, 90.0)]
    assert gone == [0.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0]


@pytest.mark.parametrize("every", ["10", "0 s", "-5 s", 7.0, "2 kg"])
def test_every_is_a_time(every: Any):
    with pytest.raises(TypeError, match="every"):
        rule.release("jobs", every=every)


def test_nothing_to_ask_again():
    own = rule.release("jobs", every="1 min")(lambda order: -order)
    assert "`every`, but what it goes by never changes" in bad(line(FLOW, orders={"interval": "8 s"}), own)


@pytest.mark.rule("All orders of a file without times wait from the start")
def test_the_orders_of_a_file_are_sorted_once(tmp_path: Path):
    """By due date; the one that is due at no time goes last. The line is simulated station by station."""
    data = orders(tmp_path, LIST)

    @rule.release("jobs")
    def soonest(due, order):
        return due if due < 1e9 else 1e9 + order

    program = lower(with_rules(model_of(data), soonest))
    assert program.arrays["steps"].size == 2
    assert [order for _, order in born(data, soonest)] == [1, 2, 0, 3]
    red = rule.value("colour", "red")

    @rule.release("jobs")
    def reds_alone(colour, order):
        return order if colour == red else math.inf

    assert [order for _, order in born(data, reds_alone)] == [0, 2]
    assert [order for _, order in born(data, reds_alone, by_events=True)] == [0, 2]


def test_a_file_and_a_rule_that_goes_by_the_order_before(tmp_path: Path):
    """Never two of a colour in a row while there is another one; all four wait from the start."""

    @rule.release("jobs")
    def other(colour, last_colour, order):
        return (colour == last_colour) * 100 + order

    assert [order for _, order in born(orders(tmp_path, LIST), other)] == [0, 1, 2, 3]
    mixed = "product,colour\ncar,red\ncar,red\ncar,blue\ncar,blue\n"
    assert [order for _, order in born(orders(tmp_path, mixed), other)] == [0, 2, 1, 3]


@pytest.mark.parametrize("by", ["order", "colour", "never"])
@pytest.mark.parametrize("first", [False, True], ids=["station first", "buffer first"])
def test_station_by_station_is_what_it_is_by_events(by: str, first: bool):
    """A line with random times, failures and orders at intervals."""
    works = [
        {
            "station": "a",
            "cycle": "exp(9 s)",
            "failures": [{"clock": "time", "up": "exp(900 s)", "repair": "exp(90 s)"}],
        },
        {"buffer": "b", "capacity": 3},
        {"station": "c", "cycle": "exp(9 s)"},
    ]
    flow = [{"buffer": "q", "capacity": 2}, *works] if first else works
    data = line(flow, orders={"interval": "exp(10 s)"}, **COLOURS)
    functions = {
        "order": lambda order: order % 7,
        "colour": lambda colour, order: colour + 0.01 * (order % 3),
        "never": lambda order, ready: math.inf if order % 5 == 2 else -ready,
    }
    own = rule.release("jobs")(functions[by])
    assert lower(with_rules(model_of(data), own)).arrays["steps"].size > 0
    quick, slow = (born(data, own, 40_000.0, by_events) for by_events in (False, True))
    assert len(quick) > 3000
    assert quick == slow
    assert quick != born(data, None, 40_000.0)


@pytest.mark.parametrize("by_events", [False, True])
def test_no_number_ends_the_run(by_events: bool):
    own = rule.release("jobs")(lambda order: math.nan if order == 3 else order)
    with pytest.raises(
        SimulationError, match=r'it gave no number for the release at "jobs"; with order=3 it gives nan'
    ):
        born(line(FLOW, orders={"interval": "8 s"}), own, by_events=by_events)


def bad(data: Data, own: Any) -> str:
    with pytest.raises(RuleError) as caught:
        lower(with_rules(model_of(data), own))
    return str(caught.value)


def test_what_cannot_be_decided_is_told(tmp_path: Path):
    assert 'there is no order stream "job" in test; did you mean `jobs`?' in bad(
        line(FLOW), rule.release("job")(lambda order: order)
    )
    assert "only the next one waits: there is nothing to choose; give them an `interval` or a `file`" in bad(
        line(FLOW), newest
    )
    assert '"level" is no number that a release rule is given' in bad(
        line(FLOW), rule.release("jobs")(lambda level: level)
    )
    own = rule.release("jobs")(lambda order: 1 / 0)
    assert "with order=0 it ends with ZeroDivisionError" in bad(orders(tmp_path, LIST), own)
    skids = line(FLOW, orders={"interval": "5 s"}, carriers={"skids": {"count": 3, "from": "a", "to": "c"}})
    assert '"a" does not take every order at any time' in bad(skids, newest)


def test_a_run_goes_on_from_a_snapshot_and_its_slices_do_not_matter(tmp_path: Path):
    """Nobody is asked at an instant at which nothing is due."""
    own = rule.release("jobs")(lambda now, position: position if now % 60.0 > 30.0 else math.inf)
    data = line(FLOW, orders={"interval": "exp(8 s)"})
    program = lower(with_rules(model_of(data), own))

    def run(step: float) -> bytes:
        simulation = Simulation(program, trace=True)
        for at in np.arange(step, 6000.0 + step, step):
            simulation.advance_to(float(at))
        simulation.drain()
        return b"".join(log.tobytes() for log in simulation.logs)

    assert run(6000.0) == run(7.5)
    assert len(run(6000.0)) > 10_000


def test_a_state_says_nothing_of_orders_that_were_sorted(tmp_path: Path):
    plant = taktwin.Plant(model_of(orders(tmp_path, LIST)))
    state = plant.state(plant.snapshot(15 / 86400))
    with pytest.raises(taktwin.TaktwinError, match="a rule of one's own has sorted the orders of jobs"):
        plant.simulate(days=0.01, start=state, rules=newest)
