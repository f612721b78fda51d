"""The hash that names an event by what it says (CBV 2.0, event hash): canonical text of an event, and its SHA-256.

The text has the properties of an event in one fixed order, values in one spelling, and what is a list sorted, so that
the same event has the same hash whoever wrote it, in JSON or in XML. The standard and the implementation that it
refers to differ in some points; where they do, the text is that of the published test vectors (see the page on EPCIS).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from taktwin.exchange.epcis.identifiers import canonical
from taktwin.exchange.epcis.times import canonical_time
from taktwin.exchange.epcis.vocabulary import PREFIXES, web_uri

Event = Mapping[str, Any]
#: What an event says of itself rather than of the world.
_LEFT_OUT = frozenset({"type", "eventID", "recordTime", "errorDeclaration", "@context"})
_COMMENT = "{http://www.w3.org/2000/01/rdf-schema#}comment"
_QUANTITY = ("epcClass", "quantity", "uom")
_METADATA = (
    "time", "startTime", "endTime", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules",
)  # fmt: skip
_REPORT = (
    "type", "exception", "deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time", "microorganism",
    "chemicalSubstance", "value", "component", "stringValue", "booleanValue", "hexBinaryValue", "uriValue", "minValue",
    "maxValue", "meanValue", "sDev", "percRank", "percValue", "uom", "coordinateReferenceSystem",
)  # fmt: skip
#: Properties in the canonical order; all others follow, sorted.
_ORDER = (
    "eventTime", "eventTimeZoneOffset", "certificationInfo", "parentID", "epcList", "inputEPCList", "childEPCs",
    "quantityList", "childQuantityList", "inputQuantityList", "outputEPCList", "outputQuantityList", "action",
    "transformationID", "bizStep", "disposition", "persistentDisposition", "readPoint", "bizLocation",
    "sensorElementList",
)  # fmt: skip
_TIMES = frozenset({"eventTime", "time", "startTime", "endTime"})
#: Property -> kind of word of the vocabulary; `type` of a list's element, by the list.
_WORDS = {"bizStep": "bizStep", "disposition": "disposition", "component": "component", "exception": "exception"}
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
#: Lists of transactions, sources and destinations -> the property that holds the element, and the kind of its type.
_TYPED = {
    "bizTransactionList": ("bizTransaction", "bizTransactionType"),
    "sourceList": ("source", "sourceDestinationType"),
    "destinationList": ("destination", "sourceDestinationType"),
}


def event_hash(event: Event, prefixes: Mapping[str, str] | None = None, ignored: Collection[str] = ()) -> str:
    """The hash of an event as a URI (RFC 6920), such as ``ni:///sha-256;...?ver=CBV2.0``.

    Args:
        event: As EPCIS has it in JSON.
        prefixes: Prefix -> namespace, of the document's context.
        ignored: Names of properties that do not count, as the event has them (``ex:note``) or in full (``{...}note``).

    Raises:
        ValueError: A time is no instant.
    """
    return hash_of(prehash(event, prefixes, ignored))


def hash_of(text: str) -> str:
    """The hash URI of a canonical text."""
    return f"ni:///sha-256;{hashlib.sha256(text.encode()).hexdigest()}?ver=CBV2.0"


def prehash(
    event: Event, prefixes: Mapping[str, str] | None = None, ignored: Collection[str] = (), *, short_values: bool = True
) -> str:
    """The canonical text of an event; parameters and errors as of `event_hash`.

    ``short_values``: values such as ``ex:word`` are written out in full where ``ex`` is a prefix; in XML they are not,
    but for the prefixes of GS1.
    """
    own = event.get("@context")
    return _Text(dict(prefixes or {}) | context_prefixes(own), ignored, short_values).event(event)


def context_prefixes(context: Any) -> dict[str, str]:
    """Prefix -> namespace of a JSON-LD context; those of documents that it names by address are not looked up."""
    found: dict[str, str] = {}
    for one in context if isinstance(context, list) else [context]:
        if isinstance(one, Mapping):
            for name, value in one.items():
                if isinstance(value, Mapping):
                    value = value.get("@id")
                if isinstance(value, str) and not name.startswith("@"):
                    found[name] = value
    return found


class _Text:
    """Makes the canonical text, for one set of prefixes."""

    def __init__(self, prefixes: Mapping[str, str], ignored: Collection[str], short_values: bool) -> None:
        self.prefixes = prefixes
        self.values = PREFIXES | dict(prefixes) if short_values else PREFIXES
        self.ignored = {_COMMENT, "rdfs:comment", *ignored, *(self.name(one) for one in ignored)}

    def event(self, event: Event) -> str:
        ordered, rest = [f"eventType={event.get('type', '')}"], []
        for key in _ORDER:
            if key in event and key not in self.ignored:
                text, left = self.standard(key, event[key])
                ordered.append(text)
                rest += left
        for key, value in event.items():
            if key not in _ORDER and key not in _LEFT_OUT:
                rest += self.other(key, value)
        return "".join(ordered + sorted(rest))

    def standard(self, key: str, value: Any) -> tuple[str, list[str]]:
        """A property of the canonical order: its text, and what of it comes later."""
        if value in (None, [], {}):
            return "", []
        if key in ("epcList", "inputEPCList", "childEPCs", "outputEPCList"):
            return key + "".join(sorted(f"epc={self.value(one)}" for one in _listed(value))), []
        if key.endswith("uantityList"):
            elements = [f"quantityElement{self.fields(one, _QUANTITY)[0]}" for one in _listed(value)]
            return key + "".join(sorted(elements)), []
        if key == "persistentDisposition" and isinstance(value, Mapping):
            pairs = [(name, one) for name in ("set", "unset") for one in _listed(value.get(name, []))]
            return key + "".join(sorted(f"{name}={self.value(one, 'disposition')}" for name, one in pairs)), []
        if key in ("readPoint", "bizLocation") and isinstance(value, Mapping):
            text, left = self.fields(value, ("id",))
            return key + text, [key + one for one in left]
        if key == "sensorElementList":
            found = [self.sensor(one) for one in _listed(value)]
            later = sorted(left for _, left in found if left)
            return key + "".join(sorted(text for text, _ in found)), [key + "".join(later)] if later else []
        return "".join(sorted(self.named(key, one, key) for one in _listed(value))), []

    def sensor(self, element: Any) -> tuple[str, str]:
        """A sensor element: its text, and what of it has no place in the canonical order."""
        if not isinstance(element, Mapping):
            return f"sensorElement={self.value(element)}", ""
        text, left = "", list[str]()
        reports = list[str]()
        for name, order in (("sensorMetadata", _METADATA), ("sensorReport", _REPORT)):
            for one in _listed(element.get(name, [])):
                if one:
                    found, later = self.fields(one, order)
                    reports.append(name + found)
                    left += [name + each for each in later]
        own = {key: value for key, value in element.items() if key not in ("sensorMetadata", "sensorReport")}
        extensions, later = self.fields(own, ())
        text = "sensorElement" + "".join(sorted(reports)) + extensions
        return text, "sensorElement" + "".join(sorted(left + later)) if left or later else ""

    def fields(self, value: Any, order: Iterable[str]) -> tuple[str, list[str]]:
        """Properties in order, then the user's own, sorted; and those of the standard that the order lacks."""
        if not isinstance(value, Mapping):
            return f"={self.value(value)}", []
        order = tuple(order)
        parts = [self.named(key, one, key) for key in order if key in value for one in _listed(value[key])]
        own, left = list[str](), list[str]()
        for key, one in value.items():
            if key not in order:
                (own if self.name(key).startswith("{") else left).extend(self.other(key, one))
        return "".join(parts + sorted(own)), left

    def other(self, key: str, value: Any) -> list[str]:
        """A property that is not in the canonical order: a list of the standard, `ilmd`, or one of the user's own."""
        name = self.name(key)
        if name in self.ignored or key in self.ignored or value is None:
            return []
        if key in _TYPED:
            inner, kind = _TYPED[key]
            elements = sorted(self.typed(one, inner, kind) for one in _listed(value))
            return [key + "".join(elements)] if elements else []
        return [self.nested(name, one) for one in _listed(value)]

    def typed(self, element: Any, inner: str, kind: str) -> str:
        if not isinstance(element, Mapping):
            return f"{inner}={self.value(element)}"
        begin = f"type={self.value(element['type'], kind)}" if element.get("type") is not None else ""
        return begin + "".join(f"{inner}={self.value(one)}" for one in _listed(element.get(inner, [])))

    def nested(self, name: str, value: Any) -> str:
        """One of the user's own properties, with all that is in it."""
        if isinstance(value, Mapping):
            text = value.get("#text")
            inner = [each for key, one in value.items() if key != "#text" for each in self.other(key, one)]
            return name + (f"={self.value(text)}" if text else "") + "".join(sorted(inner))
        if isinstance(value, list):
            return "".join(sorted(self.nested(name, one) for one in value))
        spelt = self.value(value)
        return f"{name}={spelt}" if spelt else name

    def named(self, key: str, value: Any, place: str) -> str:
        """A property of the standard and its value."""
        if value is None or key in self.ignored:
            return ""
        if key in _TIMES:
            return f"{key}={canonical_time(str(value))}"
        kind = "measurement" if place == "type" else _WORDS.get(key, "")
        return f"{key}={self.value(value, kind)}"

    def name(self, key: str) -> str:
        """A name of the user's own in full: ``{namespace}local``; others as they are."""
        prefix, colon, local = key.partition(":")
        return f"{{{self.prefixes[prefix]}}}{local}" if colon and prefix in self.prefixes else key

    def value(self, value: Any, kind: str = "") -> str:
        """A value in its one spelling."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return _number(value)
        text = str(value).strip()
        if _NUMBER.fullmatch(text):
            return _number(text)
        prefix, colon, rest = text.partition(":")
        if colon and prefix in self.values and not rest.startswith("//"):
            return self.values[prefix] + rest
        return canonical(web_uri(text, kind))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _number(value: Any) -> str:
    """A number without zeros at its end, in the precision of a double."""
    try:
        number = float(value)
        return str(int(number)) if number == int(number) else repr(number)
    except OverflowError:  # beyond a double: as it is
        return str(value)
