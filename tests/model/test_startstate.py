"""Start states as text: short forms, what is wrong with a file, and writing what was read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from taktwin.model.errors import ModelError
from taktwin.model.start.file import StartStateError, load_state, save_state, state_data, state_text
from taktwin.model.start.state import JobState, PlaceState, StartState, StockState, seconds

TEXT = """\
state: 1
plant: tiny
at: "2026-01-05 10:30:00"
places:
  weld:
    - {product: van, options: {colour: red, "on": "true"}, order: 17, left: 32.5 s}
    - {order: 16, finished: true, to: rework}
  b1: 5
  belt:
    jobs:
      - {left: 3 s}
    clear_in: 2 s
machines:
  weld.1: {down: {mode: jam, since: 5 min}, next_failure: {wear: 3 h}}
  "2/press": {set_up_for: hood, same: 3}
cells:
  press: {making: hood, hits: 40, changing: true, left: 12 s}
fleets:
  tugs:
    vehicles:
      1: {task: t1, run: empty, left: 3 s, from: weld}
    requests: [t1, feed]
stocks:
  doors: 120
  hoods: {level: 4, dock: 1}
lanes:
  mill:
    trucks:
      - {in: 2 h, amount: 12}
    next_order: 30 min
orders:
  jobs: {released: 18, next_in: 12 s}
