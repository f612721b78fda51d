"""What can be read in a call-off for vehicles and is hardly meant: the values are taken, and people are warned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import pairwise

from taktwin.exchange.edi.calloff import JisCall, JisCallOff
from taktwin.exchange.edi.record import Message
from taktwin.exchange.refused import PlainFault
from taktwin.model.phrase import Phrase

#: Units in which parts are counted; none is pieces as well.
_PIECES = (None, "PCE")


def warnings_of(message: Message) -> list[PlainFault]:
    """What is hardly meant in a message: at most one warning of each kind, with its first case and their number.

    Looked at are calls for vehicles (DELJIT-JIS): numbers missing in the sequence (``sequence_gap``), a vehicle that is
    due before one that stands ahead of it (``due_backwards``), and a part that is not called once for its vehicle
    (``quantity_not_one``). Other messages have no sequence.

    Example:
        ``[one.kind for one in warnings_of(read_interchange("calls.edi").messages[0])]``
    """
    if not isinstance(message, JisCallOff):
        return []
    order = _in_sequence(message.calls)
    place = Phrase("document {number}", number=message.document)
    found = (*_gaps(order), *_backwards(order), *_quantities(message.calls))
    return [PlainFault(kind, place, detail, remedy) for kind, detail, remedy in found]


_Found = tuple[str, Phrase, Phrase]


def _in_sequence(calls: Sequence[JisCall]) -> list[tuple[int, JisCall]]:
    """The calls by their place in the sequence: their number, counted on where a counter begins anew behind 9...9."""
    found: list[tuple[int, JisCall]] = []
    above = 0  # how much the place is above the number
    for before, call in zip((None, *calls), calls, strict=False):
        if before is not None and call.sequence <= 1 and before.sequence > 9 and set(str(before.sequence)) == {"9"}:
            above = found[-1][0] + 1 - call.sequence
        found.append((above + call.sequence, call))
    return sorted(found, key=lambda one: one[0])


def _gaps(order: Sequence[tuple[int, JisCall]]) -> Iterator[_Found]:
    """Numbers missing between two calls. Changes and cancellations name single vehicles: only new calls have gaps."""
    new = [place for place, call in order if call.status == "new"]
    inside = [(place, call) for place, call in order if new and new[0] <= place <= new[-1]]
    gaps = [(a, b, after - before - 1) for (before, a), (after, b) in pairwise(inside) if after - before > 1]
    if gaps:
        before, after, _ = gaps[0]
        yield (
            "sequence_gap",
            Phrase(
                "number {before} is followed by {after}; numbers missing in all: {n}",
                before=before.sequence,
                after=after.sequence,
                n=sum(missing for _, _, missing in gaps),
            ),
            Phrase("look for them in other messages, or ask the sender for them"),
        )


def _backwards(order: Sequence[tuple[int, JisCall]]) -> Iterator[_Found]:
    """Vehicles that are due before the one ahead of them. A day counts from its begin to its end."""
    calls = [call for _, call in order if call.status != "cancel"]
    wrong = [(a, b) for a, b in pairwise(calls) if _moment(b.due, time.max) < _moment(a.due, time.min)]
    if wrong:
        ahead, behind = wrong[0]
        yield (
            "due_backwards",
            Phrase(
                "number {behind} is due {due}, before number {ahead} ({other}), which stands ahead of it; in all: {n}",
                behind=behind.sequence,
                due=_text(behind.due),
                ahead=ahead.sequence,
                other=_text(ahead.due),
                n=len(wrong),
            ),
            Phrase("ask the sender which is right, the sequence or the times"),
        )


def _quantities(calls: Sequence[JisCall]) -> Iterator[_Found]:
    """Parts of which a vehicle gets several, or none."""
    items = [(call, item) for call in calls for item in call.items]
    wrong = [(call, item) for call, item in items if item.unit in _PIECES and item.quantity != 1]
    if wrong:
        call, item = wrong[0]
        yield (
            "quantity_not_one",
            Phrase(
                "number {number} calls {quantity} of {part}; quantities other than 1 in all: {n}",
                number=call.sequence,
                quantity=item.quantity,
                part=item.part,
                n=len(wrong),
            ),
            Phrase("ask the sender whether all of them go into one vehicle"),
        )


def _moment(value: date | datetime, at: time) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, at)


def _text(value: date | datetime) -> str:
    return value.isoformat(" ", "minutes") if isinstance(value, datetime) else value.isoformat()
