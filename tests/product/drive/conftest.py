"""The cars that come with Taktwin."""

from __future__ import annotations

import pytest

from taktwin.product.drive.car import Car
from taktwin.product.drive.file.read import read_car


@pytest.fixture(scope="session")
def cars() -> tuple[Car, Car]:
    """With a range extender, and with a battery alone."""
    return read_car("suv-range-extender").car, read_car("suv-battery").car
