"""Events of a running plant: one plain record for all that it says, and its form as JSON lines.

Whatever comes (a tag of a controller, a scan, a message) becomes such a record before anybody thinks about it. Names
are those of the trace of a run (`docs/tables.md`): an element, the number of a server in it, and the plant, shop and
line that they belong to.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from taktwin.kernel.base.state import STATES
from taktwin.model.errors import INPUT, TaktwinError
from taktwin.model.phrase import Phrase
from taktwin.model.values.nearest import suggest

VEHICLE = "vehicle"
#: What kinds of events there are, and what each says.
KINDS = {
    "order": "an order is released: its job, and what it is in `options`",
    "enter": "a job comes into the place `element`",
    "identity": "a job is read at the place `element`: a gate, a hand scanner",
    "state": "a resource, `element` and `server`, is in the state `state` from now on",
    VEHICLE: "the vehicle `server` of the fleet `element` is in the state `state`, its battery at `value` (1: full); "
    "in `options` its `place`, `load`, `error`, and whether it is `silent`",
    "finish": "a job has left: `state` says how",
    "count": "so many jobs (`value`) have come into `element` (`in`), or were finished there (`out`), since the "
    "counter began",
    "stock": "at the stock point `element` so much (`value`) was `received` or `drawn`, is the `level`, or was `sent` "
    "to it by the lane `source`",
}
#: How a job leaves.
ENDS = ("finished", "scrapped", "joined")
#: What a counter of a place counts: jobs that have come, or that were finished there.
COUNTED = ("in", "out")
#: What an event of a stock point tells.
AMOUNTS = ("received", "drawn", "level", "sent")
#: How far an event can be trusted, as OPC UA says it. What is bad is written down and changes nothing.
QUALITIES = ("good", "uncertain", "bad")


class EventError(TaktwinError, ValueError):
    """A line that is no event of a plant; file, line and field are named."""

    exit_code = INPUT


class PlantEvent(NamedTuple):
    """One thing that a plant says.

    Attributes:
        time: when it happened by the clock of its source, s from the start of the plant.
        kind: one of `KINDS`.
        element: place, resource or stock point, by its name in this plant; None for an order.
        server: number of the server, crane or vehicle within the element, from 1; None: there is but one.
        order: number of the job's order in its stream, from 0; -1 for a job that is not told.
        stream: order stream of the job; None: that of the place.
        sub: whether it is a job of a sub-line; None: as comes to the place.
        state: state that begins (`state`), how a job left (`finish`), what an amount is (`stock`), what is counted
            (`count`; None: jobs that have come).
        value: number that is counted, amount in the unit of the part, or charge of a battery.
        options: product and options of an order, by name; what else is told of a vehicle.
        plant, shop, line: where the element is; None: nobody said it, or none.
        source: who says it: a controller, a scanner, a lane.
        received: when it came here, s from the start of the plant; None: at ``time``.
        quality: one of `QUALITIES`.
        width: bits after which a counter begins at 0 again; None: it never does.
    """

    time: float
    kind: str
    element: str | None = None
    server: int | None = None
    order: int = -1
    stream: str | None = None
    sub: bool | None = None
    state: str | None = None
    value: float | None = None
    options: Mapping[str, str] | None = None
    plant: str | None = None
    shop: str | None = None
    line: str | None = None
    source: str | None = None
    received: float | None = None
    quality: str = "good"
    width: int | None = None


_MOST_WHOLE, _MOST_NUMBER = 2**53, 1e300  # larger ones are no numbers of a plant
_DEFAULTS, _FIELDS = PlantEvent._field_defaults, frozenset(PlantEvent._fields)
_WORDS = frozenset(("kind", "element", "stream", "state", "plant", "shop", "line", "source", "quality"))
_STATES = {"state": STATES, "vehicle": STATES, "finish": ENDS, "stock": AMOUNTS, "count": COUNTED}
#: Kind -> the fields without which it says nothing.
_NEEDS = {
    "order": ("order",),
    "enter": ("element",),
    "identity": ("element", "order"),
    "state": ("element", "state"),
    "vehicle": ("element", "state"),
    "finish": ("state",),
    "count": ("element", "value"),
    "stock": ("element", "state", "value"),
}


def event_line(event: PlantEvent) -> str:
    """An event as a line of JSON, without its end; fields at their defaults are left out.

    >>> event_line(PlantEvent(60.0, "enter", "weld", order=7))
    '{"time": 60.0, "kind": "enter", "element": "weld", "order": 7}'
    """
    said: dict[str, Any] = {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in zip(PlantEvent._fields, event, strict=True)
        if value is not None and not (name in _DEFAULTS and value == _DEFAULTS[name] and name != "sub")
    }
    return json.dumps(said, ensure_ascii=False, allow_nan=False)


def read_events(
    source: str | Path | Iterable[str], start: dt.datetime | None = None, name: str | None = None
) -> Iterator[PlantEvent]:
    """Events from a file or from lines of JSON, in their order; empty lines are passed over.

    Args:
        source: a file, or lines.
        start: start of the plant; with it times may also be dates, as in ``"2026-01-05T10:30:00"``.
        name: of the source, for messages.

    Raises:
        EventError: a line is no event. Those before it have been given.
        OSError: the file cannot be read.
    """
    if isinstance(source, str | Path):
        with Path(source).open(encoding="utf-8-sig", errors="surrogateescape") as file:
            yield from read_events(file, start, str(source) if name is None else name)
        return
    for number, line in enumerate(source, start=1):
        if line.strip():
            yield read_event(line, start, f"{name or 'events'}:{number}")


def read_event(line: str, start: dt.datetime | None = None, where: str = "event") -> PlantEvent:
    """The event in a line of JSON; see `read_events`. Raises `EventError`; ``where`` is said in it."""
    try:
        said: Any = _DECODER.decode(line)
    except (ValueError, RecursionError) as error:
        what = getattr(error, "msg", None) or str(error) or Phrase("too deep")
        raise _wrong(
            where, "", Phrase("this is no line of JSON ({what})", what=what), Phrase("write one object a line")
        ) from None
    if not isinstance(said, dict):
        raise _wrong(
            where, "", Phrase("an event is a JSON object"), Phrase('write it as {"time": 60, "kind": "enter", ...}')
        )
    if not said.keys() <= _FIELDS:
        key = next(key for key in said if key not in _FIELDS)
        raise _wrong(where, key, Phrase("an event has no `{key}`", key=key), suggest(key, PlantEvent._fields))
    for key in ("time", "kind"):
        if key not in said:
            raise _wrong(where, key, Phrase("an event has a `{key}`", key=key), Phrase("add `{key}`", key=key))
    for key, word in said.items():
        if key not in _WORDS:
            continue
        if isinstance(word, str):
            said[key] = sys.intern(word)  # the same few names in thousands of events: each is kept once
        elif word is not None:
            raise _wrong(
                where, key, Phrase("expected a text, got {said}", said=_shown(word)), Phrase("write it in quotes")
            )
    for key in ("time", "received"):
        if key in said:
            said[key] = _instant(where, key, said[key], start)
    _check_numbers(where, said)
    _check_words(where, said)
    if said.get("quality", "good") is None:
        del said["quality"]
    return PlantEvent(**said)


def _check_numbers(where: str, said: dict[str, Any]) -> None:
    for key, least in (("server", 1), ("order", -1), ("width", 1)):
        value = said.get(key)
        if value is not None and (
            not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _MOST_WHOLE
        ):
            raise _wrong(
                where,
                key,
                Phrase("expected a whole number from {least}, got {value}", least=least, value=_shown(value)),
                Phrase("correct it"),
            )
    if said.get("order", -1) is None:
        raise _wrong(
            where, "order", Phrase("expected a whole number"), Phrase("leave it out where the job is not told")
        )
    value = said.get("value")
    if value is not None:
        if not isinstance(value, int | float) or isinstance(value, bool) or not _finite(value):
            raise _wrong(
                where, "value", Phrase("expected a number, got {value}", value=_shown(value)), Phrase("correct it")
            )
        said["value"] = float(value)
    if said.get("sub") is not None and not isinstance(said["sub"], bool):
        raise _wrong(
            where, "sub", Phrase("expected true or false, got {sub}", sub=_shown(said["sub"])), Phrase("correct it")
        )
    options = said.get("options")
    if options is not None and not (
        isinstance(options, dict) and all(isinstance(value, str) for value in options.values())
    ):
        raise _wrong(where, "options", Phrase("options are an object of texts"), Phrase('write {"product": "m5"}'))


def _check_words(where: str, said: dict[str, Any]) -> None:
    kind = said["kind"]
    if kind not in KINDS:
        raise _wrong(
            where, "kind", Phrase("there is no kind of event {kind}", kind=_shown(kind)), suggest(str(kind), KINDS)
        )
    for key in _NEEDS[kind]:
        if said.get(key, _DEFAULTS[key]) == _DEFAULTS[key]:
            raise _wrong(
                where,
                key,
                Phrase("an event `{kind}` says {kinds}", kind=kind, kinds=KINDS[kind]),
                Phrase("add `{key}`", key=key),
            )
    state = said.get("state")
    if state is not None:
        known = _STATES.get(kind, ())
        if not known:
            raise _wrong(where, "state", Phrase("an event `{kind}` has no state", kind=kind), Phrase("leave it out"))
        if state not in known:
            raise _wrong(
                where,
                "state",
                Phrase("there is no state {state} of `{kind}`", state=_shown(state), kind=kind),
                suggest(state, known),
            )
    if said.get("quality") is not None and said["quality"] not in QUALITIES:
        raise _wrong(
            where,
            "quality",
            Phrase("there is no quality {quality}", quality=_shown(said["quality"])),
            suggest(said["quality"], QUALITIES),
        )


def _instant(where: str, key: str, value: Any, start: dt.datetime | None) -> float | None:
    if value is None and key == "received":
        return None
    if isinstance(value, str) and start is not None:
        try:
            at = dt.datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            if at.tzinfo is None:
                return (at - start).total_seconds()
            raise _wrong(
                where,
                key,
                Phrase("{value} has a time zone", value=_shown(value)),
                Phrase("give the time of the plant, without a zone"),
            )
    if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
        remedy = (
            Phrase("write a number of seconds from the start of the plant")
            if start is None
            else Phrase('write a number of seconds from the start of the plant, or a date as in "2026-01-05T10:30:00"')
        )
        raise _wrong(where, key, Phrase("expected a time, got {value}", value=_shown(value)), remedy)
    return float(value)


def _finite(value: float) -> bool:
    """Whether a number is finite, and a whole one not too large for a float."""
    return abs(value) < _MOST_NUMBER


def _no_number(constant: str) -> float:
    raise ValueError(Phrase("{constant} is no number", constant=constant))


#: Made once: `json.loads` would make one for each line.
_DECODER = json.JSONDecoder(parse_constant=_no_number)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _wrong(where: str, key: str, message: str, remedy: str) -> EventError:
    place = f"{where}: {key}" if key else where
    return EventError(f"{place}: {message}".encode("utf-8", "backslashreplace").decode("utf-8"), remedy)
