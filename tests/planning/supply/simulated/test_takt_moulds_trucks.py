"""Moulds, truck headway and the takt from a volume, simulated: nothing is random, so all is exact."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

from tests.kernel.plants import Data, line, program_of
from tests.planning.supply.simulated.replicated import ONE_BUCKET, Batch, one_run, one_run_with_jobs, works
from tests.supply import reference

BEGUN = 1e-3  # what a window of so many jobs may have begun or not ended, as a share of them


def moulds(case: dict[str, Any], count: int) -> Data:
    """A piece every takt; each of the moulds is held for demould and index."""
    flow = [
        {"buffer": "blanks", "capacity": "unlimited"},
        {"station": "foam", "servers": count, "cycle": f"{case['demould_s'] + case['index_s']!r} s"},
    ]
    return line(flow, {"interval": f"{case['takt_s']!r} s"}, **ONE_BUCKET)


def an_hour(one: Batch, element: str) -> float:
    return works(element)(one) / one.seconds * 3600.0


@pytest.mark.parametrize("case", reference("takt_moulds_trucks", "moulds"))
def test_so_many_moulds_keep_the_takt_and_one_less_does_not(case: dict[str, Any]) -> None:
    seconds = 20_000 * float(case["takt_s"])
    count = int(case["moulds"])
    made = an_hour(one_run(program_of(moulds(case, count)), seconds), "foam")
    assert made == pytest.approx(case["rate_per_h"], rel=BEGUN)
    if count > 1:
        fewer = an_hour(one_run(program_of(moulds(case, count - 1)), seconds), "foam")
        held = float(case["demould_s"]) + float(case["index_s"])
        assert fewer == pytest.approx(3600.0 * (count - 1) / held, rel=BEGUN)
        assert fewer < 3600.0 / case["takt_s"]


@pytest.mark.parametrize("case", reference("takt_moulds_trucks", "truck_headway"))
def test_a_truck_leaves_when_its_last_unit_is_there(case: dict[str, Any]) -> None:
    units = int(case["units_per_truck"])
    flow = [
        {"buffer": "racks", "capacity": "unlimited"},
        {"delivery": "truck", "trucks": 1, "rack": units, "racks": 1, "drive": "1 s", "back": "0 s"},
    ]
    plant = line(flow, {"interval": f"{case['takt_s']!r} s"}, **ONE_BUCKET)
    days = 5
    result = one_run_with_jobs(program_of(plant), days * 16 * 3600.0 + 10.0)
    arrived = np.unique(result.jobs.filter(pl.col("outcome") == "finished")["ended"].to_numpy())
    assert np.diff(arrived) / 60.0 == pytest.approx(case["headway_min"], rel=1e-9)
    assert arrived.size == pytest.approx(days * case["trucks_per_day_16h"], abs=1.0)
    assert result.jobs.filter(pl.col("outcome") == "finished").height == arrived.size * units


@pytest.mark.parametrize("case", reference("takt_moulds_trucks", "takt_from_volume"))
def test_a_line_at_the_takt_makes_the_volume(case: dict[str, Any]) -> None:
    """It works for its availability of each hour, and is down for the rest."""
    up_h = float(case["availability"])
    failures = [{"clock": "operation", "up": f"{up_h!r} h", "repair": f"{1.0 - up_h!r} h"}] if up_h < 1.0 else []
    flow = [{"station": "line", "cycle": f"{case['takt_s']!r} s", "failures": failures}]
    plant = line(flow, **ONE_BUCKET)
    result = one_run_with_jobs(program_of(plant), case["hours"] * 3600.0)
    assert float(result.resources.filter(station="line")["jobs"].item()) == pytest.approx(case["volume"], rel=1e-5)
