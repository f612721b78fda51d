"""How loud a steady sound is, in sone, by the method of Zwicker (ISO 532-1, stationary sounds).

The tables are those of the program in E. Zwicker, H. Fastl, U. Widmann, K. Kurakata, S. Kuwano and S. Namba, Program
for calculating loudness according to DIN 45631 (ISO 532B), J. Acoust. Soc. Jpn. (E) 12 (1991) 39-42, read in two open
programs that agree (MoSQITo is one): the levels of third-octave bands become core loudness in 20 critical bands, and
each of them masks those above it along slopes; the area below is the loudness.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from taktwin.model.phrase import Phrase
from taktwin.product.acoustics.errors import StackError

CENTRES = (
    25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500, 3150,
    4000, 5000, 6300, 8000, 10000, 12500,
)  # fmt: skip
"""Hz."""
LOUDEST = 120.0
"""Level of a band below 300 Hz up to which the method holds, dB."""
SILENCE = -60.0
"""Level of a band in which there is nothing, dB."""
_LOW = 11
"""Bands below 300 Hz."""
_GROUPS = (slice(0, 6), slice(6, 9), slice(9, 11))
"""Of them, each a critical band."""
_UP_TO = (45, 55, 65, 71, 80, 90, 100, 120)
"""Corrected level up to which a row of `_WEIGHT` holds, dB."""
_WEIGHT = (
    (-32, -24, -16, -10, -5, 0, -7, -3, 0, -2, 0),
    (-29, -22, -15, -10, -4, 0, -7, -2, 0, -2, 0),
    (-27, -19, -14, -9, -4, 0, -6, -2, 0, -2, 0),
    (-25, -17, -12, -9, -3, 0, -5, -2, 0, -2, 0),
    (-23, -16, -11, -7, -3, 0, -4, -1, 0, -1, 0),
    (-20, -14, -10, -6, -3, 0, -4, -1, 0, -1, 0),
    (-18, -12, -9, -6, -2, 0, -3, -1, 0, -1, 0),
    (-15, -10, -8, -4, -2, 0, -3, -1, 0, -1, 0),
)
"""Of low bands, by their level, dB."""
_THRESHOLD = (30, 18, 12, 8, 7, 6, 5, 4, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3)
"""In quiet, of each critical band, dB."""
_EAR = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.5, -1.6, -3.2, -5.4, -5.6, -4, -1.5, 2, 5, 12)
"""What the way to the inner ear takes, dB."""
_DIFFUSE = (0, 0, 0.5, 0.9, 1.2, 1.6, 2.3, 2.8, 3, 2, 0, -1.4, -2, -1.9, -1, 0.5, 3, 4, 4.3, 4)
"""By which sound from all sides is louder than sound from the front, dB."""
_BANDWIDTH = (
    -0.25, -0.6, -0.8, -0.8, -0.5, 0, 0.5, 1.1, 1.5, 1.7, 1.8, 1.8, 1.7, 1.6, 1.4, 1.2, 0.8, 0.5, 0, -0.5,
)  # fmt: skip
"""Third octave over critical band, dB."""
_EDGES = (
    0.9, 1.8, 2.8, 3.5, 4.4, 5.4, 6.6, 7.9, 9.2, 10.6, 12.3, 13.8, 15.2, 16.7, 18.1, 19.3, 20.6, 21.8, 22.7, 23.6, 24.0,
)  # fmt: skip
"""Upper ends of the critical bands, Bark; the last is masked only."""
_LEVELS = (21.5, 18, 15.1, 11.5, 9, 6.1, 4.4, 3.1, 2.13, 1.36, 0.82, 0.42, 0.30, 0.22, 0.15, 0.10, 0.035, 0)
"""Specific loudness down to which a row of `_SLOPES` holds, sone/Bark."""
_SLOPES = (
    (13, 8.2, 6.3, 5.5, 5.5, 5.5, 5.5, 5.5),
    (9, 7.5, 6, 5.1, 4.5, 4.5, 4.5, 4.5),
    (7.8, 6.7, 5.6, 4.9, 4.4, 3.9, 3.9, 3.9),
    (6.2, 5.4, 4.6, 4.0, 3.5, 3.2, 3.2, 3.2),
    (4.5, 3.8, 3.6, 3.2, 2.9, 2.7, 2.7, 2.7),
    (3.7, 3.0, 2.8, 2.35, 2.2, 2.2, 2.2, 2.2),
    (2.9, 2.3, 2.1, 1.9, 1.8, 1.7, 1.7, 1.7),
    (2.4, 1.7, 1.5, 1.35, 1.3, 1.3, 1.3, 1.3),
    (1.95, 1.45, 1.3, 1.15, 1.1, 1.1, 1.1, 1.1),
    (1.5, 1.2, 0.94, 0.86, 0.82, 0.82, 0.82, 0.82),
    (0.72, 0.67, 0.64, 0.63, 0.62, 0.62, 0.62, 0.62),
    (0.59, 0.53, 0.51, 0.50, 0.42, 0.42, 0.42, 0.42),
    (0.40, 0.33, 0.26, 0.24, 0.24, 0.22, 0.22, 0.22),
    (0.27, 0.21, 0.20, 0.18, 0.17, 0.17, 0.17, 0.17),
    (0.16, 0.15, 0.14, 0.12, 0.11, 0.11, 0.11, 0.11),
    (0.12, 0.11, 0.10, 0.08, 0.08, 0.08, 0.08, 0.08),
    (0.09, 0.08, 0.07, 0.06, 0.06, 0.06, 0.06, 0.05),
    (0.06, 0.05, 0.03, 0.02, 0.02, 0.02, 0.02, 0.02),
)
"""Of masking, sone/Bark for each Bark; a column for each critical band from the first on, the last for all above."""


def loudness(spectrum: Mapping[float, float], diffuse: bool = True) -> float:
    """Loudness of a steady sound, sone.

    Args:
        spectrum: third-octave centre (Hz) -> level, dB; a band of `CENTRES` that is left out is silent.
        diffuse: whether the sound comes from all sides, as in a car; else from the front.

    Raises:
        StackError: a band that is none of `CENTRES`, or a low one above 120 dB.

    >>> round(loudness({1000: 40}, diffuse=False), 2), round(loudness({1000: 60}, diffuse=False), 2)
    (0.93, 3.49)
    """
    strange = [band for band in spectrum if band not in CENTRES]
    if strange:
        raise StackError(
            Phrase("{strange:g} Hz is no third-octave band from 25 to 12500 Hz", strange=strange[0]),
            Phrase("give its centre"),
        )
    levels = [spectrum.get(band, SILENCE) for band in CENTRES]
    if max(levels[:_LOW]) > LOUDEST:
        raise StackError(
            Phrase("a band below 300 Hz of {levels:g} dB has no loudness", levels=max(levels[:_LOW])),
            Phrase("give 120 dB at most"),
        )
    return _area(_core(levels, diffuse))


def phon(sone: float) -> float:
    """Loudness level of a loudness.

    >>> phon(1.0), phon(4.0)
    (40.0, 60.0)
    """
    return 40 + 10 * math.log2(sone) if sone >= 1 else 40 * (sone + 0.0005) ** 0.35


def _core(levels: Sequence[float], diffuse: bool) -> list[float]:
    """Loudness of each critical band without masking, sone/Bark."""
    low = [level + _weight(band, level) for band, level in enumerate(levels[:_LOW])]
    joined = [10 * math.log10(math.fsum(10 ** (level / 10) for level in low[group])) for group in _GROUPS]
    found = []
    for band, level in enumerate([*joined, *levels[_LOW:]]):
        excited = level - _EAR[band] + (_DIFFUSE[band] if diffuse else 0.0)
        above = excited - _BANDWIDTH[band] - _THRESHOLD[band]
        audible = excited > _THRESHOLD[band]
        core = 0.0635 * 10 ** (0.025 * _THRESHOLD[band]) * ((0.75 + 0.25 * 10 ** (above / 10)) ** 0.25 - 1)
        found.append(max(core, 0.0) if audible else 0.0)
    found[0] *= min(0.4 + 0.32 * found[0] ** 0.2, 1.0)  # the threshold changes much within the lowest band
    return found


def _weight(band: int, level: float) -> float:
    """What the ear takes of a low band at its level, dB."""
    for row, most in zip(_WEIGHT, _UP_TO, strict=True):
        if level + row[band] <= most:
            return row[band]
    return _WEIGHT[-1][band]


def _area(core: Sequence[float]) -> float:
    """Area below core loudness and slopes, sone."""
    total, at, height = 0.0, 0.0, 0.0
    for band, edge in enumerate(_EDGES):
        own = core[band] if band < len(core) else 0.0
        column = min(max(band - 1, 0), len(_SLOPES[0]) - 1)
        while at < edge:
            if height <= own:
                total, at, height = total + own * (edge - at), edge, own
                continue
            row = min(sum(level >= height for level in _LEVELS), len(_LEVELS) - 1)
            lower, slope = max(_LEVELS[row], own), _SLOPES[row][column]
            way = (height - lower) / slope
            if at + way > edge:
                lower, way = height - (edge - at) * slope, edge - at
            total, at, height = total + way * (height + lower) / 2, at + way, lower
    return total
