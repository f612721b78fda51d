"""Cover and stops of stocks."""

import pytest

from taktwin.analysis.stocks import stock_cover
from tests.analysis.sample import tiny


def test_by_hand() -> None:
    (row,) = stock_cover([tiny()]).rows(named=True)
    assert row["drawn_per_day"] == pytest.approx(288.0)  # 120 in 10 h
    assert row["cover_h"] == pytest.approx(25 / 12)
    assert row["stopped_h_per_day"] == pytest.approx(1.2)
    assert row["reached_zero_share"] == pytest.approx(0.05)


def test_cover_of_a_part_that_nobody_draws_is_null() -> None:
    result = tiny()
    result.stocks = result.stocks.with_columns(drawn=0.0)
    assert stock_cover([result])["cover_h"].to_list() == [None]
