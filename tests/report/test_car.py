"""The pages of cars and their parts: whole, in both languages, with the figures of the study."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taktwin.product.acoustics.study import study_acoustics
from taktwin.product.drive.study import DriveStudy, study_drive
from taktwin.report.car.acoustics import render_acoustics
from taktwin.report.car.drive import flows, render_drive
from tests.product.acoustics.test_process import FELT
from tests.report.test_page import Checker, figures_of, own_part


@pytest.fixture(scope="module")
def driven() -> DriveStudy:
    """A range extender with three strategies."""
    return study_drive("suv-range-extender", "like-cltc", strategies=("adaptive", "load_following"))


def test_range_extender(driven: DriveStudy) -> None:
    """Both languages with the same figures; the source's energy at its powers is what it gave."""
    page = render_drive(driven, "zh")
    text = " ".join(Checker(own_part(page)).text)
    for words in ("Where it goes", "能量流向", "load following", "功率跟随", "A synthetic cycle", "合成工况"):
        assert words in text
    charts = figures_of(page)
    assert charts["en"].keys() == charts["zh"].keys()
    bars = [one for one in charts["en"]["points-0"]["data"] if one["type"] == "bar"]
    by = {one.trip.strategy: one.trip for one in driven.driven}
    assert sum(bars[0]["y"]) == pytest.approx(float(by["adaptive"].generated.sum()) / 3.6e6, rel=1e-3)
    speed = charts["en"]["seconds-0"]["data"][0]
    assert np.array(speed["y"]) == pytest.approx(driven.cycle.means * 3.6, rel=1e-3, abs=1e-3)


def test_flows_close(driven: DriveStudy) -> None:
    """What comes into a node leaves it, but at the ends."""
    for found in (driven, study_drive("suv-battery", "like-cltc")):
        bands = flows(found)
        for node in ("bus", "wheel"):
            into = sum(band.amount for band in bands if band.target == node)
            assert into == pytest.approx(sum(band.amount for band in bands if band.source == node), rel=1e-6)


def test_battery() -> None:
    """No source, so no operating points and no strategies."""
    page = render_drive(study_drive("suv-battery", "like-cltc"))
    text = " ".join(Checker(own_part(page)).text)
    assert "range" in text
    assert "How the source is run" not in text


def test_part(tmp_path: Path) -> None:
    """Curves, acceptance and what carries the scatter."""
    path = tmp_path / "felt.yaml"
    path.write_text(FELT, encoding="utf-8")
    found = study_acoustics(path, draws=16)
    page = render_acoustics(found)
    text = " ".join(Checker(own_part(page)).text)
    for words in ("Absorption", "吸声系数", "accepted", "合格"):
        assert words in text
    charts = figures_of(page)["en"]
    drawn = next(iter(charts.values()))["data"][0]
    assert drawn["y"] == pytest.approx(found.response.absorption.tolist(), rel=1e-3)
    with pytest.raises(ValueError, match="unknown language"):
        render_acoustics(found, "fr")
