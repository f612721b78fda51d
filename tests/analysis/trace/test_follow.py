"""The way of an order and of its parts: whole, in order, and apart from all others."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from taktwin.analysis.trace.steps import Way
from taktwin.model.errors import OptionError
from tests.analysis.trace.plant import MODEL, check_whole, load, traced


def states(way: Way) -> list[tuple[str, str]]:
    return [(step.place, step.state) for step in way.steps]


def test_the_way_of_a_car_and_its_seats(tmp_path: Path) -> None:
    """The times by hand: called at 6120 s, made and tested in 120 s, 50 min on the belt."""
    found = traced(tmp_path, ["shops.maker.lines.seats.flow.test.routes=[]"]).trace_job(50)
    assert states(found.main) == [("paint-exit", "worked on"), ("belt", "moved"), ("fit", "worked on")]
    assert [step.enter_s for step in found.main.steps] == [6120.0, 6140.0, 9140.0]
    assert found.main.end_s == 9252.0
    (seats,) = found.parts
    assert states(seats) == [
        ("called", "called"),
        ("make", "made"),
        ("test", "made"),
        ("racks", "rack slot"),
        ("truck", "despatched"),
        ("side", "line-side"),
    ]
    assert (seats.called_by, seats.fitted_at, seats.outcome) == ("paint-exit", "fit", "fitted")
    assert [step.enter_s for step in seats.steps][:4] == [6120.0, 6120.0, 6220.0, 6240.0]
    assert (seats.begin_s, seats.end_s) == (6120.0, 9140.0)
    assert [step.worked_s for step in seats.steps] == [0.0, 100.0, 20.0, 0.0, None, 0.0]
    check_whole(seats)
    check_whole(found.main)


def test_every_way_is_whole_and_agrees_with_the_table_of_jobs(tmp_path: Path) -> None:
    run = traced(tmp_path)
    again = 0
    for row in run.result.jobs.filter(pl.col("outcome") == "finished").to_dicts():
        found = run.trace_job(row["order_number"])
        assert (found.main.begin_s, found.main.end_s) == (row["born"], row["ended"])
        assert found.untold == []
        assert len(found.parts) == 1
        for way in (found.main, *found.parts):
            check_whole(way)
        rejected = sum(step.rejected for step in found.parts[0].steps)
        assert rejected == sum(step.state == "made again" and step.place == "make" for step in found.parts[0].steps)
        again += rejected
    assert again > 3


def test_a_car_that_waits_for_its_seats(tmp_path: Path) -> None:
    """Fitted when the work begins, not when the car comes."""
    run = traced(tmp_path, ["shops.trim.lines.main.flow.belt.transit=10 min"])
    found = max((run.trace_job(job) for job in range(30)), key=lambda one: one.main.steps[-1].waited_s or 0.0)
    fit = found.main.steps[-1]
    (seats,) = found.parts
    assert fit.waited_s is not None
    assert fit.waited_s > 60
    assert seats.end_s == pytest.approx(fit.enter_s + fit.waited_s)
    assert seats.steps[-1].stay_s == 0.0
    check_whole(seats)


def test_each_of_several_by_its_entry(tmp_path: Path) -> None:
    text = MODEL.replace("call: {at: paint-exit}", "call: {at: paint-exit, quantity: 2}")
    text = text.replace("matched: true}", "matched: true, quantity: 2}").replace("cycle: 100 s", "cycle: 40 s")
    text = text.replace("cycle: 112 s", "cycle: 100 s")
    run = traced(tmp_path, ["shops.maker.lines.seats.flow.test.routes=[]"], text)
    found = run.trace_job(20)
    assert [(way.number, way.several) for way in found.parts] == [(1, 2), (2, 2)]
    assert found.parts[0].steps[1].leave_s == found.parts[1].steps[1].enter_s  # one after the other in `make`
    for way in found.parts:
        assert way.begin_s == found.main.begin_s
        check_whole(way)
    # where one of them is made again, nobody can tell which it was
    rejects = traced(tmp_path, ["shops.maker.lines.seats.flow.test.routes=[{to: called, share: 20 %}]"], text)
    told = [rejects.trace_job(job) for job in range(40)]
    assert any(one.untold for one in told)
    for one in told:
        assert len(one.parts) == (0 if one.untold else 2)
        assert all(untold.jobs == 2 and untold.line == "maker.seats" for untold in one.untold)


def test_several_of_which_one_went_another_way(tmp_path: Path) -> None:
    text = MODEL.replace("call: {at: paint-exit}", "call: {at: paint-exit, quantity: 2}")
    text = text.replace("matched: true}", "matched: true, quantity: 2}").replace("cycle: 100 s", "cycle: 40 s")
    text = text.replace("to: called, share: 10 %, when: {trim: sport}", "to: mend, share: 30 %")
    mending = "      mending:\n        to: racks\n        flow: [{station: mend, cycle: 1 s}]\n"
    text = text.replace("  trim:\n    lines:", f"{mending}  trim:\n    lines:")
    run = traced(tmp_path, text=text)
    told = [run.trace_job(job) for job in range(40)]
    trace = run.result.trace
    assert trace is not None
    entries = trace.filter((pl.col("event") == "enter") & (pl.col("name") == "mend"))
    seen: set[int] = set()
    for one in told:
        mended = entries.filter(pl.col("job") == one.job).height
        seen.add(mended)
        if mended == 1:
            assert [untold.jobs for untold in one.untold] == [2]
        elif mended == 0:
            assert len(one.parts) == 2
    assert {0, 1} <= seen


def test_parallel_stations_that_fit(tmp_path: Path) -> None:
    """Where no change of state names the job, it is fitted when both are there."""
    changes = ["shops.trim.lines.main.flow.belt.transit=10 min", "shops.trim.lines.main.flow.fit.servers=3"]
    run = traced(tmp_path, [*changes, "orders.cars.interval=3 min"])
    for job in run.result.jobs.filter(pl.col("outcome") == "finished").get_column("order_number"):
        found = run.trace_job(job)
        (seats,) = found.parts
        assert seats.outcome == "fitted"
        assert seats.end_s is not None
        fit = found.main.steps[-1]
        assert fit.leave_s is not None
        assert fit.worked_s == pytest.approx(112.0)
        assert seats.end_s == pytest.approx(fit.leave_s - 112.0)
        check_whole(seats)


def test_the_part_of_a_car_that_was_scrapped(tmp_path: Path) -> None:
    run = traced(tmp_path, ["shops.trim.lines.main.flow.paint-exit.scrap=30 %"])
    scrapped = run.result.jobs.filter(pl.col("outcome") == "scrapped").get_column("order_number").to_list()
    found = run.trace_job(scrapped[5])
    assert found.main.outcome == "scrapped"
    assert found.parts[0].outcome == "not_told"  # it is scrapped when it comes to the line, which nobody wrote down
    assert found.parts[0].lead_time_s is None


def test_a_part_that_any_car_may_take_has_no_end(tmp_path: Path) -> None:
    found = traced(tmp_path, text=MODEL.replace(", matched: true", "")).trace_job(50)
    assert (found.parts[0].outcome, found.parts[0].end_s) == ("not_told", None)
    assert found.parts[0].steps[-1].stay_s is None


def test_two_streams_on_lines_of_their_own(tmp_path: Path) -> None:
    text = MODEL.replace("interval: 2 min}", "interval: 2 min}, vans: {interval: 4 min}")
    text += "      vans:\n        orders: vans\n        flow: [{station: van, cycle: 1 min}]\n"
    run = traced(tmp_path, text=text)
    with pytest.raises(OptionError, match="several order streams have a job 30: cars, vans"):
        run.trace_job(30)
    assert run.trace_job(30, "vans").parts == []
    assert len(run.trace_job(30, "cars").main.steps) == 3
    with pytest.raises(OptionError, match="cars, vans"):
        run.trace_job(30, "bikes")


def test_two_streams_that_share_a_place_are_refused(tmp_path: Path) -> None:
    text = MODEL.replace("interval: 2 min}", "interval: 4 min}, vans: {interval: 4 min}")
    text += "      vans:\n        orders: vans\n        to: belt\n        flow: [{station: van, cycle: 1 min}]\n"
    text = text.replace(", matched: true", "")
    with pytest.raises(OptionError, match=r'at "belt" .* cannot be told apart'):
        traced(tmp_path, text=text).trace_job(5, "cars")


@pytest.mark.parametrize(("job", "days"), [(-1, 1.0), (3, 0.0), (100_000, 0.1)])
def test_what_cannot_be_followed_is_refused(tmp_path: Path, job: int, days: float) -> None:
    with pytest.raises(OptionError):
        load(tmp_path).trace_job(job, days=days)


def test_a_run_without_a_trace(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no trace"):
        load(tmp_path).simulate(days=0.1, warmup=0).trace_job(1)


def test_a_car_that_stood_in_the_plant_at_the_start(tmp_path: Path) -> None:
    plant = load(tmp_path)
    run = plant.simulate(days=0.2, start=plant.snapshot(0.1), trace=True)
    inside = run.result.jobs.filter(pl.col("born") < 0).get_column("order_number").to_list()
    with pytest.raises(OptionError, match="before the run began"):
        run.trace_job(inside[0])


def test_until_the_order_has_left(tmp_path: Path) -> None:
    plant = load(tmp_path)
    assert plant.trace_job(680).main.outcome == "finished"
    assert plant.trace_job(680, days=1).main.outcome == "in_process"
    assert plant.trace_job(3, seed=5).main.outcome == "finished"


def test_a_run_with_a_warm_up(tmp_path: Path) -> None:
    """Times count from its end, and a car that came before it is told whole."""
    plant = load(tmp_path)
    whole = plant.simulate(days=0.5, warmup=0, trace=True).trace_job(100)
    later = plant.simulate(days=0.4, warmup=0.1501, trace=True).trace_job(100)
    shift = 0.1501 * 86400
    assert later.main.begin_s < 0 < (later.main.end_s or 0.0)
    assert [step.enter_s + shift for step in later.main.steps] == pytest.approx([s.enter_s for s in whole.main.steps])
    assert [step.state for step in later.parts[0].steps] == [step.state for step in whole.parts[0].steps]
    check_whole(later.parts[0])
