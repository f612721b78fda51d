"""Utility factors: the share of its way that a car with plug and engine goes on the battery, by its range on it."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Literal

from pydantic import Field

from taktwin.model.files.nounfile import Faults, read_noun
from taktwin.model.phrase import Phrase
from taktwin.model.values.noun import Noun
from taktwin.model.values.quantity import Length

_CURVES = "taktwin.library.utility"
DEFAULT = "wltp"
MOST_COEFFICIENTS = 20


class UtilityNoun(Noun):
    """A file of a utility curve."""

    utility: Literal[1] = Field(description="Version of the format.")
    name: str = Field(description="What it is, and what it is not.")
    distance: Length = Field(description="By which the range is divided.")
    coefficients: list[float] = Field(
        min_length=1, max_length=MOST_COEFFICIENTS, description="Of the powers of that, the first power first."
    )


@dataclass(frozen=True)
class UtilityCurve:
    """UF(d) = 1 - exp(-sum of C_i (d / d_n)^i); beyond d_n it is that at d_n.

    Attributes:
        name: what it is.
        distance: d_n, m.
        coefficients: C_i, the first power first.
    """

    name: str
    distance: float
    coefficients: tuple[float, ...]

    def at(self, distance: float) -> float:
        """The factor for an electric range in m, 0 to 1.

        >>> curve = read_utility("wltp")
        >>> round(curve.at(100e3), 3), round(curve.at(200e3), 3)
        (0.902, 0.969)
        """
        x = min(max(distance, 0.0) / self.distance, 1.0)
        power = math.fsum(c * x**i for i, c in enumerate(self.coefficients, 1))
        return 1 - math.exp(-max(power, 0.0))


def utility_names() -> list[str]:
    """The names of the curves that come with Taktwin."""
    return sorted(Path(one.name).stem for one in files(_CURVES).iterdir() if one.name.endswith(".yaml"))


def read_utility(source: str | Path = DEFAULT) -> UtilityCurve:
    """The curve of a YAML file, or one of `utility_names`.

    Raises:
        ModelError: with file, line, what was expected and a remedy; also where the factor falls with the range.
        OSError: the file cannot be read.
    """
    if str(source) in utility_names():
        with as_file(files(_CURVES) / f"{source}.yaml") as path:
            return _read(path)
    return _read(Path(source))


def _read(path: Path) -> UtilityCurve:
    tree, noun = read_noun(path, UtilityNoun)
    faults = Faults(tree)
    if not noun.distance.value:
        faults.stop(("distance",), "the distance is 0", "give a value above 0, such as 800 km")
    if not all(math.isfinite(one) for one in noun.coefficients):
        faults.stop(("coefficients",), "a coefficient is not finite", "mend it")
    curve = UtilityCurve(noun.name, noun.distance.value, tuple(noun.coefficients))
    try:
        values = [curve.at(curve.distance * step / 200) for step in range(201)]
    except OverflowError:
        values = [math.nan]
    if not all(0 <= one <= 1 for one in values) or any(b < a - 1e-3 for a, b in itertools.pairwise(values)):
        message = Phrase("the factor of a longer range is lower")
        faults.stop(("coefficients",), message, "check the order and the signs of the coefficients")
    return curve
