"""Who goes first of what can move or start at the same instant."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, entries, history, line, run, states
from tests.kernel.rules.small import bolts, tugs


@pytest.mark.rule("Moves are pulled", "a place with room takes a job")
def test_a_place_takes_its_next_job_when_it_has_room():
    flow = [{"station": name, "cycle": "1 s"} for name in "abc"] + [{"station": "d", "cycle": "10 s"}]
    result = run(line(flow), 23)
    assert entries(result, "d") == [(3, 0), (13, 1), (23, 2)]
    assert entries(result, "c") == [(2, 0), (3, 1), (13, 2), (23, 3)]
    assert entries(result, "b") == [(1, 0), (2, 1), (3, 2), (13, 3), (23, 4)]
    assert entries(result, "a") == [(0, 0), (1, 1), (2, 2), (3, 3), (13, 4), (23, 5)]


def side_by_side(*stations: Data, **more: object) -> Data:
    """Lines of one station each, all from the same orders."""
    lines = {f"line {i}": {"orders": "jobs", "flow": [station]} for i, station in enumerate(stations)}
    return {"orders": {"jobs": {}}, "shops": {"shop": {"lines": lines}}, **more}


@pytest.mark.rule("looked at, the first in plant order first")
def test_the_first_in_plant_order_takes_the_only_part():
    """Not the one that has waited longest: at 60 s the first one takes it again."""
    stations = [{"station": name, "cycle": "10 s", "uses": {"bolt": 1}} for name in "ab"]
    result = run(side_by_side(*stations, **bolts(every="30 s", offset="30 s")), 89)
    assert history(result, "a") == [(0, "waiting_parts"), (30, "working"), (40, "waiting_parts"), (60, "working"),
                                    (70, "waiting_parts")]  # fmt: skip
    assert states(result, "b") == {"waiting_parts": 89}


@pytest.mark.rule("until none can act")
def test_parts_for_two_start_two():
    stations = [{"station": name, "cycle": "10 s", "uses": {"bolt": 1}} for name in "abc"]
    result = run(side_by_side(*stations, **bolts(offset="30 s", quantity=2)), 50)
    assert [history(result, name)[1:2] for name in "abc"] == [[(30, "working")], [(30, "working")], []]


@pytest.mark.rule("a station first tries to start the jobs it already holds", "takes a job for each free server")
def test_a_station_goes_through_its_servers():
    flow = [{"station": "m", "cycle": "10 s", "servers": 3, "uses": {"bolt": 1}}]
    result = run(line(flow, **bolts(initial=1, every="30 s", offset="30 s")), 89)
    assert entries(result, "m") == [(0, 0), (0, 1), (0, 2), (10, 3), (40, 4), (70, 5)]
    assert history(result, "m.1") == [(0, "working"), (10, "waiting_parts"), (30, "working"), (40, "waiting_parts"),
                                      (60, "working"), (70, "waiting_parts")]  # fmt: skip
    assert states(result, "m.2") == states(result, "m.3") == {"waiting_parts": 89}


@pytest.mark.rule("a station first tries to start the jobs it already holds")
def test_a_job_at_hand_starts_before_the_next_one_comes():
    """At 20 s the truck comes and the first server ends: the second, which holds a job, gets the part."""
    flow = [{"station": "m", "cycle": "20 s", "servers": 2, "uses": {"bolt": 1}}]
    result = run(line(flow, **bolts(initial=1, offset="20 s")), 39)
    assert history(result, "m.1") == [(0, "working"), (20, "waiting_parts")]
    assert history(result, "m.2") == [(0, "waiting_parts"), (20, "working")]


@pytest.mark.rule("a make cell that has nothing to do chooses a lot")
def test_the_first_of_two_cells_takes_the_only_material():
    def cell(part: str) -> Data:
        return {"makes": {part: {"part": part, "hit": "5 s", "lot": 1, "reorder": 0, "uses": {"bolt": 1}}}}

    data = line([{"station": "m", "cycle": "90 s", "uses": {"p": 1, "q": 1}}], **bolts(every="30 s", offset="30 s"))
    data["parts"] |= {name: {"family": "panels", "unit": "piece"} for name in "pq"}
    data["stocks"] |= {f"{name}-rack": {"part": name} for name in "pq"}
    data["shops"]["shop"]["cells"] = {"press p": cell("p"), "press q": cell("q")}
    result = run(data, 65)
    assert history(result, "press p") == [(0, "waiting_parts"), (30, "working"), (35, "starved"),
                                          (65, "waiting_parts")]  # fmt: skip
    assert history(result, "press q") == [(0, "waiting_parts"), (60, "working"), (65, "waiting_parts")]


@pytest.mark.rule("a feed or transport asks for a vehicle")
def test_the_first_of_two_transports_gets_the_vehicle():
    def carried(name: str) -> Data:
        way = {"transport": f"{name} way", "fleet": "tugs", "distance": "20 m", "empty": "5 m"}
        return {
            "orders": "jobs",
            "flow": [{"station": name, "cycle": "10 s"}, way, {"station": f"{name} end", "cycle": "1 s"}],
        }

    lines = {f"line {name}": carried(name) for name in "ab"}
    result = run({**tugs(), "orders": {"jobs": {}}, "shops": {"shop": {"lines": lines}}}, 45)
    assert history(result, "a")[:3] == [(0, "working"), (10, "waiting_transport"), (15, "working")]
    assert history(result, "b")[:3] == [(0, "working"), (10, "waiting_transport"), (40, "working")]


@pytest.mark.rule("looked at, the first in plant order first")
def test_plant_order_holds_in_large_plants():
    """The engine looks at 64 places at a time; here are 140."""
    stations = [{"station": f"m{i}", "cycle": "10 s", "uses": {"bolt": 1}} for i in range(70)]
    result = run(side_by_side(*stations, **bolts(every="30 s", offset="30 s", quantity=2)), 89)
    for name in ("m0", "m1"):
        assert history(result, name) == [(0, "waiting_parts"), (30, "working"), (40, "waiting_parts"),
                                         (60, "working"), (70, "waiting_parts")]  # fmt: skip
    assert all(states(result, f"m{i}") == {"waiting_parts": 89} for i in range(2, 70))


def merging(*lines: list[Data]) -> Data:
    """Lines that lead to one station of 18 s; one job from each, two from the first."""
    rest: Data = {"rest": {"flow": [{"station": "m", "cycle": "18 s"}]}}
    shop = {f"line {i}": {"orders": f"jobs {i}", "to": "rest", "flow": flow} for i, flow in enumerate(lines)}
    orders: Data = {f"jobs {i}": {"quantity": 1 + (i == 0)} for i in range(len(lines))}
    return {"orders": orders, "shops": {"shop": {"lines": shop | rest}}}


@pytest.mark.rule("If several have one ready, the job that has been ready longest goes first")
def test_a_job_in_a_buffer_is_ready_since_it_came():
    """The second job of the first line is finished at 10 s, but comes into the buffer when that has room, at 20 s."""
    first = [{"station": "a", "cycle": "5 s"}, {"buffer": "ab", "capacity": 1}]
    data = merging(first, [{"station": "b", "cycle": "15 s"}], [{"station": "c", "cycle": "2 s"}])
    result = run(data, 100)
    # c at 2, a at 20 (ready at 5), b at 38 (ready at 15), a at 56 (ready at 20)
    assert result.jobs.sort("ended").select("stream", "ended").rows() == [
        ("jobs 2", 20), ("jobs 0", 38), ("jobs 1", 56), ("jobs 0", 74),
    ]  # fmt: skip


@pytest.mark.rule("If several have one ready, the job that has been ready longest goes first")
def test_a_job_on_a_belt_is_ready_since_it_came_to_the_end():
    belt = [{"buffer": "ab", "capacity": 2}, {"conveyor": "a", "transit": "15 s", "capacity": 1}]
    data = merging(belt, [{"station": "b", "cycle": "12 s"}], [{"station": "c", "cycle": "2 s"}])
    # c at 2, b at 20 (ready at 12), the belt at 38 (ready at 15); its next job is on it from 38 to 53
    assert entries(run(data, 100), "m") == [(2, 0), (20, 0), (38, 0), (56, 1)]
    assert run(data, 100).jobs.sort("ended")["stream"].to_list() == ["jobs 2", "jobs 1", "jobs 0", "jobs 0"]


@pytest.mark.rule("If several have one ready, the job that has been ready longest goes first")
def test_a_job_that_was_carried_is_ready_since_it_was_set_down():
    way = {"transport": "way", "fleet": "tugs", "distance": "5 m", "empty": "5 m"}
    carried = [{"station": "a", "cycle": "5 s"}, way]
    data = merging(carried, [{"station": "b", "cycle": "12 s"}], [{"station": "c", "cycle": "2 s"}]) | tugs()
    # c at 2, b at 20 (ready at 12), a at 38 (ready at 5, set down at 15), and at 56 its second (set down at 48)
    assert run(data, 100).jobs.sort("ended")["stream"].to_list() == ["jobs 2", "jobs 1", "jobs 0", "jobs 0"]


def test_the_lines_of_a_stream_take_turns():
    lines = {f"line {name}": {"orders": "jobs", "flow": [{"station": name, "cycle": "1 s"}]} for name in "abc"}
    result = run({"orders": {"jobs": {"interval": "2 s"}}, "shops": {"shop": {"lines": lines}}}, 12)
    assert [entries(result, name) for name in "abc"] == [[(2, 0), (8, 3)], [(4, 1), (10, 4)], [(6, 2), (12, 5)]]


@pytest.mark.rule("a station first tries to start the jobs it already holds")
def test_a_job_at_hand_starts_before_one_that_comes_at_the_same_instant():
    """The next station stands first in the plant: it takes the job of `m.1` before `m` is looked at."""
    lines = {
        "out": {"flow": [{"station": "n", "cycle": "1 s"}]},
        "main": {"orders": "jobs", "to": "out", "flow": [{"station": "m", "cycle": "20 s", "servers": 2,
                                                           "uses": {"bolt": 1}}]},
    }  # fmt: skip
    data = {"orders": {"jobs": {}}, "shops": {"shop": {"lines": lines}}, **bolts(initial=1, offset="20 s")}
    result = run(data, 39)
    assert history(result, "m.1") == [(0, "working"), (20, "waiting_parts")]
    assert history(result, "m.2") == [(0, "waiting_parts"), (20, "working")]


@pytest.mark.rule("of two that became ready at the same instant, the one from the place that comes first in the plant")
@pytest.mark.parametrize("kind", ["station", "buffer", "conveyor"])
def test_the_first_of_two_places_gives_first(kind):
    def flow(name: str) -> list[Data]:
        station = {"station": name, "cycle": "5 s"}
        place = {kind: f"after {name}", "capacity": 1} | ({"transit": "0 s"} if kind == "conveyor" else {})
        return [station] if kind == "station" else [station, place]

    result = run(merging(flow("a"), flow("b"), flow("c")), 80)
    assert result.jobs.sort("ended").select("stream", "ended").rows() == [
        ("jobs 0", 23), ("jobs 1", 41), ("jobs 2", 59), ("jobs 0", 77),
    ]  # fmt: skip
