"""Whether a document is what EPCIS 2.0 says in its JSON schema; what it does not forbid is allowed.

Formats are not asserted, as JSON Schema leaves it, but for the times that an event's hash needs: they are instants.
"""

from __future__ import annotations

from typing import Any

from taktwin.exchange.epcis.times import is_time
from taktwin.exchange.jsondocument import Problem, pointer, wrong
from taktwin.exchange.jsonshapes import (
    Note,
    Shape,
    Steps,
    array,
    either,
    fields_of,
    matching,
    number,
    text,
    truth,
)

KIND = "EPCIS document"


def problems(value: Any, name: str = "") -> list[Problem]:
    """All that is wrong with a parsed document; nothing where it is right."""
    found: dict[Problem, None] = {}

    def note(steps: Steps, expected: str, remedy: str) -> None:
        found[wrong(KIND, pointer(steps), expected, remedy, name)] = None

    _document(value, (), note)
    return list(found)


def instant(value: Any, steps: Steps, note: Note) -> None:
    """Text that is an instant of the calendar."""
    if not isinstance(value, str) or not is_time(value):
        note(steps, "an instant", "write for example 2026-03-01T06:30:00.000+08:00")


_word = matching(
    r"^(?!urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/)",
    "a bare word of the vocabulary or an address of your own",
    'write "receiving", not "urn:epcglobal:cbv:bizstep:receiving"',
)
_gs1_word = matching(
    r"^(?!https?://(www\.)?gs1\.org/voc/)",
    "a bare word of the vocabulary or an address of your own",
    'write "Temperature", not "https://gs1.org/voc/Temperature"',
)
_action = matching(r"^(OBSERVE|ADD|DELETE)\Z", "one of OBSERVE, ADD, DELETE", "use one of these words")
_unit = matching(r"^[A-Z0-9]{2,3}\Z", "a unit of two or three signs", 'write for example "KGM"')
_hexadecimal = matching(r"^[A-Fa-f0-9]+\Z", "hexadecimal digits", 'write for example "f0f0"')
_version = matching(r"^[0-9]+(\.[0-9]+)*\Z", "a version", 'write "2.0"')
_offset = matching(r"^[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)\Z", "an offset from UTC", 'write for example "+08:00"')


_anything = fields_of({})
_quantity = fields_of({"epcClass": text, "quantity": number, "uom": _unit}, "epcClass", closed=True)
_quantities = array(_quantity)
_texts = array(text)
_place = fields_of({"id": text}, "id")
_ABOUT_SENSOR = dict.fromkeys(("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"), text)
_report = fields_of(
    {
        **_ABOUT_SENSOR,
        "type": _gs1_word,
        "exception": _gs1_word,
        "time": instant,
        "component": _word,
        "booleanValue": truth,
        "hexBinaryValue": _hexadecimal,
        **dict.fromkeys(("microorganism", "chemicalSubstance", "coordinateReferenceSystem", "uom"), text),
        **dict.fromkeys(("stringValue", "uriValue"), text),
        **dict.fromkeys(("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"), number),
    },
    "type",
)
_sensor = fields_of(
    {
        "sensorMetadata": fields_of({**_ABOUT_SENSOR, "time": instant, "startTime": instant, "endTime": instant}),
        "sensorReport": array(_report, least=1),
    },
    "sensorReport",
)
_dispositions = array(_word, least=1, unique=True)


def _persistent(value: Any, steps: Steps, note: Note) -> None:
    fields_of({"set": _dispositions, "unset": _dispositions}, closed=True)(value, steps, note)
    if isinstance(value, dict) and not {"set", "unset"} & set(value):
        note(steps, 'the property "set" or "unset"', "add one of them")


_context = either(text, _anything, array(either(text, _anything), unique=True))
_EVENT: dict[str, Shape] = {
    "@context": _context,
    "eventTime": instant,
    "recordTime": text,
    "eventTimeZoneOffset": _offset,
    "eventID": text,
    "certificationInfo": either(text, _texts),
    "errorDeclaration": fields_of(
        {"declarationTime": text, "reason": _word, "correctiveEventIDs": _texts}, "declarationTime"
    ),
}
_WHERE: dict[str, Shape] = {
    "bizStep": _word,
    "disposition": _word,
    "readPoint": _place,
    "bizLocation": _place,
    "sourceList": array(fields_of({"type": _word, "source": text}, "type", "source", closed=True)),
    "destinationList": array(fields_of({"type": _word, "destination": text}, "type", "destination", closed=True)),
    "sensorElementList": array(_sensor),
}
_transaction = fields_of({"type": _word, "bizTransaction": text}, "bizTransaction", closed=True)
_TRANSACTIONS: dict[str, Shape] = {"bizTransactionList": array(_transaction)}
_OF_PARENT: dict[str, Shape] = {"parentID": text, "childEPCs": _texts, "childQuantityList": _quantities}
_epcs = array(text, unique=True)
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
            "bizTransactionList": array(_transaction, least=1),
            "parentID": text,
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
            "transformationID": text,
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
    fields_of({**_EVENT, **of_standard}, "eventTime", "eventTimeZoneOffset", *required)(value, steps, note)
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


_event_list = array(_event)
_vocabularies = array(
    fields_of(
        {
            "type": text,
            "vocabularyElementList": array(
                fields_of(
                    {
                        "id": text,
                        "children": _texts,
                        "attributes": array(
                            fields_of({"id": text, "attribute": either(number, text, _anything)}, "id")
                        ),
                    },
                    "id",
                )
            ),
        },
        "type",
    )
)
_capture = fields_of(
    {
        "id": text,
        "@context": _context,
        "schemaVersion": _version,
        "creationDate": text,
        "instanceIdentifier": text,
        "sender": text,
        "receiver": text,
        "epcisHeader": fields_of({"epcisMasterData": fields_of({"vocabularyList": _vocabularies})}),
        "epcisBody": fields_of({"eventList": _event_list}, "eventList"),
    },
    "@context",
    "schemaVersion",
    "creationDate",
    "epcisBody",
)
_results = fields_of({"eventList": _event_list, "vocabularyList": _vocabularies}, "eventList")
_answer = fields_of(
    {
        "id": text,
        "@context": _context,
        "schemaVersion": _version,
        "creationDate": text,
        "epcisBody": fields_of(
            {
                "queryResults": fields_of(
                    {"queryName": text, "subscriptionID": text, "resultsBody": _results}, "queryName", "resultsBody"
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
        fields_of({}, "@context")(value, steps, note)
        _event(value, steps, note)
