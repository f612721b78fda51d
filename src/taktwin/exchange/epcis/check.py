"""Whether a document is what EPCIS 2.0 says in its JSON schema; what it does not forbid is allowed.

Formats of addresses are not asserted, as JSON Schema leaves it; that times are instants is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from taktwin.exchange.epcis.times import is_time
from taktwin.exchange.jsondocument import Problem, pointer, same_value, wrong

KIND = "EPCIS document"
Steps = tuple[object, ...]
#: What a value is checked with: the value, its place, and where to note what was expected there and a remedy.
Note = Callable[[Steps, str, str], None]
Shape = Callable[[Any, Steps, Note], None]


def problems(value: Any, name: str = "") -> list[Problem]:
    """All that is wrong with a parsed document; nothing where it is right."""
    found: dict[Problem, None] = {}

    def note(steps: Steps, expected: str, remedy: str) -> None:
        found[wrong(KIND, pointer(steps), expected, remedy, name)] = None

    _document(value, (), note)
    return list(found)


def _text(value: Any, steps: Steps, note: Note) -> None:
    if not isinstance(value, str):
        note(steps, "text", "write the value in quotation marks")


def _number(value: Any, steps: Steps, note: Note) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        note(steps, "a number", "write a number without quotation marks")


def _truth(value: Any, steps: Steps, note: Note) -> None:
    if not isinstance(value, bool):
        note(steps, "true or false", "write true or false, without quotation marks")


def _time(value: Any, steps: Steps, note: Note) -> None:
    if not isinstance(value, str) or not is_time(value):
        note(steps, "an instant", "write for example 2026-03-01T06:30:00.000+08:00")


def _matching(pattern: str, expected: str, remedy: str) -> Shape:
    found = re.compile(pattern)

    def check(value: Any, steps: Steps, note: Note) -> None:
        if not isinstance(value, str) or not found.search(value):
            note(steps, expected, remedy)

    return check


_word = _matching(
    r"^(?!urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/)",
    "a bare word of the vocabulary or an address of your own",
    'write "receiving", not "urn:epcglobal:cbv:bizstep:receiving"',
)
_gs1_word = _matching(
    r"^(?!https?://(www\.)?gs1\.org/voc/)",
    "a bare word of the vocabulary or an address of your own",
    'write "Temperature", not "https://gs1.org/voc/Temperature"',
)
_action = _matching(r"^(OBSERVE|ADD|DELETE)\Z", "one of OBSERVE, ADD, DELETE", "use one of these words")
_unit = _matching(r"^[A-Z0-9]{2,3}\Z", "a unit of two or three signs", 'write for example "KGM"')
_hexadecimal = _matching(r"^[A-Fa-f0-9]+\Z", "hexadecimal digits", 'write for example "f0f0"')
_version = _matching(r"^[0-9]+(\.[0-9]+)*\Z", "a version", 'write "2.0"')
_offset = _matching(r"^[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)\Z", "an offset from UTC", 'write for example "+08:00"')


def _array(inner: Shape, *, least: int = 0, unique: bool = False) -> Shape:
    def check(value: Any, steps: Steps, note: Note) -> None:
        if not isinstance(value, list):
            note(steps, "an array", "write the elements in square brackets")
            return
        if len(value) < least:
            note(steps, f"at least {least} element", "add one, or leave the property out")
        if unique and len({same_value(one) for one in value}) < len(value):
            note(steps, "elements that differ from each other", "give each element once")
        for nth, one in enumerate(value):
            inner(one, (*steps, nth), note)

    return check


def _object(fields: Mapping[str, Shape], *required: str, closed: bool = False) -> Shape:
    def check(value: Any, steps: Steps, note: Note) -> None:
        if not isinstance(value, dict):
            note(steps, "an object", "write the properties in braces")
            return
        for name in required:
            if name not in value:
                note(steps, f'the property "{name}"', f'add "{name}"')
        for name, one in value.items():
            if name in fields:
                fields[name](one, (*steps, name), note)
            elif closed:
                note(steps, f"no property but {', '.join(fields)}, got {name[:40]}", "leave it out")

    return check


def _either(*shapes: Shape) -> Shape:
    """One of several shapes; what is wrong is told of the last."""

    def check(value: Any, steps: Steps, note: Note) -> None:
        for shape in shapes[:-1]:
            against: list[str] = []
            shape(value, steps, lambda _steps, expected, _remedy, seen=against: seen.append(expected))
            if not against:
                return
        shapes[-1](value, steps, note)

    return check


_anything = _object({})
_quantity = _object({"epcClass": _text, "quantity": _number, "uom": _unit}, "epcClass", closed=True)
_quantities = _array(_quantity)
_texts = _array(_text)
_place = _object({"id": _text}, "id")
_ABOUT_SENSOR = dict.fromkeys(("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"), _text)
_report = _object(
    {
        **_ABOUT_SENSOR,
        "type": _gs1_word,
        "exception": _gs1_word,
        "time": _time,
        "component": _word,
        "booleanValue": _truth,
        "hexBinaryValue": _hexadecimal,
        **dict.fromkeys(("microorganism", "chemicalSubstance", "coordinateReferenceSystem", "uom"), _text),
        **dict.fromkeys(("stringValue", "uriValue"), _text),
        **dict.fromkeys(("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"), _number),
    },
    "type",
)
_sensor = _object(
    {
        "sensorMetadata": _object({**_ABOUT_SENSOR, "time": _time, "startTime": _time, "endTime": _time}),
        "sensorReport": _array(_report, least=1),
    },
    "sensorReport",
)
_dispositions = _array(_word, least=1, unique=True)


def _persistent(value: Any, steps: Steps, note: Note) -> None:
    _object({"set": _dispositions, "unset": _dispositions}, closed=True)(value, steps, note)
    if isinstance(value, dict) and not {"set", "unset"} & set(value):
        note(steps, 'the property "set" or "unset"', "add one of them")


_context = _either(_text, _anything, _array(_either(_text, _anything), unique=True))
_EVENT: dict[str, Shape] = {
    "@context": _context,
    "eventTime": _time,
    "recordTime": _time,
    "eventTimeZoneOffset": _offset,
    "eventID": _text,
    "certificationInfo": _either(_text, _texts),
    "errorDeclaration": _object(
        {"declarationTime": _time, "reason": _word, "correctiveEventIDs": _texts}, "declarationTime"
    ),
}
_WHERE: dict[str, Shape] = {
    "bizStep": _word,
    "disposition": _word,
    "readPoint": _place,
    "bizLocation": _place,
    "sourceList": _array(_object({"type": _word, "source": _text}, "type", "source", closed=True)),
    "destinationList": _array(_object({"type": _word, "destination": _text}, "type", "destination", closed=True)),
    "sensorElementList": _array(_sensor),
}
_transaction = _object({"type": _word, "bizTransaction": _text}, "bizTransaction", closed=True)
_TRANSACTIONS: dict[str, Shape] = {"bizTransactionList": _array(_transaction)}
_OF_PARENT: dict[str, Shape] = {"parentID": _text, "childEPCs": _texts, "childQuantityList": _quantities}
_epcs = _array(_text, unique=True)
#: Type of event -> its properties, and those that it must have.
_EVENTS: dict[str, tuple[dict[str, Shape], tuple[str, ...]]] = {
    "ObjectEvent": (
        {
            "action": _action,
            "epcList": _epcs,
            "quantityList": _quantities,
            "persistentDisposition": _persistent,
            "ilmd": _anything,
            **_TRANSACTIONS,
        },
        ("action",),
    ),
    "AggregationEvent": ({"action": _action, **_OF_PARENT, **_TRANSACTIONS}, ("action",)),
    "AssociationEvent": ({"action": _action, **_OF_PARENT, **_TRANSACTIONS}, ("action", "parentID")),
    "TransactionEvent": (
        {
            "action": _action,
            "bizTransactionList": _array(_transaction, least=1),
            "parentID": _text,
            "epcList": _texts,
            "quantityList": _quantities,
        },
        ("bizTransactionList", "action"),
    ),
    "TransformationEvent": (
        {
            "inputEPCList": _epcs,
            "inputQuantityList": _quantities,
            "outputEPCList": _epcs,
            "outputQuantityList": _quantities,
            "transformationID": _text,
            "persistentDisposition": _persistent,
            "ilmd": _anything,
            **_TRANSACTIONS,
        },
        (),
    ),
}


def _event(value: Any, steps: Steps, note: Note) -> None:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        note(steps, 'an event, with its "type"', 'add for example "type": "ObjectEvent"')
        return
    kind = value["type"]
    fields, required = _EVENTS.get(kind, ({}, ()))
    of_standard = {**_WHERE, **fields} if kind in _EVENTS else {}
    _object({**_EVENT, **of_standard}, "eventTime", "eventTimeZoneOffset", *required)(value, steps, note)
    _what(kind, value, steps, note)


def _what(kind: str, event: dict[str, Any], steps: Steps, note: Note) -> None:
    """Whether an event says what it is about."""
    deletes = event.get("action", "DELETE") == "DELETE"
    if kind == "ObjectEvent":
        if "ilmd" in event and event.get("action", "ADD") != "ADD":
            note(steps, 'no "ilmd" unless the action is ADD', "leave it out")
        sensed = bool(event.get("sensorElementList")) and "readPoint" in event
        if "epcList" not in event and not event.get("quantityList") and not sensed:
            note(steps, '"epcList", "quantityList", or sensor data and "readPoint"', "say what the event is about")
    elif kind in ("AggregationEvent", "AssociationEvent"):
        if not event.get("childEPCs") and not event.get("childQuantityList") and not deletes:
            note(steps, '"childEPCs" or "childQuantityList"', "say what was put together")
    elif kind == "TransactionEvent":
        if "epcList" not in event and not event.get("quantityList") and not deletes:
            note(steps, '"epcList" or "quantityList"', "say what the event is about")
    elif kind == "TransformationEvent":
        before = bool(event.get("inputEPCList") or event.get("inputQuantityList"))
        after = bool(event.get("outputEPCList") or event.get("outputQuantityList"))
        if not (before and after) and not ("transformationID" in event and (before or after)):
            note(steps, 'inputs and outputs, or one of them and a "transformationID"', "say what became of what")


_event_list = _array(_event)
_vocabularies = _array(
    _object(
        {
            "type": _text,
            "vocabularyElementList": _array(
                _object(
                    {
                        "id": _text,
                        "children": _texts,
                        "attributes": _array(
                            _object({"id": _text, "attribute": _either(_number, _text, _anything)}, "id")
                        ),
                    },
                    "id",
                )
            ),
        },
        "type",
    )
)
_capture = _object(
    {
        "id": _text,
        "@context": _context,
        "schemaVersion": _version,
        "creationDate": _time,
        "instanceIdentifier": _text,
        "sender": _text,
        "receiver": _text,
        "epcisHeader": _object({"epcisMasterData": _object({"vocabularyList": _vocabularies})}),
        "epcisBody": _object({"eventList": _event_list}, "eventList"),
    },
    "@context",
    "schemaVersion",
    "creationDate",
    "epcisBody",
)
_results = _object({"eventList": _event_list, "vocabularyList": _vocabularies}, "eventList")
_answer = _object(
    {
        "id": _text,
        "@context": _context,
        "schemaVersion": _version,
        "creationDate": _time,
        "epcisBody": _object(
            {
                "queryResults": _object(
                    {"queryName": _text, "subscriptionID": _text, "resultsBody": _results}, "queryName", "resultsBody"
                )
            },
            "queryResults",
        ),
    },
    "@context",
    "epcisBody",
)


def _document(value: Any, steps: Steps, note: Note) -> None:
    """A document, the answer to a query, or one event with its context."""
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str):
        note(steps, 'an object with its "type"', 'add "type": "EPCISDocument"')
    elif kind in ("EPCISDocument", "EPCISQueryDocument"):
        (_capture if kind == "EPCISDocument" else _answer)(value, steps, note)
    else:
        _object({}, "@context")(value, steps, note)
        _event(value, steps, note)
