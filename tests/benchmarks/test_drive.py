"""The car of the benchmark takes what FASTSim says, where that is installed."""

from __future__ import annotations

import pytest

from benchmarks.drive import CYCLES, TOLERANCE, beside


@pytest.mark.parametrize("name", CYCLES)
def test_energies_agree(name: str) -> None:
    pytest.importorskip("fastsim", reason="FASTSim is not installed (`pip install fastsim`)")
    _, _, told, ours = beside(name, 1)
    assert ours == pytest.approx(told, rel=TOLERANCE)
