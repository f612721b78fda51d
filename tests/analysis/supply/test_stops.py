"""Stops for want of parts by cause."""

from __future__ import annotations

import pytest

import taktwin
from taktwin.analysis.supply.stops import part_stops
from taktwin.analysis.tables import part_waits
from tests.analysis.supply.park import park_run


def test_all_waits_for_parts_are_told_once() -> None:
    run = park_run()
    found = part_stops(run.results, run.model)
    assert float(found["seconds_per_day"].sum()) == pytest.approx(part_waits(run.results) / 8.0)  # 2 runs of 4 days
    assert float(found["share"].sum()) == pytest.approx(1.0)
    assert found["seconds_per_day"].is_sorted(descending=True)


def test_by_family_they_are_those_of_the_park() -> None:
    run = park_run()
    found = part_stops(run.results, run.model)
    for one in run.supply.families:
        mine = found.filter(family=one.family)
        assert float(mine["seconds_per_day"].sum()) * 8.0 == pytest.approx(one.stopped_s)


def test_where_and_why() -> None:
    run = park_run()
    rows = {(row["resource"], row["kind"]): row for row in part_stops(run.results, run.model).to_dicts()}
    assert rows["fit-1", "part"]["stock"] == "bolts"
    in_sequence = rows["fit-3", "matched"]
    assert (in_sequence["cause"], in_sequence["family"], in_sequence["stock"]) == ("seats", "seats", None)


def test_nobody_waits_where_there_is_nothing_to_wait_for() -> None:
    assert part_stops(taktwin.load("mm1").simulate(days=0.1, warmup=0).results).is_empty()
