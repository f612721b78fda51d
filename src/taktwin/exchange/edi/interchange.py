"""An interchange: who sends what to whom, and the messages in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from taktwin.exchange.edi.record import Message


@dataclass(frozen=True, kw_only=True)
class Interchange:
    """Messages from one partner to another.

    Attributes:
        sender: number of the sender.
        receiver: number of the receiver.
        sender_qualifier: whose numbers these are (ZZ: agreed between the partners).
        receiver_qualifier: the same of the receiver.
        control_reference: number of the interchange.
        prepared: when it was made, to the minute.
        syntax: character set and version of the syntax; UNOC is Latin-1.
        test: whether it is a test, not to be acted on (UNB, 0035).
        messages: what it holds.
        signs: the six signs of UNA; None writes no UNA, and the usual signs.
        line_end: what is written behind each segment: nothing, or a line break of any system.
        source: the bytes that it was read from, empty for one that was made here. `write_interchange` gives them back.
        segments: how many there are from UNB to UNZ; 0 for one that was made here.
    """

    sender: str
    receiver: str
    sender_qualifier: str | None = "ZZ"
    receiver_qualifier: str | None = "ZZ"
    control_reference: str
    prepared: datetime
    syntax: str = "UNOC:3"
    test: bool = False
    messages: tuple[Message, ...]
    signs: str | None = None
    line_end: str = ""
    # neither is an argument: what is changed by `dataclasses.replace` is no longer what was read
    source: bytes = field(init=False, default=b"", repr=False, compare=False)
    segments: int = field(init=False, default=0, compare=False)

    def as_dict(self, written: bool = False) -> dict[str, Any]:
        """For JSON; with ``written`` also the codes that only say how messages are written."""
        head: dict[str, Any] = {
            "sender": self.sender,
            "receiver": self.receiver,
            "control_reference": self.control_reference,
            "prepared": self.prepared.isoformat(timespec="minutes"),
            "syntax": self.syntax,
            "messages": len(self.messages),
            "segments": self.segments,
        }
        if written:
            head["test"] = self.test
        return {"interchange": head, "messages": [one.as_dict(written) for one in self.messages]}
