"""Bad input: each problem names file, line and field, says what was expected, and has a remedy."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from taktwin.model import ModelError, load_model
from tests.model.plant_text import changed, line_of

STATION = "shops.body.lines.main.flow.weld"


@dataclass(frozen=True)
class Case:
    """The plant with `old` replaced by `new`; the problem is on the line that holds `at` (default: the new text)."""

    id: str
    old: str
    new: str
    path: str
    message: str
    remedy: str
    at: str | None = None

    def text(self) -> str:
        return changed(self.old, self.new)

    def line(self) -> int:
        return line_of(self.text(), self.at or self.new.strip().splitlines()[-1])


def each(cases: list[Case]) -> Callable[..., object]:
    """Run a test for each case."""
    assert len({case.id for case in cases}) == len(cases)
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.id)


def check(case: Case, folder: Path) -> None:
    """The file of the case is refused with its problem."""
    file = folder / "plant.yaml"
    file.write_text(case.text(), encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        load_model(file)
    problems = caught.value.problems
    found = [one for one in problems if case.path in one.path and case.message in one.message]
    assert found, f"not among: {caught.value}"
    assert found[0].file == str(file)
    assert found[0].line == case.line()
    assert case.remedy in found[0].remedy
    assert str(found[0]).startswith(f"{file}:{case.line()}: ")
