"""Stations: cycle by option, setup and purge, parts."""

from __future__ import annotations

import pytest

from tests.kernel.plants import Data, ends, history, line, row_of, run, states


@pytest.fixture
def colours(tmp_path):
    """A plant of one station that gets red, red, blue, blue, blue, red."""

    def plant(station: Data) -> Data:
        path = tmp_path / "orders.csv"
        path.write_text("product,colour\n" + "".join(f"car,{c}\n" for c in ["red"] * 2 + ["blue"] * 3 + ["red"]))
        options = {"colour": {"red": "50 %", "blue": "50 %"}}
        element = {"station": "m", "cycle": "10 s", **station}
        return line([element], {"file": str(path)}, products={"car": {}}, options=options)

    return plant


def test_the_planned_time_of_each_job_is_that_of_its_option(colours):
    """Three red ones at 5 s, three blue ones at 7 s; the mean of the cycle where nothing is planned."""
    result = run(colours({"ideal": {"by": "colour", "red": "5 s", "blue": "7 s"}}), 100)
    assert row_of(result.resources, "resource", "m")["ideal_s"] == 3 * 5 + 3 * 7
    assert row_of(run(colours({}), 100).resources, "resource", "m")["ideal_s"] == 60


def test_a_change_of_the_option_needs_a_setup_but_not_before_the_first_job(colours):
    result = run(colours({"setup": {"by": "colour", "time": "3 s"}}), 100)
    assert ends(result) == [10, 20, 33, 43, 53, 66]
    assert history(result, "m") == [(0, "working"), (20, "setup"), (23, "working"), (53, "setup"), (56, "working"),
                                    (66, "starved")]  # fmt: skip
    assert row_of(result.resources, "resource", "m")["setups"] == 2


def test_a_purge_after_equal_jobs_in_a_row(colours):
    setup = {"by": "colour", "time": "3 s", "purge_after": 2, "purge_time": "1 s"}
    result = run(colours({"setup": setup}), 100)
    assert ends(result) == [10, 20, 33, 43, 54, 67]
    assert row_of(result.resources, "resource", "m")["setups"] == 3


def test_a_purge_takes_as_long_as_a_setup_where_nothing_else_is_said(colours):
    assert ends(run(colours({"setup": {"by": "colour", "time": "3 s", "purge_after": 2}}), 100)) == [
        10,
        20,
        33,
        43,
        56,
        69,
    ]


def test_the_cycle_may_depend_on_an_option(colours):
    assert ends(run(colours({"cycle": {"by": "colour", "red": "4 s", "default": "7 s"}}), 100)) == [
        4,
        8,
        15,
        22,
        29,
        33,
    ]


def parts(uses: object, initial: int = 2, **lane: object) -> Data:
    return line(
        [{"station": "m", "cycle": "10 s", "uses": uses}],
        parts={"bolt": {"family": "bolts", "unit": "piece"}},
        stocks={"rack": {"part": "bolt", "initial": initial}},
        suppliers={"mill": {}},
        lanes={"truck": {"supplier": "mill", "to": "rack", "every": "100 s", "offset": "100 s", "quantity": 1, **lane}},
    )


def test_a_lacking_part_stops_the_station_and_is_named():
    result = run(parts({"bolt": 1}), 200)
    assert history(result, "m") == [(0, "working"), (20, "waiting_parts"), (100, "working"), (110, "waiting_parts"),
                                    (200, "working")]  # fmt: skip
    waits = result.waits.select("resource", "cause", "kind", "stock", "seconds")
    assert waits.rows() == [("m", "bolt", "part", "rack", 170.0)]
    stock = row_of(result.stocks, "stock", "rack")
    assert (stock["initial"], stock["received"], stock["drawn"], stock["final"]) == (2, 2, 4, 0)
    assert (stock["min"], stock["max"], stock["mean"], stock["stopped_s"]) == (0, 2, 10 / 200, 170)
    assert stock["reached_zero_share"] == 190 / 200


def test_a_job_draws_all_its_parts_together():
    result = run(parts({"bolt": 3}, quantity=2), 400)
    assert ends(result) == [110, 210]  # three of four at 100, the one left and two at 200, two are too few at 300
    assert states(result, "m") == {"working": 20, "waiting_parts": 380}


def test_two_entries_for_the_same_stock_draw_their_sum():
    """A level is never negative, also where a job draws the same part for two reasons."""
    result = run(parts([{"part": "bolt", "quantity": 1}, {"part": "bolt", "quantity": 2}], quantity=2), 400)
    assert row_of(result.stocks, "stock", "rack")["min"] >= 0
    assert ends(result) == [110, 210]
