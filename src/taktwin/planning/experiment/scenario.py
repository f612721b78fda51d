"""Scenarios: the variants of a plant that an experiment compares."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.model.values.sheet import read_sheet
from taktwin.planning.experiment.errors import ExperimentError, ScenarioFileError
from taktwin.planning.experiment.factor import Factor, Range, text_of

UNCHANGED = "as it is"
NAME_COLUMN = "scenario"


@dataclass(frozen=True)
class Scenario:
    """A variant of the plant: its name and its changes, path -> value as in the model file.

    `origin` says where it comes from (`scenarios.csv:3`), for messages; empty for a designed one.
    """

    name: str
    changes: dict[str, str]
    origin: str = ""

    @property
    def place(self) -> str:
        """How messages call it."""
        return self.origin or f'scenario "{self.name}"'

    @property
    def overrides(self) -> list[str]:
        """The changes as `PATH=VALUE`."""
        return [f"{path}={value}" for path, value in self.changes.items()]


def nothing_varied() -> ExperimentError:
    """The error where there is nothing to compare."""
    return ExperimentError(Phrase("nothing is varied"), Phrase("give `vary`, `ranges` or `scenarios`"), "vary")


def full_factorial(factors: Sequence[Factor]) -> list[Scenario]:
    """Every combination of the factors' values; the last factor changes fastest.

    Raises:
        ExperimentError: there is no factor, or two have the same path.
    """
    paths = [factor.path for factor in factors]
    _check_paths(paths)
    short = short_names(paths)
    combinations = itertools.product(*(factor.values for factor in factors))
    return [_named(dict(zip(paths, values, strict=True)), short) for values in combinations]


def latin_hypercube(ranges: Sequence[Range], points: int, seed: int) -> list[Scenario]:
    """Points spread over the ranges so that each range is met once in each of `points` equal slices.

    M. D. McKay, R. J. Beckman, W. J. Conover: A comparison of three methods for selecting values of input variables.
    Technometrics 21 (1979), 239-245; the random one of SciPy (`scipy.stats.qmc`).

    Raises:
        ExperimentError: no range, a path twice, or fewer than two points.
    """
    _check_paths([one.path for one in ranges])
    if points < 2:
        raise ExperimentError(
            Phrase("a Latin hypercube needs at least 2 points, got {points}", points=points), parameter="points"
        )
    from scipy.stats import qmc

    return scenarios_at(ranges, qmc.LatinHypercube(len(ranges), rng=seed).random(points))


def scenarios_at(ranges: Sequence[Range], shares: Any) -> list[Scenario]:
    """One scenario for each row of `shares` (shape [point, range], each 0 to 1), called `point 1`, `point 2`, ..."""
    return [
        Scenario(f"point {i}", {one.path: one.at(float(share)) for one, share in zip(ranges, row, strict=True)})
        for i, row in enumerate(shares, 1)
    ]


def read_scenarios(file: str | Path) -> list[Scenario]:
    """Scenarios of a CSV file or a sheet of a workbook (`FILE.xlsx#SHEET`; the first one where none is named).

    A column for each path, a row for each scenario, names in the column `scenario`. An empty cell leaves the value as
    it is. Without a name a scenario is called by its changes. What CSV is read: `taktwin.model.values.sheet`.

    Raises:
        ScenarioFileError: it cannot be read, has no rows, a column without a path, or too many cells in a row.
    """
    try:
        sheet = read_sheet(Path(file))
    except ModelError as error:
        raise ScenarioFileError(str(error)) from None
    where = sheet.file
    if len(sheet.rows) < 2:
        raise ScenarioFileError(
            Phrase("{where}: has no scenario", where=where),
            Phrase("write paths into the first row, and a scenario into each below"),
        )
    (first, head), *rows = sheet.rows
    if not all(head):
        message = Phrase(
            "{where}:{first}: column {value} has no path", where=where, first=first, value=head.index("") + 1
        )
        raise ScenarioFileError(message, Phrase("name the value that it changes"))
    paths = [name for name in head if name != NAME_COLUMN]
    try:
        _check_paths(paths)
    except ExperimentError as error:
        raise ScenarioFileError(f"{where}:{first}: {error.message}", error.remedy) from None
    short = short_names(paths)
    found: list[Scenario] = []
    for line, cells in rows:
        if len(cells) > len(head):
            raise ScenarioFileError(
                Phrase(
                    "{where}:{line}: has {n} cells for {n2} columns", where=where, line=line, n=len(cells), n2=len(head)
                ),
                Phrase("put a value with commas into quotation marks"),
            )
        values = dict(zip(head, cells, strict=False))
        name = values.pop(NAME_COLUMN, "")
        changes = {key: sheet.number(value) for key, value in values.items() if value}
        found.append(Scenario(name or _named(changes, short).name, changes, f"{where}:{line}"))
    return found


def scenarios_of(given: Mapping[str, Mapping[str, Any]]) -> list[Scenario]:
    """Scenarios from Python: name -> {path: value}."""
    return [
        Scenario(name, {path: text_of(value) for path, value in changes.items()}) for name, changes in given.items()
    ]


def check_names(scenarios: Sequence[Scenario]) -> None:
    """Refuse two scenarios of one name.

    Raises:
        ExperimentError: a name is there twice, or there is no scenario.
    """
    if not scenarios:
        raise nothing_varied()
    seen: dict[str, Scenario] = {}
    for scenario in scenarios:
        if scenario.name in seen:
            kind = ScenarioFileError if scenario.origin else ExperimentError
            raise kind(
                f'{scenario.place}: the name "{scenario.name}" is that of another scenario',
                "give each a name of its own",
            )
        seen[scenario.name] = scenario


def find_scenario(scenarios: Sequence[Scenario], wanted: str | int | None) -> int:
    """Place of a scenario by its name, or by its number from 1; the first for None.

    Raises:
        ExperimentError: there is no such scenario; the message suggests the nearest name.
    """
    if wanted is None:
        return 0
    names = [scenario.name for scenario in scenarios]
    if wanted in names:
        return names.index(str(wanted))
    text = str(wanted).strip()
    if text.isdigit() and 1 <= int(text) <= len(names):
        return int(text) - 1
    from taktwin.model.values.nearest import suggest

    raise ExperimentError(
        Phrase('there is no scenario "{wanted}": give a number from 1 to {n}, or a name', wanted=wanted, n=len(names)),
        suggest(text, names),
        "base",
    )


def short_names(paths: Sequence[str]) -> dict[str, str]:
    """Each path by as few of its last words as tell it from the others, at least two."""
    short: dict[str, str] = {}
    for path in paths:
        words = path.split(".")
        ends = (".".join(words[-count:]) for count in range(min(2, len(words)), len(words) + 1))
        short[path] = next(
            (end for end in ends if not any(f".{p}".endswith(f".{end}") for p in paths if p != path)), path
        )
    return short


def _named(changes: dict[str, str], short: Mapping[str, str]) -> Scenario:
    name = ", ".join(f"{short[path]}={value}" for path, value in changes.items())
    return Scenario(name or UNCHANGED, changes)


def _check_paths(paths: Sequence[str]) -> None:
    if not paths:
        raise nothing_varied()
    twice = next((path for i, path in enumerate(paths) if path in paths[:i]), None)
    if twice is not None:
        raise ExperimentError(
            Phrase("{twice}: is varied twice", twice=twice), Phrase("give all its values in one place"), "vary"
        )
