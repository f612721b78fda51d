"""What is told apart as changes of the model file: its other lines and comments stay as they are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from taktwin.kernel.lowering.identity import Where
from taktwin.live.drift.finding import Finding, Found
from taktwin.model.errors import ModelError
from taktwin.model.files.document import Document
from taktwin.model.files.load import load_tree
from taktwin.model.nouns.failure import FailureMode
from taktwin.model.nouns.station import Station
from taktwin.model.text.names import stations_of
from taktwin.model.values.distribution import PARAMETERS, Distribution
from taktwin.model.values.timeby import TimeBy
from taktwin.runs.start import Starter

_DIGITS = 4


@dataclass(frozen=True)
class Proposal:
    """A value of the model that would be as the plant is.

    Attributes:
        path: of the value in the model (as of ``--set``).
        old: what stands there now, as text; None: nothing.
        new: text, or plain data, to stand there.
        finding: why.
    """

    path: str
    old: str | None
    new: Any
    finding: Finding

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"path": self.path, "old": self.old, "new": self.new}


@dataclass(frozen=True)
class _Place:
    """A station of the model: its noun, the path of it, and which of its equal stations is meant."""

    station: Station
    path: str
    number: int

    @property
    def several(self) -> bool:
        return len(stations_of(self.station)) > 1

    def own(self, field: str) -> Any:
        """A field of this station: of its exception, where that has it."""
        exception = self.station.exceptions.get(self.number)
        if exception is not None and field in exception.model_fields_set:
            return getattr(exception, field)
        return getattr(self.station, field)

    def field(self, name: str) -> str:
        """The path of the field for this station alone."""
        return f"{self.path}.except.{self.number}.{name}" if self.several else f"{self.path}.{name}"


def proposals(found: Found, starter: Starter, source: str | Path) -> list[Proposal]:
    """The changes that follow from what was found, each path once.

    None follows where the model has no one value for it: a time of one of several equal servers, a matrix of setups, a
    failure of a machine that is no station, a time by visits.

    Args:
        found: what was found.
        starter: of the plant.
        source: its model file.

    Raises:
        ModelError: the file is no model.
    """
    made: dict[str, Proposal] = {}
    model = starter.program.model
    stations = _stations(load_tree(source)[0].data)

    def place_of(i: int) -> _Place | None:
        where: Where = starter.program.flow.resource_where[i]
        return stations.get((where.plant, where.model_shop, where.model_line, where.model_element)) or stations.get(
            ("", where.model_shop, where.model_line, where.model_element)
        )

    told = _Cycles()
    for finding in found.findings:
        places = [place for i in finding.resources if (place := place_of(i)) is not None]
        if finding.what == "cycle":
            for place in places:
                told.add(place, finding)
        elif finding.mode is not None and finding.element is None:
            for one in _of_mode(finding, model.failures[finding.mode]):
                made.setdefault(one.path, one)
        elif places:
            for one in _of_stops(finding, places[0], model.failures):
                made.setdefault(one.path, one)
    for one in told.proposals():
        made.setdefault(one.path, one)
    return list(made.values())


def _stations(data: Any) -> dict[tuple[str, str | None, str | None, str], _Place]:
    """Plant ("" where there is but one), shop, line and name -> where a station stands in the data of a model file."""
    found: dict[tuple[str, str | None, str | None, str], _Place] = {}
    plants = data.get("plants") or {"": data}
    for plant, content in plants.items():
        before = f"plants.{plant}." if plant else ""
        for shop, line, entry in _entries(content):
            try:
                station = Station.model_validate(entry)
            except ValidationError:  # its name or count is worked out elsewhere
                continue
            path = f"{before}shops.{shop}.lines.{line}.{station.name}"
            for number, name in enumerate(stations_of(station), start=1):
                found[plant, shop, line, name] = _Place(station, path, number)
    return found


def _entries(content: Any) -> Iterable[tuple[str, str, Any]]:
    for shop, about in (content.get("shops") or {}).items():
        for line, lines in (about.get("lines") or {}).items():
            for entry in lines.get("flow") or ():
                if isinstance(entry, Mapping) and "station" in entry:
                    yield shop, line, entry


class _Cycles:
    """Cycle times that are other: one change for equal stations and servers that are all so, else one for each."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str | None], list[tuple[_Place, Finding]]] = {}

    def add(self, place: _Place, finding: Finding) -> None:
        self._of.setdefault((place.path, finding.value), []).append((place, finding))

    def proposals(self) -> Iterable[Proposal]:
        for (path, value), members in self._of.items():
            station = members[0][0].station
            alike = [n for n in range(1, len(stations_of(station)) + 1) if not _differs(station, n)]
            by_number: dict[int, list[Finding]] = {}
            for place, finding in members:
                by_number.setdefault(place.number, []).append(finding)
            places = {place.number: place for place, _ in members}
            whole = [n for n, mine in by_number.items() if _all_servers(places[n], mine)]
            if len(alike) > 1 and set(alike) <= set(whole):
                finding = _mean([one for n in alike for one in by_number[n]])
                yield from _cycle(f"{path}.cycle", station.cycle, value, finding)
                whole = [n for n in whole if n not in alike]
            for n in whole:
                yield from _cycle(places[n].field("cycle"), places[n].own("cycle"), value, _mean(by_number[n]))


