"""What came: when jobs left the plant, by what its order system says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from taktwin.live.events import PlantEvent


class Came(NamedTuple):
    """When jobs left (s from the start of the plant, sorted), and from when to when all of these are told."""

    left: np.ndarray
    since: float
    known: float


def what_came(events: Iterable[PlantEvent]) -> Came:
    """When jobs left, each once, from the first to the last event. An empty plant has said nothing: 0 to 0."""
    left: dict[tuple[str | None, int], float] = {}
    unnamed: list[float] = []
    since, known = float("inf"), 0.0
    for event in events:
        since, known = min(since, event.time), max(known, event.time)
        if event.kind != "finish" or event.state != "finished" or event.sub or event.quality == "bad":
            continue
        if event.order < 0:
            unnamed.append(event.time)
        else:
            left.setdefault((event.stream, event.order), event.time)
    return Came(np.sort(np.array([*left.values(), *unnamed], float)), min(since, known), known)
