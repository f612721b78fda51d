"""Random numbers are addressed: by seed, replication, name, purpose and number, and by nothing else."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from taktwin.kernel.base.random import run_keys
from taktwin.runs.tables import Result
from tests.kernel.plants import Data, entries, history, line, program_of, run
from tests.kernel.rules.addresses import key_of, unit
from tests.kernel.rules.small import bolts, listed, tugs

PURPOSES = {"work": 1, "setup": 2, "route": 3, "up": 4, "repair": 5, "release": 6, "scrap": 7, "lead": 8, "trip": 9,
            "option": 10}  # fmt: skip


def numbers(name: str, purpose: str, count: int, seed: int = 1) -> list[float]:
    """The first draws of a purpose."""
    return [unit(key_of(name, seed), PURPOSES[purpose], number) for number in range(count)]


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
@pytest.mark.parametrize("seed", [1, 2, 77])
def test_work_times_are_those_of_their_addresses(seed):
    result = run(line([{"station": "m", "cycle": "uniform(0 s, 1 s)"}]), 20, seed)
    times = [0.0]
    for number in numbers("m", "work", 20, seed):
        times.append(times[-1] + number)
    assert result.jobs["born"].to_list()[:20] == pytest.approx(times[:20], abs=1e-12)


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
def test_up_times_repairs_and_releases_are_those_of_their_addresses():
    modes = [{"up": "uniform(0 s, 100 s)", "repair": "uniform(0 s, 1 s)"}]
    flow = [{"station": "m", "cycle": "1 s", "failures": modes}]
    result = run(line(flow, {"interval": "uniform(0 s, 1000 s)"}), 500)
    downs = [begin for begin, state in history(result, "m") if state == "down"]
    expected = [100 * numbers("m", "up", 1)[0]]
    for up, repair in zip(numbers("m", "up", 4)[1:], numbers("m", "repair", 3), strict=True):
        expected.append(expected[-1] + repair + 100 * up)
    assert downs[:4] == pytest.approx(expected, abs=1e-9)
    assert result.jobs["born"].to_list()[0] == pytest.approx(1000 * numbers("jobs", "release", 1)[0], abs=1e-9)


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
def test_keys_are_those_of_the_names():
    program = program_of(line([{"station": name, "cycle": "1 s"} for name in ("weld", "paint")]))
    for seed, replication in ((1, 0), (1, 5), (123, 4)):
        keys = run_keys(program.arrays["resource_states"]["key"], seed, replication)
        assert keys.tolist() == [key_of(name, seed, replication) for name in program.resource_names]


# --- another station


def unblocked(*names: str, failing: bool = False) -> Data:
    """A line whose stations never wait for room; each is faster than the one before."""
    flow: list[Data] = []
    for name in names:
        flow += [{"buffer": f"before {name}", "capacity": "unlimited"}, {"station": name, "cycle": "exp(5 s)"}]
        if failing:
            flow[-1] |= {"failures": [{"up": "exp(100 s)", "repair": "exp(10 s)"}], "scrap": "5 %"}
    return line(flow, {"interval": "exp(8 s)", "mix": {"car": "60 %", "van": "40 %"}}, products={"car": {}, "van": {}})


def work_times(data: Data, name: str) -> np.ndarray:
    """Seconds of work on each job of a station, off the trace."""
    result = run(data, 20_000)
    assert result.trace is not None
    rows = result.trace.filter((result.trace["event"] == "state") & (result.trace["name"] == name))
    begins = rows["time"].to_numpy()[:-1]
    return np.diff(rows["time"].to_numpy())[(rows["state"] == "working").to_numpy()[:-1] & (begins >= 0)]


@pytest.mark.rule("So adding a station changes no other draw")
@pytest.mark.parametrize("place", [0, 1, 2])
def test_another_station_leaves_the_work_times_of_the_others(place):
    names = ["s1", "s2"]
    names.insert(place, "new")
    for name in ("s1", "s2"):
        before, after = work_times(unblocked("s1", "s2"), name), work_times(unblocked(*names), name)
        shorter = min(before.size, after.size)
        assert shorter > 1000
        assert np.abs(before[:shorter] - after[:shorter]).max() < 1e-8  # times of day differ, so do their roundings


@pytest.mark.rule("So adding a station changes no other draw")
@pytest.mark.parametrize("place", [0, 1, 2])
def test_another_station_leaves_the_addresses_of_all_others(place):
    names = ["s1", "s2"]
    names.insert(place, "new")
    old, new = program_of(unblocked("s1", "s2", failing=True)), program_of(unblocked(*names, failing=True))
    keys = dict(zip(new.resource_names, new.arrays["resource_states"]["key"].tolist(), strict=True))
    for name, key in zip(old.resource_names, old.arrays["resource_states"]["key"].tolist(), strict=True):
        assert keys[name] == key


@pytest.mark.rule("So adding a station changes no other draw")
def test_a_station_at_the_end_changes_nothing_before_it():
    """Bit for bit; failures, repairs, scrap and the mix included."""
    old, new = run(unblocked("s1", "s2", failing=True), 20_000), run(unblocked("s1", "s2", "new", failing=True), 20_000)
    for name in ("s1", "s2"):
        assert history(old, name) == history(new, name)
        assert len(history(old, name)) > 1000
    assert old.jobs.select("job", "product", "born").equals(new.jobs.select("job", "product", "born"))


@pytest.mark.rule("the order of events changes none")
def test_the_order_of_events_changes_no_draw():
    """Each station draws the same work times whether it works first or last."""
    cycle = "uniform(1 s, 3 s)"
    lines = {f"line {name}": {"orders": "jobs", "flow": [{"station": name, "cycle": cycle}]} for name in "ab"}
    result = run({"orders": {"jobs": {}}, "shops": {"shop": {"lines": lines}}}, 100)
    turned = dict(reversed(lines.items()))
    other = run({"orders": {"jobs": {}}, "shops": {"shop": {"lines": turned}}}, 100)
    ends = [sorted(table["ended"].drop_nulls().to_list()) for table in (result.jobs, other.jobs)]
    assert ends[0] == ends[1]
    expected = np.cumsum([1 + 2 * number for number in numbers("a", "work", 100)])
    assert all(min(abs(end - time) for end in ends[0]) < 1e-9 for time in expected[expected <= 100])


@pytest.mark.rule("Work time number 17 of a station is the same in every scenario with that seed")
def test_work_time_number_17():
    for interval, other in (("2 s", "exp(3 s)"), ("exp(30 s)", "1 s")):
        flow = [
            {"buffer": "queue", "capacity": "unlimited"},
            {"station": "n", "cycle": other},
            {"station": "m", "cycle": "uniform(4 s, 5 s)"},
        ]
        result = run(line(flow, {"interval": interval}), 3000)
        assert result.trace is not None
        rows = result.trace.filter((result.trace["event"] == "state") & (result.trace["name"] == "m"))
        begins = [i for i, state in enumerate(rows["state"]) if state == "working"]
        times = rows["time"].to_list()
        seventeenth = times[begins[17] + 1] - times[begins[17]]
        assert math.isclose(seventeenth, 4 + numbers("m", "work", 18)[17], abs_tol=1e-9)


# --- addresses of the other purposes


def seconds_in(result: Result, name: str, state: str) -> list[float]:
    """How long each stay in a state lasted."""
    found = history(result, name)
    return [after - begin for (begin, one), (after, _) in itertools.pairwise(found) if one == state]


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
def test_setups(tmp_path):
    setup = {"by": "colour", "time": "uniform(0 s, 10 s)", "purge_after": 2, "purge_time": "uniform(0 s, 20 s)"}
    flow = [{"station": "m", "cycle": "1 s", "setup": setup}]
    result = run({**line(flow), **listed(tmp_path, "red", "blue", "blue", "blue", "red")}, 100)
    one, purge, two = (unit(key_of("m"), PURPOSES["setup"], number) for number in (1, 2, 3))
    assert seconds_in(result, "m", "setup") == pytest.approx([10 * one, 20 * purge, 10 * two], abs=1e-9)


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
def test_hits_and_die_changes():
    makes = {
        name: {"part": name, "hit": "uniform(1 s, 2 s)", "lot": 1, "reorder": 0, "uses": {"bolt": 1}} for name in "pq"
    }
    data = line([{"station": "m", "cycle": "1 s", "uses": {"p": 1, "q": 1}}], **bolts(initial=99))
    data["parts"] |= {name: {"family": "panels", "unit": "piece"} for name in "pq"}
    data["stocks"] |= {f"{name}-rack": {"part": name} for name in "pq"}
    data["shops"]["shop"]["cells"] = {"press": {"makes": makes, "change": "uniform(1 s, 11 s)"}}
    result = run(data, 100)
    hits, changes = seconds_in(result, "press", "working")[:5], seconds_in(result, "press", "setup")[:5]
    assert hits == pytest.approx([1 + number for number in numbers("press", "work", 5)], abs=1e-9)
    assert changes == pytest.approx([1 + 10 * number for number in numbers("press", "setup", 6)[1:]], abs=1e-9)


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
def test_trips():
    way = {"transport": "way", "fleet": "tugs", "distance": "2 m", "empty": "0 m"}
    flow = [{"station": "a", "cycle": "1 s"}, way, {"station": "b", "cycle": "1 s"}]
    result = run(line(flow, **tugs(load="uniform(0 s, 10 s)", unload="uniform(0 s, 20 s)")), 200)
    draws = numbers("tugs.1", "trip", 8)
    now, loaded, down = 1.0, [], []
    for trip in range(4):
        loaded.append(now + 10 * draws[2 * trip])
        now = loaded[-1] + 2 + 20 * draws[2 * trip + 1]
        down.append(now)
    assert [time for time, _ in entries(result, "way")][:4] == pytest.approx(loaded, abs=1e-9)
    assert [time for time, _ in entries(result, "b")][:4] == pytest.approx(down, abs=1e-9)


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
def test_each_failure_mode_has_addresses_of_its_own():
    modes = [{"up": "1000 h", "repair": "1 s"}, {"up": "uniform(1 s, 9 s)", "repair": "uniform(1 s, 5 s)"}]
    result = run(line([{"station": "m", "cycle": "500 s", "failures": modes}]), 100)
    ups, repairs = seconds_in(result, "m", "working")[:5], seconds_in(result, "m", "down")[:5]
    key = key_of("m")
    assert ups == pytest.approx([1 + 8 * unit(key, PURPOSES["up"] + 16, n) for n in range(5)], abs=1e-9)
    assert repairs == pytest.approx([1 + 4 * unit(key, PURPOSES["repair"] + 16, n) for n in range(5)], abs=1e-9)


@pytest.mark.rule("The number for a draw is a hash of seed, replication, name of the resource, purpose")
def test_releases_and_options():
    data = line([{"station": "m", "cycle": "1 s"}], {"interval": "uniform(2 s, 9 s)", "mix": {"car": 0.7, "van": 0.3}})
    options = {"colour": {"red": "40 %", "blue": "60 %"}, "roof": {"steel": "50 %", "glass": "50 %"}}
    result = run(data | {"products": {"car": {}, "van": {}}, "options": options}, 300)
    count = 20
    released = np.cumsum([2 + 7 * number for number in numbers("jobs", "release", count)])
    assert result.jobs["born"].to_list()[:count] == pytest.approx(released.tolist(), abs=1e-9)
    draws = [[unit(key_of("jobs"), PURPOSES["option"] + 16 * k, job) for job in range(count)] for k in range(3)]
    for column, low, (below, above), found in zip(
        ("product", "colour", "roof"), (0.7, 0.4, 0.5), (("car", "van"), ("red", "blue"), ("steel", "glass")), draws,
        strict=True,
    ):  # fmt: skip
        expected = [below if u < low else above for u in found]
        assert result.jobs[column].to_list()[:count] == expected
