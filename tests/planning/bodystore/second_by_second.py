"""The contest's store once more, slowly: every place of every lane, second by second, driven by what a run did."""

from __future__ import annotations

from taktwin.planning.bodystore.contest.policy import Run
from taktwin.planning.bodystore.contest.rules import Layout


def check(layout: Layout, run: Run) -> None:
    """Assert that the operations of a run can be done in the store, and that they lead to its order and time."""
    back = len(layout.lanes)
    # place 0 is where cars come in; a car on the move to a place belongs to the place that it leaves
    places: list[list[int | None]] = [[None] * layout.length for _ in range(back + 1)]
    moving: list[list[int]] = [[0] * layout.length for _ in range(back + 1)]  # seconds since it began to move
    todo = [list(map(int, operation)) for operation in run.operations]
    events: list[tuple[int, int, str, int, int]] = []  # second, order at that second, what, lane, car
    free = {0: 0, 1: 0}
    delivered: list[tuple[int, int]] = []
    coming = 0
    for who, source, target, begin, car in sorted(todo, key=lambda one: (one[3], -one[0])):
        assert begin >= free[who], "a machine does two things at once"
        where = layout.lanes
        if who == 0:
            if source < 0:
                assert car == coming, "paint delivers in its order"
                assert begin >= layout.paint * coming
                coming += 1
                drop, end = begin + abs(where[target]), begin + layout.bring(target)
            else:
                assert layout.back is not None
                events.append((begin + abs(layout.back), 1, "take", back, car))
                drop = begin + abs(layout.back) + abs(where[target] - layout.back)
                end = begin + layout.turn_back(target)
            events.append((drop, 2, "put", target, car))
        else:
            events.append((begin, 0, "stands", source, car))
            events.append((begin + abs(where[source]), 1, "take", source, car))
            if target < 0:
                end = begin + layout.bring(source)
                delivered.append((end, car))
            else:
                assert layout.back is not None
                drop = begin + abs(where[source]) + abs(where[source] - layout.back)
                end = begin + layout.turn_back(source)
                events.append((drop, 2, "put", back, car))
        free[who] = end
    now = 0
    for second, _, what, lane, car in sorted(events):
        while now < second:
            now += 1
            step(places, moving, layout)
        if what == "put":
            assert places[lane][0] is None, f"{now} s: lane {lane} has no room for car {car}"
            places[lane][0] = car
            moving[lane][0] = 0
        else:
            assert places[lane][-1] == car, f"{now} s: car {car} is not at the end of lane {lane}"
            if what == "take":
                places[lane][-1] = None
    assert delivered == sorted(delivered, key=lambda one: one[0])
    assert [car for _, car in delivered] == run.order.tolist()
    assert max(end for end, _ in delivered) == run.seconds
    assert all(car is None for lane in places for car in lane)


def step(places: list[list[int | None]], moving: list[list[int]], layout: Layout) -> None:
    """One second: a car moves if the place before it is empty or its car moves too; all in a lane move together."""
    for lane, row in enumerate(places):
        free = False  # whether the place ahead is, or is being made, free
        for place in range(layout.length - 1, -1, -1):
            if row[place] is None:
                free = True
            elif place == layout.length - 1 or not free:
                free = False
            else:
                moving[lane][place] += 1
        for place in range(layout.length - 2, -1, -1):
            if row[place] is not None and moving[lane][place] == layout.step:
                assert row[place + 1] is None
                row[place + 1], row[place] = row[place], None
                moving[lane][place] = moving[lane][place + 1] = 0
