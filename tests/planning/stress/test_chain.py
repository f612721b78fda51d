"""Late trucks, suppliers that send nothing and closed roads: times counted by hand, cover that is really enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from taktwin.model.files.load import load_model
from taktwin.planning.stress.options import StressOptions
from taktwin.planning.stress.result import Answer
from taktwin.planning.stress.study import stress
from tests.planning.stress.plants import CHAIN, SEQUENCE

MIN, HOUR = 60.0, 3600.0
#: T is at 2:30, when the truck of 3:00 is on its way.
AT = {"warmup": 2.5 / 24, "days": 1.0, "replications": 2}


def answers(text: str, tests: Sequence[str], changes: Sequence[str] = (), **options: Any) -> list[Answer]:
    return list(stress(load_model(text, list(changes)), StressOptions(tests=tests, **(AT | options))).answers)


def test_a_truck_two_hours_late_with_ninety_minutes_of_cover_stops_the_line_for_the_rest() -> None:
    (seats,) = answers(CHAIN, ["late-truck"], lanes=["seats"])
    # 270 seats are there until 5:00; the car of minute 271 is the first without, and waits with 29 more till then
    assert seats.effect.first_s == 271 * MIN - 2.5 * HOUR
    assert seats.effect.stopped_s.mean == seats.effect.stopped_s.high == 29 * MIN
    assert [(stop.station, stop.part, stop.stock) for stop in seats.effect.stops] == [("fit", "seat", "seats")]
    # at 5:00 both trucks are there
    assert seats.effect.recovery_s == 2.5 * HOUR
    # the line makes up for it: 50 s instead of 60 s
    assert seats.effect.lost_jobs.mean == 0.0
    (cover,) = seats.covers
    assert (cover.stock, cover.pieces, seats.verified) == ("seats", 29.0, True)
    assert cover.minutes == pytest.approx(29.0, rel=0.01)


@pytest.mark.parametrize(("more", "stands"), [(28, 1 * MIN), (29, 0.0)])
def test_the_cover_it_names_is_just_enough(more: int, stands: float) -> None:
    (seats,) = answers(CHAIN, ["late-truck"], [f"stocks.seats.initial={150 + more}"], lanes=["seats"])
    assert seats.effect.stopped_s.mean == stands
    assert seats.effect.survived == (stands == 0.0)


def test_a_truck_within_the_cover_hurts_nobody() -> None:
    (seats,) = answers(CHAIN, ["late-truck"], lanes=["seats"], late=90 * MIN)
    assert seats.effect.survived
    assert seats.covers == ()
    assert seats.verified is None


def test_where_no_truck_is_on_its_way_the_next_one_is_late() -> None:
    (seats,) = answers(CHAIN, ["late-truck"], lanes=["seats"], warmup=3.5 / 24)
    # that of 4:00, due at 5:00, comes at 7:00, with the next one: 390 seats last until then but for 29 min
    assert seats.effect.stopped_s.mean == 29 * MIN
    assert seats.effect.first_s == 391 * MIN - 3.5 * HOUR


def test_a_supplier_that_sends_nothing_is_survived_as_long_as_the_stock_lasts() -> None:
    seats, foam = answers(CHAIN, ["supplier-down"], suppliers=["seat-maker", "foams"])
    # the truck of 3:00 is on its way and comes: 390 seats
    assert seats.survives_s == 391 * MIN - 2.5 * HOUR
    # it begins right before the order of 4:00; those of 4:00 to 10:00 are held until noon: they are there at 13:00
    assert seats.effect.stopped_s.mean == pytest.approx(13.0 * HOUR - 391 * MIN, abs=2.0)
    assert seats.verified
    # 900 and what came at 2:00 and 6:00
    assert foam.effect.survived
    assert foam.survives_s is not None
    assert foam.survives_s > 8 * HOUR


def test_what_was_held_back_comes_whole() -> None:
    (seats,) = answers(CHAIN, ["supplier-down"], suppliers=["seat-maker"], days=2.0)
    assert seats.effect.lost_jobs.mean == 0.0  # the line catches up, so no seat is lost
    assert seats.effect.recovery_s == 10.5 * HOUR


def test_an_outage_shorter_than_between_two_orders_holds_the_next_one() -> None:
    # from T to 3:30 nothing would leave anyhow; from right before 4:00 to 5:00 the order of 4:00 is held
    (seats,) = answers(CHAIN, ["supplier-down"], suppliers=["seat-maker"], down=HOUR)
    assert seats.effect.survived
    assert seats.effect.recovery_s == pytest.approx(3.5 * HOUR, abs=MIN)
    assert seats.advice == ""


def test_a_road_that_is_closed_while_nothing_is_on_it_says_so() -> None:
    # at 3:06 the truck of 3:00 has come, and the next one sets out at 4:00
    (north,) = answers(CHAIN, ["closed-road"], roads=["north"], closed=30 * MIN, warmup=3.1 / 24)
    assert north.effect.survived
    assert "nothing was to come or to set out" in north.advice


def test_a_closed_road_holds_what_is_on_it_as_well() -> None:
    (north,) = answers(CHAIN, ["closed-road"], roads=["north"], closed=2 * HOUR)
    # the truck of 3:00 comes at 5:00; the order of 4:00 sets out at 4:30, when the road is open, and is there at 5:30
    assert north.effect.stopped_s.mean == 29 * MIN
    assert north.verified
    slow = answers(CHAIN, ["closed-road"], roads=["seat-maker"], slow=4.0)
    # what is ordered at 4:00 comes at 8:00; that of 2:00 was on its way, and comes at 3:00
    assert slow[0].effect.first_s == 391 * MIN - 2.5 * HOUR
    assert slow[0].effect.stopped_s.mean >= 8 * HOUR - 391 * MIN
    assert slow[0].verified


def test_parts_in_sequence_are_covered_by_an_earlier_call() -> None:
    (axles,) = answers(SEQUENCE, ["supplier-down"], days=1.0)
    assert axles.what == "axle-maker"
    assert axles.survives_s is not None
    # called 60 min ahead: made in 1 min, up to 6 min for a rack, 12 min on the road leave 41 to 47 min at the line
    assert 41 * MIN <= axles.survives_s <= 65 * MIN
    assert axles.verified
    (cover,) = axles.covers
    assert (cover.stock, cover.pieces) == ("axles", None)
    (late,) = answers(SEQUENCE, ["late-truck"], late=30 * MIN)
    assert late.what == "axle-truck"
    assert late.effect.survived
    (late,) = answers(SEQUENCE, ["late-truck"], late=90 * MIN)
    assert not late.effect.survived
    assert late.verified
