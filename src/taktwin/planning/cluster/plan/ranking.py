"""What each project buys: output in print, and what it saves the cluster, for each unit of money.

A project is tried alone, decided in the first year of the plan, against deciding nothing: what flows then cost less,
expected and of today, less its own cost within the years of the plan. Car plants pass the value of their parts through,
so output for money is never compared between kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from taktwin.planning.cluster.file.nouns import ClusterNoun
from taktwin.planning.cluster.plan.data import Build, ClusterData
from taktwin.planning.cluster.plan.extensive import extensive
from taktwin.planning.cluster.plan.solve import Plan


@dataclass(frozen=True)
class Ranked:
    """A project, or the first line of a family at the supplier where it saves most.

    Attributes:
        name: of it.
        kind: parts, plant, other, or line.
        invest: millions; None where it is not known.
        output: millions a year, as printed, or of a line at full load; None where it is not known.
        saves: what deciding it alone saves, millions of today, its cost paid; None where it adds no known capacity.
        year: in which the plan decides it first, None for never.
        decided: whether that was done before.
    """

    name: str
    kind: str
    invest: float | None
    output: float | None
    saves: float | None
    year: int | None
    decided: bool

    @property
    def output_per_invest(self) -> float | None:
        """Output of a year for each unit invested."""
        return None if not self.invest or self.output is None else self.output / self.invest

    @property
    def saves_per_invest(self) -> float | None:
        """What is saved for each unit invested, beyond getting it back within the plan's years."""
        return None if not self.invest or self.saves is None else self.saves / self.invest


def ranking(noun: ClusterNoun, data: ClusterData, found: Plan, lines: int = 20) -> list[Ranked]:
    """Projects and the best lines, by what a unit of money saves; those without a known capacity come last.

    Args:
        noun: the file.
        data: its arrays.
        found: its plan.
        lines: so many lines of suppliers, those that save most.
    """
    form = extensive(data)
    kept = form.program.kept()
    kept.limit(form.built, 0.0, 0.0)
    kept.limit(form.opened, 0.0, 0.0)
    nothing = kept.solve()
    worth = _first_worth(data, nothing.duals[form.plant_rows], nothing.duals[form.option_rows])
    invest = np.array([one.invest + one.opening for one in data.builds])
    chosen = [b for b, one in enumerate(data.builds) if one.project]
    by_family: dict[int, int] = {}  # the best line of each family
    for b in np.argsort(-worth / np.maximum(invest, 1e-9), kind="stable"):
        one = data.builds[b]
        if not one.project and worth[b] > 0:
            by_family.setdefault(data.options[one.adds[0][0]].family, int(b))
    saves: dict[int, float] = {}
    for b in [*chosen, *list(by_family.values())[:lines]]:
        opened = np.flatnonzero(form.new == b)
        kept.limit(form.built[b, :1], 1.0, 1.0)
        kept.limit(form.opened[opened, :1], 1.0, 1.0)
        saves[b] = nothing.cost - kept.solve().cost
        kept.limit(form.built[b, :1], 0.0, 0.0)
        kept.limit(form.opened[opened, :1], 0.0, 0.0)
    projects = {one.project: b for b, one in enumerate(data.builds) if one.project}
    result = []
    for name, project in noun.projects.items():
        b = projects.get(name)
        money, output = (None if one is None else one.value for one in (project.invest, project.output))
        year = None if b is None else _year(data, found, b)
        saved = None if b is None else saves[b]
        result.append(Ranked(name, project.kind, money, output, saved, year, project.signed is not None))
    for b in (b for b in saves if not data.builds[b].project):
        one = data.builds[b]
        option, size = one.adds[0]
        output = size * data.value[data.options[option].family]
        total = one.invest + one.opening
        result.append(Ranked(one.name, "line", total, float(output), saves[b], _year(data, found, b), False))
    return sorted(result, key=lambda one: -np.inf if one.saves_per_invest is None else one.saves_per_invest)[::-1]


def _year(data: ClusterData, found: Plan, build: int) -> int | None:
    years = np.flatnonzero(found.built[build] > 0)
    return data.years[years[0]] if years.size else None


def _first_worth(data: ClusterData, plants: np.ndarray, options: np.ndarray) -> np.ndarray:
    """What the first bit of each build would save, decided in the first year, its cost paid: by the duals of limits."""
    later = data.weights.sum()

    def worth(b: int, one: Build) -> float:
        rows = plants if one.plant else options
        gain = sum(-size * float((rows[:, :, at] * data.shares[:, b]).sum()) for at, size in one.adds)
        return gain - (data.annuity * (one.invest + one.opening) + one.fixed) * float(later)

    return np.array([worth(b, one) for b, one in enumerate(data.builds)])
