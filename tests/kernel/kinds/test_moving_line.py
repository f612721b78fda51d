"""Moving lines and indexed lines: times by hand, closed forms, and recursions written without the engine."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import taktwin
from taktwin.kernel.base import state as k
from taktwin.model.checks.ways.loads import loads
from taktwin.model.start.file import StartStateError
from taktwin.model.values.distribution import parse_distribution
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import Snapshot, SnapshotError
from taktwin.runs.tables import result_of
from tests.kernel.plants import Data, ends, history, line, model_of, program_of, row_of, run, simulated, states
from tests.oracle.compare import compare
from tests.oracle.compare import model_of as checked
from tests.oracle.drafts.factories import factory
from tests.oracle.draws import Draws


def moving(zones: int, cycle: Any, *, except_: dict[int, Any] | None = None, **more: Any) -> Data:
    """A line of a takt of 100 s; ``except_`` is what is said of single zones."""
    own = {"except": except_} if except_ else {}
    return {"moving_line": "trim", "zones": zones, "takt": "100 s", "cycle": cycle, **more, **own}


def zone(found: Any, name: str) -> dict[str, Any]:
    return row_of(found.zones, "zone", name)


# --- by hand


@pytest.mark.rule("On a moving line all jobs move together")
@pytest.mark.rule("What is not done in time, lacks a part, fails or cannot go on stops the whole line")
def test_the_line_stops_at_the_end_of_the_zone() -> None:
    """Zone 2 takes 110 s: from the second pitch on the line stands 10 s at the end of each."""
    found = run(line([moving(3, "90 s", except_={2: {"cycle": "110 s"}})]), 700.0)
    assert ends(found) == [320.0, 430.0, 540.0, 650.0]
    assert history(found, "trim") == [(0.0, "working")]
    two = zone(found, "trim-2")
    # pitches at 100, 210, 320, 430, 540, 650; it began at each of them, and the last is 50 s old
    assert (two["jobs"], two["overloads"], two["overload_s"], two["stops"], two["stopped_s"]) == (6, 5, 50.0, 5, 50.0)
    assert two["work_s"] == 5 * 110.0 + 50.0
    assert zone(found, "trim-1")["stops"] == zone(found, "trim-3")["stops"] == 0


def test_zones_forget_what_was_before_the_warm_up_ends() -> None:
    """The line above, measured from 500 s: the works of zone 2 end at 540 and 650 s, 10 s late each."""
    simulation = simulated(line([moving(3, "90 s", except_={2: {"cycle": "110 s"}})]), 500.0)
    simulation.begin_measuring()
    simulation.advance_to(700.0)
    two = zone(result_of(simulation), "trim-2")
    assert (two["jobs"], two["overloads"], two["overload_s"], two["stops"], two["stopped_s"]) == (2, 2, 20.0, 2, 20.0)
    assert two["work_s"] == 40.0 + 110.0 + 50.0


def test_several_that_are_late_stop_the_line_once() -> None:
    """The longest work of the pitch holds the line: 130 s in zone 1, 120 s in zone 2."""
    found = run(line([moving(2, "130 s", except_={2: {"cycle": "120 s"}})]), 391.0)
    assert ends(found) == [260.0, 390.0]
    one, two = zone(found, "trim-1"), zone(found, "trim-2")
    assert (one["overload_s"], two["overload_s"]) == (3 * 30.0, 2 * 20.0)
    assert (one["stopped_s"], two["stopped_s"], two["stops"]) == (90.0, 0.0, 0)


def test_a_worker_may_drift_into_the_next_zone() -> None:
    """Work of 110 s, drift of 20 s: late by 10, 20, then 30 s, for which the line stands 10 s behind the zone."""
    found = run(line([moving(2, "110 s", drift="20 s", except_={2: {"cycle": "1 s"}})]), 640.0)
    assert ends(found) == [200.0, 300.0, 410.0, 520.0, 630.0]
    one = zone(found, "trim-1")
    assert (one["overloads"], one["overload_s"], one["stops"], one["stopped_s"]) == (3, 30.0, 3, 30.0)


def test_a_worker_who_finishes_takes_the_job_along() -> None:
    """Job n (from 0) is done in zone 1 at 110 (n + 1), and leaves after two pitches if it is done by then."""
    found = run(line([moving(2, "110 s", overload="finish", except_={2: {"cycle": "1 s"}})]), 1500.0)
    assert ends(found) == [max(100.0 * n + 200.0, 110.0 * (n + 1)) for n in range(13)]
    one = zone(found, "trim-1")
    assert one["stops"] == 3, "of jobs 10, 11 and 12: nothing leaves the line before it is done"
    assert zone(found, "trim-2")["stops"] == 0


def test_utility_workers_take_over_the_rest() -> None:
    """The line never stops; 10 s of each job in each zone are done by others."""
    found = run(line([moving(2, "110 s", overload="utility")]), 1000.0)
    assert ends(found) == [200.0 + 100.0 * n for n in range(9)]
    one, two = zone(found, "trim-1"), zone(found, "trim-2")
    assert (one["helped_s"], two["helped_s"], one["stopped_s"]) == (100.0, 90.0, 0.0)
    assert one["work_s"] == pytest.approx(1000.0)


def test_one_utility_worker_cannot_be_in_two_zones() -> None:
    """He helps in zone 1 for 10 s; so long the line stands for zone 2, which is done then."""
    found = run(line([moving(2, "110 s", overload="utility", utility_workers=1)]), 1000.0)
    assert ends(found) == [210.0 + 110.0 * n for n in range(8)]
    assert zone(found, "trim-1")["helped_s"] == 90.0
    assert (zone(found, "trim-2")["helped_s"], zone(found, "trim-2")["stopped_s"]) == (0.0, 80.0)


def test_a_gap_travels_and_an_empty_line_waits() -> None:
    """Jobs at 250, 500, ... s: each finds the line empty and starts it; it is there for 200 s."""
    found = run(line([moving(2, "90 s")], {"interval": "250 s"}), 1000.0)
    born = found.jobs["born"].to_list()
    assert ends(found) == [time + 200.0 for time in born if time + 200.0 <= 1000.0]
    assert born[1] - born[0] == 250.0
    # at 130 s the second job waits for the pitch at 200; a gap travels before it
    found = run(line([moving(3, "90 s")], {"interval": "130 s", "quantity": 3}), 1000.0)
    first = found.jobs["born"][0]
    assert [time - first for time in found.jobs["born"]] == [0.0, 200.0, 300.0]
    assert [time - first for time in ends(found)] == [300.0, 500.0, 600.0]


@pytest.mark.rule("What is not done in time, lacks a part, fails or cannot go on stops the whole line")
def test_a_blocked_line_stands_and_its_workers_go_on() -> None:
    """The station behind takes 150 s: the line stands 50 s at each pitch, in which works of 140 s are done."""
    found = run(line([moving(2, "140 s"), {"station": "behind", "cycle": "150 s"}]), 1000.0)
    # pitches at 140, 280; then the station is free at 430, 580, ...
    assert ends(found) == [430.0, 580.0, 730.0, 880.0]
    assert states(found, "trim")["blocked"] == pytest.approx((430 - 420) + (580 - 570) + (730 - 720) + (880 - 870))


@pytest.mark.rule("What is not done in time, lacks a part, fails or cannot go on stops the whole line")
def test_breaks_and_failures_stop_everything() -> None:
    """A failure of zone 2 after 150 s of operation for 40 s, and a break from 300 to 360 s."""
    fails = {"clock": "operation", "up": "150 s", "repair": "40 s"}
    day = {"shifts": [{"days": "daily", "from": "00:00", "to": "23:00", "breaks": ["00:05-00:06"]}]}
    data = line(
        [moving(2, "120 s", except_={2: {"failures": [fails]}})],
        calendars={"day": day}, shop={"calendar": "day"},
    )  # fmt: skip
    found = run(data, 460.0)
    # pitch at 120; down 150 to 190, pitch at 280; break 300 to 360; 150 s of operation since 190: down at 400
    assert history(found, "trim") == [
        (0.0, "working"), (150.0, "down"), (190.0, "working"), (300.0, "off_shift"), (360.0, "working"),
        (400.0, "down"), (440.0, "working"),
    ]  # fmt: skip
    assert ends(found) == [280.0]
    assert (zone(found, "trim-2")["failures"], zone(found, "trim-1")["failures"]) == (2, 0)


@pytest.mark.rule("What is not done in time, lacks a part, fails or cannot go on stops the whole line")
@pytest.mark.parametrize(
    ("lead", "line_ends", "waits", "stood"),
    [
        ("350 s", [200.0, 440.0, 540.0], [(300.0, "waiting_parts"), (350.0, "working")], 50.0 + 90.0),
        ("250 s", [200.0, 340.0, 440.0], [], 40.0),
        ("205 s", [200.0, 300.0, 400.0], [], 0.0),
    ],
)
def test_parts_that_are_missing_stop_the_line_at_the_end_of_the_zone(
    lead: str, line_ends: list[float], waits: list[tuple[float, str]], stood: float
) -> None:
    """The part for the job in zone 2 since 200 s comes at 350 s: the line stands from 300 s, then for 90 s of work.

    At 250 s it comes before the pitch, and the line stands for what is left of its work. All this is laid to the part.
    """
    data = line(
        [moving(2, "90 s", except_={2: {"uses": {"screw": 1}}})],
        parts={"screw": {}}, stocks={"box": {"part": "screw", "initial": 1}}, suppliers={"mill": {}},
        lanes={"truck": {"supplier": "mill", "to": "box", "every": "10 h", "lead": lead, "quantity": 50}},
    )  # fmt: skip
    found = run(data, 600.0)
    assert ends(found)[:3] == line_ends
    assert history(found, "trim") == [(0.0, "working"), *waits]
    assert row_of(found.waits, "resource", "trim-2")["seconds"] == stood
    assert row_of(found.zones, "zone", "trim-2")["stopped_s"] == min(stood, 90.0)


@pytest.mark.parametrize(
    ("rule", "zone", "stood"),
    [
        ({"overload": "stop", "drift": "30 s"}, 1, 5.0),
        ({"overload": "stop"}, 1, 30.0),
        ({"overload": "finish"}, 1, 0.0),
        ({"overload": "finish"}, 2, 30.0),
        ({"overload": "utility"}, 1, 0.0),
    ],
)
def test_only_what_the_line_stands_for_is_laid_to_a_part(rule: dict[str, str], zone: int, stood: float) -> None:
    """Work of 105 s is 5 s late in any case, and 30 s more, as its part comes 30 s after its job."""
    lead = "30 s" if zone == 1 else "130 s"  # its first job comes to zone 2 at 100 s
    data = line(
        [moving(2, "105 s", except_={zone: {"uses": {"screw": 1}}}, **rule)],
        parts={"screw": {}}, stocks={"box": {"part": "screw"}}, suppliers={"mill": {}},
        lanes={"truck": {"supplier": "mill", "to": "box", "every": "10 h", "lead": lead, "quantity": 50}},
    )  # fmt: skip
    assert row_of(run(data, 600.0).waits, "resource", f"trim-{zone}")["seconds"] == stood


@pytest.mark.rule("On a moving line all jobs move together")
def test_an_indexed_line_moves_when_all_are_done() -> None:
    """Zones of 30 and 50 s and a transfer of 5 s; a job that comes while it stands is still taken."""
    flow = [{"indexed_line": "press", "zones": 2, "cycle": "30 s", "transfer": "5 s", "except": {2: {"cycle": "50 s"}}}]
    found = run(line(flow), 300.0)
    # 30 s of work and a transfer, then 50 s of work; the last job leaves before the transfer
    assert ends(found) == [85.0, 140.0, 195.0, 250.0]
    found = run(line(flow, {"interval": "70 s", "quantity": 2}), 400.0)
    first = found.jobs["born"][0]
    # the second comes at 70 s: zone 2 works from 35 to 85, so it is taken at once, and works until 100
    assert [time - first for time in found.jobs["born"]] == [0.0, 70.0]
    assert [time - first for time in ends(found)] == [100.0, 155.0]


# --- closed forms


def rate(flow: list[Data], hours: float, seed: int = 1, **more: Any) -> float:
    """Jobs an hour after a tenth of the time."""
    data = line(flow, **more)
    counted = ends(run(data, hours * 3600.0, seed, trace=False))
    begin = 0.1 * hours * 3600.0
    return sum(time > begin for time in counted) / (0.9 * hours)


@pytest.mark.parametrize(("stages", "wanted"), [(1, 30.0), (2, 37.5), (4, 42.86), (20, 48.39)])
def test_the_synchronous_line_of_the_textbook(stages: int, wanted: float) -> None:
    """20 stations of 1.2 min, 0.005 stops a station and cycle of 8 min each: T = 1.2 + (20 / stages) 0.005 x 8 min.

    Stops are counted by operation: 0.005 a cycle of 1.2 min is one in 240 min of work. In several stages with endless
    buffers between them, each runs at its own rate.
    """
    zones = 20 // stages
    stop = {"clock": "operation", "up": "exp(240 min)", "repair": "8 min"}
    flow: list[Data] = []
    for stage in range(stages):
        if stage:
            flow.append({"buffer": f"b{stage}", "capacity": "unlimited"})
        each = {number: {"failures": [stop]} for number in range(1, zones + 1)}
        flow.append({"indexed_line": f"s{stage}", "zones": zones, "cycle": "1.2 min", "except": each})
    assert 60.0 / (1.2 + zones * 0.005 * 8.0) == pytest.approx(wanted, abs=0.005)
    # of n jobs the time varies by n zones 0.005 stops of 8 min: below 0.4 % over 20,000 h; of several equal stages the
    # slowest is what is seen
    hours = 20000.0 if stages < 20 else 4000.0
    assert rate(flow, hours) == pytest.approx(wanted, rel=0.004 if stages == 1 else 0.012)


WORK = "discrete(90 s = 70 %, 120 s = 30 %)"


def test_expected_stop_and_utility_work() -> None:
    """Three independent zones late by 20 s with 30 %: E[stop] = 20 (1 - 0.7^3); overload 3 x 0.3 x 20 s a job."""
    stop = 20.0 * (1.0 - 0.7**3)
    assert rate([moving(3, WORK)], 2000.0) == pytest.approx(3600.0 / (100.0 + stop), rel=0.003)
    found = run(line([moving(3, WORK, overload="utility")]), 2000 * 3600.0, trace=False)
    assert len(ends(found)) == 2000 * 36 - 3 + 1
    jobs = float(found.zones["jobs"].sum())
    assert float(found.zones["helped_s"].sum()) / jobs == pytest.approx(0.3 * 20.0, rel=0.01)
    assert found.zones["helped_s"].to_list() == found.zones["overload_s"].to_list()


@pytest.mark.parametrize("seed", range(5))
def test_who_finishes_follows_a_recursion(seed: int) -> None:
    """Lindley's recursion in each zone; the line stands for jobs that are not done at its end."""
    zones, takt, jobs = 3, 10.0, 500
    found = run(line([moving(zones, "uniform(6 s, 13 s)", takt="10 s", overload="finish")]), 4500.0, seed, trace=False)
    draws = Draws("trim", seed)
    works = [draws.times(parse_distribution("uniform(6 s, 13 s)"), k.P_WORK + 16 * z) for z in range(zones)]
    pitch = [0.0]  # when pitch n begins: job n comes into zone 0
    free = [0.0] * zones  # when the worker of each zone is
    done = [0.0] * jobs  # when all work that has been begun on a job is
    left: list[float] = []
    for n in range(jobs + zones):
        for z in range(zones):
            job = n - z
            if 0 <= job < jobs:
                free[z] = max(free[z], pitch[n]) + works[z](job)
                done[job] = max(done[job], free[z])
        end = pitch[n] + takt
        if 0 <= n - zones + 1 < jobs:
            end = max(end, done[n - zones + 1])
            left.append(end)
        pitch.append(end)
    engine = ends(found)
    assert len(engine) > 350
    assert engine == pytest.approx(left[: len(engine)], abs=1e-6)
    assert any(later - earlier > takt + 1e-6 for earlier, later in pairwise(engine))


