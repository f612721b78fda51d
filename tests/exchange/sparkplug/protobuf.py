"""The payload as Google's library reads it; its types are made here from the field tables of the standard."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("google.protobuf", reason="protobuf is not installed (`pip install taktwin[test]`)")
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_SIMPLE = "uint32 uint64 float double bool string"
#: Message -> its fields in their order from 1 on: type, then name; `*` for one that repeats, `?` for the oneof.
_MESSAGES = {
    "Payload": "uint64 timestamp, Metric metrics*, uint64 seq, string uuid, bytes body",
    "Metric": "string name, uint64 alias, uint64 timestamp, uint32 datatype, bool is_historical, bool is_transient,"
    " bool is_null, Metadata metadata, PropertySet properties, uint32 int_value?, uint64 long_value?,"
    " float float_value?, double double_value?, bool boolean_value?, string string_value?, bytes bytes_value?,"
    " DataSet dataset_value?, Template template_value?",
    "Metadata": "bool is_multi_part, string content_type, uint64 size, uint64 seq, string file_name, string file_type,"
    " string md5, string description",
    "PropertySet": "string keys*, PropertyValue values*",
    "PropertyValue": "uint32 type, bool is_null, uint32 int_value?, uint64 long_value?, float float_value?,"
    " double double_value?, bool boolean_value?, string string_value?,"
    " PropertySet set_value?, PropertyList list_value?",
    "PropertyList": "PropertySet sets*",
    "DataSet": "uint64 num_of_columns, string columns*, uint32 types*, Row rows*",
    "Row": "Cell elements*",
    "Cell": "uint32 int_value?, uint64 long_value?, float float_value?, double double_value?, bool boolean_value?,"
    " string string_value?",
    "Template": "string version, Metric metrics*, Parameter parameters*, string template_ref, bool is_definition",
    "Parameter": "string name, uint32 type, uint32 int_value?, uint64 long_value?, float float_value?,"
    " double double_value?, bool boolean_value?, string string_value?",
}


def _payload() -> Any:
    kinds = descriptor_pb2.FieldDescriptorProto
    codes = {name: getattr(kinds, f"TYPE_{name.upper()}") for name in (*_SIMPLE.split(), "bytes")}
    file = descriptor_pb2.FileDescriptorProto(name="payload.proto", package="reference", syntax="proto2")
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        if "?" in fields:
            message.oneof_decl.add(name="value")
        for number, one in enumerate(fields.split(","), 1):
            kind, called = one.split()
            field = message.field.add(name=called.rstrip("*?"), number=number)
            field.label = kinds.LABEL_REPEATED if called.endswith("*") else kinds.LABEL_OPTIONAL
            if kind in codes:
                field.type = codes[kind]
            else:
                field.type, field.type_name = kinds.TYPE_MESSAGE, f".reference.{kind}"
            if called.endswith("?"):
                field.oneof_index = 0
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName("reference.Payload"))


Payload = _payload()


def parsed(data: bytes) -> Any:
    """The message; None where the library refuses it."""
    try:
        return Payload.FromString(data)
    except Exception:  # its own errors, and what the text of a name makes of it
        return None
