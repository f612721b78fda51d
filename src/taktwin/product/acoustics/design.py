"""The part that sounds best under a mass and a thickness."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.errors import ModelError
from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.file.read import StackFile
from taktwin.product.acoustics.layers import Fibrous, Gap, Layer, Perforated, Plate, Porous, Sheet, Solid, Stack
from taktwin.product.acoustics.study import figure_of

SEED = 1
IMPOSSIBLE = 1e9
"""Cost of a part that cannot be."""
STEEL = 7850.0
"""Density of a perforated plate, kg/m3."""


@dataclass(frozen=True, eq=False)
class Design:
    """What was found.

    Attributes:
        values: `LAYER.KEY` -> value in its SI unit.
        figure: by which a part is accepted: mean absorption, or mean transmission loss in dB.
        before: that of the part as it was drawn.
        mass: kg/m2; of layers of which it is known.
        thickness: m.
        tried: parts that were computed.
    """

    values: dict[str, float]
    figure: float
    before: float
    mass: float
    thickness: float
    tried: int


def design(
    file: StackFile,
    vary: Mapping[str, tuple[float, float]],
    most_mass: float = math.inf,
    most_thickness: float = math.inf,
    rounds: int = 40,
    seed: int = SEED,
    progress: Callable[[float], None] | None = None,
) -> Design:
    """Search the part with the highest figure (the `accept` of its file).

    Differential evolution; the same seed finds the same part. A part over a limit counts as worse than any below it,
    and one that cannot be (a felt denser than its fibres) as worse still.

    Args:
        file: the stack; numbers that are not varied stay.
        vary: `LAYER.KEY` -> lowest and highest value, in its SI unit.
        most_mass: of the part, kg/m2.
        most_thickness: of the part, m.
        rounds: of the search; each tries 15 parts for each number.
        seed: of the random numbers.
        progress: is told the share of the parts that may be tried which was.

    Raises:
        StackError: the file has no `accept`, nothing is varied, a range has no width, a name that no layer has, or no
            part within the ranges keeps the limits.
    """
    from scipy.optimize import differential_evolution

    if file.accept is None:
        raise StackError(Phrase("the file does not say what is to be high"), Phrase("give it `accept`"))
    names = list(vary)
    if not names:
        raise StackError(Phrase("nothing is varied"), Phrase("name a number, such as felt.thickness"))
    for name, (low, high) in vary.items():
        if not 0 < low < high < math.inf:
            raise StackError(
                Phrase("the range of {name} is not above 0, or has no width", name=name), Phrase("mend it")
            )
        file.check_name(name)
    if most_mass < math.inf and not weighed(file.stack):
        message = Phrase("the mass of a porous layer with a rigid frame, or of a fibrous one, is not known")
        raise StackError(message, Phrase("give it `frame: {density: ...}`, or set no limit on the mass"))
    tried, most = 0, 15 * len(names) * (rounds + 1)

    def cost(x: Any) -> float:
        nonlocal tried
        tried += 1
        if progress is not None and tried % 16 == 0:
            progress(min(1.0, tried / most))
        try:
            part = file.part(dict(zip(names, np.asarray(x).tolist(), strict=True)))
        except ModelError:  # two numbers that cannot be together
            return IMPOSSIBLE
        over = max(0.0, mass_of(part) / most_mass - 1) + max(0.0, thickness_of(part) / most_thickness - 1)
        return 1e3 * (1 + over) if over > 1e-9 else -figure_of(file, part)

    bounds = [vary[name] for name in names]
    found = differential_evolution(
        cost, bounds, maxiter=rounds, rng=np.random.default_rng(seed), polish=False, tol=1e-4
    )
    if found.fun >= 1e3:
        raise StackError(
            Phrase("no part within the ranges keeps the limits"),
            Phrase("allow more mass or thickness, or widen a range"),
        )
    values = dict(zip(names, found.x.tolist(), strict=True))
    part = file.part(values)
    return Design(values, -float(found.fun), figure_of(file, file.stack), mass_of(part), thickness_of(part), tried)


def mass_of(part: Stack) -> float:
    """Mass of a part, kg/m2, without that of layers of which it is not known."""
    return sum(_mass(layer) for layer in part.layers)


def weighed(part: Stack) -> bool:
    """Whether the mass of all layers is known; that of a porous one with a rigid frame is not, but felt's."""
    return not any(
        isinstance(layer, Fibrous) or (isinstance(layer, Porous) and layer.frame is None and layer.density is None)
        for layer in part.layers
    )


def thickness_of(part: Stack) -> float:
    """Thickness of a part with its gaps, m."""
    return sum(0.0 if isinstance(layer, Sheet | Plate) else layer.thickness for layer in part.layers)


def _mass(layer: Layer) -> float:
    match layer:
        case Solid():
            return layer.density * layer.thickness
        case Sheet() | Plate():
            return layer.mass
        case Porous():
            density = layer.density if layer.frame is None else layer.frame.density
            return (density or 0.0) * layer.thickness
        case Perforated():
            return STEEL * layer.thickness * (1 - layer.open_share)
        case Gap():
            return 0.0
    return 0.0
