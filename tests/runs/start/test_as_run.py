"""States that a run can be in and that the words of a state must allow: each is written, read, and gone on from."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.kernel.lowering.program import Program, lower
from taktwin.model.files.load import load_model
from taktwin.model.start.file import StartStateError, load_state, state_text
from taktwin.runs.simulation import Simulation
from taktwin.runs.start import Starter, state_of
from tests.kernel.plants import Data, line, program_of

TWO = {"left": {"right": "12 s"}, "right": {"left": "9 s"}}
THREE = {
    "left": {"right": "12 s", "hood": "20 s"},
    "right": {"left": "9 s", "hood": "20 s"},
    "hood": {"left": "5 s", "right": "7 s"},
}


def again(simulation: Simulation) -> str:
    """The state of a run that starts from that of another one, as text."""
    state = load_state(state_text(state_of(simulation)))
    return state_text(state_of(Starter(simulation.program).prepare(state).simulation(1)))


def press(changes: Data) -> Program:
    """A cell that makes two or three parts in turn, with die changes by what was made before."""
    recipe = {"hit": "2 s", "lot": 2, "reorder": 9}
    makes = {name: {**recipe, "part": name, "into": name} for name in changes}
    uses = [{"part": name, "from": name} for name in makes]
    return program_of(
        line(
            [{"station": "fit", "cycle": "9 s", "uses": uses}],
            shop={"cells": {"press": {"makes": makes, "changes": changes}}},
            parts={name: {} for name in makes},
            stocks={name: {"part": name, "capacity": 40} for name in makes},
        )
    )


def test_a_die_change_of_a_matrix() -> None:
    """In the middle of the change from the left part to the right one, 12 s, its rest is told and read."""
    simulation = Simulation(press(TWO))
    moment, text = 0.0, ""
    while "changing: true" not in text and moment < 100.0:
        moment += 1.0
        simulation.advance_to(moment)
        text = state_text(state_of(simulation))
    assert "changing: true" in text
    assert again(simulation) == text


@pytest.mark.parametrize(
    ("changes", "cell", "words"),
    [
        (TWO, {"making": "right", "left": "13 s"}, "takes 12 s at most"),
        (TWO, {"making": "right", "left": "12 s"}, ""),
        (TWO, {"making": "left", "spent": "1 s"}, ""),
        (TWO, {"making": "left"}, ""),
        (THREE, {"making": "hood"}, ""),
        (THREE, {"making": "right", "left": "11 s"}, ""),
        (THREE, {"making": "right", "left": "13 s"}, "takes 12 s at most"),
        (THREE, {"making": "right"}, "depends on the recipe before"),
        (THREE, {"making": "left", "spent": "1 s"}, "depends on the recipe before"),
    ],
)
def test_how_long_a_die_change_of_a_matrix_may_take(changes: Data, cell: Data, words: str) -> None:
    """At most what it takes from any other part; where that is not the same from all, it has to be said."""
    state = load_state({"cells": {"press": {"hits": 2, "changing": True, **cell}}})
    if words:
        with pytest.raises(StartStateError, match=words):
            Starter(press(changes)).prepare(state)
    else:
        Starter(press(changes)).prepare(state).simulation(1).advance_to(60.0)


def test_options_that_a_list_asks_for_though_its_product_has_none_of_them(tmp_path: Path) -> None:
    """Vans are never blue by their shares, but the list of orders asks for one."""
    (tmp_path / "list.csv").write_text("product,colour\ncar,red\nvan,blue\nvan,green\n", encoding="utf-8")
    (tmp_path / "plant.yaml").write_text(
        """
taktwin: 1
name: listed
options: {colour: {red: 50 %, blue: 30 %, green: 20 %}}
products: {car: {}, van: {options: {colour: {green: 100 %}}}}
orders: {jobs: {file: list.csv}}
shops: {body: {lines: {main: {orders: jobs, flow: [{station: a, cycle: 9 s}, {station: b, cycle: 9 s}]}}}}
""",
        encoding="utf-8",
    )
    simulation = Simulation(lower(load_model(str(tmp_path / "plant.yaml"))))
    simulation.advance_to(12.0)
    text = state_text(state_of(simulation))
    assert "blue" in text
    assert again(simulation) == text
