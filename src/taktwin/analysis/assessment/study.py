"""An assessment: every line with its numbers and where they come from, and nothing scored that is not given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktwin.analysis.assessment.paths import ZeroCarbon, zero_carbon
from taktwin.analysis.assessment.read import AssessmentFile, Paint, read_assessment
from taktwin.analysis.assessment.score import GreenFactory, green_factory
from taktwin.analysis.assessment.yearly import YearlyPath
from taktwin.analysis.carbon.waste import WasteCheck


@dataclass(frozen=True)
class Assessment:
    """What was found; a part that the file does not have is None.

    Attributes:
        name: of the plant.
        year: that was assessed.
        green: the scored table.
        zero: the paths to a zero-carbon factory.
        paint: balance of the solvents.
        waste: what the check of the register found.
        yearly: the path of so many percent a year.
    """

    name: str
    year: int
    green: GreenFactory
    zero: ZeroCarbon
    paint: Paint | None
    waste: WasteCheck | None
    yearly: YearlyPath | None

    def as_dict(self) -> dict[str, Any]:
        """The figures, for JSON."""
        return {
            "name": self.name,
            "year": self.year,
            "green_factory": self.green.as_dict(),
            "zero_carbon": self.zero.as_dict(),
            "voc": None if self.paint is None else _paint(self.paint),
            "waste": None if self.waste is None else _waste(self.waste),
            "yearly": None if self.yearly is None else self.yearly.as_dict(),
        }


def _paint(one: Paint) -> dict[str, Any]:
    return {
        "solvent_in_kg": one.balance.solvent_in_kg,
        "destroyed_kg": one.balance.destroyed_kg,
        "fugitive_kg": one.balance.fugitive_kg,
        "emitted_kg": one.balance.emitted_kg,
        "emitted_g_per_m2": one.balance.emitted_g_per_m2,
        "limit_g_per_m2": one.limit,
        "limit_source": one.source,
        "kept": one.kept,
        "place": one.place,
    }


def _waste(one: WasteCheck) -> dict[str, Any]:
    return {
        "checks": one.checks,
        "passed_share": None if math.isnan(one.passed_share) else one.passed_share,
        "findings": [
            {
                "rule": found.rule,
                "day": found.day.isoformat(),
                "store": found.store,
                "code": found.code,
                "text": found.text,
            }
            for found in one.findings
        ],
        "stored": [{"store": store, "code": code, "kg": kg} for (store, code), kg in one.stored_kg.items()],
    }


def assess(source: str | Path | AssessmentFile) -> Assessment:
    """Assess a plant.

    Args:
        source: the file, or what `read_assessment` made of it.

    Raises:
        ModelError: the file cannot be used.

    Example:
        ``assess("plant.yaml").green.least``
    """
    read = source if isinstance(source, AssessmentFile) else read_assessment(source)
    return Assessment(
        read.name,
        read.year,
        green_factory(read.table, read.values, read.basic),
        zero_carbon(read.zero, read.zero_given),
        read.paint,
        read.waste,
        read.yearly,
    )
