"""What waits where any number of jobs can, at equal distances in time: whether it grows without end is told from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from taktwin.kernel.base import state as k
from taktwin.kernel.common.joblog import whole_log
from taktwin.kernel.kinds.register import KINDS
from taktwin.kernel.lowering.identity import Identities
from taktwin.kernel.serieslayout import area_of_node
from taktwin.model.nouns.calendar import DAY_S, WEEK_S
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.values.spelt import inside
from taktwin.runs.tables.accounts import Accounts

#: Steps in which the measured time is told, where there are so many: enough to see their noise, each as long as can be.
STEPS = 20
#: The jobs of a plant that are between birth and end are told under this kind.
WIP = "wip"
#: And those that are released for a line and wait for its first place, under this one, its kind.
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Content:
    """What waits at a place without a limit, or all main jobs of a plant.

    Attributes:
        plant: whose it is.
        kind: buffer, store, ..., source (the jobs that are released for a line and wait for its first place), or `WIP`.
        shop, line, element: the place, by its names in the run; None for `WIP`, and of a source its line.
        levels: jobs at the instants, shape [instant]; without any the run is too short.
        step_s: time between two instants, s: whole weeks where a shift calendar has weeks, else whole days.
    """

    plant: str
    kind: str
    shop: str | None
    line: str | None
    element: str | None
    step_s: float
    levels: np.ndarray = field(repr=False)

    def seen_from(self, plant: str) -> Content | None:
        """The same in the names of a plant; None where it is not one of it."""
        if self.plant != plant:
            return None
        names = {at: inside(plant, getattr(self, at)) for at in ("shop", "line", "element")}
        return replace(self, **names)


def contents_of(accounts: Accounts) -> list[Content]:
    """The contents of a run, from its series (the mean level of a bucket stands for an instant in it) and its log."""
    length = float(accounts.world["bucket_len"][0])
    at, step = _instants(len(accounts.rows), length, _rhythm(accounts.program.model))
    nodes = [n for n in accounts.program.flow.node_where if _endless(accounts, n)]
    columns = [area_of_node.py_func(n) for n in nodes]
    levels = (accounts.rows.figures(columns, at) - accounts.rows.figures(columns, at - 1)) / length
    found: list[Content] = []
    for i, n in enumerate(nodes):
        where = accounts.program.flow.node_where[n]
        found.append(Content(where.plant, where.kind, where.shop, where.line, where.element, step, levels[:, i]))
    wip = _wip(accounts, (at + 0.5) * length)
    return found + [Content(plant, WIP, None, None, None, step, jobs) for plant, jobs in wip.items()]


def _rhythm(model: PlantModel) -> float:
    """After how long a plant that is steady comes back to the same state, s: its shifts repeat; 0 without shifts."""
    used = [calendar.windows() for calendar in model.calendars.values()]
    if not used:
        return 0.0
    for windows in used:
        days = [[(b, e) for b, e in windows if day * DAY_S <= b < (day + 1) * DAY_S] for day in range(7)]
        begins = [[(b - day * DAY_S, e - day * DAY_S) for b, e in one] for day, one in enumerate(days)]
        if any(one != begins[0] for one in begins):
            return float(WEEK_S)
    return float(DAY_S)


def _instants(buckets: int, length: float, rhythm: float) -> tuple[np.ndarray, float]:
    """Numbers of the buckets in which the levels are told, and the time between two of them (s).

    Where shifts repeat, and the last step would end with the run, its last bucket stands for the instant.
    """
    least = max(1, round(rhythm / length))
    steps = (buckets if rhythm > 0 else max(buckets - 1, 0)) // least
    every = least * max(1, steps // STEPS)
    at = np.arange(0, buckets, every)
    if rhythm > 0 and buckets > 0 and buckets % every == 0:
        at = np.append(at, buckets - 1)
    return at, every * length


def _endless(accounts: Accounts, n: int) -> bool:
    """Whether any number of jobs can wait at a place."""
    node = accounts.arrays["nodes"][n]
    if KINDS.all[node["kind"]].holds == "source":
        return bool(node["stream"] == k.ONLY_CALLED)  # others make their jobs when there is room
    return bool(node["traits"] & k.LEVEL) and bool(node["cap"] >= k.UNLIMITED)


def _wip(accounts: Accounts, times: np.ndarray) -> dict[str, np.ndarray]:
    """Plant -> its main jobs between birth and end at some times (s from the origin), those of sub-lines left out."""
    log = whole_log(accounts.logs)
    identities = Identities(accounts.program.model)
    births, ends = log[log["kind"] == k.LOG_BORN], log[log["kind"] == k.LOG_END]
    found: dict[str, np.ndarray] = {}
    for name, stream in accounts.program.flow.streams.items():
        plant = identities.plant("orders", name)
        if name in accounts.program.flow.sublines:
            continue
        born, ended = (np.sort(one["time"][one["who"] == stream]) - accounts.origin for one in (births, ends))
        inside = np.searchsorted(born, times, "right") - np.searchsorted(ended, times, "right")
        found[plant] = found.get(plant, np.zeros(times.size)) + inside
    return found
