"""EDIFACT interchanges read: bytes -> checked, typed messages; or all that is wrong with them, and nothing else."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from taktwin.exchange.edi.body import read_body
from taktwin.exchange.edi.codes import OURS, Codes
from taktwin.exchange.edi.diagnosis import SERVICE, swallowed
from taktwin.exchange.edi.faults import Findings, WrongValueError
from taktwin.exchange.edi.interchange import Interchange
from taktwin.exchange.edi.machine import TRAILER, machine
from taktwin.exchange.edi.opening import opened
from taktwin.exchange.edi.profile import Profile
from taktwin.exchange.edi.profiles import PROFILES
from taktwin.exchange.edi.record import Message
from taktwin.exchange.edi.tokens import Segment
from taktwin.exchange.edi.values import code_reader, read_integer, read_prepared
from taktwin.model.phrase import Phrase


def read_interchange(source: str | Path | bytes, codes: Codes = OURS) -> Interchange:
    """Read an interchange of DELFOR, DELJIT and DESADV messages in Taktwin's profiles.

    Args:
        source: a file, or its bytes.
        codes: tables of the status codes.

    Returns:
        The interchange; `write_interchange` gives the same bytes again.

    Raises:
        EdiError: something is wrong with it; `faults` has all that was found, and nothing is read.
        OSError: the file cannot be read.

    Example:
        >>> from taktwin.exchange.edi import EdiError
        >>> data = b"UNB+UNOC:3+1:ZZ+2:ZZ+260302:0600+A'UNZ+1+B'"
        >>> try:
        ...     read_interchange(data)
        ... except EdiError as error:
        ...     print([(one.kind, one.segment, one.tag) for one in error.faults])
        [('wrong_message_count', 2, 'UNZ'), ('control_reference_mismatch', 2, 'UNZ')]
    """
    if isinstance(source, bytes):
        return _Reading(source, "", codes).interchange()
    return _Reading(Path(source).read_bytes(), str(source), codes).interchange()


class _Reading:
    """One interchange while it is read."""

    def __init__(self, data: bytes, file: str, codes: Codes) -> None:
        self.data, self.file, self.codes = data, file, codes
        self.findings = Findings()
        self.opened = opened(data, file)
        self.segments = self.opened.segments
        self.signs = self.segments.signs

    def interchange(self) -> Interchange:
        """The whole of it. Raises EdiError."""
        for number, wrong in self.opened.breaks:
            if swallowed(self.segments[number - 1 : number], _TAGS, self.signs) is None:
                self.findings.add("bad_character", number, self.segments.tag(number - 1)[:3], wrong)
        head = self._head()
        messages = self._messages(head.get("control_reference"))
        self.findings.refuse(self.file)
        found = Interchange(**head, messages=tuple(messages), signs=self.opened.una, line_end=self.opened.line_end)
        object.__setattr__(found, "source", self.data)  # it is frozen, and this is its birth
        object.__setattr__(found, "segments", len(self.segments))
        return found

    def _head(self) -> dict[str, Any]:
        """The values of UNB."""
        segment = self.segments[0]
        found: dict[str, Any] = {}
        try:
            found["syntax"] = f"{_value(segment, 1, 0)}:{code_reader(_VERSIONS)(_value(segment, 1, 1))}"
            for name, element, component in _HEAD:
                found[name] = _value(segment, element, component)
                if not found[name]:
                    what = Phrase("{name} is empty (element {element})", name=name, element=element)
                    raise WrongValueError("missing_value", what)
            found["prepared"] = read_prepared(_value(segment, 4, 0), _value(segment, 4, 1))
        except WrongValueError as wrong:
            self.findings.add(wrong.kind, 1, "UNB", wrong.detail)
        found["sender_qualifier"] = _value(segment, 2, 1) or None
        found["receiver_qualifier"] = _value(segment, 3, 1) or None
        found["test"] = _value(segment, 11, 0) == "1"
        return found

    def _messages(self, reference: str | None) -> list[Message]:
        """The messages, and what UNZ says of them."""
        messages: list[Message] = []
        references: set[str] = set()
        place, count, last = 1, 0, len(self.segments) - 1
        while place <= last:
            tag = self.segments.tag(place)
            if tag == "UNZ":
                self._trailer(place, count, reference)
                if place < last:
                    after = self.segments.tag(place + 1)
                    what = Phrase("{what} stands behind UNZ", what=repr(after))
                    self.findings.add("segment_out_of_order", place + 2, after, what)
                return messages
            if tag == "UNH":
                count += 1
                place = self._message(place, messages, references)
            elif tag in _TAGS and tag != "UNB":
                count += 1
                what = Phrase("{what} is missing before {other}", what="UNH", other=tag)
                self.findings.add("missing_mandatory_segment", place + 1, "UNH", what)
                place = self._end(place)
                place += place <= last and self.segments.tag(place) == TRAILER
            else:
                what = Phrase("{tag} may not stand between messages", tag=repr(tag))
                self.findings.add("unknown_segment", place + 1, tag, what)
                place += 1
        if not any(one.kind in ("missing_trailer", "escape_swallows_terminator") for one in self.findings.faults):
            tag = self.segments.tag(last)
            self.findings.add("missing_trailer", last + 1, tag, Phrase("the file ends without UNZ"))
        return messages

    def _message(self, place: int, messages: list[Message], references: set[str]) -> int:
        """Read the message whose UNH stands at a place; the place behind it."""
        unh = self.segments[place]
        before = len(self.findings.faults)
        reference = _value(unh, 1, 0)
        if reference in references:
            what = Phrase("two messages have the reference {reference}", reference=reference)
            self.findings.add("duplicate_reference", place + 1, "UNH", what)
        references.add(reference)
        profile = self._profile(place)
        values, end = None, place + 1
        if profile is not None:
            rules = machine(profile, self.codes, self.signs.decimal)
            values, end = read_body(rules, self.segments, place + 1, self.findings)
        end = self._end(end)
        if end < len(self.segments) and self.segments.tag(end) == TRAILER:
            self._counts(place, end, reference)
            end += 1
        if len(self.findings.faults) > before or profile is None or values is None:
            self._explain(place, end, before)
            return end
        directory = f"{_value(unh, 2, 1)}.{_value(unh, 2, 2)}"
        association = _value(unh, 2, 4)
        messages.append(
            profile.root.of(message_reference=reference, version=directory, association=association, **values)
        )
        return end

    def _profile(self, place: int) -> Profile | None:
        """The profile of a message; None, and a fault, where there is none."""
        unh = self.segments[place]
        kind, agency, directory = (_value(unh, 2, component) for component in (0, 3, 1))
        profiles = [one for one in PROFILES if one.message == kind]
        if not _value(unh, 1, 0):
            self.findings.add("missing_value", place + 1, "UNH", Phrase("the message has no reference"))
        if not profiles or agency != "UN" or directory != "D":
            what = Phrase("{kind} of {agency}, directory {directory}, is not read",
                          kind=repr(kind), agency=repr(agency), directory=repr(directory))  # fmt: skip
            self.findings.add("unsupported_message", place + 1, "UNH", what)
            return None
        association = _value(unh, 2, 4)
        named = [one for one in profiles if association in one.associations]
        if named or len(profiles) == 1:
            return (named or profiles)[0]
        return max(profiles, key=lambda one: self._known(one, place))

    def _known(self, profile: Profile, place: int) -> int:
        """How many of the first segments of a message a profile has: the code of the guide in UNH may be missing."""
        rules = machine(profile, self.codes, self.signs.decimal)
        found = 0
        for segment in islice(self.segments.following(place + 1), _ENOUGH):
            if segment[0][0] in SERVICE:
                break
            found += rules.knows(segment)
        return found

    def _end(self, place: int) -> int:
        """Place of the UNT of a message, or of what stands where it should be."""
        while place < len(self.segments) and self.segments.tag(place) not in SERVICE:
            place += 1
        return place

    def _counts(self, begin: int, end: int, reference: str) -> None:
        """What UNT says of its message."""
        unt, number = self.segments[end], end - begin + 1
        if _count(unt, 1) != number:
            what = Phrase("UNT counts {count} segments, there are {n}", count=repr(_value(unt, 1, 0)), n=number)
            self.findings.add("wrong_segment_count", end + 1, TRAILER, what)
        if _value(unt, 2, 0) != reference:
            what = Phrase("UNT says {end}, UNH says {begin}", end=repr(_value(unt, 2, 0)), begin=repr(reference))
            self.findings.add("message_reference_mismatch", end + 1, TRAILER, what)

    def _trailer(self, place: int, count: int, reference: str | None) -> None:
        """What UNZ says of the interchange."""
        unz = self.segments[place]
        if count == 0 or _count(unz, 1) != count:
            what = Phrase("UNZ counts {count} messages, there are {n}", count=repr(_value(unz, 1, 0)), n=count)
            self.findings.add("wrong_message_count", place + 1, "UNZ", what)
        if reference is not None and _value(unz, 2, 0) != reference:
            what = Phrase("UNZ says {end}, UNB says {begin}", end=repr(_value(unz, 2, 0)), begin=repr(reference))
            self.findings.add("control_reference_mismatch", place + 1, "UNZ", what)

    def _explain(self, begin: int, end: int, before: int) -> None:
        """Put the cause for the faults of a message where a segment has swallowed the next: they are consequences."""
        held = swallowed(self.segments[begin:end], _TAGS, self.signs)
        if held is None:
            return
        del self.findings.faults[before:]
        place = begin + held
        what = Phrase("a release character before its terminator joins it with the next segment")
        self.findings.add("escape_swallows_terminator", place + 1, self.segments.tag(place), what)


#: What UNB has to have: name, element, component.
_HEAD = (("sender", 2, 0), ("receiver", 3, 0), ("control_reference", 5, 0))
#: Versions of the syntax, ISO 9735.
_VERSIONS = {one: one for one in "1234"}
#: Segments of a message that are looked at to find its kind.
_ENOUGH = 60
_TAGS = frozenset({*SERVICE}).union(*(machine(one, OURS, ".").tags for one in PROFILES))


def _value(segment: Segment, element: int, component: int) -> str:
    try:
        return segment[element][component]
    except IndexError:
        return ""


def _count(segment: Segment, element: int) -> int | None:
    try:
        return read_integer(_value(segment, element, 0))
    except WrongValueError:
        return None
