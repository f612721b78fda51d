"""Cut and damaged payloads: refused whole, with the place, or read as Google's library reads them."""

from __future__ import annotations

import contextlib
import random
from typing import Any

import numpy as np
import pytest

from taktwin.exchange.sparkplug.decode import decode
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.payload import Payload
from taktwin.exchange.sparkplug.reader import metric_of, read_payload
from taktwin.exchange.sparkplug.wire import layout as k
from tests.exchange.sparkplug.samples import ALL, BYTES, METRICS, data
from tests.exchange.sparkplug.vectors import vectors


def _sources() -> list[bytes]:
    found = [BYTES, *(encode(Payload(metrics=(one,), seq=3)) for one in METRICS), data(5, 2.5, 9)]
    return found + [bytes.fromhex(one.values[0]["hex"]) for one in vectors() if one.values[0]]


SOURCES = _sources()


def mutate(chance: random.Random) -> bytes:
    """A payload with some bytes changed, removed, doubled, or put in from another one."""
    content = bytearray(chance.choice(SOURCES))
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(content) + 1)
        what = chance.randrange(6)
        if what == 0:
            del content[at:]
        elif what == 1:
            content[at : at + chance.randrange(1, 9)] = b""
        elif what == 2:
            other = chance.choice(SOURCES)
            begin = chance.randrange(len(other))
            content[at:at] = other[begin : begin + chance.randrange(1, 30)]
        elif what == 3:
            content[at:at] = chance.randbytes(chance.randrange(1, 12))
        elif content:
            at = chance.randrange(len(content))
            content[at] = chance.choice((0, 1, 127, 128, 255, content[at] ^ (1 << chance.randrange(8))))
    return bytes(content)


def test_a_payload_cut_anywhere_is_refused_or_shorter() -> None:
    """Between two fields a payload can end; everywhere else it is refused, with the place of what is cut."""
    batch = decode([BYTES[:end] for end in range(len(BYTES))])
    for end in range(len(BYTES)):
        fault = batch.fault_of(end)
        metrics = batch.metrics_of(end)
        if fault is None:
            assert [metric_of(batch, one) for one in metrics] == list(ALL.metrics[: len(metrics)])
        else:
            assert len(metrics) == 0
            assert fault.place is not None
            assert fault.place < end
            assert "cut" in fault.message
            assert batch.timestamp_of(end) is None
    whole = [end for end in range(len(BYTES)) if batch.fault_of(end) is None]
    assert len(whole) == len(METRICS) + 4  # before each field: the metrics, time, seq, uuid, body


def test_a_refused_payload_leaves_its_neighbours_alone() -> None:
    good, bad = data(5, 2.5, 9), data(6, 1.5, 8)[:-3]
    batch = decode([good, bad, b"", good])
    assert batch.heads["count"].tolist() == [1, 0, 0, 1]
    assert [batch.fault_of(i) is None for i in range(4)] == [True, False, True, True]
    assert batch.metrics["payload"].tolist() == [0, 3]
    with pytest.raises(PayloadError, match=r"byte 7: the payload is cut here"):
        read_payload(data(6, 1.5, 8)[:-12])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x08" + b"\xff" * 10 + b"\x01", "byte 0: a number of more than ten bytes"),
        (b"\x00\x01", "byte 0: a field that cannot be"),
        (b"\xf8\xff\xff\xff\x7f\x01", "byte 0: a field that cannot be"),
        (b"\x08\x01\x13\x14", "byte 2: a group"),
        (b"\x12\x7f\x10", "byte 0: the payload is cut"),
        (b"\x12" + b"\xff" * 9 + b"\x01", "byte 0: the payload is cut"),  # a length that would be negative
        (b"\x12\x03\x4a\x01\x0a", "byte 4: the payload is cut"),  # within properties
    ],
)
def test_each_fault_says_its_place(content: bytes, message: str) -> None:
    with pytest.raises(PayloadError) as told:
        read_payload(content)
    assert str(told.value).startswith(message)


def test_messages_within_messages_have_an_end() -> None:
    """Sets of properties within each other, two messages each."""

    def nested(times: int) -> bytes:
        content = b""
        for _ in range(times):
            for key in (b"\x4a", b"\x12"):
                content = key + _size(content) + content
        content = b"\x4a" + _size(content) + content
        return b"\x12" + _size(content) + content

    with pytest.raises(PayloadError, match="0 names of properties and 1 values"):
        read_payload(nested(30))
    with pytest.raises(PayloadError, match="within each other"):
        read_payload(nested(40))


def _size(content: bytes) -> bytes:
    return bytes([len(content) & 127 | 128, len(content) >> 7 & 127 | 128, len(content) >> 14])


def _check(content: bytes, batch: Any, number: int, reference: Any) -> None:
    fault, metrics, found = batch.fault_of(number), batch.metrics_of(number), reference.parsed(content)
    if fault is not None:
        assert len(metrics) == 0
        assert 0 <= fault.place < max(len(content), 1), content.hex()
        if found is not None:  # what only we refuse
            assert batch.heads[number]["fault"] in (k.GROUP, k.DEEP), content.hex()
        return
    assert found is not None, content.hex()
    assert len(metrics) == len(found.metrics), content.hex()
    assert batch.timestamp_of(number) == (found.timestamp if found.HasField("timestamp") else None)
    assert batch.seq_of(number) == (found.seq if found.HasField("seq") else None)
    names = {10: "int_value", 11: "long_value", 12: "float_value", 13: "double_value", 14: "boolean_value"}
    for row, metric in zip(metrics, found.metrics, strict=True):
        assert int(row["alias"]) % 2**64 == metric.alias, content.hex()
        assert int(row["timestamp"]) % 2**64 == metric.timestamp
        assert int(row["datatype"]) == metric.datatype
        assert bool(row["flags"] & k.HISTORICAL) == metric.is_historical
        assert bool(row["flags"] & k.SAID_NULL) == metric.HasField("is_null")
        held = metric.WhichOneof("value")
        assert (held is None) == (row["field"] == 0), content.hex()
        if held in names.values():
            assert names[int(row["field"])] == held
            value = getattr(metric, held)
            raw = np.array([row["bits"]], dtype=np.int64)
            if held == "double_value":
                assert raw.view("f8")[0] == value or value != value
            elif held == "float_value":
                assert raw.view("f4")[0] == np.float32(value) or value != value
            else:
                assert int(row["bits"]) % 2**64 == int(value)


def test_damaged_payloads_are_read_as_by_another_library_or_not_at_all() -> None:
    reference = pytest.importorskip("tests.exchange.sparkplug.protobuf")
    chance = random.Random(20261130)
    contents = [mutate(chance) for _ in range(30_000)]
    batch = decode(contents)
    for number, content in enumerate(contents):
        _check(content, batch, number, reference)
    refused = int((batch.heads["fault"] != 0).sum())
    assert 0.2 < refused / len(contents) < 0.9


def test_a_hundred_thousand_damaged_payloads() -> None:
    """No crash, no half result; what is accepted can be read in plain Python, or says what is wrong."""
    chance = random.Random(7)
    plain = 0
    for _ in range(100):
        contents = [mutate(chance) for _ in range(1_000)]
        batch = decode(contents)
        counts = np.where(batch.heads["fault"] != 0, 0, batch.heads["count"])
        assert (batch.heads["count"] == counts).all()
        assert counts.sum() == len(batch.metrics)
        for number in range(0, 1_000, 10):
            with contextlib.suppress(PayloadError):
                read_payload(contents[number])
                plain += 1
    assert plain > 1_000
