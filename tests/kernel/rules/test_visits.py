"""How often a job has come: what routes, times, parts and calls make of it."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, ends, entries, line, run
from tests.kernel.rules.small import bolts

LOOP: Data = {"again": {"to": "a", "flow": [{"buffer": "back", "capacity": "unlimited"}]}}


def looped(**station: object) -> Data:
    """One job that comes three times into ``a``: 1 s after 0, 10 and so on; ``station`` are its other fields."""
    route = {"to": "again", "when": {"visit": [1, 2]}}
    return line([{"station": "a", "cycle": "10 s", "routes": [route], **station}], {"quantity": 1}, lines=LOOP)


@pytest.mark.rule("Each entry of a job into an element is a visit, the first has number 1")
def test_a_route_is_taken_at_the_first_two_visits_only():
    result = run(looped(), 100)
    assert entries(result, "a") == [(0, 0), (10, 0), (20, 0)]
    assert ends(result) == [30]


@pytest.mark.rule("asks for the visit to its own element")
def test_visits_to_another_element_do_not_count():
    flow = [
        {"station": "a", "cycle": "1 s", "routes": [{"to": "again", "when": {"visit": 1}}]},
        {"station": "b", "cycle": {"by": "visit", "1": "5 s", "default": "50 s"}},
    ]
    result = run(line(flow, {"quantity": 1}, lines=LOOP), 100)
    assert entries(result, "b") == [(2, 0)]
    assert ends(result) == [7]


@pytest.mark.rule("the number itself counts before the +, and the highest +")
def test_times_by_visit():
    cycle = {"by": "visit", "1+": "1 s", "2": "20 s", "2+": "300 s", "3+": "4000 s"}
    result = run(looped(cycle=cycle), 5000)
    assert entries(result, "a") == [(0, 0), (1, 0), (21, 0)]
    assert ends(result) == [4021]


@pytest.mark.rule("3+ means the third and all later ones")
def test_a_part_is_drawn_from_the_second_visit_on():
    data = looped(uses=[{"part": "bolt", "quantity": 1, "when": {"visit": "2+"}}])
    data |= bolts(initial=5)
    result = run(data, 100)
    assert result.stocks.get_column("drawn").to_list() == [2.0]


@pytest.mark.rule("in a call for that to the element that calls")
def test_a_sub_line_is_called_once_for_a_job_that_comes_three_times():
    data = looped(joins=[{"line": "doors", "when": {"visit": 2}}])
    door = {"flow": [{"station": "press", "cycle": "12 s"}], "call": {"at": "a", "when": {"visit": 2}}}
    data["shops"]["shop"]["lines"]["doors"] = door
    result = run(data, 100)
    # the second visit begins at 10, calls, waits for the door until 22, and works until 32; the third until 42
    assert entries(result, "press") == [(10, 0)]
    assert ends(result) == [42]


@pytest.mark.rule("A job of a sub-line begins without visits")
def test_visits_of_the_caller_are_not_those_of_the_called():
    data = looped()
    lines = data["shops"]["shop"]["lines"]
    test = {"station": "check", "cycle": "1 s", "routes": [{"to": "scrap", "when": {"visit": "2+"}}]}
    lines["sub"] = {"flow": [test, {"buffer": "rack", "capacity": 9}], "call": {"at": "a"}}
    lines["main"]["flow"].append({"station": "join", "cycle": "1 s", "joins": [{"line": "sub", "quantity": 3}]})
    assert ends(run(data, 100)) == [31]