"""


def test_short_and_full_forms() -> None:
    """A number or a list of jobs stands for a place, a number for a stock."""
    state = load_state(TEXT)
    assert state.places["b1"].jobs == [JobState()] * 5
    assert [job.order.value for job in state.places["weld"].jobs if job.order] == [17.0, 16.0]
    assert state.places["weld"].jobs[0].options == {"colour": "red", "on": "true"}
    assert state.places["belt"].clear_in == seconds(2.0)
    assert state.stocks["doors"].level.value == 120.0
    assert state.stocks["hoods"].dock is not None
    assert state.at == dt.datetime(2026, 1, 5, 10, 30)
    assert load_state({"places": {"b": {"jobs": 2}}}).places["b"].jobs == [JobState()] * 2
    assert load_state({}).places == {}


def test_writing_gives_what_was_read() -> None:
    assert state_text(load_state(TEXT)) == TEXT
    assert state_data(load_state(state_data(load_state(TEXT)))) == state_data(load_state(TEXT))


@pytest.mark.parametrize("name", ["state.yaml", "state.json"])
def test_files(tmp_path: Path, name: str) -> None:
    path = save_state(load_state(TEXT), tmp_path / name)
    assert state_text(load_state(path)) == state_text(load_state(str(path))) == TEXT
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_odd_names_survive() -> None:
    """Names and values that YAML would take for something else are put in quotation marks."""
    odd = [
        "yes",
        "off",
        "1e3",
        "007",
        "a: b",
        "x, y",
        "{z}",
        "#1",
        "ä",
        "1/weld",
        "3.10",
        "null",
        "n",
        "12",
        "- a",
    ]
    state = StartState(
        places={name: PlaceState(jobs=[JobState(product=name, options={name: name})]) for name in odd},
        stocks={name: StockState.model_validate({"level": 3}) for name in ("0", "1.5")},
    )
    assert state_data(load_state(state_text(state))) == state_data(state)


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-9, 12345.6789e6, 5e-324, 0.0])
def test_times_of_a_program_survive_to_the_bit(value: float) -> None:
    state = StartState(at=seconds(value), places={"m": PlaceState(jobs=[JobState(left=seconds(value))])})
    again = load_state(state_text(state))
    assert again.places["m"].jobs[0].left == seconds(value)
    assert again.at == seconds(value)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2026-01-05", dt.datetime(2026, 1, 5)),
        ("2026-01-05 10:30", dt.datetime(2026, 1, 5, 10, 30)),
        ("2026-01-05T10:30:00+08:00", dt.datetime(2026, 1, 5, 10, 30)),
        (dt.date(2026, 1, 5), dt.datetime(2026, 1, 5)),
        ("36 h", seconds(129_600.0)),
        ("0", seconds(0.0)),
    ],
)
def test_the_time_is_a_date_or_a_time_since_the_start(given: object, wanted: object) -> None:
    assert load_state({"at": given}).at == wanted


@pytest.mark.parametrize(
    ("text", "line", "path", "message", "remedy"),
    [
        ("state: 2\n", 1, "state", "expected 1", "use one of: 1"),
        ("plcaes:\n  b: 1\n", 1, "plcaes", "unknown key", "did you mean `places`?"),
        ("at: tomorrow\nplant: x\n", 1, "at", "expected a date and time", '"36 h"'),
        ("places:\n  b: -1\n", 2, "places.b", "cannot be negative", "list of jobs"),
        ("places:\n  b: 1.5\n", 2, "places.b", "a whole number", "list of jobs"),
        ("places:\n  b: many\n", 2, "places.b", "a whole number", "list of jobs"),
        ("places:\n  b:\n    - {left: 3}\n", 3, "places.b.0.left", 'got "3"', "3 s"),
        ("places:\n  b:\n    - {}\n    - {left: -3 s}\n", 4, "places.b.1.left", "cannot be negative", "zero or above"),
        ("places:\n  b:\n    - {}\n    - {lft: 3 s}\n", 4, "places.b.1.lft", "unknown key", "`left`"),
        ("places:\n  b: {jbos: 2}\n", 2, "places.b.jbos", "unknown key", "`jobs`"),
        ("places:\n  b:\n    - 3\n", 3, "places.b.0", "expected a mapping", "KEY: VALUE"),
        ("machines:\n  m: {down: {since: 3 kg}}\n", 2, "machines.m.down.since", "which is a mass", "a time"),
        ("machines:\n  m: {down: 5 min}\n", 2, "machines.m.down", "expected a mapping", "KEY: VALUE"),
        ("cells:\n  c: {hits: 3}\n", 2, "cells.c.making", "is missing", "name of the recipe"),
        ("stocks:\n  s: {dock: 1}\n", 2, "stocks.s.level", "is missing", "amount at hand"),
        ("stocks:\n  s: 3 kg\n", 2, "stocks.s.level", "expected a number", "leave the unit out"),
        ("lanes:\n  l: {trucks: [{amount: 3}]}\n", 2, "lanes.l.trucks.0.in", "is missing", "time to its arrival"),
        (
            "fleets:\n  f:\n    vehicles:\n      1: {task: t, run: ful, left: 1 s}\n",
            4,
            "fleets.f.vehicles.1.run",
            "expected 'empty' or 'loaded'",
            "use one of",
        ),
        (
            "fleets:\n  f:\n    vehicles:\n      one: {task: t, run: empty, left: 1 s}\n",
            4,
            "fleets.f.vehicles.one",
            "whole number",
            "such as 2",
        ),
        ("places: [\n", 2, "", "YAML syntax", "brackets"),
        ("- a\n- b\n", 1, "", "expected a mapping at the top", "`state: 1`"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, line: int, path: str, message: str, remedy: str) -> None:
    file = tmp_path / "state.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(StartStateError) as caught:
        load_state(file)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line) == (str(file), line)
    assert problem.path.startswith(path)
    assert message in problem.message
    assert remedy in problem.remedy


def test_json_has_its_lines_too(tmp_path: Path) -> None:
    """JSON is read the quick way; only where something is wrong it is read again for the lines."""
    file = tmp_path / "state.json"
    file.write_text(json.dumps({"places": {"b": [{}, {"lft": "3 s"}]}}, indent=1), encoding="utf-8")
    with pytest.raises(StartStateError) as caught:
        load_state(file)
    assert [(one.line, one.path) for one in caught.value.problems] == [(6, "places.b.1.lft")]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no such file"):
        load_state(tmp_path / "none.yaml")
