"""Payloads of every kind, made by our own encoder."""

from __future__ import annotations

from taktwin.exchange.sparkplug.datatypes import DataType as T
from taktwin.exchange.sparkplug.encode import encode
from taktwin.exchange.sparkplug.payload import DataSet, Metadata, Metric, Parameter, Payload, Property, Template

TIME = 1_800_000_000_000
_HIGH = {"high": Property(T.Double, 95.5), "step": Property(T.Int8, -3)}
METRICS = (
    Metric(name="bdSeq", timestamp=TIME, datatype=T.Int64, value=7),
    Metric(name="Node Control/Rebirth", timestamp=TIME, datatype=T.Boolean, value=False),
    Metric(name="焊装/Good", alias=2**63, timestamp=TIME + 1, datatype=T.UInt64, value=2**64 - 1),
    Metric(name="i8", datatype=T.Int8, value=-128),
    Metric(name="i16", datatype=T.Int16, value=-2),
    Metric(name="i32", datatype=T.Int32, value=-(2**31)),
    Metric(name="i64", datatype=T.Int64, value=-(2**63)),
    Metric(name="u32", datatype=T.UInt32, value=2**32 - 1),
    Metric(name="when", datatype=T.DateTime, value=TIME),
    Metric(name="f", datatype=T.Float, value=-0.25, is_historical=True),
    Metric(name="d", datatype=T.Double, value=1e300, is_transient=True),
    Metric(name="s", datatype=T.String, value="运行"),
    Metric(name="none", datatype=T.Int32, is_null=True),
    Metric(name="file", datatype=T.File, value=b"\0\1", metadata=Metadata(size=2, is_multi_part=False, md5="x")),
    Metric(
        name="limits",
        datatype=T.Double,
        value=2.5,
        properties={
            "Quality": Property(T.Int32, 192),
            "set": Property(T.PropertySet, _HIGH),
            "list": Property(T.PropertySetList, [_HIGH, {}]),
            "gone": Property(T.String, None, True),
        },
    ),
    Metric(name="t", datatype=T.DataSet, value=DataSet(("a", "b"), (T.String, T.Int16), (("x", -1), ("", 2)), 2)),
    Metric(
        name="def",
        datatype=T.Template,
        value=Template(
            version="1",
            metrics=(Metric(name="Good", datatype=T.UInt64, value=0),),
            parameters=(Parameter("line", T.String, "main"),),
            is_definition=True,
        ),
    ),
    Metric(name="ints", datatype=T.Int16Array, value=[-1, 2]),
    Metric(name="truths", datatype=T.BooleanArray, value=[True, False, True]),
    Metric(name="texts", datatype=T.StringArray, value=["", "x"]),
    Metric(name="reals", datatype=T.FloatArray, value=[1.5]),
    Metric(name="times", datatype=T.DateTimeArray, value=[TIME]),
)
ALL = Payload(timestamp=TIME, metrics=METRICS, seq=255, uuid="u", body=b"abc")
BYTES = encode(ALL)


def data(alias: int, value: float, seq: int, **more: object) -> bytes:
    """A payload of one value without name and type."""
    return encode(Payload(timestamp=TIME, metrics=(Metric(alias=alias, value=value, **more),), seq=seq))  # pyright: ignore[reportArgumentType]
