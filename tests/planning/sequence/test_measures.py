"""The figures of a run, against what can be counted by hand in its tables."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from taktwin.model import load_model
from taktwin.model.nouns.plant import PlantModel
from taktwin.planning.sequence.day import day_of, in_sequence
from taktwin.planning.sequence.from_model import sequence_problem
from taktwin.planning.sequence.measures import MEASURES, Meter, violations_in_flow
from taktwin.planning.sequence.overload import utility_work
from taktwin.planning.sequence.score import score
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.tables import Result
from tests.planning.sequence.plants import CARS, PLANT, with_file

DAYS = 0.5


def run(text: str, order: np.ndarray) -> tuple[dict[str, float], Result, PlantModel]:
    model = load_model(text)
    day = day_of(model)
    plant = in_sequence(model, day, order, repeat=60)
    (result,) = simulate(plant, RunOptions(days=DAYS, seed=1, warmup=0.0))
    return Meter(plant, day, sequence_problem(model, day), order).measure(result), result, model


def passed(result: Result) -> list[int]:
    """Car of the day of each passage at the trim entry."""
    return (result.passages.filter(pl.col("point") == "trim entry")["order_number"] % 40).to_list()


def test_colour_changes_and_purges() -> None:
    """As counted along the jobs that the topcoat station worked, for each 40 finished cars."""
    order = np.arange(40)
    found, result, model = run(PLANT, order)
    day = day_of(model)
    worked = int(result.resources.filter(pl.col("station") == "topcoat")["jobs"][0])
    colours = [day.value(int(order[k % 40]), "colour") for k in range(worked + 1)]
    changes = purges = same = 0
    for k in range(1, len(colours)):
        same = same + 1 if colours[k] == colours[k - 1] else 0
        changes += colours[k] != colours[k - 1]
        if same == 3:  # a purge is due before the fourth of the same
            purges, same = purges + 1, 0
    days = result.jobs.filter(pl.col("outcome") == "finished").height / 40
    assert purges > 0
    assert found["colour_changes"] == pytest.approx(changes / days, rel=0.02)
    assert found["purges"] == pytest.approx(purges / days, rel=0.02)
    assert found["days"] == days
    assert found["purges"] * days == pytest.approx(round(found["purges"] * days))  # a setup cut by the end is no part
    assert found["paint_setup"] == pytest.approx((5 * changes + 9 * purges) / 60 / days, rel=0.02)


def test_times_that_vary_cannot_be_told_apart() -> None:
    """Then changes and purges are counted together."""
    found, result, _ = run(PLANT.replace("time: 5 s", "time: exp(5 s)"), np.arange(40))
    assert "purges" not in found
    setups = int(result.resources.filter(pl.col("station") == "topcoat")["setups"][0])
    days = result.jobs.filter(pl.col("outcome") == "finished").height / 40
    assert found["colour_changes"] == pytest.approx(setups / days)


def test_violations_and_overload_follow_the_cars_that_passed() -> None:
    """Windows of two with two glass roofs, and the work of the trim station, along the order of passing."""
    order = np.random.default_rng(3).permutation(40)
    found, result, model = run(PLANT, order)
    day = day_of(model)
    cars = [int(order[k]) for k in passed(result)]
    glass = [day.value(car, "roof") == "glass" for car in cars]
    days = len(cars) / 40
    both = sum(one and other for one, other in pairwise(glass))
    assert both > 0
    assert found["high_violations_at"] == pytest.approx(both / days)
    suv = [day.value(car, "product") == "suv" for car in cars]
    excess = sum(max(0, sum(suv[k : k + 3]) - 1) for k in range(len(suv) - 2))
    assert found["low_violations_at"] == pytest.approx(excess / days)
    work = utility_work([75.0 if one else 45.0 for one in glass], 60, 10)
    assert found["overload"] == pytest.approx(work.seconds / 60 / days)
    assert found["overloaded_cars"] == pytest.approx(work.times / days)


def test_windows_in_the_flow_are_not_cut(tmp_path: Path) -> None:
    """Cars B and D are suvs, at most 1 of 3: B, D counts at the end of a day, not in the flow."""
    problem = sequence_problem(load_model(with_file(tmp_path, CARS)))
    a, b, c, d = range(4)
    assert violations_in_flow(problem, np.array([a, c, b, d]), high=False) == 1  # c, b, d
    assert violations_in_flow(problem, np.array([a, b, c, a, b, d]), high=False) == 1  # a, b, d
    assert score(problem, np.array([a, c, b, d])).low_violations == 2
    assert violations_in_flow(problem, np.array([d, a, c, d, d]), high=True) == 2  # d, a and d, d


def test_a_line_that_keeps_its_order_is_in_position() -> None:
    found, _, _ = run(PLANT, np.arange(40))
    assert (found["in_position"], found["displacement"], found["places_to_restore"]) == (1.0, 0.0, 0.0)


def test_a_store_that_sorts_by_colour_moves_cars() -> None:
    sorting = PLANT.replace(
        "{buffer: after-paint, capacity: 3}", "{buffer: after-paint, capacity: 9, rule: {same: roof}}"
    )
    found, _, _ = run(sorting.replace("cycle: 50 s", "cycle: 30 s"), np.arange(40))
    assert found["in_position"] < 1.0
    assert found["displacement"] > 0.0


def test_without_a_point_or_colours_the_rest_is_measured() -> None:
    text = PLANT.replace("      at: trim entry\n", "").replace("      colour: colour\n      batch_limit: 5\n", "")
    found, _, _ = run(text, np.arange(40))
    assert set(found) == {
        "days",
        "throughput_per_hour",
        "lead_time_hours",
        "wip",
        "line_stop_share",
        "energy_kwh_per_job",
    }


def test_lines_beside_each_other() -> None:
    """Both topcoats count; the cars of two lines pass the point in turn, so there is no sequence to be kept at it."""
    found, result, _ = run(PLANT + "streams: {count: 2, shops: [paint, assembly]}\n", np.arange(40))
    rows = result.resources.filter(pl.col("station").str.ends_with("topcoat"))
    assert rows.height == 2
    days = result.jobs.filter(pl.col("outcome") == "finished").height / 40
    assert found["paint_setup"] == pytest.approx(float(rows["setup"].sum()) / 60 / days)
    assert "in_position" not in found


#: Beside the cars, vans on a line of their own where they overtake each other; they end in the same trim line.
VANS = (
    PLANT.replace("orders:\n", "orders:\n  vans: {mix: {sedan: 50 %, suv: 50 %}, interval: 150 s}\n")
    .replace(
        "\n  assembly:\n",
        """
      vans:
        orders: vans
        to: assembly
        flow:
          - {station: hall, servers: 6, cycle: exp(400 s)}
  assembly:
