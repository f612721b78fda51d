from pathlib import Path

import pytest

from taktwin.model import shipped_models
from taktwin.model.files.marks import unmarked_numbers
from tests.model.plant_text import PLANT, line_of

SMALL = """\
name: marked
sources: {book: A book}
options:
  mark: "[assumed: even]"
  colour: {red: 0.5, blue: 0.5}
shops:
  s:
    lines:
      l:
        endless: true
        flow:
          - station: a
            cycle: 100 s [seen book p. 3]
            count: 2 [derived two]
          - buffer: b
            capacity: unlimited
"""


def test_all_marked() -> None:
    assert unmarked_numbers(SMALL) == []


@pytest.mark.parametrize("name", sorted(shipped_models()))
def test_shipped_models_are_marked(name: str) -> None:
    assert [str(problem) for problem in unmarked_numbers(shipped_models()[name])] == []


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("100 s [seen book p. 3]", "100 s", "shops.s.lines.l.flow.a.cycle", 'number "100 s" has no mark'),
        ("2 [derived two]", "2", "shops.s.lines.l.flow.a.count", 'number "2" has no mark'),
        ('  mark: "[assumed: even]"\n', "", "options.colour.red", 'number "0.5" has no mark'),
        ("[seen book p. 3]", "[seen bok]", "shops.s.lines.l.flow.a.cycle", 'source "bok", which is not in'),
        ('"[assumed: even]"', '"[seen: bok]"', "options", 'source "bok", which is not in'),
        ("capacity: unlimited", "capacity: 12", "shops.s.lines.l.flow.b.capacity", 'number "12" has no mark'),
    ],
)
def test_what_is_found(old: str, new: str, path: str, message: str) -> None:
    problems = [one for one in unmarked_numbers(SMALL.replace(old, new)) if one.path == path]
    assert len(problems) == 1
    assert message in problems[0].message
    assert problems[0].remedy


def test_every_number_of_an_unmarked_plant_is_found() -> None:
    found = {problem.path: problem.line for problem in unmarked_numbers(PLANT)}
    for path in (
        "options.colour.red",
        "products.sedan.mass",
        "orders.cars.mix.suv",
        "failures.robot.up",
        "power.cell.electricity.working",
        "shops.press.cells.press-1.makes.door-die.uses.blank",
        "shops.body.lines.main.flow.weld.except.2.cycle",
        "shops.body.lines.main.flow.doors-on.cycle.sedan",
        "shops.paint.lines.paint.flow.inspection.routes.rework.share",
    ):
        assert path in found
    assert found["shops.body.lines.main.flow.weld.except.2.cycle"] == line_of(PLANT, "2: {cycle: 90 s}")


def test_the_nearest_mark_wins_and_set_needs_its_own(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(SMALL)
    child = tmp_path / "child.yaml"
    child.write_text("name: child\nextends: base\nset:\n  shops.s.lines.l.a.cycle: 90 s\n")
    assert [problem.path for problem in unmarked_numbers(child)] == ["set.shops.s.lines.l.a.cycle"]
    child.write_text("name: child\nextends: base\nset:\n  mark: '[seen: book]'\n  shops.s.lines.l.a.cycle: 90 s\n")
    assert unmarked_numbers(child) == []
    child.write_text("name: child\nextends: base\noptions: {colour: {red: 0.4, blue: 0.6}}\n")
    assert [problem.path for problem in unmarked_numbers(child)] == ["options.colour.red", "options.colour.blue"]
