"""The error of the decomposition is what docs/statistics.md says."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import decomposition
from benchmarks.decomposition import beside_exact


@pytest.mark.parametrize("failures", [False, True])
@pytest.mark.parametrize("equal", [False, True])
def test_error_beside_exact_lines(equal: bool, failures: bool) -> None:
    found = np.abs(beside_exact(12, equal, failures, seed=5))
    assert found[:, 0].mean() < 0.01
    assert found[:, 0].max() < 0.02
    assert found.max() < 0.08


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decomposition, "LONG", (("short", ([1.0, 1.0], [2], None, None)),))
    assert decomposition.main(["--lines", "2"]) == 0
    assert "short" in capsys.readouterr().out
