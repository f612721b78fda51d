"""The chassis module supplier makes what the analytic values say, and its furnaces hold what Little's law says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from scipy import stats

import taktwin
from taktwin import supply
from taktwin.api.run import Run
from taktwin.library import model_path
from taktwin.model.nouns.station import Station
from tests.analysis.trace.plant import check_whole

CASTING, MODULE = "shops.foundry.lines.subframe.flow", "shops.modules.lines.module.flow"
CARS = "shops.trim.lines.main.flow"
#: A car line that takes whatever is made: a car every 24 s, places for all.
AS_FAST_AS_IT_CAN = [
    "orders.cars.interval=24 s",
    f"{CARS}.to-marriage.capacity=400",
    f"{CARS}.fit-module.cycle=20 s",
    f"{MODULE}.modules-at-line.capacity=unlimited",
]
#: Subframes without end, so that the module line itself is the slowest.
SUBFRAMES_FOR_ALL = [
    *AS_FAST_AS_IT_CAN,
    f"{CASTING}.lpdc.servers=20",
    f"{CASTING}.solution.servers=20",
    f"{CASTING}.ageing.servers=20",
    f"{CASTING}.machining.servers=15",
    f"{CASTING}.bush-press.cycle=20 s",
    f"{CASTING}.subframe-store.capacity=unlimited",
    "carriers.subframe-cards.count=4000",
]
LOAD, GOOD = 48, 0.97  # subframes in a furnace; share that passes the X-ray
HOURS = {"solution": 5 + 20 / 60, "ageing": 4 + 20 / 60}  # of a load, with loading and unloading
TAKT_S, CALLED_S = 30.6, 36.0
REPLICATIONS = 4


def run(overrides: Sequence[str] = (), days: float = 20) -> Run:
    found = taktwin.load("chassis", list(overrides)).simulate(days=days, warmup=4)
    assert found.standstills == {}
    return found


def rate(found: Run) -> float:
    """Cars an hour."""
    return float(found.kpis["throughput_per_hour"].value)


def furnace_rate(furnaces: int) -> float:
    """Good subframes an hour of so many solution furnaces."""
    return furnaces * LOAD / HOURS["solution"] * GOOD


@pytest.fixture(scope="module")
def as_it_is() -> Run:
    return run()


def test_every_car_gets_its_module_in_time(as_it_is: Run) -> None:
    assert rate(as_it_is) == pytest.approx(3600 / CALLED_S, rel=1e-3)
    waits = as_it_is.result.waits.filter(pl.col("resource") == "fit-module")["seconds"].sum()
    assert waits < 1e-3 * as_it_is.result.elapsed_s


def test_half_a_million_in_the_planned_hours(as_it_is: Run) -> None:
    assert rate(as_it_is) * 5_000 == pytest.approx(500_000, rel=1e-3)
    assert supply.takt_from_volume(volume=500_000, hours=5_000, availability=0.85) == pytest.approx(TAKT_S)
    flow = taktwin.load("chassis").model.shops["modules"].lines["module"].flow
    stations = [one for one in flow if isinstance(one, Station) and one.failures]
    assert sum(int(one.count.value) for one in stations) == 12
    (slowest,) = (one for one in stations if one.name == "module-bolts")
    assert str(slowest.cycle) == f"{TAKT_S} s"


@pytest.mark.parametrize("furnaces", [10, 11, 12])
def test_the_solution_furnaces_set_the_rate(furnaces: int) -> None:
    """Of what the furnaces give 97 % pass the X-ray, and nothing behind them is slower."""
    found = run([*AS_FAST_AS_IT_CAN, f"{CASTING}.solution.servers={furnaces}"])
    assert rate(found) == pytest.approx(furnace_rate(furnaces), rel=0.01)


def test_the_module_line_runs_at_its_takt_between_its_failures() -> None:
    assert rate(run([*SUBFRAMES_FOR_ALL, "failures.assembly.repair=0 s"])) == pytest.approx(3600 / TAKT_S, rel=1e-3)
    # with them it makes more than is planned: the availability of 85 % keeps something in reserve
    assert rate(run(SUBFRAMES_FOR_ALL)) > 0.85 * 3600 / TAKT_S


@pytest.mark.parametrize("element", HOURS)
@pytest.mark.parametrize("overrides", [[], [f"{CASTING}.solution.servers=10"]], ids=["as-it-is", "two-furnaces-less"])
def test_the_furnaces_hold_what_littles_law_says(element: str, overrides: list[str]) -> None:
    result = run(overrides).result
    row = result.buffers.filter(buffer=element).row(0, named=True)
    assert row["mean"] == pytest.approx(row["entered"] / result.elapsed_s * HOURS[element] * 3600, rel=5e-3)


def test_the_furnaces_hold_most_of_the_work_in_process(as_it_is: Run) -> None:
    """The rate is that of good modules; 3 % more castings are heat-treated."""
    level = {one["buffer"]: one["mean"] for one in as_it_is.result.buffers.iter_rows(named=True)}
    expected = 3600 / CALLED_S / GOOD * sum(HOURS.values())
    assert level["solution"] + level["ageing"] == pytest.approx(expected, rel=0.01)
    cards = as_it_is.result.carriers.row(0, named=True)["in_use"]
    assert expected > 0.88 * (cards - level["subframe-store"])


def test_the_bottleneck_is_confirmed_by_changing_it() -> None:
    """One more solution furnace gains for sure, one more of anything else in the foundry next to nothing."""

    def rates(*changes: str) -> np.ndarray:
        plant = taktwin.load("chassis", [*AS_FAST_AS_IT_CAN, *(f"{CASTING}.{change}" for change in changes)])
        runs = plant.simulate(days=8, warmup=4, seed=7, replications=REPLICATIONS).results
        return np.array([one.jobs.filter(outcome="finished").height / one.elapsed_s * 3600 for one in runs])

    base = rates()
    gain = rates("solution.servers=13") - base
    half = stats.t.ppf(0.975, REPLICATIONS - 1) * gain.std(ddof=1) / REPLICATIONS**0.5
    assert gain.mean() - half > 0
    # then ageing is the slowest: ten furnaces
    ageing = 10 * LOAD / HOURS["ageing"] * GOOD
    assert base.mean() + gain.mean() == pytest.approx(ageing, rel=0.01)
    for other in ("ageing.servers=11", "machining.servers=10"):
        assert (rates(other) - base).mean() < 0.1 * gain.mean(), other


def test_one_module_in_thirty_is_repaired(as_it_is: Run) -> None:
    jobs = as_it_is.result.resources.group_by("station").agg(pl.col("jobs").sum())
    count = dict(jobs.iter_rows())
    assert count["rework-bench"] / count["module-test"] == pytest.approx(0.03, rel=0.1)
    # each goes to the test again
    assert count["module-test"] / count["alignment"] == pytest.approx(1 / 0.97, rel=5e-3)


def test_each_module_takes_its_parts(as_it_is: Run) -> None:
    modules = as_it_is.result.jobs.filter(outcome="finished").height
    drawn = {one["stock"]: one["drawn"] / modules for one in as_it_is.result.stocks.iter_rows(named=True)}
    assert drawn["arms"] == pytest.approx(4, rel=0.01)
    assert (drawn["steel-struts"] + drawn["air-struts"]) == pytest.approx(2, rel=0.01)
    assert drawn["drive-shafts"] == pytest.approx(2 * 0.4, rel=0.03)
    assert drawn["left-brackets"] == pytest.approx(1, rel=0.01)


def test_every_state_of_one_module() -> None:
    found = taktwin.load("chassis").simulate(days=0.5, warmup=0, trace=True).trace_job(120)
    (module,) = found.parts
    for way in (found.main, module):
        check_whole(way)
    states = [step.state for step in module.steps]
    assert states[0] == "called"
    assert states[-3:] == ["rack slot", "despatched", "line-side"]
    assert module.fitted_at == "fit-module"


def test_every_source_is_cited() -> None:
    text = model_path("chassis").read_text(encoding="utf-8")
    for key in taktwin.load("chassis").model.sources:
        assert text.count(key) > 1, key


def test_another_model_builds_on_it(tmp_path: Path) -> None:
    """As a plant of several, whose orders and calling point can be changed."""
    file = tmp_path / "park.yaml"
    file.write_text(
        """taktwin: 1
name: park
plants:
  chassis:
    extends: chassis
    set:
      orders.cars.interval: 60 s
      shops.modules.lines.module.call.at: fit-module-call
      shops.trim.lines.main.flow.body-entry.station: fit-module-call
  press: {extends: press-lots}
""",
        encoding="utf-8",
    )
    plant = taktwin.load(file)
    assert plant.warnings == []
    kpis = plant.simulate(days=4, warmup=1).kpis
    assert kpis["chassis.throughput_per_hour"].value == pytest.approx(60.0, rel=1e-2)
