"""The cars to sequence: those of the day of a plant, of a folder of tables, or of a file of CSPLib."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from taktwin.model.nouns.plant import PlantModel
from taktwin.model.spelt.views import one_plant
from taktwin.model.text.orderfile import order_path
from taktwin.model.values.sheet import file_of
from taktwin.planning.sequence.day import Day, day_of
from taktwin.planning.sequence.files.roadef import read_instance
from taktwin.planning.sequence.from_model import sequence_problem
from taktwin.planning.sequence.problem import SequenceProblem


@dataclass(frozen=True)
class PlantDay:
    """A plant and the cars of its day."""

    model: PlantModel
    day: Day


@dataclass(frozen=True)
class Cars:
    """A sequencing problem, and the plant whose day it is, if it is one.

    ``files`` are those that the cars come from, beside the model.
    """

    problem: SequenceProblem
    plant: PlantDay | None = None
    files: tuple[Path, ...] = ()


def cars_of(model: PlantModel) -> Cars:
    """The cars of the day of a plant.

    Raises:
        ModelError: the model says nothing about a day of cars, or not what makes one sequence better than another.
    """
    day = day_of(one_plant(model))
    file = model.orders[day.stream].file
    files = () if file is None else (file_of(order_path(model, day.stream)),)
    return Cars(sequence_problem(model, day), PlantDay(model, day), files)


def cars_in(path: str | Path) -> Cars:
    """The cars of a folder with the tables of a day (as in the ROADEF challenge 2005), or of a file of CSPLib prob001.

    Raises:
        ModelError: a table is missing or wrong; file, line, what was expected.
    """
    return Cars(read_instance(Path(path)), files=(Path(path),))
