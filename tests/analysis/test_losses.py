"""Scheduled time and its losses."""

import polars as pl
import pytest

from taktwin.analysis.losses import hours_lost, scheduled_time
from taktwin.analysis.tables import ON_SHIFT, work_units
from tests.analysis.sample import tiny
from tests.analysis.sample_plant import plant


def test_hours_lost_by_hand() -> None:
    """In 10 h the drill is down for 1 h and set up for half an hour; replications do not change the scale."""
    assert hours_lost([tiny()], "drill", ("down", "waiting_crew")) == pytest.approx(2.4)
    assert hours_lost([tiny(), tiny()], "drill", ("down", "setup")) == pytest.approx(3.6)
    assert hours_lost([tiny()], "nobody", ("down",)) == 0.0


def test_scheduled_time_is_whole() -> None:
    result = plant(days=2)
    table = scheduled_time([result])
    hours = work_units(result.resources).select(pl.sum_horizontal(ON_SHIFT).sum()).item() / 3600 / 2
    assert table["hours"].sum() == pytest.approx(hours, rel=1e-12)
    assert table.group_by("shop").len()["len"].unique().to_list() == [len(ON_SHIFT)]
