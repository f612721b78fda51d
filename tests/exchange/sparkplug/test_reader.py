"""What payloads say: the reference vectors, the quirks of encoders, and everything that we write ourselves."""

from __future__ import annotations

import pickle
import struct
from typing import Any

import pytest

from taktwin.exchange.sparkplug.arrays import read_array, write_array
from taktwin.exchange.sparkplug.datatypes import ARRAYS, DataType, fits, number_of
from taktwin.exchange.sparkplug.decode import decode
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.errors import PayloadError
from taktwin.exchange.sparkplug.payload import DataSet, Metric, Parameter, Payload, Property, Template
from taktwin.exchange.sparkplug.reader import properties_of, read_payload
from tests.exchange.sparkplug.meaning import meaning_of
from tests.exchange.sparkplug.samples import ALL, BYTES, METRICS
from tests.exchange.sparkplug.vectors import vectors

T = DataType


@pytest.mark.parametrize("vector", vectors())
def test_reference_payloads(vector: dict[str, Any]) -> None:
    """Read exactly; and written by us they say the same."""
    payload = read_payload(bytes.fromhex(vector["hex"]))
    assert meaning_of(payload) == vector["meaning"]
    assert read_payload(encode(payload)) == payload


def test_everything_that_is_written_is_read() -> None:
    assert read_payload(BYTES) == ALL
    assert encode(read_payload(BYTES)) == BYTES


def test_many_at_once_are_read_as_one_by_one() -> None:
    payloads = [encode(Payload(metrics=METRICS[i : i + 3], seq=i)) for i in range(len(METRICS))] * 3
    batch = decode(payloads)
    for number, payload in enumerate(payloads):
        alone = decode([payload])
        for name in ("alias", "timestamp", "bits", "datatype", "flags", "field"):
            assert (batch.metrics_of(number)[name] == alone.metrics[name]).all()
        assert [batch.name_of(row) for row in batch.metrics_of(number)] == [alone.name_of(row) for row in alone.metrics]
        assert batch.seq_of(number) == alone.seq_of(0) == number % len(METRICS)


def _varint(field: int, value: int) -> bytes:
    written = bytes([field << 3])
    while value > 127:
        written, value = written + bytes([value & 127 | 128]), value >> 7
    return written + bytes([value])


def _metric(*parts: bytes) -> Metric:
    content = b"".join(parts)
    return read_payload(b"\x12" + bytes([len(content)]) + content).metrics[0]


@pytest.mark.parametrize(
    ("datatype", "field", "written", "value"),
    [
        (T.UInt32, 10, 3_000_000_000, 3_000_000_000),  # where the standard puts it
        (T.UInt32, 11, 3_000_000_000, 3_000_000_000),  # where some put it
        (T.Int8, 10, 0xFF, -1),  # as many bits as the type has
        (T.Int8, 10, 0xFFFFFFFF, -1),  # 32 bits
        (T.Int8, 11, 2**64 - 1, -1),
        (T.Int16, 10, 0xFED4, -300),
        (T.Int16, 10, 0xFFFFFED4, -300),
        (T.Int32, 10, 2**64 - 42, -42),  # a sign drawn out to ten bytes
        (T.Int64, 11, 2**64 - 5, -5),
        (T.UInt64, 11, 2**64 - 5, 2**64 - 5),
        (T.UInt8, 10, 0x1FF, 0xFF),
        (T.DateTime, 11, 1_800_000_000_000, 1_800_000_000_000),
        (T.Boolean, 14, 7, True),
    ],
)
def test_whole_numbers_count_by_their_type(datatype: T, field: int, written: int, value: int) -> None:
    assert _metric(_varint(4, datatype), _varint(field, written)).value == value


def test_reals_are_taken_from_either_field() -> None:
    assert _metric(_varint(4, T.Double), b"\x65" + struct.pack("<f", 0.5)).value == 0.5
    assert _metric(_varint(4, T.Float), b"\x69" + struct.pack("<d", 0.5)).value == 0.5


def test_a_value_in_a_field_of_another_kind_is_seen() -> None:
    assert not fits(15, T.Int32)
    assert fits(11, T.UInt32)
    assert fits(15, 99)
    assert fits(15, 0)
    assert _metric(_varint(4, T.Int32), b"\x7a\x01x").value == "x"
    assert number_of(10, 0xFF, T.String) == 255


def test_the_last_of_several_counts() -> None:
    """As protocol buffers say: of a field that stands twice the last, of several values the last."""
    metric = _metric(_varint(2, 4), _varint(10, 3), _varint(2, 5), b"\x7a\x01x", _varint(14, 1))
    assert (metric.alias, metric.value, metric.field) == (5, True, 14)


