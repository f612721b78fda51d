"""The exponential lines of the reference data, with their exact throughput and number of states."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class KnownLine:
    """A line as `exact_line` takes it."""

    rates: list[float]
    buffers: list[int]
    failure_rates: list[float] | None
    repair_rates: list[float] | None
    throughput: float
    states: int

    @property
    def numbers(self) -> tuple[list[float], list[int], list[float] | None, list[float] | None]:
        """Arguments."""
        return self.rates, self.buffers, self.failure_rates, self.repair_rates


def known_lines(shared: Path) -> list[KnownLine]:
    """The 23 lines in `data/lines_exact/cases.csv`."""
    with (shared / "data" / "lines_exact" / "cases.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"].startswith("exponential")]
    return [
        KnownLine(
            _floats(row["rates_or_p"]),
            [int(word) for word in row["buffers"].split()],
            _floats(row["failure_rates"]) or None,
            _floats(row["repair_rates"]) or None,
            float(row["throughput"]),
            int(row["states"]),
        )
        for row in rows
    ]


def _floats(text: str) -> list[float]:
    return [float(word) for word in text.split()]
