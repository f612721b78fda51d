"""Numbers of layers that are searched, with their ranges, and measured curves to fit them to."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable
from pathlib import Path

from taktwin.model.errors import ModelError, OptionError
from taktwin.model.phrase import Phrase
from taktwin.model.values.quantity import Kind, Quantity, QuantityError, parse_quantity
from taktwin.model.values.textfile import read_text
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.read import StackFile

CURVES = {"absorption": "absorption", "loss_db": "loss"}
"""Column -> what it is."""
FREQUENCY = "frequency_hz"
MOST_POINTS = 10_000
EXAMPLE = Phrase('write NAME=LOW..HIGH, such as "felt.thickness=8 mm..25 mm"')


def ranges(file: StackFile, told: Iterable[str]) -> dict[str, tuple[float, float]]:
    """`LAYER.KEY` -> lowest and highest value, in its SI unit.

    Args:
        file: the stack.
        told: `LAYER.KEY=LOW..HIGH`, each with its unit, as in the file.

    Raises:
        OptionError: a name that no layer has, a number that cannot be read, a range without width, or an end that no
            part can have.
    """
    found: dict[str, tuple[float, float]] = {}
    for one in told:
        name, equal, both = one.partition("=")
        low, dots, high = both.partition("..")
        name = name.strip()
        if not equal or not dots:
            raise OptionError(Phrase("'{one}' is no range", one=one), EXAMPLE, "free")
        try:
            given = file.number(name)
        except StackError as error:
            raise OptionError(error.message, error.remedy, "free") from None
        kind = Kind("free", (given.dimension,), "a value", given.text, "above 0")
        try:
            ends = parse_quantity(low.strip(), kind).value, parse_quantity(high.strip(), kind).value
        except QuantityError as error:
            raise OptionError(f"{name}: {error.message}", error.remedy, "free") from None
        if not 0 < ends[0] < ends[1] < math.inf:
            raise OptionError(
                Phrase("{name} from {low} to {high}", name=name, low=low, high=high),
                Phrase("give a range above 0, the lower end first"),
                "free",
            )
        for end, said in zip(ends, (low, high), strict=True):
            try:
                file.part({name: end})
            except ModelError as error:
                first = error.problems[0]
                raise OptionError(
                    f"{name}={said.strip()}: {first.message}", Phrase("narrow the range"), "free"
                ) from None
        if name in found:
            raise OptionError(Phrase("{name} has two ranges", name=name), Phrase("give one"), "free")
        found[name] = ends
    return found


def written(given: Quantity, value: float) -> str:
    """A value as the file writes the number: in its unit.

    >>> written(Quantity(0.02, "20 mm", None, "length"), 0.0123)
    '12.3 mm'
    """
    match = re.match(r"\s*([-+0-9.eE]+)\s*(.*)", given.text)
    if match is None or not given.value:
        return f"{value:.4g}"
    try:
        times = float(match[1]) / given.value
    except ValueError:
        return f"{value:.4g}"
    return f"{value * times:.4g} {match[2]}".strip()


def read_curve(path: str | Path) -> tuple[str, list[float], list[float]]:
    """A measured curve: what it is (`absorption` or `loss`), frequencies (Hz), and its values.

    Args:
        path: CSV with `frequency_hz`, and `absorption` (0 to 1) or `loss_db`.

    Raises:
        StackError: with file, line and remedy.
        OSError: the file cannot be read.
    """
    path = Path(path)
    rows = list(csv.reader(read_text(path).splitlines()))
    heading = [name.strip() for name in rows[0]] if rows else []
    of = [name for name in CURVES if name in heading]
    if heading.count(FREQUENCY) != 1 or len(of) != 1 or heading.count(of[0]) != 1:
        message = Phrase(
            "{path}:1: expected the columns {frequency} and one of {curves}",
            path=path,
            frequency=FREQUENCY,
            curves=", ".join(CURVES),
        )
        raise StackError(message, Phrase("begin with {frequency},absorption", frequency=FREQUENCY))
    places = heading.index(FREQUENCY), heading.index(of[0])
    points: dict[float, float] = {}
    for line, row in enumerate(rows[1:], 2):
        if not "".join(row).strip():
            continue
        try:
            frequency, value = (float(row[at]) for at in places)
        except (ValueError, IndexError):
            raise StackError(
                Phrase("{path}:{line}: expected numbers, got {row}", path=path, line=line, row=repr(",".join(row))),
                Phrase("mend the line"),
            ) from None
        if not 1 <= frequency <= 100e3 or not -1 <= value <= 200:
            raise StackError(
                Phrase(
                    "{path}:{line}: {value:g} at {frequency:g} Hz cannot be",
                    path=path,
                    line=line,
                    value=value,
                    frequency=frequency,
                ),
                Phrase("mend or drop the line"),
            )
        if frequency in points or len(points) >= MOST_POINTS:
            message = Phrase(
                "{path}:{line}: {frequency:g} Hz stands there twice, or there are over {most_points} rows",
                path=path,
                line=line,
                frequency=frequency,
                most_points=MOST_POINTS,
            )
            raise StackError(message, Phrase("keep one value of each"))
        points[frequency] = value
    return CURVES[of[0]], list(points), list(points.values())
