"""A plant that is other than its model is told apart, and named; one that is as the model says is left in peace."""

from __future__ import annotations

from pathlib import Path

import pytest

import taktwin
from taktwin.live.drift import Drift, DriftOptions, Found, proposals, proposed
from taktwin.live.emulator import Emulator, Faults
from taktwin.model.errors import OptionError
from taktwin.model.files.load import shipped_models

LINE = "shops.workshop.lines.line"
SLOWER = [f"{LINE}.station-{n}.cycle=exp(61.8 s)" for n in range(1, 21)]


@pytest.fixture(scope="module")
def plant() -> taktwin.Plant:
    return taktwin.load("line20")


def compared(plant: taktwin.Plant, changes: list[str], days: float, seed: int, model: str = "line20") -> Found:
    truth = taktwin.load(model, changes)
    drift = Drift(plant.starter)
    drift.fold(Emulator(truth.starter, days, seed).events())
    return drift.found()


def test_nothing_is_told_of_clean_days(plant: taktwin.Plant) -> None:
    """Two days here, and 20 of them in the long tests; 5 % of the plants may have a false alarm, ever."""
    assert compared(plant, [], 2.0, 11).findings == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(11, 21))
def test_nothing_is_told_of_20_clean_days(plant: taktwin.Plant, seed: int) -> None:
    assert compared(plant, [], 20.0, seed).findings == []


def test_cycles_of_all_stations_that_are_3_percent_longer(plant: taktwin.Plant) -> None:
    (finding,) = compared(plant, SLOWER, 1.0, 3).findings
    assert (finding.what, finding.element, finding.line) == ("cycle", None, "line")
    assert finding.ratio[1] < 1.03 < finding.ratio[2]
    assert finding.told < 86400.0


def test_a_hidden_failure_mode(plant: taktwin.Plant, tmp_path: Path) -> None:
    hidden = f"{LINE}.station-7.failures=[{{clock: operation, up: exp(3 h), repair: exp(8 min)}}]"
    found = compared(plant, [hidden], 1.0, 1)
    (finding,) = found.findings
    assert (finding.what, finding.name, finding.state) == ("unknown_stop", "station-7", "down")
    assert finding.ratio[1] < 3 * 3600 < finding.ratio[2]
    (change,) = proposals(found, plant.starter, shipped_models()["line20"])
    assert change.path == f"{LINE}.station-7.failures"
    content, diff = proposed(shipped_models()["line20"], [change])
    assert [line[0] for line in diff.splitlines()[3:] if line[0] != " "] == [
        "-",
        "+",
    ]  # one line, and no comment is lost
    (tmp_path / "new.yaml").write_text(content)
    (mode,) = taktwin.load(tmp_path / "new.yaml").model.shops["workshop"].lines["line"].flow[12].failures  # type: ignore[union-attr]
    assert mode.clock == "operation"  # type: ignore[union-attr]


PLANT = """
taktwin: 1
name: cells
orders: {jobs: {mix: {a: 50 %, b: 50 %}}}
products: {a: {}, b: {}}
failures:
  jam: {clock: operation, up: exp(1 h), repair: exp(2 min)}
shops:
  hall:
    lines:
      main:
        orders: jobs
        flow:
          - station: weld               # three equal ones
            count: 3
            cycle: 50 s
            failures: [jam]
            except:
              2: {cycle: 48 s}
          - {buffer: between, capacity: 5}
          - station: paint
            cycle: {by: product, a: 50 s, b: 55 s}
            setup: {by: product, time: 12 s}
          - {station: check, servers: 2, cycle: "normal(mean=100 s, sd=4 s)"}
"""


def test_each_sort_is_told_and_proposed_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "cells.yaml"
    file.write_text(PLANT)
    plant = taktwin.load(file)
    main = "shops.hall.lines.main"
    truth = [f"{main}.weld.cycle=52 s", f"{main}.paint.cycle.b=58 s", f"{main}.paint.setup.time=15 s"]
    truth += [
        f"{main}.check.cycle=normal(mean=106 s, sd=4 s)",
        "failures.jam.up=exp(20 min)",
        "failures.jam.repair=exp(6 min)",
    ]
    found = compared(plant, truth, 2.0, 4, str(file))
    changes = {one.path: one.new for one in proposals(found, plant.starter, file)}
    assert changes[f"{main}.weld.cycle"].startswith("52 s [derived: ")  # of the first and third; the second is right
    assert f"{main}.weld.except.2.cycle" not in changes
    assert changes[f"{main}.paint.cycle.b"].startswith("58 s ")
    assert f"{main}.paint.cycle.a" not in changes
    assert changes[f"{main}.paint.setup.time"].startswith("15 s ")
    assert changes[f"{main}.check.cycle"].startswith("normal(mean=10")
    assert {"failures.jam.up", "failures.jam.repair"} <= set(changes) or any("failures" in path for path in changes)
    content, _ = proposed(file, proposals(found, plant.starter, file))
    assert "# three equal ones" in content
    (tmp_path / "new.yaml").write_text(content)
    again = Drift(taktwin.load(tmp_path / "new.yaml").starter)
    again.fold(Emulator(taktwin.load(file, truth).starter, 1.0, 9).events())
    assert again.found().findings == []  # with the changes the model is as the plant


def test_what_is_lost_on_the_way_may_be_allowed_for(tmp_path: Path) -> None:
    file = tmp_path / "cells.yaml"
    file.write_text(PLANT)
    plant = taktwin.load(file)
    drift = Drift(plant.starter, DriftOptions(misread=0.08))
    drift.fold(Emulator(plant.starter, 1.0, 5, faults=Faults(loss=0.01)).events())
    assert [one for one in drift.found().findings if one.what == "cycle"] == []


@pytest.mark.parametrize("wrong", [{"alarms": 0.0}, {"precision": 0.0}, {"misread": 0.5}])
def test_options_that_cannot_be_meant(wrong: dict[str, float]) -> None:
    with pytest.raises(OptionError, match=next(iter(wrong))):
        DriftOptions(**wrong)


@pytest.mark.long
def test_the_reference_plant(tmp_path: Path) -> None:
    """A clean day and a half; and one with a slower station, a slower test and a failure mode that comes more often."""
    plant = taktwin.load("phoenix")
    assert compared(plant, [], 1.5, 1, "phoenix").findings == []
    truth = ["shops.body.lines.body-main.underbody.cycle=103 s", "failures.framing.up=exp(4 h)"]
    found = compared(plant, truth, 1.2, 1, "phoenix")
    changes = {one.path: one.new for one in proposals(found, plant.starter, shipped_models()["phoenix"])}
    assert changes["shops.body.lines.body-main.underbody.cycle"].startswith("103 s [")
    assert set(changes) == {"shops.body.lines.body-main.underbody.cycle", "failures.framing.up"}
