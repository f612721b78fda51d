"""Die changes whose time depends on both dies."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import taktwin
from taktwin.kernel.lowering.program import lower
from taktwin.kernel.lowering.relief import eased
from taktwin.model import ModelError, load_model
from taktwin.runs.simulation import Simulation
from taktwin.runs.snapshot import load_snapshot, save_snapshot
from taktwin.runs.tables import result_of

CELL = """\
taktwin: 1
name: dies
parts: {a: {}, b: {}, c: {}}
stocks: {as: {part: a}, bs: {part: b}, cs: {part: c}}
shops:
  press:
    cells:
      line:
        changes: {a: {b: 60 s, c: 999 s}, b: {a: 999 s, c: 90 s}, c: {a: 30 s, b: 999 s}}
        makes:
          a: {part: a, hit: 10 s, lot: 1, reorder: 1}
          b: {part: b, hit: 10 s, lot: 1, reorder: 1}
          c: {part: c, hit: 10 s, lot: 1, reorder: 1}
"""


def row(simulation: Simulation) -> dict[str, float]:
    return result_of(simulation).resources.row(by_predicate=pl.col("resource") == "line", named=True)


def ran(text: str, seconds: float = 2000.0) -> dict[str, float]:
    simulation = Simulation(lower(load_model(text)))
    simulation.advance_to(seconds)
    return row(simulation)


@pytest.mark.rule("Its time is that from the recipe before to the new one where changes say it, else change")
def test_each_change_takes_its_own_time() -> None:
    """Nobody draws: a, b, c, then once more, until each stock is above 1. 60 + 90 + 30 + 60 + 90 s of changes."""
    line = ran(CELL)
    assert (line["jobs"], line["setups"], line["working"], line["setup"]) == (6, 5, 60.0, 330.0)


def test_what_the_matrix_leaves_out_takes_the_time_of_all() -> None:
    text = CELL.replace("b: {a: 999 s, c: 90 s}, ", "").replace("        makes:", "        change: 7 s\n        makes:")
    line = ran(text)
    assert (line["setups"], line["setup"]) == (5, 60.0 + 7.0 + 30.0 + 60.0 + 7.0)


def test_from_a_file(tmp_path: Path) -> None:
    """A bare number is in s; the diagonal may be empty."""
    (tmp_path / "dies.csv").write_text("from,a,b,c\na,,60,999\nb,999,,1.5 min\nc,30,999,\n", encoding="utf-8")
    spelt = "{a: {b: 60 s, c: 999 s}, b: {a: 999 s, c: 90 s}, c: {a: 30 s, b: 999 s}}"
    (tmp_path / "plant.yaml").write_text(CELL.replace(spelt, "dies.csv"), encoding="utf-8")
    assert ran(str(tmp_path / "plant.yaml"))["setup"] == 330.0


def test_loads_take_the_mean_of_lots_in_random_order() -> None:
    """a and c are drawn every 10 s, b every 20 s; lots of 10 hits of 1 s.

    Lots an hour: 36, 18, 36. To a: 2/3 from c (30 s), 1/3 from b (15 s) = 25 s; to b: half each, 60 and 20 s: 40 s;
    to c: 2/3 from a (12 s), 1/3 from b (9 s) = 11 s. Load: (36 x (10 + 25) + 18 x (10 + 40) + 36 x (10 + 11)) / 3600.
    """
    changes = "{a: {b: 60 s, c: 12 s}, b: {a: 15 s, c: 9 s}, c: {a: 30 s, b: 20 s}}"
    makes = "".join(f"          {n}: {{part: {n}, hit: 1 s, lot: 10, reorder: 50}}\n" for n in "abc")
    text = f"""\
taktwin: 1
name: dies
orders: {{jobs: {{interval: 10 s}}}}
options: {{top: {{open: 50 %, closed: 50 %}}}}
parts: {{a: {{}}, b: {{}}, c: {{}}}}
stocks: {{as: {{part: a, initial: 99}}, bs: {{part: b, initial: 99}}, cs: {{part: c, initial: 99}}}}
shops:
  press:
    cells:
      line:
        changes: {changes}
        makes:
{makes}    lines:
      main:
        orders: jobs
        flow: [{{station: s, cycle: 1 s, uses: [{{part: a}}, {{part: b, when: {{top: open}}}}, {{part: c}}]}}]
"""
    (load,) = [one for one in taktwin.load(text).loads if one.kind == "cell"]
    assert load.load == pytest.approx((36 * 35 + 18 * 50 + 36 * 21) / 3600)


def test_shorter_setups_shorten_each_pair() -> None:
    """What the bottleneck tries: a tenth less time for every change, and nothing else."""
    program = lower(load_model(CELL))
    node = program.nodes_of("cell")["line"]
    for change, work in (("setups", 60.0), ("", 54.0)):
        simulation = Simulation(eased(program, node=node, change=change))
        simulation.advance_to(2000.0)
        line = row(simulation)
        assert line["setup"] == pytest.approx(297.0)
        assert line["working"] == pytest.approx(work)


def test_a_run_goes_on_as_if_it_had_never_stopped(tmp_path: Path) -> None:
    program = lower(load_model(CELL.replace("60 s", "exp(60 s)")))
    whole, simulation = Simulation(program), Simulation(program)
    whole.advance_to(2000.0)
    simulation.advance_to(100.0)
    save_snapshot(simulation, tmp_path / "snapshot")
    resumed = load_snapshot(program, tmp_path / "snapshot")
    resumed.advance_to(2000.0)
    assert row(resumed) == row(whole)


@pytest.mark.parametrize(
    ("old", "new", "path", "message", "remedy"),
    [
        ("a: {b: 60 s, c: 999 s}", "a: {d: 60 s}", "changes.a.d", 'no recipe of this cell "d"', ""),
        ("c: {a: 30 s, b: 999 s}", "c: {a: 30 s}", "line.changes", 'no time from recipe "c" to "b"', "`change: TIME`"),
        ("b: {a: 999 s, c: 90 s}, ", "", "line.changes", 'from recipe "b" to "a", nor for 1 more', "add `b"),
        ("a: {b: 60 s", "a: {a: 5 s, b: 60 s", "changes.a.a", "no die change is due", "drop it"),
        ("a: {b: 60 s", "a: {b: 60 kg", "changes.a.b", "60 kg", ""),
        ("changes: {", "chages: {", "chages", "", "`changes`"),
    ],
)
def test_bad_input(old: str, new: str, path: str, message: str, remedy: str, tmp_path: Path) -> None:
    assert CELL.count(old) == 1
    file = tmp_path / "plant.yaml"
    file.write_text(CELL.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    found = [one for one in caught.value.problems if path in one.path and message in one.message]
    assert found, str(caught.value)
    assert remedy in found[0].remedy
    assert found[0].line == 9
