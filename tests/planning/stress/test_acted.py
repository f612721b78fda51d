"""Who does what a stress test advises finds the stop gone, and with a little less of it finds some of it there."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.model.files.load import load_model
from taktwin.planning.stress.options import StressOptions
from taktwin.planning.stress.result import Answer
from taktwin.planning.stress.study import stress
from tests.model.families.park import TEXT as PARK
from tests.planning.stress.plants import CHAIN, MIX, SEQUENCE
from tests.plants.nextdoor import NEXT_DOOR

MIN, HOUR = 60.0, 3600.0
AT = {"warmup": 2.5 / 24, "days": 1.0, "replications": 2}


def one(text: str, changes: list[str], **options: Any) -> Answer:
    (answer,) = stress(load_model(text, changes), StressOptions(**(AT | options))).answers
    return answer


def axles(minutes: int = 0, trucks: int = 4) -> list[str]:
    """The plant with its axles called so much sooner, since the line from call to fitting is so much longer."""
    line, delivery = "shops.trim.lines.main.flow.trim-line", "shops.axle-maker.lines.axles.flow.axle-truck"
    return [
        f"{line}.transit={60 + minutes} min",
        f"{line}.capacity={60 + minutes}",
        f"{delivery}.trucks={trucks}",
    ]


def seats(more: float) -> list[str]:
    return [f"stocks.seats.initial={150 + more:g}"]


@pytest.mark.parametrize(
    "options",
    [
        {"tests": ["late-truck"], "lanes": ["seats"]},
        {"tests": ["supplier-down"], "suppliers": ["seat-maker"]},
        {"tests": ["closed-road"], "roads": ["north"], "closed": 2 * HOUR},
        {"tests": ["closed-road"], "roads": ["north"], "slow": 4.0},
    ],
    ids=["late", "down", "closed", "slow"],
)
def test_as_many_more_seats_prevent_the_stop_and_one_less_does_not(options: dict[str, Any]) -> None:
    (cover,) = one(CHAIN, [], **options).covers
    assert cover.pieces is not None
    assert one(CHAIN, seats(cover.pieces), **options).effect.survived
    assert not one(CHAIN, seats(cover.pieces - 1), **options).effect.survived


def test_as_many_more_parts_of_the_variant_prevent_what_another_mix_stops() -> None:
    options = {"tests": ["demand-mix"], "warmup": 0.5, "replications": 5}
    (cover,) = one(MIX, [], **options).covers
    assert cover.pieces is not None
    for less, survives in ((0.0, True), (cover.pieces // 2, False)):
        level = 60 + cover.pieces - less
        acted = [f"stocks.rare-parts.initial={level:g}", f"lanes.parts.loads.1.up_to={level:g}"]
        assert one(MIX, acted, **options).effect.survived == survives


@pytest.mark.parametrize("trucks", [3, 4])
@pytest.mark.parametrize(
    "options",
    [
        {"tests": ["late-truck"], "late": 90 * MIN},
        {"tests": ["late-truck"], "late": 3 * HOUR},
        {"tests": ["supplier-down"], "down": 8 * HOUR},
        {"tests": ["closed-road"], "closed": 2 * HOUR},
    ],
    ids=["90 min", "3 h", "down", "closed"],
)
def test_axles_that_come_so_much_sooner_prevent_the_stop_and_a_minute_less_does_not(
    options: dict[str, Any], trucks: int
) -> None:
    found = one(SEQUENCE, axles(0, trucks), **options)
    assert found.verified
    assert found.trucks == ()
    (cover,) = found.covers
    assert cover.minutes is not None
    minutes = int(cover.minutes)
    assert one(SEQUENCE, axles(minutes, trucks), **options).effect.survived
    assert not one(SEQUENCE, axles(minutes - 1, trucks), **options).effect.survived


@pytest.mark.parametrize(("trucks", "more"), [(3, 3), (4, 2)])
def test_on_a_slow_road_that_needs_more_trucks_no_earlier_call_is_advised(trucks: int, more: int) -> None:
    slow = {"tests": ["closed-road"], "slow": 2.0}
    found = one(SEQUENCE, axles(0, trucks), **slow)
    # 48 min for a round, and a rack is needed every 8 min: six trucks
    assert [(way.delivery, way.trucks) for way in found.trucks] == [("axle-truck", more)]
    assert found.covers == ()
    assert found.verified
    assert "not confirmed: axles 23 min sooner does not prevent it, since trucks are lacking" in found.advice
    assert one(SEQUENCE, axles(0, 6), **slow).effect.survived
    assert not one(SEQUENCE, axles(0, 5), **slow).effect.survived
    # a run of a plant that calls an hour sooner still stands, as the answer says
    assert not one(SEQUENCE, axles(60, trucks), **slow).effect.survived


def test_on_a_slow_road_with_trucks_enough_an_earlier_call_helps() -> None:
    slow = {"tests": ["closed-road"], "slow": 5.0}
    # 120 min for a round, fifteen trucks; the drive of 60 min is 48 min longer, and 41 to 47 min of cover are there
    found = one(SEQUENCE, axles(0, 15), **slow)
    assert (found.verified, found.trucks) == (True, ())
    minutes = int(found.covers[0].minutes or 0)
    assert one(SEQUENCE, axles(minutes, 15), **slow).effect.survived
    assert not one(SEQUENCE, axles(minutes - 1, 15), **slow).effect.survived


def test_where_both_lack_both_are_needed_together() -> None:
    slow = {"tests": ["closed-road"], "slow": 5.0}
    found = one(SEQUENCE, axles(0, 4), **slow)
    assert found.verified
    assert "neither" in found.advice
    minutes, more = int(found.covers[0].minutes or 0), found.trucks[0].trucks
    assert one(SEQUENCE, axles(minutes, 4 + more), **slow).effect.survived
    assert not one(SEQUENCE, axles(minutes, 4), **slow).effect.survived
    assert not one(SEQUENCE, axles(0, 4 + more), **slow).effect.survived


def test_what_no_trial_confirms_is_no_advice() -> None:
    # 53 min of drive on this road, and more than that is lacking: no trial can have parts there before they set out
    found = one(PARK, [], tests=["closed-road"], roads=["seater"], slow=4.0, warmup=0.5)
    assert found.verified is False
    assert found.trucks == ()
    assert "not confirmed" in found.advice
    assert found.left_s > 0.0


def test_more_trucks_of_a_plant_of_its_own_are_tried() -> None:
    found = one(NEXT_DOOR, [], tests=["closed-road"], roads=["seats"], slow=3.0, warmup=0.5)
    assert found.verified
    ((delivery, more),) = [(way.delivery, way.trucks) for way in found.trucks]
    assert delivery == "seats.seat-truck"
    changes = [f"plants.seats.shops.making.lines.seats.flow.seat-truck.trucks={2 + more}"]
    sooner = int(found.covers[0].minutes or 0) if found.covers else 0
    changes += [f"plants.cars.shops.trim.lines.main.flow.trim-line.{key}" for key in longer(50 + sooner)]
    acted = one(NEXT_DOOR, changes, tests=["closed-road"], roads=["seats"], slow=3.0, warmup=0.5)
    # other jobs are at other places at T, so that it need not be gone to the second
    assert acted.effect.stopped_s.mean < found.effect.stopped_s.mean / 10.0


def longer(minutes: int) -> list[str]:
    return [f"transit={minutes} min", f"capacity={10 + minutes}"]
