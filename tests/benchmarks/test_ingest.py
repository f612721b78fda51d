"""The benchmark of taking in messages compares the same work."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import ingest
from taktwin.exchange.sparkplug.decode import decode


def test_both_read_the_same(tmp_path: Path) -> None:
    pytest.importorskip("google.protobuf", reason="protobuf is not installed (`pip install taktwin[test]`)")
    plant = ingest.messages(30)
    data = [one.payload for one in plant[1:]]
    assert ingest.in_python(data) == pytest.approx(ingest.compiled(data, 7), rel=1e-12)
    assert (decode(data).heads["count"] == ingest.METRICS).all()
    ingest.host(plant, 7)
    ingest.journalled(plant, 7, tmp_path)