def _differs(station: Station, number: int) -> bool:
    exception = station.exceptions.get(number)
    return exception is not None and "cycle" in exception.model_fields_set


def _all_servers(place: _Place, mine: list[Finding]) -> bool:
    """Whether what was found is of all servers of a station alike."""
    if any(one.server is None for one in mine):
        return True
    count = place.own("servers")
    return isinstance(count, int | float) is False and len({one.server for one in mine}) == place.station.server_count


def _mean(mine: list[Finding]) -> Finding:
    """The finding of several together, weighed by how often each was seen."""
    if len(mine) == 1:
        return mine[0]
    seen = sum(one.seen for one in mine)
    ratio = tuple(sum(one.seen * one.ratio[at] for one in mine) / seen for at in range(3))
    return Finding(
        what="cycle", element=mine[0].element, value=mine[0].value, model=mine[0].model, ratio=ratio,  # type: ignore[arg-type]
        seen=seen, evidence=max(one.evidence for one in mine), told=min(one.told for one in mine),
    )  # fmt: skip


def _cycle(path: str, cycle: Distribution | TimeBy, value: str | None, finding: Finding) -> Iterable[Proposal]:
    if isinstance(cycle, Distribution):
        if value is None:
            yield _scaled(path, cycle, finding)
        return
    if value is not None and value in cycle.values:
        yield _scaled(f"{path}.{value}", cycle.values[value], finding)
    elif cycle.default is not None and value is not None:
        new = _text(cycle.default, finding.ratio[0], finding)
        yield Proposal(f"{path}.{value}", None, new, finding)


def _of_mode(finding: Finding, mode: FailureMode) -> Iterable[Proposal]:
    path = f"failures.{finding.mode}"
    if finding.what == "repair":
        yield _scaled(f"{path}.repair", mode.repair, finding)
    elif mode.up is not None:
        yield _scaled(f"{path}.up", mode.up, finding, 1.0 / finding.ratio[0])


