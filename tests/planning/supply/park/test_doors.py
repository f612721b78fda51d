"""The doors of the docks as a limit of the planner of a supplier park."""

from __future__ import annotations

import pytest

from taktwin.model.files.load import load_model
from taktwin.planning.supply.modes.clash import NoPlanError
from taktwin.planning.supply.modes.problem import Limits, Option, Part, Problem, ZeroInventory
from taktwin.planning.supply.modes.solve import solve
from taktwin.planning.supply.park.doors import free_minutes, within_doors
from taktwin.planning.supply.park.options import SupplyOptions
from taktwin.planning.supply.park.study import plan_supply
from tests.model.families.park import TEXT

#: Seats come in sequence to a dock, bolts every hour to the same.
DOCKED = TEXT.replace("supply:\n", "docks: {north: {doors: 1}}\nsupply:\n").replace(
    "      unit: set\n", "      unit: set\n      dock: north\n"
)


def part(name: str) -> Part:
    """It comes in sequence without stock, or out of stock for less."""
    return Part(name, (Option("jis", "jis", 200, 30.0), Option("jit", "jit", 100, 500.0)), None, 1.0, 1.0)


def test_without_a_dock_or_where_all_fits_there_is_no_limit() -> None:
    parts = [part("a"), part("b")]
    needed = {("a", "jis"): ("north", 800.0), ("b", "jis"): ("north", 600.0)}
    assert within_doors(parts, {}, {}) == (tuple(parts), {})
    assert within_doors(parts, needed, {"north": 1440.0}) == (tuple(parts), {})


def test_trucks_that_do_not_fit_are_not_planned() -> None:
    """One of two can come in sequence through one door; both of them clash with it."""
    needed = {("a", "jis"): ("north", 800.0), ("b", "jis"): ("north", 900.0)}
    parts, free = within_doors([part("a"), part("b")], needed, {"north": 1440.0, "south": 1440.0})
    assert free == {"north": 1440.0}
    wish = ZeroInventory(120.0, 0.5, "count")
    plan = solve(Problem(parts, (), Limits(docks=free, zero_inventory=wish)))
    assert sorted(option.name for option in plan.options.values()) == ["jis", "jit"]
    all_of_them = ZeroInventory(120.0, 1.0, "count")
    with pytest.raises(NoPlanError, match="dock minutes of north: at least 1,700 are needed"):
        solve(Problem(parts, (), Limits(docks=free, zero_inventory=all_of_them)))
    apart = {("a", "jis"): ("north", 800.0), ("b", "jis"): ("south", 900.0)}  # each dock has room for one
    assert within_doors([part("a"), part("b")], apart, {"north": 1440.0, "south": 1440.0})[1] == {}
    parts, free = within_doors([part("a"), part("b")], apart, {"north": 1440.0, "south": 600.0})
    with pytest.raises(NoPlanError, match="dock minutes of south"):  # those of the other dock are no help
        solve(Problem(parts, (), Limits(docks=free, zero_inventory=all_of_them)))


def test_lanes_beside_the_park_need_the_doors_as_well() -> None:
    model = load_model(DOCKED)
    assert model.supply is not None
    assert free_minutes(model, model.supply) == {"north": 1440.0}
    felt = "{supplier: trader, to: felts, every: 4 h, quantity: 1, dock: north, unload: 20 min}"
    more = f"stocks: {{felts: {{part: felt, initial: unlimited}}}}\nlanes: {{felt: {felt}}}\n"
    model = load_model(DOCKED.replace("supply:\n", f"parts: {{felt: {{}}}}\n{more}supply:\n"))
    assert model.supply is not None
    assert free_minutes(model, model.supply)["north"] == pytest.approx(1440.0 - 6 * 20.0)
    model = load_model(TEXT)
    assert model.supply is not None
    assert free_minutes(model, model.supply) == {}


def test_the_study_keeps_to_the_doors() -> None:
    """A truck for each car, 6 min at the only door: no plan has seats in sequence, and nothing else has the ratio."""
    docked = DOCKED.replace("      dock: north\n", "").replace("supply:\n", "supply:\n  jis_dock: north\n")
    slow = docked.replace("rack: 6, racks: 2, trucks: 2", "rack: 1, racks: 1, trucks: 30")
    model = load_model(slow.replace("unload: 4 min", "unload: 6 min"), {"supply.families.seats.mode": "jit"})
    with pytest.raises(NoPlanError, match="dock minutes of north and zero-inventory ratio"):
        plan_supply(model, SupplyOptions(zir=0.6, modes=["jis"], days=2.0, warmup=0.5, replications=2, rounds=1))