# --- loads, start states, snapshots, what people look at

PLANT = """
taktwin: 1
name: trim
orders: {cars: {}}
shops:
  assembly:
    lines:
      main:
        orders: cars
        flow:
          - {moving_line: trim, takt: 100 s, zones: 3, cycle: 90 s, drift: 5 s, except: {2: {cycle: 130 s}}}
"""


def test_loads() -> None:
    """A moving line cannot be faster than its takt or its longest zone, an indexed one than zone and transfer."""
    flow = [moving(3, "90 s", except_={2: {"cycle": "110 s"}}), moving(2, "130 s", overload="utility")]
    flow[1]["moving_line"] = "final"
    flow.append({"indexed_line": "press", "zones": 2, "cycle": "60 s", "transfer": "10 s"})
    found = {one.name: one.load for one in loads(model_of(line(flow, {"interval": "200 s"})))}
    assert found == pytest.approx({"trim": 0.55, "final": 0.5, "press": 0.35})


@pytest.mark.parametrize("at", [30, 100, 150, 210, 235, 300, 333])
def test_a_run_from_a_state_goes_on_as_the_run_did(at: int) -> None:
    """Wherever it is written: while it moves, stands for zone 2, or its worker has drifted."""
    plant = taktwin.load(PLANT)
    whole = plant.simulate(days=0.02, warmup=0).result.jobs["ended"].drop_nulls().to_list()
    state = plant.state(plant.snapshot(at / 86400))
    again = plant.simulate(days=0.015, start=state).result.jobs["ended"].drop_nulls().to_list()
    wanted = [time - at for time in whole if time > at]
    assert again[: len(wanted)] == pytest.approx(wanted[: len(again)])
    assert len(wanted) > 3


