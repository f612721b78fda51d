"""Which kinds, as codes in the arrays, hold jobs and work in the same way."""

from __future__ import annotations

from typing import Any

import numpy as np

from taktwin.kernel.kinds.register import KINDS

SERVERS = KINDS.codes("holds", "servers")
BATCHES = KINDS.codes("batches")
BUFFERS = KINDS.codes("holds", "queue")
BELTS = KINDS.codes("holds", "belt")
LINKS = KINDS.codes("holds", "behind")
SOURCES = KINDS.codes("holds", "source")
QUEUES = [*SOURCES, *BUFFERS, *BELTS, *LINKS]
MACHINES = KINDS.codes("machine")
CELLS = KINDS.codes("makes")
LIFTS = KINDS.codes("fetches")
DELIVERIES = KINDS.codes("delivers")
CARRIERS, WAYS_BACK = KINDS.codes("name", "carrier"), KINDS.codes("name", "way back")
LINES = KINDS.codes("relief", "line")
(VEHICLES, LOADS, LANES, CALENDARS, STREAMS, CREWS, FLEETS, FEEDS) = (
    KINDS.codes("name", name) for name in ("vehicle", "load", "lane", "calendar", "stream", "crew", "fleet", "feed")
)
OPERATORS, POOLS, DESKS, TEAMS = (KINDS.codes("name", name) for name in ("operator", "pool", "desk", "zone_team"))


def among(kinds: Any, *groups: list[int]) -> np.ndarray:
    """Which of these codes belong to one of the groups."""
    return np.isin(kinds, [code for group in groups for code in group])
