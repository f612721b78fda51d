"""Following a gap or a jam back through the standstills of the past."""

from __future__ import annotations

from taktwin.live.watching.past import KEPT_S, Past
from tests.live.watching.test_linestops import FLOW


def past(*spans: tuple[str, float, float, str]) -> Past:
    """The past of standstills, each of a place from one time to another."""
    found = Past(FLOW)
    changes = [(begin, place, state) for place, begin, _, state in spans]
    changes += [(end, place, "working") for place, _, end, _ in spans]
    for time, place, state in sorted(changes):
        found.change(time, place, state)
    return found


def test_back_over_several_places() -> None:
    found = past(("b", 0, 500, "down"), ("c", 300, 700, "starved"), ("d", 360, 760, "starved"))
    one = found.cause("d", 360, 760, "starved")
    assert one is not None
    assert (one.name, one.state, one.chain) == ("b", "down", ("d", "c", "gap", "b"))


def test_on_where_it_was_blocked() -> None:
    found = past(("d", 0, 500, "down"), ("c", 60, 560, "blocked"), ("b", 360, 660, "blocked"))
    one = found.cause("b", 360, 660, "blocked")
    assert one is not None
    assert one.chain == ("b", "gap", "c", "d")


def test_the_latest_that_fits() -> None:
    """The newer of two stops, and none that began later, is too short or too long ago."""
    spans = [("c", 100, 400, "down"), ("c", 600, 900, "waiting_parts"), ("c", 2000, 2100, "down")]
    one = past(*spans).cause("d", 700, 1000, "starved")
    assert one is None  # parts are looked for on the sub-lines of c, of which there are none
    found = past(("c", 100, 400, "minor_stop"), ("c", 600, 900, "down")).cause("d", 700, 1000, "starved")
    assert found is not None
    assert found.state == "down"
    assert past(("c", 750, 1000, "down")).cause("d", 700, 1000, "starved") is None
    assert past(("c", 600, 690, "down")).cause("d", 700, 1000, "starved") is None
    assert past(("c", 600, 900, "down")).cause("d", 2500, 2700, "starved") is None


def test_who_waits_the_other_way_is_passed_over() -> None:
    """c was blocked when d starved: it is no part of the gap, though it began before."""
    found = past(("c", 600, 900, "blocked"), ("c", 100, 400, "down"))
    one = found.cause("d", 700, 1000, "starved")
    assert one is not None
    assert one.state == "down"


def test_what_goes_on_counts_and_what_is_old_is_forgotten() -> None:
    going = Past(FLOW)
    going.change(100, "c", "down")
    one = going.cause("d", 200, 600, "starved")
    assert one is not None
    assert one.name == "c"
    old = past(("c", 0, 500, "down"), ("c", KEPT_S + 600, KEPT_S + 700, "down"))
    assert [one.begin for one in old._kept["c"]] == [KEPT_S + 600]


def test_a_short_standstill_is_nothing() -> None:
    assert past(("c", 100, 150, "down")).cause("d", 120, 200, "starved") is None
