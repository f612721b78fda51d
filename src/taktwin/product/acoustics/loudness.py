"""What is heard behind a part: levels in dB(A), and loudness in sone by the method of Zwicker (`zwicker`)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.solve import Response
from taktwin.product.acoustics.zwicker import CENTRES, loudness


def a_weight(frequency: float) -> float:
    """A-weighting, dB (IEC 61672-1, analytic).

    >>> round(a_weight(1000.0), 1), round(a_weight(100.0), 1), round(a_weight(6300.0), 1)
    (0.0, -19.1, -0.1)
    """
    f2 = frequency**2
    ratio = 12194.0**2 * f2**2
    ratio /= (f2 + 20.6**2) * math.sqrt((f2 + 107.7**2) * (f2 + 737.9**2)) * (f2 + 12194.0**2)
    return 20 * math.log10(ratio) + 2.0


def level_a(spectrum: Mapping[float, float]) -> float:
    """A-weighted level of levels in third-octave bands (Hz -> dB), dB(A)."""
    if not spectrum:
        raise StackError(
            Phrase("a spectrum without a band has no level"), Phrase("give the level of one band at least")
        )
    return 10 * math.log10(math.fsum(10 ** ((db + a_weight(f)) / 10) for f, db in spectrum.items()))


@dataclass(frozen=True)
class Heard:
    """What is heard on both sides of a part.

    Attributes:
        before: dB(A) of the sound that comes.
        behind: dB(A) of what is let through.
        sone_before: loudness of it.
        sone_behind: the same.
        given: bands of the method that the spectrum has; the others count as silent.
    """

    before: float
    behind: float
    sone_before: float
    sone_behind: float
    given: int

    @property
    def less(self) -> float:
        """Share of the loudness that is kept out."""
        return 1 - self.sone_behind / self.sone_before if self.sone_before else 0.0


def heard(spectrum: Mapping[float, float], response: Response, diffuse: bool = True) -> Heard:
    """What of a spectrum is heard behind a part.

    Args:
        spectrum: third-octave centre (Hz) -> level of the sound that comes, dB.
        response: of the part at those centres, with air behind it.
        diffuse: whether what is heard comes from all sides, as in a car; else from the front.

    Raises:
        StackError: the part is on a wall, a band is not among those of the response, or too loud for the method.
    """
    if not response.passed.any():
        raise StackError(Phrase("nothing is heard behind a part on a wall"), Phrase("write `behind: air`"))
    losses = dict(zip(response.frequencies.tolist(), response.loss_db.tolist(), strict=True))
    missing = [f for f in spectrum if f not in losses]
    if missing:
        raise StackError(
            Phrase("the response has no band of {missing:g} Hz", missing=missing[0]),
            Phrase("compute the part at the bands of the sound"),
        )
    behind = {f: db - losses[f] for f, db in spectrum.items()}
    in_method = [f for f in spectrum if f in CENTRES]
    before_sone, behind_sone = (loudness({f: one[f] for f in in_method}, diffuse) for one in (spectrum, behind))
    return Heard(level_a(spectrum), level_a(behind), before_sone, behind_sone, len(in_method))
