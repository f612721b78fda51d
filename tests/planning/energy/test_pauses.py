"""The best pauses: break-even times and spells by hand, and a plant in which it is plain when to sleep."""

from __future__ import annotations

import math

import numpy as np
import pytest

import taktwin
from taktwin.model.errors import OptionError
from taktwin.planning.energy.idle import idle_machines
from taktwin.planning.energy.pausegroups import groups_of, idle_of
from taktwin.planning.energy.pauses import study_pauses
from taktwin.planning.energy.pausespells import Spells, spells_of
from taktwin.runs.options import RunOptions
from taktwin.runs.replications import simulate

TEXT = """
taktwin: 1
name: naps
orders: {cars: {interval: 10 min}}
power:
  robot: {electricity: {working: 12 kW, idle: 5 kW, brief: 2 kW, long: 0.5 kW, waking: 6 kW, off: 0 kW}}
  oven: {gas: {working: 100 kW, idle: 80 kW, brief: 20 kW}}
pauses:
  robots: {brief: {wake: 10 s}, long: {wake: 60 s}}
  ovens: {brief: {wake: 5 min}}
shops:
  body:
    loads:
      light: {power: {electricity: {working: 40 kW}}}
    lines:
      main:
        orders: cars
        flow:
          - {station: weld, count: 2, cycle: exp(2 min), power: robot, pauses: robots}
          - {conveyor: bake, transit: 2 min, capacity: 3, power: oven, pauses: ovens}
"""
MODEL = taktwin.load(TEXT).model
RUNS = RunOptions(days=0.5, warmup=0.1, replications=4, seed=1)


def test_break_even_times() -> None:
    """Brief: 60 kJ of waking over 3 kW less; long: 300 kJ more over 1.5 kW less. The oven: 30 MJ over 60 kW less."""
    robots, ovens = groups_of(MODEL)
    assert (robots.brief, robots.long) == (20.0, 200.0)
    assert (ovens.brief, ovens.long) == (500.0, None)
    assert robots.machines == (("body", "weld-1"), ("body", "weld-2"))


def test_a_pause_that_saves_nothing_never_begins() -> None:
    changed = taktwin.load(TEXT, ["power.robot.electricity.brief=5 kW"]).model
    robots = groups_of(changed)[0]
    assert (robots.brief, robots.long) == (None, 80.0)  # 360 kJ over 4.5 kW


def test_what_a_spell_saves() -> None:
    """100 s long: asleep for 90 s at 3 kW less, 10 s of waking at 1 kW more; 300 s: 90 s deep, 4.5 kW less."""
    robots = groups_of(MODEL)[0]
    spells = Spells(robots, np.array([5.0, 100.0, 300.0]), np.array([True, True, True]))
    one = spells.of((10.0, 210.0))
    assert one.saved_kwh * 3600 == pytest.approx(90 * 3 - 10 + 200 * 3 + 90 * 4.5 - 60)
    assert one.waking_s == 70.0
    asleep = Spells(robots, np.array([100.0]), np.array([False])).of((10.0, None))
    assert (asleep.saved_kwh * 3600, asleep.waking_s) == (pytest.approx(270), 0.0)
    assert spells.best(0.0).times == (None, None)
    assert spells.best().saved_kwh >= one.saved_kwh


def test_a_spell_that_ends_with_hours_holds_the_waking() -> None:
    """100 s to the hours: asleep for 80 s at 3 kW less, 10 s of waking at 1 kW more, none of them off the work."""
    robots = groups_of(MODEL)[0]
    spells = Spells(robots, np.array([100.0, 19.0]), np.array([False, False]), np.array([True, True]))
    one = spells.of((10.0, None))
    assert (one.saved_kwh * 3600, one.waking_s) == (pytest.approx(80 * 3 - 10), 0.0)
    deep = spells.of((10.0, 30.0))  # 20 s light, 10 s deep, 60 s of waking
    assert deep.saved_kwh * 3600 == pytest.approx(20 * 3 + 10 * 4.5 - 60)


def test_spells_are_those_of_the_run() -> None:
    """Idle time in spells is that of the states, but for the last one, which has not ended."""
    (run,) = simulate(MODEL, RunOptions(days=0.5, warmup=0.0, trace=True))
    found = spells_of(run, groups_of(MODEL))
    rows = run.resources.filter(run.resources["station"] == "bake").row(0, named=True)
    assert 0.9 * rows["starved"] < found[1].lengths.sum() <= rows["starved"]


def test_no_throughput_is_lost_and_energy_is_saved() -> None:
    found = study_pauses(MODEL, RUNS)
    assert found.equal
    assert abs(found.gained.difference) <= 2
    assert found.saved.low > 0
    robots, ovens = found.groups
    assert robots.long_s is not None
    assert robots.saved_kwh > 0.5 * robots.idle_kwh
    assert found.idle_kwh > robots.idle_kwh + ovens.idle_kwh - 1e-9
    assert math.isclose(sum(idle for idle, _ in found.shops.values()), found.idle_kwh)
    assert math.isclose(sum(saved for _, saved in found.shops.values()), found.saved.difference)
    assert found.paired.low < found.saved.difference < found.paired.high
    changed = taktwin.load(TEXT, list(found.changes)).model
    (run,) = simulate(changed, RunOptions(days=0.5, warmup=0.1))
    assert idle_of(run, groups_of(changed), changed).spared["robots"] > 0


def test_where_idle_energy_goes() -> None:
    """Those that take most first; a load in whose place the site stands is in neither book."""
    text = TEXT.replace("working: 40 kW", "working: 40 kW, off: 9 kW").replace(
        "body:\n", "body:\n    calendar: day\n", 1
    )
    text += 'calendars: {day: {shifts: [{days: daily, from: "06:00", to: "22:00"}]}}\n'
    site = "site: {place: Chongqing, grid: {region: Chongqing, year: 2022}, instead_of: {body: [light]}}\n"
    for given, lights in ((text, 72.0), (text + site, 0.0)):
        plant = taktwin.load(given + "start: 2026-01-05 00:00\n")
        runs = plant.simulate(days=1, warmup=1, seed=1).results
        found = {one.name: one for one in idle_machines(plant.model, runs)}
        assert list(found) == sorted(found, key=lambda name: -found[name].lost)
        assert ("light" in found) == (lights > 0)
        whole = idle_of(runs[0], groups_of(plant.model), plant.model).whole
        assert math.isclose(sum(one.lost for one in found.values()), whole)
        assert lights == 0.0 or found["light"].off == pytest.approx(lights)


def test_what_has_no_time_to_wake_does_not_sleep() -> None:
    """The line works all the time: 10 s at each job would cost every second one."""
    busy = taktwin.load(
        TEXT.replace("{interval: 10 min}", "{interval: exp(126 s)}"), ["pauses.robots.brief.wake=2 min"]
    )
    found = study_pauses(busy.model, RUNS)
    assert found.equal
    assert found.as_dict()["equal_throughput"] is True


def test_what_cannot_be_studied() -> None:
    with pytest.raises(OptionError, match="two replications"):
        study_pauses(MODEL, RunOptions(days=1))
    with pytest.raises(OptionError, match="no machine has pauses by name"):
        study_pauses(taktwin.load("line20").model, RUNS)
