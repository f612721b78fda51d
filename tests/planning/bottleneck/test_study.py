"""The measured bottleneck: acting on what it names helps, and by so much."""

from __future__ import annotations

import json
from typing import get_args

import pytest

import taktwin
from taktwin.kernel.base.kind import Relief
from taktwin.planning.bottleneck.gain import HOW, Gain
from taktwin.planning.bottleneck.study import BottleneckStudy, measure_bottleneck
from taktwin.planning.bottleneck.suspects import LOSSES
from taktwin.report.texts import TEXTS
from taktwin.runs.options import RunOptions, default_warmup

SERIAL = """
name: serial
orders: {jobs: {}}
shops: {s: {lines: {l: {orders: jobs, flow: [
  {station: a, cycle: 50 s}, {buffer: b, capacity: 3}, {station: c, cycle: 60 s}, {station: d, cycle: 40 s}]}}}}
"""
LONG_STOPS = """
name: long_stops
orders: {jobs: {}}
shops: {s: {lines: {l: {orders: jobs, flow: [
  {station: a, cycle: 40 s, failures: [{clock: time, up: 7 h, repair: 3 h}]}, {buffer: x, capacity: 5},
  {station: b, cycle: 60 s, setup: {by: colour, time: 20 s}, failures: [{clock: operation, up: 50 min, repair: 50 s}]}
]}}}}
options: {colour: {red: 50 %, blue: 50 %}}
"""
WAITS_FOR_ORDERS = SERIAL.replace("jobs: {}", "jobs: {interval: 100 s}")
BY_TRANSPORT = """
name: by_transport
orders: {jobs: {}}
fleets: {agv: {count: 6, speed: 1 m/s, load: 20 s, unload: 20 s}}
shops: {s: {lines: {l: {orders: jobs, flow: [
  {station: a, cycle: 80 s}, {buffer: q, capacity: 4},
  {transport: t, fleet: agv, distance: 60 m, capacity: 1}, {station: c, cycle: 80 s}]}}}}
"""
PARTS = """
name: parts
orders: {jobs: {}}
parts: {bolt: {family: bolts}}
stocks: {rack: {part: bolt, initial: 5}}
suppliers: {mill: {}}
lanes: {truck: {supplier: mill, to: rack, every: 1 h, quantity: 20}}
shops: {s: {lines: {l: {orders: jobs, flow: [{station: a, cycle: 60 s, uses: {bolt: 1}}]}}}}
"""
CREW = """
name: crew
orders: {jobs: {}}
crews: {fitters: {size: 1}}
shops: {s: {lines: {l: {orders: jobs, flow: [%s]}}}}
""" % ", ".join(  # noqa: UP031 - braces
    f"{{station: s{i}, cycle: 20 s, failures: [{{up: exp(20 min), repair: exp(10 min), crew: fitters}}]}}, "
    f"{{buffer: b{i}, capacity: 100}}"
    for i in range(6)
)


def study(text: str, days: float = 4.0, threads: int | None = None) -> BottleneckStudy:
    model = taktwin.load(text).model
    chosen = RunOptions(days=days, warmup=default_warmup(days), threads=threads)
    return measure_bottleneck(model, chosen, taktwin.load(text).run(chosen).results)


def gains(found: BottleneckStudy) -> dict[tuple[str, str], float]:
    return {(one.name, one.change): one.gain for one in found.gains}


def test_the_slowest_station_is_named_with_what_it_gives():
    found = study(SERIAL)
    assert [one.name for one in found.best] == ["c"]
    assert found.best[0].gain == pytest.approx(3600 / 54 - 60, abs=0.05)  # 60 s becomes 54 s
    others = {name: gain for (name, _), gain in gains(found).items() if name != "c"}
    assert others == pytest.approx(dict.fromkeys("abd", 0.0), abs=0.02)


def test_a_long_stop_costs_more_than_the_works_of_its_station():
    """`a` is the quickest, 3 h of 10 it stands, and `b` starves: to repair it sooner pays, to work faster does not."""
    found = gains(study(LONG_STOPS, days=10.0))
    rate = 3600 / (60 + 10 + 1)  # jobs an hour of b while it has work: half of the jobs are set up, and 50 s an hour
    assert found["a", "repairs"] == pytest.approx(rate * (7 / 9.7 - 7 / 10), rel=0.1)
    assert abs(found["a", "time"]) < 0.1
    assert found["b", "setups"] == pytest.approx(0.7 * (3600 / 70 - rate), rel=0.5)
    assert found["b", "repairs"] < found["b", "setups"] < found["a", "repairs"] < found["b", "time"]
    plain, sooner = (
        taktwin.load(text).simulate(days=10, warmup=2).kpis["finished_jobs"].value / 240
        for text in (LONG_STOPS, LONG_STOPS.replace("up: 7 h, repair: 3 h", "up: 7 h, repair: 2.7 h"))
    )
    assert sooner - plain == pytest.approx(found["a", "repairs"], rel=0.3)


