"""Cycles: their files, what is published of them, and the synthetic ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.product.drive.cycle import PUBLISHED, Cycle, read_cycle
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.synthetic import SYNTHETIC, synthetic_cycle
from tests.product.drive.reference import REASON, cycle, folder


@pytest.mark.parametrize("name", PUBLISHED)
def test_published(name: str) -> None:
    """The shared cycles are those that were published; a changed one is told."""
    if not folder().is_dir():
        pytest.skip(REASON.format(folder()))
    found = cycle(name)
    assert found.published() is None
    faster = Cycle(name, found.speeds * 1.01, found.grades)
    assert "instead of" in str(faster.published())


@pytest.mark.parametrize("name", SYNTHETIC)
def test_synthetic(name: str) -> None:
    """Length, way, highest speed and rests of every phase are those that are stated; it can be repeated."""
    found, begin = synthetic_cycle(name), 0
    for phase in SYNTHETIC[name]:
        speeds = found.speeds[begin : begin + phase.seconds + 1]
        assert speeds[0] == 0
        assert speeds[-1] == pytest.approx(0, abs=1e-9)
        assert speeds.sum() == pytest.approx(phase.way, rel=1e-6)
        assert speeds.max() == pytest.approx(phase.highest)
        assert (speeds[1:] == 0).sum() - phase.trips <= phase.rest <= (speeds[1:] == 0).sum()
        begin += phase.seconds
    assert found.seconds == begin
    twice = found.repeated(2)
    assert twice.distance == pytest.approx(2 * found.distance)
    assert twice.seconds == 2 * found.seconds


def test_no_such_cycle() -> None:
    """The names are told."""
    with pytest.raises(OptionError, match="like-cltc, like-wltc"):
        synthetic_cycle("wltc")


HEAD = "time_s,speed_kmh\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column time_s"),
        ("time,speed\n0,0\n", "no column time_s"),
        ("time_s,speed_kmh,speed_kmh\n0,0,0\n", "speed_kmh stands there twice"),
        (HEAD + "0,0\n", "give two rows or more"),
        (HEAD + "0,0\n1,5,7\n2,0\n", ":3: 3 values under 2 names"),
        (HEAD + "0,0\n1,0\n", "stands all the time"),
        (HEAD + "0,0\n1,fast\n", ":3: expected numbers"),
        (HEAD + "0,0\n1\n", ":3: expected numbers"),
        (HEAD + "0,0\n2,10\n", "expected 1 s"),
        (HEAD + "0,0\n0.5,10\n", "expected 1 s"),
        (HEAD + "0,0\n1,nan\n", "a speed of nan"),
        (HEAD + "0,0\n1,inf\n", "a speed of inf"),
        (HEAD + "0,0\n1,-3\n", ":3: a speed of -3 km/h"),
        (HEAD + "0,0\n1,900\n", "a speed of 900 km/h"),
        ("time_s,speed_kmh,grade_pct\n0,0,0\n1,10,90\n", ":3: a grade of 90 %"),
        (HEAD + "0,0\n1,10\nx,y\n", ":4: expected numbers"),
    ],
)
def test_refused(text: str, said: str, tmp_path: Path) -> None:
    """Each fault names its line."""
    path = tmp_path / "cycle.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DriveError) as error:
        read_cycle(path)
    assert said in str(error.value)
    assert "cycle.csv" in str(error.value)


def test_blank_lines_and_grades(tmp_path: Path) -> None:
    """Blank lines do not count; columns may stand in any order; grades are in %."""
    path = tmp_path / "mine.csv"
    path.write_text("grade_pct,time_s,speed_kmh\n2,5,0\n\n-2,6,36\n", encoding="utf-8")
    found = read_cycle(path)
    assert found.name == "mine"
    assert found.speeds.tolist() == [0, 10]
    assert found.grades.tolist() == [0.02, -0.02]


def test_repeated_needs_the_same_speed() -> None:
    """Else the car would jump."""
    one = Cycle("ramp", np.array([0.0, 1.0]), np.zeros(2))
    with pytest.raises(DriveError, match="drive it once"):
        one.repeated(2)
    with pytest.raises(DriveError, match="0 times"):
        one.repeated(0)
