"""What an experiment has found."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.compare import comparison, means
from taktwin.planning.experiment.folder import Folder
from taktwin.planning.experiment.growing import growing
from taktwin.planning.experiment.plan import Aim, Plan, Select, UntilNarrow
from taktwin.planning.experiment.scenario import UNCHANGED, Scenario, short_names


@dataclass
class Experiment:
    """Scenarios of one plant, simulated with the same random numbers.

    `kpis` are those that were asked for, or a usual few; the tables hold all. `sensitivity` is None unless it was asked
    for. `notes` are sentences that a reader should know, such as the chosen warm-up.
    """

    scenarios: Sequence[Scenario]
    base: int
    kpis: Sequence[str]
    confidence: float
    aim: Aim
    plan: Plan
    folder: Folder
    manifest: Mapping[str, Any]
    sensitivity: pl.DataFrame | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Names of the scenarios."""
        return [scenario.name for scenario in self.scenarios]

    def changes(self, name: str) -> str:
        """What a scenario changes, in a few words: the last two words of each path, and the value."""
        scenario = self.scenarios[self.names.index(name)]
        short = short_names(list(dict.fromkeys(path for one in self.scenarios for path in one.changes)))
        return ", ".join(f"{short[path]}={value}" for path, value in scenario.changes.items()) or UNCHANGED

    @property
    def path(self) -> Path | None:
        """The folder of the experiment, None where it is in memory only."""
        return self.folder.path

    @cached_property
    def table(self) -> pl.DataFrame:
        """Mean and interval of every KPI in every scenario: scenario, kpi, unit, replications, mean, low, high."""
        return means(self.folder.rows, self.names, self.plan.used, self.confidence)

    @cached_property
    def comparison(self) -> pl.DataFrame:
        """Each scenario against the base, for every KPI.

        Columns: scenario, base, kpi, unit, replications, base_mean, mean, difference, low, high, verdict; see
        `taktwin.planning.experiment.compare.comparison`.
        """
        return comparison(self.folder.rows, self.names, self.plan.used, self.base, self.confidence)

    @cached_property
    def replications(self) -> pl.DataFrame:
        """Every replication: scenario, its number from 1, replication from 0, and the KPIs."""
        return self.folder.replications(self.names)

    @cached_property
    def growing(self) -> list[str]:
        """The scenarios in which jobs pile up without end: they have no mean lead time or work in process."""
        return [self.names[scenario] for scenario in growing(self.folder.rows, self.plan.used)]

    @property
    def best(self) -> str | None:
        """Name of the best scenario: the selected one, else the one with the best mean; never one that grows.

        Of the KPI that was selected by, else of the first of `kpis`; more is better but for lead time, work in process,
        scrap, energy, growth and line stops. None where all grow.
        """
        if isinstance(self.plan, Select):
            return None if self.plan.best is None else self.names[self.plan.best]
        rows = self.table.filter((pl.col("kpi") == self.aim.kpi) & pl.col("mean").is_not_nan())
        rows = rows.filter(~pl.col("scenario").is_in(self.growing))
        ordered = rows.sort("mean", descending=self.aim.largest, maintain_order=True)
        if ordered.height:
            return str(ordered.get_column("scenario")[0])
        return None if self.names[self.base] in self.growing else self.names[self.base]

    @property
    def selected(self) -> str | None:
        """What the selection of the best says, as a sentence; None where none was asked for."""
        if not isinstance(self.plan, Select):
            return None
        what = best_of(self.plan.aim)
        if self.best is None:
            return Phrase("{what}: none, as all scenarios grow without end", what=what)
        if len(self.growing) == len(self.names) - 1:
            return Phrase("{what}: {best}, the only scenario that does not grow without end", what=what, best=self.best)
        within = Phrase("differences below {most:.3g} do not count", most=self.plan.indifference)
        if self.plan.sure:
            return Phrase(
                "{what}: {best}, with {confidence:g} % confidence ({within}; KN++)",
                what=what,
                best=self.best,
                confidence=self.plan.confidence * 100,
                within=within,
            )
        return Phrase(
            "{what}: not decided within {most} replications; the best so far is {best} ({within}; KN++)",
            what=what,
            most=self.plan.most,
            best=self.best,
            within=within,
        )

    @property
    def wide(self) -> list[str]:
        """The scenarios whose intervals are wider than was asked for, because the replications ran out."""
        return [self.names[i] for i in self.plan.short] if isinstance(self.plan, UntilNarrow) else []

    def scenario_table(self) -> pl.DataFrame:
        """Name, number from 1, replications and changes of every scenario; null where a value is as in the model."""
        paths = dict.fromkeys(path for scenario in self.scenarios for path in scenario.changes)
        columns: dict[str, list[Any]] = {
            "scenario": self.names,
            "number": list(range(1, len(self.names) + 1)),
            "replications": list(self.plan.used),
            **{path: [scenario.changes.get(path) for scenario in self.scenarios] for path in paths},
        }
        return pl.DataFrame(columns, schema_overrides=dict.fromkeys(paths, pl.String))

    def _repr_html_(self) -> str:
        """What a notebook shows: a row for each scenario, with the mean of each KPI and its interval."""
        shown = {(row["scenario"], row["kpi"]): row for row in self.table.rows(named=True)}
        units = {kpi: shown[self.names[0], kpi]["unit"] for kpi in self.kpis}
        head = ["scenario", "changes", "replications", *(f"{kpi} ({unit})" for kpi, unit in units.items())]
        body = []
        for name, count in zip(self.names, self.plan.used, strict=True):
            cells = [name, self.changes(name), str(count), *(_told(shown[name, kpi]) for kpi in self.kpis)]
            body.append("".join(f"<td>{html.escape(cell)}</td>" for cell in cells))
        top = "".join(f"<th>{html.escape(cell)}</th>" for cell in head)
        rows = "".join(f"<tr>{row}</tr>" for row in body)
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        return f"<table><thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>{notes}"

    def as_dict(self, name: str | None = None) -> dict[str, Any]:
        """What `taktwin experiment --json` prints: what was run, the scenarios with their means, and what was found.

        Values that are not defined are None.
        """
        shown = pl.col("kpi").is_in(list(self.kpis))
        means_of: dict[str, dict[str, Any]] = {name: {} for name in self.names}
        for row in self.table.filter(shown).rows(named=True):
            means_of[row["scenario"]][row["kpi"]] = {key: row[key] for key in ("mean", "low", "high", "unit")}
        content = {
            "model": name or self.manifest["model"],
            "seed": self.manifest["seed"],
            "days": self.manifest["days"],
            "warmup_days": self.manifest["warmup_days"],
            "confidence": self.confidence,
            "folder": str(self.path) if self.path else None,
            "base": self.names[self.base],
            "scenarios": [
                {"name": one.name, "changes": one.changes, "replications": count, "kpis": means_of[one.name]}
                for one, count in zip(self.scenarios, self.plan.used, strict=True)
            ],
            "best": self.best,
            "selected": self.selected,
            "growing": self.growing,
            "wider_than_wanted": self.wide,
            "notes": self.notes,
        }
        if self.sensitivity is None:
            content["comparison"] = self.comparison.filter(shown).rows(named=True)
        else:
            content["sensitivity"] = self.sensitivity.rows(named=True)
        return _without_nan(content)


def best_of(aim: Aim) -> Phrase:
    """What the best scenario has, such as `largest throughput_per_hour`."""
    return Phrase("largest {kpi}", kpi=aim.kpi) if aim.largest else Phrase("smallest {kpi}", kpi=aim.kpi)


def _told(row: Mapping[str, Any]) -> str:
    """`30.2 (29.8 to 30.6)`, without the interval where there is none."""
    if row["low"] is None:
        return f"{row['mean']:.4g}"
    return f"{row['mean']:.4g} ({row['low']:.4g} to {row['high']:.4g})"


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_nan(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value
