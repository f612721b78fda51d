"""Families by milk run, as vendor-managed stock, by levels and lots; and how long stock lasts for a closed supplier."""

from __future__ import annotations

from typing import Any

import pytest

from taktwin.model.checks.check import Check
from taktwin.model.checks.ways.shiftwindows import worked
from taktwin.model.errors import ModelError
from taktwin.model.families.closed import longest_closed, longest_window
from taktwin.model.files.load import load_model
from taktwin.model.nouns.supply.lane import Lane
from tests.model.families.park import TEXT

#: Seats and bolts come by one truck, tow bars out of a stock that the trader keeps.
ROUND = (
    TEXT.replace(
        "supply:\n",
        "docks: {gate: {doors: 1}}\nsupply:\n  dock: gate\n  milk_runs:\n    tour:\n"
        "      stops:\n        - {supplier: seater, drive: 10 min, load: 5 min}\n"
        "        - {supplier: trader, drive: 20 min, load: 5 min}\n"
        "      every: 4 h\n      lead: 40 min\n      capacity: 30\n      unload: 10 min\n",
    )
    .replace("mode: jis\n", "mode: jit\n      jit: {milk_run: tour, cover: 1 h}\n")
    .replace("mode: jit}", "mode: kanban, kanban: {milk_run: tour}}")
    .replace("mode: warehouse}", "mode: vendor_managed}")
)
H = 3600.0
DAY = ((6 * H, 22 * H), (30 * H, 46 * H), (54 * H, 70 * H), (78 * H, 94 * H), (102 * H, 118 * H))  # Mon to Fri


def loads(lane: Lane) -> list[dict[str, Any]]:
    """What a lane brings, the numbers alone."""
    return [
        {
            key: given.value
            for key in ("up_to", "quantity", "reorder", "container")
            if (given := getattr(one, key)) is not None
        }
        for one in lane.all_loads
    ]


def with_run(text: str, run: str) -> str:
    """The park with one more milk run."""
    return text.replace("  milk_runs:\n", f"  milk_runs:\n    {run}\n")


def test_a_milk_run_is_one_lane_with_what_its_families_load_at_each_stop() -> None:
    model = load_model(ROUND)
    assert Check(model).warnings == []
    assert list(model.lanes) == ["tow-bar", "tour"]
    tour = model.lanes["tour"]
    assert tour.milk_run is not None
    assert [(one.supplier, len(one.loads)) for one in tour.milk_run] == [("seater", 4), ("trader", 1)]
    assert tour.every is not None
    assert (tour.every.value, tour.way_mean, tour.capacity.value, tour.dock) == (4 * H, 80 * 60.0, 30, "gate")
    # a round every 4 h and 80 min of way are 160 jobs of 2 min, an hour of cover 30; 20 bolts at each of two places
    assert loads(tour)[-1] == {"up_to": 40 * 190, "container": 500} | {"up_to": 8000}  # in full boxes
    share = 0.18 * 190 + 3 * (160 * 0.18 * 0.82) ** 0.5
    assert share <= loads(tour)[0]["up_to"] < share + 1


def test_a_stop_from_which_nothing_comes_is_left_out() -> None:
    model = load_model(ROUND, ["supply.families.seats.mode=warehouse"])
    assert [one.supplier for one in model.lanes["tour"].milk_run or ()] == ["trader"]
    assert list(load_model(model, ["supply.families.bolts.mode=jit"]).lanes) == ["seats", "bolts", "tow-bar"]


def test_what_the_supplier_manages_stands_between_two_levels_and_needs_no_date() -> None:
    lane = load_model(ROUND).lanes["tow-bar"]
    assert lane.every is None
    # a tenth of the jobs in 1 h of way and 4 h of cover, and three deviations of the former; 8 h more is the upper one
    assert loads(lane) == [{"reorder": 20.0, "up_to": 44.0, "container": 1.0}]
    looked_at = load_model(ROUND, ["supply.families.tow-bar.vendor_managed={every: 2 h}"]).lanes["tow-bar"]
    assert looked_at.every is not None
    assert loads(looked_at)[0]["reorder"] > 20.0  # two hours may pass before anybody looks


