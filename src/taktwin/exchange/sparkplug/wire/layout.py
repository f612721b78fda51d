"""What the arrays of the reader hold: a row for each payload, a row for each metric, and what is wrong with a payload.

Places are counted in bytes from the begin of the buffer in which all payloads of a batch stand one after the other.
"""

from __future__ import annotations

import numpy as np

#: One payload. `first` and `count` say which metrics are its own; a refused payload has none, and `fault` is not 0.
HEAD = np.dtype(
    [
        ("timestamp", np.int64),  # ms since 1970 UTC
        ("seq", np.int64),
        ("first", np.int64),
        ("count", np.int64),
        ("uuid_at", np.int64),
        ("uuid_length", np.int64),
        ("body_at", np.int64),
        ("body_length", np.int64),
        ("fault_at", np.int64),
        ("fault", np.int32),
        ("flags", np.int32),
    ]
)

#: One metric. `at` and `length` are the place of the whole metric, from which the rest can be read on demand.
METRIC = np.dtype(
    [
        ("at", np.int64),
        ("length", np.int64),
        ("name_at", np.int64),
        ("name_length", np.int64),
        ("alias", np.int64),  # the bits of an unsigned number
        ("timestamp", np.int64),  # ms since 1970 UTC
        ("bits", np.int64),  # of a number, as they came: 32 bits of int_value and float_value, 64 of the others
        ("value_at", np.int64),  # of a text, bytes, a data set, a template
        ("value_length", np.int64),
        ("datatype", np.int64),  # 0 where it is not said
        ("payload", np.int32),
        ("flags", np.int32),
        ("field", np.int32),  # number of the field that holds the value, 10 to 18; 0 for none
    ]
)

#: Flags of a payload.
SAID_TIME, SAID_SEQ, SAID_UUID, SAID_BODY = 1, 2, 4, 8

#: Flags of a metric: what was said, and what it said.
HAS_NAME, HAS_ALIAS, HAS_TIME, HAS_TYPE = 1, 2, 4, 8
HISTORICAL, TRANSIENT, NULL = 16, 32, 64
HAS_METADATA, HAS_PROPERTIES = 128, 256
SAID_HISTORICAL, SAID_TRANSIENT, SAID_NULL = 512, 1024, 2048

#: What is wrong with a payload.
SOUND, CUT, LONG_NUMBER, NO_FIELD, GROUP, DEEP = 0, 1, 2, 3, 4, 5

#: Fields of a payload and of a metric, by their numbers.
P_TIMESTAMP, P_METRICS, P_SEQ, P_UUID, P_BODY = 1, 2, 3, 4, 5
M_NAME, M_ALIAS, M_TIMESTAMP, M_DATATYPE, M_HISTORICAL, M_TRANSIENT, M_NULL, M_METADATA, M_PROPERTIES = range(1, 10)
M_INT, M_LONG, M_FLOAT, M_DOUBLE, M_BOOLEAN, M_STRING, M_BYTES, M_DATASET, M_TEMPLATE = range(10, 19)

#: How a value is put into bytes.
VARINT, EIGHT, SIZED, FOUR = 0, 1, 2, 5

#: Kinds of messages within a metric, and of what stands in a sized field without being a message.
PLAIN, NUMBERS, METRIC_, METADATA, PROPERTY_SET, PROPERTY, PROPERTY_LIST, DATA_SET, ROW, CELL, TEMPLATE, PARAMETER = (
    range(12)
)

MOST_DEPTH = 64  # of messages within messages


def _within() -> np.ndarray:
    """Kind of message, field -> kind of what the field holds; PLAIN for what is no message."""
    table = np.zeros((12, 20), dtype=np.int8)
    table[METRIC_, M_METADATA] = METADATA
    table[METRIC_, M_PROPERTIES] = PROPERTY_SET
    table[METRIC_, M_DATASET] = DATA_SET
    table[METRIC_, M_TEMPLATE] = TEMPLATE
    table[PROPERTY_SET, 2] = PROPERTY
    table[PROPERTY, 9] = PROPERTY_SET
    table[PROPERTY, 10] = PROPERTY_LIST
    table[PROPERTY_LIST, 1] = PROPERTY_SET
    table[DATA_SET, 3] = NUMBERS
    table[DATA_SET, 4] = ROW
    table[ROW, 1] = CELL
    table[TEMPLATE, 2] = METRIC_
    table[TEMPLATE, 3] = PARAMETER
    return table


WITHIN = _within()