def test_a_state_says_what_stands_in_each_zone() -> None:
    """At 150 s the first job is in zone 2 with 80 s of its work left, the second in zone 1 with 40 s."""
    plant = taktwin.load(PLANT)
    places = plant.state(plant.snapshot(150 / 86400)).places
    assert [places[f"trim-{n}"].jobs[0].left.value for n in (1, 2)] == pytest.approx([40.0, 80.0])  # type: ignore[union-attr]
    assert places["trim"].next_pitch.value == pytest.approx(50.0)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"trim": 2}, "in which zone is each of these jobs"),
        ({"trim-1": 2}, "a zone holds one job, got 2"),
        ({"trim-1": [{"left": "91 s"}]}, "the work takes 90 s at most"),
        ({"trim-1": [{"finished": True}]}, "only the job in the last zone can be finished"),
        ({"trim-3": [{"finished": True, "left": "1 s"}]}, "a finished job has no `left`"),
        ({"trim-2": [{"waited": "1 s"}]}, "only a finished job has `waited`"),
        ({"trim-2": [{"setup": True}]}, "a job in a zone has no `setup`"),
        ({"trim-2": [{"behind": "3 s"}]}, "`overload: finish`"),
        ({"trim": {"next_pitch": "101 s"}}, "a pitch takes 100 s"),
        ({"trim": {"helping": ["1 s"]}}, "the line has 0 utility workers"),
        ({"trim": {"late": "1 s"}}, "trim has no `late`"),
        ({"trim-1": {"next_pitch": "1 s"}}, "trim-1 has no `next_pitch`"),
    ],
)
def test_a_state_that_cannot_be_is_refused(places: Data, words: str) -> None:
    """With the words of lines and zones."""
    with pytest.raises(StartStateError) as caught:
        taktwin.load(PLANT).simulate(days=0.01, start={"places": places})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("line_states", "stage", k.HELD),
        ("line_states", "lacking", 1),
        ("line_states", "holder", 2),
        ("line_states", "to", 101.0),
        ("line_states", "since", 0.0),
        ("line_zone_states", "job", -1),
        ("line_zone_states", "lacks", k.NOT_ASKED),
        ("line_zone_states", "ends", math.nan),
    ],
)
def test_a_snapshot_that_cannot_be_is_refused(table: str, field: str, value: float) -> None:
    """What lines and zones say is held to what else is there."""
    program = program_of(line([moving(3, "90 s")]))
    simulation = Simulation(program)
    simulation.advance_to(250.0)
    Snapshot.of(simulation).resume(program)
    forged = Snapshot.of(simulation)
    forged.arrays[table][field][0] = value
    if field == "holder":
        forged.arrays[table][field][0] = 3
    with pytest.raises(SnapshotError):
        forged.resume(program)


