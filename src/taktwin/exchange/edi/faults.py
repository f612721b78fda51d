"""What can be wrong with an interchange: the kinds, each with its remedy, and the error that holds them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from taktwin.exchange.refused import MessageError
from taktwin.model.phrase import Phrase

#: Kind of fault -> what to do about it.
REMEDIES: Mapping[str, Phrase] = {
    # of the file
    "not_edifact": Phrase("give an EDIFACT file: it begins with UNA or UNB"),
    "bad_separators": Phrase("UNA is followed by six different signs, such as `:+.? '`"),
    "bad_charset": Phrase("ask the sender for UNOA, UNOB, UNOC (Latin-1) or UNOW (UTF-8)"),
    "bad_character": Phrase(
        "ask the sender for signs of the character set that UNB names, without line breaks inside a segment"
    ),
    "unterminated": Phrase("the file has been cut off; fetch it again"),
    "missing_trailer": Phrase("the file has been cut off; fetch it again, or ask the sender for all segments"),
    # of its counts and references
    "wrong_segment_count": Phrase("segments were lost or added on the way; ask the sender for the message again"),
    "wrong_message_count": Phrase("messages were lost or added on the way; ask the sender for the file again"),
    "control_reference_mismatch": Phrase("begin and end are of different files; fetch the file again"),
    "message_reference_mismatch": Phrase("begin and end are of different messages; ask the sender for the file again"),
    "duplicate_reference": Phrase("ask the sender to number the messages of a file"),
    # of the structure
    "unsupported_message": Phrase("DELFOR, DELJIT and DESADV of UN, directory D, are read"),
    "missing_mandatory_segment": Phrase("ask the sender to send the segment; docs/messages.md has the profile"),
    "unknown_segment": Phrase("ask the sender to leave it out; docs/messages.md has the profile"),
    "segment_out_of_order": Phrase("ask the sender for the order of the profile in docs/messages.md"),
    "escape_swallows_terminator": Phrase(
        "the release character in a text has to be doubled; ask the sender to do that"
    ),
    # of the content
    "missing_value": Phrase("ask the sender to fill it"),
    "bad_number": Phrase("write digits, not below zero, at most 15"),
    "bad_date": Phrase("write a day that exists as YYYYMMDD with 102, or a minute as YYYYMMDDHHMM with 203"),
    "bad_code": Phrase("ask the sender what it means; a status can be added to the table of codes"),
    "bad_vin": Phrase("a VIN has 17 letters and digits"),
    "duplicate_sequence": Phrase("a number may stand once in a message; ask the sender which of the two counts"),
    "window_reversed": Phrase("the earliest time (64) has to lie before the latest (63)"),
    "sequence_range_mismatch": Phrase("the last number less the first, plus one, has to be the quantity"),
}


@dataclass(frozen=True, slots=True)
class SegmentFault:
    """One thing that is wrong, at a segment.

    Attributes:
        kind: a key of `REMEDIES`.
        segment: number of the segment in the interchange: UNB is 1, UNA is not counted.
        tag: of that segment; of a segment that is missing, its own, while `segment` counts what stands in its place.
        detail: what is wrong.
    """

    kind: str
    segment: int
    tag: str
    detail: str

    @property
    def place(self) -> str:
        """Segment and tag."""
        return Phrase("segment {number} ({tag})", number=self.segment, tag=self.tag)

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return REMEDIES[self.kind]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "kind": self.kind,
            "segment": self.segment,
            "tag": self.tag,
            "detail": str(self.detail),
            "remedy": str(self.remedy),
        }


class EdiError(MessageError[SegmentFault]):
    """An interchange that is refused; `faults` has all that was found, in the order of the file."""


@dataclass
class WrongValueError(Exception):
    """A value that cannot be meant; raised by what reads values, and made a fault by who knows the segment."""

    kind: str
    detail: str


@dataclass
class Findings:
    """Faults of an interchange while it is read."""

    faults: list[SegmentFault] = field(default_factory=list)

    def add(self, kind: str, segment: int, tag: str, detail: str) -> None:
        """Add a fault; its kind must have a remedy."""
        assert kind in REMEDIES, kind
        self.faults.append(SegmentFault(kind, segment, tag, detail))

    def refuse(self, file: str) -> None:
        """Raise EdiError if there is a fault."""
        if self.faults:
            raise EdiError(file, sorted(self.faults, key=lambda one: one.segment))
