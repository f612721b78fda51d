"""What is heard behind a part: levels in dB(A), and loudness from them, approximate.

Loudness in sone doubles for each 10 phon above 40 phon, and falls faster below (Stevens 1955; ISO 532-1 has the same
relation at its end). Phon are taken as dB(A) here, which neither knows the width of the spectrum nor masking: so the
figures are approximate, and their ratio is worth more than each of them. The method of Zwicker (ISO 532-1) is not here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from taktwin.product.acoustics.errors import StackError
from taktwin.product.acoustics.solve import Response


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
        raise StackError("a spectrum without a band has no level", "give the level of one band at least")
    return 10 * math.log10(math.fsum(10 ** ((db + a_weight(f)) / 10) for f, db in spectrum.items()))


def sone(phon: float) -> float:
    """Loudness of a level in phon.

    >>> sone(40.0), sone(50.0), round(sone(20.0), 3)
    (1.0, 2.0, 0.16)
    """
    return 2 ** ((phon - 40) / 10) if phon >= 40 else (max(phon, 0.0) / 40) ** 2.642


@dataclass(frozen=True)
class Heard:
    """What is heard on both sides of a part.

    Attributes:
        before: dB(A) of the sound that comes.
        behind: dB(A) of what is let through.
        sone_before: loudness, approximate.
        sone_behind: the same.
    """

    before: float
    behind: float
    sone_before: float
    sone_behind: float

    @property
    def less(self) -> float:
        """Share of the loudness that is kept out."""
        return 1 - self.sone_behind / self.sone_before if self.sone_before else 0.0


def heard(spectrum: Mapping[float, float], response: Response) -> Heard:
    """What of a spectrum is heard behind a part.

    Args:
        spectrum: third-octave centre (Hz) -> level of the sound that comes, dB.
        response: of the part at those centres, with air behind it.

    Raises:
        StackError: the part is on a wall, or a band is not among those of the response.
    """
    if not response.passed.any():
        raise StackError("nothing is heard behind a part on a wall", "write `behind: air`")
    losses = dict(zip(response.frequencies.tolist(), response.loss_db.tolist(), strict=True))
    missing = [f for f in spectrum if f not in losses]
    if missing:
        raise StackError(f"the response has no band of {missing[0]:g} Hz", "compute the part at the bands of the sound")
    behind = {f: db - losses[f] for f, db in spectrum.items()}
    one, two = level_a(spectrum), level_a(behind)
    return Heard(one, two, sone(one), sone(two))