def test_what_would_pay(tmp_path: Path) -> None:
    """The line stands for zone 2: with a tenth less work there the line is as fast as its takt."""
    found = taktwin.load(PLANT).simulate(days=2, warmup=0.1)
    study = found.measure_bottleneck()
    gains = {(one.kind, one.name): one for one in study.gains}
    # 130 s a job; zone 2 with 117 s of work: 117 s a job; the whole line a tenth faster the same
    assert gains["zone", "trim-2"].gain == pytest.approx(3600 / 117 - 3600 / 130, rel=0.02)
    assert gains["moving_line", "trim"].gain == pytest.approx(3600 / 117 - 3600 / 130, rel=0.02)
    report = found.report(tmp_path / "report.html").read_text(encoding="utf-8")
    assert "trim-2" in report
    assert "Zones of moving and indexed lines" in report


@pytest.mark.parametrize("first", [0, 100, 200, 300])
def test_factories_with_such_lines_run_the_same_in_the_oracle(first: int) -> None:
    """Those of a hundred random factories that have a moving or an indexed line, event by event."""
    found = 0
    for number in range(first, first + 100):
        data = factory(11, number)
        if "moving_line" in str(data) or "indexed_line" in str(data):
            found += 1
            assert (number, compare(checked(data), number, 400.0).differences) == (number, [])
    assert found > 5
