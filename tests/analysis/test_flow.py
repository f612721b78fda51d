"""Stages and buffer levels."""

import polars as pl
import pytest

from taktwin.analysis.flow import buffer_levels, lead_times, stages
from tests.analysis.sample import PASSAGE_SCHEMA, SHOP_SCHEMA, tiny
from tests.analysis.sample_plant import plant

HOUR = 3600.0


def test_stages_by_hand() -> None:
    result = tiny()
    result.shops = pl.DataFrame([["body", 0, 1.0, 2, False], ["paint", 1, 1.0, 2, False]], SHOP_SCHEMA, orient="row")
    times = {1: (-1, 0.5, 2), 2: (0, 1, 5)}
    rows = [
        [job, p, t * HOUR] for job, ts in times.items() for p, t in zip(("body", "paint", "line off"), ts, strict=True)
    ]
    rows += [
        [3, "body", HOUR],
        [2, "paint", 3 * HOUR],
        [2, "marriage", 2 * HOUR],
    ]  # scrapped, second entry, other point
    result.passages = pl.DataFrame(rows, PASSAGE_SCHEMA, orient="row")
    table = stages([result])
    assert table.select("start", "end", "jobs").rows() == [("body", "paint", 2), ("paint", "line off", 2)]
    assert table["mean_h"].to_list() == pytest.approx([1.25, 2.75])
    assert table["mean_h"].sum() == pytest.approx(lead_times([result]).mean())


def test_stages_add_up_to_the_lead_time() -> None:
    results = [plant(k, days=3) for k in range(2)]
    assert stages(results)["mean_h"].sum() == pytest.approx(lead_times(results).mean(), rel=1e-9)


def test_rare_routes_are_left_out() -> None:
    result = plant(days=3)
    odd = pl.DataFrame([[5, "eol", -50.0 * HOUR]], PASSAGE_SCHEMA, orient="row")
    result.passages = pl.concat([result.passages.filter(pl.col("job") != 5), odd], how="diagonal")
    assert stages([result]).height == 4


def test_buffer_levels_average_replications() -> None:
    results = [plant(k, days=2) for k in range(2)]
    table = buffer_levels(results)
    assert table["buffer"].to_list() == results[0].buffers["buffer"].to_list()
    means = [result.buffers["mean"][0] for result in results]
    assert table["mean"][0] == pytest.approx(sum(means) / 2)
    assert table.filter(pl.col("p10") > pl.col("p90")).height == 0
