"""Plain serial lines take a path of their own: its state must be, to the bit, the one that the event loop leaves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taktwin.kernel.base.state import LOG
from taktwin.kernel.common.joblog import whole_log
from taktwin.runs.entries import PLAIN, SERIAL, Entries
from taktwin.runs.simulation import Simulation
from tests.kernel.plants import Data, line, program_of

CYCLES = ["exp(1 s)", "1 s", "2 s", "uniform(0.5 s, 1.5 s)", "tri(0.8 s, 1 s, 1.3 s)", "3 s"]
ORDERS: list[Data] = [
    {}, {"quantity": 37}, {"interval": "2 s"}, {"interval": "exp(2 s)"}, {"interval": "1 s", "quantity": 50},
]  # fmt: skip
#: What differs without meaning: pool slots of jobs, and the beginning of work that is over.
MEANINGLESS = {
    "resource_states": {"began", "job", "next_waiting"},
    "node_states": {"head", "tail"},
    "mode_states": set(),
}


class ByEvents(Simulation):
    """The same run by the event loop."""

    @property
    def entries(self) -> Entries:
        return PLAIN


class InNeed(Simulation):
    """The same run with so little room for the log and for jobs that the kernel has to stop in the middle."""

    def _make_room(self) -> None:
        self.stops = getattr(self, "stops", 0) + 1
        super()._make_room()

    def _more_log(self) -> None:
        self.arrays["log"] = np.zeros(int(self.world["log_margin"][0]) + 3, LOG)

    def _more_jobs(self, more: int) -> None:
        super()._more_jobs(int(self.world["job_margin"][0]) + 3)


def shot(simulation: Simulation) -> dict[str, np.ndarray]:
    """Everything that means something in the state of a run."""
    arrays, world = simulation.arrays, simulation.world
    found = {
        f"{table}.{field}": arrays[table][field].copy()
        for table, left_out in MEANINGLESS.items()
        for field in arrays[table].dtype.names or ()
        if field not in left_out
    }
    found |= {"seconds": arrays["seconds"].copy(), "due": arrays["due"].copy()}
    for field in ("now", "wip", "operations", "events", "finished", "created", "bucket_due", "marked"):
        found[field] = world[field].copy()
    found["queues"] = np.array([queue(simulation, n) for n in range(arrays["nodes"].size)])
    return found


def queue(simulation: Simulation, node: int) -> str:
    jobs, j, found = simulation.arrays["jobs"], int(simulation.arrays["node_states"]["head"][node]), []
    while j >= 0:
        found.append((int(jobs["order"][j]), float(jobs["ready"][j])))
        j = int(jobs["next"][j])
    return repr(found)


def trail(simulation: Simulation, times: list[float]) -> list[dict[str, np.ndarray]]:
    """The state at some times, and at the end the series and the log (in order of time)."""
    found = []
    for time in times:
        simulation.advance_to(time)
        found.append(shot(simulation))
    simulation.drain()
    log = whole_log(simulation.logs)
    series = np.concatenate(simulation.rows) if simulation.rows else np.zeros(0)
    found.append({"log": np.sort(log, order=("time", "kind", "order", "who", "what", "point")), "series": series})
    return found


def assert_same(one: list[dict[str, np.ndarray]], other: list[dict[str, np.ndarray]]) -> None:
    for a, b in zip(one, other, strict=True):
        for name in a:
            np.testing.assert_array_equal(a[name], b[name], err_msg=name)


@st.composite
def serial_plants(draw: st.DrawFn) -> Data:
    flow: list[Data] = []
    orders = draw(st.sampled_from(ORDERS))
    for i in range(draw(st.integers(1, 6))):
        if (i > 0 or draw(st.booleans())) and draw(st.integers(0, 9)) < 7:
            limited = i == 0 and "interval" not in orders
            flow.append(
                {"buffer": f"b{i}", "capacity": draw(st.sampled_from([1, 2, 3, 7] + ["unlimited"] * (not limited)))}
            )
        station: Data = {"station": f"s{i}", "cycle": draw(st.sampled_from(CYCLES))}
        modes = st.fixed_dictionaries(
            {
                "clock": st.sampled_from(["time", "operation"]),
                "up": st.sampled_from(["exp(20 s)", "10 s", "13 s"]),
                "repair": st.sampled_from(["exp(3 s)", "2 s", "5 s"]),
            }
        )
        station["failures"] = draw(st.lists(modes, max_size=2))
        flow.append(station)
    plant = {**line(flow, orders), "bucket": draw(st.sampled_from(["15 min", "37 s", "7 s"]))}
    if len(flow) > 2 and draw(st.booleans()):
        cut = draw(st.integers(1, len(flow) - 1))
        plant["shops"] = {
            "one": {"lines": {"first": {"orders": "jobs", "flow": flow[:cut], "to": "second"}}},
            "two": {"lines": {"second": {"flow": flow[cut:]}}},
        }
    return plant


TIMES = [0.0, 3.0, 10.0, 11.5, 250.0, 1200.0]


@settings(max_examples=150)
@given(serial_plants())
def test_the_state_is_that_of_the_event_loop(plant):
    program = program_of(plant)
    assert program.arrays["steps"].size > 0
    assert_same(trail(Simulation(program), TIMES), trail(ByEvents(program), TIMES))


@settings(max_examples=20)
@given(serial_plants(), st.lists(st.floats(0.0, 1200.0), max_size=8))
def test_stopping_changes_nothing(plant, stops):
    program = program_of(plant)
    stopped = Simulation(program)
    for time in sorted(stops):
        stopped.advance_to(time)
    assert_same(trail(stopped, [1200.0])[:1], trail(Simulation(program), [1200.0])[:1])


def test_a_shortage_of_room_changes_nothing():
    flow: list[Data] = [
        {"station": "a", "cycle": "exp(1 s)", "point": "in"},
        {"buffer": "stock", "capacity": "unlimited"},
        {"station": "b", "cycle": "exp(1.1 s)"},
        {"buffer": "few", "capacity": 2},
        {"station": "c", "cycle": "exp(1 s)"},
    ]
    program = program_of({**line(flow), "bucket": "100 h"})
    short = InNeed(program)
    assert_same(trail(short, [20000.0]), trail(ByEvents(program), [20000.0]))
    assert getattr(short, "stops", 0) > 10


def test_two_lines_side_by_side():
    flow: list[Data] = [
        {"station": "a", "cycle": "exp(1 s)"},
        {"buffer": "x", "capacity": 2},
        {"station": "b", "cycle": "1 s"},
    ]
    other: list[Data] = [{"station": "c", "cycle": "2 s"}, {"station": "d", "cycle": "exp(2 s)"}]
    plant = line(flow)
    plant["orders"]["more"] = {"interval": "exp(3 s)"}
    plant["shops"]["shop"]["lines"]["other"] = {"orders": "more", "flow": other}
    program = program_of(plant)
    assert program.arrays["steps"].size == 4
    assert_same(trail(Simulation(program), TIMES), trail(ByEvents(program), TIMES))


NEEDS_EVENTS: dict[str, tuple[list[Data], Data]] = {
    "parallel servers": ([{"station": "a", "cycle": "1 s", "servers": 2}], {}),
    "no work": ([{"station": "a", "cycle": "0 s"}], {"interval": "1 s"}),
    "crew": (
        [{"station": "a", "cycle": "1 s", "failures": [{"up": "9 s", "repair": "1 s", "crew": "crew"}]}],
        {},
    ),
    "conveyor": ([{"conveyor": "belt", "transit": "9 s", "capacity": 3}, {"station": "a", "cycle": "1 s"}], {}),
    "scrap": ([{"station": "a", "cycle": "1 s", "scrap": "5 %"}], {}),
    "a way past a station": (
        [
            {"station": "a", "cycle": "1 s", "routes": [{"to": "c", "share": "5 %"}]},
            {"station": "b", "cycle": "1 s"},
            {"station": "c", "cycle": "1 s"},
        ],
        {},
    ),
    "two buffers": (
        [{"buffer": "x", "capacity": 2}, {"buffer": "y", "capacity": 2}, {"station": "a", "cycle": "1 s"}],
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", NEEDS_EVENTS)
def test_other_plants_take_the_event_loop(what):
    flow, orders = NEEDS_EVENTS[what]
    program = program_of({**line(flow, orders), "crews": {"crew": {"size": 1}}})
    assert program.arrays["steps"].size == 0
    assert Simulation(program).entries is PLAIN


def test_a_shift_calendar_or_a_trace_takes_the_event_loop():
    shifts = {"calendars": {"day": {"shifts": [{"days": "daily", "from": "06:00", "to": "14:00"}]}}}
    data = line([{"station": "a", "cycle": "1 s"}])
    assert Simulation(program_of(data)).entries is SERIAL
    assert Simulation(program_of(data), trace=True).entries is PLAIN
    assert Simulation(program_of({**data, **shifts})).entries is PLAIN
