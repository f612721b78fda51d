"""Roads that are recognised: features by hand, learning, cycles left out, and what it buys."""

from __future__ import annotations

import numpy as np
import pytest

from taktwin.model.errors import OptionError
from taktwin.product.drive.car import Car
from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.scenarios.classes import CLASSES, PHASES, confusion, labelled, learn, shipped
from taktwin.product.drive.scenarios.features import NAMES, features, windows
from taktwin.product.drive.scenarios.worth import drive_recognising, grid, worth_of_classes
from taktwin.product.drive.synthetic import synthetic_cycle
from taktwin.product.drive.trip import WORTH, drive_adaptive
from tests.product.drive.reference import REASON, cycle, folder
from tests.shared import shared_folder

CYCLES = shared_folder() / "data" / "cycles"
needed = pytest.mark.skipif(not CYCLES.is_dir(), reason=REASON.format(CYCLES))


def families() -> dict[str, list[Cycle]]:
    """The known cycles; both versions of the WLTC are one family."""
    found: dict[str, list[Cycle]] = {}
    for name in PHASES:
        found.setdefault(name[:4], []).append(cycle(name))
    return found


def test_features_by_hand() -> None:
    """At rest, gathering speed by 1 m/s2, holding it; then at rest again."""
    speeds = np.array([0.0, 0, 0, 1, 2, 3, 3])
    found = dict(zip(NAMES, features(speeds), strict=True))
    assert found["mean"] == pytest.approx((0.5 + 1.5 + 2.5 + 3) / 6)
    assert found["driving_mean"] == pytest.approx(7.5 / 4)
    assert found["highest"] == 3
    assert found["standing"] == pytest.approx(2 / 6)
    assert found["quantile_50"] == pytest.approx(1.0)
    assert (found["stops"], found["above_50"]) == (0, 0)
    more = dict(zip(NAMES, features(np.array([20.0, 20, 10, 0, 0, 20, 20])), strict=True))
    assert more["stops"] == 1
    assert (more["above_50"], more["above_70"], more["above_90"]) == pytest.approx((3 / 6, 2 / 6, 0))
    assert np.isfinite(features(np.zeros(61))).all()


def test_windows() -> None:
    """One every 10 s, each as long as asked for."""
    assert windows(np.arange(301.0) / 20, 120).shape == (19, len(NAMES))
    for seconds in (0, -5, 10, 4000):
        with pytest.raises(OptionError, match="give 20 to 600 s"):
            windows(np.zeros(900), seconds)


@needed
def test_cycles_left_out() -> None:
    """More than 70 % are told right at 120 s, few are off by two; far better than the most frequent class."""
    counts = confusion(families())
    right, most = np.trace(counts) / counts.sum(), counts.sum(axis=1).max() / counts.sum()
    far = sum(counts[i, j] for i in range(4) for j in range(4) if abs(i - j) > 1) / counts.sum()
    assert right > 0.72
    assert right > most + 0.2
    assert far < 0.03


@needed
def test_what_is_shipped_was_learnt() -> None:
    """From the cycles that it names."""
    learnt, kept = learn([cycle(name) for name in PHASES]), shipped()["recogniser"]
    rows = np.concatenate([labelled(cycle(name))[0] for name in PHASES])
    assert np.abs(learnt.shares(rows) - kept.shares(rows)).max() < 0.01
    assert kept.window == learnt.window


def test_only_the_past_counts() -> None:
    """What comes later changes nothing that was told before."""
    one = synthetic_cycle("like-wltc")
    other = Cycle("other", np.concatenate([one.speeds[:900], np.full(901, one.speeds[899])]), np.zeros(1801))
    told = [shipped()["recogniser"].of(way) for way in (one, other)]
    assert (told[0][:890] == told[1][:890]).all()
    assert (told[0][:120] == -1).all()
    assert CLASSES[told[0][300]] == "urban"
    assert CLASSES[told[0][-20]] == "motorway"


def test_strategy(cars: tuple[Car, Car]) -> None:
    """With one worth for all it is the adaptive one; with its own it is near it, and holds the charge."""
    way = synthetic_cycle("like-cltc")
    plain = drive_adaptive(cars[0], way)
    assert drive_recognising(cars[0], way, worth=dict.fromkeys(CLASSES, WORTH)).fuel_kwh == plain.fuel_kwh
    found = drive_recognising(cars[0], way)
    assert found.end == pytest.approx(cars[0].charge, abs=0.02)
    assert found.balanced_kwh(2.4) == pytest.approx(plain.balanced_kwh(2.4), rel=0.02)


@needed
def test_worth(cars: tuple[Car, Car]) -> None:
    """Near to what the source takes at its best, in every class."""
    if not folder().is_dir():
        pytest.skip(REASON.format(folder()))
    found = worth_of_classes(cars[0], [cycle("cltc_p"), cycle("us06")])
    assert set(found) == set(CLASSES)
    assert all(0.9 < value < 1.1 for value in found.values())


@needed
def test_refused() -> None:
    """A cycle that is not known or was cut, and classes that are missing."""
    with pytest.raises(OptionError, match="phases of like-wltc"):
        labelled(synthetic_cycle("like-wltc"))
    short = Cycle("udds", cycle("udds").speeds[:500], np.zeros(500))
    with pytest.raises(OptionError, match="not known"):
        labelled(short)
    with pytest.raises(OptionError, match="no cycle has a phase that is suburban"):
        learn([cycle("udds"), cycle("hwfet")])


def test_grid() -> None:
    """Nine hundred different cells."""
    cells = grid()
    assert len(cells) == len({tuple(one.values()) for one in cells}) == 900
