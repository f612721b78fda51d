"""Outages by formula, what insures against them, fallen car makers, seasons: each against what can be worked out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.planning.cluster.file.read import read_cluster
from taktwin.planning.cluster.plan.season import levelled, months, yearly_capacity
from taktwin.planning.cluster.risk.outage import Exposure
from taktwin.planning.cluster.risk.survival import survival
from taktwin.planning.cluster.study import ClusterOptions, ClusterStudy, study_cluster
from tests.planning.cluster.small import SMALL

INSURANCE = """\
insurance:
  chance: 10 %
  weeks: {1: 75 %, 4: 25 %}
  stock: {days: 2 d, holding: 15 %}
  second: {share: 30 %, premium: 4 %, opening: 30}
  line: {share: 60 %, changeover: 1 week, invest: 40}
"""


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> ClusterStudy:
    path = tmp_path_factory.mktemp("risk") / "small.yaml"
    text = SMALL.replace("motors: {place: south,", "motors: {stock: 3 d, recovery: 2 weeks, place: south,")
    text = text.replace(
        "  old: {place: south, makes: petrol,", "  old: {place: south, makes: petrol, maker: second-maker,"
    )
    path.write_text(text.replace("makers:\n", "makers:\n  second-maker: {}\n") + INSURANCE, encoding="utf-8")
    return study_cluster(read_cluster(path), ClusterOptions(draws=1000, knowing=False, gap=1e-3))


def exposure(stock: float = 2.0, second: float = 0.4) -> Exposure:
    one = np.ones((1, 1))
    return Exposure("x", (0,), stock, second * one, 100 * one, 60 * one, 500 * one, 800 * one, 50 * one)


def test_an_outage_costs_what_stock_and_others_do_not_cover() -> None:
    """100 vehicles a day, of which others go on with 40, stock for 2 days: as `survival` has it."""
    one = exposure()
    for days in (1.0, 3.0, 10.0):
        wanted = survival([200], 100, [days], [0.4]).lost[0]
        assert one.lost(days)[0] == pytest.approx(wanted)
    assert one.lost(10.0, more=1.0)[0] == pytest.approx(one.lost(10.0)[0] - 100)  # a day of all its use
    # another source of half of its own 60 a day leaves 30
    assert one.lost(10.0, second=0.5)[0] == pytest.approx(30 * 10 - 200)
    late = one.lost(10.0, second=0.5, from_day=4.0)[0]
    assert late == pytest.approx(60 * 4 - 200 + 30 * 6)
    assert one.lost(3.0, second=0.5, from_day=4.0)[0] == one.lost(3.0)[0]
    assert exposure(second=1.0).lost(28.0)[0] == 0
    assert one.lost_money(10.0)[0] == pytest.approx(one.lost(10.0)[0] * 50 / 1e3)


def test_insurance_is_worth_what_it_saves(studied: ClusterStudy) -> None:
    """Never more than the outages cost; an option pays from where it saves what it costs."""
    lost = {one.supplier: one for one in studied.outages}
    assert {one.option for one in studied.insured} == {"stock", "second", "line"}
    worth = [one.worth for one in studied.insured]
    assert worth == sorted(worth, reverse=True)
    for one in studied.insured:
        loss = lost[one.supplier]
        mean = 0.1 * (0.75 * loss.lost[0] + 0.25 * loss.lost[2]) * 60_000 / 1e6
        assert -1e-9 <= one.low <= one.saves <= one.high + 1e-9
        assert one.saves <= mean + 1e-6
        if one.pays_from is not None:
            assert one.costs == pytest.approx(one.saves * one.pays_from / 0.1)
    motors = lost["motors"]
    (risk,) = (one for one in studied.survival if one.supplier == "motors")
    assert (risk.recovers, risk.stop) == (14.0, max(0.0, 14.0 - risk.survives))
    assert motors.lost[2] - motors.lost[1] >= motors.lost[1] - motors.lost[0] - 1e-6
    assert all(one.recovers is None and one.stop is None for one in studied.survival if one.supplier != "motors")


def test_a_fallen_maker_costs_at_least_what_others_cannot_take(studied: ClusterStudy) -> None:
    data, found = studied.data, studied.plan
    assert {one.maker for one in studied.falls} == {"first-maker", "second-maker"}
    for one in studied.falls:
        t = data.years.index(one.year)
        mine = [p.maker == one.maker for p in studied.file.noun.plants.values()]
        own = float(data.probability @ found.made[:, t][:, mine].sum(axis=1))
        assert one.customers_lost == pytest.approx(one.made - own, abs=1e-3)  # others go on as they did
        assert one.customers_lost - 1e-6 <= one.others_serve <= one.made + 1e-6
        assert one.local_lost <= one.local + 1e-6
        # no other plant makes its kind of vehicles: nobody takes over
        assert one.others_serve == pytest.approx(one.customers_lost, abs=1e-3)
    assert any(one.hang_on_it for one in studied.falls)


def test_seasons() -> None:
    """Made as late as can be; with nothing ahead the strongest month binds, with enough the year does."""
    found = levelled([90] * 6 + [110] * 6, 100)
    assert found.ahead == pytest.approx(60)
    assert found.made.tolist() == [100] * 12
    assert levelled([110] * 6 + [90] * 6, 100).ahead == pytest.approx(60)  # made ahead in the year before
    assert levelled([50] * 12, 100).ahead == 0
    weights = [1] * 6 + [2] * 6
    assert yearly_capacity(100, weights, 0) == pytest.approx(900)
    assert yearly_capacity(100, weights, 365) == pytest.approx(1200)
    ahead = 20.0
    most = yearly_capacity(100, weights, ahead)
    assert levelled(months(most, weights), 100).ahead == pytest.approx(ahead * most / 365, rel=1e-6)
    rng = np.random.default_rng(5)
    for _ in range(50):
        sold = rng.uniform(0, 150, 12)
        most = sold.sum() / 12 * rng.uniform(1, 1.3)
        one = levelled(sold, most)
        assert one.made.sum() == pytest.approx(sold.sum())
        assert one.made.max() <= most + 1e-9
        stock = np.cumsum(one.made - sold)
        assert stock.max() - min(stock.min(), 0) == pytest.approx(one.ahead)


def test_a_plant_by_season(tmp_path: Path) -> None:
    """The plant makes 216,000 a year; with nothing ahead and one month twice as strong it sells half of it."""
    from tests.planning.cluster.test_engine import PLANT

    (tmp_path / "plant.yaml").write_text(PLANT, encoding="utf-8")
    text = SMALL.replace("maker: first-maker, cap", "maker: first-maker, model: plant.yaml, ahead: 0, cap")
    text = text.replace("nev: {margin: 60000}", "nev: {margin: 60000, season: [1,1,1,1,1,1,1,1,1,1,1,2]}")
    (tmp_path / "cluster.yaml").write_text(text, encoding="utf-8")
    options = ClusterOptions(gap=1e-3, knowing=False, draws=1000, plants=True)
    agreement = study_cluster(read_cluster(tmp_path / "cluster.yaml"), options).agreement
    assert agreement is not None
    (plant,) = agreement.plants
    assert plant.sells == pytest.approx(plant.true.mean * 13 / 24)
    assert sum(plant.season) == pytest.approx(12 * plant.asked[-1])
    assert plant.season[11] == pytest.approx(2 * plant.season[0])
    assert plant.ahead == pytest.approx(0, abs=1)
