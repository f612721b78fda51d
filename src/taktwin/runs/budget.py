"""What a run will need at least in memory and events, worked out before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from taktwin.kernel.lowering.program import Program
from taktwin.model.checks.findings import Findings
from taktwin.model.checks.references import worked_of
from taktwin.model.errors import ModelError
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.plant import PlantModel
from taktwin.model.phrase import Phrase
from taktwin.model.spelt.views import plants_of
from taktwin.model.text.tree import Path_
from taktwin.runs.watch import MOST_EVENTS

#: Time series of one replication.
MOST_SERIES_BYTES = 2 * 2**30
_DAY_S = 86400.0


def check_budget(model: PlantModel, program: Program, days: float) -> None:
    """Refuse a run of ``days``, warm-up included, that would need more memory or events than a machine has.

    Only what is certain counts: the rows of the time series, releases at intervals, trucks and failures. The rest is
    watched while it runs (see ``watch``). ``program`` is that of ``model``.

    Raises:
        ModelError: with the field that asks for too much.
    """
    found = Findings(model)
    rows = days * _DAY_S / model.bucket.value
    size = rows * 8 * program.arrays["series"].shape[1]
    if size > MOST_SERIES_BYTES:
        message = Phrase(
            "{days:g} days in pieces of {text} make time series of {size:.3g} GiB",
            days=days,
            text=model.bucket.text,
            size=size / 2**30,
        )
        found.error(
            ("bucket",),
            message,
            Phrase(
                "keep to {most:g} GiB: longer buckets or fewer days",
                most=MOST_SERIES_BYTES / 2**30,
            ),
        )
    for path, seconds, what in _certain_in_all(model):
        events = days * _DAY_S / seconds if seconds > 0 else 0.0
        if events > MOST_EVENTS / 10:
            message = Phrase(
                "{events:.3g} {what} in {days:g} days, one each {seconds:.3g} s",
                events=events,
                what=what,
                days=days,
                seconds=seconds,
            )
            found.error(
                path,
                message,
                Phrase("keep to {most:g}: check the unit, or simulate fewer days", most=MOST_EVENTS / 10),
            )
    if found.problems:
        raise ModelError(found.problems)


def _certain_in_all(model: PlantModel) -> Iterator[tuple[Path_, float, str]]:
    """Place, mean time between two and name of the events that come whatever else happens, in all plants."""
    if not model.plants:
        yield from _certain(model)
        return
    for name, lane in model.lanes.items():
        if lane.every is not None:
            yield ("lanes", name, "every"), lane.every.value, "orders"
    for name, plant in plants_of(model).items():
        for path, seconds, what in _certain(plant):
            yield ("plants", name, *path), seconds, what


def _certain(model: PlantModel) -> Iterator[tuple[Path_, float, str]]:
    """The same for a model of one plant."""
    for name, stream in model.orders.items():
        if stream.interval is not None and stream.quantity is None and stream.file is None:
            share = model.calendars[stream.calendar].hours_per_week() / 168.0 if stream.calendar is not None else 1.0
            yield ("orders", name, "interval"), stream.interval.mean / (share * stream.mean_batch), "releases"
    for name, lane in model.lanes.items():
        if lane.every is not None:
            yield ("lanes", name, "every"), lane.every.value, "orders"
    for name, mode in model.failures.items():
        if mode.up is not None:
            yield ("failures", name, "up" if mode.every is None else "every"), _period(mode), "failures"
    for shop, line, place, element in model.all_elements():
        path: Path_ = ("shops", shop, "lines", line, "flow", place)
        entries = [(path, getattr(element, "failures", None) or [])]
        entries += [(inner, worked.failures) for inner, worked in worked_of(path, element)]
        for inner, failures in entries:
            for at, mode in enumerate(failures):
                if isinstance(mode, FailureMode) and mode.up is not None:
                    key = "up" if mode.every is None else "every"
                    yield (*inner, "failures", at, key), _period(mode), "failures"


def _period(mode: FailureMode) -> float:
    """Mean time from one failure to the next."""
    return (mode.up.mean if mode.up is not None else 0.0) + mode.repair.mean