""",
    )
    .replace("cycle: {by: roof, glass: 75 s, steel: 45 s}", "cycle: {by: roof, glass: 45 s, steel: 35 s}")
)


def test_cars_of_another_stream_do_not_count() -> None:
    """Neither as days of production, nor in the order of passing."""
    found, result, _ = run(VANS, np.arange(40))
    jobs = result.jobs.filter(pl.col("outcome") == "finished")
    cars, vans = (jobs.filter(pl.col("stream") == name).height for name in ("cars", "vans"))
    assert min(cars, vans) > 100
    setup = float(result.resources.filter(pl.col("station") == "topcoat")["setup"].sum())
    assert found["paint_setup"] == pytest.approx(setup / 60 / (cars / 40))
    # the cars keep their order, whatever the vans do
    assert (found["in_position"], found["displacement"], found["places_to_restore"]) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("old", "new", "hours", "why"),
    [
        ("", "", 2, []),
        ("setup: {by: colour,", "setup: {by: roof,", 2, ["colours"]),
        ("      at: trim entry\n", "", 2, ["no_point"]),
        ("", "", 0.01, ["part", "not_passed"]),
        ("", "", 0.5, ["part"]),  # 36 of 40 cars
        ("      takt: 60 s\n      drift: 10 s\n", "", 2, ["no_takt"]),
        ("cycle: {by: roof, glass: 75 s, steel: 45 s}", "cycle: 45 s", 2, ["no_times"]),
        ("taktwin: 1\n", "taktwin: 1\nstreams: {count: 2, shops: [paint, assembly]}\n", 2, ["side_by_side"]),
    ],
)
def test_what_is_lacking_is_said(old: str, new: str, hours: float, why: list[str]) -> None:
    assert old in PLANT
    model = load_model(PLANT.replace(old, new) if old else PLANT)
    day = day_of(model)
    plant = in_sequence(model, day, np.arange(40), repeat=20)
    (result,) = simulate(plant, RunOptions(days=hours / 24, seed=1, warmup=0.0))
    meter = Meter(plant, day, sequence_problem(model, day), np.arange(40))
    assert meter.lacking([meter.measure(result)]) == why


def test_every_figure_is_known() -> None:
    found, _, _ = run(PLANT, np.arange(40))
    assert set(found) | {"line_stops"} == {"days"} | {measure.name for measure in MEASURES}
    assert "line_stops" not in found, "there is no moving line"


def test_a_moving_line_stops_for_what_is_overload() -> None:
    """Never starved and never blocked, it stands for exactly the utility work of the cars that pass."""
    line = (
        "{moving_line: trim, zones: 2, takt: 60 s, cycle: 45 s, drift: 10 s, "
        "except: {1: {point: trim entry, cycle: {by: roof, glass: 75 s, steel: 45 s}}}}"
    )
    text = PLANT.replace("{station: trim, cycle: {by: roof, glass: 75 s, steel: 45 s}, point: trim entry}", line)
    text = text.replace("station: topcoat\n            cycle: 50 s", "station: topcoat\n            cycle: 40 s")
    found, result, _ = run(text, np.arange(40))
    assert found["overload"] > 2.0
    assert found["line_stops"] == pytest.approx(found["overload"], rel=0.02)
    assert found["line_stops"] * found["days"] * 60.0 == pytest.approx(result.zones["stopped_s"].sum())
