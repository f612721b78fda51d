"""`taktwin sequence MODEL`: the day of a plant, and what a sequence of it changes there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from taktwin.cli import target
from taktwin.cli.numbers import shown
from taktwin.cli.plain_table import plain_table, print_table
from taktwin.cli.progress import announce_compile, progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from taktwin.api.plant import Plant
    from taktwin.planning.sequence.day import Day
    from taktwin.planning.sequence.effect import Effect
    from taktwin.planning.sequence.problem import SequenceProblem
    from taktwin.planning.sequence.solve import Solution


@dataclass(frozen=True)
class PlantDay:
    """A plant, the cars of its day, and the sequencing problem that they are."""

    plant: Plant
    day: Day
    problem: SequenceProblem


def load(model: str, overrides: Sequence[str] | None = None) -> PlantDay:
    """The day of a MODEL.

    Raises:
        typer.BadParameter: it is neither a shipped name nor a file.
        ModelError: the model is wrong, or says nothing about a day of cars.
    """
    target.found(model)
    import taktwin
    from taktwin.planning.sequence.day import day_of
    from taktwin.planning.sequence.from_model import sequence_problem

    plant = taktwin.load(model, overrides=overrides or [])
    day = day_of(plant.model)
    return PlantDay(plant, day, sequence_problem(plant.model, day))


def order_files(found: PlantDay) -> list[Path]:
    """The file of the day's cars, if they come from one."""
    from taktwin.model.text.orderfile import order_path

    model, stream = found.plant.model, found.day.stream
    return [] if model.orders[stream].file is None else [order_path(model, stream)]


def order_given(problem: SequenceProblem) -> NDArray[np.integer]:
    """The order to compare with: the one that came with the cars, else that of their numbers."""
    import numpy as np

    return np.arange(problem.cars) if problem.given is None else problem.given


def simulate(
    found: PlantDay,
    before: NDArray[np.integer],
    after: NDArray[np.integer],
    days: float | None = None,
    replications: int = 10,
    seed: int = 1,
) -> Effect | None:
    """Simulate the plant with both sequences, with a progress bar; None where Ctrl-C ended it.

    Raises as `sequence_effect` does.
    """
    from taktwin.planning.sequence.effect import sequence_effect

    announce_compile()
    try:
        with progress(f"{found.problem.name}: {replications} runs each, before and after") as done:
            return sequence_effect(
                found.plant.model, found.day, found.problem, before, after,
                days=days, replications=replications, seed=seed, progress=done,
            )  # fmt: skip
    except KeyboardInterrupt:
        typer.echo("interrupted; the plant was not compared, the sequence is whole", err=True)
        return None


def effect_json(effect: Effect) -> dict[str, Any]:
    """The comparison for ``--json``: how it was simulated (``simulated``), and what came out (``effect``).

    ``notes`` says which figures are lacking. A row has measure, unit, before, after, difference, low, high, verdict;
    null for none.
    """
    rows = effect.table.rows(named=True)
    return {
        "simulated": {
            "days": effect.days,
            "warmup": effect.warmup,
            "replications": effect.replications,
            "seed": effect.seed,
            "confidence": effect.confidence,
            "notes": _notes(effect),
        },
        "effect": [{key: None if value != value else value for key, value in row.items()} for row in rows],
    }


def print_effect(name: str, effect: Effect) -> None:
    """Print what changes in the plant as a table, and which figures are lacking."""
    pairs = "1 pair" if effect.replications == 1 else f"{effect.replications} pairs"
    title = f"{name}: {effect.days:g} days after {effect.warmup:g} of warm-up, {pairs} of runs, seed {effect.seed}"
    level = f"{effect.confidence * 100:g} % interval"
    table = plain_table(title, ["figure", "unit", "before", "after", "difference", level, ""], texts=(0, 1, 6))
    for row in effect.table.rows(named=True):
        ends = "-" if row["low"] is None else f"{shown(row['low'])} to {shown(row['high'])}"
        numbers = [shown(row[key]) for key in ("before", "after", "difference")]
        table.add_row(row["measure"], row["unit"], *numbers, ends, row["verdict"])
    print_table(table, width=150)
    for text in _notes(effect):
        typer.echo(text)


def _notes(effect: Effect) -> list[str]:
    from taktwin.report.sequence_plant import lacking
    from taktwin.report.shell.words import Words

    return lacking(effect, Words("en", True, {}, {}))


def search_rows(found: Solution) -> dict[str, str]:
    """How a sequence was found, as rows of the footer of the report."""
    return {
        "origin_seed": str(found.seed),
        "seq_origin_moves": f"{found.moves:,}",
        "seq_origin_seconds": f"{found.seconds:.1f}",
        "seq_origin_workers": str(found.workers),
    }


def write_report(
    path: Path,
    problem: SequenceProblem,
    before: NDArray[np.integer],
    after: NDArray[np.integer],
    language: str = "en",
    found: PlantDay | None = None,
    effect: Effect | None = None,
    bounds: Mapping[str, float] | None = None,
    about: Mapping[str, str] | None = None,
) -> Path:
    """Write the report of a sequence, of a plant's day or of a folder of cars.

    Args:
        path: the HTML file.
        problem: what was sequenced.
        before: the order given.
        after: the sequence found.
        language: shown first.
        found: the plant, if it is one.
        effect: what changes in it, if it was simulated.
        bounds: objective -> proven bound.
        about: rows of the footer, by the key of a text of the report.

    Raises:
        OSError: it cannot be written.
    """
    import taktwin
    from taktwin.report.sequence import SequenceReport, write_sequence_report
    from taktwin.report.texts import LANGUAGES
    from taktwin.runs.fingerprint import model_hash

    rows = {"seq_origin_cars": problem.name}
    titles: dict[str, str] = dict.fromkeys(LANGUAGES, problem.name)
    if found is not None:
        titles = {name: found.plant.model.title_in(name) for name in LANGUAGES}
        rows = {"origin_model": found.plant.model.name, "origin_hash": model_hash(found.plant.model)}
    if effect is not None:
        rows |= {"origin_seed": str(effect.seed), "origin_runs": f"2 x {effect.replications}"}
    rows |= {**(about or {}), "origin_version": f"Taktwin {taktwin.__version__}"}
    return write_sequence_report(
        SequenceReport(problem, before, after, titles, bounds or {}, effect, rows), path, language
    )