def test_truths_from_either_end() -> None:
    by_standard = bytes.fromhex("03000000a0")
    assert read_array(by_standard, T.BooleanArray) == [True, False, True]
    assert read_array(bytes.fromhex("0300000005"), T.BooleanArray) == [True, False, True]
    assert read_array(bytes.fromhex("0300000005"), T.BooleanArray, lowest_first=False) == [False, False, False]
    # eight truths leave no bit unused: the standard counts, unless somebody knows better
    assert read_array(bytes.fromhex("0800000001"), T.BooleanArray)[7] is True
    assert read_array(bytes.fromhex("0800000001"), T.BooleanArray, lowest_first=True)[0] is True
    assert read_array(bytes(4), T.BooleanArray) == []


def test_texts_in_hex_digits() -> None:
    assert read_array(b"3738\0", T.StringArray) == ["3738"]
    assert read_array(b"3738\0\0", T.StringArray, hex_texts=True) == ["78", ""]
    assert read_array(b"a\0b", T.StringArray) == ["a", "b"]  # the last zero byte left out
    with pytest.raises(PayloadError, match="hex digits"):
        read_array(b"xy\0", T.StringArray, hex_texts=True)


@pytest.mark.parametrize("datatype", ARRAYS)
def test_arrays_come_back(datatype: T) -> None:
    values = {T.BooleanArray: [True] * 9, T.StringArray: ["x", ""]}.get(datatype, [0, 1, 100])
    assert read_array(write_array(values, datatype), datatype) == values
    assert read_array(write_array([], datatype), datatype) == []
    if datatype not in (T.StringArray, T.Int8Array, T.UInt8Array):
        with pytest.raises(PayloadError):
            read_array(b"abc", datatype)


def test_names_that_are_no_utf8_do_not_stop_a_payload() -> None:
    metric = _metric(b"\x0a\x02a\xff", _varint(10, 3))
    assert (metric.name, metric.value) == ("a\\xff", 3)


def test_properties_on_demand() -> None:
    batch = decode([BYTES])
    found = [properties_of(batch, row) for row in batch.metrics]
    assert sum(one is not None for one in found) == 1
    assert next(one for one in found if one)["Quality"] == Property(T.Int32, 192)


def test_a_table_with_a_short_row_is_refused_with_its_place() -> None:
    short = BYTES.replace(b"\x22\x08\x0a\x02\x32\x00\x0a\x02\x08\x02", b"\x22\x08\x2a\x02\x32\x00\x0a\x02\x08\x02")
    assert short != BYTES
    with pytest.raises(PayloadError, match=r"byte \d+: a row of 1 cells in a table of 2 columns"):
        read_payload(short)


@pytest.mark.parametrize(
    ("metric", "wrong"),
    [
        (Metric(name="x", datatype=T.Int8, value=128), 'metric "x": 128 is no value of type Int8'),
        (Metric(alias=4, datatype=T.Int32, value=1.5), 'metric "alias 4": 1.5 is no value of type Int32'),
        (Metric(name="x", datatype=T.Boolean, value=1), "1 is no value of type Boolean"),
        (Metric(name="x", datatype=T.String, value=1), "1 is no value of type String"),
        (Metric(name="x", datatype=99, value=1), "type 99 cannot be the type of a value here"),
        (Metric(name="x", datatype=T.PropertySet, value={}), "PropertySet cannot be the type of a value here"),
        (Metric(name="x", datatype=T.Float, value=1e39), "too large for Float"),
        (Metric(name="x", datatype=T.Int32, value=1, is_null=True), "has a value and says that it has none"),
        (Metric(name="x", value=object()), "no type is given"),
        (Metric(name="x", alias=-1), "-1 is no unsigned number of 64 bits"),
        (Metric(name="\ud800"), "cannot be written as UTF-8"),
        (Metric(name="x", datatype=T.Int8Array, value=[200]), "200 is no element of Int8Array"),
        (Metric(name="x", datatype=T.FloatArray, value=[1e39]), "too large for FloatArray"),
        (Metric(name="x", datatype=T.StringArray, value=["a\0"]), "zero bytes"),
        (Metric(name="x", datatype=T.DataSet, value=DataSet(("a",), (T.Int8,), ((1, 2),))), "differ in number"),
        (Metric(name="x", datatype=T.DataSet, value=DataSet(("a",), (T.Bytes,), ((b"",),))), "Bytes cannot be"),
        (Metric(name="x", datatype=T.Template, value=Template(is_definition=True, template_ref="y")), "definition"),
        (
            Metric(
                name="x",
                datatype=T.Template,
                value=Template(is_definition=True, parameters=(Parameter(None, None, 1),)),
            ),
            "parameter",
        ),
        (Metric(name="x", properties={"p": Property(None, 1)}), 'property "p" has no type'),
    ],
)
def test_what_cannot_be_written_is_said(metric: Metric, wrong: str) -> None:
    with pytest.raises(PayloadError) as told:
        encode(Payload(metrics=(metric,)))
    assert wrong in str(told.value)
    assert told.value.remedy
    again = pickle.loads(pickle.dumps(told.value))
    assert (str(again), again.place) == (str(told.value), told.value.place)
