"""Series that the tests of the detector use."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt


def noisy(records: int, seed: int = 1) -> npt.NDArray[np.float64]:
    """A daily wave with noise."""
    random = np.random.default_rng(seed)
    return 20 + 3 * np.sin(np.arange(records) / 20) + random.normal(0, 0.3, records)


def write_series(file: Path, records: int = 600, at: int = 500) -> Path:
    """A file with one value that lies far off."""
    values = noisy(records)
    values[at] += 30
    rows = [f"2026-01-05 {i // 60:02d}:{i % 60:02d}:00,{value:.4f}" for i, value in enumerate(values)]
    file.write_text("\n".join(["time,value", *rows]) + "\n", encoding="utf-8")
    return file
