"""Bounds and factors that claims are held against, read from the library; each with its source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from taktwin.analysis.claims.finding import Verdict


@dataclass(frozen=True)
class Bound:
    """Plausible from ``low`` to ``high``, possible under a condition from ``least`` to ``most``, in ``unit``."""

    name: str
    unit: str
    low: float
    high: float
    least: float
    most: float
    source: str

    def verdict(self, value: float) -> Verdict:
        """``consistent``, ``only_if`` or ``impossible``."""
        slack = 1e-9 * abs(value)
        if self.low - slack <= value <= self.high + slack:
            return "consistent"
        return "only_if" if self.least - slack <= value <= self.most + slack else "impossible"

    @property
    def range(self) -> str:
        """The plausible range in words."""
        return f"{self.low:,.4g}-{self.high:,.6g} {self.unit}".strip()


@dataclass(frozen=True)
class Factor:
    """A conversion factor: from an amount of a carrier to energy (kWh), coal (kgce) or mass of CO2 (kg).

    ``value`` to ``high`` is in base units; ``per`` the dimension of the amount. An empty ``when`` marks the usual one.
    """

    carrier: str
    words: tuple[str, ...]
    to: str
    per: str
    value: float
    high: float
    figure: str
    name: str
    when: str
    place: str
    source: str


@cache
def bounds() -> dict[str, Bound]:
    """Name -> bound, of ``library/claims/bounds.yaml``."""
    return {
        name: Bound(
            name,
            row["unit"],
            row.get("low", -math.inf),
            row.get("high", math.inf),
            row.get("least", -math.inf),
            row.get("most", math.inf),
            row["source"],
        )
        for name, row in _read("bounds.yaml").items()
    }


@cache
def factors() -> tuple[Factor, ...]:
    """The conversion factors of ``library/claims/factors.yaml``."""
    from taktwin.analysis.claims.units import unit_of

    found = []
    for row in _read("factors.yaml"):
        above, _, below = row["unit"].partition("/")
        over, under = unit_of(above), unit_of(below)
        if over is None or under is None:  # a test reads the shipped table
            raise AssertionError(row["unit"])
        scale = over[1] / under[1]
        found.append(
            Factor(
                row["carrier"],
                (row["carrier"], *row.get("words", ())),
                row["to"],
                next(iter(under[0])),
                row["value"] * scale,
                row.get("high", row["value"]) * scale,
                f"{row['value']:.4g} {row['unit']}"
                if "high" not in row
                else f"{row['value']:.4g}-{row['high']:.4g} {row['unit']}",
                row["name"],
                row.get("when", ""),
                row.get("place", ""),
                row["source"],
            )
        )
    return tuple(found)


def _read(name: str) -> Any:
    from ruamel.yaml import YAML

    text = (files("taktwin.library.claims") / name).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)
