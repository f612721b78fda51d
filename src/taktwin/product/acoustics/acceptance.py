"""How many parts are accepted: scatter of the process, sound of each part, limit.

What differs from part to part is normal and independent. The share is counted over points that fill the space of what
scatters evenly (a scrambled Sobol sequence), which comes nearer to the truth than as many random draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.errors import StackError

DRAWS = 2048
SEED = 1
_STEP = 0.5
"""Of a gradient, standard deviations to each side."""


@dataclass(frozen=True)
class Effect:
    """What one thing that scatters does to the figure.

    Attributes:
        name: what scatters.
        sd: its standard deviation, in its SI unit.
        change: of the figure, for one standard deviation more.
    """

    name: str
    sd: float
    change: float


@dataclass(frozen=True, eq=False)
class Acceptance:
    """How many parts reach the limit.

    Attributes:
        share: accepted, 0 to 1.
        least: the limit.
        nominal: the figure of the part as it is drawn.
        mean: over all parts.
        sd: over all parts.
        effects: what carries the scatter, the largest first.
        draws: parts that were computed.
    """

    share: float
    least: float
    nominal: float
    mean: float
    sd: float
    effects: tuple[Effect, ...]
    draws: int

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        effects = [{"name": one.name, "sd": one.sd, "change": one.change} for one in self.effects]
        figures = {name: getattr(self, name) for name in ("share", "least", "nominal", "mean", "sd", "draws")}
        return figures | {"effects": effects}


def acceptance(
    figure: Callable[[Mapping[str, float]], float],
    nominal: Mapping[str, float],
    sds: Mapping[str, float],
    least: float,
    draws: int = DRAWS,
    progress: Callable[[float], None] | None = None,
) -> Acceptance:
    """The share of parts whose figure reaches a limit.

    Args:
        figure: of a part, from the values of what scatters.
        nominal: those values of the part as it is drawn.
        sds: their standard deviations, of the same names; above 0.
        least: the limit.
        draws: parts to compute; rounded up to a power of 2.
        progress: is told the share done.

    Raises:
        StackError: nothing scatters, or something by a quarter of its value or more, which a normal law cannot mean.
    """
    from scipy.special import ndtri
    from scipy.stats import qmc

    names = list(sds)
    if not names:
        raise StackError(Phrase("nothing scatters"), Phrase("say what does, such as the thickness of a layer"))
    for name in names:
        if not 0 < sds[name] < abs(nominal[name]) / 4:
            raise StackError(
                Phrase("the scatter of {name} is not between 0 and a quarter of its value", name=name),
                Phrase("give less"),
            )
    power = max(1, (draws - 1).bit_length())
    points = qmc.Sobol(len(names), scramble=True, rng=np.random.default_rng(SEED)).random_base2(power)
    values = np.array([nominal[name] for name in names]) + ndtri(points) * np.array([sds[name] for name in names])
    found = np.empty(len(values))
    for at, row in enumerate(values):
        found[at] = figure(dict(zip(names, row.tolist(), strict=True)))
        if progress is not None and at % 64 == 0:
            progress(at / len(values))
    effects = [_effect(figure, nominal, name, sds[name]) for name in names]
    return Acceptance(
        float((found >= least).mean()),
        least,
        figure(nominal),
        float(found.mean()),
        float(found.std(ddof=1)),
        tuple(sorted(effects, key=lambda one: -abs(one.change))),
        len(found),
    )


def _effect(
    figure: Callable[[Mapping[str, float]], float], nominal: Mapping[str, float], name: str, sd: float
) -> Effect:
    both: Sequence[float] = [figure({**nominal, name: nominal[name] + step * sd}) for step in (-_STEP, _STEP)]
    return Effect(name, sd, (both[1] - both[0]) / (2 * _STEP))