@pytest.mark.parametrize(
    ("given", "load", "every"),
    [
        ("{policy: r_Q, lot: 10 h, cover: 0 s}", {"quantity": 30.0}, 86400.0),
        ("{policy: s_S, lot: 10 h, review: continuous, cover: 0 s}", {"reorder": 8.0, "up_to": 38.0}, None),
        ("{review: continuous, cover: 0 s}", {"up_to": 8.0}, None),
    ],
)
def test_levels_and_lots(given: str, load: dict[str, float], every: float | None) -> None:
    lane = load_model(TEXT, [f"supply.families.tow-bar.warehouse={given}"]).lanes["tow-bar"]
    assert (lane.every.value if lane.every is not None else None) == every
    assert loads(lane)[0].items() >= load.items()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("families.seats.jit={milk_run: tuor}", "did you mean `tour`?"),
        ("families.seats.jit={milk_run: tour, every: 1 h}", "`every` is said by the milk run"),
        ("families.seats.jit={milk_run: tour, review: continuous}", "`review` is said by the milk run"),
        ("families.seats.supplier=screwer", 'the milk run "tour" does not call at "screwer"'),
        ("families.tow-bar.vendor_managed={review: continuous, every: 1 h}", "no time between two orders"),
        ("families.tow-bar.vendor_managed={policy: up_to, lot: 1 h}", "has no `lot`"),
        ("families.tow-bar.vendor_managed={policy: q}", "policy"),
        ("families.tow-bar.warehouse={lot: 1 h}", "write `policy: s_S`"),
        ("milk_runs.tour.stops=[]", "stops"),
        ("milk_runs.tour.stops=[{supplier: seater}, {supplier: seater}]", 'calls at "seater" twice'),
        ("milk_runs.tour.every=0 s", "cannot be 0"),
        ("milk_runs.tour.dock=gaet", "did you mean `gate`?"),
        ("spare: {stops: [{supplier: seeter}]}", "did you mean `seater`?"),
        ("spare: {stops: [{supplier: seater}], dock: gaet}", "did you mean `gate`?"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(change: str, words: str) -> None:
    text = ROUND.replace("trader: {drive: 1 h}", "trader: {drive: 1 h}\n  screwer: {}")
    more = change.startswith("spare")
    with pytest.raises(ModelError) as caught:
        load_model(with_run(text, change) if more else text, [] if more else [f"supply.{change}"])
    (one,) = caught.value.problems
    assert words in f"{one.message}; {one.remedy}; {one.path}"
    assert one.remedy
    assert "supply" in one.path or "lanes" in one.path


def test_a_milk_run_has_a_name_of_its_own_and_somebody_who_comes_by_it() -> None:
    with pytest.raises(ModelError, match='a lane or a family "bolts" already'):
        load_model(ROUND.replace("tour", "bolts"))
    (one,) = Check(load_model(with_run(ROUND, "spare: {stops: [{supplier: seater}]}"))).warnings
    assert (one.path, one.message) == ("supply.milk_runs.spare", "no family comes by this milk run")
    own = ROUND.replace("      unit: set\n", "      unit: set\n      dock: gate\n")
    told = [one.path for one in Check(load_model(own)).warnings]
    assert told == ["supply.families.seats.dock"]


def test_how_long_a_stock_must_last_while_its_supplier_is_closed() -> None:
    always = ()
    assert longest_window(((always, 0.0, 0.0),), H, 2 * H, always) == 3 * H
    # an order right after Friday's shift leaves on Monday at 6: 56 h, the 2 h before it and the hour of the way
    assert longest_window(((DAY, 0.0, 0.0),), H, 2 * H, always) == 59 * H
    assert longest_closed(DAY, always) == 56 * H
    # a line that works in the same shifts needs no more than if both worked on
    assert longest_window(((DAY, 0.0, 0.0),), H, 2 * H, DAY) == 3 * H
    assert longest_closed(DAY, DAY) == 0.0
    # one that works on Saturday from 6 to 14 as well
    saturday = (*DAY, (126 * H, 134 * H))
    assert longest_closed(DAY, saturday) == 8 * H
    assert longest_window(((DAY, 0.0, 0.0),), H, 2 * H, saturday) == (2 + 8 + 1) * H
    # the second stop is missed by a loading that does not end in the shift: it goes on in the next
    tour = ((always, 10 * 60.0, 20 * 60.0), (DAY, 30 * 60.0, H))
    assert longest_window(tour, H, 4 * H, always) == pytest.approx((4 + 3 + 56) * H)


def test_working_time_goes_on_over_weeks() -> None:
    week = 5 * 16 * H
    assert worked(DAY, 0.0, 7 * 24 * H) == week
    assert worked(DAY, -24 * H, 8 * 24 * H) == week + 16 * H
    assert worked((), 5.0, 9.0) == 4.0
