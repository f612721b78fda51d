"""Cars and cycles of the reference, in our words."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from taktwin.product.drive.car import Battery, Car, Motor, Regeneration, Road, Source
from taktwin.product.drive.cycle import Cycle, read_cycle
from tests.shared import shared_folder

REASON = "no reference of cars at {}; set TAKTWIN_SHARED to the folder that holds `data`"


def folder() -> Path:
    """Where the reference lies."""
    return shared_folder() / "data" / "vehicle_reference"


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a table of the reference; none where it is absent."""
    file = folder() / name
    if not file.is_file():
        return []
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def each(name: str, *keys: str) -> list[Any]:
    """The rows as parameters of a test; without any, one that is skipped and says why."""
    found = rows(name)
    if not found:
        return [pytest.param({}, marks=pytest.mark.skip(reason=REASON.format(folder() / name)))]
    return [pytest.param(row, id="-".join(row[key] for key in keys)) for row in found]


@cache
def cycle(name: str, times: int = 1) -> Cycle:
    """A cycle of the shared folder."""
    return read_cycle(shared_folder() / "data" / "cycles" / f"{name}.csv").repeated(times)


@cache
def own_car(name: str) -> Car:
    """A car of `vehicles_own.json`."""
    d = json.loads((folder() / "vehicles_own.json").read_text(encoding="utf-8"))[name]
    return Car(
        name,
        Road(
            d["mass_kg"], d["rotating_mass_factor"], d["rolling_coefficient"],
            d["drag_coefficient"] * d["frontal_area_m2"], None, d["air_density_kg_m3"], d["gravity"],
        ),
        Motor(
            d["motor_kc_W_per_N2m2"], d["motor_ki_Ws"], d["motor_kw_Ws3"], d["motor_c0_W"], d["wheel_radius_m"],
            d["gear_ratio"], d["gear_efficiency"],
        ),
        Regeneration(d["regen_share"], d["regen_max_W"], d["regen_from_mps"], d["regen_full_mps"]),
        Battery(d["battery_Ah"], d["voc_at_soc0_V"], d["voc_slope_V_per_soc"], d["battery_R_ohm"]),
        d["aux_W"],
        Source(
            d["source_a_W"], d["source_b"], d["source_c_per_W"], d["source_best_point_W"], d["source_max_W"],
            d["generator_efficiency"], d["start_cost_J"], "hydrogen" if name.startswith("fc") else "gasoline",
        ),
        d["soc_start"],
    )  # fmt: skip
