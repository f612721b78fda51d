"""The networks of the benchmark: units add up, and are those of the peer where that is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.network import EIGHT, ONE, Chain, by_supplynetpy, by_taktwin


@pytest.mark.parametrize("chain", [ONE, EIGHT], ids=lambda chain: chain.name)
def test_units(chain: Chain, tmp_path: Path) -> None:
    _, found = by_taktwin(chain, 60.0, tmp_path, 1)
    assert sum(site.initial for site in chain.sites.values()) + found["bought"] - found["sold"] == found["left"]
    assert found["sold"] == sum(one.quantity * -(-60 // int(one.interval)) for one in chain.customers)
    pytest.importorskip("SupplyNetPy")
    assert by_supplynetpy(chain, 60.0, 1)[1] == found
