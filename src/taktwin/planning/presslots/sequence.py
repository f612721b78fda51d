"""The order of the dies in the cycle: lots of a part evenly apart, the press evenly loaded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from taktwin.model.phrase import Phrase
from taktwin.planning.presslots.panel import Press


def lot_order(press: Press, frequencies: Sequence[int]) -> tuple[int, ...]:
    """Numbers of the parts in the order of their lots, one whole cycle.

    The cycle is cut into as many periods as the most frequent part has lots. The parts with the most lots first, and of
    equal ones the one with the longest run, are put into the evenly spaced periods whose fullest is least full (Dobson,
    Operations Research 35, 1987: bin packing of power-of-two frequencies by longest processing time). So in a period
    the parts with most lots come first, and theirs are evenly apart.

    Args:
        press: the press and its parts.
        frequencies: lots of each part in the cycle, powers of two.

    Raises:
        ValueError: a frequency is no power of two, or there is one too few.
    """
    if len(frequencies) != len(press.panels):
        raise ValueError(
            Phrase("{n} parts need as many frequencies, got {n2}", n=len(press.panels), n2=len(frequencies))
        )
    if any(f < 1 or f & (f - 1) for f in frequencies):
        raise ValueError(
            Phrase(
                "lots in a cycle must be powers of two, got {frequencies}", frequencies=", ".join(map(str, frequencies))
            )
        )
    periods = max(frequencies)
    filled = np.zeros(periods)
    members: list[list[int]] = [[] for _ in range(periods)]
    runs = [panel.load / f for panel, f in zip(press.panels, frequencies, strict=True)]  # shares of the cycle
    for i in sorted(range(len(runs)), key=lambda i: (-frequencies[i], -runs[i], i)):
        gap = periods // frequencies[i]
        first = min(range(gap), key=lambda offset: (filled[offset::gap].max(), offset))
        for period in range(first, periods, gap):
            filled[period] += runs[i]
            members[period].append(i)
    return tuple(i for period in members for i in period)
