"""What each state means, and which one holds where several would fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kernel.plants import Data, history, line, run, states
from tests.kernel.rules.small import BREAK, bolts, listed, state_at, tugs


@pytest.mark.rule("off shift: its calendar says so")
def test_off_shift():
    result = run(line([{"station": "m", "cycle": "25 s", "calendar": "day"}], calendars=BREAK), 150)
    assert history(result, "m") == [(0, "working"), (60, "off_shift"), (120, "working")]


@pytest.mark.rule(
    "it has failed, or maintenance is due, and the crew, or the operators", "down: it has failed and is being repaired"
)
def test_down_and_waiting_for_the_crew():
    result = run(with_crew([{"station": "m", "cycle": "1000 s"}], other_repair="15 s"), 130)
    assert history(result, "other") == [(0, "working"), (40, "down"), (55, "working"), (95, "waiting_crew")]
    assert history(result, "m") == [(0, "working"), (50, "waiting_crew"), (55, "down")]


@pytest.mark.rule("setup: it is being set up, purged, or its die is changed")
def test_setup(tmp_path):
    setup = {"by": "colour", "time": "3 s", "purge_after": 2, "purge_time": "1 s"}
    flow = [{"station": "m", "cycle": "10 s", "setup": setup}]
    result = run(line_of(flow, listed(tmp_path, "red", "red", "red", "blue")), 44)
    assert history(result, "m") == [(0, "working"), (20, "setup"), (21, "working"), (31, "setup"), (34, "working"),
                                    (44, "starved")]  # fmt: skip


@pytest.mark.rule(
    "setup: it is being set up, purged, or its die is changed", "a cell: a lot) but a part", "a cell: the stock point"
)
def test_a_cell_changes_its_die_waits_for_material_and_is_blocked():
    makes = {
        "p": {"part": "p", "hit": "5 s", "lot": 2, "reorder": 1},
        "q": {"part": "q", "hit": "5 s", "lot": 1, "reorder": 0, "uses": {"bolt": 1}},
    }
    data = line([{"station": "m", "cycle": "40 s", "uses": {"p": 1, "q": 1}}], **bolts(offset="30 s"))
    data["parts"] |= {name: {"family": "panels", "unit": "piece"} for name in "pq"}
    data["stocks"] |= {"p-rack": {"part": "p", "initial": 1, "capacity": 2}, "q-rack": {"part": "q", "initial": 0}}
    data["shops"]["shop"]["cells"] = {"press": {"makes": makes, "change": "4 s"}}
    result = run(data, 80)
    # q has the least cover; a bolt comes at 30; m draws p and q at 35. Then p is due (0 of 1) after a change of 4 s;
    # 2 hits to 49; then q again: die change to 53, and no bolt
    assert history(result, "press") == [(0, "waiting_parts"), (30, "working"), (35, "setup"), (39, "working"),
                                        (49, "setup"), (53, "waiting_parts")]  # fmt: skip
    data["stocks"]["p-rack"] |= {"initial": 1}
    data["stocks"]["q-rack"] |= {"initial": 2}
    data["shops"]["shop"]["lines"]["main"]["flow"][0]["uses"] = {"q": 1}
    result = run(data, 39)
    # one p is there, a lot of two is due, one has room
    assert history(result, "press") == [(0, "working"), (5, "blocked")]


@pytest.mark.rule("it drives, loads or unloads, empty or not", "starved: it has nothing to do")
def test_a_vehicle_works_from_its_departure_until_it_has_unloaded():
    flow = [
        {"station": "a", "cycle": "10 s"},
        {"transport": "way", "fleet": "tugs", "distance": "20 m", "empty": "5 m"},
        {"station": "b", "cycle": "1 s"},
    ]
    result = run(line(flow, {"quantity": 1}, **tugs(load="3 s", unload="2 s")), 50)
    assert history(result, "tugs.1") == [(10, "working"), (40, "starved")]
    assert states(result, "tugs.1") == {"starved": 20, "working": 30}


@pytest.mark.rule("a conveyor: its first job is on the way", "blocked: its finished job cannot go on")
def test_a_conveyor_works_while_its_first_job_is_on_the_way():
    flow = [
        {"buffer": "queue", "capacity": "unlimited"},
        {"conveyor": "belt", "transit": "10 s", "capacity": 5, "spacing": "1 s"},
        {"station": "m", "cycle": "15 s"},
    ]
    result = run(line(flow, {"interval": "4 s", "quantity": 2}), 60)
    # on at 4 and 8; off at 14; the second is at the end at 18 and goes off at 29
    assert history(result, "belt") == [(4, "working"), (18, "blocked"), (29, "starved")]


@pytest.mark.rule("a part, or a job of a sub-line that is to be joined, is lacking")
def test_waiting_for_parts():
    flow = [{"station": "m", "cycle": "10 s", "uses": {"bolt": 1}}]
    result = run(line(flow, **bolts(offset="30 s")), 50)
    assert history(result, "m") == [(0, "waiting_parts"), (30, "working"), (40, "waiting_parts")]
    flow = [{"station": "m", "cycle": "10 s", "joins": [{"line": "sub"}]}]
    sub = {"sub": {"flow": [{"station": "s", "cycle": "25 s"}], "endless": True}}
    result = run(line(flow, lines=sub), 60)
    assert history(result, "m") == [(0, "waiting_parts"), (25, "working"), (35, "waiting_parts"), (50, "working"),
                                    (60, "waiting_parts")]  # fmt: skip


@pytest.mark.rule("waiting for transport: its finished job waits for a vehicle")
@pytest.mark.parametrize("giver", ["station", "conveyor"])
def test_waiting_for_transport(giver):
    first = {"station": "a", "cycle": "10 s"}
    if giver == "conveyor":
        first = {"conveyor": "a", "transit": "10 s", "capacity": 1}
    flow = [
        {"buffer": "queue", "capacity": "unlimited"},
        first,
        {"transport": "way", "fleet": "tugs", "distance": "20 m", "empty": "5 m"},
        {"station": "b", "cycle": "1 s"},
    ]
    result = run(line(flow, {"interval": "1 s", "quantity": 2}, **tugs()), 100)
    # the vehicle comes at 16; the second job is ready at 26, the vehicle free at 36 and there again at 41
    assert history(result, "a") == [(1, "working"), (11, "waiting_transport"), (16, "working"),
                                    (26, "waiting_transport"), (41, "starved")]  # fmt: skip


@pytest.mark.rule("blocked: its finished job cannot go on", "starved: it has nothing to do")
def test_blocked_and_starved():
    flow = [{"station": "a", "cycle": "10 s"}, {"station": "b", "cycle": "30 s"}, {"station": "c", "cycle": "5 s"}]
    result = run(line(flow, {"quantity": 2}), 100)
    assert history(result, "a") == [(0, "working"), (20, "blocked"), (40, "starved")]
    assert history(result, "b") == [(10, "working"), (70, "starved")]
    assert history(result, "c") == [(40, "working"), (45, "starved"), (70, "working"), (75, "starved")]


@pytest.mark.rule("A load of a shop is working on shift")
def test_a_load():
    data = line(
        [{"station": "m", "cycle": "10 s"}], calendars=BREAK, power={"light": {"electricity": {"working": "1 kW"}}}
    )
    data["shops"]["shop"]["loads"] = {"light": {"power": "light", "calendar": "day"}}
    assert history(run(data, 150), "shop light") == [(60, "off_shift"), (120, "working")]


# --- which state holds where several would fit


def line_of(flow: list[Data], fields: Data) -> Data:
    """A line with its orders among the other fields of the plant."""
    return {**line(flow), **fields}


def with_crew(flow: list[Data], other_repair: str, fields: Data | None = None, calendar: str | None = None) -> Data:
    """A plant whose first station fails at 50 s; the only crew has been busy with another one since 40 s."""
    flow[0]["failures"] = [{"up": "50 s", "repair": "500 s", "crew": "fitters"}]
    if calendar:
        flow[0]["calendar"] = calendar
    data = line_of(flow, fields or {})
    data["orders"]["others"] = {"mix": {"car": "100 %"}} if "products" in data else {}
    mode = {"up": "40 s", "repair": other_repair, "crew": "fitters"}
    other = {"station": "other", "cycle": "1000 s", "failures": [mode]}
    data["shops"]["next"] = {"lines": {"others": {"orders": "others", "flow": [other]}}}
    return {**data, "crews": {"fitters": {"size": 1}}, "calendars": BREAK}


def situation(state: str, folder: Path) -> tuple[list[Data], Data]:
    """A flow whose station `m` is in this state from 20 s on for a long time, and fields of its plant."""
    m: Data = {"station": "m", "cycle": "10 s"}
    if state == "setup":
        return [m | {"setup": {"by": "colour", "time": "500 s"}}], listed(folder, "red", "blue")
    if state == "working":
        return [m | {"cycle": "500 s"}], {}
    if state == "waiting_parts":
        return [m | {"uses": {"bolt": 1}}], bolts()
    if state == "waiting_transport":
        way = {"transport": "way", "fleet": "tugs", "distance": "1 m", "empty": "500 m"}
        return [m, way, {"station": "n", "cycle": "1 s"}], tugs()
    if state == "blocked":
        return [m, {"station": "n", "cycle": "500 s"}], {}
    return [m], {"orders": {"jobs": {"interval": "500 s"}}}


SITUATIONS = ("setup", "working", "waiting_parts", "waiting_transport", "blocked", "starved")


@pytest.mark.rule("Where several would fit, the first in this list holds")
@pytest.mark.parametrize("state", SITUATIONS)
def test_down_and_waiting_for_the_crew_come_before_all_but_off_shift(state, tmp_path):
    flow, fields = situation(state, tmp_path)
    result = run(with_crew(flow, "15 s", fields, "day"), 200)
    found = [state_at(result, "m", time) for time in (49.9, 50, 55, 60, 120)]
    assert found == [state, "waiting_crew", "down", "off_shift", "down"]


@pytest.mark.rule("Where several would fit, the first in this list holds")
@pytest.mark.parametrize("state", SITUATIONS)
def test_off_shift_comes_before_waiting_for_the_crew(state, tmp_path):
    flow, fields = situation(state, tmp_path)
    result = run(with_crew(flow, "500 s", fields, "day"), 200)
    found = [state_at(result, "m", time) for time in (49.9, 50, 60, 120)]
    assert found == [state, "waiting_crew", "off_shift", "waiting_crew"]


@pytest.mark.rule("Where several would fit, the first in this list holds")
@pytest.mark.parametrize("state", SITUATIONS)
def test_off_shift_comes_before_every_other_state(state, tmp_path):
    flow, fields = situation(state, tmp_path)
    flow[0]["calendar"] = "day"
    result = run(line_of(flow, {**fields, "calendars": BREAK}), 200)
    assert [state_at(result, "m", time) for time in (59.9, 60, 120)] == [state, "off_shift", state]


@pytest.mark.rule("A resource is in exactly one state at every instant")
@pytest.mark.parametrize("state", SITUATIONS)
def test_the_states_of_a_resource_follow_each_other_without_a_gap(state, tmp_path):
    flow, fields = situation(state, tmp_path)
    result = run(with_crew(flow, "15 s", fields, "day"), 200)
    times = [time for time, _ in history(result, "m")]
    assert times == sorted(set(times))
    seconds = {"waiting_crew": 5, "off_shift": 60, "down": 5 + 80}
    assert {name: states(result, "m")[name] for name in seconds} == seconds
    assert sum(states(result, "m").values()) == 200
