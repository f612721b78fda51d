"""The conventions of FASTSim: its own results, and what they differ in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from taktwin.product.drive.cycle import Cycle
from taktwin.product.drive.errors import DriveError
from taktwin.product.drive.fastsim import FastsimCar, drive_fastsim
from tests.product.drive.reference import cycle, each, rows

CAR = FastsimCar(1600, 0.8, 0.009, 4, 0.8, 0.31, 250, 0.92, 1e5, (0.0, 0.5, 1.0), (0.84, 0.95, 0.93), 0.985)


def read(name: str) -> FastsimCar:
    """A car of the reference."""
    row = next(one for one in rows("fastsim_bev_params.csv") if one["vehicle"] == name)
    loads, efficiencies = (tuple(map(float, row[key].split())) for key in ("motor_pwr_frac", "motor_eff"))
    keys = ("wheel_inertia_kgm2", "wheel_radius_m", "aux_w", "trans_eff", "motor_max_w")
    inertia, radius, auxiliaries, transmission, most = (float(row[key]) for key in keys)
    return FastsimCar(
        float(row["mass_kg"]), float(row["cd"]) * float(row["area_m2"]), float(row["crr"]), int(row["num_wheels"]),
        inertia, radius, auxiliaries, transmission, most, loads, efficiencies, float(row["batt_eff_oneway"]),
    )  # fmt: skip


@pytest.mark.parametrize("row", each("fastsim_bev.csv", "vehicle", "cycle"))
def test_its_results(row: dict[str, str]) -> None:
    """Every energy within 0.05 % (measured 0.03 %)."""
    found = drive_fastsim(read(row["vehicle"]), cycle(row["cycle"]))
    pairs = {
        "batt_terminal_kwh": found.terminal,
        "batt_internal_kwh": found.internal,
        "wheel_tractive_net_kwh": found.wheel,
        "drag_kwh": found.drag,
        "roll_kwh": found.rolling,
    }
    for name, mine in pairs.items():
        assert mine == pytest.approx(float(row[name]), rel=5e-4), name


def test_books() -> None:
    """From rest to rest on a level road the wheel takes what air and tyres take."""
    way = Cycle("way", np.concatenate([np.arange(21.0), np.arange(20.0, -1, -1)]), np.zeros(42))
    found = drive_fastsim(CAR, way)
    assert found.wheel == pytest.approx(found.drag + found.rolling, rel=1e-9)
    assert found.internal > found.terminal > found.auxiliaries
    assert drive_fastsim(replace(CAR, mass=1700), way).terminal > found.terminal


@pytest.mark.parametrize(
    ("loads", "efficiencies", "said"),
    [((0.0, 1.0), (0.9,), "as many"), ((0.0, 0.0), (0.9, 0.9), "rise"), ((0.0, 1.0), (0.0, 0.9), "above 0")],
)
def test_refused(loads: tuple[float, ...], efficiencies: tuple[float, ...], said: str) -> None:
    """A table that is none."""
    with pytest.raises(DriveError, match=said):
        replace(CAR, loads=loads, efficiencies=efficiencies)
