"""Stock points, make cells and lanes."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, history, line, row_of, run
from tests.kernel.rules.addresses import key_of, unit
from tests.kernel.rules.small import bolts

PURPOSE_OF_SCRAP = 7


def rack(data: Data, times: tuple[float, ...], stock: str = "rack") -> list[tuple[float, float]]:
    """(received, level with dock) of a stock point at some times."""
    rows = [row_of(run(data, time).stocks, "stock", stock) for time in times]
    return [(row["received"], row["final"]) for row in rows]


@pytest.mark.rule("Parts are drawn at the start of the work (or hit)")
def test_parts_are_drawn_at_the_start():
    data = line([{"station": "m", "cycle": "10 s", "uses": {"bolt": 2}}], {"interval": "5 s"}, **bolts(initial=9))
    assert rack(data, (4.9, 5, 14.9, 15)) == [(0, 9), (0, 7), (0, 7), (0, 5)]
    result = run(pressed({"p": 4}, initial=3), 12)
    assert row_of(result.stocks, "stock", "rack")["drawn"] == 3


@pytest.mark.rule("What arrives above the capacity waits at the dock and moves in when there is room")
def test_the_dock():
    data = line([{"station": "m", "cycle": "10 s", "uses": {"bolt": 2}}], **bolts(2, 4, quantity=3, offset="5 s"))
    data["lanes"]["van"] = data["lanes"]["truck"]
    # two are drawn at 0; six come at 5: four move in, two wait; two are drawn at 10, and the others move in
    assert rack(data, (4, 5, 10, 20)) == [(0, 0), (6, 6), (6, 4), (6, 2)]
    stock = row_of(run(data, 9).stocks, "stock", "rack")
    assert (stock["max"], stock["mean"]) == (4, pytest.approx(4 * 4 / 9))
    assert row_of(run(data, 20).stocks, "stock", "rack")["mean"] == pytest.approx(4 * 15 / 20)


def between(initial: int, **lane: object) -> Data:
    """A van from the rack to one beside the line, every 10 s and 3 s under way; 9 bolts come to the rack at 25."""
    data = line([{"station": "m", "cycle": "100 s", "uses": [{"part": "bolt", "from": "near"}]}],
                **bolts(initial, quantity=9, offset="25 s"))  # fmt: skip
    data["stocks"]["near"] = {"part": "bolt", "initial": 1}
    data["lanes"]["van"] = {"from": "rack", "to": "near", "every": "10 s", "lead": "3 s", **lane}
    return data


@pytest.mark.rule("A lane from another stock point draws what it sends when it orders")
def test_a_lane_from_a_stock_point():
    data = between(5, quantity=2)
    # orders at 0, 10, 20 (one bolt is left), 30 (nine have come at 25)
    assert rack(data, (0, 9, 10, 20, 30)) == [(0, 3), (0, 3), (0, 1), (0, 0), (9, 7)]
    assert rack(data, (2.9, 3, 13, 23, 33), "near") == [(0, 0), (2, 2), (4, 4), (5, 5), (7, 7)]


@pytest.mark.rule("it sends the full containers that are there, or nothing until the next order")
def test_a_lane_sends_full_containers_of_what_is_there():
    data = between(8, up_to=12, container=3)
    # at 0 twelve lack, counted before the bolt of the first job is drawn: two containers of three go
    assert rack(data, (0, 10, 20, 30)) == [(0, 2), (0, 2), (0, 2), (9, 5)]
    assert rack(data, (3, 33), "near") == [(6, 6), (12, 12)]
    reserved = between(2, quantity=5, container=3)
    assert rack(reserved, (0, 24, 30)) == [(0, 2), (0, 2), (9, 6)]


def pressed(lots: dict[str, int], initial: int = 99, reorder: int = 0, **cell: object) -> Data:
    """A press that makes parts of bolts, in hits of 5 s, and a station that uses one of each every 100 s."""
    makes = {
        name: {"part": name, "hit": "5 s", "lot": lot, "reorder": reorder, "uses": {"bolt": 1}}
        for name, lot in lots.items()
    }
    data = line([{"station": "m", "cycle": "100 s", "uses": dict.fromkeys(lots, 1)}], **bolts(initial))
    data["parts"] |= {name: {"family": "panels", "unit": "piece"} for name in lots}
    data["stocks"] |= {f"{name}-rack": {"part": name} for name in lots}
    data["shops"]["shop"]["cells"] = {"press": {"makes": makes, **cell}}
    return data


@pytest.mark.rule("the one with the least cover (level / reorder), the first of equals")
def test_the_recipe_with_the_least_cover():
    data = pressed({"p": 3, "q": 3}, reorder=4)
    # both are empty: p; then q (0 of 4); one of each is drawn at 20. At 30 both have 2 of 4: p, then q
    assert rack(data, (5, 15, 20, 30, 45), "p-rack") == [(1, 1), (3, 3), (3, 2), (3, 2), (6, 5)]
    assert rack(data, (15, 20, 30, 45, 60), "q-rack") == [(0, 0), (1, 0), (3, 2), (3, 2), (6, 5)]
    data["stocks"]["p-rack"]["initial"] = 1
    assert rack(data, (15, 30), "q-rack") == [(3, 2), (3, 2)]


@pytest.mark.rule("of the recipes whose stock (with dock, way and what is being made) is at or below reorder")
def test_a_recipe_is_due_at_its_reorder_level():
    data = pressed({"p": 3}, reorder=2)
    # three by 15, one drawn at 5: two are left, at the level: three more by 30; five then, at 105 four, at 205 three
    assert history(run(data, 250), "press") == [(0, "working"), (30, "starved")]
    assert history(run(data, 310), "press") == [(0, "working"), (30, "starved"), (305, "working")]


@pytest.mark.rule("of the recipes whose stock (with dock, way and what is being made) is at or below reorder")
def test_what_another_cell_makes_counts():
    data = pressed({"p": 3})
    data["shops"]["shop"]["cells"]["other press"] = data["shops"]["shop"]["cells"]["press"]
    result = run(data, 90)
    assert history(result, "press") == [(0, "working"), (15, "starved")]
    assert history(result, "other press") == []


@pytest.mark.rule("It makes the whole lot")
def test_a_lot_is_made_whole():
    result = run(pressed({"p": 7}), 90)
    assert history(result, "press") == [(0, "working"), (35, "starved")]
    assert row_of(result.stocks, "stock", "p-rack")["received"] == 7


@pytest.mark.rule("A scrapped hit is a hit that gives no parts")
def test_scrapped_hits():
    data = pressed({"p": 60}, reorder=1)
    data["shops"]["shop"]["cells"]["press"]["makes"]["p"] |= {"scrap": "30 %", "per_hit": 2}
    result = run(data, 300)
    scrapped = sum(unit(key_of("press"), PURPOSE_OF_SCRAP, hit) < 0.3 for hit in range(1, 61))
    row = row_of(result.resources, "resource", "press")
    assert (row["jobs"], row["scrapped"]) == (60, scrapped)
    assert row_of(result.stocks, "stock", "p-rack")["received"] == 2 * (60 - scrapped)
    assert row_of(result.stocks, "stock", "rack")["drawn"] == 60


@pytest.mark.rule("A change of recipe needs the die change; the first lot does not")
def test_the_die_change():
    result = run(pressed({"p": 1, "q": 1}, change="4 s"), 110)
    # p 0-5, change, q 9-14; m draws both at 14: p again (its die is changed), q again
    assert history(result, "press") == [(0, "working"), (5, "setup"), (9, "working"), (14, "setup"), (18, "working"),
                                        (23, "setup"), (27, "working"), (32, "starved")]  # fmt: skip
    result = run(pressed({"p": 1}, change="4 s"), 110)
    assert history(result, "press") == [(0, "working"), (10, "starved"), (105, "working"), (110, "starved")]


@pytest.mark.rule("Before each hit the cell waits for room, then for material")
def test_a_cell_waits_for_room_then_for_material():
    data = pressed({"p": 2}, initial=3, reorder=1)
    data["stocks"]["p-rack"]["capacity"] = 2
    data["lanes"]["truck"] |= {"every": "150 s", "offset": "150 s"}
    result = run(data, 210)
    # hits to 5 (drawn at once), 10 and 15: full with two; room at 105, but the bolts are gone: one comes at 150
    assert history(result, "press") == [(0, "working"), (15, "blocked"), (105, "waiting_parts"), (150, "working"),
                                        (155, "starved"), (205, "waiting_parts")]  # fmt: skip


@pytest.mark.rule("A lane orders at offset, offset + every, ...: quantity")
def test_a_lane_of_a_fixed_quantity():
    lane = {"quantity": 3, "every": "20 s", "offset": "7 s", "lead": "10 s"}
    data = line([{"station": "m", "cycle": "900 s", "uses": {"bolt": 1}}], **bolts(1, **lane))
    assert rack(data, (16, 17, 36, 37, 57)) == [(0, 0), (3, 3), (3, 3), (6, 6), (9, 9)]


@pytest.mark.rule("what lacks to up_to (level, dock and trucks on the way counted) in full containers")
def test_a_lane_that_fills_up():
    data = line([{"station": "m", "cycle": "10 s", "uses": {"bolt": 1}}], **bolts(10))
    data["lanes"]["truck"] = {"supplier": "mill", "to": "rack", "every": "20 s", "offset": "20 s", "lead": "30 s"}
    data["lanes"]["truck"] |= {"up_to": 12, "container": 3}
    # at 20: 8 there (two drawn at 0 and 10; the order comes before the one of 20): 4 lack, 6 come at 50
    # at 40: 6 there and 6 on the way: none. At 60: 4 + 6: 2 lack, 3 come at 90. At 80: 8 + 3: 1 lacks, 3 come at 110
    assert rack(data, (49, 50, 89, 90, 109, 110)) == [(0, 5), (6, 10), (6, 7), (9, 9), (9, 8), (12, 10)]


@pytest.mark.rule("Trucks of one lane do not overtake each other")
def test_trucks_do_not_overtake():
    lane = {"quantity": 1, "every": "10 s", "offset": "0 s", "lead": "uniform(0 s, 100 s)"}
    data = line([{"station": "m", "cycle": "900 s", "uses": {"bolt": 1}}], **bolts(1, **lane))
    leads = [100 * unit(key_of("truck"), 8, number) for number in range(30)]
    arrivals = [max(10 * j + leads[j] for j in range(i + 1)) for i in range(30)]
    assert any(10 * i + leads[i] < arrivals[i] for i in range(30))
    for time in (33.0, 77.0, 150.0, 222.0, 290.0):
        received, _ = rack(data, (time,))[0]
        assert received == sum(arrival <= time for arrival in arrivals)
