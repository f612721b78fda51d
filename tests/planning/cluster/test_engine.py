"""The cluster and the engine: outages of suppliers, and true capacity of plants."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.planning.cluster.file.read import read_cluster
from taktwin.planning.cluster.risk.disruption import disrupt
from taktwin.planning.cluster.study import ClusterOptions, study_cluster
from taktwin.report.cluster import render_cluster
from tests.planning.cluster.small import SMALL

#: A car a minute out of two parts; seats last some hours, liners longer, spares are never drawn.
CHAIN = """
taktwin: 1
name: chain
orders: {cars: {interval: 60 s}}
parts: {seat: {}, liner: {}, spare: {}}
suppliers: {seat-maker: {}, foams: {}, spares: {}}
stocks:
  seats: {part: seat, initial: 150}
  liners: {part: liner, initial: 1900}
  spares: {part: spare, initial: 10}
lanes:
  seats: {supplier: seat-maker, to: seats, every: 2 h, quantity: 120, lead: 1 h}
  foam: {supplier: foams, to: liners, every: 4 h, up_to: 1900, container: 20, lead: 2 h}
  spare: {supplier: spares, to: spares, every: 24 h, up_to: 10, lead: 1 h}
shops:
  trim:
    lines:
      main:
        orders: cars
        flow:
          - {buffer: before, capacity: unlimited}
          - {station: fit, cycle: 50 s, uses: {seat: 1, liner: 1}}
"""
#: A car every 100 s, always at hand: 864 a day.
PLANT = """
taktwin: 1
name: plant
orders: {cars: {}}
shops: {trim: {lines: {main: {orders: cars, flow: [{station: fit, cycle: 100 s}]}}}}
"""


def test_outages(tmp_path: Path) -> None:
    """From the first car that lacks a part each minute costs a car; what is never drawn costs none."""
    (tmp_path / "chain.yaml").write_text(CHAIN, encoding="utf-8")
    model = load_model(tmp_path / "chain.yaml")
    found = disrupt(model, (1.0, 2.0), 2, warmup=1.0, catch_up=2.0)
    assert [one.supplier for one in found] == ["seat-maker", "foams", "spares"]
    for one in found[:2]:
        assert one.survives_h is not None
        assert 0 < one.survives_h < 60
        assert one.lost[1].mean - one.lost[0].mean == pytest.approx(7 * 1440, abs=1)
        assert one.lost[0].mean == pytest.approx(7 * 1440 - 60 * one.survives_h, abs=61)
        assert one.saved == pytest.approx((1440, 1440), abs=1)
        assert one.catch_up is not None
        back, worst, after = one.catch_up.back_h, one.catch_up.worst, one.catch_up.after
        assert 1 <= back.mean <= 6  # until the first parts have come
        assert worst.mean == pytest.approx(one.lost[0].mean + 60 * back.mean, abs=61)
        # a car every 50 s instead of every 60 s: 12 an hour are caught up on
        assert worst.mean - after.mean == pytest.approx(12 * (48 - back.mean), abs=90)
    assert found[2].survives_h is None
    assert found[2].lost[1].mean == 0
    with pytest.raises(OptionError, match="nobody-there"):
        disrupt(model, (1.0,), 2, suppliers=["nobody-there"])
    with pytest.raises(OptionError, match="weeks"):
        disrupt(model, (0.0,))


def test_no_plant_to_run(tmp_path: Path) -> None:
    (tmp_path / "cluster.yaml").write_text(SMALL, encoding="utf-8")
    for asked in (ClusterOptions(plants=True), ClusterOptions(weeks=(1.0,), catch_up=3.0)):
        with pytest.raises(OptionError, match="no plant of the cluster has a model"):
            study_cluster(read_cluster(tmp_path / "cluster.yaml"), asked)


def test_plan_and_plants_agree(tmp_path: Path) -> None:
    """The plant makes 216,000 a year, not 300,000: the second plan asks for no more."""
    (tmp_path / "plant.yaml").write_text(PLANT, encoding="utf-8")
    file = tmp_path / "cluster.yaml"
    file.write_text(SMALL.replace("maker: first-maker, cap", "maker: first-maker, model: plant.yaml, cap"), "utf-8")
    found = study_cluster(read_cluster(file), ClusterOptions(gap=1e-3, knowing=False, draws=1000, plants=True))
    agreement = found.agreement
    assert agreement is not None
    assert agreement.agreed
    assert agreement.rounds == 2
    (plant,) = agreement.plants
    assert plant.nominal == 300_000
    assert plant.true.mean == pytest.approx(216_000, abs=250)
    assert plant.asked[0] > plant.asked[1]
    made = found.plan.made[:, :, 0]
    assert made[:, 0].max() <= 216.3 + 100  # with what the project adds
    assert agreement.costs[1] > agreement.costs[0]
    assert "big truly makes" in render_cluster(found)
