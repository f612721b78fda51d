"""From the plant's rules to the sequencing problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from taktwin.planning.sequence.from_model import sequence_problem
from tests.planning.sequence.plants import CARS, PLANT, with_file


def test_rules_become_the_problem(tmp_path: Path) -> None:
    problem = sequence_problem(load_model(with_file(tmp_path, CARS)))
    assert problem.idents == ("A", "B", "C", "D")
    assert [str(ratio) for ratio in problem.ratios] == ["1/2", "1/3"]
    assert [(ratio.name, ratio.high) for ratio in problem.ratios] == [("glass-roof", True), ("suv", False)]
    assert problem.has.tolist() == [[True, False], [False, True], [False, False], [True, True]]
    assert [problem.colour_names[code] for code in problem.colours] == ["red", "blue", "red", "blue"]
    assert problem.batch_limit == 5
    assert problem.objectives == ("high_violations", "paint_color_changes", "low_violations")
    assert problem.given is not None
    assert problem.given.tolist() == [0, 1, 2, 3]


def test_ratio_of_two_options(tmp_path: Path) -> None:
    """All options of `when` must hold, and of each one of its values."""
    when = "when: {product: suv, roof: [glass, steel], colour: blue}"
    text = with_file(tmp_path, CARS).replace("when: {product: suv}", when)
    assert sequence_problem(load_model(text)).has[:, 1].tolist() == [False, True, False, True]


def test_ratios_without_colours() -> None:
    """One colour then, so that no change costs anything."""
    text = PLANT.replace("      colour: colour\n      batch_limit: 5\n", "")
    problem = sequence_problem(load_model(text))
    assert set(problem.colours.tolist()) == {0}
    assert problem.batch_limit is None


def test_no_rules(tmp_path: Path) -> None:
    text = with_file(tmp_path, CARS)
    without = text[: text.index("    sequence:")] + text[text.index("shops:") :]
    with pytest.raises(ModelError, match="makes one sequence better than another"):
        sequence_problem(load_model(without))


def test_phoenix_day() -> None:
    """Renault-like: 600 cars, eight colours, ratios near their limits but within."""
    problem = sequence_problem(load_model("phoenix"))
    assert (problem.cars, len(problem.colour_names), problem.batch_limit) == (600, 8, 10)
    use = [share * ratio.window / ratio.count for ratio, share in zip(problem.ratios, problem.has.mean(0), strict=True)]
    assert len(use) == 8
    assert all(0.5 < one < 1.0 for one in use), use
    assert max(use) > 0.95
