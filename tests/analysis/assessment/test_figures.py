"""Figures with compound units."""

from __future__ import annotations

import pytest

from taktwin.analysis.assessment.figures import figure_of
from taktwin.analysis.carbon.errors import CarbonError


@pytest.mark.parametrize(
    ("given", "unit", "value"),
    [
        ("1.05 MWh/car", "kWh/car", 1050),
        ("3.6 MJ/car", "kWh/car", 1),
        ("1.2 t/car", "kg/car", 1200),
        ("0.035 kg/m2", "g/m2", 35),
        ("500 l/car", "m3/car", 0.5),
        ("12 kg/t", "g/kg", 12),
        ("55 %", "%", 55),
        (0.55, "%", 55),
        (1, "%", 100),
        (1.6, "1", 1.6),
        ("20600 t", "t", 20600),
        ("3 tce/car", "tce/car", 3),
    ],
)
def test_converted(given: object, unit: str, value: float) -> None:
    assert figure_of(given, unit) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("given", "unit"),
    [
        ("1 kWh", "kWh/car"),
        ("1 kWh/m2", "kWh/car"),
        ("1 kWh/car/h", "kWh/car"),
        ("1 tce/car", "kgce/car"),
        ("5 kWh/car", "kg/car"),
        ("101 %", "%"),
        ("-1 %", "%"),
        (True, "%"),
        (None, "%"),
        ([1], "%"),
        ("", "%"),
        (3, "kWh/car"),
        (float("nan"), "1"),
        ("1e308 MWh/car", "kWh/car"),
        ("1e16 t", "t"),
    ],
)
def test_refused(given: object, unit: str) -> None:
    with pytest.raises(CarbonError) as caught:
        figure_of(given, unit)
    assert caught.value.remedy
