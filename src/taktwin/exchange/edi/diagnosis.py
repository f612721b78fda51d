"""Which fault it is, where a segment stands that the profile does not have there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from taktwin.exchange.edi.faults import Findings
from taktwin.exchange.edi.machine import TRAILER, Machine, Step
from taktwin.exchange.edi.separators import Separators
from taktwin.exchange.edi.template import Template
from taktwin.exchange.edi.tokens import Segment
from taktwin.model.phrase import Phrase

#: Segments at which a message ends, with its own trailer or without.
SERVICE = ("UNB", "UNH", TRAILER, "UNZ")


def structure_fault(machine: Machine, state: int, segments: Sequence[Segment], place: int, findings: Findings) -> None:
    """Add the fault of the segment at a place, which may not follow the state that the machine is in.

    - A tag that the profile does not have: unknown segment. A code that it does not have for this tag: bad code.
    - Where the segment would fit if those that have to come before it were there, the first of these is missing;
      unless that one is what disturbs next, further down: then it stands out of order there.
    - Else the segment itself is out of order.
    """
    segment = segments[place]
    tag, code = _tag(segment), _code(segment)
    if tag in SERVICE and tag != TRAILER:
        findings.add("missing_trailer", place + 1, TRAILER, Phrase("the message before {tag} has no UNT", tag=tag))
        return
    if tag not in machine.tags and tag != TRAILER:
        what = Phrase("{kind} has no segment {tag}", kind=machine.profile.kind, tag=repr(tag))
        findings.add("unknown_segment", place + 1, tag, what)
        return
    if tag != TRAILER and not machine.knows(segment):
        known = ", ".join(dict.fromkeys(one.code for one in machine.templates if one.tag == tag))
        what = Phrase("the code {text} is not one of {known}", text=repr(code), known=known)
        findings.add("bad_code", place + 1, tag, what)
        return
    missing, after = _supposed(machine, state, segment)
    if missing is None or after is None:
        findings.add("segment_out_of_order", place + 1, tag, Phrase("{what} may not stand here", what=shown(segment)))
        return
    later = _disturbed(machine, after, segments, place)
    if later is not None and _is(segments[later], missing):
        what = Phrase("{what} belongs before {other}", what=shown(segments[later]), other=shown(segment))
        findings.add("segment_out_of_order", later + 1, missing.tag, what)
        return
    what = Phrase("{what} is missing before {other}", what=named(missing), other=shown(segment))
    findings.add("missing_mandatory_segment", place + 1, missing.tag, what)


def _supposed(machine: Machine, state: int, segment: Segment) -> tuple[Template | None, int | None]:
    """The first segment that is missing for this one to fit, and the state that it would then follow."""
    missing = None
    ahead = machine.ahead[state]
    while ahead is not None:
        missing = missing or machine.templates[ahead]
        if _step(machine, ahead, segment) is not None:
            return missing, ahead
        ahead = machine.ahead[ahead]
    return None, None


def _disturbed(machine: Machine, state: int, segments: Sequence[Segment], place: int) -> int | None:
    """Place of the next segment that does not fit, from a state on; None where the message ends well."""
    for later in range(place, len(segments)):
        step = _step(machine, state, segments[later])
        if step is None:
            return later
        if _tag(segments[later]) == TRAILER:
            return None
        state = step.state
    return None


def _step(machine: Machine, state: int, segment: Segment) -> Step | None:
    steps = machine.moves[state].get(_tag(segment), {})
    return steps.get(_code(segment)) or steps.get("")


def _is(segment: Segment, wanted: Template) -> bool:
    return _tag(segment) == wanted.tag and wanted.code in ("", _code(segment))


def _tag(segment: Segment) -> str:
    return segment[0][0]


def _code(segment: Segment) -> str:
    return segment[1][0] if len(segment) > 1 else ""


def shown(segment: Segment) -> str:
    """A segment in short: its tag and its code, such as DTM+137."""
    code = _code(segment)
    return f"{_tag(segment)}+{code}" if code and len(code) <= 3 else _tag(segment)


def named(wanted: Template) -> str:
    """A segment of a profile in short."""
    return f"{wanted.tag}+{wanted.code}" if wanted.code else wanted.tag


def swallowed(segments: Iterable[Segment], tags: frozenset[str], signs: Separators) -> int | None:
    """Place of a segment that holds another: a released terminator, a tag, and an element or component behind it."""
    for place, segment in enumerate(segments):
        for element in segment:
            for component in element:
                head, sign, tag = component.rpartition(signs.terminator)
                if sign and head and tag.lstrip("\r\n") in tags:
                    return place
    return None
