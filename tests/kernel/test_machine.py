"""Failures on both clocks, repairs, crews: work is interrupted and goes on after the repair."""

from __future__ import annotations

import pytest

from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, ends, history, line, row_of, run, simulated, states


def failing(clock: str, orders: Data | None = None, up: str = "12 s", **more: object) -> Data:
    mode = {"clock": clock, "up": up, "repair": "5 s"}
    return line([{"station": "m", "cycle": "10 s", "failures": [mode], **more}], orders)


def test_interrupted_work_goes_on_after_the_repair():
    result = run(failing("time"), 55)
    assert ends(result) == [10, 25, 40, 55]
    assert history(result, "m") == [(0, "working"), (12, "down"), (17, "working"), (29, "down"), (34, "working"),
                                    (46, "down"), (51, "working")]  # fmt: skip
    assert row_of(result.resources, "resource", "m")["failures"] == 3
    assert states(result, "m") == {"working": 40, "down": 15}


def test_the_wall_clock_runs_while_the_station_is_idle():
    result = run(failing("time", {"interval": "20 s"}), 80)
    assert ends(result) == [35, 55, 75]
    assert history(result, "m")[:4] == [(12, "down"), (17, "starved"), (20, "working"), (29, "down")]


def test_the_operating_clock_stands_while_the_station_is_idle():
    result = run(failing("operation", {"interval": "20 s"}), 79)
    assert ends(result) == [30, 55, 75]
    assert history(result, "m") == [(20, "working"), (30, "starved"), (40, "working"), (42, "down"), (47, "working"),
                                    (55, "starved"), (60, "working"), (64, "down"), (69, "working"),
                                    (75, "starved")]  # fmt: skip


def test_a_blocked_station_does_not_fail_by_operation_and_work_ends_before_a_failure():
    flow = [
        {"station": "a", "cycle": "10 s", "failures": [{"clock": "operation", "up": "15 s", "repair": "5 s"}]},
        {"station": "b", "cycle": "30 s"},
    ]
    result = run(line(flow), 90)
    # at 50 the work and the 30 s of operation end together: the job is finished, the failure strikes with the next one
    assert history(result, "a") == [(0, "working"), (15, "down"), (20, "working"), (25, "blocked"), (40, "working"),
                                    (50, "blocked"), (70, "down"), (75, "working"), (85, "blocked")]  # fmt: skip


def test_setups_do_not_wear_but_the_wall_clock_interrupts_them(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("product\na\nb\na\n", encoding="utf-8")
    common: Data = {"products": {"a": {}, "b": {}}}
    setup = {"by": "product", "time": "10 s"}
    station = {"station": "m", "cycle": "10 s", "setup": setup}
    times = {}
    for clock in ("operation", "time"):
        mode = {"clock": clock, "up": "15 s", "repair": "5 s"}
        times[clock] = ends(run(line([station | {"failures": [mode]}], {"file": str(path)}, **common), 100))
    # operation: work 0-10, setup 10-20, work 20-25, down 25-30, 30-35, setup 35-45, work 45-55
    assert times["operation"] == [10, 35, 55]
    # time: work 0-10, setup 10-15, down 15-20, setup 20-25, work 25-35, down 35-40 (at once, before the setup), ...
    assert times["time"] == [10, 35, 65]


def test_repairs_wait_for_their_crew_in_the_order_of_the_failures():
    lines = {
        name: {"orders": name, "flow": [{"station": f"m{name}", "cycle": "1000 s", "failures": [name]}]}
        for name in "abc"
    }
    modes = {n: {"up": f"{10 + i} s", "repair": "20 s", "crew": "fitters"} for i, n in enumerate("abc")}
    data = {"orders": {n: {} for n in "abc"}, "failures": modes, "crews": {"fitters": {"size": 1}}}
    result = run({**data, "shops": {"shop": {"lines": lines}}}, 100)
    assert history(result, "ma") == [(0, "working"), (10, "down"), (30, "working"), (40, "waiting_crew"), (70, "down"),
                                     (90, "working"), (100, "waiting_crew")]  # fmt: skip
    assert history(result, "mb") == [(0, "working"), (11, "waiting_crew"), (30, "down"), (50, "working"),
                                     (61, "waiting_crew"), (90, "down")]  # fmt: skip
    assert history(result, "mc") == [(0, "working"), (12, "waiting_crew"), (50, "down"), (70, "working"),
                                     (82, "waiting_crew")]  # fmt: skip
    data["crews"] = {"fitters": {"size": 2}}
    result = run({**data, "shops": {"shop": {"lines": lines}}}, 35)
    assert history(result, "mc") == [(0, "working"), (12, "waiting_crew"), (30, "down")]


def test_two_failure_modes_run_on_their_own_clocks():
    modes = [
        {"clock": "time", "up": "30 s", "repair": "5 s"},
        {"clock": "operation", "up": "20 s", "repair": "2 s"},
    ]
    result = run(line([{"station": "m", "cycle": "100 s", "failures": modes}]), 80)
    # operation at 20 (20 s worked), 20-22; time at 30-35; operation again after 20 s more, 22-30 and 35-47; time at 65
    assert history(result, "m") == [(0, "working"), (20, "down"), (22, "working"), (30, "down"), (35, "working"),
                                    (47, "down"), (49, "working"), (65, "down"), (70, "working"), (74, "down"),
                                    (76, "working")]  # fmt: skip


@pytest.mark.parametrize("clock", ["time", "operation"])
def test_availability_in_the_long_run(clock):
    """Up 90 s and repair 10 s on average: 90 % of the time, whichever clock, as the station always works."""
    mode = {"clock": clock, "up": "exp(90 s)", "repair": "gamma(mean=10 s, cv=0.5)"}
    result = run(line([{"station": "m", "cycle": "1 s", "failures": [mode]}]), 400_000, trace=False)
    assert abs(states(result, "m")["down"] / 400_000 - 0.1) < 4 * 0.0016


def test_what_was_before_the_measured_time_is_not_counted():
    """Setups and failures of the warm-up."""
    setup = {"by": "colour", "time": "1 s"}
    flow = [{"station": "m", "cycle": "10 s", "setup": setup, "failures": [{"up": "40 s", "repair": "5 s"}]}]
    data = line(flow, options={"colour": {"red": "50 %", "blue": "50 %"}})
    simulation = simulated(data, 1000)
    before = simulation.arrays["resource_states"][["setups", "failures"]].copy()
    simulation.begin_measuring()
    simulation.advance_to(2000)
    whole = row_of(result_of(simulated(data, 2000)).resources, "resource", "m")
    measured = row_of(result_of(simulation).resources, "resource", "m")
    m = simulation.program.resource_names.index("m")
    for figure in ("setups", "failures"):
        assert 0 < measured[figure] == whole[figure] - before[figure][m]
