"""The segments of a message, checked against its profile and made into its classes, in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taktwin.exchange.edi.diagnosis import named, shown, structure_fault
from taktwin.exchange.edi.faults import Findings, WrongValueError
from taktwin.exchange.edi.machine import BEGIN, TRAILER, Field, Machine
from taktwin.exchange.edi.profile import Many
from taktwin.exchange.edi.tokens import Segment, Segments
from taktwin.model.phrase import Phrase

Values = dict[str, Any]


def read_body(machine: Machine, segments: Segments, begin: int, findings: Findings) -> tuple[Values | None, int]:
    """Read a message, from the segment behind its UNH to its UNT.

    Args:
        machine: of its profile.
        segments: of the whole interchange.
        begin: place of the first segment to read.
        findings: where faults go to.

    Returns:
        The values of the message, its groups made into their classes, and the place of its UNT. None, and the place
        that was come to, where its structure is at fault, or where the segments end before it.
    """
    moves = machine.moves
    state, here = BEGIN, moves[BEGIN]
    root = machine.profile.root
    values = _empty(root)
    around: list[tuple[Values, Many]] = []  # the groups around the one that is read
    seen: set[Any] = set()
    place = begin
    for place, segment in enumerate(segments.following(begin), begin):
        tag = segment[0][0]
        steps = here.get(tag)
        step = None
        if steps is not None:
            step = (steps.get(segment[1][0]) if len(segment) > 1 else None) or steps.get("")
        if step is None:
            structure_fault(machine, state, segments, place, findings)
            return None, place
        state, fields, fixed, check, closes, opens = step
        for _ in range(closes):
            values = _closed(values, around)
        if tag == TRAILER:
            return _whole(values, machine, segments, begin, findings), place
        for group in opens:
            around.append((values, group))
            values = _empty(group)
        try:
            _read_fields(values, segment, fields)
            if fixed:
                _check_fixed(segment, fixed)
            if check is not None:
                check(values, seen)
        except WrongValueError as wrong:
            findings.add(wrong.kind, place + 1, tag, wrong.detail)
            for name, *_ in fields:  # so that the reading can go on; nothing of it will be used
                values.setdefault(name, None)
        here = moves[state]
    return None, place


def _read_fields(values: Values, segment: Segment, fields: Iterable[Field]) -> None:
    """Put the values of a segment to the others of its group. Raises WrongValueError."""
    for name, element, component, reader, is_time, needed in fields:
        try:
            text = segment[element][component]
        except IndexError:
            text = ""
        if text:
            if reader is None:
                values[name] = text
            elif is_time:
                parts = segment[element]
                values[name] = reader(text, parts[component + 1] if len(parts) > component + 1 else "")
            else:
                values[name] = reader(text)
        elif needed:
            what = Phrase("{name} is empty (element {element})", name=name, element=element)
            raise WrongValueError("missing_value", what)
        else:
            values[name] = None


def _check_fixed(segment: Segment, fixed: Iterable[tuple[int, int, str]]) -> None:
    """Compare the codes of a segment that have to be as the profile says. Raises WrongValueError."""
    for element, component, wanted in fixed:
        try:
            text = segment[element][component]
        except IndexError:
            text = ""
        if text != wanted:
            what = Phrase("the code {text} is not {known}", text=repr(text), known=repr(wanted))
            raise WrongValueError("bad_code", what)


def _empty(group: Many) -> Values:
    return {name: [] for name in group.inner}


def _closed(values: Values, around: list[tuple[Values, Many]]) -> Values:
    """End a group: its values become a record of the group around it, whose values are returned."""
    outer, group = around.pop()
    for name in group.inner:
        values[name] = tuple(values[name])
    outer[group.name].append(group.of(**values))
    return outer


def _whole(values: Values, machine: Machine, segments: Segments, begin: int, findings: Findings) -> Values:
    """The values of a message that has come to its end; what a choice of segments has left out is a fault."""
    root = machine.profile.root
    for name in root.inner:
        values[name] = tuple(values[name])
    for name in root.required - values.keys():
        wanted = next(one for one in machine.templates if any(slot.name == name for slot in one.slots))
        place = next(place for place in range(begin, len(segments)) if segments.tag(place) == wanted.tag)
        what = Phrase("{what} is missing before {other}", what=named(wanted), other=shown(segments[place]))
        findings.add("missing_mandatory_segment", place + 1, wanted.tag, what)
    return values
