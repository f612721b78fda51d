"""Events of an EPCIS document in XML (2.0, and the wrappers of 1.2), turned into what EPCIS has in JSON."""

from __future__ import annotations

from typing import Any

from taktwin.exchange.epcis.vocabulary import bare_word
from taktwin.exchange.epcis.xmltree import KIND, Element, parse_xml
from taktwin.exchange.jsondocument import refuse

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
#: Elements that only hold what a later version of the standard has added.
_WRAPPERS = frozenset({"extension", "baseExtension"})
_ABOUT_XML = frozenset({"http://www.w3.org/2001/XMLSchema-instance", "http://www.w3.org/XML/1998/namespace"})
_TYPED = {
    "bizTransactionList": ("bizTransaction", "bizTransactionType"),
    "sourceList": ("source", "sourceDestinationType"),
    "destinationList": ("destination", "sourceDestinationType"),
}
_NUMBERS = frozenset(("quantity", "value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"))
_WORDS = {
    "bizStep": "bizStep",
    "disposition": "disposition",
    "reason": "reason",
    "component": "component",
    "exception": "exception",
}


def xml_document(data: bytes, name: str = "") -> tuple[dict[str, Any], list[str]]:
    """An EPCIS document in XML as the document in JSON that says the same; and the names that its hashes leave out.

    Only events are taken, no master data. Names of the user's own get the prefixes of the XML document.

    Raises:
        DocumentError: It is no XML of EPCIS.
    """
    root, prefixes = parse_xml(data, name)
    if not is_epcis(root.space, root.name):
        refuse(KIND, "", f"an EPCISDocument, got <{root.name}>", "give a document of EPCIS 2.0", name, root.line)
    reader = _Events(prefixes)
    lists = _all(root, "EventList")
    if not lists:
        refuse(KIND, "", "an EventList", "give a document with events", name, root.line)
    events = [reader.event(one) for each in lists for one in _unwrapped(each)]
    ignored = [reader.key(one) for each in _all(root, "ignoreFields") for one in each.children]
    created = root.attributes.get(("", "creationDate"))
    body: dict[str, Any] = {"eventList": events}
    return {
        "@context": [CONTEXT, *({prefix: uri} for prefix, uri in reader.used.items())],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        **({} if created is None else {"creationDate": created}),
        "epcisBody": body,
    }, ignored


def is_epcis(space: str, name: str) -> bool:
    """Whether a root element is one of EPCIS, a document or the answer to a query."""
    return name in ("EPCISDocument", "EPCISQueryDocument") and space.startswith("urn:epcglobal:epcis")


def _all(element: Element, name: str) -> list[Element]:
    """Elements of a name, at any depth, outermost first."""
    if element.name == name:
        return [element]
    return [found for one in element.children for found in _all(one, name)]


def _unwrapped(element: Element) -> list[Element]:
    """Children, those of wrappers in the wrapper's place."""
    found: list[Element] = []
    for one in element.children:
        found += _unwrapped(one) if not one.space and one.name in _WRAPPERS else [one]
    return found


class _Events:
    """Turns elements into JSON; ``used`` are the namespaces of the names that it gave."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefix_of = {uri: prefix for prefix, uri in reversed(prefixes.items()) if prefix}
        self.used: dict[str, str] = {}

    def key(self, element: Element) -> str:
        return self.named(element.space, element.name)

    def named(self, space: str, name: str) -> str:
        """Name of a property, with a prefix where it has a namespace."""
        if not space:
            return name
        prefix = self.prefix_of.get(space) or f"ns{len(self.prefix_of) + 1}"
        self.prefix_of[space] = prefix
        self.used[prefix] = space
        return f"{prefix}:{name}"

    def event(self, element: Element) -> dict[str, Any]:
        found: dict[str, Any] = {"type": self.key(element)}
        for one in _unwrapped(element):
            if one.space:
                _put(found, self.key(one), self.own(one))
            else:
                _put(found, one.name, self.standard(one))
        return found

    def standard(self, element: Element) -> Any:
        """The value of a property of the standard."""
        name, children = element.name, _unwrapped(element)
        if name in ("epcList", "childEPCs", "inputEPCList", "outputEPCList", "correctiveEventIDs"):
            return [one.text.strip() for one in children]
        if name.endswith("uantityList") or name == "errorDeclaration":
            inner = [self.object(one) for one in children]
            return self.object(element) if name == "errorDeclaration" else inner
        if name in _TYPED:
            inner, kind = _TYPED[name]
            return [self.typed(one, inner, kind) for one in children]
        if name == "persistentDisposition":
            found: dict[str, Any] = {}
            for one in children:
                found.setdefault(one.name, []).append(bare_word(one.text.strip(), "disposition"))
            return found
        if name == "sensorElementList":
            return [self.sensor(one) for one in children]
        if name in ("readPoint", "bizLocation"):
            return self.object(element)
        if name == "ilmd":
            found = self.own(element)
            return found if isinstance(found, dict) else {}
        return self.leaf(name, element)

    def object(self, element: Element) -> dict[str, Any]:
        """Attributes and children of an element of the standard, which may hold the user's own."""
        found: dict[str, Any] = {}
        for (space, name), value in element.attributes.items():
            if space not in _ABOUT_XML:
                _put(found, self.named(space, name), value if space else _typed_value(name, value))
        for one in _unwrapped(element):
            _put(found, self.key(one), self.own(one) if one.space else self.standard(one))
        return found

    def sensor(self, element: Element) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for one in _unwrapped(element):
            if one.name == "sensorReport" and not one.space:
                found.setdefault(one.name, []).append(self.object(one))
            elif one.name == "sensorMetadata" and not one.space:
                found[one.name] = self.object(one)
            else:
                _put(found, self.key(one), self.own(one))
        return found

    def typed(self, element: Element, inner: str, kind: str) -> dict[str, Any]:
        text = element.attributes.get(("", "type"))
        return ({} if text is None else {"type": bare_word(text.strip(), kind)}) | {inner: element.text.strip()}

    def leaf(self, name: str, element: Element) -> Any:
        if element.children:  # nothing of the standard that we know: keep it all the same
            return self.own(element)
        return _typed_value(name, element.text)

    def own(self, element: Element) -> Any:
        """A property of the user's own, with all that is in it."""
        found: dict[str, Any] = {}
        for (space, name), value in element.attributes.items():
            if space not in _ABOUT_XML:
                _put(found, self.named(space, name), value.strip())
        for one in element.children:
            _put(found, self.key(one), self.own(one))
        text = element.text.strip()
        if not found:
            return text
        return {"#text": text} | found if text else found


def _typed_value(name: str, text: str) -> Any:
    """A value as JSON has it: numbers and truth as such, words of the vocabulary bare."""
    text = text.strip()
    if name in _NUMBERS:
        try:
            return int(text) if text.lstrip("+-").isdecimal() and text.isascii() else _finite(text)
        except ValueError:
            return text
    if name == "booleanValue" and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    return bare_word(text, _WORDS[name]) if name in _WORDS else text


def _finite(text: str) -> float:
    number = float(text)
    if "_" in text or not abs(number) < float("inf"):
        raise ValueError(text)
    return number


def _put(found: dict[str, Any], key: str, value: Any) -> None:
    """Add a value; a name that stands more than once makes a list."""
    if key not in found:
        found[key] = value
    elif isinstance(found[key], list):
        found[key] += value if isinstance(value, list) else [value]
    else:
        found[key] = [found[key], value]
