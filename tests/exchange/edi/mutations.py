"""Damage to messages: segments lost, doubled, exchanged, bytes changed, files cut off."""

from __future__ import annotations

import random

from taktwin.exchange.edi import Interchange, read_interchange, write_interchange
from taktwin.exchange.edi.faults import REMEDIES, EdiError
from taktwin.model.errors import OptionError
from tests.exchange.edi.examples import ALL, interchange

SPECIAL = b"'+:?.*\n\r\x00\xff\xe9 09AZ-"


def originals() -> list[bytes]:
    """What is damaged: one of each kind, and one with other separators and line ends."""
    plain = [write_interchange(interchange(make())) for make in ALL.values()]
    other = [write_interchange(interchange(make(), signs="|*,\\ ~", line_end="\r\n")) for make in ALL.values()]
    return plain + other


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes with one to three damages."""
    for _ in range(chance.randint(1, 3)):
        data = chance.choice((_segments, _segments, _byte, _byte, _piece, _cut_off))(data, chance)
    return data


def _segments(data: bytes, chance: random.Random) -> bytes:
    sign = b"'" if b"'" in data else b"~"
    parts = data.split(sign)
    a, b = chance.randrange(len(parts)), chance.randrange(len(parts))
    match chance.randrange(4):
        case 0:
            del parts[a]
        case 1:
            parts.insert(b, parts[a])
        case 2:
            parts[a], parts[b] = parts[b], parts[a]
        case _:
            parts[a] += b"?"
    return sign.join(parts)


def _byte(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    place = chance.randrange(len(data))
    new = bytes([chance.choice(SPECIAL) if chance.random() < 0.7 else chance.randrange(256)])
    match chance.randrange(3):
        case 0:
            return data[:place] + data[place + 1 :]
        case 1:
            return data[:place] + new + data[place:]
        case _:
            return data[:place] + new + data[place + 1 :]


def _piece(data: bytes, chance: random.Random) -> bytes:
    """A piece of it once more, somewhere else."""
    a, b = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[a : min(b, a + 60)] + data[place:]


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.3 else data


def survive(count: int, seed: int) -> dict[str, int]:
    """Read damaged messages.

    Each is refused with faults that are whole, or read to something that is: all of it can be shown, and written so
    that the same is read again.

    Returns:
        Kind of the first fault, or `read` -> how many.
    """
    chance = random.Random(seed)
    given = originals()
    tally: dict[str, int] = {}
    for _ in range(count):
        data = mutated(chance.choice(given), chance)
        try:
            found = read_interchange(data)
        except EdiError as error:
            kind = _named(error)
        else:
            kind = "read"
            _whole(found, data)
        tally[kind] = tally.get(kind, 0) + 1
    return tally


def _named(error: EdiError) -> str:
    """The kind of the first fault; all of them are whole."""
    assert error.faults
    for one in error.faults:
        assert one.kind in REMEDIES
        assert one.segment >= 1
        assert str(one.place)
        assert str(one.detail)
    return error.faults[0].kind


def _whole(found: Interchange, data: bytes) -> None:
    assert write_interchange(found) == data
    assert len(found.as_dict(written=True)["messages"]) == len(found.messages) > 0
    from dataclasses import replace

    try:
        assert read_interchange(write_interchange(replace(found))) == found
    except OptionError:
        raise AssertionError(data) from None