def test_a_plant_that_waits_for_orders_needs_orders():
    found = study(WAITS_FOR_ORDERS)
    assert [(one.name, one.kind) for one in found.best] == [("jobs", "orders")]
    assert found.best[0].gain == pytest.approx(40 - 36, abs=0.05)


def test_a_transport_with_one_place_is_named_and_no_station():
    found = study(BY_TRANSPORT, days=2)
    assert (found.best[0].name, found.best[0].change) == ("t", "places")
    assert [gains(found)[name, "time"] for name in "ac"] == pytest.approx([0.0, 0.0], abs=0.03)


def test_the_lane_that_brings_the_part_is_named():
    found = study(PARTS)
    assert (found.best[0].name, found.best[0].kind) == ("truck", "lane")
    assert found.best[0].gain == pytest.approx(20 / 0.9 - 20, abs=0.3)


def test_the_crew_is_named_and_one_more_gives_what_is_told():
    found = study(CREW, days=28)
    first = found.best[0]
    assert (first.name, first.by) == ("fitters", 1)
    more = taktwin.load(CREW, ["crews.fitters.size=2"]).simulate(days=150, warmup=1, seed=9)
    less = taktwin.load(CREW).simulate(days=150, warmup=1, seed=9)
    measured = more.kpis["throughput_per_hour"].value - less.kpis["throughput_per_hour"].value
    assert first.low - 1.0 < measured < first.high + 1.0


def test_every_way_to_ease_has_its_words():
    """Of every kind, and of losses: on the console and in both languages of the report."""
    ways = {way for way in get_args(Relief) if way} | set(LOSSES) | {"person", "operator", "vehicle", "speed"}
    assert ways == set(HOW)
    assert {f"gain_how_{way}" for way in ways} == {key for key in TEXTS if key.startswith("gain_how_")}


def test_numbers_are_told_with_what_the_interval_deserves():
    gain = Gain("a", "station", "p", None, "time", 10, 3.6e-16, -0.112, 0.112)
    assert gain.told == "a (station), works 10 % shorter: +0.00 jobs/h (95 %: -0.11 to +0.11)"
    wide = Gain("q", "buffer", "p", None, "places", 2, 12.345, -4.0, 28.0)
    assert wide.told == "q (buffer), 2 more places: +12 jobs/h (95 %: -4 to +28)"


def test_it_is_the_same_for_any_number_of_threads_and_again():
    one, two = study(CREW, threads=1), study(CREW, threads=3)
    assert one.as_dict() == two.as_dict()


def test_no_station_of_a_balanced_line_of_constant_times_pays_alone():
    flow = ", ".join(f"{{station: s{i}, cycle: 60 s}}" for i in range(5))
    found = study(
        f"{{name: balanced, orders: {{jobs: {{}}}}, shops: {{s: {{lines: {{l: {{orders: jobs, flow: [{flow}]}}}}}}}}}}"
    )
    assert found.best == []
    assert all(abs(one.gain) < 1.01 / (4 * 24) for one in found.gains)  # one job more or less at the end


def test_few_jobs_and_snapshots_are_not_measured(tmp_path):
    assert study(SERIAL, days=0.001).reason == "too few jobs were finished to measure a gain"
    plant = taktwin.load(SERIAL)
    run = plant.simulate(days=1, start=plant.snapshot(1.0))
    assert "from a snapshot" in run.measure_bottleneck().reason
    assert plant.simulate(days=1, start={"places": {"a": 1}}).measure_bottleneck().best[0].name == "c"


def test_a_run_that_was_measured_keeps_and_writes_it(tmp_path):
    run = taktwin.load(SERIAL).simulate(days=2)
    assert run.bottleneck is None
    assert run.manifest()["bottleneck"] is None
    found = run.measure_bottleneck()
    assert run.bottleneck is found
    run.save(tmp_path / "run")
    written = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert written["bottleneck"]["best"] == ["c"]
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "What pays most is c" in page
    assert "改善 c 最有效" in page


def test_each_plant_of_several_has_its_own():
    run = taktwin.load("two-plants").simulate(days=7)
    run.measure_bottleneck()
    for name in run.model.plants:
        own = run.of(name).bottleneck
        assert own is not None
        assert {one.plant for one in own.gains} == {name}
    with pytest.raises(ValueError, match="whole run"):
        run.of(name).measure_bottleneck()


@pytest.mark.parametrize(
    ("case", "one_place", "best", "gain"),
    [
        ("transport-capacity", "", "t", 13.5),
        ("overloaded", "", "a", 100 / 3),
        ("second-agv-harms", "down.tx up.ty", "tx", 14.75),
    ],
)
def test_cases_from_practice(shared, case, one_place, best, gain):
    file = shared / "cases" / "faults" / f"{case}.yaml"
    changes = [f"shops.shop.lines.{name}.capacity=1" for name in one_place.split()]
    run = taktwin.load(file, changes).simulate(days=10, warmup=1)
    found = run.measure_bottleneck().best
    assert found[0].name == best
    assert found[0].gain == pytest.approx(gain, abs=0.02)
