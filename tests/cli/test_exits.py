"""What happens when a run does not come to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

import taktwin as package
from taktwin.cli.exits import explained
from taktwin.kernel.lowering.program import LoweringError
from taktwin.runs.simulation import SimulationError
from tests.cli.conftest import Taktwin


class Plant:
    """A plant whose run, or the writing of it, fails."""

    def __init__(self, run: BaseException | None = None, save: BaseException | None = None) -> None:
        self._run, self._save = run, save

    def simulate(self, **_: object) -> Plant:
        if self._run is not None:
            raise self._run
        return self

    def save(self, *_: object, **__: object) -> None:
        assert self._save is not None
        raise self._save


@pytest.mark.parametrize(
    ("plant", "code", "word"),
    [
        (Plant(run=SimulationError("no event left at 3 h")), 4, "no event left"),
        (Plant(run=LoweringError("63 values are too many")), 3, "63 values"),
        (Plant(save=PermissionError(13, "Permission denied", "runs")), 4, "writable"),
        (Plant(save=OSError(28, "No space left on device")), 4, "room"),
        (Plant(run=KeyboardInterrupt()), 130, "interrupted"),
    ],
)
def test_failed_run(taktwin: Taktwin, here: Path, monkeypatch, plant: Plant, code: int, word: str) -> None:
    """Each has its exit code and its reason; nothing is printed or written."""
    monkeypatch.setattr(package, "load", lambda *_, **__: plant, raising=False)
    monkeypatch.setattr("taktwin.cli.run.announce_compile", lambda: None)
    result = taktwin("run", "mm1")
    assert result.exit_code == code
    assert word in result.stderr
    assert result.stdout == ""
    assert not list(here.iterdir())


def test_a_bug_keeps_its_traceback() -> None:
    """What nobody but us can mend is not dressed up."""
    with pytest.raises(ZeroDivisionError), explained():
        raise ZeroDivisionError
    with pytest.raises(NotImplementedError), explained():
        raise NotImplementedError
