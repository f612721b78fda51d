"""What a stay of a part means."""

from __future__ import annotations

from taktwin.analysis.trace.words import STATES, part_states, rejections
from taktwin.cli.trace import tables


def test_a_part_that_was_made_again() -> None:
    places = ["q", "form", "test", "q", "form", "test", "racks", "truck", "dock", "check", "side"]
    kinds = ["buffer", "station", "station"] * 2 + ["buffer", "delivery", "buffer", "station", "buffer"]
    again = ["waiting", "made again", "made again"]
    supply = ["rack slot", "despatched", "line-side", "line-side", "line-side"]
    assert part_states(places, kinds) == ["called", "made", "made", *again, *supply]
    assert [place for place, back in zip(places, rejections(places), strict=True) if back] == ["test"]


def test_two_trucks_and_a_belt() -> None:
    kinds = ["conveyor", "station", "buffer", "delivery", "buffer", "delivery", "buffer"]
    states = part_states(list("abcdefg"), kinds)
    assert states == ["moved", "made", "rack slot", "despatched", "rack slot", "despatched", "line-side"]


def test_every_state_has_its_text() -> None:
    assert set(STATES) == tables.STATES.keys()
