"""The planner of a supplier park: what it proposes holds in runs, and what it says of the start is true."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from taktwin.analysis.kpi import kpis
from taktwin.analysis.supply.park import park_supply
from taktwin.api.plant import load
from taktwin.model.errors import OptionError
from taktwin.model.files.load import load_model
from taktwin.planning.supply.modes.clash import NoPlanError
from taktwin.planning.supply.modes.errors import ModeError
from taktwin.planning.supply.park import study as study_module
from taktwin.planning.supply.park.horizon import horizons
from taktwin.planning.supply.park.options import SupplyOptions
from taktwin.planning.supply.park.result import SupplyStudy, Tried
from taktwin.planning.supply.park.study import _Planner, _Round, plan_supply
from taktwin.planning.supply.park.trial import lost_by_family, tried, worst_first
from taktwin.planning.supply.park.undisturbed import Undisturbed
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate
from tests.model.families.park import TEXT

RUNS = {"days": 2.0, "warmup": 1.0, "replications": 2}


@cache
def a_study() -> SupplyStudy:
    """A plan with a third of the families without stock; the same for several tests."""
    return plan_supply(load_model(TEXT), SupplyOptions(zir=1 / 3, steps=0, **RUNS))


def test_a_run_tells_cover_numbers_and_ratio() -> None:
    model = load_model(TEXT)
    found = park_supply(model, simulate(model, RunOptions(days=4, warmup=1, seed=1)))
    seats, bolts, bars = found.families
    assert (seats.part_numbers, bolts.part_numbers, found.part_numbers, found.suppliers) == (4, 1, 6, 2)
    assert found.takt_min == pytest.approx(2.0, rel=1e-3)
    # called 20 s + 50 min + 3 zones + stations before; two racks of six, the way and the times at its ends
    assert 20 < seats.cover_min < 60
    assert seats.zero_inventory
    # 40 bolts a job, 30 min of cover and an hour between orders: the peak is above, the mean between
    assert 30 < bolts.cover_min < 120
    assert bars.cover_q95_min > 1440
    assert not bars.zero_inventory
    assert found.ratio.number == pytest.approx(2 / 3) or not bolts.zero_inventory
    assert found.waited_share == pytest.approx(0.0, abs=1e-4)
    assert json.loads(json.dumps(found.as_dict(), allow_nan=False))["families"][0]["family"] == "seats"


def test_a_plant_without_a_park_has_none() -> None:
    model = load_model("mm1")
    with pytest.raises(OptionError, match="no supplier park"):
        park_supply(model, simulate(model, RunOptions(days=1)))
    with pytest.raises(OptionError, match="no supplier park"):
        plan_supply(model)


def test_the_horizon_is_the_way_from_the_call_to_the_fitting() -> None:
    model = load_model(TEXT)
    (found,) = horizons(model, ["paint-exit"], ["fit-3"], RunOptions(days=2, warmup=1, seed=1), 2.0).values()
    # 20 s, 50 min, three zones of 110 s, two stations of 112 s: 59.6 min, told in whole cars of 2 min
    assert found.mean == pytest.approx(60.0, abs=2.0)
    assert found.sd < 2.0


def test_the_plan_has_what_was_asked_for_and_runs_as_it_says() -> None:
    study = a_study()
    assert study.met
    assert study.fresh is not None
    assert study.fresh.zir >= 1 / 3
    assert len(study.fresh.lost) == 10
    planned = study.planned()
    again = park_supply(planned, simulate(planned, SupplyOptions(**RUNS).runs))
    assert again.ratio.number == study.plan.zir >= 1 / 3
    assert study.chosen.cost <= study.today.cost
    assert study.plan.per_hour == pytest.approx(30.0, rel=0.01)
    told = study.as_dict("park")
    assert json.dumps(told, allow_nan=False)
    assert (told["stop_share"], told["stop_share_high"]) == (study.fresh.stop_share, study.fresh.stop_high)
    assert told["picked"]["stop_share_high"] == study.plan.stop_high


def test_a_ratio_that_no_mode_has_is_told_with_what_can_be_reached() -> None:
    with pytest.raises(NoPlanError, match="zero-inventory ratio: at most"):
        plan_supply(load_model(TEXT), SupplyOptions(zir=1.0, modes=["warehouse"], **RUNS))


def test_a_ratio_that_only_the_formula_has_is_told_with_the_best_that_was_tried() -> None:
    study = plan_supply(load_model(TEXT), SupplyOptions(zir=0.9, steps=0, **RUNS))
    assert not study.met
    assert "zero-inventory ratio: at most" in study.reason
    assert study.as_dict("park")["reason"] == study.reason


def test_stops_of_each_replication_make_those_of_all() -> None:
    model = load_model(TEXT, {"supply.families.seats.jis.trucks": "1"})  # one truck is too few
    results = simulate(model, RunOptions(days=2, warmup=1, seed=1, replications=3))
    together = park_supply(model, results)
    assert together.waited_shares == tuple(park_supply(model, [one]).waited_share for one in results)
    assert together.waited_share == pytest.approx(sum(together.waited_shares) / 3)
    assert min(together.waited_shares) > 0.001


def test_what_the_line_loses_is_what_it_makes_less_than_without_its_supply() -> None:
    model = load_model(TEXT)
    one_truck = {"supply.families.seats.jis.trucks": "1"}
    options = RunOptions(days=2, warmup=1, seed=1, replications=3)
    found = tried(model, one_truck, "count", options, Undisturbed(model))
    rates = [
        [kpis([one])["finished_jobs"].value for one in simulate(load_model(model, changes), options)]
        for changes in (one_truck, {"supply": None})
    ]
    assert found.lost == pytest.approx([1.0 - a / b for a, b in zip(*rates, strict=True)])
    assert found.stop_share == pytest.approx(sum(found.lost) / 3)
    assert 0.05 < found.stop_share <= found.waited_share
    assert sum(lost_by_family(found).values()) == pytest.approx(found.stop_share)
    assert worst_first(found, 0.001) == ["seats"]
    assert worst_first(found, 0.99) == []


def test_where_nothing_waits_nothing_is_lost_and_nothing_more_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model(TEXT)
    undisturbed = Undisturbed(model)
    monkeypatch.setattr(undisturbed, "_plant", "no plant")  # it would fail
    found = tried(model, {}, "count", RunOptions(days=1, warmup=1, seed=1, replications=2), undisturbed)
    assert found.lost == (0.0, 0.0)
    assert found.waited_share == 0.0


def test_fresh_random_numbers_are_those_of_no_other_run() -> None:
    options = SupplyOptions(fresh=40, **RUNS)
    runs = [list(options.fresh_runs(attempt)) for attempt in range(3)]
    assert [[one.replications for one in each] for each in runs] == [[10, 10, 20]] * 3
    seeds = [one.seed for each in runs for one in each]
    assert len(set(seeds)) == len(seeds)
    assert not set(seeds) & set(range(10_000))
    assert [one.replications for one in SupplyOptions(fresh=4, **RUNS).fresh_runs(0)] == [4]
    assert list(SupplyOptions(fresh=0, **RUNS).fresh_runs(0)) == []


def test_a_plan_that_only_keeps_its_own_random_numbers_is_not_met() -> None:
    study = a_study()
    assert study.met
    for worse in ({"stop_high": 0.002}, {"zir": 0.0}):
        assert not replace(study, fresh=replace(study.plan, **worse)).met
    assert study.as_dict("park")["fresh"]["replications"] == 10


def test_no_plan_that_fresh_runs_refuse_is_met_and_each_is_tried_with_others(monkeypatch: pytest.MonkeyPatch) -> None:
    attempts, covers = [], []

    def refused(self: _Planner, one: _Round, attempt: int) -> _Round:
        attempts.append(attempt)
        covers.append(sum(sum(times.values()) for times in one.known.more.values()))
        supply = one.tried.supply
        families = tuple(replace(family, stopped_s=1e4) for family in supply.families)
        lost = {"stop_share": 0.01, "stop_high": 0.02, "waited_share": 0.02}
        return replace(one, fresh=replace(one.tried, supply=replace(supply, families=families), **lost))

    monkeypatch.setattr(_Planner, "_with_fresh", refused)
    study = plan_supply(load_model(TEXT), SupplyOptions(zir=1 / 3, steps=0, rounds=3, **RUNS))
    assert attempts == list(range(len(attempts)))
    assert len(attempts) >= 2
    assert study.plan.stop_high == 0.0
    assert not study.met
    assert covers[0] == 0.0 < max(covers)  # families that stopped the line got more cover


def test_the_frontier_is_the_same_for_any_wish() -> None:
    found = [load(TEXT).supply(zir=zir, steps=2, fresh=0, **RUNS) for zir in (0.3, 0.6)]
    assert found[0].table.height == 3
    assert found[0].frontier[0].cost <= found[0].frontier[-1].cost
    assert found[0].frontier == found[1].frontier
    assert found[0].today.cost == found[1].today.cost
    assert all(one.zir == pytest.approx(one.simulated_zir) for one in found[0].frontier)


def test_a_plan_that_costs_throughput_is_not_met() -> None:
    study = a_study()
    assert abs(study.throughput_loss) < 0.005
    assert study.met
    slower = replace(study.plan, throughput=tuple(0.99 * rate for rate in study.start.throughput))
    assert not replace(study, plan=slower).met
    assert replace(study, plan=slower, most_loss=0.02).met


@pytest.mark.long
def test_seventy_percent_on_the_reference_plant() -> None:
    study = load("phoenix").supply(steps=0)
    assert study.start.zir == pytest.approx(0.20, abs=0.02)
    assert study.met
    assert study.fresh is not None
    for one in (study.plan, study.fresh):
        assert one.zir >= 0.70
        assert one.stop_high <= 0.001
    assert study.throughput_loss <= 0.005
    assert study.steps.steps


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"zir": 1.2}, "no share"),
        ({"stops": -0.1}, "no share"),
        ({"loss": 2.0}, "no share"),
        ({"weight": "mass"}, "cannot count"),
        ({"modes": ["jus"]}, "no delivery mode"),
        ({"replications": 1}, "at least 2"),
        ({"rounds": 0}, "at least 1"),
        ({"fresh": -1}, "at least 0"),
        ({"fresh": 1}, "no interval"),
        ({"steps": 1}, "two ends"),
    ],
)
def test_options_that_cannot_be_meant(given: dict[str, object], said: str) -> None:
    with pytest.raises(ModeError, match=said):
        SupplyOptions(**given)  # type: ignore[arg-type]


def test_where_every_plan_is_worse_than_today_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Tried] = []

    def worse(*given: Any) -> Tried:
        found.append(tried(*given) if not found else replace(found[0], zir=0.0, stop_share=0.4, stop_high=0.41))
        return found[-1]

    monkeypatch.setattr(study_module, "tried", worse)
    study = plan_supply(load_model(TEXT), SupplyOptions(zir=0.9, steps=0, rounds=1, **RUNS))
    assert not study.met
    assert study.changes == {}
    assert study.plan is study.start
    assert all(one.before == one.after and one.cost_before == one.cost_after for one in study.families)
    assert [one.family for one in study.blocked] == ["tow-bar"]