def _of_stops(finding: Finding, place: _Place, known: Mapping[str, FailureMode]) -> Iterable[Proposal]:
    if finding.what == "setup":
        setup = place.own("setup")
        if setup is not None and setup.time is not None and not setup.matrix:
            yield _scaled(f"{place.path}.setup.time", setup.time, finding)
        return
    entries = [one if isinstance(one, str) else _plain(one) for one in place.own("failures")]
    old = str(entries) if entries else None
    if finding.what == "unknown_stop":
        repair = finding.repair if finding.repair is not None else 60.0
        new: dict[str, Any] = {"clock": "operation", "up": f"exp({_time(finding.ratio[0])})"}
        new |= {"repair": f"exp({_time(repair)})", "mark": _mark(finding)}
        if finding.state == "minor_stop":
            new["minor"] = True
        yield Proposal(place.field("failures"), old, [*entries, new], finding)
        return
    if finding.mode is None or finding.mode not in known or finding.mode not in entries:
        return
    mode = known[finding.mode]
    changed = _plain(mode)
    if finding.what == "repair":
        changed["repair"] = _text(mode.repair, finding.ratio[0], finding)
    elif mode.up is not None and finding.ratio[0] > 0:
        changed["up"] = _text(mode.up, 1.0 / finding.ratio[0], finding)
    else:
        return
    at = entries.index(finding.mode)
    yield Proposal(place.field("failures"), old, [*entries[:at], changed, *entries[at + 1 :]], finding)


def _plain(mode: FailureMode) -> dict[str, Any]:
    """A failure mode as it is written in place."""
    told = mode.model_dump(by_alias=True, exclude_unset=True, mode="json")
    return {key: value for key, value in told.items() if value is not None and key not in ("mark", "note")}


def _scaled(path: str, old: Distribution, finding: Finding, ratio: float | None = None) -> Proposal:
    return Proposal(path, str(old), _text(old, finding.ratio[0] if ratio is None else ratio, finding), finding)


def _text(dist: Distribution, ratio: float, finding: Finding) -> str:
    """A distribution whose times are longer by a ratio, of the same form, with where it comes from."""
    named = PARAMETERS.get(dist.kind)
    if named is None:  # counted or measured times
        return f"exp({_time(dist.mean * ratio)}) {_mark(finding)}"
    words = [
        _time(value * ratio) if kind == "duration" else f"{value:g}"
        for value, (_, kind) in zip(dist.params, named, strict=True)
    ]
    if dist.kind == "constant":
        return f"{words[0]} {_mark(finding)}"
    named_words = dist.kind in ("lognormal", "normal", "weibull", "gamma", "erlang")
    inside = [f"{name}={word}" for word, (name, _) in zip(words, named, strict=True)] if named_words else words
    return f"{dist.kind}({', '.join(inside)}) {_mark(finding)}"


def _time(seconds: float) -> str:
    """A time with four digits, in a unit that an engineer would take."""
    for least, unit, each in ((2 * 3600.0, "h", 3600.0), (20 * 60.0, "min", 60.0)):
        if seconds >= least:
            return f"{seconds / each:.{_DIGITS}g} {unit}"
    return f"{seconds:.{_DIGITS}g} s"


def _mark(finding: Finding) -> str:
    value, low, high = finding.ratio
    if finding.what == "unknown_stop":
        return f"[derived: {finding.seen} stops seen, {_time(low)} to {_time(high)} between them]"
    what = "stops" if finding.what == "failures" else "times"
    return f"[derived: {finding.seen} {what} seen, {value:.4g} ({low:.4g} to {high:.4g}) of what the model said]"


def proposed(source: str | Path, changes: Iterable[Proposal]) -> tuple[str, str]:
    """A model file with the changes, and how it differs, as of `diff -u`. Its comments stay.

    A value that stands in a file which this one extends is set in this one.

    Raises:
        ModelError: the file is no model.
    """
    document = Document.load(source)
    before = document.text()
    for one in changes:
        try:
            document.set(one.path, one.new)
        except ModelError:
            if document.data.get("extends") is None:
                raise
            document.data.setdefault("set", {})[one.path] = one.new
    after = document.text()
    name = Path(source).name
    diff = difflib.unified_diff(before.splitlines(True), after.splitlines(True), name, name)
    return after, "".join(line if line.endswith("\n") else f"{line}\n" for line in diff)
