"""Who runs the works of an experiment, by the name of the place."""

from __future__ import annotations

import os

from taktwin.model.phrase import Phrase
from taktwin.planning.experiment.errors import ExperimentError
from taktwin.planning.experiment.executors import Processes, Threads, Workers

PLACES = ("local", "threads", "processes", "ray", "ray://HOST:PORT")


def workers_on(place: str, count: int | None = None) -> Workers:
    """The workers of a place, one of `PLACES`; `count` of them, by default one for each core.

    Raises:
        ExperimentError: there is no such place, or the count is below 1.
    """
    if count is not None and count < 1:
        raise ExperimentError(
            Phrase("the number of workers must be at least 1, got {count}", count=count), parameter="workers"
        )
    if place in ("local", "threads"):
        return Threads(count or os.cpu_count() or 1)
    if place == "processes":
        return Processes(count or os.cpu_count() or 1)
    if place == "ray" or place.startswith("ray://"):
        from taktwin.planning.experiment.on_ray import Ray

        return Ray(None if place == "ray" else place, count)
    raise ExperimentError(
        Phrase("'{place}' is no place to run on", place=place),
        Phrase("use one of: {places}", places=", ".join(PLACES)),
        "on",
    )
