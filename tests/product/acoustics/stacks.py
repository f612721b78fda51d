"""Stacks for the tests, and those of the reference cases."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from functools import cache
from typing import Any

import pytest

from taktwin.product.acoustics.layers import Frame, Gap, Layer, Porous, Solid, Stack
from tests.shared import shared_folder

FELT = Porous(0.02, 0.955, 30e3, 1.0, 50e-6, 100e-6)
FOAM = Porous(0.015, 0.95, 30e3, 1.6, 50e-6, 120e-6, frame=Frame(60.0, 80e3, 0.35, 0.15))
STEEL = Solid(0.8e-3, 7850.0, 210e9, 0.3, 0.01)
HEAVY = Solid(2e-3, 1750.0, 40e6, 0.45, 0.2)
BANDS = [100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150, 4000, 5000, 6300]


def reference_stacks() -> list[Any]:
    """The reference stacks as parameters of a test; without any, one that is skipped and says why."""
    file = shared_folder() / "data" / "acoustics_reference" / "stacks.json"
    if not file.is_file():
        reason = f"no stacks at {file}; set TAKTWIN_SHARED to the folder that holds `data`"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    return [pytest.param(one, id=one["id"]) for one in json.loads(file.read_text(encoding="utf-8"))["stacks"]]


@cache
def reference_rows() -> dict[tuple[str, str], list[dict[str, str]]]:
    """(stack, condition) -> its rows."""
    found = defaultdict(list)
    with (shared_folder() / "data" / "acoustics_reference" / "reference.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["stack"], row["condition"]].append(row)
    return found


def reference_stack(given: dict[str, Any]) -> Stack:
    """A stack of the reference in our layers."""
    return Stack(tuple(_layer(one) for one in given["layers"]), given["backing"] == "rigid")


def _layer(given: dict[str, Any]) -> Layer:
    if given["type"] == "air":
        return Gap(given["d"])
    if given["type"] == "elastic":
        return Solid(given["d"], given["rho"], given["E"], given["nu"], given["eta"])
    frame = None
    if given["type"] == "pem":
        frame = Frame(given["rho1"], given["E"], given["nu"], given["eta"])
    words = ("d", "phi", "sigma", "alpha_inf", "Lambda", "Lambda_prime")
    d, phi, sigma, alpha, viscous, thermal = (given[word] for word in words)
    return Porous(d, phi, sigma, alpha, viscous, thermal, given.get("k0_prime"), frame)
