"""Payloads in the words of the reference vectors."""

from __future__ import annotations

from typing import Any

from taktwin.exchange.sparkplug import datatypes as t
from taktwin.exchange.sparkplug.payload import DataSet, Metadata, Metric, Payload, Properties, Template

_TOLD = ("is_historical", "is_transient", "is_null")


def meaning_of(payload: Payload) -> dict[str, Any]:
    """What a payload says; absent things are absent."""
    found: dict[str, Any] = {}
    if payload.timestamp is not None:
        found["timestamp"] = whole(payload.timestamp)
    if payload.seq is not None:
        found["seq"] = whole(payload.seq)
    if payload.uuid is not None:
        found["uuid"] = payload.uuid
    if payload.body is not None:
        found["body"] = {"hex": payload.body.hex()}
    found["metrics"] = [metric_meaning(metric) for metric in payload.metrics]
    return found


def whole(value: Any) -> Any:
    """Numbers above 2^53 are texts there."""
    return str(value) if isinstance(value, int) and abs(value) > 2**53 else value


def metric_meaning(metric: Metric) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("name", "alias", "timestamp"):
        if getattr(metric, name) is not None:
            found[name] = whole(getattr(metric, name))
    if metric.datatype is not None:
        found["datatype"] = t.name_of(metric.datatype)
    for name in _TOLD:
        if getattr(metric, name) is not None:
            found[name] = getattr(metric, name)
    if metric.field is not None:
        found["value"] = value_meaning(metric.value)
        found["field"] = t.FIELD_NAMES[metric.field]
    if metric.metadata is not None:
        names = Metadata.__dataclass_fields__
        found["metadata"] = {
            name: whole(value) for name in names if (value := getattr(metric.metadata, name)) is not None
        }
    if metric.properties is not None:
        found["properties"] = properties_meaning(metric.properties)
    return found


def properties_meaning(properties: Properties) -> dict[str, Any]:
    found = {}
    for name, one in properties.items():
        told: dict[str, Any] = {} if one.type is None else {"type": t.name_of(one.type)}
        if one.is_null is not None:
            told["is_null"] = one.is_null
        if isinstance(one.value, dict):
            told["value"] = properties_meaning(one.value)
        elif isinstance(one.value, list):
            told["value"] = [properties_meaning(each) for each in one.value]
        elif one.value is not None:
            told["value"] = whole(one.value)
        found[name] = told
    return found


def value_meaning(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    if isinstance(value, list):
        return [whole(one) for one in value]
    if isinstance(value, DataSet):
        table: dict[str, Any] = {
            "columns": list(value.columns),
            "types": [t.name_of(one) for one in value.types],
            "rows": [[whole(cell) for cell in row] for row in value.rows],
        }
        return table if value.num_of_columns is None else table | {"num_of_columns": value.num_of_columns}
    if not isinstance(value, Template):
        return whole(value)
    found: dict[str, Any] = {}
    for name in ("is_definition", "version", "template_ref"):
        if getattr(value, name) is not None:
            found[name] = getattr(value, name)
    found["metrics"] = [metric_meaning(one) for one in value.metrics]
    found["parameters"] = [
        {"name": one.name, "type": t.name_of(one.type or 0), "value": whole(one.value)} for one in value.parameters
    ]
    return found
