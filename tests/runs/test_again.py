"""A run that is done again tells of any time what a run that was traced whole tells of it."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import taktwin
from taktwin.runs.again import Again
from tests.web.scene.runs import FED

#: With times that are drawn.
DRAWN = FED.replace("cycle: 112 s", "cycle: 'tri(90 s, 112 s, 130 s)'")


@pytest.fixture(scope="module")
def both() -> tuple[taktwin.Run, Again]:
    """A traced run with a warm-up, and the same done again."""
    run = taktwin.load(DRAWN).simulate(days=2.0, warmup=0.4, seed=3, trace=True)
    return run, Again(run.model, days=2.0, warmup_days=0.4, seed=3)


def test_a_window_is_the_cut_of_the_whole_trace(both: tuple[taktwin.Run, Again]) -> None:
    """Every event of the time, to the last digit; before it the last state and the last move of each resource."""
    whole, again = both
    result = whole.result
    for begin, end in ((0.0, 7200.0), (-0.4 * 86400, -20000.0), (-9000.0, 9000.0), (50000.0, 110000.0), (1.6e5, 9e9)):
        found = again.window(begin, end)
        inside = (pl.col("time") >= begin) & (pl.col("time") < end)
        for name, earlier in (("trace", "name"), ("movements", "resource")):
            cut = getattr(result, name).filter(inside)
            table = getattr(found, name)
            assert cut.height > 5
            assert_frame_equal(table.filter(inside), cut)
            before = getattr(result, name).filter(pl.col("time") < begin)
            if name == "trace":
                before = before.filter(pl.col("event") == "state")
            last = before.filter(pl.col(earlier).is_not_null()).group_by(earlier, maintain_order=True).last()
            known = table.filter(pl.col("time") < begin)
            assert_frame_equal(known.sort(earlier), last.select(known.columns).sort(earlier))
    with pytest.raises(ValueError, match="empty"):
        again.window(5.0, 5.0)


def test_what_it_knows_of_the_whole_run(both: tuple[taktwin.Run, Again]) -> None:
    """Jobs, trucks, levels, and times in which nothing happens."""
    run, again = both
    result = run.result
    assert result.trace is not None
    assert result.movements is not None
    late = again.jobs.filter(pl.col("ended").is_null() | (pl.col("ended") >= 0.0))
    assert_frame_equal(late.drop("job"), result.jobs.drop("job"))
    assert late.height < again.jobs.height
    assert again.shipments is not None
    assert result.shipments is not None
    assert_frame_equal(again.shipments, result.shipments)
    level = pl.when(pl.col("event") == "received").then(pl.col("amount")).otherwise(-pl.col("amount"))
    moved = result.movements.with_columns(level.alias("amount"))
    for name, initial in result.stocks.select("stock", "initial").iter_rows():
        own = moved.filter(pl.col("stock") == name)
        first = initial - own.filter(pl.col("time") < 0)["amount"].sum()
        most = max(first, first + own["amount"].cum_sum().max())
        assert again.most[name] == pytest.approx(most)
        at = first + own.filter(pl.col("time") < 5e4)["amount"].sum()
        levels = again.window(5e4, 6e4).levels
        assert levels.filter(pl.col("stock") == name)["amount"][0] == pytest.approx(at)
    times = [-0.4 * 86400, *result.trace["time"].to_list(), 2 * 86400.0]
    gaps = [(one, other) for one, other in pairwise(times) if other - one >= 300.0]
    assert len(gaps) > 1
    assert again.still == gaps
