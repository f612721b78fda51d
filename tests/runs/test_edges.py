"""Inputs at the edge: each ends within seconds, in an error that says where and what to do, or runs."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.model.files.load import load_model
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from taktwin.runs.simulation import SimulationError
from tests.shared import cases

LONGEST_S = 5.0
MOST_BYTES = 2**30  # beyond what the compiled kernel and its libraries take

PLANT = """\
taktwin: 1
name: small
{top}orders:
  bodies: {orders}
shops:
  body:
    lines:
      main:
        orders: bodies
        flow:
          - {{station: a, cycle: 100 s}}
          - {middle}
          - {{station: b, cycle: {cycle}}}
"""


def plant(top: str = "", orders: str = "{}", middle: str = "{buffer: middle, capacity: 5}", cycle: str = "80 s") -> str:
    return PLANT.format(top=top, orders=orders, middle=middle, cycle=cycle)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    """The first run compiles the kernel, which no test here measures."""
    simulate(load_model(plant()), RunOptions(days=0.1))
    simulate(load_model(plant(middle="{conveyor: middle, capacity: 2, transit: 10 s}")), RunOptions(days=0.1))


@pytest.fixture
def within_bounds():
    """Memory may grow by a GiB, processor time by five seconds."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MOST_BYTES, hard))
    begin = time.process_time()
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert time.process_time() - begin < LONGEST_S


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is limited on Linux only")
@pytest.mark.usefixtures("within_bounds")
@pytest.mark.parametrize("file", cases("edges"))
def test_a_case_of_practice(file: Path) -> None:
    try:
        simulate(load_model(file), RunOptions(days=30))
    except ModelError as error:
        for problem in error.problems:
            assert problem.file == str(file)
            assert problem.line
            assert problem.message
            assert problem.remedy
    except SimulationError as error:
        message = str(error)
        if "busiest place is" not in message:
            pytest.fail(message)


@pytest.mark.parametrize(
    ("text", "days", "path"),
    [
        (plant(top="bucket: 1 ms\n"), 30, "bucket"),
        (plant(top="bucket: 1 s\n"), 3000, "bucket"),
        (plant(orders="{interval: 1e-6 s}"), 30, "orders.bodies.interval"),
        (plant(orders="{interval: exp(1 ms)}"), 300, "orders.bodies.interval"),
        (plant(top="failures: {x: {up: 1e-6 s, repair: 0 s}}\n"), 30, "failures.x.up"),
        (plant(top="failures: {x: {up: exp(1 ms), repair: 0 s}}\n"), 300, "failures.x.up"),
    ],
)
def test_what_certainly_needs_too_much_is_refused_before_it_runs(text: str, days: float, path: str) -> None:
    with pytest.raises(ModelError) as caught:
        simulate(load_model(text), RunOptions(days=days))
    problem = caught.value.problems[0]
    assert problem.path == path
    assert problem.line
    assert "keep to" in problem.remedy


@pytest.mark.parametrize("cycle", ["1e-6 s", "exp(2e-6 s)"])
@pytest.mark.parametrize("middle", ["{buffer: middle, capacity: 5}", "{conveyor: m, capacity: 9, transit: 1e-6 s}"])
def test_a_run_that_would_not_end_is_stopped(cycle: str, middle: str) -> None:
    text = plant(cycle=cycle, middle=middle).replace("100 s", cycle)
    begin = time.process_time()
    with pytest.raises(SimulationError, match=r"would take more than 2e\+10 events.*busiest place is .*longer time"):
        simulate(load_model(text), RunOptions(days=30))
    assert time.process_time() - begin < LONGEST_S


def test_a_long_run_is_not_stopped() -> None:
    """A year of a short line, some million events: several looks at a pace that leads to the end."""
    assert simulate(load_model(plant()), RunOptions(days=365))[0].totals


def test_room_follows_jobs_not_capacities() -> None:
    """Ten thousand stations and buffers of a million places: as many bytes as with small buffers."""
    program = """
import resource
from taktwin.model.files.load import load_model
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
pair = "          - {{station: s{0}, cycle: 100 s}}\\n          - {{buffer: b{0}, capacity: CAP}}\\n"
flow = "".join(pair.format(i) for i in range(200))
head = "taktwin: 1\\nname: large\\norders: {o: {}}\\nshops:\\n  body:\\n    lines:\\n      main:\\n"
head += "        orders: o\\n        flow:\\n"
simulate(load_model(head + flow + "          - {station: s, cycle: 100 s, count: COUNT}\\n"), RunOptions(days=0.1))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    used = [
        int(subprocess.check_output([sys.executable, "-c", program.replace("CAP", cap).replace("COUNT", "2000")]))
        for cap in ("5", "1000000")
    ]
    assert used[1] < used[0] + 100_000  # KiB


def test_a_line_that_begins_with_many_places_fills_them_at_once() -> None:
    flow = "          - {buffer: first, capacity: 100000}\n          - {station: a"
    (result,) = simulate(load_model(plant().replace("          - {station: a", flow)), RunOptions(days=0.1, warmup=0))
    assert result.jobs.height == 100_000 + 8640 // 100 + 1


def test_work_that_takes_no_time_lets_a_full_buffer_go_at_one_instant() -> None:
    """A station off shift holds back a large buffer; when it wakes, all of it passes within one instant."""
    text = """\
taktwin: 1
name: flushed
start: 2026-01-05
orders: {o: {}}
calendars: {day: {shifts: [{days: daily, from: "10:00", to: "11:00"}]}}
shops:
  body:
    lines:
      main:
        orders: o
        flow:
          - {station: fast, cycle: 1 s}
          - {buffer: large, capacity: 50000}
          - {station: none, cycle: 0 s, calendar: day}
"""
    (result,) = simulate(load_model(text), RunOptions(days=0.42, warmup=0))
    assert (result.jobs["outcome"] == "finished").sum() > 36_000
