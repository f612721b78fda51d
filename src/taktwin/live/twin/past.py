"""A past moment of a plant, out of its journal, and the difference of two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import takewhile
from typing import Any

from taktwin.live.clock import PlantClock
from taktwin.live.journal.journal import Journal
from taktwin.live.twin.settings import TwinSettings
from taktwin.live.twin.sources import Source
from taktwin.live.twin.twin import Twin
from taktwin.live.twin.written import KIND
from taktwin.model.errors import OptionError
from taktwin.model.phrase import Phrase
from taktwin.runs.start import Starter


def twin_at(
    starter: Starter,
    journal: Journal,
    at: float,
    settings: TwinSettings | None = None,
    *,
    clock: PlantClock | None = None,
    sources: Sequence[Source] = (),
) -> Twin:
    """The twin as it was at a past moment: of what had come by then, from the last checkpoint before.

    Args:
        starter: of the plant.
        journal: open to read.
        at: the moment, s from the start of the plant.
        settings: as they were.
        clock: of the plant; None: that of a model whose times are UTC.
        sources: connectors whose messages are in the journal.

    Raises:
        OptionError: nothing had come by then.
        JournalError: the journal cannot be read.
    """
    found = Twin(starter, None, settings, clock=clock, sources=sources)
    last = journal.place_at(found.clock.ms(at))
    if last == 0:
        raise OptionError(Phrase("nothing had come by then"), Phrase("give a later time"), "at")
    found._restore(journal.checkpoint(KIND, last))
    found._refold(takewhile(lambda one: one.place <= last, journal.entries(found._folded)))
    found.tick(at)
    return found


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What has changed from one moment to another. Of a pair the first is that of the first moment.

    Attributes:
        begin, end: the moments, as dates.
        seconds: between them.
        finished: jobs that have left since.
        counted: place -> what its counter has counted since.
        jobs: in the plant, at both.
        places: place -> jobs at both, where they differ.
        machines: machine -> state at both, where they differ.
        alarms_new, alarms_gone: names of alarms that are there only at the second moment, only at the first.
    """

    begin: str
    end: str
    seconds: float
    finished: int
    counted: dict[str, int]
    jobs: tuple[int, int]
    places: dict[str, tuple[int, int]]
    machines: dict[str, tuple[str, str]]
    alarms_new: list[str]
    alarms_gone: list[str]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def difference(one: Twin, other: Twin) -> Difference:
    """What has changed from one moment to a later one of the same plant."""
    first, second = one.now(), other.now()
    alarms = [{alarm["alarm"] for alarm in found["alarms"]} for found in (first, second)]
    places = {name: (first["places"].get(name, 0), second["places"].get(name, 0)) for name in _names(first, second)}
    counted = {name: n - first["counters"].get(name, 0) for name, n in second["counters"].items()}
    states = {name: (first["states"][name], state) for name, state in second["states"].items()}
    return Difference(
        begin=first["time"],
        end=second["time"],
        seconds=second["time_s"] - first["time_s"],
        finished=second["finished"] - first["finished"],
        counted={name: n for name, n in counted.items() if n},
        jobs=(first["jobs"], second["jobs"]),
        places={name: pair for name, pair in places.items() if pair[0] != pair[1]},
        machines={name: pair for name, pair in states.items() if pair[0] != pair[1]},
        alarms_new=sorted(alarms[1] - alarms[0]),
        alarms_gone=sorted(alarms[0] - alarms[1]),
    )


def _names(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys((*first["places"], *second["places"])))
