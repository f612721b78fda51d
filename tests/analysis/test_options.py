"""Lead time by product and option, against times that follow from the model."""

from __future__ import annotations

import polars as pl
import pytest

import taktwin
from taktwin.analysis.options import lead_by_option
from tests.kernel.plants import line, model_of


def sizes(**options: object) -> taktwin.Run:
    """Small jobs take 60 s and large ones 120 s, never waiting for each other."""
    flow = [{"station": "a", "servers": 5, "cycle": {"by": "size", "small": "60 s", "large": "120 s"}}]
    data = line(flow, {"interval": "100 s"}, options={"size": {"small": 0.25, "large": 0.75}})
    return taktwin.Plant(model_of(data)).simulate(**{"days": 1, "warmup": 0, **options})


def test_times_by_hand() -> None:
    run = sizes()
    rows = {row["value"]: row for row in lead_by_option(run.results).iter_rows(named=True)}
    assert rows.keys() == {"small", "large"}
    assert rows["small"]["mean_h"] == pytest.approx(60 / 3600)
    assert rows["large"]["p90_h"] == pytest.approx(120 / 3600)
    assert rows["small"]["share"] + rows["large"]["share"] == pytest.approx(1.0)
    assert rows["small"]["share"] == pytest.approx(0.25, abs=0.06)
    assert rows["small"]["jobs"] + rows["large"]["jobs"] == run.kpis["finished_jobs"].value
    assert rows["small"]["low_h"] is None


def test_intervals_over_replications() -> None:
    for row in lead_by_option(sizes(replications=3).results).iter_rows(named=True):
        assert row["low_h"] <= row["mean_h"] <= row["high_h"]


def test_an_option_with_one_value_is_left_out() -> None:
    assert lead_by_option(taktwin.load("mm1").simulate(days=1, warmup=0).results).height == 0


def test_products_and_options_of_phoenix() -> None:
    table = lead_by_option(taktwin.load("phoenix").simulate(days=1, warmup=1).results)
    assert table.get_column("option").unique(maintain_order=True).to_list()[:3] == ["product", "powertrain", "drive"]
    assert set(table.filter(option="product").get_column("value")) == {"m5", "m7", "m9"}
    assert table.group_by("option").agg(share=pl.col("share").sum())["share"].to_list() == (
        pytest.approx([1.0] * table.get_column("option").n_unique())
    )
