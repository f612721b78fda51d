"""Reads an instance of CSPLib problem 1, car sequencing (www.csplib.org/Problems/prob001).

Line 1: cars, options, classes. Line 2: of each option, how many cars may have it in a window. Line 3: the windows'
lengths. Then a line for each class: its number, how many cars, and a flag for each option.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from taktwin.model.errors import ModelError, Problem
from taktwin.model.phrase import Phrase
from taktwin.model.values.textfile import read_text
from taktwin.planning.sequence.files.csvfile import MOST_NUMBER
from taktwin.planning.sequence.problem import Ratio, SequenceProblem

MOST_CARS = 100_000


def read_csplib(path: Path) -> SequenceProblem:
    """Read a file of the set. Cars of a class are interchangeable; they are numbered class by class.

    The objective is ``high_violations`` over the full windows (``cut_windows`` is false), with a weight of 1.

    Raises:
        ModelError: With the first line that has a fault and what was expected there.
    """
    reader = _Reader(path)
    cars, options, classes = reader.numbers(3, Phrase("cars, options and classes"))
    if cars > MOST_CARS:
        reader.wrong(
            Phrase("{cars} cars are more than a plant builds in a day", cars=cars),
            Phrase("give at most {most_cars}", most_cars=MOST_CARS),
        )
    if min(cars, classes) < 1 or options < 0:
        reader.wrong(
            Phrase("{cars} cars, {options} options, {classes} classes", cars=cars, options=options, classes=classes),
            Phrase("give at least one car and one class"),
        )
    counts = reader.numbers(options, Phrase("the largest number of cars of each option"))
    windows = reader.numbers(options, Phrase("the window of each option"))
    for option, (count, window) in enumerate(zip(counts, windows, strict=True)):
        if not 1 <= count <= window:
            reader.wrong(
                Phrase("option {option} has the ratio {count}/{window}", option=option, count=count, window=window),
                Phrase("give 1 <= count <= window"),
            )
    flags: list[list[int]] = []
    idents: list[str] = []
    for number in range(classes):
        index, demand, *row = reader.numbers(2 + options, Phrase("class, number of cars, a flag for each option"))
        if index != number:
            reader.wrong(
                Phrase("expected the class {number}, got {index}", number=number, index=index),
                Phrase("number the classes 0, 1, 2 ... in order"),
            )
        if not 0 <= demand <= cars:
            reader.wrong(
                Phrase("the class {index} has {demand} cars", index=index, demand=demand),
                Phrase("give 0 to {cars}, the cars of line 1", cars=cars),
            )
        if any(flag not in (0, 1) for flag in row):
            reader.wrong(
                Phrase("the class {index} has a flag that is neither 0 nor 1", index=index),
                Phrase("write 1 where it has the option"),
            )
        flags += [row] * demand
        idents += [f"{index}-{car + 1}" for car in range(demand)]
    if len(flags) != cars:
        reader.wrong(
            Phrase("the classes hold {n} cars, line 1 says {cars}", n=len(flags), cars=cars), Phrase("make them agree")
        )
    reader.end()
    return SequenceProblem(
        name=path.stem,
        idents=tuple(idents),
        colours=np.zeros(cars, np.int32),
        colour_names=("",),  # not told
        has=np.array(flags, np.bool_).reshape(cars, options),
        ratios=tuple(Ratio(f"option{i}", counts[i], windows[i]) for i in range(options)),
        objectives=("high_violations",),
        weights=(1,),
        cut_windows=False,
    )


class _Reader:
    """The lines of a file that hold something, one after the other."""

    def __init__(self, path: Path) -> None:
        self.file, self.line = str(path), 0
        texts = enumerate(read_text(path).splitlines(), 1)
        self.lines = [(line, text.split()) for line, text in texts if text.strip()]
        self.next = 0

    def wrong(self, message: str, remedy: str) -> None:
        raise ModelError([Problem(self.file, self.line or None, "", message, remedy)])

    def numbers(self, many: int, what: str) -> list[int]:
        """The whole numbers of the next line, which must be ``many``."""
        if many == 0:
            return []
        if self.next >= len(self.lines):
            self.wrong(
                Phrase("the file ends where {what} should stand", what=what),
                Phrase("add a line of {many} whole numbers", many=many),
            )
        self.line, words = self.lines[self.next]
        self.next += 1
        if len(words) != many:
            remedy = Phrase("separate them by blanks")
            if self.next == 1:
                remedy += Phrase(
                    "; where this is no file of CSPLib problem 1, name the folder of a day, or a model (.yaml)"
                )
            self.wrong(Phrase("expected {many} numbers ({what}), got {n}", many=many, what=what, n=len(words)), remedy)
        try:
            found = [int(word) for word in words]
        except ValueError:
            self.wrong(
                Phrase('expected whole numbers ({what}), got "{words}"', what=what, words=" ".join(words)[:80]),
                Phrase("write digits only"),
            )
            raise
        if max(found) > MOST_NUMBER:
            self.wrong(
                Phrase("{found} is too large ({what})", found=str(max(found))[:40], what=what),
                Phrase("give at most {most_number}", most_number=MOST_NUMBER),
            )
        return found

    def end(self) -> None:
        if self.next < len(self.lines):
            self.line = self.lines[self.next][0]
            self.wrong(
                Phrase("there are lines after the last class"), Phrase("make the number of classes in line 1 agree")
            )
