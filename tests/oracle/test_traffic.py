"""What the page on traffic says and a guess would not: small halls worked out by hand, run by kernel and oracle."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.kernel.lowering.program import lower
from taktwin.model.nouns.fleets.guidepath import GuidePath
from tests.oracle.compare import compare, model_of
from tests.oracle.drafts.draft import Data
from tests.oracle.paths.guided import GuidedVehicle
from tests.oracle.paths.ways import Map, clusters, drive_seconds
from tests.oracle.plant import Plant


def hall(path: Data, fleets: Data, feeds: dict[str, tuple[str, str, str, int]]) -> Data:
    """Feeds (fleet, from, to, lots) between endless and empty stocks; vehicles of 1 m at 1 m/s, all else at once."""
    plant: Data = {"name": "hall", "orders": {"none": {"quantity": 0}}, "parts": {}, "stocks": {}, "feeds": {}}
    plant["shops"] = {"hall": {"lines": {"main": {"orders": "none", "flow": [{"station": "m", "cycle": "1 s"}]}}}}
    plant["paths"] = {"way": path}
    plant["fleets"] = {
        name: {"count": 1, "speed": "1 m/s", "length": "1 m", "paths": "way", **fleet} for name, fleet in fleets.items()
    }
    for name, (fleet, start, end, lots) in feeds.items():
        plant["parts"][name] = {}
        plant["stocks"] |= {f"{name}-from": {"part": name, "initial": "unlimited"}, f"{name}-to": {"part": name}}
        ends = {"from": f"{name}-from", "to": f"{name}-to", "from_point": start, "to_point": end}
        plant["feeds"][name] = {**ends, "fleet": fleet, "lot": 1, "reorder": lots - 1}
    return plant


def ran(data: Data, seconds: float = 200.0) -> Plant:
    """The oracle's run, which is the kernel's run too."""
    model = model_of(data)
    assert compare(model, 1, seconds).differences == []
    plant = Plant(lower(model).model, 1)
    plant.run(seconds)
    return plant


def history(plant: Plant, vehicle: str) -> list[tuple[float, Any]]:
    """Since when a vehicle was in which state, states without duration left out."""
    found: list[tuple[float, Any]] = []
    for word, time, subject, what, _ in plant.ledger.events:
        if (word, subject) == ("state", vehicle):
            found = [*(entry for entry in found if entry[0] < time), (time, what)]
    return [entry for i, entry in enumerate(found) if i == 0 or entry[1] != found[i - 1][1]]


def guided(plant: Plant, name: str) -> GuidedVehicle:
    """A vehicle."""
    return next(one for one in plant.resources if isinstance(one, GuidedVehicle) and one.name == name)


@pytest.mark.rule("in each the vehicle first that asked first")
def test_who_asks_first_goes_first_though_later_in_the_plant() -> None:
    """The first feed has the second fleet: its vehicle asks first for the lane before both."""
    path = {"ways": [{"way": "p <> a", "length": "10 m"}], "stations": {"a": 2}, "parking": {"p": 2}}
    plant = ran(hall(path, {"one": {}, "two": {}}, {"f": ("two", "a", "a", 1), "g": ("one", "a", "a", 1)}))
    assert history(plant, "two.1")[0] == (0.0, "working")
    assert history(plant, "one.1")[:2] == [(0.0, "blocked"), (10.0, "working")]


def test_an_empty_vehicle_waits_at_the_parking_place_over_which_its_goal_is_near() -> None:
    """From u it is 30 m to s over p, which lies on the way, and 36 m over q, which is nearer to s."""
    ways = [("p > a > s > u > p", 10), ("a > q", 10), ("q > s", 6)]
    path: Data = {"stations": {"s": 1, "u": 2}, "parking": {"p": 2, "q": 2}}
    path["ways"] = [{"way": way, "length": f"{length} m"} for way, length in ways]
    feeds = {"f": ("one", "s", "u", 1), "g": ("two", "u", "u", 1), "h": ("two", "s", "u", 1)}
    plant = ran(hall(path, {"one": {"load": "100 s"}, "two": {}}, feeds), 90.0)
    two = guided(plant, "two.1")
    assert two.metres == {False: 40.0, True: 0.0}  # p to u, where its first load is; u to p
    assert history(plant, "two.1") == [(0.0, "working"), (42.0, "blocked")]
    assert two.wish is guided(plant, "one.1").at


def test_who_has_waited_for_two_minutes_lets_nobody_in_who_came_later() -> None:
    """Three dead ends from m. In the first a vehicle is repaired, the second waits to go in there, from 0 s on.

    The third has loaded at t at 141 s, and its way to w is empty; but it has to wait until the second has gone on.
    """
    path: Data = {"stations": {"s": 2, "t": 1, "w": 1}, "parking": {"m": 3}}
    path["ways"] = [{"way": way, "length": "10 m"} for way in ("m <> s", "m <> t", "m <> w")]
    broken = {"failures": [{"clock": "operation", "up": "8 s", "repair": "300 s"}]}
    feeds = {"f": ("one", "s", "s", 1), "g": ("two", "s", "s", 1), "h": ("three", "t", "w", 1)}
    plant = ran(hall(path, {"one": broken, "two": {}, "three": {"load": "130 s"}}, feeds), 400.0)
    assert history(plant, "one.1")[:3] == [(0.0, "working"), (8.0, "down"), (308.0, "working")]
    assert history(plant, "two.1")[:2] == [(0.0, "blocked"), (310.0, "working")]
    assert history(plant, "three.1")[:3] == [(0.0, "working"), (141.0, "blocked"), (310.0, "working")]
    assert plant.ledger.seen["guide path: cluster closed for one who waits long"] == 1


@pytest.mark.parametrize(
    ("rests", "seconds"),
    [((False, False), 10.0), ((True, False), 11.0), ((False, True), 12.0), ((True, True), 13.0)],
    ids=str,
)
def test_driving_times(rests: tuple[bool, bool], seconds: float) -> None:
    """10 m at 1 m/s; half a metre a second faster costs 1 s, a quarter slower 2 s."""
    assert drive_seconds(10.0, 1.0, 0.5, 0.25, *rests) == seconds


def test_driving_times_over_a_short_piece() -> None:
    assert drive_seconds(1.0, 2.0, 0.5, 0.5, True, False) == 2.0
    assert drive_seconds(1.0, 2.0, 0.5, 0.5, False, True) == 1.0
    assert drive_seconds(1.0, 2.0, 0.5, 0.5, True, True) == pytest.approx(2 * 2**0.5)


def mapped(*ways: tuple[str, float]) -> Map:
    """A map of ways with lengths, at 1 m/s."""
    entries = [{"way": way, "length": f"{length} m"} for way, length in ways]
    path = GuidePath.model_validate({"ways": entries, "stations": {"a": 1}, "parking": {"a": 1}})
    return Map(path.edges(), path.names(), [edge.length for edge in path.edges()])


def test_the_quickest_way_and_others() -> None:
    """Three ways from a to d: 4, 5 and 6 m, each with pieces of its own; one of 7 m is too long."""
    ways = mapped(("a > b", 2), ("b > d", 2), ("a > c", 2), ("c > d", 3), ("a > d", 6), ("a > e > d", 3.5))
    assert [[piece for piece, _ in way] for way in ways.ways("a", "d")] == [[0, 1], [2, 3], [4]]
    assert ways.ways("a", "a") == [()]
    ways = mapped(("a > b", 2), ("b > d", 2), ("a > c", 2), ("c > d", 4.1))
    assert [[piece for piece, _ in way] for way in ways.ways("a", "d")] == [[0, 1]]


def test_of_equally_quick_ways_the_one_over_the_point_that_is_reached_earlier() -> None:
    ways = mapped(("a > b", 3), ("b > d", 1), ("a > c", 1), ("c > d", 3), ("a > e", 1), ("e > d", 3))
    assert ways.ways("a", "d")[0] == ((2, "a"), (3, "c"))


def test_clusters_and_rings() -> None:
    """A triangle driven round is a ring; a lane driven both ways is one, too, of two zones; of three it is none."""
    found = clusters(3, [((0, "a"), (1, "b")), ((1, "b"), (2, "c")), ((2, "c"), (0, "a"))])
    assert found == [(frozenset({0, 1, 2}), True)]
    assert clusters(2, [((0, "a"), (1, "b")), ((1, "c"), (0, "b"))]) == [(frozenset({0, 1}), True)]
    there, back = ((0, "a"), (1, "b"), (2, "c")), ((2, "d"), (1, "c"), (0, "b"))
    assert clusters(3, [there, back]) == [(frozenset({0, 1, 2}), False)]
    assert sorted(len(group) for group, _ in clusters(3, [there])) == [1, 1, 1]
