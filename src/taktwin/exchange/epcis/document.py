"""A document of EPCIS: its events, what they are called by what they say, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from taktwin.exchange.epcis.check import KIND, problems
from taktwin.exchange.epcis.prehash import context_prefixes, hash_of, prehash
from taktwin.exchange.epcis.xmlevents import CONTEXT, is_epcis, xml_document
from taktwin.exchange.epcis.xmltree import root_of
from taktwin.exchange.jsondocument import DocumentError, parse_json, refuse, spell_json

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EpcisDocument:
    """A document of EPCIS 2.0.

    Attributes:
        value: The document as EPCIS has it in JSON; of one in XML, what JSON says for it.
        syntax: What it was read from.
        ignored: Names of properties that the hashes of its events leave out.
        name: Of the file.
    """

    value: dict[str, Any]
    syntax: Literal["json", "xml"] = "json"
    ignored: tuple[str, ...] = ()
    name: str = ""

    @property
    def events(self) -> list[Event]:
        """The events, in the order of the document."""
        if self.value.get("type") not in ("EPCISDocument", "EPCISQueryDocument"):
            return [self.value]  # one event with its context
        body = self.value.get("epcisBody", {})
        results = body.get("queryResults", {}).get("resultsBody", {}) if "eventList" not in body else body
        return list(results.get("eventList", []))

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes of the document's context and the namespaces that they stand for."""
        return context_prefixes(self.value.get("@context"))

    def prehashes(self, ignored: Sequence[str] = ()) -> list[str]:
        """Canonical texts of the events, in their order.

        Args:
            ignored: Names of properties that do not count, besides those that the document itself names.

        Raises:
            DocumentError: A time is no instant.
        """
        found, prefixes, left_out = [], self.prefixes, (*self.ignored, *ignored)
        for nth, event in enumerate(self.events):
            try:
                found.append(prehash(event, prefixes, left_out, short_values=self.syntax == "json"))
            except (ValueError, OverflowError) as error:
                where = f"event {nth + 1}"
                refuse(KIND, where, f"instants ({error})", "write for example 2026-03-01T06:30:00Z", self.name)
        return found

    def hashes(self, ignored: Sequence[str] = ()) -> list[str]:
        """The hash URI of each event; parameters and errors as of `prehashes`."""
        return [hash_of(text) for text in self.prehashes(ignored)]

    def write(self) -> bytes:
        """The document as JSON-LD.

        Raises:
            DocumentError: It is not what the standard says.
        """
        found = problems(self.value, self.name)
        if found:
            raise DocumentError(found, KIND)
        return spell_json(self.value)


def recognise(data: bytes) -> bool:
    """Whether a text is an EPCIS document, in JSON or XML, right or wrong in detail. Never raises."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        try:
            return _is_json_of_epcis(parse_json(data))
        except DocumentError:
            return False
    root = root_of(data) if b"<" in start or data[:2] in (b"\xff\xfe", b"\xfe\xff") else None
    return root is not None and is_epcis(*root)


def read(data: bytes, name: str = "") -> EpcisDocument:
    """A document of EPCIS 2.0: events for capture, the answer to a query, or one event with its context.

    JSON is checked as the JSON schema of the standard has it. XML is read for its events; its schema is not checked.

    Args:
        data: JSON-LD in UTF-8, or XML.
        name: Of the file, for errors.

    Raises:
        DocumentError: It is neither, no EPCIS, or not what the standard says; nothing is taken of it.
    """
    if data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        value, ignored = xml_document(data, name)
        document = EpcisDocument(value, "xml", tuple(ignored), name)
        for nth, event in enumerate(document.events):
            for field in ("eventTime", "eventTimeZoneOffset"):
                if not isinstance(event.get(field), str):
                    place = f"/epcisBody/eventList/{nth}"
                    refuse(KIND, place, f'the property "{field}", once', f'add "{field}"', name)
        document.prehashes()  # so that the hashes of a document that was read are never refused
        return document
    value = parse_json(data, name, KIND)
    if not isinstance(value, dict) or not _is_json_of_epcis(value):
        refuse(KIND, "", 'an object with "type": "EPCISDocument"', "give a document of EPCIS 2.0", name)
    found = problems(value, name)
    if found:
        raise DocumentError(found, KIND)
    return EpcisDocument(value, "json", tuple(_ignored(value)), name)


def document(
    events: Sequence[Event], created: datetime, prefixes: Mapping[str, str] | None = None, **about: str
) -> EpcisDocument:
    """A document of events, to be captured by whoever gets it.

    Args:
        events: As the functions of `taktwin.exchange.epcis.events` make them.
        created: When the document was made.
        prefixes: Prefix -> namespace of properties that are not of the standard.
        about: ``sender``, ``receiver``, ``instanceIdentifier``.

    Raises:
        DocumentError: An event is not what the standard says.
    """
    when = created.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    value = {
        "@context": [CONTEXT, *({prefix: uri} for prefix, uri in (prefixes or {}).items())],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": when,
        **about,
        "epcisBody": {"eventList": list(events)},
    }
    found = problems(value)
    if found:
        raise DocumentError(found, KIND)
    return EpcisDocument(value)


_TYPES = ("EPCISDocument", "EPCISQueryDocument")
_EVENTS = ("ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent")


def _is_json_of_epcis(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        return False
    return value["type"] in _TYPES or (value["type"] in _EVENTS and "@context" in value)


def _ignored(value: dict[str, Any]) -> list[str]:
    """Names that a document lists under a property of its own called ``ignoreFields``."""
    found: list[str] = []
    for key, one in value.items():
        if key.rpartition(":")[2] == "ignoreFields":
            names = [one] if isinstance(one, str) else list(one) if isinstance(one, dict | list) else []
            found += [each for each in names if isinstance(each, str)]
    return found
